//! `archwise advise`: answers in, report out.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::args::{AdviseArgs, AdviseFormat};
use super::exit::Exit;
use super::input::{Said, Situation};
use super::interview::{self, Asked, Draft, ResumeCommand, SavedFile};
use super::{adr, errors, input, output, template, today};
use crate::adr::{self as records, RecordMetadata};
use crate::assessment::Assessment;
use crate::document::read_text;
use crate::render::{self, TextStyle};
use crate::report::{Comparison, QuestionAlternatives, Report, alternatives};
use crate::rulebook::{QuestionId, Rulebook};

pub(super) fn run(
    args: &AdviseArgs,
    flags: Vec<(QuestionId, String)>,
    rulebook: &Rulebook,
    rules: &[PathBuf],
    again: &ResumeCommand,
) -> Result<Exit> {
    let fixed = input::fixed(&args.fixed, rulebook)?;
    let input = args.said.file.as_deref();
    // A file to save in that exists says what is known so far.
    let begun = args.save.as_deref().filter(|path| path.is_file());
    let seen = begun.and_then(|path| read_text(path).ok());
    let said = Said { file: input.or(begun), ..Said::new(&args.said, flags) };
    let (mut situation, notes) = Situation::read(said, rulebook)?;
    errors::print(&notes);
    if args.resume {
        situation.resume(Draft::of(rulebook, input)?.read(rulebook)?, rulebook);
    }
    let open = |path| SavedFile::open(path, input, seen, rulebook);
    let saved = args.save.as_deref().map(open).transpose()?;
    let (saved, finished) = match interview::run(args, &mut situation, rulebook, saved, again)? {
        Asked::Nothing(saved) => (saved, false),
        Asked::Finished(saved) => (saved, true),
        Asked::Left(exit) => return Ok(exit),
    };
    if situation.file.answers.is_blank() {
        return Ok(nobody_to_ask(rulebook));
    }
    // Whoever was asked for the title has it in the answers.
    let title = args.title.as_deref().filter(|_| !finished);
    let place = saved.as_ref().map(|file| file.path().to_owned());
    let saved = saved.map_or(Ok(()), |file| save(file, &mut situation, title, rulebook));
    let changed = match args.what_if.as_slice() {
        [] => None,
        texts => Some(input::what_if(texts, &situation.file.answers, rulebook)?),
    };
    let assessor = situation.assessor(rulebook, args.sampling.effort(fixed));
    let mut assessment = assessor.assess(&situation.file);
    assessment.title = title.or(assessment.title);
    let mut report = assessment.report();
    report.what_if = changed.as_ref().map(|changed| {
        // Who asks what if knows of which system.
        let before = Assessment { title: None, ..assessment.clone() };
        let after = Assessment { title: None, ..assessor.assess_with(&situation.file, changed) };
        Comparison::of(&before, &after)
    });
    let more = More {
        alternatives: || alternatives(&assessment, &assessor.effort),
        command: || adr::command(&args.said, rules, &args.sampling, &report),
    };
    output::write(&rendered(args, &report, more)?, args.output.as_deref())?;
    // Who cannot save the answers has the report at least, and the draft.
    saved?;
    if finished || args.resume {
        Draft::of(rulebook, input).and_then(|draft| draft.remove())?;
    }
    if finished {
        where_it_is(args.output.as_deref(), place.as_deref(), again);
    }
    Ok(Exit::Done)
}

fn save(
    mut file: SavedFile,
    situation: &mut Situation,
    title: Option<&str>,
    rulebook: &Rulebook,
) -> Result<()> {
    let mut sheet = situation.sheet(title);
    let news = file.write(rulebook, &mut sheet, &situation.file.weights.clone())?;
    situation.fill_in(sheet);
    if let Some(news) = news {
        anstream::eprintln!("{news}");
    }
    Ok(())
}

/// Comes last, so that the report does not scroll it away.
fn where_it_is(report: Option<&Path>, answers: Option<&Path>, again: &ResumeCommand) {
    if let Some(report) = report {
        anstream::eprintln!("\nThe report is in {}.", report.display());
    }
    if let Some(answers) = answers {
        let (file, command) = (answers.display(), again.report_on(answers));
        anstream::eprintln!("\nYour answers are in {file}. To see the report again:\n  {command}");
    }
}

/// What only some formats need.
struct More<A, C> {
    alternatives: A,
    /// The command that gives the same report.
    command: C,
}

fn rendered(
    args: &AdviseArgs,
    report: &Report,
    more: More<impl FnOnce() -> Vec<QuestionAlternatives>, impl FnOnce() -> String>,
) -> Result<String> {
    if let Some(path) = &args.template {
        return template::rendered(path, report);
    }
    Ok(match args.format {
        AdviseFormat::Text => {
            let style = TextStyle { width: output::width(args.output.as_deref()), explain: args.explain };
            render::text(report, style)
        }
        AdviseFormat::Json => render::json(report)?,
        AdviseFormat::Yaml => render::yaml(report)?,
        AdviseFormat::Markdown => render::markdown(report)?,
        AdviseFormat::Html => render::html(report, &(more.alternatives)())?,
        AdviseFormat::Adr => {
            let record = RecordMetadata {
                style: args.adr_style,
                number: None,
                status: records::RecordStatus::of(report),
                date: today::today(args.date)?,
                supersedes: None,
                command: (more.command)(),
            };
            records::write(report, &record)?
        }
    })
}

/// Says which flags would give the answers that nobody can be asked for.
pub(super) fn nobody_to_ask(rulebook: &Rulebook) -> Exit {
    anstream::eprintln!("error: no question is answered, and nobody can be asked");
    anstream::eprintln!("  give at least the opening answers:");
    for question in rulebook.questions.iter().filter(|question| question.opening) {
        let ids: Vec<&str> = question.options.iter().map(|choice| choice.id.as_str()).collect();
        anstream::eprintln!("    --{} {}", question.id, ids.join("|"));
    }
    let others: Vec<String> =
        rulebook.questions.iter().filter(|q| !q.opening).map(|q| format!("--{}", q.id)).collect();
    anstream::eprintln!("  others: {}", others.join(", "));
    anstream::eprintln!(
        "  or fill in a file: `archwise questions > answers.yaml`, then `archwise advise answers.yaml`"
    );
    Exit::AnswerNeeded
}
