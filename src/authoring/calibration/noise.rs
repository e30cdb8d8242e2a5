//! Noise: how many winners stay when every point of every rule is moved a little, by their lead.

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;
use typed_index_collections::TiVec;

use super::rates::{Kept, LeadBand};
use crate::answers::{Answers, Reply};
use crate::engine::{Evaluation, Problem, Random};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Effect, Question, Rulebook};

/// How often all points are moved.
const DRAWS: u32 = 200;
const SEED: u64 = 1;

/// What becomes of winners when every point is moved by −1, 0 or 1 at random.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Noise {
    /// The situations of which at least a third of the questions are answered.
    pub situations: u32,
    /// How often all points were moved.
    pub draws: u32,
    /// How many winners stayed, by the lead that they had.
    pub by_lead: IndexMap<&'static str, Kept>,
}

/// For each clause and architecture by how many points it is moved.
type Shift = TiVec<ClauseId, TiVec<ArchitectureId, i8>>;

impl Noise {
    /// Measures over the situations of which at least a third of the questions are answered.
    pub fn measure<'a>(rulebook: &Rulebook, situations: impl Iterator<Item = &'a Answers>) -> Self {
        let evaluations: Vec<Evaluation> = situations
            .filter(|answers| is_answered_enough(rulebook, answers))
            .map(|answers| Evaluation::of(&problem(rulebook, answers)))
            .collect();
        let bands = LeadBand::ALL.into_iter().filter(|band| *band != LeadBand::NoRival);
        let mut by_lead: IndexMap<&'static str, Kept> =
            bands.map(|band| (band.word(), Kept::default())).collect();
        let mut random = Random::new(SEED);
        for _ in 0..DRAWS {
            // All situations are judged by the same moved points, as by another author's rulebook.
            let shift = shift(rulebook, &mut random);
            for evaluation in &evaluations {
                if let Some(band) = by_lead.get_mut(LeadBand::of(evaluation.margin()).word()) {
                    band.add(winner(rulebook, evaluation, &shift) == evaluation.leader());
                }
            }
        }
        Self { situations: evaluations.len() as u32, draws: DRAWS, by_lead }
    }
}

fn problem<'r>(rulebook: &'r Rulebook, answers: &Answers) -> Problem<'r> {
    Problem { sets: answers.sets().clone(), ..Problem::open(rulebook) }
}

/// Returns whether at least a third of the questions that are asked have an answer that tells something.
fn is_answered_enough(rulebook: &Rulebook, answers: &Answers) -> bool {
    let asked = rulebook.questions.keys().filter(|&q| answers.asked(rulebook, q) != Truth::Fails);
    let open = |question: &Question| Reply::unknown(question).sets;
    let told: Vec<bool> = asked.map(|q| answers.of(rulebook, q) != open(&rulebook.questions[q])).collect();
    3 * told.iter().filter(|told| **told).count() >= told.len()
}

fn shift(rulebook: &Rulebook, random: &mut Random) -> Shift {
    let mut moved = || -> TiVec<ArchitectureId, i8> {
        rulebook.architectures.iter().map(|_| [-1, 0, 1][random.below(3)]).collect()
    };
    rulebook.clauses.iter().map(|_| moved()).collect()
}

/// Returns who leads with the points moved.
fn winner(rulebook: &Rulebook, evaluation: &Evaluation, shift: &Shift) -> Option<ArchitectureId> {
    let mut nets: TiVec<ArchitectureId, i32> = evaluation.scores.iter().map(|score| score.net).collect();
    let holding = evaluation.truths.iter_enumerated().filter(|(_, truth)| **truth == Truth::Holds);
    for (clause, _) in holding {
        let Effect::Points { quality, .. } = &rulebook.clauses[clause].effect else { continue };
        let weight = i32::from(rulebook.qualities[*quality].weight);
        nets.iter_mut().zip(&shift[clause]).for_each(|(net, moved)| *net += weight * i32::from(*moved));
    }
    evaluation.standing().max_by_key(|&a| (nets[a], std::cmp::Reverse(a)))
}
