//! The rules as data, so that the page can add up points, vetoes and axes itself after any changes.
//!
//! A rule holds where none of the boxes in which it fails can be reached: that is exact, since the variables
//! are independent of each other. Only what holds is added up; nothing is searched, so nothing else is known.

use serde::Serialize;

use super::axes_map;
use crate::engine::Problem;
use crate::options::OptionSet;
use crate::render::web::axes_map::dots::Dot;
use crate::report::Report;
use crate::rulebook::region::Region;
use crate::rulebook::{ArchitectureSet, Axis, Effect, Kind, Question, Rulebook};

#[derive(Serialize)]
pub(super) struct Model<'a> {
    close_call: i32,
    /// The candidates, in the order of the rulebook: the first of a tie leads.
    architectures: Vec<Candidate<'a>>,
    qualities: Vec<WeighedQuality<'a>>,
    axes: Vec<AxisSides<'a>>,
    /// For each variable how many options it has.
    sizes: Vec<usize>,
    /// For each variable the options that are possible now; `null` if that is all of them.
    sets: Vec<Option<Vec<usize>>>,
    questions: Vec<Asked<'a>>,
    points: Vec<PointsRule>,
    vetoes: Vec<VetoRule>,
}

#[derive(Serialize)]
struct Candidate<'a> {
    id: &'a str,
    name: &'a str,
    dot: Option<Dot>,
}

#[derive(Serialize)]
struct WeighedQuality<'a> {
    id: &'a str,
    name: &'a str,
    weight: u8,
}

#[derive(Serialize)]
struct AxisSides<'a> {
    ask: &'a str,
    /// Positions in the candidates.
    high: Vec<usize>,
    low: Vec<usize>,
}

#[derive(Serialize)]
struct Asked<'a> {
    id: &'a str,
    ask: &'a str,
    multi: bool,
    /// The first of its variables.
    first: usize,
    options: Vec<&'a str>,
    labels: Vec<&'a str>,
    /// Where it is asked; `null`: always.
    asked: Option<Boxes>,
}

/// Boxes, each a list of tests: a variable, and the options that pass.
type Boxes = Vec<Vec<(usize, Vec<usize>)>>;

#[derive(Serialize)]
struct PointsRule {
    quality: usize,
    /// By candidate.
    points: Vec<i8>,
    fails: Boxes,
}

#[derive(Serialize)]
struct VetoRule {
    /// Positions in the candidates.
    out: Vec<usize>,
    fails: Boxes,
}

impl<'a> Model<'a> {
    pub(super) fn of(problem: &'a Problem<'a>, report: &'a Report) -> Self {
        let rulebook = problem.rulebook;
        let candidate = |a| {
            let crate::rulebook::Architecture { id, name, .. } = &rulebook.architectures[a];
            Candidate { id, name, dot: axes_map::dot(report, id) }
        };
        let weights = rulebook.qualities.iter().zip(&problem.weights);
        let set = |(variable, set): (_, &OptionSet)| {
            (*set != OptionSet::full(rulebook.size(variable))).then(|| set.iter().collect())
        };
        let (mut points, mut vetoes) = (Vec::new(), Vec::new());
        for clause in rulebook.clauses.iter().filter(|clause| !clause.decided.holds.boxes.is_empty()) {
            let fails = || boxes(&clause.decided.fails);
            match &clause.effect {
                Effect::Points { quality, points: given } => {
                    let given: Vec<i8> = problem.among.iter().map(|a| given[a]).collect();
                    if given.iter().any(|points| *points != 0) {
                        points.push(PointsRule { quality: (*quality).into(), points: given, fails: fails() });
                    }
                }
                Effect::RulesOut(out) => {
                    vetoes.push(VetoRule { out: positions(problem, *out), fails: fails() });
                }
                Effect::Warn(_) => {}
            }
        }
        vetoes.retain(|veto| !veto.out.is_empty());
        Self {
            close_call: rulebook.close_call,
            architectures: problem.among.iter().map(candidate).collect(),
            qualities: weights
                .map(|(quality, weight)| WeighedQuality {
                    id: &quality.id,
                    name: &quality.name,
                    weight: *weight,
                })
                .collect(),
            axes: rulebook.axes.iter().map(|axis| sides(problem, axis)).collect(),
            sizes: rulebook.variables.keys().map(|variable| rulebook.size(variable)).collect(),
            sets: problem.sets.iter_enumerated().map(set).collect(),
            questions: questions(rulebook),
            points,
            vetoes,
        }
    }
}

fn sides<'a>(problem: &Problem<'_>, axis: &'a Axis) -> AxisSides<'a> {
    AxisSides { ask: &axis.ask, high: positions(problem, axis.high), low: positions(problem, axis.low) }
}

/// Returns the positions of some architectures among the candidates.
fn positions(problem: &Problem<'_>, some: ArchitectureSet) -> Vec<usize> {
    let candidates = problem.among.iter().enumerate();
    candidates.filter(|(_, a)| some.contains(*a)).map(|(at, _)| at).collect()
}

fn questions(rulebook: &Rulebook) -> Vec<Asked<'_>> {
    rulebook.questions.iter().map(Asked::of).collect()
}

impl<'a> Asked<'a> {
    fn of(question: &'a Question) -> Self {
        let asked = &question.asked;
        Self {
            id: &question.id,
            ask: &question.ask,
            multi: question.kind == Kind::Multi,
            first: question.variables.start.into(),
            options: question.options.iter().map(|choice| choice.id.as_str()).collect(),
            labels: question.options.iter().map(|choice| choice.label.as_str()).collect(),
            asked: (!asked.fails.boxes.is_empty()).then(|| boxes(&asked.holds)),
        }
    }
}

fn boxes(region: &Region) -> Boxes {
    let test = |(variable, options): &(crate::rulebook::VariableId, OptionSet)| {
        (usize::from(*variable), options.iter().collect())
    };
    region.boxes.iter().map(|cuboid| cuboid.tests.iter().map(test).collect()).collect()
}
