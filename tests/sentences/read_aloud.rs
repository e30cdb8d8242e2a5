//! Each kind of sentence once, in `docs/samples/sentences.md`, for a person to read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archwise::rulebook::VariableId;
use indexmap::IndexMap;

use super::*;

/// What stands for a text of the rulebook, longest first, so that none is cut by a shorter one.
fn texts(rulebook: &Rulebook) -> Vec<(String, &'static str)> {
    let mut texts: Vec<(String, &'static str)> = Vec::new();
    for index in 0..rulebook.variables.len() {
        let variable = VariableId::from(index);
        let size = rulebook.size(variable);
        for bits in 1..1_usize << size {
            let set: OptionSet = (0..size).filter(|option| bits & (1 << option) != 0).collect();
            let clause = rulebook.clause(variable, set);
            let mut letters = clause.chars();
            let first = letters.next().unwrap().to_uppercase();
            texts.push((first.chain(letters).collect(), "FACT"));
            texts.push((clause, "FACT"));
        }
    }
    let clauses = rulebook.clauses.iter().map(|clause| (clause.because.clone(), "REASON."));
    texts.extend(clauses);
    texts.extend(rulebook.seams.iter().map(|seam| (seam.because.clone(), "REASON.")));
    for architecture in &rulebook.architectures {
        texts.push((architecture.name.clone(), "X"));
        texts.push((architecture.summary.clone(), "SUMMARY."));
    }
    for quality in &rulebook.qualities {
        texts.push((quality.name.clone(), "QUALITY"));
    }
    for question in &rulebook.questions {
        texts.push((question.ask.clone(), "QUESTION?"));
        texts.extend(question.options.iter().map(|option| (option.label.clone(), "LABEL")));
    }
    texts.extend(rulebook.rules.iter().map(|rule| (format!("{} (", rule.id), "RULE (")));
    texts.extend(rulebook.rules.iter().map(|rule| (format!("{}: ", rule.id), "RULE: ")));
    for axis in &rulebook.axes {
        texts.push((axis.ask.trim_end_matches('?').to_owned(), "AXIS"));
    }
    texts.sort_by_key(|(text, _)| std::cmp::Reverse(text.len()));
    texts
}

/// A sentence without what differs from report to report.
fn kind(texts: &[(String, &'static str)], line: &str) -> String {
    let mut kind = line.to_owned();
    for (text, word) in texts {
        kind = kind.replace(text.as_str(), word);
    }
    let mut out = String::new();
    for c in kind.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !out.ends_with('N') {
                    out.push('N');
                }
            }
            c => out.push(c),
        }
    }
    for teams in ["N teams change it", "N team change it"] {
        out = out.replace(teams, "FACT");
    }
    out = out.replace("points", "point").replace(['+', '−', '*', '#'], "");
    for start in ["Before (Shop): ", "After (Shop): ", "Then: "] {
        out = out.trim_start_matches(start).to_owned();
    }
    if out.contains('→') || out.starts_with("AXIS") {
        for word in ["decided", "likely", "close", "open"] {
            out = out.replace(&format!(", {word}"), ", STATUS");
        }
        out = out
            .replace(": yes", ": SIDE")
            .replace(": no", ": SIDE")
            .replace("→ yes", "→ SIDE")
            .replace("→ no", "→ SIDE");
    }
    for list in [", and ", ", ", " and ", " or ", "; "] {
        for word in ["FACT", "X", "LABEL", "QUALITY (N)", "FACT (N)", "X N", "X in N %", "RULE (X)"] {
            while out.contains(&format!("{word}{list}{word}")) {
                out = out.replace(&format!("{word}{list}{word}"), word);
            }
        }
    }
    out
}

/// A line of a table without its strip or bar, and with single blanks: that is no other sentence.
fn without_pictures(line: &str) -> String {
    let plain = line.replace(['├', '─', '┤', '◆', '■', '□', '│'], "");
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn each_kind_of_sentence_stands_in_the_file_to_be_read() {
    let mut seen: BTreeSet<String> = BTreeSet::new();
    let mut by_format: IndexMap<&'static str, BTreeMap<String, String>> = IndexMap::new();
    each_small(|rulebook, assessment, report| {
        let texts = texts(rulebook);
        for Printed { format, text } in documents(assessment, report) {
            let text = match format {
                "page" => shown(&text),
                "record" => unwrapped(&text),
                _ => text,
            };
            for sentence in text.lines().filter(|line| !is_code(line.trim())).flat_map(sentences) {
                let kind = kind(&texts, &without_pictures(&sentence));
                if seen.insert(kind.clone()) {
                    by_format.entry(format).or_default().insert(kind, sentence);
                }
            }
        }
    });
    let mut out = String::from(
        "# Each kind of sentence once\n\nMade from reports on a small rulebook, in which everything comes up: \
         `tests/data/sentences/rules.yaml`. A sentence stands where it was met first.\n",
    );
    for (format, kinds) in by_format {
        out.push_str(&format!("\n## {format}\n\n```text\n"));
        for sentence in kinds.values() {
            out.push_str(&sentence.replace("```", "'''"));
            out.push('\n');
        }
        out.push_str("```\n");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/samples/sentences.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &out).unwrap();
    }
    let sample = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(sample == out, "the sentences differ: run this test with UPDATE_DOCS=1, and read them");
}

/// The text with each paragraph and each item of a list on one line.
fn unwrapped(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let begins = line.is_empty()
            || line.starts_with(['-', '#', '`', '<'])
            || line.starts_with(|c: char| c.is_ascii_digit());
        out.push(if begins { '\n' } else { ' ' });
        out.push_str(line.trim());
    }
    out
}

/// The sentences of a line, and the cells of a row, but for those that are only a name or a number.
fn sentences(line: &str) -> Vec<String> {
    let marked = line.replace(". ", ".\n").replace(" | ", "\n").replace("; ", ";\n");
    let plain = |part: &str| part.trim_matches([' ', '|', '-', '*', '>', '#', '!', ';']).to_owned();
    marked.lines().map(plain).filter(|part| is_said(part)).collect()
}

/// Whether a part is more than a name with figures.
fn is_said(part: &str) -> bool {
    part.split_whitespace()
        .filter(|word| word.chars().all(|c| c.is_alphabetic() || ",.:?“”".contains(c)))
        .count()
        > 2
}

/// Whether a line is for programs.
fn is_code(line: &str) -> bool {
    let code =
        ["```", "<!--", "-->", "| ---", "| ---:", "subgraph", "flowchart", "archwise:", "g0", "p0", "<a id"];
    code.iter().any(|start| line.starts_with(start))
}
