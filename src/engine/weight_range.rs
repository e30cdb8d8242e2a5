//! Between which ends each weight may lie, and who leads whatever they are. A lead is linear in the weights,
//! so over a range of each by itself it is least where every weight is at one of its ends: that is exact.

use typed_index_collections::{TiVec, ti_vec};

use super::completions::find_winner;
use super::evaluate::Evaluation;
use super::problem::{Effort, Problem};
use super::search::branch_and_bound::SearchResult;
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Effect, OptionSets, QualityId};

/// Up to so many weightings are looked at one by one.
pub(super) const MOST_WEIGHTINGS: usize = 128;

/// From where to where each weight may lie.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeightRange {
    /// The least weight of each quality.
    pub least: TiVec<QualityId, u8>,
    /// The greatest.
    pub most: TiVec<QualityId, u8>,
}

impl WeightRange {
    /// Returns the range of the one weighting of a problem.
    pub fn of(problem: &Problem<'_>) -> Self {
        Self { least: problem.weights.clone(), most: problem.weights.clone() }
    }

    /// Returns the range that some weightings span; `None` for none.
    pub fn spanned<'w>(weightings: impl IntoIterator<Item = &'w TiVec<QualityId, u8>>) -> Option<Self> {
        let mut weightings = weightings.into_iter();
        let first = weightings.next()?.clone();
        let mut range = Self { least: first.clone(), most: first };
        for weights in weightings {
            range.least.iter_mut().zip(weights).for_each(|(least, weight)| *least = (*least).min(*weight));
            range.most.iter_mut().zip(weights).for_each(|(most, weight)| *most = (*most).max(*weight));
        }
        Some(range)
    }

    /// Returns the qualities that are not weighed alike.
    pub fn differing(&self) -> impl Iterator<Item = QualityId> + '_ {
        self.least.keys().filter(|&quality| self.least[quality] != self.most[quality])
    }

    /// Returns every whole weighting in the range; `None` if they are more than so many.
    pub(super) fn whole(&self, most: usize) -> Option<Vec<TiVec<QualityId, u8>>> {
        self.products(most, |quality| (self.least[quality]..=self.most[quality]).collect())
    }

    /// Returns the weightings with every weight at one of its ends; `None` if they are more than so many.
    pub(super) fn corners(&self, most: usize) -> Option<Vec<TiVec<QualityId, u8>>> {
        self.products(most, |quality| {
            let mut ends = vec![self.least[quality], self.most[quality]];
            ends.dedup();
            ends
        })
    }

    fn products(&self, most: usize, of: impl Fn(QualityId) -> Vec<u8>) -> Option<Vec<TiVec<QualityId, u8>>> {
        let mut all = vec![self.least.clone()];
        for quality in self.differing() {
            let weights = of(quality);
            if all.len() * weights.len() > most {
                return None;
            }
            let with = |known: &TiVec<QualityId, u8>, weight: u8| {
                let mut one = known.clone();
                one[quality] = weight;
                one
            };
            all =
                all.iter().flat_map(|known| weights.iter().map(move |&weight| with(known, weight))).collect();
        }
        Some(all)
    }

    /// Returns the weighting with which the points of each quality count least.
    fn worst(&self, points: &TiVec<QualityId, i32>) -> TiVec<QualityId, u8> {
        let weight = |quality: QualityId| match points[quality] {
            0.. => self.least[quality],
            _ => self.most[quality],
        };
        points.keys().map(weight).collect()
    }

    /// Returns the least that points of each quality come to, weighed.
    fn minimum(&self, points: &TiVec<QualityId, i32>) -> i32 {
        let worst = self.worst(points);
        points.iter().zip(&worst).map(|(points, weight)| points * i32::from(*weight)).sum()
    }
}

/// Returns whether the architecture that the verdict names is the same for every weighting in a range; `None`
/// if that is not proven either way.
pub fn keeps_its_leader(problem: &Problem<'_>, range: &WeightRange, effort: &Effort) -> Option<bool> {
    let leader = named(problem, effort);
    let Some(first) = leader else {
        // No weight lifts a veto.
        return Some(true);
    };
    if range.differing().next().is_none() {
        return Some(true);
    }
    let evaluation = Evaluation::of(problem);
    let leads = leads(problem, &problem.sets, first, false);
    let mut rivals = evaluation.standing().filter(|&rival| rival != first);
    let behind = rivals.find(|&rival| range.minimum(&leads[rival]) < i32::from(rival < first));
    let keeps = |weights| named(&Problem { weights, ..problem.clone() }, effort) == leader;
    if behind.is_some_and(|rival| !keeps(range.worst(&leads[rival]))) {
        return Some(false);
    }
    // Where nothing is open, who is ahead is named. Else one completion in which it wins whatever the weights
    // is enough; if none is found, weighting by weighting is looked at, as far as they are few.
    let can_win = || match find_winner(problem, first, effort) {
        SearchResult::Found(sets) => surely_wins(problem, &sets, range, problem.among, first),
        SearchResult::Absent | SearchResult::NotProven => false,
    };
    let is_complete = problem.sets.iter().all(|set| set.single().is_some());
    if behind.is_none() && (is_complete || can_win()) {
        return Some(true);
    }
    Some(range.whole(MOST_WEIGHTINGS)?.into_iter().all(keeps))
}

/// Returns whom the verdict names: the first of the ranking that can win.
fn named(problem: &Problem<'_>, effort: &Effort) -> Option<ArchitectureId> {
    let can_win = |a: &ArchitectureId| find_winner(problem, *a, effort) != SearchResult::Absent;
    Evaluation::of(problem).standing().find(can_win)
}

/// For each architecture and quality the points, not weighed, by which one architecture leads it.
type Leads = TiVec<ArchitectureId, TiVec<QualityId, i32>>;

/// Returns the leads of an architecture by the clauses that hold; with `at_worst`, every clause that may hold
/// counts where it takes from a lead.
fn leads(problem: &Problem<'_>, sets: &OptionSets, first: ArchitectureId, at_worst: bool) -> Leads {
    let mut leads = ti_vec![ti_vec![0; problem.weights.len()]; problem.rulebook.architectures.len()];
    problem.rulebook.index.scan(sets, |clause, truth| {
        let Effect::Points { quality, points } = &problem.rulebook.clauses[clause].effect else { return };
        if truth != Truth::Holds && !at_worst {
            return;
        }
        for (leads, other) in leads.iter_mut().zip(points) {
            let lead = i32::from(points[first]) - i32::from(*other);
            leads[*quality] += if truth == Truth::Holds { lead } else { lead.min(0) };
        }
    });
    leads
}

/// Returns whether an architecture wins by bounds alone, whatever of these sets comes about and whatever the
/// weights in a range are.
pub(super) fn surely_wins(
    problem: &Problem<'_>,
    sets: &OptionSets,
    range: &WeightRange,
    among: ArchitectureSet,
    first: ArchitectureId,
) -> bool {
    let (mut out, mut threatened) = (ArchitectureSet::EMPTY, ArchitectureSet::EMPTY);
    problem.rulebook.index.scan(sets, |clause, truth| {
        if let Effect::RulesOut(vetoed) = &problem.rulebook.clauses[clause].effect {
            threatened = threatened.union(*vetoed);
            if truth == Truth::Holds {
                out = out.union(*vetoed);
            }
        }
    });
    if !among.contains(first) || threatened.contains(first) {
        return false;
    }
    let leads = leads(problem, sets, first, true);
    let mut rivals = among.difference(out).iter().filter(|&rival| rival != first);
    rivals.all(|rival| range.minimum(&leads[rival]) >= i32::from(rival < first))
}
