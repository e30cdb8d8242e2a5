//! What sets of options leave possible of a question, in words.

use super::condition::Variable;
use super::describe::or_list;
use super::model::{Kind, Question};
use crate::options::OptionSet;

impl Question {
    /// Says what sets of its variables leave possible, as the rest of "leaves": `at least weekly`, `a or b`.
    pub fn left_by(&self, sets: &[OptionSet]) -> String {
        let id = |option: usize| self.options[option].id.clone();
        if self.kind == Kind::Multi {
            let known = sets.iter().enumerate().filter_map(|(option, set)| Some((option, set.single()?)));
            let words = known.map(|(option, is)| match is {
                Variable::YES => format!("with {}", id(option)),
                _ => format!("without {}", id(option)),
            });
            return words.collect::<Vec<_>>().join(", ");
        }
        let options: Vec<usize> = sets.first().map(|set| set.iter().collect()).unwrap_or_default();
        match self.least_of(sets) {
            Some(from) if options.len() > 1 => format!("at least {}", id(from)),
            _ => or_list(&options.into_iter().map(id).collect::<Vec<_>>()),
        }
    }

    /// Returns the option from which on all are left possible, of a scale or a number; `None` if it is
    /// another kind of set.
    pub fn least_of(&self, sets: &[OptionSet]) -> Option<usize> {
        let is_ordered = matches!(self.kind, Kind::Ordinal | Kind::Number);
        let set = sets.first().filter(|_| is_ordered)?;
        let from = set.first()?;
        (*set == OptionSet::between(from, self.options.len() - 1)).then_some(from)
    }
}
