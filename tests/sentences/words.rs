//! No id of a question or an option stands in a sentence: people read its words, with the id in brackets at
//! most.

use archwise::rulebook::Rulebook;

use super::*;

/// What is meant for programs, or says how to write an answer: comments, commands, diagrams, what stands in
/// brackets or as code.
fn without_what_is_not_read(format: &str, text: &str) -> String {
    let text = match format {
        "page" => shown(text),
        _ => text.to_owned(),
    };
    let mut out = String::new();
    let mut hidden = "";
    for line in text.lines() {
        let line = line.trim();
        match hidden {
            "" if line.starts_with("```") => hidden = "```",
            "" if line.starts_with("<!--") => hidden = "-->",
            "" => {
                out.push_str(line);
                out.push('\n');
            }
            end if line.starts_with(end) => hidden = "",
            _ => {}
        }
    }
    out
}

/// The parts of a line that are no ids: what stands in brackets is one, and so is code.
fn read(line: &str) -> String {
    let mut out = String::new();
    let mut depth = 0;
    let mut is_code = false;
    for c in line.chars() {
        match c {
            '`' => is_code = !is_code,
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            c if depth == 0 && !is_code => out.push(c),
            _ => {}
        }
    }
    out
}

#[test]
fn no_id_stands_in_a_sentence() {
    let rulebook = Rulebook::builtin();
    let options = rulebook.questions.iter().flat_map(|question| question.options.iter().map(|o| &o.id));
    let ids = rulebook.questions.iter().map(|question| &question.id).chain(options);
    // An id of one word may be a word of the sentence; those of several cannot be, but for their labels.
    let labels: String = format!("{rulebook:?}");
    let of_several: Vec<&String> = ids.filter(|id| id.contains('-')).collect();
    // A rule may be called like the option that it is about.
    let is_word =
        |id: &str| labels.contains(&format!(" {id} ")) || rulebook.rules.iter().any(|rule| rule.id == id);
    let ids: Vec<&&String> = of_several.iter().filter(|id| !is_word(id)).collect();
    assert!(ids.len() > 40, "{}", ids.len());
    each_plausible(|assessment, report| {
        for Printed { format, text } in documents(assessment, report) {
            // The records and Markdown say the rules and sources by their ids, and so does the page.
            for line in without_what_is_not_read(format, &text).lines().map(read) {
                let words: Vec<&str> = line.split(|c: char| !(c.is_alphanumeric() || c == '-')).collect();
                for id in &ids {
                    assert!(!words.contains(&id.as_str()), "{format} says `{id}`: {line}");
                }
                assert!(!line.contains(" = +") && !line.contains(" = -"), "{format}: {line}");
            }
        }
    });
}
