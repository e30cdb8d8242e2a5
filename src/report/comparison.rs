//! Two situations side by side: which answers differ, which rules that moved, and what was enough by itself.

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
    /// The answers that differ.
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
        Self {
            schema: COMPARISON_SCHEMA,
            before: SideView::of(before),
            after: SideView::of(after),
            answers: answers(before, after),
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

fn answers(before: &Assessment<'_>, after: &Assessment<'_>) -> Vec<AnswerDifference> {
    let rulebook = before.problem.rulebook;
    let leader = before.analysis.evaluation.leader();
    let differs = |q: &QuestionId| before.answers.of(rulebook, *q) != after.answers.of(rulebook, *q);
    let difference = |question: QuestionId| {
        let variables = rulebook.questions[question].variables.clone();
        let mut sets = before.problem.sets.clone();
        sets[variables.clone()].copy_from_slice(&after.problem.sets[variables]);
        let alone = Evaluation::of(&before.problem.with_sets(sets)).leader();
        AnswerDifference {
            question: rulebook.questions[question].id.clone(),
            ask: rulebook.questions[question].ask.clone(),
            before_label: answer_label(rulebook, &before.answers, question),
            after_label: answer_label(rulebook, &after.answers, question),
            before: before.answers.shown(rulebook, question),
            after: after.answers.shown(rulebook, question),
            alone: alone.map(|a| rulebook.architectures[a].id.clone()),
            enough: alone != leader,
        }
    };
    rulebook.questions.keys().filter(differs).map(difference).collect()
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
