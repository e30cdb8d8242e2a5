//! Who leads, and what the last answer moved: one line.

use crate::engine::{AxisVerdict, Evaluation, Problem, Verdict};
use crate::rulebook::{ArchitectureId, Axis, Rulebook, and_list};

/// Returns the line after an answer.
pub(super) fn line(problem: &Problem<'_>, before: &Evaluation, after: &Evaluation) -> String {
    format!("{} {}", lead(problem, after), moved(problem, before, after))
}

/// Returns who leads: `Hybrid leads Distributed by 3.`
pub(super) fn lead(problem: &Problem<'_>, evaluation: &Evaluation) -> String {
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.as_str();
    let net = |a: ArchitectureId| evaluation.scores[a].net;
    let standing: Vec<ArchitectureId> = evaluation.standing().collect();
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

/// Returns which side of each axis leads: `Over several regions: yes by 9. Into services: no by 1.`
pub(super) fn axes(rulebook: &Rulebook, verdict: &Verdict) -> String {
    let sentence = |(axis, found): (&Axis, &AxisVerdict)| {
        let answer = found.side?.answer();
        let said = match found.margin {
            Some(0) => "level".to_owned(),
            Some(margin) if margin > 0 => format!("{answer} by {margin}"),
            Some(_) | None => answer.to_owned(),
        };
        Some(format!("{}: {said}.", axis.ask.trim_end_matches('?')))
    };
    let sentences = rulebook.axes.iter().zip(&verdict.axes).filter_map(sentence);
    sentences.collect::<Vec<_>>().join(" ")
}

/// Returns what the last answer moved: `(+3 Hybrid, −1 Microservices)`.
fn moved(problem: &Problem<'_>, before: &Evaluation, after: &Evaluation) -> String {
    let mut moves: Vec<(i32, ArchitectureId)> =
        problem.among.iter().map(|a| (after.scores[a].net - before.scores[a].net, a)).collect();
    // The largest first, since the end is lost where the terminal is narrow.
    moves.sort_by_key(|&(points, a)| (-points.abs(), -points, a));
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.as_str();
    let points = moves.iter().filter(|(points, _)| *points != 0);
    let mut parts: Vec<String> =
        points.map(|&(points, a)| format!("{} {}", signed(points), name(a))).collect();
    let ruled_out = |a: &ArchitectureId| !before.scores[*a].is_out() && after.scores[*a].is_out();
    let possible_again = |a: &ArchitectureId| before.scores[*a].is_out() && !after.scores[*a].is_out();
    parts.extend(problem.among.iter().filter(ruled_out).map(|a| format!("{} is ruled out", name(a))));
    parts.extend(
        problem.among.iter().filter(possible_again).map(|a| format!("{} is possible again", name(a))),
    );
    if parts.is_empty() { "No points moved.".to_owned() } else { format!("({})", parts.join(", ")) }
}

/// Returns points with their sign, with a true minus: `+3`, `−2`.
pub(super) fn signed(points: i32) -> String {
    if points < 0 { format!("−{}", points.unsigned_abs()) } else { format!("+{points}") }
}
