//! A folder with the report of each system, as pages to which the rows of a survey link.
//!
//! A list in the folder names every page before it is written, so that the next survey knows which of them it
//! may write over, also after one that was killed.

use std::collections::HashSet;
use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, Result, bail};

use super::super::args::{AnswerArgs, SamplingArgs};
use super::super::flags::quoted_path;
use super::super::output::{Locks, Replacement, real_path};
use super::super::{adr, page, today};
use crate::answers::AnswersFile;
use crate::diagnostic::{slashed, visible, visible_path};
use crate::render::PageOrigin;
use crate::report::Report;
use crate::rulebook::{Rulebook, thousands};
use crate::survey::{Row, Surveyor};

/// The list of the pages.
const LIST: &str = "archwise-reports.txt";
/// Its first line, by which it is known.
const TITLE: &str =
    "# The pages that `archwise survey --reports` wrote into this folder, and may write over.";

/// The folder, and what is known of the pages in it.
#[derive(Debug)]
pub(super) struct Reports {
    folder: PathBuf,
    /// The folder as the page of the survey names it, with a slash at the end.
    link: String,
    list: Mutex<List>,
    /// The rulebooks that the command line names.
    rules: Vec<PathBuf>,
    /// The day that the pages bear.
    date: String,
}

#[derive(Debug)]
struct List {
    file: File,
    /// The pages that surveys before this one wrote.
    earlier: HashSet<String>,
    /// How many were written now.
    written: u64,
}

impl Reports {
    /// Opens the folder, which is made if there is none. `output` is the file of the survey, from which the
    /// pages are named; without one they are named from the folder of work.
    ///
    /// # Errors
    /// When the folder cannot be made or written to.
    pub(super) fn open(folder: &Path, output: Option<&Path>, rules: &[PathBuf]) -> Result<Self> {
        let shown = visible_path(folder);
        let list = folder.join(LIST);
        if output.is_some_and(|output| real_path(output) == real_path(&list)) {
            bail!("`{}` is the list of the reports; name another file for the survey", visible_path(&list));
        }
        std::fs::create_dir_all(folder).with_context(|| format!("cannot make the folder `{shown}`"))?;
        let list = List::open(&list)?;
        let from = match output.and_then(Path::parent) {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        let [whole, from] = [folder, from].map(std::fs::canonicalize);
        let (whole, from) = (whole.with_context(|| format!("cannot find `{shown}`"))?, from?);
        Ok(Self {
            folder: folder.to_owned(),
            link: link(&whole, &from),
            list: Mutex::new(list),
            rules: rules.to_vec(),
            date: today::today(None)?.to_string(),
        })
    }

    /// Keeps other processes from writing into the folder, until what is returned is dropped.
    ///
    /// # Errors
    /// When one of them holds it for too long.
    pub(super) fn lock(&self) -> Result<Locks> {
        Locks::of(&[&self.folder])
    }

    /// Writes the page of the system that a row is about, whole or not at all, and returns the link to it.
    /// `path` is the file from which the answers are, alone or on a line.
    ///
    /// # Errors
    /// When it cannot be written, or when there is a file in its place that no survey wrote.
    pub(super) fn write(
        &self,
        row: &Row,
        mut answers: AnswersFile,
        path: Option<&Path>,
        surveyor: &Surveyor,
    ) -> Result<String> {
        // As `archwise advise` takes a title that is blank.
        answers.title = answers.title.filter(|title| !title.trim().is_empty());
        let assessor = surveyor.assessor();
        let assessment = assessor.assess(&answers);
        let report = assessment.report();
        let origin = self.origin(row, &answers, path, &report, surveyor.rulebook());
        let page = page::page(&assessment, &report, &assessor, &origin)?;
        let name = format!("{}.html", row.key());
        let place = self.folder.join(&name);
        let is_ours = self.list().announce(&name, &place)?;
        let staged = Replacement::in_locked_folder(&place).staged(&mut page.as_bytes())?;
        if is_ours {
            staged.replace()?
        } else {
            staged.create()?
        }
        self.list().written += 1;
        Ok(format!("{}{name}", self.link))
    }

    /// Returns what a page says of where its answers are from: the same as if `archwise advise` had printed
    /// it of the file.
    fn origin(
        &self,
        row: &Row,
        answers: &AnswersFile,
        path: Option<&Path>,
        report: &Report,
        rulebook: &Rulebook,
    ) -> PageOrigin {
        let alone = path.filter(|_| row.line.is_none());
        let input = alone.unwrap_or(Path::new("-"));
        let args = AnswerArgs { file: Some(input.to_owned()), ..AnswerArgs::default() };
        let command = adr::command(&args, &self.rules, &SamplingArgs::default(), report);
        PageOrigin {
            date: Some(self.date.clone()),
            file: row.file.clone(),
            deciders: Vec::new(),
            command: match (path, row.line) {
                (Some(path), Some(line)) => {
                    let file = visible(&quoted_path(path));
                    format!("sed -n {line}p {file} | {command}")
                }
                _ => command,
            },
            record_command: alone.map(page::record_command),
            recorded: page::recorded(answers, rulebook),
        }
    }

    /// Returns what was done, in a sentence.
    pub(super) fn news(&self) -> String {
        let folder = visible_path(&self.folder);
        match self.list().written {
            0 => format!("No report was written into `{folder}`: no system can be read."),
            1 => format!("1 report is in `{folder}`."),
            written => format!("{} reports are in `{folder}`.", thousands(written)),
        }
    }

    fn list(&self) -> std::sync::MutexGuard<'_, List> {
        // A count and a set are whole at any time.
        self.list.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl List {
    fn open(path: &Path) -> Result<Self> {
        let cannot = || format!("cannot write `{}`", visible_path(path));
        let text = match std::fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
            Err(error) => return Err(error).with_context(cannot),
        };
        let mut lines = text.lines();
        if lines.next().is_some_and(|first| first != TITLE) {
            bail!(
                "`{}` is no list of pages that a survey wrote: move it away, or name another folder",
                visible_path(path)
            );
        }
        let earlier = lines.map(str::to_owned).collect();
        let mut file = OpenOptions::new().create(true).append(true).open(path).with_context(cannot)?;
        let begin = match text.as_str() {
            "" => format!("{TITLE}\n"),
            // A survey was killed while it wrote a name.
            text if !text.ends_with('\n') => "\n".to_owned(),
            _ => String::new(),
        };
        file.write_all(begin.as_bytes()).with_context(cannot)?;
        Ok(Self { file, earlier, written: 0 })
    }

    /// Names a page that is about to be written. Returns whether an earlier survey named it.
    ///
    /// # Errors
    /// When there is a file that no survey wrote.
    fn announce(&mut self, name: &str, path: &Path) -> Result<bool> {
        if self.earlier.contains(name) {
            return Ok(true);
        }
        if path.symlink_metadata().is_ok() {
            bail!(
                "`{}` is there already, and no survey wrote it: move it away, or name another folder",
                visible_path(path)
            );
        }
        let written = writeln!(self.file, "{name}").and_then(|()| self.file.flush());
        written.with_context(|| format!("cannot write `{LIST}`"))?;
        Ok(false)
    }
}

/// Returns the way from one folder to another, both without links, with a slash at the end unless it is none.
fn link(to: &Path, from: &Path) -> String {
    let (to, from): (Vec<Component<'_>>, Vec<Component<'_>>) =
        (to.components().collect(), from.components().collect());
    let common = to.iter().zip(&from).take_while(|(to, from)| to == from).count();
    let name = |component: &Component<'_>| component.as_os_str().to_string_lossy().into_owned();
    if common == 0 {
        // Another drive of Windows.
        return format!("{}/", slashed(&to.iter().collect::<PathBuf>()));
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    up.chain(to[common..].iter().map(name)).map(|name| format!("{name}/")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_leads_from_the_page_to_the_folder() {
        let link = |to: &str, from: &str| link(Path::new(to), Path::new(from));
        assert_eq!(link("/a/b/reports", "/a/b"), "reports/");
        assert_eq!(link("/a/reports", "/a/b/c"), "../../reports/");
        assert_eq!(link("/a/b", "/a/b"), "");
        assert_eq!(link("/a", "/a/b"), "../");
        assert_eq!(link("/x y/#1", "/"), "x y/#1/");
    }
}
