//! Where a system stands on the first two axes of its rulebook, and where what is open, its parts, and single
//! changes can bring it.

use super::Report;
use crate::assessment::Assessment;
use crate::engine::{AxisLead, Effort, Evaluation, Problem, plausible_completions};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, AxisId, Side};

/// How many completions are drawn.
const COMPLETIONS: usize = 240;
/// How many changes are shown; with more nobody tells them apart.
const CHANGES: usize = 6;

/// A map of two axes.
#[derive(Debug, Clone, PartialEq)]
pub struct AxesMap {
    /// What the axes ask, the one across first.
    pub asks: [String; 2],
    /// The candidates that stand for these two sides, by id.
    pub corners: Vec<([Side; 2], Vec<String>)>,
    /// The lead under which a verdict is close.
    pub close_call: i32,
    /// Where the system stands by the rules that hold.
    pub now: MapPlace,
    /// Where it may come to stand, drawn as usual as the answers are; empty if nothing is open.
    pub completions: Vec<MapPlace>,
    /// Where each part stands, by its name.
    pub parts: Vec<(String, MapPlace)>,
    /// Where a change that puts another first would bring it, with the sentence that says so. The most
    /// plausible first.
    pub changes: Vec<(String, MapPlace)>,
}

/// A place on the map.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MapPlace {
    /// The lead on each axis.
    pub leads: [AxisLead; 2],
    /// Who is first there; `None` if every candidate is ruled out.
    pub architecture: Option<String>,
}

/// Makes the map; `None` unless the rulebook has two axes on which every candidate stands, and both sides of
/// each have one.
pub fn axes_map(assessment: &Assessment<'_>, report: &Report, effort: &Effort) -> Option<AxesMap> {
    let problem = &assessment.problem;
    let axes = two_axes(problem)?;
    let place = |problem: &Problem<'_>| place(problem, axes, &Evaluation::of(problem));
    let is_open = problem.rulebook.questions.iter().any(|question| problem.is_open(question));
    let completions = plausible_completions(problem, effort.seed)
        .take(if is_open { COMPLETIONS } else { 0 })
        .map(|sets| place(&problem.with_sets(sets)))
        .collect();
    let changes = report.likeliest_changes();
    let change = |change: &&super::ChangeView| {
        let leads = [change.leads[0], change.leads[1]];
        (change.sentence.clone(), MapPlace { leads, architecture: change.architecture.clone() })
    };
    let part = |part: &crate::assessment::PartAssessment<'_>| {
        (part.part.name().to_owned(), place(&part.judgement.problem))
    };
    Some(AxesMap {
        asks: axes.map(|axis| axis.ask.clone()),
        corners: corners(problem, axes),
        close_call: problem.rulebook.close_call,
        now: place(problem),
        completions,
        parts: assessment.parts.iter().map(part).collect(),
        changes: changes.iter().take(CHANGES).map(change).collect(),
    })
}

/// Returns the first two axes, if they divide all candidates.
fn two_axes<'r>(problem: &Problem<'r>) -> Option<[&'r Axis; 2]> {
    let axis = |at: usize| problem.rulebook.axes.get(AxisId::from(at));
    let axes = [axis(0)?, axis(1)?];
    let divides = |axis: &&Axis| {
        let sides = Side::ALL.map(|side| axis.side(side).intersection(problem.among));
        let all: ArchitectureSet = sides[0].union(sides[1]);
        all == problem.among && sides.iter().all(|side| !side.is_empty())
    };
    axes.iter().all(divides).then_some(axes)
}

fn place(problem: &Problem<'_>, axes: [&Axis; 2], evaluation: &Evaluation) -> MapPlace {
    let id = |a: ArchitectureId| problem.rulebook.architectures[a].id.clone();
    MapPlace {
        leads: axes.map(|axis| AxisLead::of(axis, evaluation)),
        architecture: evaluation.leader().map(id),
    }
}

fn corners(problem: &Problem<'_>, [across, up]: [&Axis; 2]) -> Vec<([Side; 2], Vec<String>)> {
    let ids = |(sides, both): ([Side; 2], ArchitectureSet)| {
        (sides, super::verdict::ids(problem.rulebook, both.intersection(problem.among)))
    };
    across.corners(up).into_iter().map(ids).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::answers::AnswersFile;
    use crate::assessment::Assessor;
    use crate::document::Document;
    use crate::rulebook::Rulebook;

    const SHOP: &str = "answers: {geographic-spread: global, teams: 24}\n\
        parts: {billing: {answers: {geographic-spread: single-region, teams: one}}}\n";

    #[test]
    fn a_place_is_in_the_corner_of_who_is_first_there() {
        let document = Document::parse("shop.yaml", SHOP.to_owned()).unwrap();
        let rulebook = Rulebook::builtin();
        let (file, _) = AnswersFile::read(&document, rulebook).unwrap();
        let assessor = Assessor::new(rulebook);
        let assessment = assessor.assess(&file);
        let map = axes_map(&assessment, &assessment.report(), &assessor.effort).unwrap();
        assert_eq!((map.completions.len(), map.parts.len()), (COMPLETIONS, 1));
        let places = map.completions.iter().chain([&map.now, &map.parts[0].1]);
        for place in places.chain(map.changes.iter().map(|(_, place)| place)) {
            let side = |lead: AxisLead| match lead {
                AxisLead::Points(1..) | AxisLead::Only(Side::High) => Some(Side::High),
                AxisLead::Points(..0) | AxisLead::Only(Side::Low) => Some(Side::Low),
                AxisLead::Points(0) | AxisLead::Nobody => None,
            };
            let [Some(x), Some(y)] = place.leads.map(side) else { continue };
            let corner = map.corners.iter().find(|(sides, _)| *sides == [x, y]).unwrap();
            assert!(corner.1.contains(place.architecture.as_ref().unwrap()), "{place:?}");
        }
    }

    #[test]
    fn there_is_no_map_where_one_side_has_no_candidate() {
        let rulebook = Rulebook::builtin();
        let mut assessor = Assessor::new(rulebook);
        assessor.among = ArchitectureSet::only(rulebook.architecture("hybrid").unwrap());
        let answers = std::borrow::Cow::Owned(crate::answers::Answers::open(rulebook));
        let assessment = assessor.assess_answers(answers, rulebook.weights());
        assert_eq!(axes_map(&assessment, &assessment.report(), &assessor.effort), None);
    }
}
