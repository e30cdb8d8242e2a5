//! The menus of the interview, and the keys of their actions.

use super::asker::{Action, Card, Menu};
use super::sentences::count;
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
pub(super) const PARTS: char = 'p';
pub(super) const ADD: char = 'a';
pub(super) const DONE: char = 'd';
pub(super) const MARK: char = 'm';
pub(super) const REMOVE: char = 'x';
pub(super) const EXCHANGE: char = 'e';
pub(super) const REPLACE: char = 'r';
pub(super) const CHANGE: char = 'c';
pub(super) const NOTE: char = 'e';

pub(super) fn action(key: char, label: impl Into<String>) -> Action {
    Action { key, label: label.into() }
}

/// Says that nothing more can change the outcome, and offers to stop. `tell`: says what the outcome is.
pub(super) fn settled(rulebook: &Rulebook, verdict: &Verdict, left: usize, tell: bool, back: bool) -> Menu {
    let title = match left {
        1 => "Settled: the one remaining question cannot change it.".to_owned(),
        _ => format!("Settled: none of the {left} remaining questions can change it."),
    };
    Menu {
        card: Card { title, help: tell.then(|| outcome(rulebook, verdict)), ..Card::default() },
        actions: vec![
            action(STOP, "Stop asking: review the answers, then the report"),
            action(GO_ON, "Go on: the report will give more reasons"),
        ],
        back,
        ..Menu::default()
    }
}

fn outcome(rulebook: &Rulebook, verdict: &Verdict) -> String {
    let Some(leader) = verdict.leader else { return "Every candidate is ruled out.".to_owned() };
    let name = &rulebook.architectures[leader].name;
    match verdict.least_margin {
        None => format!("{name} is the only candidate left."),
        Some(0) => format!("{name} wins, though perhaps only as the first of a tie."),
        Some(least) if least < rulebook.close_call => {
            format!("{name} wins, though perhaps by only {}.", count(least.unsigned_abs() as usize, "point"))
        }
        Some(least) => format!("{name} wins by {} at least.", count(least.unsigned_abs() as usize, "point")),
    }
}
