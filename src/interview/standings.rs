//! Who leads, what the last answer moved, and what it ruled out: two or three short lines.

use super::prompter::{Paragraph, Tone};
use crate::answers::Answers;
use crate::engine::{Evaluation, Problem};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, Axis, Clause, Side, Variable, VariableId, and_list};

/// Returns what is said after an answer. On the axes of the rulebook, where it has some, since early on the
/// first of the candidates is there by chance.
pub(super) fn after_answer(
    problem: &Problem<'_>,
    answers: &Answers,
    before: &Evaluation,
    after: &Evaluation,
) -> Vec<Paragraph> {
    let quiet = |text| Paragraph::indented(Tone::Quiet, 1, text);
    let axes = axes(problem, after);
    let standing = if axes.is_empty() {
        Paragraph::new(Tone::Standing, format!("{} {}", lead(problem, after), moved(problem, before, after)))
    } else if after.scores == before.scores {
        quiet(format!("{axes} No points moved."))
    } else {
        quiet(axes)
    };
    let out = newly_ruled_out(problem, answers, before, after);
    [standing].into_iter().chain(out.into_iter().map(quiet)).collect()
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
        Some(_) if level.len() == evaluation.ranking.len() => "All candidates are level.".to_owned(),
        Some(_) if level.len() == standing.len() => {
            format!("{}, all that are left, are level.", and_list(&level))
        }
        Some(_) if level.len() > 1 => format!("{} are level in front.", and_list(&level)),
        Some(&second) => format!("{} leads {} by {}.", name(first), name(second), net(first) - net(second)),
    }
}

/// Returns which side of each axis leads: `Over several regions: yes, by 9. Into services: open.` Empty if
/// the rulebook has no axes; says who is left if that is at most one.
pub(super) fn axes(problem: &Problem<'_>, evaluation: &Evaluation) -> String {
    if !problem.rulebook.axes.is_empty() && evaluation.standing().nth(1).is_none() {
        return lead(problem, evaluation);
    }
    let axes = problem.rulebook.axes.iter();
    axes.map(|axis| axis_standing(axis, evaluation)).collect::<Vec<_>>().join(" ")
}

fn axis_standing(axis: &Axis, evaluation: &Evaluation) -> String {
    let best = |side| {
        let first = evaluation.standing().find(|&a| axis.side(side).contains(a));
        first.map(|first| evaluation.scores[first].net)
    };
    let (yes, no) = (Side::High.answer(), Side::Low.answer());
    let said = match (best(Side::High), best(Side::Low)) {
        (Some(high), Some(low)) if high > low => format!("{yes} so far, by {}", high - low),
        (Some(high), Some(low)) if high < low => format!("{no} so far, by {}", low - high),
        (Some(_), None) => format!("{yes}, nothing else is left"),
        (None, Some(_)) => format!("{no}, nothing else is left"),
        _ => "open".to_owned(),
    };
    format!("{}: {said}.", axis.ask.trim_end_matches('?'))
}

/// Returns what the last answer moved: `(+3 Hybrid, −1 Microservices)`. Who is ruled out moves no more.
fn moved(problem: &Problem<'_>, before: &Evaluation, after: &Evaluation) -> String {
    let points = |a: ArchitectureId| after.scores[a].net - before.scores[a].net;
    let mut moves: Vec<(i32, ArchitectureId)> = after.standing().map(|a| (points(a), a)).collect();
    // The largest first, since the end is lost where the terminal is narrow.
    moves.sort_by_key(|&(points, a)| (-points.abs(), -points, a));
    let moves = moves.into_iter().filter(|(points, _)| *points != 0);
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.as_str();
    let moves: Vec<String> = moves.map(|(points, a)| format!("{} {}", signed(points), name(a))).collect();
    if moves.is_empty() { "No points moved.".to_owned() } else { format!("({})", moves.join(", ")) }
}

/// Returns who is ruled out since the last answer and by which answers, and who is possible again.
fn newly_ruled_out(
    problem: &Problem<'_>,
    answers: &Answers,
    before: &Evaluation,
    after: &Evaluation,
) -> Vec<String> {
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.clone();
    let is = |names: &[String]| if names.len() == 1 { "is" } else { "are" };
    let mut reasons: Vec<(Vec<String>, Vec<String>)> = Vec::new();
    for a in problem.among.iter().filter(|&a| !before.scores[a].is_out() && after.scores[a].is_out()) {
        let vetoes = problem.rulebook.clauses.iter();
        let veto = vetoes.filter(|clause| clause.effect.rules_out().is_some_and(|out| out.contains(a)));
        let mut holding = veto.filter(|clause| clause.decided.truth(&problem.sets) == Truth::Holds);
        let because = holding.next().map(|veto| answers_behind(problem, answers, veto)).unwrap_or_default();
        match reasons.iter_mut().find(|(known, _)| *known == because) {
            Some((_, names)) => names.push(name(a)),
            None => reasons.push((because, vec![name(a)])),
        }
    }
    let mut sentences: Vec<String> = reasons
        .into_iter()
        .map(|(because, names)| {
            let since =
                if because.is_empty() { String::new() } else { format!(", since {}", and_list(&because)) };
            format!("{} {} ruled out{since}.", and_list(&names), is(&names))
        })
        .collect();
    let back = |&a: &ArchitectureId| before.scores[a].is_out() && !after.scores[a].is_out();
    let again: Vec<String> = problem.among.iter().filter(back).map(name).collect();
    if !again.is_empty() {
        sentences.push(format!("{} {} possible again.", and_list(&again), is(&again)));
    }
    sentences
}

/// Returns the answers without which a clause would not hold, in words.
fn answers_behind(problem: &Problem<'_>, answers: &Answers, clause: &Clause) -> Vec<String> {
    let rulebook = problem.rulebook;
    let mut variables: Vec<VariableId> = clause.when.tests().map(|test| test.variable).collect();
    variables.sort_unstable();
    variables.dedup();
    let is_needed = |&&variable: &&VariableId| {
        let mut open = problem.sets.clone();
        open[variable] = OptionSet::full(rulebook.size(variable));
        clause.decided.truth(&open) != Truth::Holds
    };
    let needed: Vec<VariableId> = variables.iter().filter(is_needed).copied().collect();
    let passed = || {
        let mut tests = clause.when.tests();
        let test = tests.find(|test| problem.sets[test.variable].is_subset(test.options));
        test.map(|test| test.variable).into_iter().collect()
    };
    // What does not apply only keeps an exception away.
    let applies = |&&variable: &&VariableId| {
        rulebook.variables[variable].choice.is_none()
            || problem.sets[variable] != OptionSet::only(Variable::NO)
    };
    let applying: Vec<VariableId> = needed.iter().filter(applies).copied().collect();
    let behind = match (applying.is_empty(), needed.is_empty()) {
        (false, _) => applying,
        (true, false) => needed,
        (true, true) => passed(),
    };
    behind.into_iter().map(|variable| answers.clause(rulebook, variable)).collect()
}

/// Returns points with their sign, with a true minus: `+3`, `−2`.
pub(super) fn signed(points: i32) -> String {
    if points < 0 { format!("−{}", points.unsigned_abs()) } else { format!("+{points}") }
}
