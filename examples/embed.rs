//! Archwise inside another program: answers in, the report out as a value, errors as values.
//!
//! `cargo run --no-default-features --example embed` needs neither the command line nor a terminal.
#![allow(clippy::print_stdout)]

use archwise::answers::AnswersFile;
use archwise::diagnostic::Diagnostics;
use archwise::document::Document;
use archwise::engine::{Analysis, Effort, Problem};
use archwise::report::{self, Report};
use archwise::rulebook::Rulebook;

fn main() -> Result<(), Diagnostics> {
    let rulebook = Rulebook::builtin();
    let report = advise("answers: {geographic-spread: global, teams: 24, consistency: session}", rulebook)?;
    println!("{}", report.verdict.headline);
    for open in report.open_questions.iter().take(3) {
        println!("to find out: {} ({})", open.ask, open.question);
    }

    // Whatever is wrong with an input comes back, all of it, each with its place.
    if let Err(found) = advise("answers: {teams: many, budgett: ample}", rulebook) {
        for diagnostic in found.iter() {
            println!("{}: {}", diagnostic.code.id(), diagnostic.message);
        }
    }
    Ok(())
}

/// From the text of an answers file to a report, without reading or writing anything.
fn advise(text: &str, rulebook: &Rulebook) -> Result<Report, Diagnostics> {
    let document = Document::parse("answers", text.to_owned())?;
    let (file, _notes) = AnswersFile::read(&document, rulebook)?;
    let mut problem = Problem { sets: file.answers.sets().to_vec(), ..Problem::open(rulebook) };
    file.weights.iter().for_each(|(quality, weight)| problem.weights[*quality] = *weight);
    let analysis = Analysis::of(&problem, &Effort::default());
    Ok(report::build(&report::Input {
        problem: &problem,
        answers: &file.answers,
        analysis: &analysis,
        title: file.title.as_deref(),
        notes: &file.notes,
        parts: &[],
        what_if: None,
    }))
}
