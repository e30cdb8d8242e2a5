//! Shares of options that never count: their condition cannot hold, or an earlier entry holds before them.

use super::conditions::{lies_in, why_never};
use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{Question, Rulebook, Usual};

pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    let asked = |question: &&Question| !question.asked.holds.boxes.is_empty();
    for question in rulebook.questions.iter().filter(asked) {
        for (index, usual) in question.usual.iter().enumerate() {
            found.extend(never_counts(rulebook, question, index, usual));
        }
    }
}

fn never_counts(rulebook: &Rulebook, question: &Question, index: usize, usual: &Usual) -> Option<Diagnostic> {
    let (entry, when) = (format!("usual[{index}]"), format!("usual[{index}].when"));
    let correct = "correct the condition, or remove these shares";
    let (code, message, at, help) = if usual.decided.holds.boxes.is_empty() {
        let whose = format!("the condition of these shares of `{}`", question.id);
        let (code, message) = why_never(rulebook, usual.when.as_ref()?, &whose);
        (code, message, when, correct)
    } else if usual.decided.holds.is_apart_from(&question.asked.holds) {
        let message = format!("`{}` is not asked where the condition of these shares holds", question.id);
        (Code::AgainstAskWhen, message, when, correct)
    } else if is_shadowed(&question.usual[..index], usual) {
        let message = format!(
            "these shares of `{}` never count: those of earlier entries do whenever they would",
            question.id
        );
        (Code::NeverHolds, message, entry, "put the narrower condition first, or remove these shares")
    } else {
        return None;
    };
    Some(Diagnostic::error(code, message).at(question.at.place_below(&at)).help(help))
}

/// Returns whether wherever an entry holds, an earlier one holds as well that speaks of the same option, for
/// each option.
fn is_shadowed(earlier: &[Usual], usual: &Usual) -> bool {
    let covered = |option: usize| {
        let mut before = earlier.iter().filter(|earlier| earlier.shares[option].is_some());
        before.any(|earlier| lies_in(&usual.decided, &earlier.decided))
    };
    let mut spoken = usual.shares.iter().enumerate().filter(|(_, share)| share.is_some());
    spoken.all(|(option, _)| covered(option))
}
