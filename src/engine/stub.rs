//! Stub (never committed).
use super::{Evaluation, Problem, Verdict};
pub struct Effort {
    pub nodes: u64,
    pub samples: u32,
    pub completions: u32,
    pub seed: u64,
    pub enumerate: u64,
    pub fixed: Vec<usize>,
}
impl Default for Effort {
    fn default() -> Self {
        Self { nodes: 200_000, samples: 10_000, completions: 1000, seed: 1, enumerate: 1000, fixed: vec![] }
    }
}
pub struct Analysis {
    pub evaluation: Evaluation,
    pub verdict: Verdict,
    pub ranges: Vec<Range>,
    pub shares: Shares,
    pub open_questions: Vec<OpenQuestion>,
    pub flips: Vec<Flip>,
    pub robustness: Robustness,
}
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refutation {
    pub changes: Vec<Change>,
    pub winner: Option<usize>,
    pub margin: Option<i32>,
}
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    pub variable: usize,
    pub option: usize,
}
pub struct Range {
    pub min: i32,
    pub max: i32,
    pub exact: bool,
}
pub struct Shares {
    pub first: Vec<f64>,
    pub nobody: f64,
    pub exact: bool,
    pub completions: u64,
    pub standard_error: f64,
}
pub struct OpenQuestion {
    pub question: usize,
    pub can_change: f64,
    pub matters: Option<bool>,
}
pub struct Flip {
    pub changes: Vec<Change>,
    pub winner: usize,
    pub margin: i32,
}
pub struct Robustness {
    pub samples: u32,
    pub seed: u64,
    pub ranks: Vec<Vec<f64>>,
    pub stable: Vec<Stable>,
}
pub struct Stable {
    pub min: f64,
    pub max: Option<f64>,
}
impl Analysis {
    pub fn of(problem: &Problem, effort: &Effort) -> Self {
        let evaluation = Evaluation::of(problem);
        let verdict = Verdict::of(problem, &evaluation);
        let n = problem.rulebook.architectures.len();
        let _ = effort;
        Self {
            ranges: evaluation.scores.iter().map(|s| Range { min: s.net, max: s.net, exact: true }).collect(),
            shares: Shares {
                first: vec![0.0; n],
                nobody: 0.0,
                exact: true,
                completions: 1,
                standard_error: 0.0,
            },
            open_questions: vec![],
            flips: vec![],
            robustness: Robustness {
                samples: 0,
                seed: 1,
                ranks: vec![vec![0.0; n]; n],
                stable: problem.rulebook.qualities.iter().map(|_| Stable { min: 0.0, max: None }).collect(),
            },
            evaluation,
            verdict,
        }
    }
}
