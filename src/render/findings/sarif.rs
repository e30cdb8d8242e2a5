//! Findings as SARIF, as code scanning reads it.

use serde_json::json;

use super::with_help;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::render::path_base::PathBase;

/// Returns SARIF 2.1.0, as code scanning reads it. Code scanning refuses a file with a result that has no
/// place, so what is about a file as a whole is placed in its first line.
pub fn sarif(found: &Diagnostics, base: &PathBase) -> String {
    let mut codes: Vec<Code> = found.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    let rule = |code: &Code| {
        json!({
            "id": code.id(),
            "shortDescription": { "text": code.summary() },
            "help": { "text": code.mend() },
        })
    };
    let result = |diagnostic: &Diagnostic| {
        let location = diagnostic.file_name().map(|file| {
            let region = match &diagnostic.place {
                None => json!({ "startLine": 1 }),
                Some(place) => json!({
                    "startLine": place.line,
                    "startColumn": place.column,
                    "endColumn": place.column + place.characters.len(),
                }),
            };
            let uri = base.uri(file);
            json!({ "physicalLocation": { "artifactLocation": { "uri": uri }, "region": region } })
        });
        json!({
            "ruleId": diagnostic.code.id(),
            "level": diagnostic.severity.word(),
            "message": { "text": with_help(diagnostic) },
            "locations": location.into_iter().collect::<Vec<_>>(),
        })
    };
    let sarif = json!({
        "version": "2.1.0",
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "runs": [{
            "tool": { "driver": {
                "name": "archwise",
                "version": env!("CARGO_PKG_VERSION"),
                "informationUri": env!("CARGO_PKG_REPOSITORY"),
                "rules": codes.iter().map(rule).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": found.iter().map(result).collect::<Vec<_>>(),
        }],
    });
    format!("{sarif:#}\n")
}
