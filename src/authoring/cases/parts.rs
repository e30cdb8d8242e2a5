//! The parts of a case: where each stands, what they add up to, which rules about seams hold between them.

use typed_index_collections::TiVec;

use super::RulebookCase;
use crate::engine::{Composition, Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, OptionSets, Rulebook, SeamId, SeamSide};

/// What the parts of a case come to.
#[derive(Debug, Clone, Default)]
pub(super) struct CaseParts {
    /// The architecture that they add up to; `None` without parts, or if all are ruled out for a part.
    pub sum: Option<ArchitectureId>,
    /// For each rule about seams whether it holds at one of the seams of the case; empty if there is no seam.
    pub seams: TiVec<SeamId, Truth>,
}

impl CaseParts {
    pub(super) fn of(case: &RulebookCase, rulebook: &Rulebook) -> Self {
        let problem = Problem::open(rulebook);
        let place = |part: &crate::answers::Part| {
            let sets = part.over(rulebook, &case.answers).sets().to_vec();
            let leader = Evaluation::of(&problem.with_sets(sets.clone())).leader();
            (leader, sets)
        };
        let placed: Vec<(Option<ArchitectureId>, OptionSets)> = case.parts.iter().map(place).collect();
        let present: Option<ArchitectureSet> = placed.iter().map(|(leader, _)| *leader).collect();
        let present = present.filter(|present| !present.is_empty());
        Self {
            sum: present.and_then(|present| Composition::of(rulebook, present).architecture),
            seams: seams(case, rulebook, &placed),
        }
    }
}

fn seams(
    case: &RulebookCase,
    rulebook: &Rulebook,
    placed: &[(Option<ArchitectureId>, OptionSets)],
) -> TiVec<SeamId, Truth> {
    let side = |at: usize| {
        let (leader, sets) = &placed[at];
        Some(SeamSide { architecture: (*leader)?, sets })
    };
    let mut pairs = Vec::new();
    for (a, part) in case.parts.iter().enumerate() {
        let others = case.parts.iter().enumerate().skip(a + 1);
        let others = others.filter(|(_, other)| part.exchanges_with(other));
        let sides = others.filter_map(|(b, _)| Some((side(a)?, side(b)?)));
        pairs.extend(sides.filter(|(a, b)| a.architecture != b.architecture));
    }
    if pairs.is_empty() {
        return TiVec::new();
    }
    let truth =
        |seam: &crate::rulebook::Seam| Truth::any(pairs.iter().map(|(a, b)| seam.across.truth(*a, *b)));
    rulebook.seams.iter().map(truth).collect()
}
