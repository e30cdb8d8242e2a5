//! The axes of the rulebook: which side leads on each, how sure that is, and what would change it.

use schemars::JsonSchema;
use serde::Serialize;

use super::breakdown::{BreakdownView, breakdown};
use super::difference::{DifferenceView, difference};
use super::ranking::vetoing;
use super::rules::Rules;
use super::sentences::{at_least, nobody_for, points, unproven_percent};
use super::verdict::{FlipView, flip_view, ids};
use crate::answers::Answers;
use crate::engine::{Analysis, AxisAnalysis, AxisVerdict, Problem, Status};
use crate::rulebook::{ArchitectureId, Axis, AxisId, QuestionId, Side};

/// The verdict on one axis: the best of one side against the best of the other.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AxisView {
    /// Its id.
    pub axis: String,
    /// The question that it answers.
    pub ask: String,
    /// The architectures that stand for yes.
    pub high: Vec<String>,
    /// The architectures that stand for no.
    pub low: Vec<String>,
    /// The verdict in a word.
    pub status: Status,
    /// The side that leads by the rules that hold now; `null` if every candidate of both is ruled out.
    pub side: Option<Side>,
    /// The first of that side.
    pub architecture: Option<String>,
    /// The first of the other side; `null` if none of it is left.
    pub rival: Option<String>,
    /// The lead of the one over the other by the rules that hold now.
    pub margin: Option<i32>,
    /// Whether the lead is the rulebook's `close_call` or more, or nobody is left on the other side.
    pub clear: bool,
    /// The smallest lead in any completion of the open answers, where none of them changes the side.
    pub least_margin: Option<i32>,
    /// Whether that is the very least; else it is a bound, and the least may be larger.
    pub least_margin_exact: bool,
    /// Whether no open answer can change the side; `null` if not proven.
    pub settled: Option<bool>,
    /// The share of the completions of the open answers, weighed by how usual they are, that keep the side.
    pub share: f64,
    /// The rules that rule out every candidate of the other side; empty if one of them is left.
    pub closed_by: Vec<String>,
    /// The verdict in a line.
    pub headline: String,
    /// Why the first of the leading side is ahead of the first of the other.
    pub difference: Option<DifferenceView>,
    /// The changes of a fewest number of answers that would make the other side lead.
    pub flips: Vec<FlipView>,
    /// How many open answers would; `null` if none do.
    pub breakdown: Option<BreakdownView>,
    /// What to find out for this axis, what can change it most first.
    pub open_questions: Vec<AxisQuestionView>,
}

/// An open question and what its answer can change on one axis.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AxisQuestionView {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// How much an answer is expected to change which side wins: 0 not at all, 1 for sure.
    pub can_change: f64,
}

pub(super) fn axes(
    problem: &Problem<'_>,
    analysis: &Analysis,
    rules: &Rules,
    answers: &Answers,
) -> Vec<AxisView> {
    let found = problem.rulebook.axes.iter_enumerated();
    found.map(|(id, axis)| AxisContext { problem, analysis, rules, answers, axis, id }.view()).collect()
}

struct AxisContext<'a> {
    problem: &'a Problem<'a>,
    analysis: &'a Analysis,
    rules: &'a Rules,
    answers: &'a Answers,
    axis: &'a Axis,
    id: AxisId,
}

impl AxisContext<'_> {
    fn view(&self) -> AxisView {
        let rulebook = self.problem.rulebook;
        let (verdict, found) = (self.verdict(), &self.analysis.axes[self.id]);
        let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
        let pair = verdict.leader.zip(verdict.rival);
        AxisView {
            axis: self.axis.id.clone(),
            ask: self.axis.ask.clone(),
            high: ids(rulebook, self.axis.high.intersection(self.problem.among)),
            low: ids(rulebook, self.axis.low.intersection(self.problem.among)),
            status: verdict.status,
            side: verdict.side,
            architecture: verdict.leader.map(id),
            rival: verdict.rival.map(id),
            margin: verdict.margin,
            clear: verdict.clear,
            least_margin: verdict.least_margin,
            least_margin_exact: verdict.least_is_exact,
            settled: verdict.settled,
            share: found.share,
            closed_by: self.closed_by(),
            headline: format!("{}: {}", self.axis.ask.trim_end_matches('?'), self.outcome(found)),
            difference: pair.map(|(first, second)| difference(self.problem, self.rules, first, second)),
            flips: found
                .flips
                .iter()
                .map(|f| flip_view(rulebook, self.answers, &f.changes, f.winner, f.margin))
                .collect(),
            breakdown: found.breakdown.as_ref().map(|found| breakdown(self.problem, self.answers, found)),
            open_questions: found.open_questions.iter().map(|open| self.question(open)).collect(),
        }
    }

    fn verdict(&self) -> &AxisVerdict {
        &self.analysis.verdict.axes[self.id]
    }

    fn question(&self, (question, can_change): &(QuestionId, f64)) -> AxisQuestionView {
        let asked = &self.problem.rulebook.questions[*question];
        AxisQuestionView { question: asked.id.clone(), ask: asked.ask.clone(), can_change: *can_change }
    }

    fn closed_by(&self) -> Vec<String> {
        let Some(side) = self.verdict().side.filter(|_| self.verdict().rival.is_none()) else {
            return Vec::new();
        };
        let others = self.axis.side(side.other()).intersection(self.problem.among);
        let evaluation = &self.analysis.evaluation;
        let mut rules: Vec<String> = Vec::new();
        for rule in others.iter().flat_map(|a| vetoing(self.problem.rulebook, evaluation, a)) {
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules
    }

    /// Returns the verdict after the question: `yes, likely: 9 points ahead now, and first in 86 % of the
    /// plausible outcomes`.
    fn outcome(&self, found: &AxisAnalysis) -> String {
        let verdict = self.verdict();
        let Some(side) = verdict.side else { return "every candidate is ruled out".to_owned() };
        let answer = side.answer();
        let Some(margin) = verdict.margin else { return self.alone(side) };
        let kept = kept(found.share);
        let by = match margin {
            ..0 => return self.behind(side, -margin),
            _ => points(margin),
        };
        match verdict.status {
            Status::Decided => format!("{answer}, decided by {by}"),
            Status::Close => match verdict.least_margin.filter(|least| *least < margin) {
                Some(least) => {
                    format!(
                        "{answer}, whatever is open, but close: by {by} now, by {} at worst",
                        at_least(least, verdict.least_is_exact)
                    )
                }
                None if margin == 0 => format!("{answer}, but only as the first of a tie"),
                None => format!("{answer}, but close: by {by}"),
            },
            Status::Likely => format!("{answer}, likely: {by} ahead now, and first in {kept}"),
            Status::Open | Status::None => match margin {
                0 => format!("open, level now; {answer} comes first in {kept}"),
                _ if found.share < 0.5 => {
                    format!("open, with {answer} {by} ahead now, but first in only {kept}")
                }
                _ => format!("open, leaning {answer}: {by} ahead now, and first in {kept}"),
            },
        }
    }

    /// Returns the verdict where the side that can still win is behind by the rules that hold now.
    fn behind(&self, side: Side, by: i32) -> String {
        let so = if self.verdict().status.is_proven() { "will be" } else { "open, but will be" };
        format!("{so} {}: only that can still win, though it is {} behind now", side.answer(), points(by))
    }

    /// Returns the verdict where nobody is left on the other side.
    fn alone(&self, side: Side) -> String {
        let verdict = self.verdict();
        let so_far = if verdict.status.is_proven() { "" } else { " so far" };
        format!("{}{so_far}, since {}", side.answer(), nobody_for(self.problem, self.axis, side.other()))
    }
}

/// Returns how much of what is plausible keeps a side for which that is not proven.
fn kept(share: f64) -> String {
    format!("{} of the plausible outcomes", unproven_percent(share))
}
