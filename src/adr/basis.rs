//! What a decision rested on, as a report tells it and as a record keeps it.

use std::fmt::Write;

use indexmap::IndexMap;
use typed_index_collections::TiVec;

use crate::answers::{Answers, Origin, RulebookPin, TypedRenames, typed};
use crate::report::{PartView, Report};
use crate::rulebook::{ArchitectureSet, QualityId, Rulebook};

/// The weight of a quality that a [`Basis`] does not name.
const DEFAULT_WEIGHT: u8 = 1;

/// What a decision rested on. Everything is named as it was then: the rulebook may have changed since.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Basis {
    /// What was decided or recommended, by id; `None` if every candidate was ruled out.
    pub architecture: Option<String>,
    /// The rulebook by which it was made; `None` if it is not known.
    pub rulebook: Option<RulebookPin>,
    /// The answers by question, as `--set` takes them.
    pub answers: IndexMap<String, String>,
    /// The weights by quality; one that is not named weighed 1.
    pub weights: IndexMap<String, u8>,
    /// The candidates; empty if they were all of the rulebook.
    pub among: Vec<String>,
    /// The parts by their keys.
    pub parts: IndexMap<String, PartBasis>,
}

/// What the decision on a part of a system rested on, besides what holds for the whole.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PartBasis {
    /// What was decided or recommended, by id; `None` if every candidate was ruled out.
    pub architecture: Option<String>,
    /// The answers in which the part differed, as `--set` takes them.
    pub answers: IndexMap<String, String>,
}

impl Basis {
    /// Returns what the recommendation of a report rests on.
    pub fn of(report: &Report) -> Self {
        let answered = report.answers.iter().filter(|a| a.origin.is_answered());
        let weighed = report.qualities.iter().filter(|quality| quality.weight != DEFAULT_WEIGHT);
        let candidates = report.ranking.iter().map(|ranked| ranked.architecture.clone()).collect();
        let part = |part: &PartView| {
            let architecture = part.verdict.architecture.clone();
            (part.part.clone(), PartBasis { architecture, answers: part.answers.clone() })
        };
        Self {
            architecture: report.verdict.architecture.clone(),
            rulebook: Some(RulebookPin {
                id: Some(report.rulebook.id.clone()),
                version: Some(report.rulebook.version.clone()),
                hash: Some(report.rulebook.hash.clone()),
            }),
            answers: answered.map(|answer| (answer.question.clone(), answer.value.clone())).collect(),
            weights: weighed.map(|quality| (quality.quality.clone(), quality.weight)).collect(),
            among: if report.ranking.len() < report.architectures.len() { candidates } else { Vec::new() },
            parts: report.parts.iter().map(part).collect(),
        }
    }

    /// Returns the comment to put into a decision record, with a line end: YAML that no reader of Markdown
    /// shows.
    pub fn comment(&self) -> String {
        let mut out = "<!-- archwise\n".to_owned();
        // Writing to a string cannot fail.
        if let Some(architecture) = &self.architecture {
            let _ = writeln!(out, "architecture: {}", scalar(architecture));
        }
        if let Some(RulebookPin { id, version, hash }) = &self.rulebook {
            let given = [("id", id), ("version", version), ("hash", hash)];
            let given = given.iter().filter_map(|(key, text)| Some((*key, text.as_deref()?)));
            section(&mut out, "", "rulebook", given);
        }
        section(&mut out, "", "answers", pairs(&self.answers));
        if !self.weights.is_empty() {
            let weights: Vec<String> =
                self.weights.iter().map(|(id, weight)| format!("{}: {weight}", scalar(id))).collect();
            let _ = writeln!(out, "weights: {{{}}}", weights.join(", "));
        }
        if !self.among.is_empty() {
            let among: Vec<String> = self.among.iter().map(|id| scalar(id)).collect();
            let _ = writeln!(out, "among: [{}]", among.join(", "));
        }
        if !self.parts.is_empty() {
            out.push_str("parts:\n");
        }
        for (id, part) in &self.parts {
            let differs = part.architecture.is_some() || !part.answers.is_empty();
            let _ = writeln!(out, "  {}:{}", scalar(id), if differs { "" } else { " {}" });
            if let Some(architecture) = &part.architecture {
                let _ = writeln!(out, "    architecture: {}", scalar(architecture));
            }
            section(&mut out, "    ", "answers", pairs(&part.answers));
        }
        out.push_str("-->\n");
        out
    }

    /// Returns what the decision on one part rested on: the basis of the whole, with the answers in which the
    /// part differed. `None` if it tells of no such part.
    pub fn of_part(&self, id: &str) -> Option<Self> {
        let part = self.parts.get(id)?;
        let mut basis =
            Self { architecture: part.architecture.clone(), parts: IndexMap::new(), ..self.clone() };
        basis.answers.extend(part.answers.clone());
        Some(basis)
    }

    /// Returns the answers as this rulebook reads them, also by former ids, without those that it no longer
    /// knows. `name` says where they stand.
    pub fn answers(&self, rulebook: &Rulebook, name: &str) -> Answers {
        let mut answers = Answers::open(rulebook);
        for (id, text) in &self.answers {
            let origin = Origin::File(name.into());
            for said in typed(id, text, rulebook, &origin, &mut TypedRenames::default()).unwrap_or_default() {
                answers.set(rulebook, said.question, &said.reply, said.origin);
            }
        }
        answers
    }

    /// Returns the weight of each quality of this rulebook, 1 where none is named.
    pub fn weights(&self, rulebook: &Rulebook) -> TiVec<QualityId, u8> {
        let weight = |id: &String| self.weights.get(id).copied().unwrap_or(DEFAULT_WEIGHT);
        rulebook.qualities.iter().map(|quality| weight(&quality.id)).collect()
    }

    /// Returns the candidates that this rulebook still has; `None` if they were all, or none of them is left.
    pub fn among(&self, rulebook: &Rulebook) -> Option<ArchitectureSet> {
        let known: ArchitectureSet = self.among.iter().filter_map(|id| rulebook.architecture(id)).collect();
        (!known.is_empty()).then_some(known)
    }
}

fn pairs(texts: &IndexMap<String, String>) -> impl Iterator<Item = (&str, &str)> {
    texts.iter().map(|(id, text)| (id.as_str(), text.as_str()))
}

/// Adds entries below a key, a line each; nothing if there are none.
fn section<'a>(out: &mut String, indent: &str, key: &str, entries: impl Iterator<Item = (&'a str, &'a str)>) {
    let line = |(key, text)| format!("{indent}  {}: {}\n", scalar(key), scalar(text));
    let lines: String = entries.map(line).collect();
    if !lines.is_empty() {
        let _ = write!(out, "{indent}{key}:\n{lines}");
    }
}

/// Returns a text as a YAML scalar in which nothing ends the comment around it.
fn scalar(text: &str) -> String {
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
        && !text.contains("--");
    if word && !matches!(text.to_lowercase().as_str(), "true" | "false" | "null") {
        return text.to_owned();
    }
    // A JSON string is a YAML double-quoted scalar.
    serde_json::Value::from(text).to_string().replace("--", "-\\u002d").replace('>', "\\u003e")
}
