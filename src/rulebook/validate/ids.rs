//! Ids and names: their form, and that each id is defined once.

use std::collections::HashMap;

use super::validator::{Validator, place_of};
use crate::diagnostic::{Code, Place};
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
}

impl Validator<'_> {
    /// Notes the id of the entry at `node`, and reports it if it is malformed or not new.
    pub(super) fn define(&mut self, ids: &mut Ids, id: &str, node: &Node<'_>) {
        let kind = ids.kind;
        let place = || node.whereabouts().place(Some("id"));
        if !is_kebab(id) {
            let message = format!("the {kind} id `{id}` is not in kebab-case");
            self.error_with_help(Code::BadId, message, place(), format!("write `{}`", to_kebab(id)));
        } else if RESERVED.contains(&id) {
            let message = format!("the {kind} id `{id}` is a reserved word");
            self.error_with_help(Code::BadId, message, place(), "choose another word");
        } else {
            self.check_length(&format!("this {kind} id"), id, place);
        }
        match ids.defined.get(id) {
            Some(first) => {
                let first = first.place(Some("id"));
                let message = format!("the {kind} `{id}` is defined twice");
                let help = format!("the other stands in {}, line {}", first.source.name, first.line);
                self.error_with_help(Code::DuplicateId, message, place(), help);
            }
            None => _ = ids.defined.insert(id.to_owned(), node.whereabouts()),
        }
    }

    /// Reports the name of the entry at `node` if it does not fit where names are shown.
    pub(super) fn check_name(&mut self, name: &str, node: &Node<'_>) {
        self.check_length("this name", name, || place_of(node, "name"));
    }

    /// Reports a text of a picture that does not fit into its box.
    pub(super) fn check_label(&mut self, text: &str, node: &Node<'_>) {
        self.check_length("this label", text, || node.place());
    }

    fn check_length(&mut self, what: &str, text: &str, place: impl FnOnce() -> Place) {
        let length = text.chars().count();
        if length > MAX_NAME {
            let message = format!("{what} has {length} characters, more than {MAX_NAME}");
            let help = "find a shorter one: it stands in tables";
            self.error_with_help(Code::OutOfRange, message, place(), help);
        }
    }
}

/// Returns whether an id is made of lower-case words and digits with hyphens between them.
pub(super) fn is_kebab(id: &str) -> bool {
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

/// Returns an id that is like a name; `None` if nothing of the name can stand in an id.
pub fn id_from(name: &str) -> Option<String> {
    let id: String = to_kebab(name).chars().take(MAX_NAME).collect();
    let id = id.trim_matches('-');
    // YAML would take digits alone for a number.
    let is_word = id.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.contains(|c: char| c.is_ascii_alphanumeric());
    (is_word && is_kebab(id) && !RESERVED.contains(&id)).then(|| id.to_owned())
}
