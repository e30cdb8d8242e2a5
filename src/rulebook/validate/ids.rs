//! Ids: their form, and that each is defined once.

use std::collections::HashMap;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Whereabouts};
use crate::rulebook::limits::MAX_NAME;

/// Words that YAML or archwise reads as something else.
const RESERVED: [&str; 8] = ["yes", "no", "on", "off", "null", "true", "false", "unknown"];

/// The ids of one kind that were defined so far.
pub(super) struct Ids {
    kind: &'static str,
    defined: HashMap<String, Whereabouts>,
}

impl Ids {
    pub(super) fn new(kind: &'static str) -> Self {
        Self { kind, defined: HashMap::new() }
    }

    /// Notes the id of the entry at `node`, and reports it if it is malformed or not new.
    pub(super) fn define(&mut self, id: &str, node: &Node<'_>, found: &mut Diagnostics) {
        let place = || node.whereabouts().place(Some("id"));
        if !is_kebab(id) {
            let message = format!("the {} id `{id}` is not in kebab-case", self.kind);
            let help = format!("write `{}`", to_kebab(id));
            found.push(Diagnostic::error(Code::BadId, message).at(place()).help(help));
        } else if RESERVED.contains(&id) {
            let message = format!("the {} id `{id}` is a reserved word", self.kind);
            found.push(Diagnostic::error(Code::BadId, message).at(place()).help("choose another word"));
        } else if id.len() > MAX_NAME {
            found.push(too_long(&format!("this {} id", self.kind), id.len()).at(place()));
        }
        match self.defined.get(id) {
            Some(first) => {
                let first = first.place(Some("id"));
                let message = format!("the {} `{id}` is defined twice", self.kind);
                let help = format!("the other stands in {}, line {}", first.source.name, first.line);
                found.push(Diagnostic::error(Code::DuplicateId, message).at(place()).help(help));
            }
            None => {
                self.defined.insert(id.to_owned(), node.whereabouts());
            }
        }
    }
}

/// Reports the name of the entry at `node` if it does not fit where names are shown.
pub(super) fn check_name(name: &str, node: &Node<'_>, found: &mut Diagnostics) {
    let length = name.chars().count();
    if length > MAX_NAME {
        let place = node.entry("name").map_or_else(|| node.place(), |name| name.place());
        found.push(too_long("this name", length).at(place));
    }
}

/// Reports a text of a picture that does not fit into its box.
pub(super) fn check_label(text: &str, node: &Node<'_>, found: &mut Diagnostics) {
    let length = text.chars().count();
    if length > MAX_NAME {
        found.push(too_long("this label", length).at(node.place()));
    }
}

fn too_long(what: &str, length: usize) -> Diagnostic {
    Diagnostic::error(Code::OutOfRange, format!("{what} has {length} characters, more than {MAX_NAME}"))
        .help("find a shorter one: it stands in tables")
}

fn is_kebab(id: &str) -> bool {
    let part =
        |part: &str| !part.is_empty() && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit());
    id.split('-').all(part)
}

fn to_kebab(id: &str) -> String {
    let lower: String =
        id.chars().map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '-' }).collect();
    let parts: Vec<&str> = lower.split('-').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() { "some-id".to_owned() } else { parts.join("-") }
}
