//! `archwise explain`: says of every rule whether it holds, and why or why not.

use anyhow::Result;

use super::args::ExplainArgs;
use super::exit::Exit;
use super::input::{Inputs, RawAnswers};
use super::{errors, output};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::engine::Effort;
use crate::render::{self, RuleFilter, TextStyle};
use crate::rulebook::{QuestionId, Rulebook};

pub(super) fn run(args: &ExplainArgs, flags: Vec<(QuestionId, String)>, rulebook: &Rulebook) -> Result<Exit> {
    check(args, rulebook)?;
    let (inputs, notes) = Inputs::read(RawAnswers::new(&args.answers, None, flags), rulebook)?;
    errors::print(&notes);
    // Only the states of the rules are shown, so nothing needs to be searched or sampled.
    let effort = Effort { nodes: 0, samples: 0, completions: 0, enumerate: 0, ..Effort::default() };
    let report = inputs.assessor(rulebook, effort).assess(&inputs.file).report();
    let filter = RuleFilter {
        rule: args.rule.as_deref(),
        architecture: args.architecture.as_deref(),
        quality: args.quality.as_deref(),
    };
    let style = TextStyle { width: output::width(args.output.as_deref()), explain: true };
    output::write(&render::explain(&report, filter, style), args.output.as_deref())?;
    Ok(Exit::Done)
}

/// Checks that the rulebook has every id that the filters name.
fn check(args: &ExplainArgs, rulebook: &Rulebook) -> Result<(), Diagnostics> {
    let mut found = Diagnostics::default();
    let mut check = |code, kind: &str, id: &Option<String>, known: Vec<&str>| {
        if let Some(id) = id.as_deref().filter(|id| !known.contains(id)) {
            let diagnostic = Diagnostic::error(code, format!("there is no {kind} `{id}`"));
            found.push(diagnostic.help(did_you_mean(id, known)));
        }
    };
    let rules = rulebook.rules.iter().map(|rule| rule.id.as_str()).collect();
    let architectures = rulebook.architectures.iter().map(|architecture| architecture.id.as_str()).collect();
    let qualities = rulebook.qualities.iter().map(|quality| quality.id.as_str()).collect();
    check(Code::UnknownRule, "rule", &args.rule, rules);
    check(Code::UnknownArchitecture, "architecture", &args.architecture, architectures);
    check(Code::UnknownQuality, "quality", &args.quality, qualities);
    if found.has_errors() { Err(found) } else { Ok(()) }
}
