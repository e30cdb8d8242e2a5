//! The work in a form that every language reads, and how it is timed.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Instant;

use serde::{Deserialize, Serialize};

/// A rulebook without anything that one engine alone knows. All tests of a rule must hold.
#[derive(Serialize, Deserialize)]
pub struct Model {
    pub architectures: Vec<String>,
    pub qualities: Vec<String>,
    pub questions: Vec<Question>,
    pub rules: Vec<Rule>,
}

#[derive(Serialize, Deserialize)]
pub struct Question {
    pub id: String,
    pub options: Vec<String>,
}

#[derive(Serialize, Deserialize)]
pub struct Rule {
    pub id: String,
    pub quality: String,
    /// Question and the options that pass.
    pub when: Vec<(String, Vec<String>)>,
    pub points: BTreeMap<String, i32>,
    pub because: String,
}

/// Complete answers, and what they add up to.
#[derive(Serialize, Deserialize)]
pub struct Situations {
    /// For each situation and question the position of the option.
    pub answers: Vec<Vec<usize>>,
    /// For each situation and architecture the net points.
    pub nets: Vec<Vec<i32>>,
}

/// What counting and weighing start from.
#[derive(Serialize, Deserialize)]
pub struct Robust {
    /// For each quality and architecture the points of the first situation.
    pub matrix: Vec<Vec<i32>>,
    /// For each question the options still possible: 2^24 completions.
    pub open: Vec<Vec<usize>>,
}

pub fn load<T: for<'de> Deserialize<'de>>(path: &Path) -> T {
    let text = std::fs::read(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    serde_json::from_slice(&text).unwrap()
}

/// How many situations are checked before the clock starts.
pub fn checked(rules: usize) -> usize {
    (20_000 / rules).clamp(2, 200)
}

/// Repeats `work`, which does `count` things, for at least `seconds`, and prints how many it did in which
/// time, and what came out if others must get the same.
pub fn time<T: Serialize>(seconds: f64, count: usize, mut work: impl FnMut() -> T) {
    let begin = Instant::now();
    let mut repeated = 1;
    let mut result = work();
    while begin.elapsed().as_secs_f64() < seconds {
        result = work();
        repeated += 1;
    }
    let seconds = begin.elapsed().as_secs_f64();
    println!("{}", serde_json::json!({ "count": repeated * count, "seconds": seconds, "result": result }));
}
