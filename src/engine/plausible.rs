//! Completions that are drawn as they are usual, to be shown one by one.

use super::problem::Problem;
use super::search::random::Random;
use crate::options::OptionSet;
use crate::rulebook::{OptionSets, VariableId};

/// Draws completions of what is open, each option as likely as it is usual by the rulebook; where that does
/// not say, all are alike. The same seed gives the same ones.
pub fn plausible_completions(problem: &Problem<'_>, seed: u64) -> impl Iterator<Item = OptionSets> {
    let weights: Vec<Vec<u32>> =
        problem.sets.keys().map(|variable| option_weights(problem, variable)).collect();
    let mut random = Random::new(seed);
    std::iter::repeat_with(move || {
        weights.iter().map(|weights| OptionSet::only(drawn(weights, &mut random))).collect()
    })
}

/// Returns how usual each option of a variable is in relation to the others; 0 where it is excluded.
fn option_weights(problem: &Problem<'_>, variable: VariableId) -> Vec<u32> {
    let (rulebook, possible) = (problem.rulebook, problem.sets[variable]);
    let usual = rulebook.option_weights(variable, &problem.sets);
    let weight = |option: usize| match (possible.contains(option), &usual) {
        (false, _) => 0,
        (true, Some(usual)) => usual[option],
        (true, None) => 1,
    };
    let weights: Vec<u32> = (0..rulebook.size(variable)).map(weight).collect();
    // What is possible may be said to be never usual.
    if weights.iter().any(|weight| *weight > 0) {
        return weights;
    }
    (0..rulebook.size(variable)).map(|option| u32::from(possible.contains(option))).collect()
}

fn drawn(weights: &[u32], random: &mut Random) -> usize {
    let total: u32 = weights.iter().sum();
    let mut left = random.below(total as usize) as u32;
    weights
        .iter()
        .position(|weight| {
            let is_here = left < *weight;
            left = left.saturating_sub(*weight);
            is_here
        })
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Rulebook;

    #[test]
    fn completions_lie_in_the_sets_and_are_as_frequent_as_they_are_usual() {
        let rulebook = Rulebook::builtin();
        let mut problem = Problem::open(rulebook);
        let teams = rulebook.questions[rulebook.question("teams").unwrap()].variables.start;
        problem.sets[teams] = [0, 1].into_iter().collect();
        let mut counts = [0_u32; 2];
        for completion in plausible_completions(&problem, 7).take(4_000) {
            let is_one = |(set, of): (&OptionSet, &OptionSet)| set.single().is_some() && set.is_subset(*of);
            assert!(completion.iter().zip(&problem.sets).all(is_one));
            counts[completion[teams].single().unwrap()] += 1;
        }
        let weights = rulebook.option_weights(teams, &problem.sets).unwrap();
        let expected = 4_000.0 * f64::from(weights[0]) / f64::from(weights[0] + weights[1]);
        assert!((f64::from(counts[0]) - expected).abs() < 150.0, "{counts:?}, not about {expected}");
        let twice = [7, 7].map(|seed| plausible_completions(&problem, seed).take(9).collect::<Vec<_>>());
        assert_eq!(twice[0], twice[1]);
    }
}
