//! What a file calls by the names of an earlier version of the rulebook.

use super::wording::{Named, Word, Wording};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::document::Node;
use crate::options::OptionSet;
use crate::rulebook::{Kind, Question, Rulebook, and_list, or_list};

/// The former names that were read in one file, and what they are now, each once.
#[derive(Debug, Clone, Default)]
pub(super) struct Renames {
    /// Where the first stands; `None` of what was read from no text.
    place: Option<Place>,
    said: Vec<String>,
}

impl Renames {
    /// Returns what was renamed, in the order of the file.
    pub(super) fn said(&self) -> &[String] {
        &self.said
    }

    /// Adds the key under which something is said of questions, if it is a former one.
    pub(super) fn key(&mut self, named: &Named<'_>, rulebook: &Rulebook, node: Option<&Node<'_>>) {
        let Some(id) = named.former() else { return };
        let ids = named.questions.iter().map(|&question| format!("`{}`", rulebook.questions[question].id));
        self.add(format!("`{id}` is now {}", and_list(&ids.collect::<Vec<_>>())), || {
            node.map(Node::key_place)
        });
    }

    /// Adds the words of an answer that stand for options of another name.
    pub(super) fn answer(&mut self, named: &Named<'_>, node: &Node<'_>) {
        for node in leaves(node) {
            // An option in a list may be written as a number.
            let text = node.written().unwrap_or_default();
            self.text(named, &text, || Some(node.place()));
        }
    }

    /// Adds the words of an answer as people type it.
    pub(super) fn text(&mut self, named: &Named<'_>, text: &str, place: impl Fn() -> Option<Place>) {
        for text in text.split(',').map(|word| word.trim().trim_start_matches(['+', '-'])) {
            let now: Vec<(&Question, OptionSet)> = named
                .wordings()
                .filter_map(|wording| renamed(wording, text).map(|options| (wording.question, options)))
                .collect();
            if now.is_empty() {
                continue;
            }
            let several = named.questions.len() > 1;
            let options = |(question, options): &(&Question, OptionSet)| {
                let ids: Vec<String> =
                    options.iter().map(|option| format!("`{}`", question.options[option].id)).collect();
                let ids = if question.kind == Kind::Multi { and_list(&ids) } else { or_list(&ids) };
                if several { format!("{ids} of `{}`", question.id) } else { ids }
            };
            let now: Vec<String> = now.iter().map(options).collect();
            self.add(format!("`{text}` of `{}` is now {}", named.id(), and_list(&now)), &place);
        }
    }

    fn add(&mut self, said: String, place: impl FnOnce() -> Option<Place>) {
        if self.said.contains(&said) {
            return;
        }
        if self.said.is_empty() {
            self.place = place();
        }
        self.said.push(said);
    }

    /// Returns a note that names them all; `None` if there are none.
    pub(super) fn note(self, help: &str) -> Option<Diagnostic> {
        let note = Diagnostic::note(Code::FormerName, format!("former names: {}", self.said.join(", ")));
        let note = if let Some(place) = self.place { note.at(place) } else { note };
        (!self.said.is_empty()).then(|| note.help(help))
    }
}

/// Returns the options for which a word stands, if they are others than that of the same id.
fn renamed(wording: Wording<'_>, text: &str) -> Option<OptionSet> {
    let word: Word = wording.word(text).ok()?;
    (!word.options.is_empty() && wording.is_renamed(&word)).then_some(word.options)
}

/// Returns the scalars of an answer.
fn leaves<'n>(node: &Node<'n>) -> Vec<Node<'n>> {
    if node.value().is_mapping() {
        let entries = node.entries("an answer", &mut Default::default());
        return entries.iter().flat_map(|(_, value)| leaves(value)).collect();
    }
    node.one_or_more()
}
