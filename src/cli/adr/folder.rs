//! The folder of decision records, and the records in it.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::old_record::OldRecord;
use crate::adr::{Naming, Style, number, stem};
use crate::diagnostic::{did_you_mean, visible_path};
use crate::document::{read_text, reason};

/// The records in which the style of a folder is looked for; older ones may be of another.
const LOOKED_AT: usize = 10;
/// So many digits are a date, or part of one, and not a number.
const DIGITS_OF_A_DATE: usize = 6;
const DIGITS_OF_A_YEAR: usize = 4;
/// How the names of records end that are not Markdown.
const OTHER_MARKUP: [&str; 10] =
    ["adoc", "asciidoc", "asc", "rst", "mdx", "org", "textile", "mdown", "mkd", "txt"];

pub(super) struct Folder {
    path: PathBuf,
    /// The names of the Markdown files in it, sorted.
    files: Vec<String>,
    /// The names of the files in other markup, sorted: they are records too, but cannot be edited.
    others: Vec<String>,
}

/// How the records of a folder are written.
pub(super) struct Habits {
    /// Where they have their status; `None` if they have none.
    pub style: Option<Style>,
    /// How their files are named; `None` if they have neither numbers nor dates.
    pub naming: Option<Naming>,
    /// Whether their lines end as on Windows.
    pub crlf: bool,
}

impl Folder {
    /// Reads the names of the files.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let (mut files, mut others) = (Vec::new(), Vec::new());
        let cannot = |error: std::io::Error| {
            anyhow::anyhow!("cannot read `{}`: {}", visible_path(path), reason(&error))
        };
        for entry in std::fs::read_dir(path).map_err(cannot)? {
            let entry = entry.map_err(cannot)?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let is_other = is_other_markup(&name);
            if (is_markdown(&name) || is_other) && entry.path().is_file() {
                if is_other { &mut others } else { &mut files }.push(name);
            }
        }
        // What was made of a record is not another one.
        let stems: HashSet<&str> = files.iter().map(|file| stem(file)).collect();
        others.retain(|other| !stems.contains(bare(other)));
        files.sort();
        others.sort();
        Ok(Self { path: path.to_owned(), files, others })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn has(&self, file: &str) -> bool {
        self.files.iter().any(|known| known == file)
    }

    /// Returns the records, the newest first.
    pub(super) fn newest_first(&self) -> Vec<&str> {
        Naming::newest_first(self.names())
    }

    fn names(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Returns the names of the records in whichever markup.
    fn all_names(&self) -> impl Iterator<Item = &str> {
        self.names().chain(self.others.iter().map(String::as_str))
    }

    /// Returns the number of the next record.
    pub(super) fn next_number(&self) -> Result<u32> {
        let names: Vec<String> = self.all_names().map(as_markdown).collect();
        let next = Naming::next_number(names.iter().map(String::as_str));
        next.ok_or_else(|| {
            anyhow::anyhow!("no number is left after the highest in `{}`", visible_path(&self.path))
        })
    }

    /// Returns how the newest records are written, as far as they can be read.
    pub(super) fn habits(&self) -> Habits {
        let newest = self.newest_first().into_iter().take(LOOKED_AT);
        let texts: Vec<String> = newest.filter_map(|file| read_text(&self.path.join(file)).ok()).collect();
        Habits {
            style: texts.iter().find_map(|text| Style::of_record(text)),
            naming: Naming::of_files(self.names()),
            crlf: texts.first().is_some_and(|text| text.contains("\r\n")),
        }
    }

    /// Reads the record that `name` means: a file, a number, or a part of the name of one file only.
    pub(super) fn find(&self, name: &str) -> Result<OldRecord> {
        let is_name = |file: &&str| *file == name || bare(file) == name;
        if let Some(file) = self.all_names().find(is_name) {
            return open(&self.path.join(file));
        }
        // As a shell completes it, or relative to the folder.
        let path = [Path::new("").join(name), self.path.join(name)].into_iter().find(|path| path.is_file());
        if let Some(path) = path {
            // Without `./` in the middle.
            return open(&path.components().collect::<PathBuf>());
        }
        let part = bare(name.trim().trim_end_matches('.')).to_lowercase();
        let has_part = |file: &&str| !part.is_empty() && bare(file).to_lowercase().contains(&part);
        let named: Vec<&str> = self.all_names().filter(has_part).collect();
        let (found, relation) = match wanted_number(name) {
            Some(wanted) => {
                let is_wanted = |file: &&str| number(&as_markdown(file)) == Some(wanted);
                let found: Vec<&str> = self.all_names().filter(is_wanted).collect();
                // Of `ADR-0007` and `RFC-0007` one is meant.
                let exact: Vec<&str> = found.iter().copied().filter(|file| named.contains(file)).collect();
                match (found.len(), exact.len()) {
                    (0, _) if part.len() >= DIGITS_OF_A_YEAR => (named, "is part of the names"),
                    (_, 1) => (exact, "is the number"),
                    _ => (found, "is the number"),
                }
            }
            None => (named, "is part of the names"),
        };
        match found.as_slice() {
            [file] => open(&self.path.join(file)),
            [] => {
                let help = did_you_mean(name, self.names());
                bail!("there is no record `{name}` in `{}`: {help}", visible_path(&self.path))
            }
            several => {
                let names: Vec<String> = several.iter().map(|file| format!("`{file}`")).collect();
                let count = several.len();
                bail!("`{name}` {relation} of {count} records: {}; name one of them", names.join(", "))
            }
        }
    }
}

/// Reads a record that can be edited.
fn open(path: &Path) -> Result<OldRecord> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    if !is_markdown(&name) {
        bail!("`{}` is not Markdown (.md, .markdown): change its status by hand", visible_path(path));
    }
    OldRecord::read(path)
}

fn is_markdown(name: &str) -> bool {
    stem(name).len() < name.len()
}

fn is_other_markup(name: &str) -> bool {
    let extension = Path::new(name).extension().unwrap_or_default().to_string_lossy().to_lowercase();
    OTHER_MARKUP.contains(&extension.as_str())
}

/// Returns the name of a record in whichever markup without its end.
fn bare(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((begin, _)) if is_other_markup(name) => begin,
        _ => stem(name),
    }
}

/// Returns the name that the record would have as Markdown, from which its number can be read.
fn as_markdown(name: &str) -> String {
    format!("{}.md", bare(name))
}

/// Reads `7`, `7.`, `#7` and `ADR-0007` as numbers; what follows a number belongs to the name of a file.
fn wanted_number(name: &str) -> Option<u32> {
    let name = name.trim().trim_end_matches('.');
    let bare = name.strip_prefix('#').unwrap_or(name);
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_date = before.is_empty() && bare.len() >= DIGITS_OF_A_DATE;
    let is_one = before.len() < bare.len() && !before.contains(|c: char| c.is_ascii_digit());
    if is_one && !is_date { number(&format!("{bare}.md")) } else { None }
}
