//! The menus of the interview, and the keys of their actions.

use super::asker::{Action, Card, Menu};
use super::words::count;
use crate::engine::Verdict;
use crate::rulebook::Rulebook;

pub(super) const UNKNOWN: char = '?';
pub(super) const ONE_OF: char = 'm';
pub(super) const NONE: char = 'n';
pub(super) const WHY: char = 'w';
pub(super) const STOP: char = 's';
pub(super) const GO_ON: char = 'g';
pub(super) const SAVE: char = 'f';
pub(super) const TITLE: char = 't';
pub(super) const CHANGE: char = 'c';
pub(super) const NOTE: char = 'e';

pub(super) fn action(key: char, label: impl Into<String>) -> Action {
    Action { key, label: label.into() }
}

/// Says that nothing more can change the outcome, and offers to stop.
pub(super) fn settled(rulebook: &Rulebook, verdict: &Verdict, left: usize, back: bool) -> Menu {
    let title = format!("Settled: {} can change it.", none_of(left));
    let name = |a: usize| rulebook.architectures[a].name.as_str();
    let outcome = match (verdict.leader, verdict.least_margin) {
        (None, _) => "Every candidate is ruled out.".to_owned(),
        (Some(leader), None) => format!("{} is the only candidate left.", name(leader)),
        (Some(leader), Some(least)) if least < rulebook.close_call => {
            format!(
                "{} wins, though perhaps by only {}.",
                name(leader),
                count(least.unsigned_abs() as usize, "point")
            )
        }
        (Some(leader), Some(least)) => {
            format!("{} wins by {} at least.", name(leader), count(least.unsigned_abs() as usize, "point"))
        }
    };
    Menu {
        card: Card { title, help: Some(outcome), ..Card::default() },
        actions: vec![
            action(STOP, "Stop asking: review the answers, then the report"),
            action(GO_ON, "Go on: the report will give more reasons"),
        ],
        back,
        ..Menu::default()
    }
}

/// `none of the 9 remaining questions`.
pub(super) fn none_of(left: usize) -> String {
    match left {
        1 => "the one remaining question cannot".to_owned(),
        _ => format!("none of the {left} remaining questions"),
    }
}
