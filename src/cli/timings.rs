//! `--timings`: where the time of a command went.

use std::fmt::Write;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The phases so far, and when the last of them ended.
static PHASES: Mutex<Option<Phases>> = Mutex::new(None);

struct Phases {
    begun: Instant,
    last: Instant,
    ended: Vec<(&'static str, Duration)>,
}

/// Begins to measure: what came before is not seen, such as the start of the process.
pub(super) fn begin() {
    let now = Instant::now();
    *PHASES.lock().unwrap_or_else(PoisonError::into_inner) =
        Some(Phases { begun: now, last: now, ended: Vec::new() });
}

/// Ends a phase, which began where the last one ended.
pub(super) fn end_of(phase: &'static str) {
    if let Some(phases) = PHASES.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
        let now = Instant::now();
        let took = now - phases.last;
        phases.last = now;
        match phases.ended.iter_mut().find(|(other, _)| *other == phase) {
            Some((_, so_far)) => *so_far += took,
            None => phases.ended.push((phase, took)),
        }
    }
}

/// Returns the phases with what each took, and the sum.
pub(super) fn table() -> String {
    let phases = PHASES.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(phases) = phases.as_ref() else { return String::new() };
    let mut out = "timings\n".to_owned();
    let line = |out: &mut String, phase: &str, took: Duration| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "  {phase:<24} {:>10.2} ms", took.as_secs_f64() * 1e3);
    };
    phases.ended.iter().for_each(|(phase, took)| line(&mut out, phase, *took));
    line(&mut out, "in all", phases.last - phases.begun);
    out
}
