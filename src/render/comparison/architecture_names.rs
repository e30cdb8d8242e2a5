//! The names of architectures, wherever they come from.

use crate::report::Report;
use crate::rulebook::Rulebook;

/// The names of architectures, in the order of the rulebook.
pub(in crate::render) struct ArchitectureNames<'a>(Vec<(&'a str, &'a str)>);

impl<'a> ArchitectureNames<'a> {
    pub(in crate::render) fn of_rulebook(rulebook: &'a Rulebook) -> Self {
        let known = rulebook.architectures.iter();
        Self(known.map(|architecture| (architecture.id.as_str(), architecture.name.as_str())).collect())
    }

    pub(in crate::render) fn of_report(report: &'a Report) -> Self {
        let known = report.architectures.iter();
        Self(known.map(|architecture| (architecture.id.as_str(), architecture.name.as_str())).collect())
    }

    pub(super) fn position(&self, id: &str) -> Option<usize> {
        self.0.iter().position(|(known, _)| *known == id)
    }

    pub(super) fn name(&self, id: &str) -> String {
        self.position(id).map_or(id, |at| self.0[at].1).to_owned()
    }
}
