//! What answers say in words: where the parts of a clause may stand.

use super::validator::{Validator, place_of};
use crate::diagnostic::Code;
use crate::document::Node;
use crate::rulebook::model::Kind;
use crate::rulebook::source::{Entry, QuestionSource};
use crate::rulebook::words::GAP;

impl Validator<'_> {
    /// Reports words that could not be put together to a clause.
    pub(super) fn check_words(&mut self, Entry { source, node, .. }: &Entry<'_, QuestionSource>) {
        let is_multi = source.kind == Kind::Multi;
        if let Some(says) = &source.says {
            if is_multi {
                let message = "`says` of a multiple choice stands at each option, as a whole clause";
                self.bad_words(node, "says", message, "move it to the options");
            } else if says.matches(GAP).count() != 1 {
                let message = format!("`{says}` has no place for the words of an option, or several");
                self.bad_words(node, "says", &message, "write `{}` once, as in `the budget is {}`");
            }
        }
        if source.unit_of_one.is_some() && source.unit.is_none() {
            let message = "`unit_of_one` without `unit`";
            self.bad_words(node, "unit_of_one", message, "give the unit of the other numbers as well");
        }
        let Some(options) = node.entry("options") else { return };
        let nodes = options.items("`options`", self.found);
        for (option, node) in source.options.iter().zip(&nodes) {
            if option.says_not.is_some() && !is_multi {
                let message = "`says_not` is for the options of a multiple choice";
                self.bad_words(node, "says_not", message, "remove it: another option applies instead");
            }
        }
    }

    fn bad_words(&mut self, node: &Node<'_>, key: &str, message: &str, help: &str) {
        self.error_with_help(Code::BadWords, message, place_of(node, key), help);
    }
}
