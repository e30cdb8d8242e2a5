//! What comes of a tool: a text for the reader and data for the program, or a refusal in both forms.

use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::{Value, json};

use crate::diagnostic::{Diagnostics, visible};
use crate::render::findings;

/// The columns of texts, which no terminal cuts.
pub(super) const WIDTH: usize = 100;

/// What a tool says.
pub(super) struct Answer {
    pub text: String,
    /// An object.
    pub data: Value,
}

/// Why a tool does not do what it was asked to. It is a result that the assistant reads, not an error of the
/// protocol, which it might never see.
pub(super) enum Refusal {
    /// Something is wrong with what was given, at these places.
    Findings(Diagnostics),
    /// It cannot be done, in a sentence.
    Sentence(String),
}

pub(super) type Outcome = Result<Answer, Refusal>;

impl Answer {
    /// Returns an answer whose text may have colours, which nobody sees here.
    pub(super) fn new(text: &str, data: Value) -> Self {
        Self { text: plain(text), data }
    }
}

impl From<Diagnostics> for Refusal {
    fn from(found: Diagnostics) -> Self {
        Self::Findings(found)
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        match error.downcast_ref::<Diagnostics>() {
            Some(found) => Self::Findings(found.clone()),
            None => Self::Sentence(visible(&format!("{error:#}"))),
        }
    }
}

/// Returns a text without colours.
pub(super) fn plain(text: &str) -> String {
    anstream::adapter::strip_str(text).to_string()
}

/// Returns the findings as the objects that `check` and `lint` print too.
pub(super) fn finding_objects(found: &Diagnostics) -> Vec<Value> {
    found.iter().map(findings::object).collect()
}

/// Returns an outcome as the protocol has it.
pub(super) fn result(outcome: Outcome) -> CallToolResult {
    match outcome {
        Ok(Answer { text, data }) => {
            let mut result = CallToolResult::success(vec![ContentBlock::text(text)]);
            result.structured_content = Some(data);
            result
        }
        Err(refusal) => {
            let (text, data) = match refusal {
                Refusal::Findings(found) => {
                    let text = plain(&findings::text(&found));
                    (text, json!({ "error": "findings", "findings": finding_objects(&found) }))
                }
                Refusal::Sentence(text) => {
                    let data = json!({ "error": text });
                    (text, data)
                }
            };
            let mut result = CallToolResult::error(vec![ContentBlock::text(text)]);
            result.structured_content = Some(data);
            result
        }
    }
}
