//! Writes new answers files: one with answers, and the questionnaire to fill in.

use std::fmt::Write;

use super::contents::FileContents;
use super::part::Part;
use super::reply::{NO_OPTION, UNKNOWN};
use super::sets::Answers;
use crate::document::yaml_scalar;
use crate::options::Truth;
use crate::rulebook::{Kind, Question, Rulebook};

/// The title of a new file where nobody gave one.
pub const UNTITLED: &str = "Untitled system";

/// The most characters of an example that the questionnaire repeats.
const SHORT: usize = 80;

/// The width of the comments.
const WIDTH: usize = 90;

/// Writes an answers file with each question as a comment above its answer. It leaves out questions that were
/// not answered or are not asked.
pub fn to_yaml(rulebook: &Rulebook, filled: &FileContents<'_>) -> String {
    // A decision is recorded in a file that there is.
    let FileContents { answers, title, by, deciders, notes, weights, parts, decision: _ } = filled;
    let mut out = head(title.unwrap_or(UNTITLED), *by, deciders);
    let answered = rulebook
        .questions
        .keys()
        .filter(|&q| answers.given(q).is_some() && answers.asked(rulebook, q) != Truth::Fails);
    let mut any = false;
    for index in answered {
        let question = &rulebook.questions[index];
        answer(&mut out, "  ", question, &answers.text(rulebook, index));
        any = true;
    }
    if !any {
        out = out.replace("answers:\n", "answers: {}\n");
    }
    if !notes.is_empty() {
        line(&mut out, "\nnotes:");
        for (question, note) in *notes {
            line(&mut out, &format!("  {}: {}", rulebook.questions[*question].id, yaml_scalar(note)));
        }
    }
    if !weights.is_empty() {
        line(&mut out, "\nweights:");
        for (quality, weight) in *weights {
            line(&mut out, &format!("  {}: {weight}", rulebook.qualities[*quality].id));
        }
    }
    if !parts.is_empty() {
        line(&mut out, "\nparts:");
        parts.iter().for_each(|one| part(&mut out, rulebook, one, answers));
    }
    out
}

fn answer(out: &mut String, indent: &str, question: &Question, text: &str) {
    comment_at(out, indent, &question.ask);
    line(out, &format!("{indent}{}: {}", question.id, value(question, text)));
}

fn part(out: &mut String, rulebook: &Rulebook, part: &Part, whole: &Answers) {
    line(out, &format!("  {}:", yaml_scalar(&part.id)));
    if let Some(title) = &part.title {
        line(out, &format!("    title: {}", yaml_scalar(title)));
    }
    let differences = part.differences(rulebook, whole);
    line(out, if differences.is_empty() { "    answers: {}" } else { "    answers:" });
    for (index, reply) in differences {
        let question = &rulebook.questions[index];
        answer(out, "      ", question, &reply.text(question));
    }
    if !part.with.is_empty() {
        line(out, &format!("    with: {}", with(&part.with)));
    }
}

/// Writes the parts with which a part exchanges data as YAML.
pub(super) fn with(parts: &[String]) -> String {
    let ids: Vec<String> = parts.iter().map(|id| yaml_scalar(id)).collect();
    format!("[{}]", ids.join(", "))
}

/// Writes every question of the rulebook as an answers file to fill in: `unknown` everywhere, the options in
/// comments.
pub fn questionnaire(rulebook: &Rulebook) -> String {
    let mut out = String::new();
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
    out.push_str(&head("Name of the system", None, &[]));
    for question in &rulebook.questions {
        out.push('\n');
        comment(&mut out, &question.ask);
        if let Some(help) = &question.help {
            comment(&mut out, help);
        }
        if let Some(ask_when) = &question.ask_when {
            comment(&mut out, &format!("Only when {}.", rulebook.condition_text(ask_when)));
        }
        options(&mut out, question);
        line(&mut out, &format!("  {}: {UNKNOWN}", question.id));
    }
    out
}

fn head(title: &str, by: Option<&str>, deciders: &[String]) -> String {
    let by = by.map(|by| format!("by: {}\n", yaml_scalar(by))).unwrap_or_default();
    let names: Vec<String> = deciders.iter().map(|name| yaml_scalar(name)).collect();
    let deciders =
        if names.is_empty() { String::new() } else { format!("deciders: [{}]\n", names.join(", ")) };
    format!("archwise: 1\ntitle: {}\n{by}{deciders}answers:\n", yaml_scalar(title))
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

/// Writes the text of an answer as YAML: as a list where it is one.
pub(super) fn value(question: &Question, text: &str) -> String {
    match (question.kind, text) {
        (_, UNKNOWN) => text.to_owned(),
        (Kind::Multi, NO_OPTION) => "[]".to_owned(),
        (Kind::Multi, text) if text.contains(['+', '-']) && text.starts_with(['+', '-']) => {
            let pick =
                |sign: char| text.split(',').filter_map(move |w| w.strip_prefix(sign)).collect::<Vec<_>>();
            let part = |name: &str, ids: Vec<&str>| {
                (!ids.is_empty()).then(|| format!("{name}: [{}]", ids.join(", ")))
            };
            let parts = [part("includes", pick('+')), part("excludes", pick('-'))];
            format!("{{{}}}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
        }
        (Kind::Multi, text) => format!("[{}]", text.replace(',', ", ")),
        (_, text) if text.contains(',') => format!("[{}]", text.replace(',', ", ")),
        (_, text) => text.to_owned(),
    }
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

fn comment_at(out: &mut String, indent: &str, text: &str) {
    comment_lines(indent, text).iter().for_each(|wrapped| line(out, wrapped));
}

/// Wraps a text into the lines of a comment.
pub(super) fn comment_lines(indent: &str, text: &str) -> Vec<String> {
    let first = format!("{indent}# ");
    wrapped(text, &first, &first)
}

fn wrapped(text: &str, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        // A file name or a flag is not cut at its hyphen.
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}
