//! Reads from a report that was saved as JSON what its recommendation rests on.

use std::sync::Arc;

use indexmap::IndexMap;
use serde::Deserialize;

use super::basis::{Basis, PartBasis};
use crate::answers::RulebookPin;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, SourceText};
use crate::engine::Status;
use crate::report::{AnswerOrigin, SCHEMA};

/// The fields of a report that are read back; the others may be of any kind.
#[derive(Deserialize)]
struct Saved {
    rulebook: Rulebook,
    verdict: Verdict,
    ranking: Vec<Ranked>,
    qualities: Vec<Quality>,
    answers: Vec<Answer>,
    #[serde(default)]
    parts: Vec<Part>,
}

#[derive(Deserialize)]
struct Rulebook {
    id: String,
    version: String,
    hash: String,
}

#[derive(Deserialize)]
struct Verdict {
    status: Status,
    architecture: Option<String>,
}

#[derive(Deserialize)]
struct Ranked {
    architecture: String,
}

#[derive(Deserialize)]
struct Quality {
    quality: String,
    weight: u8,
}

#[derive(Deserialize)]
struct Answer {
    question: String,
    value: String,
    origin: AnswerOrigin,
}

#[derive(Deserialize)]
struct Part {
    part: String,
    verdict: Verdict,
    answers: IndexMap<String, String>,
}

/// Reads a report that was saved as JSON, known to the user as `name`: what it rests on, and the status of
/// its verdict.
///
/// # Errors
/// When it is not JSON, or not a report of this format.
pub fn read_saved_report(name: &str, text: &str) -> Result<(Basis, Status), Diagnostics> {
    #[derive(Deserialize)]
    struct Head {
        schema: Option<String>,
    }
    let head: Head = serde_json::from_str(text).map_err(|error| not_a_report(name, text, &error))?;
    if head.schema.as_deref() != Some(SCHEMA) {
        let said = head.schema.unwrap_or_default();
        let message = format!("`{name}` is not a saved report: its `schema` is `{said}`, not `{SCHEMA}`");
        return Err(Diagnostic::error(Code::BadRecord, message).help(HELP).into());
    }
    let saved: Saved = serde_json::from_str(text).map_err(|error| not_a_report(name, text, &error))?;
    let status = saved.verdict.status;
    Ok((saved.into(), status))
}

const HELP: &str = "save one by `archwise advise FILE --format json --output report.json`";

fn not_a_report(name: &str, text: &str, error: &serde_json::Error) -> Diagnostics {
    let source = Arc::new(SourceText { name: name.to_owned(), text: text.to_owned() });
    let said = error.to_string();
    let message = said.split(" at line ").next().unwrap_or_default();
    let place = Place::point(&source, error.line(), error.column());
    let message = format!("`{name}` is not a saved report: {message}");
    Diagnostic::error(Code::BadRecord, message).at(place).help(HELP).into()
}

impl From<Saved> for Basis {
    fn from(saved: Saved) -> Self {
        let answered = saved.answers.into_iter().filter(|answer| answer.origin.is_answered());
        let weights: IndexMap<String, u8> =
            saved.qualities.into_iter().map(|quality| (quality.quality, quality.weight)).collect();
        let part = |Part { part, verdict, answers }: Part| {
            (part, PartBasis { architecture: verdict.architecture, answers })
        };
        let Rulebook { id, version, hash } = saved.rulebook;
        Self {
            architecture: saved.verdict.architecture,
            rulebook: Some(RulebookPin { id: Some(id), version: Some(version), hash: Some(hash) }),
            answers: answered.map(|answer| (answer.question, answer.value)).collect(),
            weights,
            among: saved.ranking.into_iter().map(|ranked| ranked.architecture).collect(),
            parts: saved.parts.into_iter().map(part).collect(),
        }
    }
}
