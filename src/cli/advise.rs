//! `archwise advise`: answers in, report out.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::{AdviseArgs, AdviseFormat};
use super::exit::Exit;
use super::input::{Inputs, RawAnswers};
use super::interview::{self, Kept, Outcome, ResumeCommand, SavedFile};
use super::{adr, errors, input, output, template, today};
use crate::adr::{RecordMetadata, RecordStatus};
use crate::assessment::Assessor;
use crate::diagnostic::visible_path;
use crate::document::read_text;
use crate::interview::unanswered;
use crate::render::{self, TextStyle};
use crate::report::{Comparison, Report, alternatives};
use crate::rulebook::Rulebook;

pub(super) fn run(
    args: &AdviseArgs,
    flags: Vec<(String, String)>,
    rulebook: &Rulebook,
    rules: &[PathBuf],
    resume_command: &ResumeCommand,
) -> Result<Exit> {
    let fixed = input::fixed(&args.fixed, rulebook)?;
    let (mut inputs, file) = read(args, flags, rulebook)?;
    let interview = interview::run(args, &mut inputs, rulebook, file, resume_command)?;
    let (Kept { file, draft }, finished, why_not_asked) = match interview {
        Outcome::NotHeld(kept, why) => (kept, false, why),
        Outcome::Finished(kept) => (kept, true, None),
        Outcome::Interrupted => return Ok(Exit::Interrupted),
    };
    if inputs.file.answers.is_blank() {
        let exit = errors::nobody_to_ask(rulebook);
        why_not_asked.iter().for_each(|why| errors::say(format_args!("note: {why}")));
        return Ok(exit);
    }
    if !unanswered(rulebook, &inputs.file.answers).is_empty() {
        why_not_asked.iter().for_each(|why| errors::say(format_args!("note: {why}")));
    }
    let path = file.as_ref().map(|file| file.path().to_owned());
    let saved = file.map_or(Ok(()), |file| save(file, &mut inputs, rulebook));
    let assessor = inputs.assessor(rulebook, args.sampling.effort(fixed));
    let text = report(args, &inputs, &assessor, rules)?;
    output::write(&text, args.output.as_deref())?;
    // If saving failed, the user has at least the report, and the draft.
    saved?;
    // Where nobody finished the interview, it can be gone on with unless a file has the answers.
    if let Some(draft) = draft.filter(|_| finished || path.is_some()) {
        draft.remove()?;
    }
    if finished {
        print_places(args.output.as_deref(), path.as_deref(), resume_command);
    }
    Ok(Exit::Done)
}

/// Reads what is known before anybody is asked, and the file in which the answers are saved.
fn read(
    args: &AdviseArgs,
    flags: Vec<(String, String)>,
    rulebook: &Rulebook,
) -> Result<(Inputs, Option<SavedFile>)> {
    let input = args.answers.file.as_deref();
    // A file to save in that exists says what is known so far.
    let begun = args.save.as_deref().filter(|path| path.is_file());
    let seen = begun.and_then(|path| read_text(path).ok());
    let raw = RawAnswers::new(&args.answers, args.title.as_deref(), flags);
    let (inputs, notes) = Inputs::read(RawAnswers { file: input.or(begun), ..raw }, rulebook)?;
    errors::print(&notes);
    let open = |path| SavedFile::open(path, input, seen, rulebook);
    Ok((inputs, args.save.as_deref().map(open).transpose()?))
}

fn save(mut file: SavedFile, inputs: &mut Inputs, rulebook: &Rulebook) -> Result<()> {
    if let Some(news) = file.write(rulebook, &mut inputs.file)? {
        errors::say(news);
    }
    Ok(())
}

/// Returns the report in the format that is asked for.
fn report(args: &AdviseArgs, inputs: &Inputs, assessor: &Assessor<'_>, rules: &[PathBuf]) -> Result<String> {
    let changed = match args.what_if.as_slice() {
        [] => None,
        texts => Some(input::what_if(texts, &inputs.file.answers, assessor.rulebook)?),
    };
    let assessment = assessor.assess(&inputs.file);
    let mut report = assessment.report();
    report.what_if = changed.as_ref().map(|changed| {
        // The user knows which system the question is about.
        let mut comparison = Comparison::of(&assessment, &assessor.assess_with(&inputs.file, changed));
        (comparison.before.title, comparison.after.title) = (None, None);
        comparison
    });
    if let Some(path) = &args.template {
        return template::rendered(path, &report);
    }
    Ok(match args.format {
        AdviseFormat::Text => {
            let style = TextStyle { width: output::width(args.output.as_deref()), explain: args.explain };
            render::text(&report, style)
        }
        AdviseFormat::Json => render::json(&report)?,
        AdviseFormat::Yaml => render::yaml(&report)?,
        AdviseFormat::Markdown => render::markdown(&report)?,
        AdviseFormat::Html => render::html(&report, &alternatives(&assessment, &assessor.effort))?,
        AdviseFormat::Adr => record(args, &report, rules)?,
    })
}

fn record(args: &AdviseArgs, report: &Report, rules: &[PathBuf]) -> Result<String> {
    let record = RecordMetadata {
        style: args.adr_style,
        number: None,
        status: RecordStatus::of(report),
        date: today::today(args.date)?,
        supersedes: None,
        command: adr::command(&args.answers, rules, &args.sampling, report),
    };
    Ok(crate::adr::write(report, &record)?)
}

/// Says where the report and the answers are; last of all, so that the report does not scroll it away.
fn print_places(report: Option<&Path>, answers: Option<&Path>, resume_command: &ResumeCommand) {
    if let Some(report) = report {
        errors::say(format_args!("\nThe report is in {}.", visible_path(report)));
    }
    if let Some(answers) = answers {
        let (file, command) = (visible_path(answers), resume_command.report_on(answers));
        errors::say(format_args!("\nYour answers are in {file}. To see the report again:\n  {command}"));
    }
}
