//! What the words of an answer stand for: ids of today, and those of earlier versions of the rulebook.

#[cfg(test)]
mod tests;

use crate::diagnostic::{Code, Diagnostic, did_you_mean};
use crate::options::OptionSet;
use crate::rulebook::{Choice, Kind, Question, QuestionId, Rulebook};

/// The word for a `multi` question of which no option applies.
pub(super) const NO_OPTION: &str = "none";

/// The questions that one key names.
#[derive(Debug)]
pub(super) struct Named<'n> {
    id: &'n str,
    rulebook: &'n Rulebook,
    /// That of today, or all that were asked under the id in earlier versions.
    pub questions: Vec<QuestionId>,
    /// The same questions if the id is a former one, else none.
    siblings: Vec<&'n Question>,
}

impl<'n> Named<'n> {
    /// Finds the question of this id or, if there is none, those that had it in earlier versions.
    ///
    /// # Errors
    /// There is no such question, and there was none.
    pub(super) fn find(rulebook: &'n Rulebook, id: &'n str) -> Result<Self, Diagnostic> {
        let error = match rulebook.find_question(id) {
            Ok(question) => return Ok(Self::today(rulebook, id, question)),
            Err(error) => error,
        };
        let questions: Vec<QuestionId> = rulebook.formerly(id).collect();
        let siblings = questions.iter().map(|&question| &rulebook.questions[question]).collect();
        if questions.is_empty() { Err(error) } else { Ok(Self { id, rulebook, questions, siblings }) }
    }

    fn today(rulebook: &'n Rulebook, id: &'n str, question: QuestionId) -> Self {
        Self { id, rulebook, questions: vec![question], siblings: Vec::new() }
    }

    /// Returns the id if it is none of today.
    pub(super) fn former(&self) -> Option<&'n str> {
        (!self.siblings.is_empty()).then_some(self.id)
    }

    pub(super) fn id(&self) -> &'n str {
        self.id
    }

    /// Returns whether words of an answer under the id may be none of today.
    pub(super) fn may_be_old(&self) -> bool {
        let mut questions = self.questions.iter().map(|&question| &self.rulebook.questions[question]);
        questions.any(|question| question.options.iter().any(|choice| !choice.formerly.is_empty()))
    }

    /// Returns how an answer under the id is read for one of the questions.
    pub(super) fn wording(&self, question: QuestionId) -> Wording<'_> {
        Wording { id: self.id, question: &self.rulebook.questions[question], siblings: &self.siblings }
    }

    /// Yields how an answer under the id is read, for one question after the other.
    pub(super) fn wordings(&self) -> impl Iterator<Item = Wording<'_>> {
        self.questions.iter().map(|&question| self.wording(question))
    }
}

/// How the words of an answer are read for one question.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wording<'q> {
    /// The id under which it is answered.
    pub id: &'q str,
    pub question: &'q Question,
    /// Under a former id, all questions that were asked under it; under an id of today, none.
    siblings: &'q [&'q Question],
}

/// A word of an answer, and the options for which it stands: several if one was divided since, none if it is
/// about another question that was asked under the same former id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Word {
    pub text: String,
    pub options: OptionSet,
}

impl<'q> Wording<'q> {
    /// Returns how words are read under the id of today.
    pub(super) fn of_today(question: &'q Question) -> Self {
        Self { id: &question.id, question, siblings: &[] }
    }

    /// Returns whether the words stand under a former id.
    pub(super) fn is_former(self) -> bool {
        !self.siblings.is_empty()
    }

    /// Returns whether a question that is answered under the id takes several options at once.
    pub(super) fn knows_none(self) -> bool {
        std::iter::once(&self.question).chain(self.siblings).any(|question| question.kind == Kind::Multi)
    }

    /// Reads a word.
    ///
    /// # Errors
    /// It is no option, and was none, and no number on the scale.
    pub(super) fn word(self, text: &str) -> Result<Word, Diagnostic> {
        self.options(text).map(|options| Word { text: text.to_owned(), options })
    }

    fn options(self, text: &str) -> Result<OptionSet, Diagnostic> {
        let named = self.named(self.question, text);
        if !named.is_empty() {
            return Ok(named);
        }
        if let Some(number) = number(self.question, text) {
            let option = self.question.bin(number).ok_or_else(|| off_scale(self.question, number));
            return option.map(OptionSet::only);
        }
        let elsewhere = |other: &&Question| {
            !self.named(other, text).is_empty() || number(other, text).is_some_and(|n| other.bin(n).is_some())
        };
        if self.siblings.iter().any(elsewhere) {
            return Ok(OptionSet::EMPTY);
        }
        let message = match text {
            "" => format!("the answer to `{}` is not an option", self.id),
            _ => format!("`{}` has no option `{text}`", self.id),
        };
        let mut help = did_you_mean(text, self.known());
        if self.question.kind == Kind::Number {
            help = format!("write a number; {help}");
        }
        if text == NO_OPTION && self.question.kind == Kind::Multi {
            help = format!("`{NO_OPTION}` stands alone: it says that none of the options applies");
        }
        Err(Diagnostic::error(Code::UnknownOption, message).help(help))
    }

    /// Returns the options of a question that a word names.
    fn named(self, question: &Question, text: &str) -> OptionSet {
        let today = question.choice(text);
        if let (Some(option), false) = (today, self.is_former()) {
            return OptionSet::only(option);
        }
        let had = |(_, choice): &(usize, &Choice)| choice.formerly.iter().any(|id| id == text);
        let formerly = question.options.iter().enumerate().filter(had).map(|(option, _)| option);
        formerly.chain(today).collect()
    }

    /// Returns the words that can be meant; under an id of today only options of today.
    fn known(self) -> Vec<&'q str> {
        let then = self.siblings.iter().flat_map(|question| &question.options);
        let then = then.flat_map(|choice| choice.formerly.iter().chain([&choice.id]));
        let today = self.question.options.iter().filter(|_| !self.is_former()).map(|choice| &choice.id);
        let mut known: Vec<&str> = Vec::new();
        for id in then.chain(today) {
            if !known.contains(&id.as_str()) {
                known.push(id);
            }
        }
        known
    }

    /// Returns the options that do not apply if none of these words does. One that several words stood for
    /// may apply by any of them, so it is not among them unless all are denied.
    pub(super) fn denied(self, words: &[Word]) -> OptionSet {
        let options = self.question.options.iter().enumerate();
        let denied = options.filter(|(option, choice)| {
            let was_renamed = !choice.formerly.is_empty();
            let all = choice.formerly.iter().all(|id| words.iter().any(|word| word.text == *id));
            let today = words.iter().any(|word| word.options.contains(*option) && !self.is_old(word));
            (was_renamed && all) || (today && !(was_renamed && self.is_former()))
        });
        denied.map(|(option, _)| option).collect()
    }

    /// Returns whether a word under an id of today is a former id of an option.
    fn is_old(self, word: &Word) -> bool {
        !self.is_former()
            && self.question.choice(&word.text).is_none()
            && number(self.question, &word.text).is_none()
    }

    /// Returns the options that are new since the question had the id.
    pub(super) fn added(self) -> OptionSet {
        let options = self.question.options.iter().enumerate();
        let added = options.filter(|(_, choice)| self.is_former() && choice.added);
        added.map(|(option, _)| option).collect()
    }

    /// Returns the options of a scale from the lowest, or up to the highest, of those that a word stands for.
    ///
    /// # Errors
    /// The word has no place in the order of today, nor in one of then that today's tells.
    pub(super) fn bound(self, operator: &str, word: &Word) -> Result<OptionSet, Diagnostic> {
        let id = &word.text;
        if let Some(options) = self.former_bound(operator, id) {
            return Ok(options);
        }
        let last = self.question.options.len() - 1;
        if !self.is_former() || self.question.choice(id).is_some() || number(self.question, id).is_some() {
            let end = if operator == "at_least" { word.options.first() } else { word.options.iter().last() };
            // A word that is about another question says nothing of this.
            return Ok(end.map_or(OptionSet::full(last + 1), |end| match operator {
                "at_least" => OptionSet::between(end, last),
                _ => OptionSet::between(0, end),
            }));
        }
        let message = format!(
            "`{operator}: {id}` cannot be read under `{}`: that is a former id, and the order of its options \
             is not known",
            self.id
        );
        let help = "write the options that are possible as a list";
        Err(Diagnostic::error(Code::BadOperator, message).help(help))
    }

    /// Reads a bound under a former id by what its options of then have become: one is above another if on
    /// every scale that came of the question it is nowhere below. `None` if a scale of today has no order, or
    /// an option of then is neither above the bound nor below it.
    fn former_bound(self, operator: &str, id: &str) -> Option<OptionSet> {
        let is_ordered = |question: &&Question| matches!(question.kind, Kind::Ordinal | Kind::Number);
        if !self.is_former() || !self.siblings.iter().all(is_ordered) {
            return None;
        }
        let ends = |id: &str| -> Option<Vec<(usize, usize)>> {
            let named = self.siblings.iter().map(|question| self.named(question, id));
            named.map(|options| Some((options.first()?, options.iter().last()?))).collect()
        };
        let is_below = |one: &[(usize, usize)], other: &[(usize, usize)]| {
            one.iter().zip(other).all(|(one, other)| one.0 <= other.0 && one.1 <= other.1)
        };
        let bound = ends(id)?;
        let mut options = OptionSet::EMPTY;
        for then in self.known() {
            let Some(place) = ends(then) else { continue };
            let (above, below) = (is_below(&bound, &place), is_below(&place, &bound));
            if !above && !below {
                return None;
            }
            if (operator == "at_least" && above) || (operator != "at_least" && below) {
                options = options.union(self.named(self.question, then));
            }
        }
        Some(options)
    }

    /// Returns whether a word says something else than the option of the same id.
    pub(super) fn is_renamed(self, word: &Word) -> bool {
        let today = self.question.choice(&word.text).map(OptionSet::only);
        let is_number = number(self.question, &word.text).is_some() && today.is_none();
        !is_number && today != Some(word.options)
    }
}

/// Returns the number that a word is, if the question asks for one.
pub(super) fn number(question: &Question, text: &str) -> Option<f64> {
    // Three digits that begin with a zero are the rest of a number that a comma took apart, as in `60,000`.
    let is_rest = text.len() == 3 && text.starts_with('0') && text.bytes().all(|byte| byte.is_ascii_digit());
    if question.kind == Kind::Number && !is_rest { text.parse().ok() } else { None }
}

/// Returns whether a text may be a number with marks between its thousands, or else several numbers or a
/// fraction: `60,000`, `60.000`.
pub fn is_grouped(text: &str) -> bool {
    let has_digits = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_digit());
    [',', '.'].iter().any(|mark| {
        let mut groups = text.split(*mark);
        let first = groups.next().unwrap_or_default();
        let rest: Vec<&str> = groups.collect();
        let is_first = has_digits(first) && first.len() <= 3 && first != "0";
        is_first && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && has_digits(group))
    })
}

/// Returns the error that a number has no option on the scale of a question.
pub(super) fn off_scale(question: &Question, number: f64) -> Diagnostic {
    let from = question.options.first().and_then(|choice| choice.from).unwrap_or_default();
    let unit = question.unit.as_deref().unwrap_or_default();
    let scale = match question.max {
        Some(max) => format!("the scale goes from {from} to {max} {unit}"),
        None => format!("the scale starts at {from} {unit}"),
    };
    let message = format!("{number} is not on the scale of `{}`", question.id);
    Diagnostic::error(Code::OutOfScale, message).help(scale.trim_end())
}
