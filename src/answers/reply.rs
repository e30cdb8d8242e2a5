//! One answer: reads text or YAML into sets of options, and writes it back as text.

use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;
use crate::options::OptionSet;
use crate::rulebook::{Kind, Question, Variable};

/// The word for not knowing.
pub(super) const UNKNOWN: &str = "unknown";
/// The word for a `multi` question of which no option applies.
pub(super) const NO_OPTION: &str = "none";

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
    /// Of a `multi` question a list is complete; `+a,-b` says only that `a` applies and `b` does not.
    ///
    /// # Errors
    /// An option or number that the question does not have.
    pub fn parse(question: &Question, text: &str) -> Result<Self, Diagnostic> {
        let words: Vec<&str> = text.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
        match words.as_slice() {
            [] => {
                Err(Diagnostic::error(Code::BadAnswer, format!("the answer to `{}` is empty", question.id))
                    .help(expected(question)))
            }
            [word] if *word == UNKNOWN || *word == "?" => Ok(Self::unknown(question)),
            [word] if *word == NO_OPTION && question.kind == Kind::Multi => {
                Ok(Self::options(question, OptionSet::EMPTY))
            }
            words if question.kind == Kind::Multi && words.iter().any(|w| w.starts_with(['+', '-'])) => {
                Self::partial(question, words)
            }
            [word] => Self::word(question, word),
            words => Self::several(question, words),
        }
    }

    fn several(question: &Question, words: &[&str]) -> Result<Self, Diagnostic> {
        let options: OptionSet = words.iter().map(|word| option(question, word)).collect::<Result<_, _>>()?;
        Ok(Self::options(question, options))
    }

    fn word(question: &Question, word: &str) -> Result<Self, Diagnostic> {
        match (question.kind, word.parse::<f64>()) {
            (Kind::Number, Ok(number)) => {
                Self::number(question, number).ok_or_else(|| off_scale(question, number))
            }
            _ => Self::several(question, &[word]),
        }
    }

    fn partial(question: &Question, words: &[&str]) -> Result<Self, Diagnostic> {
        let mut reply = Self::unknown(question);
        for word in words {
            let (set, id) = match (word.strip_prefix('+'), word.strip_prefix('-')) {
                (Some(id), _) => (YES, id),
                (None, Some(id)) => (NO, id),
                (None, None) => {
                    let message = format!("`{word}` has neither `+` nor `-`, the others have");
                    let help =
                        "write `+` before what applies and `-` before what does not, or neither anywhere";
                    return Err(Diagnostic::error(Code::BadAnswer, message).help(help));
                }
            };
            let option = option(question, id)?;
            reply.sets[option] = reply.sets[option].intersection(set);
            if reply.sets[option].is_empty() {
                let message = format!("`{id}` is said to apply and not to apply");
                return Err(Diagnostic::error(Code::Contradiction, message));
            }
        }
        Ok(reply)
    }

    /// Reads an answer from a file: as [`Reply::parse`], or a list, or a mapping of operators.
    pub(super) fn read(question: &Question, node: &Node<'_>, found: &mut Diagnostics) -> Option<Self> {
        if node.value().as_mapping().is_some() {
            return Self::read_operators(question, node, found);
        }
        let Some(items) = node.value().as_sequence() else {
            return located(as_written(node, |text| Self::parse(question, text)), node, found);
        };
        if items.is_empty() && question.kind != Kind::Multi {
            let message = format!("the answer to `{}` is an empty list", question.id);
            found.push(Diagnostic::error(Code::BadAnswer, message).at(node.place()).help(expected(question)));
            return None;
        }
        let mut options = OptionSet::EMPTY;
        let mut complete = true;
        for item in node.one_or_more() {
            match located(as_written(&item, |text| option(question, text)), &item, found) {
                Some(option) => options = options.union(OptionSet::only(option)),
                None => complete = false,
            }
        }
        complete.then(|| Self::options(question, options))
    }

    /// Reads `{includes: […], excludes: […]}` of a `multi` question, or `{at_least: …, at_most: …}` of a
    /// scale.
    fn read_operators(question: &Question, node: &Node<'_>, found: &mut Diagnostics) -> Option<Self> {
        let mut reply = Self::unknown(question);
        let last = question.options.len() - 1;
        for (operator, value) in node.entries("an answer", found) {
            let ordered = matches!(question.kind, Kind::Ordinal | Kind::Number);
            let multi = question.kind == Kind::Multi;
            let options = value.one_or_more().into_iter();
            let options: Vec<Option<usize>> = options
                .map(|item| located(as_written(&item, |text| option(question, text)), &item, found))
                .collect();
            let options: OptionSet = options.into_iter().collect::<Option<_>>()?;
            match (operator.as_str(), options.first()) {
                ("at_least", Some(from)) if ordered => {
                    reply.sets[0] = reply.sets[0].intersection(OptionSet::between(from, last));
                }
                ("at_most", Some(to)) if ordered => {
                    reply.sets[0] = reply.sets[0].intersection(OptionSet::between(0, to))
                }
                ("includes", _) if multi => {
                    options.iter().for_each(|o| reply.sets[o] = reply.sets[o].intersection(YES))
                }
                ("excludes", _) if multi => {
                    options.iter().for_each(|o| reply.sets[o] = reply.sets[o].intersection(NO))
                }
                _ => {
                    let message = format!("`{operator}` does not fit `{}`", question.id);
                    let known = if multi { ["includes", "excludes"] } else { ["at_least", "at_most"] };
                    let diagnostic = Diagnostic::error(Code::BadOperator, message).at(value.key_place());
                    found.push(diagnostic.help(did_you_mean(&operator, known)));
                    return None;
                }
            }
        }
        if reply.sets.iter().any(|set| set.is_empty()) {
            let message = format!("this answer to `{}` leaves no option", question.id);
            found.push(Diagnostic::error(Code::Contradiction, message).at(node.place()));
            return None;
        }
        Some(reply)
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

fn option(question: &Question, word: &str) -> Result<usize, Diagnostic> {
    if let Some(option) = question.choice(word) {
        return Ok(option);
    }
    if let (Kind::Number, Ok(number)) = (question.kind, word.parse::<f64>()) {
        return question.bin(number).ok_or_else(|| off_scale(question, number));
    }
    let known = question.options.iter().map(|choice| choice.id.as_str());
    let message = match word {
        "" => format!("the answer to `{}` is not an option", question.id),
        _ => format!("`{}` has no option `{word}`", question.id),
    };
    Err(Diagnostic::error(Code::UnknownOption, message).help(did_you_mean(word, known)))
}

fn off_scale(question: &Question, number: f64) -> Diagnostic {
    let from = question.options.first().and_then(|choice| choice.from).unwrap_or_default();
    let unit = question.unit.as_deref().unwrap_or_default();
    let scale = match question.max {
        Some(max) => format!("the scale goes from {from} to {max} {unit}"),
        None => format!("the scale starts at {from} {unit}"),
    };
    let message = format!("{number} is not on the scale of `{}`", question.id);
    Diagnostic::error(Code::OutOfScale, message).help(scale.trim_end())
}

fn expected(question: &Question) -> String {
    let ids: Vec<&str> = question.options.iter().map(|choice| choice.id.as_str()).collect();
    format!("write one of {}, or `{UNKNOWN}`", ids.join(", "))
}
