//! Who wins, how sure that is, and what would change it.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::causes::Known;
use super::ruled_out_leader::{RuledOutLeaderView, ruled_out_leader};
use super::sentences::{self, Headline};
use crate::answers::{Answers, Reply};
use crate::assessment::Judgement;
use crate::engine::{
    AxisVerdict, Change, Evaluation, Plausibility, Problem, Refutation, Status, Verdict, rarity,
};
use crate::options::OptionSet;
use crate::rulebook::{
    ArchitectureId, ArchitectureSet, Axis, Hits, QuestionId, Rarity, Rulebook, Side, Variable, clause_list,
};

/// Who wins, and how sure that is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictView {
    /// The verdict in a word.
    pub status: Status,
    /// Who leads by the rules that hold now; `null` if every candidate is ruled out.
    pub architecture: Option<String>,
    /// Who comes next; `null` if nobody else is left.
    pub runner_up: Option<String>,
    /// The lead over the runner-up by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead over any candidate in any completion of the open answers.
    pub least_margin: Option<i32>,
    /// Whether that is the very least; else it is a bound, and the least may be larger.
    pub least_margin_exact: bool,
    /// Whether no open answer can change the winner; `null` if not proven.
    pub settled: Option<bool>,
    /// Every architecture that wins in some completion of the open answers, as far as was found.
    pub possible: Vec<String>,
    /// The candidate that would lead if no veto ruled it out; `null` if the one that leads has the most
    /// points.
    pub ruled_out_leader: Option<RuledOutLeaderView>,
    /// The share of the plausible completions of the open answers that the winner wins; only where the
    /// verdict is likely. It is no chance that the verdict is right.
    pub share: Option<f64>,
    /// The verdict on each axis of the rulebook, in short; empty if it has none.
    pub axes: Vec<AxisSummary>,
    /// How often the rulebook's verdicts of this status were accepted over its published cases; `null` if
    /// that was not measured. It is no chance that this verdict is right.
    pub reliability: Option<Hits>,
    /// How each other possible winner would come to win, first the one that takes the fewest unusual answers.
    pub refutations: Vec<FlipView>,
    /// The verdict in a line.
    #[schemars(with = "String")]
    pub headline: Headline,
    /// What the verdict rests on, a sentence each.
    pub explanation: Vec<String>,
}

/// Which side of an axis leads, and how sure that is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AxisSummary {
    /// Its id.
    pub axis: String,
    /// The question that it answers.
    pub ask: String,
    /// The verdict in a word.
    pub status: Status,
    /// The side that leads by the rules that hold now; `null` if every candidate of both is ruled out.
    pub side: Option<Side>,
    /// The lead of its best over the best of the other side; `null` without one.
    pub margin: Option<i32>,
    /// All of it in a few words: `yes by 9 points, likely`.
    pub outcome: String,
}

/// Answers with which the verdict would name another architecture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlipView {
    /// Each as `--set` takes it.
    pub answers: IndexMap<String, String>,
    /// The same as a clause: `the budget is tight and there is a platform team`.
    pub clause: String,
    /// `null` if every architecture is then ruled out.
    pub architecture: Option<String>,
    /// Its lead over the best other by the rules that would then hold, negative if that one could not win any
    /// more; `null` without another.
    pub margin: Option<i32>,
    /// Those of the questions whose answer here is unusual for systems of which the rest is known.
    pub unusual: IndexMap<String, Rarity>,
    /// About which part of the plausible systems answers all of it so; 1 if the rulebook does not say.
    pub share: f64,
}

impl VerdictView {
    /// Puts into words what was decided of these answers.
    pub fn of(judgement: &Judgement<'_>, answers: &Answers) -> Self {
        verdict(&judgement.problem, &judgement.evaluation, &judgement.verdict, answers)
    }
}

pub(super) fn verdict(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    answers: &Answers,
) -> VerdictView {
    let rulebook = problem.rulebook;
    let words = words(problem, evaluation, verdict, answers);
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let refutation = |r: &Refutation| flip_view(rulebook, answers, &r.changes, r.winner, r.margin);
    VerdictView {
        status: verdict.status,
        architecture: verdict.leader.map(id),
        runner_up: verdict.runner_up.map(id),
        margin: verdict.margin,
        least_margin: verdict.least_margin,
        least_margin_exact: verdict.least_is_exact,
        settled: verdict.settled,
        possible: ids(rulebook, verdict.possible),
        refutations: verdict.refutations.iter().map(refutation).collect(),
        headline: words.headline,
        explanation: words.explanation,
        ruled_out_leader: words.ruled_out_leader,
        share: verdict.share,
        axes: axis_summaries(problem, verdict),
        reliability: sentences::reliability(rulebook, verdict.status),
    }
}

/// What a verdict says in words.
pub(super) struct Words {
    pub headline: Headline,
    pub explanation: Vec<String>,
    ruled_out_leader: Option<RuledOutLeaderView>,
}

/// Puts into words who wins, how sure that is, and what it rests on.
pub(super) fn words(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    answers: &Answers,
) -> Words {
    // Only vetoes are said by their answers, and this is asked for every change of a page.
    let is_vetoed = problem.among.iter().any(|a| evaluation.scores[a].is_out());
    let known = is_vetoed.then(|| Known::of(problem.rulebook, answers));
    let out = known.as_ref().and_then(|known| ruled_out_leader(problem, evaluation, verdict, known));
    let headline = sentences::headline(problem, verdict, out.as_ref());
    Words {
        headline: match answers.rest_on_assumptions(problem.rulebook) {
            true => headline.if_assumptions_hold(verdict.status),
            false => headline,
        },
        explanation: sentences::explanation(problem, evaluation, verdict, known.as_ref()),
        ruled_out_leader: out,
    }
}

fn axis_summaries(problem: &Problem<'_>, verdict: &Verdict) -> Vec<AxisSummary> {
    let summary = |(axis, verdict): (&Axis, &AxisVerdict)| AxisSummary {
        axis: axis.id.clone(),
        ask: axis.ask.clone(),
        status: verdict.status,
        side: verdict.side,
        margin: verdict.margin,
        outcome: axis_outcome(problem, axis, verdict),
    };
    problem.rulebook.axes.iter().zip(&verdict.axes).map(summary).collect()
}

fn axis_outcome(problem: &Problem<'_>, axis: &Axis, verdict: &AxisVerdict) -> String {
    let Some(side) = verdict.side else { return "every candidate is ruled out".to_owned() };
    let answer = side.answer();
    let Some(margin) = verdict.margin else {
        return format!("{answer}, since {}", sentences::nobody_for(problem, axis, side.other()));
    };
    let by = match (margin, verdict.status) {
        (0, Status::Open | Status::None) => return "open, level now".to_owned(),
        (0, _) => return format!("{answer}, but only as the first of a tie"),
        (1.., _) => format!("by {}", sentences::points(margin)),
        _ => format!("though {} behind now", sentences::points(-margin)),
    };
    match verdict.status {
        Status::Decided => format!("{answer}, decided {by}"),
        Status::Close => match verdict.least_margin.filter(|least| *least < margin) {
            Some(least) => {
                let least = sentences::at_least(least, verdict.least_is_exact);
                format!("{answer}, but close: {by} now, by {least} at worst")
            }
            None if margin < 0 => format!("{answer}, but close, {by}"),
            None => format!("{answer}, but close: {by}"),
        },
        Status::Likely => format!("{answer}, likely, {by}"),
        Status::Open | Status::None => format!("open, leaning {answer} {by}"),
    }
}

pub(super) fn ids(rulebook: &Rulebook, architectures: ArchitectureSet) -> Vec<String> {
    architectures.iter().map(|a| rulebook.architectures[a].id.clone()).collect()
}

pub(super) fn flip_view(
    rulebook: &Rulebook,
    answers: &Answers,
    changes: &[Change],
    winner: Option<ArchitectureId>,
    margin: Option<i32>,
) -> FlipView {
    let mut by_question: IndexMap<QuestionId, Reply> = IndexMap::new();
    for change in changes {
        let Variable { question, .. } = rulebook.variables[change.variable];
        let asked = &rulebook.questions[question];
        let known = Reply { sets: answers.of(rulebook, question).to_vec(), number: None };
        let reply = by_question.entry(question).or_insert(known);
        reply.sets[usize::from(change.variable) - usize::from(asked.variables.start)] =
            OptionSet::only(change.option);
    }
    let text = |(question, reply): (QuestionId, Reply)| {
        let asked = &rulebook.questions[question];
        (asked.id.clone(), reply.text(asked))
    };
    let known = answers.sets();
    let mut unusual: IndexMap<String, Rarity> = IndexMap::new();
    for change in changes {
        let rarity = rarity(rulebook, known, *change);
        if rarity > Rarity::Usual {
            let id = rulebook.questions[rulebook.variables[change.variable].question].id.clone();
            let most = unusual.entry(id).or_insert(rarity);
            *most = rarity.max(*most);
        }
    }
    let clauses: Vec<String> = changes
        .iter()
        .map(|change| rulebook.clause(change.variable, OptionSet::only(change.option)))
        .collect();
    FlipView {
        clause: clause_list(&clauses),
        unusual,
        share: Plausibility::of(rulebook, known, changes).share,
        answers: by_question.into_iter().map(text).collect(),
        architecture: winner.map(|a| rulebook.architectures[a].id.clone()),
        margin,
    }
}
