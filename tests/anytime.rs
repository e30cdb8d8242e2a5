//! What a budget too small for all proofs still says, against the exact analysis of the same random problems:
//! bounds are bounds, and nothing is called exact or proven that is not.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

#[allow(dead_code)]
mod exact {
    pub mod axes;
    pub mod brute;
    pub mod case;
    pub mod spec;
}

use std::process::Command;

use archwise::engine::{Analysis, Effort, Evaluation, Findings, Status, Verdict};
use exact::case::{CASES, Case};

/// From none to nearly enough.
const NODES: [u64; 7] = [0, 1, 3, 8, 20, 60, 200];

/// Calls `check` with the analysis within each budget, and the exact one.
fn each_hasty(mut check: impl FnMut(&Case, &Analysis, &Analysis, &str)) {
    for (seed, (case, exact)) in CASES[..1_500].iter().enumerate() {
        for nodes in NODES {
            for completions in [0, 80] {
                let effort = Effort { nodes, enumerate: 0, completions, samples: 5, ..Effort::default() };
                let hasty = Analysis::of(&case.problem(), &effort);
                check(case, &hasty, exact, &format!("seed {seed}, {nodes} nodes, {completions} completions"));
            }
        }
    }
}

#[test]
fn bounds_are_bounds_and_exact_is_only_said_where_it_is() {
    let (mut inexact, mut exact_found) = (0, 0);
    each_hasty(|_, hasty, exact, context| {
        for (range, known) in hasty.ranges.iter().zip(&exact.ranges) {
            assert!(range.min <= known.min && range.max >= known.max, "{context}");
            assert!(!range.exact || (range.min, range.max) == (known.min, known.max), "{context}");
            *(if range.exact { &mut exact_found } else { &mut inexact }) += 1;
        }
        let (verdict, known) = (&hasty.verdict, &exact.verdict);
        if verdict.leader != known.leader {
            return;
        }
        match (verdict.least_margin, known.least_margin) {
            (Some(least), Some(known)) => {
                assert!(least <= known, "{context}: {least} is no bound on {known}");
                assert!(!verdict.least_is_exact || least == known, "{context}");
            }
            (found, known) => assert!(found == known || !verdict.least_is_exact, "{context}"),
        }
    });
    assert!(inexact > 1_000 && exact_found > 1_000, "{inexact} {exact_found}");
}

#[test]
fn what_is_called_proven_is_proven() {
    let (mut proven, mut unproven) = (0, 0);
    each_hasty(|_, hasty, exact, context| {
        let (verdict, known) = (&hasty.verdict, &exact.verdict);
        assert!(known.possible.is_subset(verdict.possible), "{context}: a winner was excluded");
        assert!(verdict.settled.is_none() || verdict.settled == known.settled, "{context}");
        *(if verdict.settled.is_some() { &mut proven } else { &mut unproven }) += 1;
        if verdict.status == Status::Decided {
            assert_eq!(known.status, Status::Decided, "{context}");
        }
        for open in &hasty.open_questions {
            let same = exact.open_questions.iter().find(|other| other.question == open.question).unwrap();
            assert!(open.matters.is_none() || open.matters == same.matters, "{context}");
        }
        for refutation in &verdict.refutations {
            assert!(refutation.winner.is_none_or(|winner| known.possible.contains(winner)), "{context}");
        }
        assert!(!hasty.shares.exact || hasty.shares == exact.shares, "{context}");
    });
    assert!(proven > 1_000 && unproven > 1_000, "{proven} {unproven}");
}

#[test]
fn fewer_answers_than_a_breakdown_point_says_are_never_enough() {
    let mut inexact = 0;
    each_hasty(|_, hasty, exact, context| {
        if hasty.verdict.leader != exact.verdict.leader {
            return;
        }
        match (&hasty.breakdown, &exact.breakdown) {
            (Some(found), Some(known)) if found.exact => {
                // A way found without proof of who can win then may be none.
                assert!(found.questions <= known.questions, "{context}");
            }
            (Some(found), Some(known)) => {
                assert!(found.questions <= known.questions, "{context}");
                inexact += 1;
            }
            (None, Some(_)) => panic!("{context}: there is a way"),
            (_, None) => {}
        }
    });
    assert!(inexact > 50, "{inexact}");
}

/// The verdict on a change, with what is known of the problem before it, is that without.
#[test]
fn what_is_known_of_a_problem_proves_nothing_false_of_a_change() {
    let effort = exact::case::effort();
    let mut changes = 0;
    for (seed, (case, analysis)) in CASES[..800].iter().enumerate() {
        let before = case.problem();
        let known: &Findings = &analysis.findings;
        for variable in before.sets.keys() {
            for option in 0..case.rulebook.size(variable) {
                let change = archwise::engine::Change { variable, option };
                let problem = before.clone().with_changes(&[change]);
                let evaluation = Evaluation::of(&problem);
                let with = Verdict::of_change(known, &problem, &evaluation, &effort);
                let without = Verdict::of(&problem, &evaluation, &effort);
                let context = format!("seed {seed}: {change:?}");
                assert_eq!((with.status, with.leader), (without.status, without.leader), "{context}");
                assert_eq!((with.settled, with.possible), (without.settled, without.possible), "{context}");
                changes += 1;
            }
        }
    }
    assert!(changes > 5_000, "{changes}");
}

/// The page proves a verdict for each change, on as many cores as there are.
#[cfg(feature = "cli")]
#[test]
fn one_core_and_all_write_the_same_page() {
    let words =
        ["advise", "--no-input", "--format", "html", "--geographic-spread", "global", "--date", "2026-01-01"];
    let program = env!("CARGO_BIN_EXE_archwise");
    let output = |command: &mut Command| command.args(words).output().unwrap();
    // Where a process cannot be held to one core there is nothing to compare.
    let Ok(_) = Command::new("taskset").arg("--version").output() else { return };
    let one = output(Command::new("taskset").args(["-c", "0", program]));
    let all = output(&mut Command::new(program));
    assert!(one.status.success() && all.status.success());
    assert!(one.stdout == all.stdout && one.stdout.len() > 100_000);
}
