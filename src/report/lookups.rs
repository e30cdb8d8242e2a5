//! What is asked of a report by those who print it: names by id, and the points of its arguments.

use super::axes::AxisView;
use super::difference::DifferenceView;
use super::parts::{PartView, standing};
use super::rulebook_views::ArchitectureView;
use super::rules::Argument;
use super::verdict::FlipView;
use super::view::Report;
use crate::engine::Status;
use crate::options::Truth;

impl Report {
    /// Returns how so many parts stand where `part` does, to follow their names: `as a service`.
    pub fn stand(&self, part: &PartView, parts: usize) -> String {
        let Some(id) = &part.verdict.architecture else { return "with no candidate left".to_owned() };
        let stand = self.architecture(id).and_then(|architecture| architecture.parts_stand.as_ref());
        standing(stand, self.name(id), parts)
    }

    /// Returns what a part is called, or its id if there is no such part.
    pub fn part_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.parts.iter().find(|part| part.part == id).map_or(id, PartView::name)
    }

    /// Returns the candidate with an id.
    pub fn architecture(&self, id: &str) -> Option<&ArchitectureView> {
        self.architectures.iter().find(|architecture| architecture.id == id)
    }

    /// Yields the changes for which to look at the decision again.
    pub fn reasons_to_revisit(&self) -> impl Iterator<Item = &FlipView> {
        self.revisit.flips.iter().filter_map(|&flip| self.flips.get(flip))
    }

    /// Returns the name of an architecture, or its id if there is no such architecture.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.architecture(id).map_or(id, |architecture| &architecture.name)
    }

    /// Returns whether nobody is ahead of the leader by the rules that hold now. Somebody is where the leader
    /// is only the first of those that can still win.
    pub fn is_first_now(&self) -> bool {
        self.verdict.margin.is_none_or(|margin| margin >= 0)
    }

    /// Returns what the figures of the axes count; `None` where they say nothing that is not plain.
    pub fn axis_legend(&self) -> Option<&'static str> {
        let is_unproven = |axis: &AxisView| matches!(axis.status, Status::Open | Status::Likely);
        self.axes.iter().any(is_unproven).then_some(
            "(by: points that the best of the one side is ahead of the best of the other; kept by: the share \
             of the plausible answers to the rest that leave it so)",
        )
    }

    /// Returns the two architectures to compare, the first by its id: the leader and the runner-up, or, where
    /// a veto keeps out what would lead, that one and the leader.
    pub fn compared(&self) -> Option<(&str, &DifferenceView)> {
        let out = self.verdict.ruled_out_leader.as_ref().zip(self.ruled_out_difference.as_ref());
        match out {
            Some((out, difference)) => Some((&out.architecture, difference)),
            None => self.verdict.architecture.as_deref().zip(self.difference.as_ref()),
        }
    }

    /// Returns the points of an argument for an architecture, times the weight of its quality.
    pub fn weighted(&self, argument: &Argument, architecture: &str) -> i32 {
        let quality = self.qualities.iter().find(|quality| quality.quality == argument.quality);
        let weight = quality.map_or(0, |quality| i32::from(quality.weight));
        argument.points.get(architecture).map_or(0, |points| weight * i32::from(*points))
    }

    /// Returns the rules that hold and count for an architecture, with their weighted points, the best first.
    pub fn gains(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut gains = self.holding(|argument| self.weighted(argument, architecture));
        gains.retain(|(points, _)| *points > 0);
        gains
    }

    /// Returns the rules that hold and count against an architecture, with their weighted points, the worst
    /// first.
    pub fn costs(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut costs = self.holding(|argument| self.weighted(argument, architecture));
        costs.retain(|(points, _)| *points < 0);
        // Stable, so that among equals the rulebook's order stands.
        costs.sort_by_key(|(points, _)| *points);
        costs
    }

    /// Returns the rules that hold and tell two architectures apart, with the weighted points that they give
    /// the first more than the second, the most first. Together they are the lead of the first.
    pub fn lead(&self, first: &str, second: &str) -> Vec<(i32, &Argument)> {
        let mut lead =
            self.holding(|argument| self.weighted(argument, first) - self.weighted(argument, second));
        lead.retain(|(points, _)| *points != 0);
        lead
    }

    /// Returns the rules that hold by falling points.
    fn holding(&self, points: impl Fn(&Argument) -> i32) -> Vec<(i32, &Argument)> {
        let holding = self.arguments.iter().filter(|argument| argument.state == Truth::Holds);
        let mut holding: Vec<(i32, &Argument)> =
            holding.map(|argument| (points(argument), argument)).collect();
        holding.sort_by_key(|(points, _)| -points);
        holding
    }

    /// Returns the name of a quality, or its id if there is no such quality.
    pub fn quality_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.qualities.iter().find(|quality| quality.quality == id).map_or(id, |quality| &quality.name)
    }
}
