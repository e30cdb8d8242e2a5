//! The sentences of the interview that need no analysis.

use crate::answers::{Part, Reply};
use crate::engine::Verdict;
use crate::options::OptionSet;
use crate::rulebook::{Choice, Kind, Question, Rulebook, Variable, counted, listable, or_list};

pub(super) const GREETING_KEYS: &str = "Every answer is kept as you give it: stop with Ctrl-C and go on later. \
    You can go back from any question, ask why it is asked, and say that you don't know.";

/// Returns what the user is told first.
pub(super) fn greeting(given: usize, waiting: usize) -> String {
    match (given, waiting) {
        (0, _) => format!(
            "Questions about your system first, then a report: which architecture fits, and why. Up to {}, fewer \
             if the outcome is settled sooner.",
            counted(waiting, "question")
        ),
        (_, 0) => format!("All questions are answered ({given}).",),
        _ => format!(
            "{} answered already; up to {} to go, fewer if the outcome is settled sooner.",
            counted(given, "question"),
            waiting
        ),
    }
}

/// Returns the place of a question: `Question 4 of about 17`.
pub(super) fn place(number: usize, total: usize, unsure: bool) -> String {
    format!("Question {number} of {}{total}", if unsure { "about " } else { "" })
}

/// Returns an id as a heading: `Geographic spread`.
pub(super) fn headline(id: &str) -> String {
    let mut characters = id.chars();
    let first = characters.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(characters).map(|c| if c == '-' { ' ' } else { c }).collect()
}

/// Returns the name of a part as people read it.
pub(super) fn part_name(part: &Part) -> String {
    part.title.clone().unwrap_or_else(|| headline(&part.id))
}

/// Returns an answer in plain words.
pub(super) fn answer(question: &Question, reply: &Reply) -> String {
    if *reply == Reply::unknown(question) {
        return "don't know".to_owned();
    }
    if let Some(number) = reply.number {
        return question.with_unit(number);
    }
    if question.kind == Kind::Multi {
        return multiple_choice(question, reply);
    }
    let labels: Vec<String> = reply.sets[0].iter().map(|option| label(question, option)).collect();
    or_list(&listable(labels, " or "))
}

fn multiple_choice(question: &Question, reply: &Reply) -> String {
    let with = |wanted: OptionSet| -> Vec<String> {
        let options = question.options.iter().zip(&reply.sets).filter(|(_, set)| **set == wanted);
        listable(options.map(|(choice, _)| choice.label.clone()).collect(), ";")
    };
    let (yes, no) = (with(OptionSet::only(Variable::YES)), with(OptionSet::only(Variable::NO)));
    let complete = yes.len() + no.len() == question.options.len();
    let open = with(OptionSet::full(2));
    if !complete && no.len() > open.len() {
        // The shorter list is named.
        let open = format!("not known: {}; none of the others", open.join("; "));
        return if yes.is_empty() { open } else { format!("{}; {open}", yes.join("; ")) };
    }
    match (yes.is_empty(), complete) {
        (true, true) => "none of these".to_owned(),
        (false, true) => yes.join("; "),
        (true, false) => format!("not {}; the others are open", or_list(&listable(no, " or "))),
        (false, false) if no.is_empty() => format!("{}; the others are open", yes.join("; ")),
        (false, false) => {
            format!("{}; not {}; the others are open", yes.join("; "), or_list(&listable(no, " or ")))
        }
    }
}

/// Returns an option as the user sees it. A step of a number without a label of its own says where it starts.
pub(super) fn label(question: &Question, option: usize) -> String {
    let Choice { id, label, from, .. } = &question.options[option];
    match from {
        Some(from) if *label == id.replace('-', " ") => format!("{label} (from {from})"),
        _ => label.clone(),
    }
}

/// Returns the steps of a number in a sentence.
pub(super) fn steps(question: &Question) -> String {
    let steps: Vec<String> = (0..question.options.len()).map(|option| label(question, option)).collect();
    let steps = listable(steps, ";");
    format!("Only the range counts: {}.", steps.join("; "))
}

/// Says that nothing that is left to ask can change the winner.
pub(super) fn settled(left: usize) -> String {
    match left {
        1 => "Settled: the one remaining question cannot change it.".to_owned(),
        left => format!("Settled: none of the {left} remaining questions can change it."),
    }
}

/// Says the same where some answers are only assumed, in whose place those of a person may be others.
pub(super) fn settled_if_assumptions_hold(assumed: usize) -> String {
    let taking = match assumed {
        1 => "an answer of yours in the place of the one that is assumed".to_owned(),
        some => format!("answers of yours in the place of the {some} that are assumed"),
    };
    format!("Settled if what is assumed holds: only {taking} can change it.")
}

/// Says that most of what is plausible leaves the winner as it is, and how that differs from a proof.
pub(super) fn likely(left: usize, rests_on_assumptions: bool, verdict: &Verdict) -> String {
    // What is not proven is never all of it, however much a sample says.
    let kept = match verdict.share.unwrap_or(0.0) {
        share if share > 0.99 => "over 99 %".to_owned(),
        share => format!("{:.0} %", share * 100.0),
    };
    let questions = match left {
        _ if rests_on_assumptions => "what is open".to_owned(),
        1 => "the one remaining question".to_owned(),
        left => format!("the {left} remaining questions"),
    };
    let condition = if rests_on_assumptions { " if what is assumed holds" } else { "" };
    format!(
        "Likely{condition}, not proven: {kept} of the plausible answers to {questions} leave it as it is; some would \
         change it."
    )
}

/// Says who leads, and by how much.
pub(super) fn lead(rulebook: &Rulebook, verdict: &Verdict) -> String {
    let Some(leader) = verdict.leader else { return "Every candidate is ruled out.".to_owned() };
    let name = &rulebook.architectures[leader].name;
    match verdict.margin {
        None => format!("{name} is the only candidate left."),
        Some(margin) => format!("{name} leads by {}.", counted(margin.unsigned_abs(), "point")),
    }
}
