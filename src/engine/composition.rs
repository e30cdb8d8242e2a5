//! What several parts add up to, by what the architectures of a rulebook combine.

use crate::rulebook::{ArchitectureId, ArchitectureSet, Rulebook};

/// What parts add up to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Composition {
    /// The one architecture that all of them make; `None` if no architecture of the rulebook does.
    pub architecture: Option<ArchitectureId>,
    /// The architectures of the parts that stand beside it.
    pub beside: ArchitectureSet,
}

impl Composition {
    /// `parts`: every architecture that some part stands on.
    ///
    /// Parts on one architecture make that one. Else they make the architecture that combines the most of
    /// what they consist of and nothing that they do not; of several the first in the rulebook.
    pub fn of(rulebook: &Rulebook, parts: ArchitectureSet) -> Self {
        if let Some(only) = parts.single() {
            return Self { architecture: Some(only), beside: ArchitectureSet::EMPTY };
        }
        let present = parts
            .iter()
            .map(|a| rulebook.consists_of(a))
            .fold(ArchitectureSet::EMPTY, ArchitectureSet::union);
        let fits = |a: &ArchitectureId| {
            !rulebook.architectures[*a].combines.is_empty() && rulebook.consists_of(*a).is_subset(present)
        };
        let combining = rulebook.architectures.keys().filter(fits);
        let best = combining.min_by_key(|a| std::cmp::Reverse(rulebook.consists_of(*a).len()));
        match best {
            Some(best) => {
                let inside = rulebook.consists_of(best);
                let beside = parts.iter().filter(|a| !rulebook.consists_of(*a).is_subset(inside)).collect();
                Self { architecture: Some(best), beside }
            }
            None => Self { architecture: None, beside: parts },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four simple ones, two that combine them, and one that combines a combination.
    fn rulebook() -> Rulebook {
        let text = "
            rulebook: {id: combined, version: 1.0.0, title: Combined}
            architectures:
              - {id: a, name: A, summary: S}
              - {id: b, name: B, summary: S}
              - {id: c, name: C, summary: S}
              - {id: d, name: D, summary: S}
              - {id: ab, name: AB, summary: S, combines: [a, b], backbone: a}
              - {id: bc, name: BC, summary: S, combines: [b, c]}
              - {id: abc, name: ABC, summary: S, combines: [ab, c]}
            qualities: [{id: q, name: Q, about: A}]
            questions: [{id: x, ask: X, kind: nominal, options: [{id: one}, {id: two}]}]
            rules: [{id: r, quality: q, when: {x: one}, points: {a: 1}, because: B}]
        ";
        Rulebook::parse(vec![("combined.yaml".to_owned(), text.to_owned())]).unwrap().0
    }

    #[test]
    fn parts_add_up_to_what_combines_them() {
        let rulebook = rulebook();
        let set = |ids: &[&str]| {
            ids.iter().map(|id| rulebook.architecture(id).unwrap()).collect::<ArchitectureSet>()
        };
        for (parts, sum, beside) in [
            (&["a"][..], Some("a"), &[][..]),
            (&["ab"], Some("ab"), &[]),
            (&["a", "b"], Some("ab"), &[]),
            (&["b", "c"], Some("bc"), &[]),
            (&["a", "c"], None, &["a", "c"]),
            (&["a", "d"], None, &["a", "d"]),
            (&["a", "ab"], Some("ab"), &[]),
            (&["a", "b", "c"], Some("abc"), &[]),
            (&["ab", "c"], Some("abc"), &[]),
            (&["ab", "bc"], Some("abc"), &[]),
            (&["a", "b", "d"], Some("ab"), &["d"]),
            (&["ab", "d"], Some("ab"), &["d"]),
            (&["a", "b", "c", "d"], Some("abc"), &["d"]),
            (&[], None, &[]),
        ] {
            let expected = Composition {
                architecture: sum.map(|id| rulebook.architecture(id).unwrap()),
                beside: set(beside),
            };
            assert_eq!(Composition::of(&rulebook, set(parts)), expected, "{parts:?}");
        }
    }

    /// Over every set of architectures: the sum holds nothing that is not in the parts, what is neither in it
    /// nor beside it does not exist, and no other architecture would hold more.
    #[test]
    fn every_combination_adds_up() {
        for rulebook in [&rulebook(), Rulebook::builtin()] {
            let count = rulebook.architectures.len();
            for bits in 1_u64..1 << count {
                let parts: ArchitectureSet =
                    (0..count).filter(|a| bits >> a & 1 == 1).map(ArchitectureId::from).collect();
                let inside = |set: ArchitectureSet| {
                    set.iter()
                        .map(|a| rulebook.consists_of(a))
                        .fold(ArchitectureSet::EMPTY, ArchitectureSet::union)
                };
                let Composition { architecture, beside } = Composition::of(rulebook, parts);
                assert!(beside.is_subset(parts));
                let sum = architecture.map_or(ArchitectureSet::EMPTY, |a| rulebook.consists_of(a));
                assert_eq!(sum.union(inside(beside)), inside(parts), "{bits:b}");
                for other in
                    rulebook.architectures.keys().filter(|a| !rulebook.architectures[*a].combines.is_empty())
                {
                    let more = rulebook.consists_of(other);
                    assert!(!more.is_subset(inside(parts)) || parts.len() == 1 || more.len() <= sum.len());
                }
            }
        }
    }
}
