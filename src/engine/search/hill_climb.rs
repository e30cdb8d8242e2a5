//! A quick try at a completion in which an architecture wins: uphill from a few random ones, one variable at
//! a time. It finds most that there are, and proves nothing when it finds none.

use super::completion_scorer::CompletionScorer;
use super::random::Random;
use super::residual::Residual;
use crate::rulebook::ArchitectureId;

/// From how many random completions it climbs.
const STARTS: u64 = 6;
/// What a veto weighs on the way: more than any rule, and little enough to be made up for by another one
/// less.
const VETO: i32 = 50;

/// For each variable its value in a completion in which the architecture wins.
pub(in crate::engine) fn climb(residual: &Residual<'_>, architecture: ArchitectureId) -> Option<Vec<usize>> {
    let mut scorer = CompletionScorer::new(residual);
    (0..STARTS).find_map(|start| {
        let mut random = Random::new(start);
        let mut values: Vec<usize> =
            residual.values.iter().map(|values| random.below(values.len())).collect();
        while improve(&mut scorer, residual, architecture, &mut values) {}
        (scorer.winner(&values) == Some(architecture)).then_some(values)
    })
}

/// Gives each variable in turn its best value; whether that led higher.
fn improve(
    scorer: &mut CompletionScorer<'_>,
    residual: &Residual<'_>,
    architecture: ArchitectureId,
    values: &mut [usize],
) -> bool {
    let before = scorer.lead(values, architecture, VETO);
    let mut best = before;
    for variable in 0..values.len() {
        let mut chosen = values[variable];
        for value in 0..residual.values[variable].len() {
            values[variable] = value;
            let lead = scorer.lead(values, architecture, VETO);
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
            let values = climb(&residual, architecture).unwrap();
            let mut sets = problem.sets.clone();
            values
                .iter()
                .enumerate()
                .for_each(|(v, value)| sets[residual.variables[v]] = residual.values[v][*value]);
            assert_eq!(Evaluation::of(&problem.with_sets(sets)).leader(), Some(architecture));
        }
    }
}
