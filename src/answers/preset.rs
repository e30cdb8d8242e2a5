//! Presets of a rulebook as answers that are assumed.

use super::renames::Renames;
use super::sets::Answers;
use super::statement::{Origin, Statement, statements_of};
use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::rulebook::{Preset, Rulebook};

/// Returns what a preset answers, as assumptions.
///
/// # Errors
/// Every mistake in its answers, where the rulebook has them.
pub fn preset(preset: &Preset, rulebook: &Rulebook) -> Result<Vec<Statement>, Diagnostics> {
    let mut found = Diagnostics::default();
    let origin = Origin::Assumed(preset.id.as_str().into());
    let list = preset.at.document().root().entry("presets");
    let entries = list.iter().flat_map(Node::one_or_more);
    let entry = entries.into_iter().find(|entry| entry.whereabouts().path() == preset.at.path());
    let answers = entry.and_then(|entry| entry.entry("answers"));
    let statements = answers
        .map(|answers| statements_of(&answers, rulebook, &origin, &mut Renames::default(), &mut found));
    let statements = statements.unwrap_or_default();
    Answers::open(rulebook).apply(rulebook, &statements, &mut found);
    found.unless_errors(Some(statements)).map(|(statements, _)| statements)
}

/// Returns every mistake in the answers of the presets of a rulebook.
pub fn preset_mistakes(rulebook: &Rulebook) -> Diagnostics {
    rulebook.presets.iter().filter_map(|one| preset(one, rulebook).err()).flatten().collect()
}
