//! Two situations side by side: which answers differ, which rules that moved, and what was enough by itself.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::answer_labels::answer_label;
use super::ranking::{Ranked, ranking};
use super::verdict::{VerdictView, verdict};
use crate::answers::Part;
use crate::assessment::{Assessment, PartAssessment};
use crate::engine::Evaluation;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, QuestionId};

/// The name and version of the serialised form.
pub const COMPARISON_SCHEMA: &str = "archwise-comparison/1";

/// Two assessments, and what moved from one to the other.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Comparison {
    /// [`COMPARISON_SCHEMA`].
    pub schema: &'static str,
    /// The first.
    pub before: SideView,
    /// The second.
    pub after: SideView,
    /// The lead that the differences move; `null` where no two candidates can be compared.
    pub lead: Option<LeadChange>,
    /// The answers that differ, those that move the lead most first.
    pub answers: Vec<AnswerDifference>,
    /// The weights that differ.
    pub weights: Vec<WeightDifference>,
    /// The rules that hold after and did not before.
    pub started: Vec<Moved>,
    /// The rules that held before and do not after.
    pub stopped: Vec<Moved>,
    /// The parts that another architecture leads after than before, and those that only one side has.
    pub parts: Vec<PartMove>,
}

/// The lead of one architecture over another before and after, and what of its change no single answer makes:
/// `before`, every `moves_lead_by`, `together` and `weights` add up to `after`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeadChange {
    /// The one that leads before.
    pub of: String,
    /// The one that leads after, or that comes second then.
    pub over: String,
    /// Its lead before, in weighted points of the rules that hold; negative if it is behind.
    pub before: i32,
    /// Its lead after.
    pub after: i32,
    /// What the differing answers do together beyond what each does by itself.
    pub together: i32,
    /// What the differing weights do, with every answer as it is after.
    pub weights: i32,
}

/// A part that another architecture leads after than before.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartMove {
    /// The key of the part.
    pub part: String,
    /// What it is called, if not by its key.
    pub title: Option<String>,
    /// Whether the side before has the part.
    pub had: bool,
    /// Whether the side after has it.
    pub has: bool,
    /// The architecture that leads it before; `null` if none is left or there is no such part.
    pub before: Option<String>,
    /// The same after.
    pub after: Option<String>,
}

/// One of two assessments.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SideView {
    /// What it is called.
    pub title: Option<String>,
    /// Who wins, and how sure that is.
    pub verdict: VerdictView,
    /// First to last; those ruled out come last.
    pub ranking: Vec<Ranked>,
}

/// A question that is answered differently.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerDifference {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// The first answer, by the ids of its options.
    pub before: String,
    /// The second answer.
    pub after: String,
    /// The first answer in the words of the questionnaire.
    pub before_label: String,
    /// The second answer in these words.
    pub after_label: String,
    /// By how many points this one difference, applied to the side before, moves the lead in `lead`.
    pub moves_lead_by: Option<i32>,
    /// Who leads with this one difference applied to the side before.
    pub alone: Option<String>,
    /// Whether this one difference is enough to change who leads.
    pub enough: bool,
}

/// A quality that is weighed differently.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeightDifference {
    /// Its id.
    pub quality: String,
    /// What it is called.
    pub name: String,
    /// 0 to 5.
    pub before: u8,
    /// 0 to 5.
    pub after: u8,
}

/// A rule that started or stopped to hold.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Moved {
    /// Its id.
    pub rule: String,
    /// Its reason.
    pub because: String,
    /// The weighted points of those architectures that get any; empty for a veto or a warning.
    pub points: indexmap::IndexMap<String, i32>,
}

impl Comparison {
    /// Compares two assessments by one rulebook.
    pub fn of(before: &Assessment<'_>, after: &Assessment<'_>) -> Self {
        let pair = compared_pair(before, after);
        let answers = answers(before, after, pair);
        Self {
            schema: COMPARISON_SCHEMA,
            before: SideView::of(before),
            after: SideView::of(after),
            lead: pair.map(|pair| lead_change(before, after, pair, &answers)),
            answers,
            weights: weights(before, after),
            started: moved(before, after),
            stopped: moved(after, before),
            parts: part_moves(before, after),
        }
    }
}

impl SideView {
    fn of(side: &Assessment<'_>) -> Self {
        Self {
            title: side.title.map(str::to_owned),
            verdict: verdict(&side.problem, &side.analysis.evaluation, &side.analysis.verdict, &side.answers),
            ranking: ranking(&side.problem, &side.analysis),
        }
    }
}

/// One architecture, and the one over which its lead is.
type Pair = (ArchitectureId, ArchitectureId);

/// Returns who leads before, and who leads after or else comes second: the lead that decides what changes.
fn compared_pair(before: &Assessment<'_>, after: &Assessment<'_>) -> Option<Pair> {
    let (was, is) = (&before.analysis.verdict, &after.analysis.verdict);
    let first = was.leader?;
    let others = [is.leader, is.runner_up, was.runner_up];
    let second = others.into_iter().flatten().find(|other| *other != first)?;
    Some((first, second))
}

fn lead(evaluation: &Evaluation, (first, second): Pair) -> i32 {
    evaluation.scores[first].net - evaluation.scores[second].net
}

fn lead_change(
    before: &Assessment<'_>,
    after: &Assessment<'_>,
    pair: Pair,
    answers: &[AnswerDifference],
) -> LeadChange {
    let id = |a: ArchitectureId| before.problem.rulebook.architectures[a].id.clone();
    let was = lead(&before.analysis.evaluation, pair);
    let is = lead(&after.analysis.evaluation, pair);
    let answered = lead(&Evaluation::of(&before.problem.with_sets(after.problem.sets.clone())), pair);
    let alone: i32 = answers.iter().filter_map(|difference| difference.moves_lead_by).sum();
    LeadChange {
        of: id(pair.0),
        over: id(pair.1),
        before: was,
        after: is,
        together: answered - was - alone,
        weights: is - answered,
    }
}

fn answers(before: &Assessment<'_>, after: &Assessment<'_>, pair: Option<Pair>) -> Vec<AnswerDifference> {
    let rulebook = before.problem.rulebook;
    let differs = |q: &QuestionId| before.answers.of(rulebook, *q) != after.answers.of(rulebook, *q);
    let differing = rulebook.questions.keys().filter(differs);
    let mut differences: Vec<AnswerDifference> =
        differing.map(|question| answer_difference(before, after, pair, question)).collect();
    differences.sort_by_key(|difference| Reverse(difference.moves_lead_by.map(i32::abs)));
    differences
}

fn answer_difference(
    before: &Assessment<'_>,
    after: &Assessment<'_>,
    pair: Option<Pair>,
    question: QuestionId,
) -> AnswerDifference {
    let rulebook = before.problem.rulebook;
    let asked = &rulebook.questions[question];
    let mut sets = before.problem.sets.clone();
    sets[asked.variables.clone()].copy_from_slice(&after.problem.sets[asked.variables.clone()]);
    let evaluation = Evaluation::of(&before.problem.with_sets(sets));
    let moves = |pair| lead(&evaluation, pair) - lead(&before.analysis.evaluation, pair);
    let alone = evaluation.leader();
    AnswerDifference {
        question: asked.id.clone(),
        ask: asked.ask.clone(),
        before_label: answer_label(rulebook, &before.answers, question),
        after_label: answer_label(rulebook, &after.answers, question),
        before: before.answers.shown(rulebook, question),
        after: after.answers.shown(rulebook, question),
        moves_lead_by: pair.map(moves),
        alone: alone.map(|a| rulebook.architectures[a].id.clone()),
        enough: alone != before.analysis.evaluation.leader(),
    }
}

fn part_moves(before: &Assessment<'_>, after: &Assessment<'_>) -> Vec<PartMove> {
    let rulebook = before.problem.rulebook;
    let new = after.parts.iter().filter(|part| leader_of(before, &part.part.id).is_none());
    let moved = |known: &PartAssessment<'_>| {
        let Part { id: part, title, .. } = known.part;
        let (was, is) = (leader_of(before, part), leader_of(after, part));
        let id = |leader: Option<Option<ArchitectureId>>| {
            leader.flatten().map(|a| rulebook.architectures[a].id.clone())
        };
        (was != is).then(|| PartMove {
            part: part.clone(),
            title: title.clone(),
            had: was.is_some(),
            has: is.is_some(),
            before: id(was),
            after: id(is),
        })
    };
    before.parts.iter().chain(new).filter_map(moved).collect()
}

/// Returns who leads a part, which may be nobody; `None` if this side has no such part.
fn leader_of(side: &Assessment<'_>, part: &str) -> Option<Option<ArchitectureId>> {
    side.parts.iter().find(|known| known.part.id == part).map(|known| known.leader())
}

fn weights(before: &Assessment<'_>, after: &Assessment<'_>) -> Vec<WeightDifference> {
    let rulebook = before.problem.rulebook;
    let pairs = before.problem.weights.iter_enumerated().zip(&after.problem.weights);
    let differing = pairs.filter(|((_, before), after)| before != after);
    differing
        .map(|((quality, before), after)| WeightDifference {
            quality: rulebook.qualities[quality].id.clone(),
            name: rulebook.qualities[quality].name.clone(),
            before: *before,
            after: *after,
        })
        .collect()
}

/// Returns the clauses that hold on the second side and not on the first.
fn moved(first: &Assessment<'_>, second: &Assessment<'_>) -> Vec<Moved> {
    let rulebook = second.problem.rulebook;
    let truths = first.analysis.evaluation.truths.iter().zip(&second.analysis.evaluation.truths);
    let clauses = rulebook.clauses.iter().zip(truths);
    let moved = clauses.filter(|(_, (was, is))| **is == Truth::Holds && **was != Truth::Holds);
    moved
        .map(|(clause, _)| Moved {
            rule: rulebook.rules[clause.rule].id.clone(),
            because: clause.because.clone(),
            points: clause.effect.points().map_or_else(indexmap::IndexMap::new, |(quality, points)| {
                let given = rulebook.architectures.iter().zip(points).filter(|(_, points)| **points != 0);
                let weighed = |points| second.problem.weigh(quality, points);
                given.map(|(a, points)| (a.id.clone(), weighed(*points))).collect()
            }),
        })
        .collect()
}
