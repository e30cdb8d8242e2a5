//! The tail of what takes a search: median, 99th percentile and worst over random partial situations.
//! `settledness`: the proof of a verdict. `whole`: the analysis of a report on the built-in rulebook. Without
//! either: both.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod generated;

use std::time::Instant;

use archwise::engine::{Analysis, Effort, Evaluation, Problem, Verdict};
use archwise::rulebook::Rulebook;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let asked = |word: &str| words.is_empty() || words.iter().any(|given| given == word);
    if asked("settledness") {
        settledness();
    }
    if asked("whole") {
        whole();
    }
}

fn settledness() {
    println!("| rules | answered | median | 99th percentile | worst | settled | open | not proven |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (rules, percents) in [(100, &[20, 50, 80][..]), (1_000, &[80, 90]), (10_000, &[90, 95])] {
        let rulebook = generated::rulebook(rules);
        for &percent in percents {
            let problems = (0..1_000).map(|seed| generated::partial(&rulebook, seed, percent));
            let tail = Tail::of(problems, |problem| {
                Verdict::of(problem, &Evaluation::of(problem), &Effort::default()).settled
            });
            println!("| {rules} | {percent} % | {tail} |");
        }
    }
}

fn whole() {
    println!("| answered | median | 99th percentile | worst | settled | open | not proven |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let rulebook = Rulebook::builtin();
    for (label, percent) in [("0 % to 99 %", None), ("10 %", Some(10)), ("50 %", Some(50))] {
        let percent = |seed: u64| percent.unwrap_or(seed as usize % 100);
        let problems = (0..1_000).map(|seed| generated::partial(rulebook, seed, percent(seed)));
        let tail = Tail::of(problems, |problem| Analysis::of(problem, &Effort::default()).verdict.settled);
        println!("| {label} | {tail} |");
    }
}

/// How long each of many took, and what was proven.
struct Tail {
    /// Sorted.
    micros: Vec<f64>,
    settled: usize,
    open: usize,
    unproven: usize,
}

impl Tail {
    fn of<'p>(
        problems: impl Iterator<Item = Problem<'p>>,
        mut work: impl FnMut(&Problem<'p>) -> Option<bool>,
    ) -> Self {
        let mut tail = Self { micros: Vec::new(), settled: 0, open: 0, unproven: 0 };
        for problem in problems {
            let begin = Instant::now();
            let settled = work(&problem);
            tail.micros.push(begin.elapsed().as_secs_f64() * 1e6);
            *match settled {
                Some(true) => &mut tail.settled,
                Some(false) => &mut tail.open,
                None => &mut tail.unproven,
            } += 1;
        }
        tail.micros.sort_by(f64::total_cmp);
        tail
    }
}

impl std::fmt::Display for Tail {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let at = |share: f64| self.micros[((self.micros.len() - 1) as f64 * share) as usize];
        write!(f, "{:.0} µs | {:.0} µs | {:.0} µs | ", at(0.5), at(0.99), at(1.0))?;
        write!(f, "{} | {} | {}", self.settled, self.open, self.unproven)
    }
}
