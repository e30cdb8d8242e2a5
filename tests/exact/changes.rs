//! The fewest answers that change something, against brute force: of open questions, and of vetoes.

use archwise::engine::{Evaluation, Verdict};
use archwise::options::OptionSet;
use archwise::rulebook::AxisId;

use super::brute::Brute;
use super::case::{CASES, Case, effort};
use crate::replay;

/// Brute force goes through every set of answers, so fewer rulebooks must do.
const SOME: usize = 2_500;

/// The fewest open questions whose answers leave none of `keep` in the lead, by its definition.
fn fewest(brute: &Brute<'_>, keep: &[usize]) -> Option<usize> {
    if brute.singles(keep) {
        return Some(1);
    }
    let open = brute.open_questions();
    let ways = brute.narrowings(&open);
    let enough = ways.iter().filter(|(_, sets)| brute.changed_to(sets).leads_otherwise(keep));
    enough.map(|(questions, _)| *questions).min()
}

#[test]
fn the_breakdown_point_is_that_of_brute_force() {
    let (mut one, mut more, mut none) = (0, 0, 0);
    for (seed, (case, analysis)) in CASES[..SOME].iter().enumerate() {
        let Some(leader) = analysis.verdict.leader else { continue };
        let brute = case.brute();
        let expected = fewest(&brute, &[leader.into()]);
        let found = analysis.breakdown.as_ref();
        assert_eq!(found.map(|b| b.questions), expected, "seed {seed}");
        assert!(found.is_none_or(|b| b.exact), "seed {seed}");
        if let Some(way) = found.and_then(|b| b.way.as_ref()) {
            let replayed = replay(&case.problem(), &way.changes);
            let verdict = Verdict::of(&replayed, &Evaluation::of(&replayed), &effort());
            assert_eq!(verdict.leader, way.winner, "seed {seed}");
            assert_ne!(way.winner, Some(leader), "seed {seed}");
        }
        *match expected {
            None => &mut none,
            Some(1) => &mut one,
            Some(_) => &mut more,
        } += 1;
    }
    assert!(one > 50 && more > 20 && none > 50, "{one} {more} {none}");
}

#[test]
fn the_breakdown_point_of_an_axis_is_that_of_brute_force() {
    let (mut one, mut more) = (0, 0);
    for (seed, (case, analysis)) in CASES[..SOME].iter().enumerate() {
        for (at, axis) in case.spec.axes.iter().enumerate() {
            let Some(side) = analysis.verdict.axes[AxisId::from(at)].side else { continue };
            let brute = case.brute_among(axis.among(case.among));
            let expected = fewest(&brute, axis.side(side));
            let found = analysis.axes[AxisId::from(at)].breakdown.as_ref();
            assert_eq!(found.map(|b| b.questions), expected, "seed {seed}, axis {at}");
            one += u32::from(expected == Some(1));
            more += u32::from(expected.is_some_and(|questions| questions > 1));
        }
    }
    assert!(one > 50 && more > 20, "{one} {more}");
}

#[test]
fn what_lets_a_candidate_back_in_is_the_smallest_that_brute_force_finds() {
    let (mut one, mut more, mut never) = (0, 0, 0);
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        if analysis.verdict.leader.is_some() {
            continue;
        }
        let expected = smallest_lifts(case);
        let sizes: Vec<usize> = analysis.flips.iter().map(|flip| flip.changes.len()).collect();
        match &expected {
            None => never += 1,
            Some((1, _)) => one += 1,
            Some(_) => more += 1,
        }
        let (size, count) = expected.unwrap_or_default();
        assert_eq!(sizes, vec![size; count.min(10)], "seed {seed}");
        for flip in &analysis.flips {
            let replayed = replay(&case.problem(), &flip.changes);
            let verdict = Verdict::of(&replayed, &Evaluation::of(&replayed), &effort());
            assert!(verdict.leader.is_some() && verdict.leader == flip.winner, "seed {seed}");
        }
    }
    assert!(one > 10 && more > 0, "{one} {more} {never}");
}

/// The size of the smallest sets of changes after which somebody is named, and how many there are.
fn smallest_lifts(case: &Case) -> Option<(usize, usize)> {
    let brute = case.brute();
    let changes = brute.changes();
    let mut sets: Vec<Vec<(usize, usize)>> = vec![Vec::new()];
    for size in 1..=3 {
        let longer = |set: &Vec<(usize, usize)>| {
            let last = set.last().map_or(0, |(variable, _)| variable + 1);
            let more = changes.iter().filter(move |(variable, _)| *variable >= last);
            more.map(|change| [set.as_slice(), &[*change]].concat()).collect::<Vec<_>>()
        };
        sets = sets.iter().flat_map(longer).collect();
        let lifting = sets.iter().filter(|set| brute.changed(set).named().is_some()).count();
        if lifting > 0 {
            return Some((size, lifting));
        }
    }
    None
}

#[test]
fn a_rule_is_needed_exactly_if_another_leads_without_it() {
    let mut needed = 0;
    for (seed, (case, analysis)) in CASES[..SOME].iter().enumerate() {
        let before = analysis.evaluation.leader();
        for clause in case.rulebook.clauses.keys() {
            let rulebook = case.rulebook.without_clause(clause);
            let problem = archwise::engine::Problem { rulebook: &rulebook, ..case.problem() };
            let after = Evaluation::of(&problem).leader();
            let rule = case.rulebook.clauses[clause].rule;
            let held = analysis.evaluation.truths[clause] == archwise::options::Truth::Holds;
            let listed = analysis.points.needed.iter().find(|(id, _)| *id == rule).map(|(_, winner)| *winner);
            if held {
                assert_eq!(listed, (after != before).then_some(after), "seed {seed}");
            }
            needed += u32::from(held && after != before);
        }
    }
    assert!(needed > 100, "{needed}");
}

impl Brute<'_> {
    /// Whether one answer to what is open makes the verdict name none of `keep`.
    fn singles(&self, keep: &[usize]) -> bool {
        let open = |change: &&(usize, usize)| self.sets()[change.0].contains(change.1);
        let changes = self.changes();
        changes.iter().filter(open).any(|change| {
            let named = self.changed(&[*change]).named();
            named.is_none_or(|named| !keep.contains(&named))
        })
    }

    /// Every way to answer some of the open questions, each with how many it answers.
    fn narrowings(&self, open: &[usize]) -> Vec<(usize, Vec<OptionSet>)> {
        let mut ways = vec![(0, self.sets().to_vec())];
        for question in open {
            let mut answered: Vec<Vec<OptionSet>> = vec![self.sets().to_vec()];
            for variable in self.variables(*question) {
                let given = |sets: &Vec<OptionSet>| {
                    let narrowed = self.sets()[variable].iter().map(|option| {
                        let mut sets = sets.clone();
                        sets[variable] = OptionSet::only(option);
                        sets
                    });
                    std::iter::once(sets.clone()).chain(narrowed).collect::<Vec<_>>()
                };
                answered = answered.iter().flat_map(given).collect();
            }
            let range = self.variables(*question);
            let answered = |(count, sets): &(usize, Vec<OptionSet>)| {
                let with = |given: &Vec<OptionSet>| {
                    let mut both = sets.clone();
                    both[range.clone()].copy_from_slice(&given[range.clone()]);
                    let changed = both[range.clone()] != sets[range.clone()];
                    (count + usize::from(changed), both)
                };
                answered.iter().map(with).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(answered).collect();
        }
        ways
    }

    /// Whether by the rules that hold another one leads that can win, or nobody is left.
    fn leads_otherwise(&self, keep: &[usize]) -> bool {
        match self.leads() {
            None => true,
            Some(leader) => !keep.contains(&leader) && self.outcomes().contains(&Some(leader)),
        }
    }
}
