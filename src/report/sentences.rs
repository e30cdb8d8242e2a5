//! The verdict in words.

use std::collections::BTreeSet;
use std::fmt;

use indexmap::IndexMap;
use serde::{Serialize, Serializer};

use super::causes::Known;
use super::ruled_out_leader::RuledOutLeaderView;
use crate::engine::{Evaluation, Problem, Status, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Axis, Hits, Rulebook, Side, and_list, or_list, thousands};

/// A verdict in a line: who, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Who leads, or which two do; the whole line if nobody is left.
    pub who: String,
    /// How sure that is, and by how much they lead; empty if nobody is left.
    pub what: String,
}

impl Headline {
    /// Returns the headline with the condition that what is assumed holds. What is open anyway needs none.
    pub(super) fn if_assumptions_hold(self, status: Status) -> Self {
        const CONDITION: &str = "if what is assumed holds";
        match status {
            Status::Open => self,
            Status::None => Self { who: format!("{} {CONDITION}", self.who), ..self },
            Status::Decided | Status::Close | Status::Likely => {
                // What a veto keeps out stands behind a semicolon.
                let what = match self.what.split_once(';') {
                    Some((verdict, veto)) => format!("{verdict}, {CONDITION};{veto}"),
                    None => format!("{}, {CONDITION}", self.what),
                };
                Self { what, ..self }
            }
        }
    }
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
        // What is close only at worst must not look as if it were close by what is known.
        (Status::Close, Some(second), Some(margin))
            if veto.is_none() && margin >= problem.rulebook.close_call && verdict.least_margin.is_some() =>
        {
            let end = match (verdict.least_margin.unwrap_or_default(), verdict.least_is_exact) {
                (0, true) => "but perhaps level in the end".to_owned(),
                (least, true) => format!("but perhaps only {} in the end", thousands(least)),
                (least, false) => format!("and at least {} in the end", thousands(least)),
            };
            (leader, format!("close, {} ahead of {second} now {end}", points(margin)))
        }
        (Status::Close, Some(second), Some(margin)) if veto.is_none() && margin > 0 => {
            let what = format!("close, with {leader} {} ahead", points(margin));
            (format!("{leader} or {second}"), what)
        }
        (Status::Close, Some(second), _) => (format!("{leader} or {second}"), format!("close{ahead}")),
        (Status::Close, None, _) => (leader, format!("close{ahead}")),
        (Status::Likely, ..) => (leader, format!("likely{ahead}")),
        (Status::Open, Some(second), Some(0)) if verdict.settled.is_some() => {
            (format!("{leader} or {second}"), format!("open, level so far{ahead}"))
        }
        (Status::Open, ..) if verdict.settled.is_none() => {
            (format!("{leader} so far"), format!("not proven{ahead}"))
        }
        (Status::Open, ..) => (format!("{leader} so far"), format!("open{ahead}")),
    };
    Headline { who, what }
}

/// Returns `; Modular monolith would lead by 9, but is ruled out because each customer's data must stay in
/// its jurisdiction`.
fn because_of_veto(veto: &RuledOutLeaderView) -> String {
    format!(
        "; {} would lead by {}, but is ruled out because {}",
        veto.name,
        points(veto.lead),
        veto.because()
    )
}

fn nobody() -> Headline {
    Headline { who: "No candidate is possible".to_owned(), what: String::new() }
}

/// Returns what the verdict rests on, a sentence each; `known` puts vetoes into words, if any hold.
pub(super) fn explanation(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    known: Option<&Known<'_>>,
) -> Vec<String> {
    let leader = verdict.leader.filter(|_| verdict.settled.is_some());
    let tells_by_axes = leader.is_some_and(|leader| problem.rulebook.axes_tell_apart(leader, problem.among));
    let complete = !problem.rulebook.questions.iter().any(|question| problem.is_open(question));
    let of_status = match verdict.status {
        Status::None => None,
        Status::Decided if complete => Some("Every question is answered.".to_owned()),
        Status::Decided => Some(decided(verdict)),
        Status::Close => Some(close(problem, verdict, complete)),
        Status::Likely => Some(likely(problem, verdict)),
        // The axes say what is open, and between whom.
        Status::Open if tells_by_axes => None,
        Status::Open => Some(open(problem, verdict)),
    };
    let ruled_out = known.map(|known| ruled_out(problem, evaluation, verdict, known)).unwrap_or_default();
    // Where nothing can change, more answers would only say more of the same.
    let few_rules = if verdict.settled == Some(true) { None } else { few_rules(problem, evaluation) };
    let weights = weights(problem, verdict);
    of_status.into_iter().chain(ruled_out).chain(few_rules).chain(weights).collect()
}

/// So many qualities are named whose weights the user set.
const WEIGHTS_NAMED: usize = 4;

/// Returns which weights are not those of the rulebook, and who would lead with these; `None` if all are.
fn weights(problem: &Problem<'_>, verdict: &Verdict) -> Option<String> {
    let rulebook = problem.rulebook;
    verdict.leader?;
    let qualities = rulebook.qualities.iter().zip(&problem.weights);
    let set: Vec<String> = qualities
        .filter(|(quality, weight)| quality.weight != **weight)
        .map(|(quality, weight)| format!("{} {weight}", quality.name))
        .collect();
    // Asked for every change of a page: nothing is evaluated anew unless weights were set.
    if set.is_empty() {
        return None;
    }
    let (named, more) = set.split_at(set.len().min(WEIGHTS_NAMED));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let evaluation = Evaluation::of(&Problem { weights: rulebook.weights(), ..problem.clone() });
    let leader = &rulebook.architectures[evaluation.leader()?].name;
    let leads = match evaluation.margin() {
        None => "would be the only one left".to_owned(),
        Some(0) => "would tie for first place".to_owned(),
        Some(margin) => format!("would lead by {}", points(margin)),
    };
    Some(format!(
        "Weighed as asked ({}{more}); with the rulebook's own weights {leader} {leads}.",
        named.join(", ")
    ))
}

/// Returns how often such verdicts were right; without axes, which say it, how much of what is plausible
/// keeps the winner.
fn likely(problem: &Problem<'_>, verdict: &Verdict) -> String {
    let share = unproven_percent(verdict.share.unwrap_or(0.0));
    let kept = match verdict.axes.is_empty() {
        true => format!("Not proven: it stays so in {share} of the plausible outcomes."),
        false => "Not proven: answers that are still open can change it.".to_owned(),
    };
    match reliability(problem.rulebook, verdict.status) {
        Some(Hits { accepted, of }) => format!(
            "{kept} In a test on published decisions, {accepted} of {of} verdicts called “likely” agreed with \
             what was decided."
        ),
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
        Some(least) if verdict.margin.is_some_and(|margin| margin <= least) => {
            "No answer that is still open can change it or narrow the lead.".to_owned()
        }
        Some(least) => {
            let least = at_least(least, verdict.least_is_exact);
            format!("No answer that is still open can change it: at worst it leads by {least}.")
        }
        None => "No answer that is still open can change it.".to_owned(),
    }
}

fn close(problem: &Problem<'_>, verdict: &Verdict, complete: bool) -> String {
    let close = points(problem.rulebook.close_call);
    match verdict.least_margin {
        Some(least) if !complete => format!(
            "No answer that is still open can change who is first, but at worst the lead is {}, and under {close} it is too \
             close to call.",
            at_least(least, verdict.least_is_exact)
        ),
        _ => format!("Under {close} it is too close to call: decide by what the points do not see."),
    }
}

fn open(problem: &Problem<'_>, verdict: &Verdict) -> String {
    let others = verdict.possible.iter().filter(|a| Some(*a) != verdict.leader);
    let others: Vec<String> = others.map(|a| problem.rulebook.architectures[a].name.clone()).collect();
    if verdict.settled.is_none() {
        let others = or_list(&others);
        format!("The search ended before it could prove the winner: {others} may win as well.")
    } else if others.is_empty() {
        "With some of the open answers every candidate would be ruled out.".to_owned()
    } else {
        format!("Depending on what is still open, {} may win instead.", or_list(&others))
    }
}

/// Returns who is ruled out by which answers, a sentence for all those that the same answers rule out. The
/// one that would lead is left out: the headline says it.
fn ruled_out(
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: &Verdict,
    known: &Known<'_>,
) -> Vec<String> {
    let rulebook = problem.rulebook;
    let would_lead = verdict.ruled_out_leader.as_ref().map(|out| out.architecture);
    let out = problem.among.iter().filter(|&a| evaluation.scores[a].is_out() && Some(a) != would_lead);
    let mut by_grounds: IndexMap<String, Vec<String>> = IndexMap::new();
    for architecture in out {
        let grounds = known.grounds_of_vetoes(evaluation, architecture).join(", and because ");
        by_grounds.entry(grounds).or_default().push(rulebook.architectures[architecture].name.clone());
    }
    let sentence = |(grounds, names): (String, Vec<String>)| {
        let verb = if names.len() == 1 { "is" } else { "are" };
        format!("{} {verb} ruled out because {grounds}.", and_list(&names))
    };
    by_grounds.into_iter().map(sentence).collect()
}

fn few_rules(problem: &Problem<'_>, evaluation: &Evaluation) -> Option<String> {
    let (held, all) = scoring(problem, evaluation);
    let text = match held {
        0 if all == 1 => "The one rule that gives points does not apply yet.".to_owned(),
        1 if all == 1 => "The one rule that gives points applies.".to_owned(),
        0 => format!("None of the {all} rules that give points applies yet; each answer can bring in more."),
        1 => format!(
            "Only one of the {all} rules that give points applies so far; each further answer can bring in more."
        ),
        held => {
            let held = number(held);
            format!(
                "Only {held} of the {all} rules that give points apply so far; each further answer can bring in more."
            )
        }
    };
    (held < FEW_RULES).then_some(text)
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

/// Returns why a rule holds without the word that joins it to a sentence: `the budget is tight`.
#[cfg(feature = "render")]
pub(crate) fn clause(why: &str) -> &str {
    why.strip_prefix("since ").unwrap_or(why)
}

/// Returns `1 point`, `2 points`.
pub(crate) fn points(points: i32) -> String {
    let unit = if points.abs() == 1 { "point" } else { "points" };
    format!("{} {unit}", thousands(points).replace('-', "−"))
}

/// Returns how large a lead is, if that is known exactly, and else the least that is proven: `at least 2
/// points`.
pub(crate) fn at_least(least: i32, is_exact: bool) -> String {
    if is_exact { points(least) } else { format!("at least {}", points(least)) }
}

/// Returns a small number in a word, as a sentence says it.
pub(crate) fn number(number: usize) -> String {
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

/// Returns why nobody is left on a side of an axis: `Whole and Pieces are ruled out`.
pub(super) fn nobody_for(problem: &Problem<'_>, axis: &Axis, side: Side) -> String {
    let candidates = axis.side(side).intersection(problem.among);
    let names: Vec<String> =
        candidates.iter().map(|a| problem.rulebook.architectures[a].name.clone()).collect();
    match names.as_slice() {
        [] => format!("there is no candidate for “{}”", side.answer()),
        [name] => format!("{name} is ruled out"),
        names => format!("{} are ruled out", and_list(names)),
    }
}
