//! Conditions that decide nothing: never, always, or only where another rule says the same.

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::condition::{Condition, TruthRegions};
use crate::rulebook::{Clause, ClauseId, Effect, QualityId, Rulebook};

pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for clause in &rulebook.clauses {
        if clause.decided.holds.boxes.is_empty() {
            found.push(never(rulebook, clause));
        } else if clause.decided.fails.boxes.is_empty() && clause.branch.is_none() {
            let message = format!("the condition of `{}` always holds", rulebook.rules[clause.rule].id);
            found.push(Diagnostic::warning(Code::AlwaysHolds, message).at(when_place(clause)));
        }
    }
    for (question, at) in
        rulebook.questions.iter().filter_map(|q| Some((q, q.ask_when.as_ref().map(|_| &q.at)?)))
    {
        if question.asked.holds.boxes.is_empty() {
            let message = format!("`{}` is never asked", question.id);
            found.push(Diagnostic::error(Code::NeverHolds, message).at(at.place(Some("ask_when"))));
        }
    }
    subsumed(rulebook, found);
}

fn when_place(clause: &Clause) -> crate::diagnostic::Place {
    clause.at.place(Some("when"))
}

/// Says why a clause never holds.
fn never(rulebook: &Rulebook, clause: &Clause) -> Diagnostic {
    let rule = &rulebook.rules[clause.rule].id;
    let possible =
        |condition: &Condition| rulebook.decide(condition).is_ok_and(|d| !d.holds.boxes.is_empty());
    if possible(&clause.when) {
        let message =
            format!("this branch of `{rule}` is never reached: an earlier one holds whenever it does");
        return Diagnostic::error(Code::NeverHolds, message)
            .at(clause.at.place(None))
            .help("put the narrower branch first");
    }
    let (code, message) = why_never(rulebook, &clause.when, &format!("the condition of `{rule}`"));
    let found = Diagnostic::error(code, message).at(when_place(clause));
    if code == Code::AgainstAskWhen { found } else { found.help("correct it, or remove the rule") }
}

/// Returns why a condition that no answers fulfil never holds. `whose` names it in the message.
pub(super) fn why_never(rulebook: &Rulebook, condition: &Condition, whose: &str) -> (Code, String) {
    let anywhere = rulebook.decide_as_if_asked(condition);
    if anywhere.is_ok_and(|decided| !decided.holds.boxes.is_empty()) {
        let mut asked: Vec<String> = Vec::new();
        for test in condition.tests() {
            let question = &rulebook.questions[rulebook.variables[test.variable].question];
            if let Some(ask_when) = &question.ask_when {
                let text =
                    format!("`{}` is asked only when {}", question.id, rulebook.condition_text(ask_when));
                asked.extend((!asked.contains(&text)).then_some(text));
            }
        }
        return (Code::AgainstAskWhen, format!("{whose} never holds: {}", asked.join("; ")));
    }
    let message = match excluding(rulebook, condition) {
        Some((first, second)) => format!(
            "{whose} never holds: {} and {} exclude each other",
            rulebook.condition_text(first),
            rulebook.condition_text(second)
        ),
        None => format!("{whose} never holds"),
    };
    (Code::NeverHolds, message)
}

/// Finds two parts of a conjunction that cannot both hold.
fn excluding<'c>(rulebook: &Rulebook, condition: &'c Condition) -> Option<(&'c Condition, &'c Condition)> {
    let mut parts = Vec::new();
    flatten(condition, &mut parts);
    let pairs = parts.iter().enumerate().flat_map(|(i, a)| parts[i + 1..].iter().map(move |b| (*a, *b)));
    pairs.into_iter().find(|(a, b)| {
        let both = Condition::All(vec![(*a).clone(), (*b).clone()]);
        rulebook.decide(&both).is_ok_and(|decided| decided.holds.boxes.is_empty())
    })
}

fn flatten<'c>(condition: &'c Condition, parts: &mut Vec<&'c Condition>) {
    match condition {
        Condition::All(inner) => inner.iter().for_each(|part| flatten(part, parts)),
        other => parts.push(other),
    }
}

/// Finds rules that push the same way, one of which holds only where the other does: one fact, counted twice.
fn subsumed(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for (index, narrow) in rulebook.clauses.iter_enumerated() {
        let covers = |&(other, wide): &(ClauseId, &Clause)| {
            wide.rule != narrow.rule
                && same_direction(&narrow.effect, &wide.effect)
                && lies_in(&narrow.decided, &wide.decided)
                // Of two that are equal only the later one is reported.
                && (other < index || !lies_in(&wide.decided, &narrow.decided))
        };
        let covering: Vec<&Clause> =
            rulebook.clauses.iter_enumerated().filter(covers).map(|(_, wide)| wide).collect();
        let alike = |wide: &&&Clause| quality(wide) == quality(narrow);
        let Some(wide) = covering.iter().find(alike).or(covering.first()) else { continue };
        let (narrow_id, wide_id) = (&rulebook.rules[narrow.rule].id, &rulebook.rules[wide.rule].id);
        let (code, whose) = match quality(wide) == quality(narrow) {
            true => (Code::Subsumed, "under the same quality and"),
            false => (Code::CountedTwice, "under another quality but"),
        };
        let message =
            format!("`{narrow_id}` holds only where `{wide_id}` does, {whose} in the same direction");
        let help =
            format!("join the two in one `first_of`, or say in `# allow: {}, …` why both count", code.id());
        found.push(Diagnostic::warning(code, message).at(narrow.at.place(None)).help(help));
    }
}

fn quality(clause: &Clause) -> Option<QualityId> {
    clause.effect.points().map(|(quality, _)| quality)
}

/// Returns whether two effects push the same way.
fn same_direction(a: &Effect, b: &Effect) -> bool {
    match (a, b) {
        (Effect::Points { points, .. }, Effect::Points { points: others, .. }) => {
            points.iter().map(|p| p.signum()).eq(others.iter().map(|p| p.signum()))
        }
        (Effect::RulesOut(a), Effect::RulesOut(b)) => a.is_subset(*b),
        (Effect::Points { .. } | Effect::RulesOut(_) | Effect::Warn(_), _) => false,
    }
}

/// Returns whether the outer one holds wherever the inner one does; false if that is nowhere. The regions
/// make this exact.
pub(super) fn lies_in(inner: &TruthRegions, outer: &TruthRegions) -> bool {
    !inner.holds.boxes.is_empty() && inner.holds.is_apart_from(&outer.fails)
}
