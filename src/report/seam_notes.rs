//! The warnings at the seams, each rule once, with the numbers of the seams that lists and pictures share.

use serde::Serialize;

use super::blueprint::Blueprint;
use super::seams::SeamWarning;
use crate::options::Truth;

/// What one rule warns of, and every seam at which it does.
#[derive(Debug, Clone, Serialize)]
pub struct SeamNote<'a> {
    /// What it warns of, and why.
    pub warning: &'a SeamWarning,
    /// Where.
    pub at: Vec<NumberedSeam<'a>>,
}

/// A seam at which a rule warns, with the number that it has in lists and pictures.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct NumberedSeam<'a> {
    /// The same in every list and picture of a report.
    pub number: usize,
    /// The ids of the two parts.
    pub between: &'a [String; 2],
    /// Whether the warning may only come to hold there.
    pub open: bool,
}

impl Blueprint {
    /// Returns what the rules warn of at the seams, each rule once. The seams are numbered as they come.
    pub fn seam_notes(&self) -> Vec<SeamNote<'_>> {
        let mut notes: Vec<(&SeamWarning, Vec<(usize, bool)>)> = Vec::new();
        for (position, seam) in self.seams.iter().enumerate() {
            for warning in &seam.warnings {
                let at = (position, warning.state == Truth::Open);
                match notes.iter_mut().find(|(known, _)| known.rule == warning.rule) {
                    Some((_, all)) => all.push(at),
                    None => notes.push((warning, vec![at])),
                }
            }
        }
        let mut numbers: Vec<Option<usize>> = vec![None; self.seams.len()];
        let mut next = 0;
        let mut numbered = |(position, open): (usize, bool)| {
            let number = *numbers[position].get_or_insert_with(|| {
                next += 1;
                next
            });
            NumberedSeam { number, between: &self.seams[position].between, open }
        };
        let note = |(warning, at): (_, Vec<_>)| SeamNote {
            warning,
            at: at.into_iter().map(&mut numbered).collect(),
        };
        notes.into_iter().map(note).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Relation, SeamView};

    fn seam(between: [&str; 2], rules: &[(&str, Truth)]) -> SeamView {
        let warning = |(rule, state): &(&str, Truth)| SeamWarning {
            rule: (*rule).to_owned(),
            message: format!("{rule} warns."),
            state: *state,
            because: String::new(),
            sources: Vec::new(),
        };
        SeamView {
            between: between.map(str::to_owned),
            architectures: ["one", "other"].map(str::to_owned),
            warnings: rules.iter().map(warning).collect(),
        }
    }

    #[test]
    fn each_rule_is_said_once_and_a_seam_has_one_number_wherever_it_is_named() {
        let blueprint = Blueprint {
            architecture: None,
            beside: Vec::new(),
            relation: Relation::None,
            settled: None,
            places: Vec::new(),
            rest: None,
            backbone: None,
            seams: vec![
                seam(["a", "b"], &[("first", Truth::Holds)]),
                seam(["a", "c"], &[]),
                seam(["a", "d"], &[("second", Truth::Holds)]),
                seam(["b", "d"], &[("first", Truth::Open), ("second", Truth::Holds)]),
            ],
            headline: String::new(),
            explanation: Vec::new(),
        };
        let notes = blueprint.seam_notes();
        let said = |note: &SeamNote<'_>| {
            let at = note.at.iter().map(|at| (at.number, at.between.join("-"), at.open)).collect::<Vec<_>>();
            (note.warning.rule.clone(), at)
        };
        let of = |number, between: &str, open| (number, between.to_owned(), open);
        assert_eq!(
            notes.iter().map(said).collect::<Vec<_>>(),
            [
                ("first".to_owned(), vec![of(1, "a-b", false), of(2, "b-d", true)]),
                ("second".to_owned(), vec![of(3, "a-d", false), of(2, "b-d", false)]),
            ]
        );
    }
}
