//! Where the systems of a survey stand on the first two axes of the rulebook.

use std::collections::BTreeMap;

use super::{Row, RowAxis, Status};
use crate::engine::AxisLead;
use crate::rulebook::Side;

/// How many systems at one place are named; the others are counted.
const NAMED: usize = 3;

/// The places at which systems stand. They take the same room however many systems there are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Places(BTreeMap<Place, Standing>);

/// A place, and what is told apart there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The lead on each axis.
    pub leads: [AxisLead; 2],
    /// The architecture that is first.
    pub architecture: String,
    /// Whether the verdict is decided.
    pub decided: bool,
}

/// The systems at one place.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Standing {
    /// The titles of the first of them.
    pub titles: Vec<String>,
    /// How many there are.
    pub systems: u64,
}

impl Places {
    pub(super) fn add(&mut self, row: &Row) {
        let mut leads = row.axes.values().map(lead);
        let (Some(Some(first)), Some(Some(second))) = (leads.next(), leads.next()) else { return };
        let Some(architecture) = row.architecture.clone() else { return };
        let place = Place { leads: [first, second], architecture, decided: row.status == Status::Decided };
        let titles = row.title.iter().cloned().collect();
        self.0.entry(place).or_default().merge(Standing { titles, systems: 1 });
    }

    pub(super) fn merge(&mut self, later: Self) {
        for (place, standing) in later.0 {
            self.0.entry(place).or_default().merge(standing);
        }
    }

    /// Returns each place with the systems that stand there.
    pub fn iter(&self) -> impl Iterator<Item = (&Place, &Standing)> {
        self.0.iter()
    }
}

/// Returns the lead of a row; `None` if no candidate is left.
fn lead(axis: &RowAxis) -> Option<AxisLead> {
    Some(match (axis.side?, axis.margin) {
        (Side::High, Some(margin)) => AxisLead::Points(margin),
        (Side::Low, Some(margin)) => AxisLead::Points(-margin),
        (side, None) => AxisLead::Only(side),
    })
}

impl Standing {
    fn merge(&mut self, later: Self) {
        let room = NAMED.saturating_sub(self.titles.len());
        self.titles.extend(later.titles.into_iter().take(room));
        self.systems += later.systems;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::engine;

    fn row(title: &str, side: Option<Side>, margin: Option<i32>) -> Row {
        let axis = |side, margin| RowAxis { status: engine::Status::Open, side, margin };
        Row {
            title: Some(title.to_owned()),
            status: Status::Open,
            architecture: Some("whole".to_owned()),
            axes: [("far", axis(side, margin)), ("fine", axis(Some(Side::Low), Some(4)))]
                .map(|(id, axis)| (id.to_owned(), axis))
                .into(),
            ..Row::of_errors(&Diagnostics::default())
        }
    }

    #[test]
    fn systems_at_one_place_are_counted_and_the_first_named() {
        let mut places = Places::default();
        let mut later = Places::default();
        for (number, title) in ["a", "b", "c", "d", "e"].iter().enumerate() {
            let half = if number < 2 { &mut places } else { &mut later };
            half.add(&row(title, Some(Side::High), Some(3)));
        }
        later.add(&row("apart", Some(Side::High), None));
        later.add(&row("nowhere", None, None));
        later.add(&Row::of_errors(&Diagnostics::default()));
        places.merge(later);
        let found: Vec<_> = places.iter().map(|(place, standing)| (place.leads, standing.clone())).collect();
        let titles = |titles: &[&str]| titles.iter().map(|title| (*title).to_owned()).collect();
        let [many, one] = [(&["a", "b", "c"][..], 5), (&["apart"][..], 1)]
            .map(|(names, systems)| Standing { titles: titles(names), systems });
        let low = AxisLead::Points(-4);
        assert_eq!(found, [([AxisLead::Points(3), low], many), ([AxisLead::Only(Side::High), low], one)]);
    }
}
