//! Weightings drawn, and completions counted, by archwise.

use archwise::engine::{Effort, Evaluation, Robustness, Shares};

use crate::data::open;
use crate::generated;
use crate::work::time;

/// The share of weightings in which each architecture is first.
pub fn weightings() {
    let rulebook = generated::rulebook(100);
    let problem = generated::complete(&rulebook, 0);
    let evaluation = Evaluation::of(&problem);
    let effort = Effort { samples: 1_000_000, ..Effort::default() };
    time(0.5, effort.samples as usize, || {
        let robustness = Robustness::of(&problem, &evaluation, evaluation.leader(), &effort);
        robustness.ranks.iter().map(|ranks| ranks[0]).collect::<Vec<_>>()
    });
}

/// In how many completions each architecture wins.
pub fn count() {
    let rulebook = generated::rulebook(100);
    let problem = open(&rulebook);
    let effort = Effort { enumerate: 1 << 40, ..Effort::default() };
    time(0.0, 1 << 24, || {
        let shares = Shares::of(&problem, &effort);
        assert!(shares.exact && shares.completions == 1 << 24, "not counted: {shares:?}");
        let wins = shares.first.iter().map(|share| (share * shares.completions as f64).round() as u64);
        wins.collect::<Vec<_>>()
    });
}
