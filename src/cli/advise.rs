//! `archwise advise`: answers in, report out.

use anyhow::Result;

use super::args::{AdviseArgs, Format};
use super::exit::Exit;
use super::input::{Said, Situation};
use super::{errors, output};
use crate::answers::Answers;
use crate::engine::{Analysis, Effort, Evaluation, Problem, Verdict};
use crate::render;
use crate::report::{self, PartInput, Report};
use crate::rulebook::Rulebook;

pub(super) fn run(args: &AdviseArgs, flags: Vec<(usize, String)>, rulebook: &Rulebook) -> Result<Exit> {
    let said =
        Said { file: args.file.as_deref(), flags, set: &args.set, weights: &args.weight, among: &args.among };
    let (situation, notes) = Situation::read(said, rulebook)?;
    errors::print(&notes);
    if situation.answers.is_blank() {
        return Ok(nobody_to_ask(rulebook));
    }
    let report = assess(&situation, args.title.as_deref(), rulebook);
    output::write(&rendered(args, &report)?, args.output.as_deref())?;
    Ok(Exit::Done)
}

fn rendered(args: &AdviseArgs, report: &Report) -> Result<String> {
    Ok(match args.format {
        Format::Text => {
            let style =
                render::TextStyle { width: output::width(args.output.as_deref()), explain: args.explain };
            render::text(report, style)
        }
        Format::Json => render::json(report)?,
        Format::Yaml => render::yaml(report)?,
        Format::Markdown => render::markdown(report),
    })
}

/// From answers to a report.
fn assess(situation: &Situation, title: Option<&str>, rulebook: &Rulebook) -> Report {
    let problem = Problem {
        rulebook,
        sets: situation.answers.sets().to_vec(),
        weights: situation.weights.clone(),
        among: situation.among,
    };
    let effort = Effort::default();
    let analysis = Analysis::of(&problem, &effort);
    let parts: Vec<PartAssessment> = situation
        .file
        .parts
        .iter()
        .map(|part| {
            let mut answers = situation.answers.clone();
            answers.apply(rulebook, part.statements.clone(), &mut Default::default());
            let part_problem = problem.with_sets(answers.sets().to_vec());
            let evaluation = Evaluation::of(&part_problem);
            let verdict = Verdict::of(&part_problem, &evaluation, &effort);
            let differs = part.statements.iter().map(|statement| statement.question).collect();
            PartAssessment {
                id: &part.id,
                title: part.title.as_deref(),
                answers,
                evaluation,
                verdict,
                differs,
            }
        })
        .collect();
    let parts: Vec<PartInput<'_>> = parts.iter().map(PartAssessment::input).collect();
    report::build(&report::Input {
        problem: &problem,
        answers: &situation.answers,
        analysis: &analysis,
        title: title.or(situation.file.title.as_deref()),
        notes: &situation.file.notes,
        parts: &parts,
    })
}

struct PartAssessment<'a> {
    id: &'a str,
    title: Option<&'a str>,
    answers: Answers,
    evaluation: Evaluation,
    verdict: Verdict,
    differs: Vec<usize>,
}

impl PartAssessment<'_> {
    fn input(&self) -> PartInput<'_> {
        PartInput {
            id: self.id,
            title: self.title,
            answers: &self.answers,
            evaluation: &self.evaluation,
            verdict: &self.verdict,
            differs: self.differs.clone(),
        }
    }
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
