//! Lints: what is well-formed in a rulebook and yet cannot be meant.

mod allow;
mod axes;
mod balance;
mod conditions;
mod guidance;
mod references;
mod seams;
mod usual;

use crate::answers::preset_mistakes;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::rulebook::Rulebook;

/// Returns all that the lints find in a valid rulebook, except what `# allow:` comments allow.
pub fn lint(rulebook: &Rulebook) -> Diagnostics {
    let mut found: Vec<Diagnostic> = Vec::new();
    conditions::check(rulebook, &mut found);
    balance::check(rulebook, &mut found);
    references::check(rulebook, &mut found);
    seams::check(rulebook, &mut found);
    axes::check(rulebook, &mut found);
    guidance::check(rulebook, &mut found);
    usual::check(rulebook, &mut found);
    found.extend(preset_mistakes(rulebook));
    let mut found = allow::filter(rulebook, found);
    let place = |diagnostic: &Diagnostic| {
        let place = diagnostic.place.as_ref();
        place.map(|place| (place.source.name.clone(), place.line, place.column))
    };
    found.sort_by_key(place);
    found.into_iter().collect()
}
