//! The prompts: how an assistant is to interview a person, and how to read documents.

use rmcp::ErrorData;
use rmcp::model::{GetPromptRequestParams, GetPromptResult, Prompt, PromptArgument, PromptMessage, Role};

const INTERVIEW: &str = "interview";
const DOCUMENTS: &str = "documents";
/// Where in a prompt stands what the person said of the system.
const ABOUT: &str = "{about}";
/// The longest text that a person may put into a prompt, in characters.
const LONGEST: usize = 2_000;

pub(super) fn list() -> Vec<Prompt> {
    let system = PromptArgument::new("system")
        .with_description("What the system is, in a few words")
        .with_required(false);
    let interview = Prompt::new(
        INTERVIEW,
        Some("Interviews you about a system, then shows a proven verdict on its architecture"),
        Some(vec![system.clone()]),
    );
    let documents = Prompt::new(
        DOCUMENTS,
        Some(
            "Fills in the answers from documents that you share, each with its evidence, then asks for the rest",
        ),
        Some(vec![system]),
    );
    vec![interview.with_title("Decide on an architecture"), documents.with_title("Decide from documents")]
}

/// Returns a prompt with what the person said of the system.
///
/// # Errors
/// When there is no such prompt.
pub(super) fn get(request: &GetPromptRequestParams) -> Result<GetPromptResult, ErrorData> {
    let given = request.arguments.as_ref().and_then(|arguments| arguments.get("system"));
    let system: String =
        given.and_then(|value| value.as_str()).unwrap_or_default().chars().take(LONGEST).collect();
    let about = match system.trim() {
        "" => String::new(),
        system => format!("The system, in my words: {system}\n\n"),
    };
    let (text, title) = match request.name.as_str() {
        INTERVIEW => (include_str!("prompts/interview.md"), "Decide on an architecture"),
        DOCUMENTS => (include_str!("prompts/documents.md"), "Decide from documents"),
        other => return Err(ErrorData::invalid_params(format!("there is no prompt `{other}`"), None)),
    };
    let message = PromptMessage::new_text(Role::User, text.replace(ABOUT, &about));
    Ok(GetPromptResult::new(vec![message]).with_description(title))
}
