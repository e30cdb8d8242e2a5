//! `archwise explain`: says of every rule whether it holds, and why or why not.

use anyhow::Result;

use super::args::ExplainArgs;
use super::exit::Exit;
use super::input::{Inputs, RawAnswers};
use super::{errors, output};
use crate::diagnostic::Diagnostics;
use crate::engine::Effort;
use crate::render::{self, RuleFilter};
use crate::rulebook::Rulebook;

pub(super) fn run(args: &ExplainArgs, flags: Vec<(String, String)>, rulebook: &Rulebook) -> Result<Exit> {
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
    let width = output::width(args.output.as_deref());
    output::show(&render::explain(&report, filter, width), args.output.as_deref())?;
    Ok(Exit::Done)
}

/// Checks that the rulebook has every id that the filters name.
fn check(args: &ExplainArgs, rulebook: &Rulebook) -> Result<(), Diagnostics> {
    let rule = args.rule.as_ref().and_then(|id| rulebook.find_rule(id).err());
    let architecture = args.architecture.as_ref().and_then(|id| rulebook.find_architecture(id).err());
    let quality = args.quality.as_ref().and_then(|id| rulebook.find_quality(id).err());
    let found: Diagnostics = [rule, architecture, quality].into_iter().flatten().collect();
    if found.has_errors() { Err(found) } else { Ok(()) }
}
