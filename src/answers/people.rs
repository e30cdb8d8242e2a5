//! The names of people: who filled in an answers file, and who takes the decision.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible};
use crate::document::Node;

/// Returns a name as it is shown: in one line, with what could act on a terminal written out. `None` if there
/// is nothing to see.
pub fn person(text: &str) -> Option<String> {
    let name = visible(&text.split_whitespace().collect::<Vec<_>>().join(" "));
    (!name.is_empty()).then_some(name)
}

/// Reads who filled in a file.
pub(super) fn by(node: &Node<'_>, found: &mut Diagnostics) -> Option<String> {
    name(node, "the name under `by`", found)
}

/// Reads who takes the decision: a name or several.
pub(super) fn deciders(node: &Node<'_>, found: &mut Diagnostics) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for node in node.one_or_more() {
        names.extend(name(&node, "a name under `deciders`", found).filter(|name| !names.contains(name)));
    }
    names
}

fn name(node: &Node<'_>, what: &str, found: &mut Diagnostics) -> Option<String> {
    let text = node.expect_text(what, found)?;
    let name = person(&text);
    if name.is_none() {
        let message = format!("{what} is empty");
        found.push(
            Diagnostic::error(Code::EmptyValue, message).at(node.place()).help("write a name, or remove it"),
        );
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_that_does_nothing() {
        assert_eq!(person(" Ada \n Lovelace\t"), Some("Ada Lovelace".to_owned()));
        assert_eq!(person("Bob\u{1b}[2J\u{202e}"), Some("Bob\\u{1b}[2J\\u{202e}".to_owned()));
        assert_eq!(person(" \n"), None);
    }
}
