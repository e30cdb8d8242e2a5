//! The verdict in words.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Serialize, Serializer};

use super::ruled_out_leader::RuledOutLeaderView;
use crate::engine::{Evaluation, Problem, Status, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Hits, Rulebook, and_list, or_list};

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

/// Returns the verdict in one line. `veto` is what keeps out the one that would lead, if there is one.
pub(super) fn headline(
    problem: &Problem<'_>,
    verdict: &Verdict,
    veto: Option<&RuledOutLeaderView>,
) -> Headline {
    let name = |a: ArchitectureId| problem.rulebook.architectures[a].name.clone();
    let Some(leader) = verdict.leader.map(name) else { return nobody() };
    let second = verdict.runner_up.map(name);
    let ahead = match (&second, verdict.margin) {
        // The second is then a straw man: the one to compare with is the one that is out.
        _ if veto.is_some() => veto.map(because_of_veto).unwrap_or_default(),
        (Some(_), Some(0)) | (None, _) | (_, None) => String::new(),
        (Some(second), Some(margin)) if margin < 0 => {
            format!(", though so far {} behind {second}", points(-margin))
        }
        (Some(second), Some(margin)) => format!(", {} ahead of {second}", points(margin)),
    };
    let (who, what) = match (verdict.status, second, verdict.margin) {
        (Status::None, ..) => return nobody(),
        (Status::Decided, None, _) if veto.is_none() => {
            (leader, "decided, the only candidate left".to_owned())
        }
        (Status::Decided, ..) => (leader, format!("decided{ahead}")),
        (Status::Close, Some(second), Some(0)) if veto.is_none() => {
            (format!("{leader} or {second}"), "a tie".to_owned())
        }
        (Status::Close, Some(second), _) => (format!("{leader} or {second}"), format!("close{ahead}")),
        (Status::Close, None, _) => (leader, format!("close{ahead}")),
        (Status::Likely, ..) => (leader, format!("likely{ahead}")),
        (Status::Open, Some(second), Some(0)) if verdict.settled.is_some() => {
            (format!("{leader} and {second} level so far"), format!("open{ahead}"))
        }
        (Status::Open, ..) if verdict.settled.is_none() => {
            (format!("{leader} so far"), format!("not proven{ahead}"))
        }
        (Status::Open, ..) => (format!("{leader} so far"), format!("open{ahead}")),
    };
    Headline { who, what }
}

/// Returns `, because data-residency = several-jurisdictions rules out Modular monolith, which would lead by
/// 9`.
fn because_of_veto(veto: &RuledOutLeaderView) -> String {
    let verb = if veto.answers.len() == 1 { "rules" } else { "rule" };
    let answers = and_list(&veto.answers);
    format!(", because {answers} {verb} out {}, which would lead by {}", veto.name, veto.lead)
}

fn nobody() -> Headline {
    Headline { who: "No candidate is possible".to_owned(), what: String::new() }
}

/// Returns what the verdict rests on, a sentence each.
pub(super) fn explanation(problem: &Problem<'_>, evaluation: &Evaluation, verdict: &Verdict) -> Vec<String> {
    let leader = verdict.leader.filter(|_| verdict.settled.is_some());
    let tells_by_axes = leader.is_some_and(|leader| problem.rulebook.axes_tell_apart(leader, problem.among));
    let complete = problem.sets.iter().all(|set| set.single().is_some());
    let of_status = match verdict.status {
        Status::None => Some("Every candidate is ruled out by a veto.".to_owned()),
        Status::Decided if complete => None,
        Status::Decided => Some(decided(verdict)),
        Status::Close => Some(close(problem, verdict, complete)),
        Status::Likely => Some(likely(problem, verdict)),
        // The axes say what is open, and between whom.
        Status::Open if tells_by_axes => None,
        Status::Open => Some(open(problem, verdict)),
    };
    let ruled_out = if verdict.status == Status::None { None } else { ruled_out(problem, evaluation) };
    // Where nothing can change, more answers would only say more of the same.
    let few_rules = if verdict.settled == Some(true) { None } else { few_rules(problem, evaluation) };
    [of_status, ruled_out, few_rules].into_iter().flatten().collect()
}

/// Returns how much of what is plausible keeps the winner, and how often such verdicts were accepted.
fn likely(problem: &Problem<'_>, verdict: &Verdict) -> String {
    let kept = unproven_percent(verdict.share.unwrap_or(0.0));
    let kept = format!("Not proven, but {kept} of the plausible answers to the rest keep it.");
    match reliability(problem.rulebook, verdict.status) {
        Some(Hits { accepted, of }) => {
            format!("{kept} Such verdicts were accepted for {accepted} of {of} published decisions.")
        }
        None => kept,
    }
}

/// Returns how often the rulebook's verdicts of a status were accepted, if that was measured.
pub(super) fn reliability(rulebook: &Rulebook, status: Status) -> Option<Hits> {
    let calibration = rulebook.calibration?;
    let hits = match status {
        Status::Decided => calibration.decided,
        Status::Close => calibration.close,
        Status::Likely => calibration.likely,
        Status::Open => calibration.open,
        Status::None => return None,
    };
    (hits.of > 0).then_some(hits)
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
    let text = || {
        format!("Only {held} of the {all} rules that give points hold so far: more answers would say more.")
    };
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

/// Returns a small number in a word, as a sentence says it.
pub(super) fn number(number: usize) -> String {
    let words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Returns a share in whole percent; one that is next to nothing or to everything is called so, and not 0 or
/// 100.
pub(crate) fn percent(share: f64) -> String {
    match share {
        s if s > 0.0 && s < 0.01 => "under 1 %".to_owned(),
        s if s < 1.0 && s > 0.99 => "over 99 %".to_owned(),
        s => format!("{:.0} %", s * 100.0),
    }
}

/// Returns a share of what is not proven in whole percent. A sample may miss the rest of it.
pub(crate) fn unproven_percent(share: f64) -> String {
    percent(share.min(0.9999))
}
