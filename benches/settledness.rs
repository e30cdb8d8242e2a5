//! The time to prove a verdict: median, 99th percentile and worst over random partial situations.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod generated;

use std::time::Instant;

use archwise::engine::{Effort, Evaluation, Verdict};

fn main() {
    let effort = Effort { nodes: 2_000, ..Effort::default() };
    println!("| rules | answered | median | 99th percentile | worst | settled | open | not proven |");
    println!("| --- | --- | --- | --- | --- | --- | --- | --- |");
    for (rules, situations, percents) in [(100, 1_000, &[20, 50, 80][..]), (1_000, 100, &[80, 90])] {
        let rulebook = generated::rulebook(rules);
        for &percent in percents {
            let mut micros = Vec::new();
            let mut counts = [0; 3];
            for seed in 0..situations {
                let problem = generated::partial(&rulebook, seed, percent);
                let begin = Instant::now();
                let verdict = Verdict::of(&problem, &Evaluation::of(&problem), &effort);
                micros.push(begin.elapsed().as_secs_f64() * 1e6);
                counts[match verdict.settled {
                    Some(true) => 0,
                    Some(false) => 1,
                    None => 2,
                }] += 1;
            }
            micros.sort_by(f64::total_cmp);
            let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize];
            let [settled, open, unproven] = counts;
            println!(
                "| {rules} | {percent} % | {:.0} µs | {:.0} µs | {:.0} µs | {settled} | {open} | {unproven} |",
                at(0.5),
                at(0.99),
                at(1.0)
            );
        }
    }
}
