//! One answer: reads text or YAML into sets of options, and writes it back as text.

use super::wording::{NO_OPTION, Word, Wording, is_grouped, number, off_scale};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;
use crate::options::OptionSet;
use crate::rulebook::{Kind, Question, Variable};

/// The word for not knowing.
pub(super) const UNKNOWN: &str = "unknown";

const YES: OptionSet = OptionSet::at(Variable::YES);
const NO: OptionSet = OptionSet::at(Variable::NO);
const EITHER: OptionSet = OptionSet::full(2);

/// What an answer leaves possible: a set for each variable of its question.
#[derive(Debug, Clone, PartialEq)]
pub struct Reply {
    /// For each variable of the question the options still possible; none is empty.
    pub sets: Vec<OptionSet>,
    /// The number itself, where the answer was one.
    pub number: Option<f64>,
}

/// Returns whether an option of a `multi` question is not excluded.
pub(super) fn may_apply(set: OptionSet) -> bool {
    set != NO
}

/// Returns whether an option of a `multi` question is known to apply.
fn applies(set: OptionSet) -> bool {
    set == YES
}

impl Reply {
    /// Returns "don't know": everything stays possible.
    pub fn unknown(question: &Question) -> Self {
        let sets = match question.kind {
            Kind::Multi => vec![EITHER; question.options.len()],
            _ => vec![OptionSet::full(question.options.len())],
        };
        Self { sets, number: None }
    }

    /// Returns the answer that it is one of `options`; of a `multi` question, that exactly these apply.
    pub fn options(question: &Question, options: OptionSet) -> Self {
        let sets = match question.kind {
            Kind::Multi => {
                (0..question.options.len()).map(|o| if options.contains(o) { YES } else { NO }).collect()
            }
            _ => vec![options],
        };
        Self { sets, number: None }
    }

    /// Returns the answer of a number, with the option into which it falls; `None` off the scale.
    pub fn number(question: &Question, number: f64) -> Option<Self> {
        let option = question.bin(number)?;
        Some(Self { sets: vec![OptionSet::only(option)], number: Some(number) })
    }

    /// Returns what both answers leave possible; `None` if that is nothing.
    pub fn and(&self, other: &Self) -> Option<Self> {
        let sets: Vec<OptionSet> =
            self.sets.iter().zip(&other.sets).map(|(a, b)| a.intersection(*b)).collect();
        let number = self.number.or(other.number);
        (!sets.iter().any(|set| set.is_empty())).then_some(Self { sets, number })
    }

    /// Returns whether everything that this answer leaves possible is possible by `other` as well.
    pub fn narrows(&self, other: &Self) -> bool {
        self.sets.iter().zip(&other.sets).all(|(mine, theirs)| mine.is_subset(*theirs))
    }

    /// Reads an answer as people type it: an option, several with commas between them, a number, `unknown`.
    /// Of a `multi` question a list is complete; `+a,-b` says only that `a` applies and `b` does not. Of any
    /// other `-a` says that it is certainly not `a`.
    ///
    /// # Errors
    /// An option or number that the question does not have.
    pub fn parse(question: &Question, text: &str) -> Result<Self, Diagnostic> {
        Self::parse_as(Wording::of_today(question), text)
    }

    /// Reads the same where the words may be those of an earlier version of the rulebook.
    pub(super) fn parse_as(wording: Wording<'_>, text: &str) -> Result<Self, Diagnostic> {
        if wording.question.kind == Kind::Number && is_grouped(text) {
            let message = format!("`{text}` is not clear as an answer to `{}`", wording.id);
            let help = format!("write a number without a mark, such as `{}`", text.replace([',', '.'], ""));
            return Err(Diagnostic::error(Code::BadAnswer, message).help(help));
        }
        let words: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        let multi = wording.question.kind == Kind::Multi;
        let is_signed = |word: &&str| word.starts_with('-') || (multi && word.starts_with('+'));
        match words.as_slice() {
            [] => {
                let message = format!("the answer to `{}` is empty", wording.id);
                Err(Diagnostic::error(Code::BadAnswer, message).help(expected(wording.question)))
            }
            [word] if *word == UNKNOWN || *word == "?" => Ok(Self::unknown(wording.question)),
            [word] if *word == NO_OPTION && multi => Ok(Self::exactly(wording, &[])),
            [word] if *word == NO_OPTION && wording.knows_none() => Ok(Self::unknown(wording.question)),
            [word] if number(wording.question, word).is_some() => Self::word(wording, word),
            words if words.iter().any(is_signed) => Self::partial(wording, words),
            [word] => Self::word(wording, word),
            words => Self::several(wording, words),
        }
    }

    fn several(wording: Wording<'_>, words: &[&str]) -> Result<Self, Diagnostic> {
        let words: Vec<Word> = words.iter().map(|word| wording.word(word)).collect::<Result<_, _>>()?;
        Ok(Self::exactly(wording, &words))
    }

    fn word(wording: Wording<'_>, word: &str) -> Result<Self, Diagnostic> {
        match number(wording.question, word) {
            Some(number) => {
                Self::number(wording.question, number).ok_or_else(|| off_scale(wording.question, number))
            }
            None => Self::several(wording, &[word]),
        }
    }

    /// Returns the answer that it is one of what `words` stand for; of a `multi` question, that exactly these
    /// apply. What a word says of two options at once stays open, and so does what a former id cannot say.
    fn exactly(wording: Wording<'_>, words: &[Word]) -> Self {
        let question = wording.question;
        let named = words.iter().fold(OptionSet::EMPTY, |all, word| all.union(word.options));
        if question.kind != Kind::Multi {
            let says_nothing = words.iter().any(|word| word.options.is_empty());
            return if says_nothing { Self::unknown(question) } else { Self::options(question, named) };
        }
        let certain: OptionSet = words.iter().filter_map(|word| word.options.single()).collect();
        let open = named.union(wording.added());
        let set = |option| match (certain.contains(option), open.contains(option)) {
            (true, _) => YES,
            (false, true) => EITHER,
            (false, false) => NO,
        };
        Self { sets: (0..question.options.len()).map(set).collect(), number: None }
    }

    fn partial(wording: Wording<'_>, words: &[&str]) -> Result<Self, Diagnostic> {
        let multi = wording.question.kind == Kind::Multi;
        let (mut includes, mut excludes): (Vec<Word>, Vec<Word>) = (Vec::new(), Vec::new());
        for word in words {
            match (word.strip_prefix('+').filter(|_| multi), word.strip_prefix('-')) {
                (Some(id), _) => includes.push(wording.word(id)?),
                (None, Some(id)) => excludes.push(wording.word(id)?),
                (None, None) => return Err(unsigned(word, multi)),
            }
        }
        Self::unknown(wording.question).signed(wording, &includes, &excludes).map_err(|id| match id {
            Some(id) => {
                let message = format!("`{id}` is said to apply and not to apply");
                Diagnostic::error(Code::Contradiction, message)
            }
            None => leaves_nothing(wording),
        })
    }

    /// Narrows the answer by what is said to apply and not to apply.
    ///
    /// # Errors
    /// Nothing is left; names the option that is said to do both, if it is one.
    fn signed(
        mut self,
        wording: Wording<'_>,
        includes: &[Word],
        excludes: &[Word],
    ) -> Result<Self, Option<String>> {
        let denied = wording.denied(excludes);
        if wording.question.kind != Kind::Multi {
            self.sets[0] = self.sets[0].difference(denied);
            return if self.sets[0].is_empty() { Err(None) } else { Ok(self) };
        }
        if let Some(both) = includes.iter().find(|word| excludes.contains(word)) {
            return Err(Some(both.text.clone()));
        }
        let certain: OptionSet = includes.iter().filter_map(|word| word.options.single()).collect();
        if let Some(both) = certain.intersection(denied).first() {
            return Err(Some(wording.question.options[both].id.clone()));
        }
        certain.iter().for_each(|option| self.sets[option] = YES);
        denied.iter().for_each(|option| self.sets[option] = NO);
        Ok(self)
    }

    /// Reads an answer from a file: as [`Reply::parse`], or a list, or a mapping of operators.
    pub(super) fn read(wording: Wording<'_>, node: &Node<'_>, found: &mut Diagnostics) -> Option<Self> {
        if node.value().as_mapping().is_some() {
            return Self::read_operators(wording, node, found);
        }
        let Some(items) = node.value().as_sequence() else {
            return located(as_written(node, |text| Self::parse_as(wording, text)), node, found);
        };
        if items.is_empty() && !wording.knows_none() {
            let message = format!("the answer to `{}` is an empty list", wording.id);
            let diagnostic = Diagnostic::error(Code::BadAnswer, message).at(node.place());
            found.push(diagnostic.help(expected(wording.question)));
            return None;
        }
        let words = words(wording, node, found)?;
        if words.is_empty() && wording.question.kind != Kind::Multi {
            return Some(Self::unknown(wording.question));
        }
        Some(Self::exactly(wording, &words))
    }

    /// Reads `{includes: […], excludes: […]}` of a `multi` question, `{at_least: …, at_most: …}` of a scale,
    /// `{excludes: […]}` of any other.
    fn read_operators(wording: Wording<'_>, node: &Node<'_>, found: &mut Diagnostics) -> Option<Self> {
        let question = wording.question;
        let mut reply = Self::unknown(question);
        let (mut includes, mut excludes) = (Vec::new(), Vec::new());
        let ordered = matches!(question.kind, Kind::Ordinal | Kind::Number);
        let multi = question.kind == Kind::Multi;
        for (operator, value) in node.entries("an answer", found) {
            let words = words(wording, &value, found)?;
            match operator.as_str() {
                "at_least" | "at_most" if ordered && !words.is_empty() => {
                    let bound = bound(wording, &operator, &words).map_err(|error| error.at(value.place()));
                    reply.sets[0] = reply.sets[0].intersection(found.ok_or_push(bound)?);
                }
                "includes" if multi => includes.extend(words),
                "excludes" => excludes.extend(words),
                _ => {
                    let message = format!("`{operator}` does not fit `{}`", question.id);
                    let diagnostic = Diagnostic::error(Code::BadOperator, message).at(value.key_place());
                    found.push(
                        diagnostic.help(did_you_mean(&operator, operators(question.kind).iter().copied())),
                    );
                    return None;
                }
            }
        }
        let reply = reply.signed(wording, &includes, &excludes);
        if reply.as_ref().map_or(true, |reply| reply.sets.iter().any(|set| set.is_empty())) {
            found.push(leaves_nothing(wording).at(node.place()));
            return None;
        }
        reply.ok()
    }

    /// Returns the answer as [`Reply::parse`] reads it.
    pub fn text(&self, question: &Question) -> String {
        let ids = question.options.iter().map(|choice| choice.id.as_str());
        let is_unknown = *self == Self::unknown(question);
        match question.kind {
            _ if is_unknown => UNKNOWN.to_owned(),
            Kind::Multi if self.sets.iter().all(|set| *set == NO) => NO_OPTION.to_owned(),
            Kind::Multi if self.sets.iter().all(|set| set.single().is_some()) => {
                let yes = ids.zip(&self.sets).filter(|(_, set)| applies(**set)).map(|(id, _)| id);
                yes.collect::<Vec<_>>().join(",")
            }
            Kind::Multi => {
                let sign = |set: OptionSet| if applies(set) { '+' } else { '-' };
                let known = ids.zip(&self.sets).filter(|(_, set)| set.single().is_some());
                known.map(|(id, set)| format!("{}{id}", sign(*set))).collect::<Vec<_>>().join(",")
            }
            _ => match self.number {
                Some(number) => number.to_string(),
                None => {
                    let possible = ids.enumerate().filter(|(o, _)| self.sets[0].contains(*o));
                    possible.map(|(_, id)| id).collect::<Vec<_>>().join(",")
                }
            },
        }
    }
}

/// Reads the text of a scalar; if that fails, as it was written. It comes second, since it is slow and
/// matters only where an id looks like a number.
fn as_written<T>(node: &Node<'_>, read: impl Fn(&str) -> Result<T, Diagnostic>) -> Result<T, Diagnostic> {
    read(&node.text().unwrap_or_default()).or_else(|error| match node.value().is_string() {
        true => Err(error),
        false => read(&node.written().unwrap_or_default()),
    })
}

fn located<T>(result: Result<T, Diagnostic>, node: &Node<'_>, found: &mut Diagnostics) -> Option<T> {
    result.map_err(|diagnostic| found.push(diagnostic.at(node.place()))).ok()
}

/// Reads the words of a list, or the one that stands for a list of one; `None` if one of them is wrong.
fn words(wording: Wording<'_>, node: &Node<'_>, found: &mut Diagnostics) -> Option<Vec<Word>> {
    let nodes = node.one_or_more().into_iter();
    let read = |item: Node<'_>| located(as_written(&item, |text| wording.word(text)), &item, found);
    // All of them are read, so that every error is found.
    nodes.map(read).collect::<Vec<_>>().into_iter().collect()
}

/// Returns the options from the lowest of some words on, or up to the lowest.
fn bound(wording: Wording<'_>, operator: &str, words: &[Word]) -> Result<OptionSet, Diagnostic> {
    let mut options: Option<OptionSet> = None;
    for word in words {
        let new = wording.bound(operator, word)?;
        options = Some(options.map_or(new, |options| match operator {
            "at_least" => options.union(new),
            _ => options.intersection(new),
        }));
    }
    Ok(options.unwrap_or(OptionSet::full(wording.question.options.len())))
}

/// Returns the operators by which an answer to a question of this kind can be given.
fn operators(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Multi => &["includes", "excludes"],
        Kind::Ordinal | Kind::Number => &["at_least", "at_most", "excludes"],
        Kind::Nominal => &["excludes"],
    }
}

fn unsigned(word: &str, multi: bool) -> Diagnostic {
    let (message, help) = match multi {
        true => (
            format!("`{word}` has neither `+` nor `-`, the others have"),
            "write `+` before what applies and `-` before what does not, or neither anywhere",
        ),
        false => (
            format!("`{word}` has no `-`, another has"),
            "write `-` before each that it is not, or only those that it may be",
        ),
    };
    Diagnostic::error(Code::BadAnswer, message).help(help)
}

fn leaves_nothing(wording: Wording<'_>) -> Diagnostic {
    Diagnostic::error(Code::Contradiction, format!("this answer to `{}` leaves no option", wording.id))
}

fn expected(question: &Question) -> String {
    let ids: Vec<&str> = question.options.iter().map(|choice| choice.id.as_str()).collect();
    format!("write one of {}, or `{UNKNOWN}`", ids.join(", "))
}
