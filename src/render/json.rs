//! The report as one object, in JSON or in YAML.

use crate::report::Report;

/// Returns the `archwise-report/1` object, indented, with a line end.
///
/// # Errors
/// None that a report can cause; serde's own.
pub fn json(report: &Report) -> Result<String, serde_json::Error> {
    let mut text = serde_json::to_string_pretty(report)?;
    text.push('\n');
    Ok(text)
}

/// Returns the same object in YAML.
///
/// # Errors
/// None that a report can cause; serde's own.
pub fn yaml(report: &Report) -> Result<String, serde_yaml::Error> {
    serde_yaml::to_string(report)
}
