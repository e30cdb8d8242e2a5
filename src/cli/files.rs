//! The files that a command reads and writes, looked at before any of them is touched: `-` is standard input
//! and output, and nothing is written over what is read.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::{AnswerArgs, Cli, Command, RulesCommand};
use super::environment;
use super::output::real_path;
use super::sources::{self, has_end};
use crate::diagnostic::visible_path;
use crate::document::{Document, is_standard, read_text};

/// The variable in which GitHub Actions names the file of a job's summary.
pub(super) const SUMMARY_VARIABLE: &str = "GITHUB_STEP_SUMMARY";

/// What the arguments name.
#[derive(Default)]
struct Files<'a> {
    /// Files and folders that are read.
    read: Vec<&'a Path>,
    /// Files that are written, with the flag that names them; standard output is none of them.
    written: Vec<(&'static str, PathBuf)>,
    /// Folders in which files are made.
    folders: Vec<&'a Path>,
    /// The answers file, which is one of those that are read.
    answers: Option<&'a Path>,
}

impl<'a> Files<'a> {
    /// Adds what the arguments of a command name.
    ///
    /// # Errors
    /// When two outputs go to standard output.
    fn name(&mut self, command: &'a Command) -> Result<()> {
        match command {
            Command::Advise(args) => {
                self.answer(&args.answers);
                self.read.extend(args.print.template.as_deref());
                self.written.extend(args.interview.save.clone().map(|path| ("--save", path)));
            }
            Command::Adr(args) => {
                self.answer(&args.answers);
                self.folders.push(&args.folder);
            }
            Command::Check(args) => {
                self.read_all(&args.files);
                self.read.extend(args.baseline.as_deref());
                let outputs = args.output.iter().map(|target| target.file.clone());
                let (printed, files): (Vec<_>, Vec<_>) = outputs.partition(|file| is_standard(file));
                if printed.len() > 1 {
                    bail!("two outputs go to standard output; name a file for one of them");
                }
                self.written.extend(files.into_iter().map(|path| ("--output", path)));
                let summary = environment::value(SUMMARY_VARIABLE).filter(|_| args.summary);
                self.written.extend(summary.map(|path| ("--summary", PathBuf::from(path))));
            }
            Command::Compare(args) => self.read.extend([args.before.as_path(), &args.after]),
            Command::Explain(args) => self.answer(&args.answers),
            Command::Group(args) => {
                self.read_all(&args.files);
                self.written.extend(args.save.clone().map(|path| ("--save", path)));
            }
            Command::Survey(args) => {
                self.read_all(&args.paths);
                self.folders.extend(args.reports.as_deref());
            }
            Command::Man(args) => self.folders.extend(args.dir.as_deref()),
            Command::Rules(args) => match &args.command {
                RulesCommand::Lint(args) => self.read.extend(args.path.as_deref()),
                RulesCommand::Test(args) => self.read.extend(args.path.as_deref()),
                RulesCommand::Diff(args) => {
                    self.read.extend([args.old.as_path(), &args.new]);
                    self.read_all(&args.answers);
                }
                RulesCommand::New(args) => self.folders.push(&args.folder),
                RulesCommand::Show(_) | RulesCommand::Schema(_) | RulesCommand::ExplainCode(_) => {}
            },
            Command::Questions(args) => self.read_all(&args.update),
            Command::Mcp(args) => self.folders.extend(args.write.as_deref()),
            Command::Observe(_) | Command::Doctor | Command::Completions(_) => {}
        }
        Ok(())
    }

    fn answer(&mut self, args: &'a AnswerArgs) {
        self.answers = args.file.as_deref();
        self.read.extend(self.answers);
    }

    fn read_all(&mut self, paths: &'a [PathBuf]) {
        self.read.extend(paths.iter().map(PathBuf::as_path));
    }
}

/// Takes `--output -` for what it means, and checks what stands on the command line.
///
/// # Errors
/// When standard input or output is meant twice or makes no sense, or when a file would be written over that
/// is read or written as well.
pub(super) fn settle(cli: &mut Cli) -> Result<()> {
    let output = output(&mut cli.command).and_then(|output| {
        *output = output.take().filter(|path| !is_standard(path));
        output.clone()
    });
    let mut files = Files::default();
    files.read.extend(cli.shared.rules.iter().map(PathBuf::as_path));
    files.written.extend(output.map(|path| ("--output", path)));
    files.name(&cli.command)?;
    // What writes answers files looks by itself whether one is there.
    let is_for_reports = !matches!(cli.command, Command::Questions(_) | Command::Observe(_));
    if files.read.iter().filter(|path| is_standard(path)).count() > 1 {
        bail!("`-` is given twice, but standard input can be read only once; name a file for the other");
    }
    if files.folders.iter().any(|path| is_standard(path)) {
        bail!("`-` is standard input, and no folder; for a folder of this name write `./-`");
    }
    for (index, (flag, path)) in files.written.iter().enumerate() {
        if is_standard(path) {
            bail!("`{flag}` needs the name of a file: standard output is for the report");
        }
        if *flag == "--output" && is_for_reports && is_answers_file(path) {
            let file = visible_path(path);
            bail!("`{file}` is an answers file, and `{flag}` would write over it; name another file");
        }
        let read = files.read.iter().copied();
        // Answers are saved in the file from which they come.
        not_read(flag, path, read.filter(|read| *flag != "--save" || Some(*read) != files.answers))?;
        let same = |(other, named): &&(&str, PathBuf)| other != flag && real_path(named) == real_path(path);
        if let Some((other, _)) = files.written[..index].iter().find(same) {
            let file = visible_path(path);
            bail!("`{file}` would be written twice, for `{other}` and for `{flag}`; name two files");
        }
    }
    Ok(())
}

/// Returns whether somebody's answers are in a file: whoever mixes `--output` with `--save` must not lose
/// them.
fn is_answers_file(path: &Path) -> bool {
    let text = if path.is_file() { read_text(path).ok() } else { None };
    let document = text.and_then(|text| Document::parse(&path.to_string_lossy(), text).ok());
    document.is_some_and(|document| {
        let answers = document.root().entry("answers");
        answers.is_some_and(|answers| answers.value().as_mapping().is_some())
    })
}

/// Checks that the file which `flag` names is none that is read, by whatever name, and no rulebook or answers
/// file in a folder that is read.
///
/// # Errors
/// When it is.
pub(super) fn not_read<'a>(
    flag: &str,
    written: &Path,
    read: impl IntoIterator<Item = &'a Path>,
) -> Result<()> {
    if !written.is_file() {
        // What does not exist is not read, and a device or a pipe is not replaced.
        return Ok(());
    }
    let target = real_path(written);
    let read_in_folders = has_end(&target, &[sources::YAML, sources::LINES].concat());
    for path in read {
        let source = real_path(path);
        if source == target {
            bail!("`{}` is read, and `{flag}` would write over it; name another file", visible_path(written));
        }
        if read_in_folders && target.starts_with(&source) {
            bail!(
                "`{}` is read as part of `{}`, and `{flag}` would write over it; name another file",
                visible_path(written),
                visible_path(path)
            );
        }
    }
    Ok(())
}

/// Returns where the command prints to; `None` if that is always standard output. `check` may have several.
fn output(command: &mut Command) -> Option<&mut Option<PathBuf>> {
    Some(match command {
        Command::Advise(args) => &mut args.print.output,
        Command::Compare(args) => &mut args.output,
        Command::Explain(args) => &mut args.output,
        Command::Group(args) => &mut args.output,
        Command::Questions(args) => &mut args.output,
        Command::Survey(args) => &mut args.output,
        Command::Observe(args) => &mut args.output,
        Command::Rules(args) => match &mut args.command {
            RulesCommand::Lint(args) => &mut args.output,
            RulesCommand::Schema(args) => &mut args.output,
            RulesCommand::Test(args) => &mut args.output,
            RulesCommand::Show(_)
            | RulesCommand::Diff(_)
            | RulesCommand::New(_)
            | RulesCommand::ExplainCode(_) => return None,
        },
        Command::Adr(_)
        | Command::Check(_)
        | Command::Completions(_)
        | Command::Man(_)
        | Command::Mcp(_)
        | Command::Doctor => {
            return None;
        }
    })
}
