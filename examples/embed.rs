//! Archwise inside another program: answers in, the report out as a value, errors as values.
//!
//! `cargo run --no-default-features --example embed` needs neither the command line nor a terminal.
#![allow(clippy::print_stdout)]

use archwise::answers::AnswersFile;
use archwise::assessment::Assessor;
use archwise::diagnostic::Diagnostics;
use archwise::document::Document;
use archwise::report::Report;
use archwise::rulebook::Rulebook;

const SHOP: &str = "\
answers: {geographic-spread: global, teams: 24, consistency: session}
parts: {billing: {answers: {consistency: strong, geographic-spread: single-region}}}
";

fn main() -> Result<(), Diagnostics> {
    let rulebook = Rulebook::builtin();
    let report = advise(SHOP, rulebook)?;
    println!("{}", report.verdict.headline);
    for part in &report.parts {
        println!("{}: {}", part.name(), part.verdict.headline);
    }
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
    Ok(Assessor::new(rulebook).assess(&file).report())
}
