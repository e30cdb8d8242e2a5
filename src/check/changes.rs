//! Checks whether the rulebook and the answers are those that the decision rested on.

use super::assessed_decision::{AssessedDecision, place_in};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::{Whereabouts, key_in_path};
use crate::report::{AnswerDifference, WeightDifference};

/// Returns a finding if the rulebook is another; `None` if that of then is not known.
pub(super) fn rulebook(decision: &AssessedDecision<'_>) -> Option<Vec<Diagnostic>> {
    let (source, pin) = decision.earlier_rulebook()?;
    let rulebook = decision.rulebook;
    if !pin.differs_from(rulebook) {
        return Some(Vec::new());
    }
    let (required, _) = decision.required.as_ref()?;
    let is = name(Some(&rulebook.id), Some(&rulebook.version));
    let was = match name(pin.id.as_ref(), pin.version.as_ref()) {
        was if was == is => "another state of it".to_owned(),
        was => was,
    };
    let changed = format!("the rulebook changed since {source}: it was {was}, now it is {is}");
    let note = |text: &str| Diagnostic::note(Code::RulebookChanged, format!("{changed}; {text}"));
    let error = |text: &str| Diagnostic::error(Code::RulebookChanged, format!("{changed}; {text}"));
    let finding = match decision.earlier_leader() {
        _ if decision.holds() => note("the outcome is the same"),
        Some(leader) if leader == required => note(&format!(
            "with the answers of then `{required}` still leads, so the answers made the difference"
        )),
        Some(leader) => {
            error(&format!("and the outcome with it: with the answers of then `{leader}` leads now"))
        }
        None => error("and the outcome is another"),
    };
    let stated = decision.recorded.filter(|recorded| recorded.rulebook.is_some());
    let place = stated.map(|recorded| recorded.at.place(Some("rulebook")));
    Some(vec![finding.at(place.unwrap_or(decision.place.clone())).help(
        "`archwise rules diff OLD NEW` says what changed; record the decision anew to name the rulebook of now",
    )])
}

fn name(id: Option<&String>, version: Option<&String>) -> String {
    let known: Vec<&str> = id.into_iter().chain(version).map(String::as_str).collect();
    if known.is_empty() { "another".to_owned() } else { known.join(" ") }
}

/// Returns a finding for each answer and weight that is not as it was; of a part only those that are not
/// found of the whole as well. `None` if those of then are not known.
pub(super) fn answers(
    decision: &AssessedDecision<'_>,
    whole: &AssessedDecision<'_>,
) -> Option<Vec<Diagnostic>> {
    let changes = decision.changes.as_ref()?;
    let of_the_whole = |change: &AnswerDifference| {
        let mut all = whole.changes.iter().flat_map(|changes| &changes.comparison.answers);
        decision.part.is_some() && all.any(|other| same_change(other, change))
    };
    let own = changes.comparison.answers.iter().filter(|change| !of_the_whole(change));
    let answers = own.map(|change| answer(decision, change, changes.source));
    // A part has the weights of the whole.
    let weights = changes.comparison.weights.iter().filter(|_| decision.part.is_none());
    let weights = weights.map(|change| weight(decision, change, changes.source));
    Some(answers.chain(weights).collect())
}

fn same_change(one: &AnswerDifference, other: &AnswerDifference) -> bool {
    (&one.question, &one.before, &one.after) == (&other.question, &other.before, &other.after)
}

fn answer(decision: &AssessedDecision<'_>, change: &AnswerDifference, source: &str) -> Diagnostic {
    let AnswerDifference { question, before, after, .. } = change;
    let message = format!("`{question}`{} is {after} now; it was {before} in {source}", decision.of_part());
    let leader = change.alone.as_deref();
    let leads = leader.map_or("every candidate is ruled out".to_owned(), |id| format!("`{id}` leads"));
    let finding = if !change.enough {
        Diagnostic::note(Code::AnswerChanged, message)
    } else if decision.holds() {
        Diagnostic::note(Code::AnswerChanged, message).help(format!("by itself it would be enough: {leads}"))
    } else {
        Diagnostic::warning(Code::AnswerChanged, message).help(format!("enough by itself: {leads}"))
    };
    finding.at(place_of_answer(decision, question))
}

fn weight(decision: &AssessedDecision<'_>, change: &WeightDifference, source: &str) -> Diagnostic {
    let WeightDifference { quality, before, after, .. } = change;
    let message = format!("the weight of `{quality}` is {after} now; it was {before} in {source}");
    let place = place_in(decision.subject.file, Some(&format!("weights.{quality}")));
    Diagnostic::note(Code::AnswerChanged, message).at(place)
}

/// Returns where the part or else the whole answers a question, or where an answer would stand.
fn place_of_answer(decision: &AssessedDecision<'_>, question: &str) -> Place {
    let file = decision.subject.file;
    let own = decision.part.map(|part| part.statements.as_slice()).unwrap_or_default();
    let questions = &decision.rulebook.questions;
    let mut statements = own.iter().chain(&file.statements);
    let place = statements.find_map(|statement| {
        statement.place.as_ref().filter(|_| questions[statement.question].id == question)
    });
    let answers =
        decision.part.map_or("answers".to_owned(), |part| format!("parts.{}.answers", key_in_path(&part.id)));
    place.map_or_else(|| place_in(file, Some(&answers)), Whereabouts::key_place)
}
