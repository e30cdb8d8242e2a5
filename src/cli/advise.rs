//! `archwise advise`: answers in, report out.

use anyhow::Result;

use super::args::{AdviseArgs, AdviseFormat};
use super::ask::{self, Asked};
use super::draft::Draft;
use super::exit::Exit;
use super::input::{Said, Situation};
use super::keep::SavedFile;
use super::{assess, errors, input, output, template};
use crate::render::{self, TextStyle};
use crate::report::{QuestionAlternatives, Report};
use crate::rulebook::Rulebook;

pub(super) fn run(
    args: &AdviseArgs,
    flags: Vec<(usize, String)>,
    rulebook: &Rulebook,
    again: String,
) -> Result<Exit> {
    let fixed = input::fixed(&args.fixed, rulebook)?;
    let (mut situation, notes) = Situation::read(Said::new(&args.said, flags), rulebook)?;
    errors::print(&notes);
    let input = args.said.file.as_deref();
    if args.resume {
        situation.resume(Draft::of(rulebook, input)?.read(rulebook)?, rulebook);
    }
    let open = |path| SavedFile::open(path, input, rulebook);
    let saved = args.save.as_deref().map(open).transpose()?;
    let asked = ask::run(args, &mut situation, rulebook, saved, again)?;
    if let Asked::Left(exit) = asked {
        return Ok(exit);
    }
    if situation.answers.is_blank() {
        return Ok(nobody_to_ask(rulebook));
    }
    if let Some(path) = args.save.as_deref() {
        open(path)?.write(rulebook, &situation.sheet(args.title.as_deref()), &situation.given_weights)?;
    }
    let changed = match args.what_if.as_slice() {
        [] => None,
        texts => Some(input::what_if(texts, &situation.answers, rulebook)?),
    };
    let effort = assess::effort(&args.sampling, fixed);
    let report = situation.report(rulebook, &effort, args.title.as_deref(), changed.as_ref());
    output::write(
        &rendered(args, &report, || situation.alternatives(rulebook, &effort))?,
        args.output.as_deref(),
    )?;
    if matches!(asked, Asked::Finished) || args.resume {
        Draft::of(rulebook, input).and_then(|draft| draft.remove())?;
    }
    Ok(Exit::Done)
}

fn rendered(
    args: &AdviseArgs,
    report: &Report,
    alternatives: impl FnOnce() -> Vec<QuestionAlternatives>,
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
        AdviseFormat::Html => render::html(report, &alternatives())?,
    })
}

/// Says which flags would give the answers that nobody can be asked for.
fn nobody_to_ask(rulebook: &Rulebook) -> Exit {
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
