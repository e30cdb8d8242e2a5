//! Writes new answers files.

use std::fmt::Write;

use super::contents::FileContents;
use super::part::Part;
use super::reply::{Reply, UNKNOWN};
use super::sets::Answers;
use super::wording::NO_OPTION;
use crate::document::yaml_scalar;
use crate::options::Truth;
use crate::rulebook::{Kind, Question, QuestionId, Rulebook};

/// The title of a new file where nobody gave one.
pub const UNTITLED: &str = "Untitled system";

/// What stands above the assumptions of a file.
const ASSUMED: &str = "What is assumed stands in for what is not known. An answer above takes its place.";

/// The width of the comments.
const WIDTH: usize = 90;

/// Writes an answers file with each question as a comment above its answer. It leaves out questions that were
/// not answered or are not asked.
pub fn to_yaml(rulebook: &Rulebook, filled: &FileContents<'_>) -> String {
    // A decision is recorded in a file that there is.
    let FileContents { answers, title, by, deciders, notes, weights, parts, observed, .. } = filled;
    let mut out = head(title.unwrap_or(UNTITLED), *by, deciders);
    let answered = rulebook
        .questions
        .keys()
        .filter(|&q| answers.asked(rulebook, q) != Truth::Fails)
        .filter_map(|q| Some((&rulebook.questions[q], answers.said(rulebook, q)?)));
    let mut any = false;
    for (question, reply) in answered {
        answer(&mut out, "  ", question, &reply.text(question));
        any = true;
    }
    if !any {
        out = out.replace("answers:\n", "answers: {}\n");
    }
    let assumed = rulebook.questions.keys().filter_map(|index| Some((index, filled.assumption(index)?)));
    out.push_str(&assumptions(rulebook, assumed));
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
    if let Some(observed) = observed {
        out.push('\n');
        out.push_str(&observed.to_yaml());
    }
    out
}

fn answer(out: &mut String, indent: &str, question: &Question, text: &str) {
    comment_at(out, indent, &question.ask);
    line(out, &format!("{indent}{}: {}", question.id, value(question, text)));
}

/// Writes what is assumed in place of answers; nothing if nothing is.
pub(super) fn assumptions<'r>(
    rulebook: &Rulebook,
    assumed: impl Iterator<Item = (QuestionId, &'r Reply)>,
) -> String {
    let mut out = String::new();
    for (index, reply) in assumed {
        if out.is_empty() {
            out.push('\n');
            comment_at(&mut out, "", ASSUMED);
            line(&mut out, "assumed:");
        }
        let question = &rulebook.questions[index];
        line(&mut out, &format!("  {}: {}", question.id, bound(question, reply)));
    }
    out
}

/// Writes an answer as YAML, as a bound where it is one.
pub(super) fn bound(question: &Question, reply: &Reply) -> String {
    match question.least_of(&reply.sets).filter(|_| reply.number.is_none()) {
        Some(from) if from + 1 < question.options.len() => {
            format!("{{at_least: {}}}", question.options[from].id)
        }
        _ => value(question, &reply.text(question)),
    }
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
    if !part.paths.is_empty() {
        line(out, &format!("    paths: {}", with(&part.paths)));
    }
}

/// Writes the parts with which a part exchanges data as YAML.
pub(super) fn with(parts: &[String]) -> String {
    let ids: Vec<String> = parts.iter().map(|id| yaml_scalar(id)).collect();
    format!("[{}]", ids.join(", "))
}

pub(super) fn head(title: &str, by: Option<&str>, deciders: &[String]) -> String {
    let by = by.map(|by| format!("by: {}\n", yaml_scalar(by))).unwrap_or_default();
    let names: Vec<String> = deciders.iter().map(|name| yaml_scalar(name)).collect();
    let deciders =
        if names.is_empty() { String::new() } else { format!("deciders: [{}]\n", names.join(", ")) };
    format!("archwise: 1\ntitle: {}\n{by}{deciders}answers:\n", yaml_scalar(title))
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

pub(super) fn comment_at(out: &mut String, indent: &str, text: &str) {
    comment_lines(indent, text).iter().for_each(|wrapped| line(out, wrapped));
}

/// Wraps a text into the lines of a comment.
pub(super) fn comment_lines(indent: &str, text: &str) -> Vec<String> {
    let first = format!("{indent}# ");
    wrapped(text, &first, &first)
}

pub(super) fn wrapped(text: &str, first: &str, rest: &str) -> Vec<String> {
    let options = textwrap::Options::new(WIDTH)
        .initial_indent(first)
        .subsequent_indent(rest)
        // A file name or a flag is not cut at its hyphen.
        .word_splitter(textwrap::WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).into_iter().map(|line| line.into_owned()).collect()
}

pub(super) fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}
