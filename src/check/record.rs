//! Checks whether the decision record is there, is in force and names the same architecture.

use super::RecordError;
use super::assessed_decision::AssessedDecision;
use crate::adr::ParsedRecord;
use crate::diagnostic::{Code, Diagnostic};

/// Returns what is wrong with the record that the file names; `None` if it names none that can be looked at.
pub(super) fn record(decision: &AssessedDecision<'_>) -> Option<Vec<Diagnostic>> {
    let (recorded, record) = (decision.recorded?, decision.record.as_ref()?);
    let path = recorded.record.as_deref().unwrap_or_default();
    let place = recorded.at.place(Some("record"));
    let findings: Vec<Diagnostic> = match record {
        Err(RecordError::Invalid(errors)) => return Some(errors.iter().cloned().collect()),
        Err(RecordError::Missing(reason)) => vec![missing(path, reason)],
        Ok(record) => {
            let architecture = &decision.rulebook.architectures[recorded.architecture];
            let differs = differs(decision, record, path, &architecture.id, &architecture.name);
            withdrawn(record, path).into_iter().chain(differs).collect()
        }
    };
    Some(findings.into_iter().map(|finding| finding.at(place.clone())).collect())
}

fn missing(path: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::RecordMissing, format!("the record `{path}` is missing: {reason}"))
        .help("the path is relative to the answers file; write the record, or correct the path")
}

fn withdrawn(record: &ParsedRecord, path: &str) -> Option<Diagnostic> {
    let status = record.withdrawn.as_ref()?;
    let message = format!("the record `{path}` is not in force: its status is `{status}`");
    Some(Diagnostic::warning(Code::RecordSuperseded, message).help("name the record that is in force"))
}

/// Returns a finding if the record says something else than that `id` was decided. Where it carries nothing
/// for programs, its words are looked through.
fn differs(
    decision: &AssessedDecision<'_>,
    record: &ParsedRecord,
    path: &str,
    id: &str,
    name: &str,
) -> Option<Diagnostic> {
    let decided = format!("decided{} is `{id}`", decision.of_part());
    let finding = match architecture_in(record, decision) {
        Some(other) if other != id => {
            Diagnostic::error(Code::RecordDiffers, format!("the record `{path}` names `{other}`; {decided}"))
        }
        Some(_) => return None,
        None if record.mentions(id) || record.mentions(name) => return None,
        None => {
            let message = format!("the record `{path}` mentions neither `{id}` nor `{name}`; {decided}");
            Diagnostic::warning(Code::RecordDiffers, message)
        }
    };
    Some(finding.help("make the two agree, or name another record"))
}

/// Returns the architecture that the record names for the part, or for the whole if it tells of no such part.
fn architecture_in(record: &ParsedRecord, decision: &AssessedDecision<'_>) -> Option<String> {
    let basis = record.basis.as_ref()?;
    let of_part = decision.part.and_then(|part| basis.of_part(&part.id));
    of_part.unwrap_or_else(|| basis.clone()).architecture
}
