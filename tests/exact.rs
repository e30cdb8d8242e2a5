//! The exact analysis against brute force, on thousands of random rulebooks.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod exact {
    pub mod axes;
    pub mod brute;
    pub mod case;
    pub mod changes;
    pub mod spec;
}

use std::collections::BTreeSet;

use archwise::engine::{Analysis, Change, Effort, Evaluation, Problem, Status, Verdict};
use archwise::options::{OptionSet, Truth};
use archwise::rulebook::{ArchitectureId, ArchitectureSet, ClauseId};
use exact::brute::Brute;
use exact::case::{CASES, Case, effort, read};
use typed_index_collections::TiVec;

fn each_case(mut check: impl FnMut(&Case, &Analysis, &Brute<'_>, usize)) {
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        check(case, analysis, &case.brute(), seed);
    }
}

#[test]
fn every_condition_is_decided_exactly() {
    each_case(|_, analysis, brute, seed| {
        let expected: TiVec<ClauseId, Truth> =
            (0..brute.clauses()).map(|clause| brute.truth(clause)).collect();
        assert_eq!(analysis.evaluation.truths, expected, "seed {seed}");
    });
}

#[test]
fn scores_and_ranges_are_those_of_brute_force() {
    each_case(|_, analysis, brute, seed| {
        for (architecture, range) in analysis.ranges.iter_enumerated() {
            assert_eq!((range.min, range.max, range.exact), brute.range(architecture.into()), "seed {seed}");
            assert_eq!(
                analysis.evaluation.scores[architecture].net,
                brute.held(architecture.into()),
                "seed {seed}"
            );
        }
    });
}

#[test]
fn the_verdict_is_that_of_brute_force() {
    let mut seen = [0; 5];
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        let brute = case.brute();
        let verdict = &analysis.verdict;
        let outcomes = brute.outcomes();
        assert_eq!(verdict.possible, winners(&outcomes), "seed {seed}");
        assert_eq!(verdict.settled, Some(outcomes.len() == 1), "seed {seed}");
        let Some(leader) = verdict.leader else {
            assert_eq!(verdict.status, Status::None, "seed {seed}");
            assert!(outcomes.iter().all(Option::is_none), "seed {seed}");
            seen[Status::None as usize] += 1;
            continue;
        };
        assert_eq!(verdict.leader.map(usize::from), brute.named(), "seed {seed}");
        assert_eq!(verdict.least_margin, brute.least_lead(leader.into()), "seed {seed}");
        assert!(verdict.least_is_exact);
        let close = verdict.least_margin.is_some_and(|least| least < case.rulebook.close_call);
        let expected = match (outcomes.len(), close) {
            (1, false) => Status::Decided,
            (1, true) => Status::Close,
            _ => match exact::axes::likely(case, &brute, leader.into()) {
                Some(true) => Status::Likely,
                Some(false) => Status::Open,
                None => continue,
            },
        };
        assert_eq!(verdict.status, expected, "seed {seed}");
        seen[expected as usize] += 1;
    }
    assert!(seen.iter().all(|count| *count > 10), "every status must have been met: {seen:?}");
}

fn winners(outcomes: &BTreeSet<Option<usize>>) -> ArchitectureSet {
    outcomes.iter().flatten().copied().map(ArchitectureId::from).collect()
}

#[test]
fn refutations_and_flips_replayed_lead_to_what_they_say() {
    let (mut refutations, mut flips, mut sets) = (0, 0, 0);
    let (mut behind, mut nobody) = (0, 0);
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        let (problem, brute) = (case.problem(), case.brute());
        for refutation in &analysis.verdict.refutations {
            let replayed = Evaluation::of(&replay(&problem, &refutation.changes));
            assert_eq!(replayed.leader(), refutation.winner, "seed {seed}");
            assert_eq!(replayed.margin(), refutation.margin, "seed {seed}");
            refutations += 1;
        }
        for flip in &analysis.flips {
            let problem = replay(&problem, &flip.changes);
            let replayed = Evaluation::of(&problem);
            let verdict = Verdict::of(&problem, &replayed, &effort());
            assert_eq!(verdict.leader, flip.winner, "seed {seed}");
            assert_ne!(flip.winner, analysis.verdict.leader);
            match replayed.leader() == flip.winner {
                true => assert_eq!(replayed.margin(), flip.margin, "seed {seed}"),
                // Another one is ahead, and cannot win any more.
                false => behind += 1,
            }
            nobody += u32::from(flip.winner.is_none());
            flips += 1;
            sets += u32::from(flip.changes.len() > 1);
        }
        let Some(leader) = analysis.verdict.leader else { continue };
        let single = analysis.flips.iter().filter(|flip| flip.changes.len() == 1).count();
        assert_eq!(single, brute.single_flips(leader.into()), "seed {seed}: all single flips, and no others");
    }
    assert!(refutations > 100 && flips > 100 && sets > 20, "{refutations} {flips} {sets}");
    assert!(behind > 20 && nobody > 20, "{behind} {nobody}");
}

#[test]
fn where_all_is_answered_every_pair_that_flips_is_found_if_no_single_change_does() {
    let mut pairs = 0;
    for seed in 0..1_500 {
        let mut case = Case::new(seed);
        case.sets.iter_mut().for_each(|set| *set = OptionSet::only(set.first().unwrap()));
        let analysis = Analysis::of(&case.problem(), &effort());
        let Some(leader) = analysis.verdict.leader else { continue };
        let brute = case.brute();
        let sizes = |size| analysis.flips.iter().filter(|flip| flip.changes.len() == size).count();
        let single = brute.single_flips(leader.into());
        assert_eq!(sizes(1), single, "seed {seed}");
        if single == 0 {
            let double = brute.double_flips(leader.into());
            assert_eq!(sizes(2), double.min(10), "seed {seed}");
            pairs += double;
        }
    }
    assert!(pairs > 100, "{pairs}");
}

fn replay<'a>(problem: &Problem<'a>, changes: &[Change]) -> Problem<'a> {
    let mut sets = problem.sets.clone();
    for change in changes {
        sets[change.variable] = OptionSet::only(change.option);
    }
    problem.with_sets(sets)
}

#[test]
fn shares_are_those_of_brute_force() {
    each_case(|_, analysis, brute, seed| {
        assert!(analysis.shares.exact, "seed {seed}");
        for (architecture, share) in analysis.shares.first.iter().enumerate() {
            let expected = brute.share(Some(architecture));
            assert!((share - expected).abs() < 1e-9, "seed {seed}: {share} is not {expected}");
        }
        assert!((analysis.shares.nobody - brute.share(None)).abs() < 1e-9, "seed {seed}");
    });
}

#[test]
fn options_that_are_equally_usual_give_the_figures_of_a_rulebook_that_says_nothing() {
    for seed in 0..1_000 {
        let mut case = Case::new(seed);
        case.spec.usual.iter_mut().for_each(Vec::clear);
        let silent = read(&case.spec, seed);
        for (question, usual) in case.spec.questions.iter().zip(&mut case.spec.usual) {
            let multi = question.kind == exact::spec::Kind::Multi;
            let shares = vec![Some(if multi { 50 } else { 7 }); question.options];
            usual.push(exact::spec::Usual { when: None, shares });
        }
        let even = read(&case.spec, seed);
        let analysis = |rulebook| Analysis::of(&Problem { rulebook, ..case.problem() }, &effort());
        let (even, silent) = (analysis(&even), analysis(&silent));
        assert_eq!(even.shares, silent.shares, "seed {seed}");
        assert_eq!(even.open_questions, silent.open_questions, "seed {seed}");
        assert_eq!(even.verdict.status, silent.verdict.status, "seed {seed}");
        assert_eq!(even.ranges, silent.ranges, "seed {seed}");
    }
}

#[test]
fn a_question_matters_exactly_if_some_answer_to_it_changes_a_winner() {
    let (mut idle, mut live) = (0, 0);
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        let brute = case.brute();
        let listed: Vec<usize> = analysis.open_questions.iter().map(|open| open.question.into()).collect();
        assert_eq!(sorted(&listed), brute.open_questions(), "seed {seed}");
        for open in &analysis.open_questions {
            assert_eq!(open.matters, Some(brute.matters(open.question.into())), "seed {seed}");
            assert!(open.matters == Some(true) || open.can_change == 0.0, "seed {seed}");
            *(if open.matters == Some(true) { &mut live } else { &mut idle }) += 1;
        }
    }
    assert!(idle > 100 && live > 100, "{idle} {live}");
}

fn sorted(list: &[usize]) -> Vec<usize> {
    let mut list = list.to_vec();
    list.sort_unstable();
    list
}

#[test]
fn inside_its_interval_a_weight_keeps_the_leader_and_outside_it_does_not() {
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        let Some(leader) =
            analysis.verdict.leader.filter(|_| analysis.evaluation.leader() == analysis.verdict.leader)
        else {
            continue;
        };
        for (quality, stable) in analysis.robustness.stable.iter_enumerated() {
            for weight in 0..=5_u8 {
                let mut problem = case.problem();
                problem.weights[quality] = weight;
                let scores = Evaluation::of(&problem);
                let best = scores.standing().map(|a| scores.scores[a].net).max().unwrap();
                let first = scores.scores[leader].net == best;
                let inside =
                    f64::from(weight) >= stable.min && stable.max.is_none_or(|max| f64::from(weight) <= max);
                assert_eq!(first, inside, "seed {seed}: {quality:?} at {weight} of {stable:?}");
            }
        }
        let total: f64 = analysis.robustness.ranks.iter().map(|ranks| ranks[0]).sum();
        assert!((total - 1.0).abs() < 1e-9, "seed {seed}: somebody is first in every weighting");
    }
}

#[test]
fn past_its_nodes_the_search_gives_sound_bounds_and_claims_no_proof() {
    let mut unproven = 0;
    for (seed, (case, _)) in CASES.iter().enumerate() {
        let brute = case.brute();
        let hasty = Effort { nodes: 2, enumerate: 0, completions: 50, samples: 10, ..Effort::default() };
        let analysis = Analysis::of(&case.problem(), &hasty);
        for (architecture, range) in analysis.ranges.iter_enumerated() {
            let (min, max, _) = brute.range(architecture.into());
            assert!(range.min <= min && range.max >= max, "seed {seed}: a bound that is none");
            assert!(!range.exact || (range.min, range.max) == (min, max), "seed {seed}");
        }
        let outcomes = brute.outcomes();
        assert!(
            winners(&outcomes).is_subset(analysis.verdict.possible),
            "seed {seed}: a winner was excluded"
        );
        if let Some(settled) = analysis.verdict.settled {
            assert_eq!(settled, outcomes.len() == 1, "seed {seed}");
        }
        unproven += u32::from(analysis.verdict.settled.is_none());
        for open in &analysis.open_questions {
            assert!(
                open.matters.is_none_or(|matters| matters == brute.matters(open.question.into())),
                "seed {seed}"
            );
        }
    }
    assert!(unproven > 20, "{unproven}");
}

#[test]
fn the_same_problem_gives_the_same_analysis() {
    for (case, analysis) in &CASES[..100] {
        assert_eq!(&Analysis::of(&case.problem(), &effort()), analysis);
    }
}
