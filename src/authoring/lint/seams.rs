//! Rules about seams that no two parts can be subject to, and architectures that mean the same.

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::condition::TruthRegions;
use crate::rulebook::{ArchitectureId, Rulebook};

pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for seam in &rulebook.seams {
        let never = |decided: &TruthRegions| decided.holds.boxes.is_empty();
        if never(&seam.across.near) || never(&seam.across.far) {
            let id = &rulebook.rules[seam.rule].id;
            let message = format!("`{id}` holds at no seam: no part fulfils what it asks of one");
            let help = "correct `across`, or remove the rule";
            let place = seam.at.place(Some("across"));
            found.push(Diagnostic::error(Code::NeverHolds, message).at(place).help(help));
        }
    }
    for (index, architecture) in rulebook.architectures.iter_enumerated() {
        let combining = |other: &ArchitectureId| !rulebook.architectures[*other].combines.is_empty();
        let parts = rulebook.consists_of(index);
        let mut earlier = rulebook.architectures.keys().take_while(|other| *other < index).filter(combining);
        let twin = earlier.find(|other| rulebook.consists_of(*other) == parts);
        if let Some(twin) = twin.filter(|_| !architecture.combines.is_empty()) {
            let twin = &rulebook.architectures[twin].id;
            let message = format!(
                "`{}` combines the same as `{twin}`, so that parts never add up to it",
                architecture.id
            );
            let place = architecture.at.place(Some("combines"));
            found.push(Diagnostic::warning(Code::BadCombination, message).at(place));
        }
    }
}
