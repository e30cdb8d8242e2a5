//! `archwise adr`: adds the decision to a folder of decision records, and marks the one that it replaces.

mod command;
mod folder;

pub(super) use command::command;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::AdrArgs;
use super::exit::Exit;
use super::input::{Inputs, RawAnswers};
use super::{errors, input, output, today};
use crate::adr::{
    Basis, ParsedRecord, RecordMetadata, RecordStatus, SupersedeError, file_name, next_number, record_title,
    supersede, write,
};
use crate::answers::{FileContents, NewDecision, edited};
use crate::document::{is_standard, read_text, reason};
use crate::report::Report;
use crate::rulebook::{ArchitectureId, QuestionId, Rulebook};
use folder::{Folder, OldRecord, relative};

pub(super) fn run(
    args: &AdrArgs,
    flags: Vec<(QuestionId, String)>,
    rulebook: &Rulebook,
    rules: &[PathBuf],
) -> Result<Exit> {
    let fixed = input::fixed(&args.fixed, rulebook)?;
    let raw = RawAnswers::new(&args.answers, args.title.as_deref(), flags);
    let (inputs, notes) = Inputs::read(raw, rulebook)?;
    errors::print(&notes);
    if inputs.file.answers.is_blank() {
        return Ok(errors::nobody_to_ask(rulebook));
    }
    let assessor = inputs.assessor(rulebook, args.sampling.effort(fixed));
    let report = assessor.assess(&inputs.file).report();
    let Some(architecture) = report.verdict.architecture.as_deref().and_then(|id| rulebook.architecture(id))
    else {
        bail!("every candidate is ruled out, so there is no decision to record");
    };
    let folder = Folder::read(&args.folder)?;
    let old = old_record(args, &inputs, &folder)?;
    let plan = plan(args, &report, &folder, old, rules)?;
    // Nothing can be saved in standard input.
    let saved = match args.answers.file.as_deref().filter(|file| !args.no_save && !is_standard(file)) {
        Some(file) => Some((file, answers_file(file, &inputs, rulebook, architecture, &plan.path)?)),
        None => None,
    };
    plan.carry_out(&folder, saved)?;
    output::write(&format!("{}\n", plan.path.display()), None)?;
    Ok(Exit::Done)
}

/// Reads the record to replace: the one that a flag names, or else the answers file.
fn old_record(args: &AdrArgs, inputs: &Inputs, folder: &Folder) -> Result<Option<OldRecord>> {
    if let Some(name) = &args.supersedes {
        return folder.find(name).map(Some);
    }
    let named = inputs.file.decision.as_ref().and_then(|decision| decision.record.as_ref());
    let (Some(record), Some(file)) = (named, &args.answers.file) else { return Ok(None) };
    let path = file.parent().unwrap_or(Path::new("")).join(record);
    if !path.is_file() {
        bail!(
            "there is no record `{}`, which `{}` names; correct `decision.record`, or say `--supersedes RECORD`",
            path.display(),
            file.display()
        );
    }
    OldRecord::read(&path).map(Some)
}

/// Everything that will be written, all of it ready before the first file is touched.
struct Plan {
    path: PathBuf,
    text: String,
    /// The record that is replaced, and its new text with the new status.
    old: Option<(OldRecord, String)>,
}

fn plan(
    args: &AdrArgs,
    report: &Report,
    folder: &Folder,
    old: Option<OldRecord>,
    rules: &[PathBuf],
) -> Result<Plan> {
    if let Some(old) = &old {
        let page = ParsedRecord::read(&old.path.to_string_lossy(), &old.text)?;
        if page.basis.is_some_and(|basis| basis == Basis::of(report)) {
            bail!("`{}` records this decision already, by the same answers and rules", old.path.display());
        }
    }
    let (style, date) = (args.adr_style, today::today(args.date)?);
    let title = record_title(report);
    let number = next_number(folder.files.iter().map(String::as_str));
    let file = file_name(style, number, date, &title, |name| folder.files.iter().any(|file| file == name));
    let path = args.folder.join(&file);
    let number = style.is_numbered().then_some(number);
    let record = RecordMetadata {
        style,
        number,
        status: args.status.unwrap_or_else(|| RecordStatus::of(report)),
        date,
        supersedes: match &old {
            Some(old) => Some(old.link(relative(&args.folder, &old.path)?)),
            None => None,
        },
        command: command(&args.answers, rules, &args.sampling, report),
    };
    let text = write(report, &record)?;
    let old = match old {
        Some(old) => {
            let marked = marked(&old, &path, &text)?;
            Some((old, marked))
        }
        None => None,
    };
    Ok(Plan { path, text, old })
}

/// Returns the text of the old record, in which its status says what replaced it.
fn marked(old: &OldRecord, path: &Path, text: &str) -> Result<String> {
    let beside = old.path.parent().unwrap_or(Path::new(""));
    let new = OldRecord { path: path.to_owned(), text: text.to_owned() };
    let shown = old.path.display();
    supersede(&old.text, &new.link(relative(beside, path)?)).map_err(|why| match why {
        SupersedeError::NoStatus => anyhow::anyhow!(
            "`{shown}` has no status to change: a `status:` in its front matter, `- Status:` below its title, or \
             a section `Status`"
        ),
        SupersedeError::Already(status) => anyhow::anyhow!("`{shown}` is no longer in force: {status}"),
    })
}

/// Returns the text of the answers file that says what was decided and on what that rests.
fn answers_file(
    file: &Path,
    inputs: &Inputs,
    rulebook: &Rulebook,
    architecture: ArchitectureId,
    record: &Path,
) -> Result<String> {
    let record = relative(file.parent().unwrap_or(Path::new("")), record)?;
    let decision = Some(NewDecision { architecture, record: &record });
    let filled = FileContents { decision, ..FileContents::of(&inputs.file) };
    output::check_writable(file)?;
    Ok(edited(rulebook, &file.to_string_lossy(), &read_text(file)?, &filled)?)
}

impl Plan {
    /// Writes the new record, then what refers to it. If a later file cannot be written, the earlier ones are
    /// restored.
    fn carry_out(&self, folder: &Folder, saved: Option<(&Path, String)>) -> Result<()> {
        if let Some((old, _)) = &self.old {
            output::check_writable(&old.path)?;
        }
        folder.create()?;
        output::create_file(&self.path, &self.text)?;
        if let Err(error) = self.write_references(saved) {
            let removed = std::fs::remove_file(&self.path);
            removed.map_err(|error| anyhow::anyhow!("{}", reason(&error))).with_context(|| {
                format!("{error:#}; and the new record `{}` cannot be removed", self.path.display())
            })?;
            return Err(error);
        }
        Ok(())
    }

    fn write_references(&self, saved: Option<(&Path, String)>) -> Result<()> {
        if let Some((old, marked)) = &self.old {
            output::replace_file(&old.path, marked)?;
            anstream::eprintln!("`{}` is marked as superseded", old.path.display());
        }
        let Some((file, text)) = saved else { return Ok(()) };
        if let Err(error) = output::replace_file(file, &text) {
            if let Some((old, _)) = &self.old {
                output::replace_file(&old.path, &old.text)?;
            }
            return Err(error);
        }
        anstream::eprintln!("`{}` names the decision and its record", file.display());
        Ok(())
    }
}
