//! The resources: the rulebook, the questionnaire, the pages of what was assessed, and what was saved.

use rmcp::ErrorData;
use rmcp::model::{ReadResourceResult, Resource, ResourceContents, ResourceTemplate};

use super::desk::Desk;
use super::outcome::{WIDTH, plain};
use crate::answers::{AnswersFile, questionnaire};
use crate::assessment::Assessor;
use crate::authoring::schema;
use crate::cli::{page, rules, today};
use crate::diagnostic::visible;
use crate::document::read_text;
use crate::render::{PageOrigin, rulebook};

const RULEBOOK: &str = "archwise://rulebook";
const QUESTIONNAIRE: &str = "archwise://questionnaire";
const SCHEMA: &str = "archwise://schema/answers";
const PAGES: &str = "archwise://page/";
const SAVED: &str = "archwise://saved/";

/// Returns the address of the page of what was assessed.
pub(super) fn page_uri(number: u64) -> String {
    format!("{PAGES}{number}")
}

/// Returns the address of a saved answers file.
pub(super) fn saved_uri(name: &str) -> String {
    format!("{SAVED}{name}")
}

pub(super) fn list(desk: &Desk) -> Vec<Resource> {
    let of = |uri: &str, name: &str, about: &str, kind: &str| {
        Resource::new(uri, name).with_description(about).with_mime_type(kind)
    };
    let mut all = vec![
        of(
            RULEBOOK,
            "rulebook",
            "All rules, questions, architectures and qualities, a line each",
            "text/plain",
        ),
        of(
            QUESTIONNAIRE,
            "questionnaire",
            "An answers file to fill in, with every option",
            "application/yaml",
        ),
        of(SCHEMA, "answers-schema", "The JSON Schema of an answers file", "application/schema+json"),
    ];
    let title = |title: Option<String>| title.map_or_else(|| "untitled".to_owned(), |title| visible(&title));
    all.extend(desk.pages().into_iter().map(|(number, of_system)| {
        let about = format!("The report on {} as a page for a browser", title(of_system));
        of(&page_uri(number), &format!("page-{number}"), &about, "text/html")
    }));
    let saved = desk.workspace.iter().flat_map(|workspace| workspace.files());
    all.extend(saved.map(|name| of(&saved_uri(&name), &name, "A saved answers file", "application/yaml")));
    all
}

pub(super) fn templates() -> Vec<ResourceTemplate> {
    let entry = ResourceTemplate::new(format!("{RULEBOOK}/{{id}}"), "rulebook-entry")
        .with_description("One entry of the rulebook whole: a rule, question, architecture, preset or source")
        .with_mime_type("text/plain");
    vec![entry]
}

/// Returns a resource.
///
/// # Errors
/// When there is none at the address.
pub(super) fn read(desk: &Desk, uri: &str) -> Result<ReadResourceResult, ErrorData> {
    let (text, kind) = contents(desk, uri)?;
    let contents = ResourceContents::text(text, uri).with_mime_type(kind);
    Ok(ReadResourceResult::new(vec![contents]))
}

fn contents(desk: &Desk, uri: &str) -> Result<(String, &'static str), ErrorData> {
    let plain = |text: String| (plain(&text), "text/plain");
    match uri {
        RULEBOOK => return Ok(plain(rulebook::list(desk.rulebook, WIDTH))),
        QUESTIONNAIRE => return Ok((questionnaire(desk.rulebook), "application/yaml")),
        SCHEMA => return Ok((format!("{:#}\n", schema::answers(desk.rulebook)), "application/schema+json")),
        _ => {}
    }
    let entry = uri.strip_prefix(RULEBOOK).and_then(|rest| rest.strip_prefix('/'));
    if let Some(text) =
        entry.map(|id| rules::entries(desk.rulebook, id, WIDTH)).filter(|text| !text.is_empty())
    {
        return Ok(plain(text));
    }
    let number = uri.strip_prefix(PAGES).and_then(|number| number.parse().ok());
    if let Some(file) = number.and_then(|number| desk.kept(number)) {
        return report_page(desk, &file).map(|page| (page, "text/html"));
    }
    if let Some((workspace, name)) = desk.workspace.as_ref().zip(uri.strip_prefix(SAVED)) {
        let path = workspace.path(name).map_err(|error| not_found(uri, &error.to_string()))?;
        let text = read_text(&path).map_err(|found| not_found(uri, &found.to_string()))?;
        return Ok((text, "application/yaml"));
    }
    Err(not_found(uri, "`resources/list` says what there is"))
}

fn report_page(desk: &Desk, file: &AnswersFile) -> Result<String, ErrorData> {
    let failed = |error: String| ErrorData::internal_error(error, None);
    let assessor = Assessor::new(desk.rulebook);
    let assessment = assessor.assess(file);
    let origin = PageOrigin {
        date: Some(today::today(None).map_err(|found| failed(found.to_string()))?.to_string()),
        file: None,
        deciders: file.who_decides(),
        command: "archwise mcp".to_owned(),
        record_command: None,
        recorded: page::recorded(file, desk.rulebook),
    };
    page::page(&assessment, &assessment.report(), &assessor, &origin)
        .map_err(|found| failed(found.to_string()))
}

fn not_found(uri: &str, why: &str) -> ErrorData {
    ErrorData::resource_not_found(format!("there is no resource `{}`: {why}", visible(uri)), None)
}
