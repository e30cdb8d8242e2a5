//! One decision that a case tells of, and what the rulebook says of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::rates::Outcome;
use crate::answers::Answers;
use crate::authoring::cases::{Certainty, Expectation, Label, Precedent, RulebookCase};
use crate::engine::{AxisVerdict, Effort, Evaluation, Problem, Shares, Status, Verdict};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Axis, Rulebook, Side, SourceId};

/// A decision that a case tells of, and what the rulebook says of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Decision {
    /// The name of the case.
    pub case: String,
    /// How it is known which architecture is right.
    pub label: Label,
    /// How sure that is.
    pub certainty: Certainty,
    /// The architecture that the case expects.
    pub expected: String,
    /// The others that it accepts.
    pub also: Vec<String>,
    /// The architecture that leads; `None` if every one is ruled out.
    pub recommended: Option<String>,
    /// The one after it.
    pub runner_up: Option<String>,
    /// By how many points it leads.
    pub lead: Option<i32>,
    /// How firm the verdict is.
    pub status: Status,
    /// Whether that is what the case expects or accepts.
    pub outcome: Outcome,
    /// The same for each axis on which the expected architecture has a side.
    pub axes: Vec<AxisDecision>,
}

/// One axis of a decision, and what the rulebook says of it.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AxisDecision {
    /// The id of the axis.
    pub axis: String,
    /// The side that leads; `None` if every architecture is ruled out.
    pub side: Option<Side>,
    /// By how many points the best of it leads over the best of the other.
    pub lead: Option<i32>,
    /// Whether that is `close_call` or more, or nothing stands on the other side.
    pub clear: bool,
    /// How firm that is.
    pub status: Status,
    /// In what share of the plausible completions the side stays the same.
    pub share: f64,
    /// Whether the side is that of the expected architecture, or of an accepted one.
    pub outcome: Outcome,
}

/// A decision to calibrate by, before it is judged.
#[derive(Debug, Clone)]
pub(super) struct DecisionCase<'c> {
    case: &'c RulebookCase,
    precedent: &'c Precedent,
    /// The architecture that is expected.
    expected: ArchitectureId,
    /// Those that are accepted, the expected one among them.
    accepted: ArchitectureSet,
    /// What is known of the system.
    pub answers: Answers,
}

impl<'c> DecisionCase<'c> {
    /// Returns the decision that a case tells of; `None` if it only tests the rulebook.
    pub(super) fn of(case: &'c RulebookCase, answers: Answers) -> Option<Self> {
        let precedent = case.precedent.as_ref()?;
        let mut leads = case.expect.iter().filter_map(|expectation| match expectation {
            Expectation::Leads(accepted) => Some(accepted),
            _ => None,
        });
        let accepted = leads.next()?;
        let expected = *accepted.first()?;
        Some(Self { case, precedent, expected, accepted: accepted.iter().copied().collect(), answers })
    }

    /// Returns whether others than the author of the rulebook published it.
    pub(super) fn is_published(&self) -> bool {
        self.precedent.label.is_published()
    }

    /// Returns the works that tell of it and that the rulebook lists.
    pub(super) fn sources(&self) -> &'c [SourceId] {
        &self.precedent.sources
    }

    /// Returns what a rulebook says of it.
    pub(super) fn judge(&self, rulebook: &Rulebook) -> Decision {
        let problem = Problem { sets: self.answers.sets().clone(), ..Problem::open(rulebook) };
        let evaluation = Evaluation::of(&problem);
        let verdict = Verdict::of(&problem, &evaluation, &Effort::default());
        let id = |architecture: ArchitectureId| rulebook.architectures[architecture].id.clone();
        let axes = rulebook.axes.iter().zip(&verdict.axes);
        let axes = axes.filter_map(|(axis, verdict)| self.axis(axis, verdict, &problem)).collect();
        let others = self.accepted.iter().filter(|a| *a != self.expected);
        Decision {
            case: self.case.name.clone(),
            label: self.precedent.label,
            certainty: self.precedent.certainty,
            expected: id(self.expected),
            also: others.map(id).collect(),
            recommended: verdict.leader.map(id),
            runner_up: verdict.runner_up.map(id),
            lead: verdict.margin,
            status: verdict.status,
            outcome: self.outcome(verdict.leader.into_iter().collect()),
            axes,
        }
    }

    /// Returns what came of a recommendation of one of these.
    fn outcome(&self, recommended: ArchitectureSet) -> Outcome {
        if recommended.contains(self.expected) {
            Outcome::Expected
        } else if recommended.intersection(self.accepted).is_empty() {
            Outcome::Missed
        } else {
            Outcome::Accepted
        }
    }

    /// Returns what came of an axis; `None` if the expected architecture has no side on it.
    fn axis(&self, axis: &Axis, verdict: &AxisVerdict, problem: &Problem<'_>) -> Option<AxisDecision> {
        axis.side_of(self.expected)?;
        let leading = verdict.side.map_or(ArchitectureSet::EMPTY, |side| axis.side(side));
        Some(AxisDecision {
            axis: axis.id.clone(),
            side: verdict.side,
            lead: verdict.margin,
            clear: verdict.clear,
            status: verdict.status,
            share: share(axis, leading, problem),
            outcome: self.outcome(leading),
        })
    }
}

/// Returns in what share of the plausible completions a side of an axis wins against the other.
fn share(axis: &Axis, side: ArchitectureSet, problem: &Problem<'_>) -> f64 {
    let both = Problem { among: axis.high.union(axis.low), ..problem.clone() };
    let shares = Shares::of(&both, &Effort::default());
    side.iter().map(|architecture| shares.first[architecture]).sum()
}
