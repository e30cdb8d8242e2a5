//! Reads a template of the user, and the files that it includes from its own folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::diagnostic::{Diagnostics, visible_path};
use crate::document::{read_text, reason, without_mark};
use crate::render::{self, Template};
use crate::report::Report;

/// Returns the report as the template at `path` prints it.
pub(super) fn rendered(path: &Path, report: &Report) -> Result<String> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder.to_owned(),
        _ => PathBuf::from("."),
    };
    let template = Template {
        name: visible_path(path),
        text: without_mark(read_text(path)?),
        loader: Box::new(move |name| included(&folder, name)),
    };
    Ok(render::template(template, report, &BTreeMap::<&str, ()>::new())?)
}

/// Returns the text of a file in the folder, `None` if there is none. Links out of the folder are refused.
fn included(folder: &Path, name: &str) -> Result<Option<String>, String> {
    let in_words = |error: std::io::Error| reason(&error);
    let path = folder.join(name);
    if !path.exists() {
        return Ok(None);
    }
    let (path, folder) = (path.canonicalize().map_err(in_words)?, folder.canonicalize().map_err(in_words)?);
    if !path.starts_with(folder) {
        return Err(format!("`{name}` is outside the folder of the template"));
    }
    read_text(&path).map(|text| Some(without_mark(text))).map_err(|found: Diagnostics| found.to_string())
}
