//! Shows how far a survey is, on standard error, where that is a terminal and nothing else is printed there.

use std::io::IsTerminal;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::super::errors;

/// A bar where it is known how many systems there are, else a count.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// Shows nothing unless the terminal is for this `alone`.
    pub(super) fn new(systems: Option<u64>, alone: bool) -> Self {
        let target = if alone && !errors::is_quiet() && std::io::stderr().is_terminal() {
            ProgressDrawTarget::stderr()
        } else {
            ProgressDrawTarget::hidden()
        };
        let bar = ProgressBar::with_draw_target(systems, target);
        let template = match systems {
            Some(_) => "{wide_bar} {pos} of {len} systems, {eta} left",
            None => "{spinner} {pos} systems, {per_sec}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(Duration::from_millis(200));
        }
        Self(bar)
    }

    pub(super) fn add(&self, systems: u64) {
        self.0.inc(systems);
    }

    pub(super) fn finish(&self) {
        self.0.finish_and_clear();
    }
}
