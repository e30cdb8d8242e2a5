//! Does a recorded decision still hold? Findings about it, each with its place.
//!
//! The decision on the whole system and those on its parts are checked alike. Files, the clock and the
//! environment stay outside: they come in through [`Subject`] and [`Requirements`].

mod assessed_decision;
mod causes;
mod changes;
mod checks;
mod observed;
mod outcome;
#[cfg(feature = "render")]
pub mod output;
mod record;
mod subject;
mod view;

pub use outcome::{
    ChangesSince, Check, CheckKind, CheckReport, DecidedBy, DecisionReport, FileReport, Outcome,
};
pub use subject::{ObservedScope, RecordError, Requirements, Subject};
pub use view::{CHECK_SCHEMA, CheckReportView, FileView};

use crate::engine::Effort;
use crate::rulebook::Rulebook;
use assessed_decision::AssessedDecision;

/// Checks one file. The same input gives the same findings.
pub fn check(
    subject: &Subject<'_>,
    requirements: &Requirements,
    rulebook: &Rulebook,
    effort: &Effort,
) -> FileReport {
    let decisions = AssessedDecision::all(subject, requirements, rulebook, effort);
    let whole = &decisions[0];
    let mut checks: Vec<Check> =
        decisions.iter().flat_map(|decision| checks::all(decision, whole, requirements)).collect();
    if decisions.iter().all(|decision| decision.required.is_none()) {
        checks.insert(0, checks::nothing_decided(subject.file));
    }
    checks.extend(observed::checks(whole, requirements, effort));
    FileReport {
        name: subject.name.to_owned(),
        title: subject.file.title.clone(),
        deciders: subject.file.who_decides(),
        decisions: decisions.into_iter().map(AssessedDecision::into_report).collect(),
        checks,
    }
}

#[cfg(test)]
mod tests;
