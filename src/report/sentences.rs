//! The verdict in words.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use crate::engine::{Evaluation, Problem, Status, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, and_list, or_list};

/// A verdict in a line: who, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Who leads, or which two do; the whole line if nobody is left.
    pub who: String,
    /// How sure that is, and by how much they lead; empty if nobody is left.
    pub what: String,
}

impl fmt::Display for Headline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what.as_str() {
            "" => f.write_str(&self.who),
            what => write!(f, "{}: {what}", self.who),
        }
    }
}

impl Serialize for Headline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Returns the verdict in one line.
pub(super) fn headline(problem: &Problem<'_>, verdict: &Verdict) -> Headline {
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.clone();
    let Some(leader) = verdict.leader.map(name) else { return nobody() };
    let second = verdict.runner_up.map(name);
    let ahead = match (&second, verdict.margin) {
        (Some(_), Some(0)) | (None, _) | (_, None) => String::new(),
        (Some(second), Some(margin)) if margin < 0 => {
            format!(", though so far {} behind {second}", points(-margin))
        }
        (Some(second), Some(margin)) => format!(", {} ahead of {second}", points(margin)),
    };
    let (who, what) = match (verdict.status, second, verdict.margin) {
        (Status::None, ..) => return nobody(),
        (Status::Decided, None, _) => (leader, "decided, the only candidate left".to_owned()),
        (Status::Decided, Some(_), _) => (leader, format!("decided{ahead}")),
        (Status::Close, Some(second), Some(0)) => (format!("{leader} or {second}"), "a tie".to_owned()),
        (Status::Close, Some(second), _) => (format!("{leader} or {second}"), format!("close{ahead}")),
        (Status::Close, None, _) => (leader, "close".to_owned()),
        (Status::Open, Some(second), Some(0)) if verdict.settled.is_some() => {
            (format!("{leader} and {second} level so far"), "open".to_owned())
        }
        (Status::Open, ..) if verdict.settled.is_none() => {
            (format!("{leader} so far"), format!("not proven{ahead}"))
        }
        (Status::Open, ..) => (format!("{leader} so far"), format!("open{ahead}")),
    };
    Headline { who, what }
}

fn nobody() -> Headline {
    Headline { who: "None of the candidates is possible".to_owned(), what: String::new() }
}

/// Returns what the verdict rests on, a sentence each.
pub(super) fn explanation(problem: &Problem<'_>, evaluation: &Evaluation, verdict: &Verdict) -> Vec<String> {
    let complete = problem.sets.iter().all(|set| set.single().is_some());
    let of_status = match verdict.status {
        Status::None => {
            Some("Every candidate is ruled out: see the vetoes below for what would lift them.".to_owned())
        }
        Status::Decided if complete => None,
        Status::Decided => Some(decided(verdict)),
        Status::Close => Some(close(problem, verdict, complete)),
        Status::Open => Some(open(problem, verdict)),
    };
    let ruled_out = if verdict.status == Status::None { None } else { ruled_out(problem, evaluation) };
    let few_rules = if complete { None } else { few_rules(problem, evaluation) };
    [of_status, ruled_out, few_rules].into_iter().flatten().collect()
}

fn decided(verdict: &Verdict) -> String {
    match verdict.least_margin {
        Some(least) => format!("No open answer can change it: the lead is never under {}.", points(least)),
        None => "No open answer can change it.".to_owned(),
    }
}

fn close(problem: &Problem<'_>, verdict: &Verdict, complete: bool) -> String {
    let close = points(problem.rulebook.close_call);
    match verdict.least_margin {
        Some(least) if !complete => format!(
            "The winner is proven, but once everything is known its lead may be only {}; under {close} is called \
             close.",
            points(least)
        ),
        _ => format!("A lead under {close} is called close: choose by what the points do not see."),
    }
}

fn open(problem: &Problem<'_>, verdict: &Verdict) -> String {
    let others = verdict.possible.iter().filter(|a| Some(*a) != verdict.leader);
    let others: Vec<String> = others.map(|a| problem.rulebook.architectures[a].name.clone()).collect();
    if verdict.settled.is_none() {
        let others = or_list(&others);
        format!("The search ended before it could prove the winner. {others} could not be excluded.")
    } else if others.is_empty() {
        "With some of the open answers every candidate would be ruled out.".to_owned()
    } else {
        format!("Depending on what is still open, {} can win as well.", or_list(&others))
    }
}

fn ruled_out(problem: &Problem<'_>, evaluation: &Evaluation) -> Option<String> {
    let out = problem.among.iter().filter(|&a| evaluation.scores[a].is_out());
    let out: Vec<String> = out.map(|a| problem.rulebook.architectures[a].name.clone()).collect();
    let verb = if out.len() == 1 { "is" } else { "are" };
    (!out.is_empty()).then(|| format!("{} {verb} ruled out.", and_list(&out)))
}

fn few_rules(problem: &Problem<'_>, evaluation: &Evaluation) -> Option<String> {
    let (held, all) = scoring(problem, evaluation);
    let text = || format!("Only {held} of {all} rules speak so far: more answers would say more.");
    (held < FEW_RULES).then(text)
}

/// With fewer rules than this the report says how little it rests on.
const FEW_RULES: usize = 8;

/// Counts the rules that give points now, and all that can.
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

/// Returns `1 point`, `2 points`.
pub(super) fn points(points: i32) -> String {
    let unit = if points.abs() == 1 { "point" } else { "points" };
    format!("{points} {unit}")
}
