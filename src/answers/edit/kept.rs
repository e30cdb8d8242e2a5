//! What an edit must leave as it was, and what to say if it would not.

use super::layout::Layout;
use crate::answers::file::AnswersFile;
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::Document;
use crate::rulebook::Rulebook;

/// Reads the text of an answers file.
pub(super) fn read(
    rulebook: &Rulebook,
    name: &str,
    text: &str,
) -> Result<(Document, AnswersFile), Diagnostics> {
    let document = Document::parse(name, text.to_owned())?;
    let (file, _) = AnswersFile::read(&document, rulebook)?;
    Ok((document, file))
}

/// Returns the error that an edit would touch more than it should.
pub(super) fn not_editable(name: &str) -> Diagnostics {
    let message = format!("`{name}` cannot be changed in place without touching what should stay");
    Diagnostic::error(Code::NotEditable, message).help("save the answers in another file").into()
}

/// Returns whether the text is JSON still, if it was.
pub(super) fn keeps_json(before: &str, after: &str) -> bool {
    let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    !is_json(before) || is_json(after)
}

/// Returns whether every comment of `before` is still in `after`.
pub(super) fn keeps_comments(before: &Layout<'_>, after: &Document) -> bool {
    let Some(after) = Layout::of(after) else { return false };
    let mut after = after.comments(0..after.text.len());
    before.comments(0..before.text.len()).iter().all(|comment| {
        let found = after.iter().position(|other| other.contains(comment.as_str()));
        found.map(|at| after.remove(at)).is_some()
    })
}
