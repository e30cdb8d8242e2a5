//! Who leads, and what the last answer moved: one line.

use crate::engine::{Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::and_list;

/// The line after an answer.
pub(super) fn line(problem: &Problem<'_>, before: &Evaluation, after: &Evaluation) -> String {
    format!("{} {}", lead(problem, after), moved(problem, before, after))
}

/// `Hybrid leads Distributed by 3.`
pub(super) fn lead(problem: &Problem<'_>, evaluation: &Evaluation) -> String {
    let name = |a: usize| problem.rulebook.architectures[a].name.as_str();
    let net = |a: usize| evaluation.scores[a].net;
    let standing: Vec<usize> = evaluation.standing().collect();
    let Some(&first) = standing.first() else { return "Every candidate is ruled out.".to_owned() };
    let level: Vec<String> =
        standing.iter().filter(|&&a| net(a) == net(first)).map(|&a| name(a).to_owned()).collect();
    match standing.get(1) {
        None => format!("{} is the only candidate left.", name(first)),
        Some(_) if level.len() == standing.len() => "All candidates are level.".to_owned(),
        Some(_) if level.len() > 1 => format!("{} are level in front.", and_list(&level)),
        Some(&second) => format!("{} leads {} by {}.", name(first), name(second), net(first) - net(second)),
    }
}

/// `(+3 Hybrid, −1 Microservices)`: what the last answer did.
fn moved(problem: &Problem<'_>, before: &Evaluation, after: &Evaluation) -> String {
    let mut moves: Vec<(i32, usize)> =
        problem.among.iter().map(|a| (after.scores[a].net - before.scores[a].net, a)).collect();
    // The largest first: the end is lost where the terminal is narrow.
    moves.sort_by_key(|&(points, a)| (-points.abs(), -points, a));
    let name = |a: usize| problem.rulebook.architectures[a].name.as_str();
    let points = moves.iter().filter(|(points, _)| *points != 0);
    let mut parts: Vec<String> =
        points.map(|&(points, a)| format!("{} {}", signed(points), name(a))).collect();
    let veto = |a: usize, now: Truth| after.scores[a].ruled_out == now && before.scores[a].ruled_out != now;
    let out = problem.among.iter().filter(|&a| veto(a, Truth::Holds));
    parts.extend(out.map(|a| format!("{} is ruled out", name(a))));
    let back = problem.among.iter().filter(|&a| before.scores[a].is_out() && !after.scores[a].is_out());
    parts.extend(back.map(|a| format!("{} is possible again", name(a))));
    match parts.is_empty() {
        true => "No points moved.".to_owned(),
        false => format!("({})", parts.join(", ")),
    }
}

/// Points with their sign, minus as a minus.
pub(super) fn signed(points: i32) -> String {
    if points < 0 { format!("−{}", points.unsigned_abs()) } else { format!("+{points}") }
}
