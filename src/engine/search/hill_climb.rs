//! A quick try at a completion in which an architecture wins: uphill from a few random ones, one variable at
//! a time. It finds most that there are, and proves nothing when it finds none.

use super::budget::Budget;
use super::completion_scorer::CompletionScorer;
use super::random::Random;
use super::residual::{Completion, Residual};
use super::weights::VETO_WEIGHT;
use crate::rulebook::ArchitectureId;

/// From how many random completions it climbs: each finds most wins, and a search must follow if none does.
const STARTS: u64 = 6;

/// Finds a completion in which the architecture wins, as far as the budget lasts.
pub(in crate::engine) fn climb(
    residual: &Residual<'_>,
    architecture: ArchitectureId,
    budget: &Budget,
) -> Option<Completion> {
    let mut scorer = CompletionScorer::new(residual);
    let values = residual.values.iter().map(|values| values.len() as u64).sum::<u64>();
    let cost_of_a_round = values * scorer.cost();
    (0..STARTS).find_map(|start| {
        let mut values = residual.random_completion(&mut Random::new(start));
        while budget.pay(cost_of_a_round) && improve(&mut scorer, residual, architecture, &mut values) {}
        (scorer.winner(&values) == Some(architecture)).then_some(values)
    })
}

/// Gives each variable in turn its best value, and returns whether that led higher.
fn improve(
    scorer: &mut CompletionScorer<'_>,
    residual: &Residual<'_>,
    architecture: ArchitectureId,
    values: &mut Completion,
) -> bool {
    let before = scorer.lead(values, architecture, VETO_WEIGHT);
    let mut best = before;
    for variable in residual.variables.keys() {
        let mut chosen = values[variable];
        for value in residual.values[variable].keys() {
            values[variable] = value;
            let lead = scorer.lead(values, architecture, VETO_WEIGHT);
            if lead > best {
                (best, chosen) = (lead, value);
            }
        }
        values[variable] = chosen;
    }
    best > before
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Evaluation, Problem};
    use crate::rulebook::Rulebook;

    #[test]
    fn every_architecture_of_the_built_in_rulebook_is_brought_to_win() {
        let problem = Problem::open(Rulebook::builtin());
        let residual = Residual::of(&problem);
        for architecture in problem.among.iter() {
            let values = climb(&residual, architecture, &Budget::nodes(1_000, residual.node_cost())).unwrap();
            let sets = residual.completion(&values);
            assert_eq!(Evaluation::of(&problem.with_sets(sets)).leader(), Some(architecture));
        }
    }
}
