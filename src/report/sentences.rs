//! The verdict in words.

use std::collections::BTreeSet;

use crate::engine::{Evaluation, Problem, Status, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, and_list, or_list};

/// The verdict in one line.
pub(super) fn headline(problem: &Problem<'_>, verdict: &Verdict) -> String {
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.clone();
    let Some(leader) = verdict.leader else { return "None of the candidates is possible".to_owned() };
    let ahead = match (verdict.runner_up, verdict.margin) {
        (Some(_), Some(0)) | (None, _) | (_, None) => String::new(),
        (Some(second), Some(margin)) if margin < 0 => {
            format!(", though so far {} behind {}", points(-margin), name(second))
        }
        (Some(second), Some(margin)) => format!(", {} ahead of {}", points(margin), name(second)),
    };
    match (verdict.status, verdict.runner_up, verdict.margin) {
        (Status::None, ..) => "None of the candidates is possible".to_owned(),
        (Status::Decided, None, _) => format!("{}: decided, the only candidate left", name(leader)),
        (Status::Decided, ..) => format!("{}: decided{ahead}", name(leader)),
        (Status::Close, Some(second), Some(0)) => format!("{} or {}: a tie", name(leader), name(second)),
        (Status::Close, Some(second), _) => format!("{} or {}: close{ahead}", name(leader), name(second)),
        (Status::Close, None, _) => format!("{}: close", name(leader)),
        (Status::Open, Some(second), Some(0)) if verdict.settled.is_some() => {
            format!("{} and {} level so far: open", name(leader), name(second))
        }
        (Status::Open, ..) if verdict.settled.is_none() => {
            format!("{} so far: not proven{ahead}", name(leader))
        }
        (Status::Open, ..) => format!("{} so far: open{ahead}", name(leader)),
    }
}

/// What the verdict rests on.
pub(super) fn explanation(problem: &Problem<'_>, evaluation: &Evaluation, verdict: &Verdict) -> Vec<String> {
    let rulebook = problem.rulebook;
    let name = |a: ArchitectureId| rulebook.architectures[a].name.clone();
    let complete = problem.sets.iter().all(|set| set.single().is_some());
    let mut lines = Vec::new();
    match verdict.status {
        Status::None => lines
            .push("Every candidate is ruled out: see the vetoes below for what would lift them.".to_owned()),
        Status::Decided if complete => {}
        Status::Decided => lines.push(match verdict.least_margin {
            Some(least) => {
                format!("No open answer can change it: the lead is never under {}.", points(least))
            }
            None => "No open answer can change it.".to_owned(),
        }),
        Status::Close => {
            let close = rulebook.close_call;
            lines.push(match verdict.least_margin {
                Some(least) if !complete => format!(
                    "The winner is proven, but once everything is known its lead may be only {}; under {} is called close.",
                    points(least),
                    points(close)
                ),
                _ => format!("A lead under {} is called close: choose by what the points do not see.", points(close)),
            });
        }
        Status::Open if verdict.settled.is_none() => lines.push(format!(
            "The search ended before it could prove the winner. {} could not be excluded.",
            or_list(&names(problem, verdict.possible, verdict.leader))
        )),
        Status::Open => {
            let others = names(problem, verdict.possible, verdict.leader);
            lines.push(match others.is_empty() {
                true => "With some of the open answers every candidate would be ruled out.".to_owned(),
                false => format!("Depending on what is still open, {} can win as well.", or_list(&others)),
            });
        }
    }
    let among: Vec<ArchitectureId> = problem.among.iter().collect();
    let out: Vec<String> =
        among.iter().filter(|&&a| evaluation.scores[a].is_out()).map(|&a| name(a)).collect();
    if !out.is_empty() && verdict.status != Status::None {
        lines.push(format!("{} {} ruled out.", and_list(&out), if out.len() == 1 { "is" } else { "are" }));
    }
    let (held, all) = scoring(problem, evaluation);
    if held < FEW_RULES && !complete {
        lines.push(format!("Only {held} of {all} rules speak so far: more answers would say more."));
    }
    lines
}

/// Under so many rules the report says how little it rests on.
const FEW_RULES: usize = 8;

/// The rules that give points now, and all that can.
fn scoring(problem: &Problem<'_>, evaluation: &Evaluation) -> (usize, usize) {
    let clauses = problem.rulebook.clauses.iter().zip(&evaluation.truths);
    let (mut held, mut all) = (BTreeSet::new(), BTreeSet::new());
    for (clause, truth) in clauses.filter(|(clause, _)| clause.effect.points().is_some()) {
        all.insert(clause.rule);
        if *truth == Truth::Holds {
            held.insert(clause.rule);
        }
    }
    (held.len(), all.len())
}

fn names(problem: &Problem<'_>, architectures: ArchitectureSet, but: Option<ArchitectureId>) -> Vec<String> {
    let others = architectures.iter().filter(|a| Some(*a) != but);
    others.map(|a| problem.rulebook.architectures[a].name.clone()).collect()
}

/// `1 point`, `2 points`.
pub(crate) fn points(points: i32) -> String {
    let unit = if points.abs() == 1 { "point" } else { "points" };
    format!("{points} {unit}")
}
