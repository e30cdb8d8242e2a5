//! Writes the questionnaire as an answers file to fill in, empty or with a draft of the answers.

use std::collections::BTreeMap;

use super::observed::KeptFacts;
use super::reply::{Reply, UNKNOWN};
use super::statement::Statement;
use super::write::{assumptions, bound, comment_at, head, line, wrapped};
use crate::document::yaml_scalar;
use crate::rulebook::{Kind, Question, QuestionId, Rulebook};

/// The most characters of an example that is repeated.
const SHORT: usize = 80;

/// What is known before anybody fills the questionnaire in.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Where it comes from, and what to do with it.
    pub heading: String,
    /// What the system is called.
    pub title: String,
    /// What is proposed, by question.
    pub answers: BTreeMap<QuestionId, DraftAnswer>,
    /// What stands in for what is not known.
    pub assumed: Vec<Statement>,
    /// The facts that it rests on.
    pub observed: Option<KeptFacts>,
}

/// What is proposed for one question.
#[derive(Debug, Clone, Default)]
pub struct DraftAnswer {
    /// The answer; `None`: unknown.
    pub reply: Option<Reply>,
    /// A remark beside the answer.
    pub remark: Option<String>,
    /// What to know while answering, each as a comment above it.
    pub hints: Vec<String>,
    /// Why it is proposed, for `notes`.
    pub note: Option<String>,
}

/// Writes every question of the rulebook as an answers file to fill in: `unknown` everywhere, the options in
/// comments.
pub fn questionnaire(rulebook: &Rulebook) -> String {
    written(rulebook, None)
}

/// Writes the same with a draft of the answers.
pub fn questionnaire_from(rulebook: &Rulebook, draft: &Draft) -> String {
    written(rulebook, Some(draft))
}

fn written(rulebook: &Rulebook, draft: Option<&Draft>) -> String {
    let mut out = String::new();
    if let Some(draft) = draft {
        comment_at(&mut out, "", &draft.heading);
        line(&mut out, "#");
    }
    if let Some(introduction) = &rulebook.introduction {
        comment_at(&mut out, "", introduction);
        line(&mut out, "#");
    }
    comment_at(
        &mut out,
        "",
        "Replace `unknown` by one of the options; leave it where you do not know. A list such as \
        `[a, b]` means \"one of these\" (of a multiple choice: exactly these).",
    );
    out.push_str(&head(draft.map_or("Name of the system", |draft| &draft.title), None, &[]));
    let nothing = DraftAnswer::default();
    for (index, question) in rulebook.questions.iter_enumerated() {
        let proposed = draft.and_then(|draft| draft.answers.get(&index)).unwrap_or(&nothing);
        asked(&mut out, rulebook, question, proposed);
    }
    let Some(draft) = draft else { return out };
    out.push_str(&assumptions(rulebook, draft.assumed.iter().map(|one| (one.question, &one.reply))));
    let notes = draft.answers.iter().filter_map(|(question, answer)| Some((question, answer.note.as_ref()?)));
    for (number, (question, note)) in notes.enumerate() {
        if number == 0 {
            line(&mut out, "\nnotes:");
        }
        line(&mut out, &format!("  {}: {}", rulebook.questions[*question].id, yaml_scalar(note)));
    }
    if let Some(observed) = &draft.observed {
        out.push('\n');
        out.push_str(&observed.to_yaml());
    }
    out
}

/// Writes a question as comments, and the answer that is proposed.
fn asked(out: &mut String, rulebook: &Rulebook, question: &Question, proposed: &DraftAnswer) {
    out.push('\n');
    comment(out, &question.ask);
    if let Some(help) = &question.help {
        comment(out, help);
    }
    if let Some(ask_when) = &question.ask_when {
        comment(out, &format!("Only when {}.", rulebook.condition_text(ask_when)));
    }
    options(out, question);
    for hint in &proposed.hints {
        wrapped(hint, "  # => ", "  #    ").iter().for_each(|wrapped| line(out, wrapped));
    }
    let answer = proposed.reply.as_ref().map_or(UNKNOWN.to_owned(), |reply| bound(question, reply));
    let remark = proposed.remark.as_ref().map(|remark| format!("  # {remark}")).unwrap_or_default();
    line(out, &format!("  {}: {answer}{remark}", question.id));
}

fn options(out: &mut String, question: &Question) {
    let width = question.options.iter().map(|choice| choice.id.len()).max().unwrap_or(0);
    for choice in &question.options {
        let from = choice.from.map(|from| format!(" (from {from})")).unwrap_or_default();
        beside(out, &format!("{:width$}", choice.id), &format!("{}{from}", choice.label));
        if let Some(example) = choice.example.as_ref().filter(|text| text.chars().count() <= SHORT) {
            beside(out, &" ".repeat(width), &format!("for example: {example}"));
        }
    }
    let hint = match question.kind {
        Kind::Multi => "  a list of those that apply; [] if none does",
        Kind::Number => "  or the number itself",
        Kind::Ordinal | Kind::Nominal => return,
    };
    comment(out, hint);
}

/// Writes a comment in two columns, whose second goes on below itself.
fn beside(out: &mut String, left: &str, text: &str) {
    let first = format!("  #   {left}  ");
    let rest = format!("  #   {}  ", " ".repeat(left.chars().count()));
    wrapped(text, &first, &rest).iter().for_each(|wrapped| line(out, wrapped));
}

fn comment(out: &mut String, text: &str) {
    comment_at(out, "  ", text);
}
