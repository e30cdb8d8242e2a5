//! What editors need to complete an answers file: a schema beside it, and a line that names the schema.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::{errors, output};
use crate::authoring::schema;
use crate::diagnostic::visible_path;
use crate::rulebook::Rulebook;

/// The name of the schema in the folder of an answers file.
const ANSWERS_SCHEMA: &str = "archwise-answers.schema.json";

/// Returns a text in YAML with the line by which editors find the schema of this name.
pub(super) fn naming(schema: &str, text: &str) -> String {
    format!("# yaml-language-server: $schema={schema}\n{text}")
}

/// Returns the text of a new answers file; it names the schema if that is beside it.
pub(super) fn answers_file(path: &Path, text: String) -> String {
    if schema_beside(path).is_file() { naming(ANSWERS_SCHEMA, &text) } else { text }
}

/// Writes an answers file with a schema beside it. A schema that is there stays; a device or a pipe gets
/// none.
///
/// # Errors
/// When one of the two cannot be written; then none is.
pub(super) fn write_with_schema(path: &Path, text: &str, rulebook: &Rulebook) -> Result<()> {
    let schema = schema_beside(path);
    if output::is_special(path) || path.file_name() == schema.file_name() {
        return output::replace_file(path, text);
    }
    output::check_writable(path)?;
    let is_new = !schema.exists();
    if is_new {
        let text = serde_json::to_string_pretty(&schema::answers(rulebook))? + "\n";
        output::create_file(&schema, &text)?;
    }
    let written = output::replace_file(path, &naming(ANSWERS_SCHEMA, text));
    if written.is_err() && is_new {
        // The error that counts is that of the file.
        let _ = std::fs::remove_file(&schema);
    }
    if written.is_ok() && is_new {
        errors::say(format_args!("`{}` lets editors complete the file", visible_path(&schema)));
    }
    written
}

fn schema_beside(path: &Path) -> PathBuf {
    path.with_file_name(ANSWERS_SCHEMA)
}
