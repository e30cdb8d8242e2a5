//! A few answers with which another architecture leads: why a verdict is open.

use typed_index_collections::TiVec;

use super::problem::{Change, Problem};
use super::search::branch_and_bound::SearchResult;
use super::search::budget::Budget;
use super::search::can_win::find_win;
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::residual::Residual;
use super::search::standing::Standing;
use super::search::state::State;
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, OptionSets, VariableId};

/// A few answers with which another architecture leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refutation {
    /// What the open answers turn out to be.
    pub changes: Vec<Change>,
    /// Who then leads; `None` if every candidate is ruled out.
    pub winner: Option<ArchitectureId>,
    /// Its lead over the runner-up, in weighted points; `None` without one.
    pub margin: Option<i32>,
}

impl Refutation {
    /// Looks for a completion in which an architecture wins, and returns a few of its answers with which that
    /// architecture already leads by the rules that hold. `nodes` bounds the search.
    pub fn find(problem: &Problem<'_>, architecture: ArchitectureId, nodes: u64) -> SearchResult<Self> {
        let residual = Residual::of(problem);
        match find_win(&residual, architecture, &Budget::nodes(nodes, residual.node_cost())) {
            SearchResult::Found(completion) => {
                SearchResult::Found(Self::of(problem, &completion, Some(architecture)))
            }
            SearchResult::Absent => SearchResult::Absent,
            SearchResult::NotProven => SearchResult::NotProven,
        }
    }

    /// Picks a few answers of a completion with which its winner already leads: the most telling first, until
    /// it does; then without those that turn out not to be needed.
    pub(super) fn of(problem: &Problem<'_>, completion: &OptionSets, winner: Option<ArchitectureId>) -> Self {
        let answers: TiVec<VariableId, usize> =
            completion.iter().map(|set| set.first().unwrap_or(0)).collect();
        let changes: TiVec<VariableId, Vec<OptionSet>> =
            answers.iter().map(|&answer| vec![OptionSet::only(answer)]).collect();
        let residual = Residual::with_changes(problem, &changes);
        let mut state = State::all_at(&residual, ValueIndex::AS_IT_IS);
        let telling = answer_until_it_wins(&mut state, winner);
        let mut needed = without_the_needless(&mut state, winner, telling);
        needed.sort_unstable();
        let change = |variable: &VariableIndex| {
            let variable = residual.variables[*variable];
            Change { variable, option: answers[variable] }
        };
        let margin = winner.and_then(|winner| state.standing().margin(winner));
        Self { changes: needed.iter().map(change).collect(), winner, margin }
    }
}

/// The value that answers a variable as the completion does.
fn answered() -> ValueIndex {
    ValueIndex::from(1)
}

/// Answers the most telling variable each time, until the winner leads; returns those that were answered.
fn answer_until_it_wins(state: &mut State<'_>, winner: Option<ArchitectureId>) -> Vec<VariableIndex> {
    let mut left: Vec<VariableIndex> = state.residual.variables.keys().collect();
    let mut answers = Vec::new();
    while state.standing().leader() != winner {
        let telling = left.iter().copied().max_by_key(|&variable| {
            let standing = state.with(variable, answered(), |state| state.standing());
            (nearness(&standing, winner), std::cmp::Reverse(variable))
        });
        let Some(variable) = telling else { break };
        state.fix(variable, answered());
        left.retain(|&other| other != variable);
        answers.push(variable);
    }
    answers
}

/// Takes back every answer without which the winner still leads; returns the others.
fn without_the_needless(
    state: &mut State<'_>,
    winner: Option<ArchitectureId>,
    mut answers: Vec<VariableIndex>,
) -> Vec<VariableIndex> {
    answers.retain(|&variable| {
        let without = |state: &mut State<'_>| state.standing().leader();
        let needed = state.with(variable, ValueIndex::AS_IT_IS, without) != winner;
        if !needed {
            state.fix(variable, ValueIndex::AS_IT_IS);
        }
        needed
    });
    answers
}

/// Returns how near an outcome is: the lead of the winner over the best other; for nobody, how few are left.
fn nearness(standing: &Standing, winner: Option<ArchitectureId>) -> i32 {
    match winner {
        None => -(standing.candidates.len() as i32),
        Some(winner) if !standing.candidates.contains(winner) => i32::MIN,
        Some(winner) => standing.margin(winner).unwrap_or(i32::MAX),
    }
}
