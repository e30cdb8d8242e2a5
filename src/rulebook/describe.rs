//! Conditions and options in words.

use std::fmt::Display;

use super::condition::{Condition, Test, Variable};
use super::model::{Kind, Rulebook};
use super::topology::Across;
use super::usual::Rarity;
use crate::rulebook::ids::{ArchitectureSet, VariableId};

impl Rulebook {
    /// Writes a condition as part of a sentence: `geographic-spread is global and teams is at least many`.
    pub fn condition_text(&self, condition: &Condition) -> String {
        match condition {
            Condition::All(parts) if parts.is_empty() => "always".to_owned(),
            Condition::All(parts) => self.joined(parts, " and "),
            Condition::Any(parts) => self.joined(parts, " or "),
            Condition::Not(inner) => format!("not ({})", self.condition_text(inner)),
            Condition::Test(test) => self.test_text(test),
        }
    }

    /// Writes which seams a rule is about, to stand after "where".
    pub fn across_text(&self, across: &Across) -> String {
        let condition = |side: &str, condition: &Option<Condition>| {
            condition.as_ref().map(|condition| format!("{side} {}", self.condition_text(condition)))
        };
        let ids = |set: ArchitectureSet| {
            let ids: Vec<String> = set.iter().map(|a| format!("`{}`", self.architectures[a].id)).collect();
            format!("the parts stand on {}", and_list(&ids))
        };
        let said = [
            across.between.map(ids),
            condition("of one part", &across.one),
            condition("of the other", &across.other),
            condition("of both", &across.both),
        ];
        said.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn joined(&self, parts: &[Condition], between: &str) -> String {
        let text = |part: &Condition| match part {
            Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
                format!("({})", self.condition_text(part))
            }
            _ => self.condition_text(part),
        };
        parts.iter().map(text).collect::<Vec<_>>().join(between)
    }

    /// Writes one test: `fault-tolerance is at least region-loss`, `interaction includes writes`.
    pub fn test_text(&self, test: &Test) -> String {
        let Variable { question, choice } = self.variables[test.variable];
        let asked = &self.questions[question];
        if let Some(choice) = choice {
            let verb = if test.options.contains(Variable::YES) { "includes" } else { "does not include" };
            return format!("`{}` {verb} `{}`", asked.id, asked.options[choice].id);
        }
        let ids: Vec<String> = test.options.iter().map(|o| format!("`{}`", asked.options[o].id)).collect();
        let (first, last) = (test.options.first().unwrap_or(0), asked.options.len() - 1);
        let ordered = matches!(asked.kind, Kind::Ordinal | Kind::Number) && ids.len() > 1;
        let contiguous = test.options.contains(first + ids.len() - 1);
        match ids.as_slice() {
            [only] => format!("`{}` is {only}", asked.id),
            [from, ..] if ordered && contiguous && test.options.contains(last) => {
                format!("`{}` is at least {from}", asked.id)
            }
            [.., to] if ordered && contiguous && first == 0 => format!("`{}` is at most {to}", asked.id),
            _ => format!("`{}` is {}", asked.id, or_list(&ids)),
        }
    }

    /// Writes one value of a variable as an answer: `size = large`, `extras = +red`, `extras = -red`.
    pub fn value_text(&self, variable: VariableId, value: usize) -> String {
        let question = self.variables[variable].question;
        format!("{} = {}", self.questions[question].id, self.value_word(variable, value))
    }

    /// Writes one value of a variable as `--set` takes it after the question: `large`, `+red`, `-red`.
    pub fn value_word(&self, variable: VariableId, value: usize) -> String {
        let Variable { question, choice } = self.variables[variable];
        let (sign, option) = match choice {
            Some(choice) if value == Variable::YES => ("+", choice),
            Some(choice) => ("-", choice),
            None => ("", value),
        };
        format!("{sign}{}", self.questions[question].options[option].id)
    }
}

/// Returns the word for how usual it is what applies to this percentage of systems.
pub fn how_usual(percentage: u32) -> &'static str {
    match Rarity::of(f64::from(percentage) / 100.0) {
        Rarity::Usual if percentage < 50 => "common",
        Rarity::Usual => "very common",
        Rarity::Unusual => "unusual",
        Rarity::Rare => "rare",
    }
}

/// Joins alternatives: `a`, `a or b`, `a, b or c`.
pub fn or_list(items: &[String]) -> String {
    list(items, "or")
}

/// Returns labels as they can stand in a list that `joint` joins: in quotation marks if nobody could see
/// else where one ends, since it holds the joint or, in a list with an "or", another sign of a list.
pub fn listable(labels: Vec<String>, joint: &str) -> Vec<String> {
    let ends_early = |label: &String| label.contains(joint) || (joint != ";" && label.contains([',', ';']));
    match labels.len() > 1 && labels.iter().any(ends_early) {
        true => labels.into_iter().map(|label| format!("“{label}”")).collect(),
        false => labels,
    }
}

/// Joins what belongs together: `a`, `a and b`, `a, b and c`.
pub fn and_list(items: &[String]) -> String {
    list(items, "and")
}

/// Joins clauses: `a`, `a, and b`, `a, b, and c`. A comma says where a clause with an "and" or "or" ends.
pub fn clause_list(clauses: &[String]) -> String {
    parted_list(clauses, "and")
}

/// Joins alternatives of more than a word: `a`, `a, or b`, `a, b, or c`.
pub fn or_clause_list(clauses: &[String]) -> String {
    parted_list(clauses, "or")
}

/// Returns a number with what it counts: `1 point`, `2 points`.
pub(crate) fn counted<N: Display + PartialEq + From<u8>>(count: N, unit: &str) -> String {
    let end = if count == N::from(1) { "" } else { "s" };
    format!("{} {unit}{end}", thousands(count))
}

/// Returns a number with a comma between each three digits: `10,000`, `2.5`.
pub(crate) fn thousands<N: Display>(number: N) -> String {
    let text = number.to_string();
    let (sign, digits) = text.split_at(text.find(|c: char| c.is_ascii_digit()).unwrap_or(0));
    let whole = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(whole);
    let comma = |at: usize| if at > 0 && (whole.len() - at).is_multiple_of(3) { "," } else { "" };
    let grouped: String = whole.char_indices().map(|(at, digit)| format!("{}{digit}", comma(at))).collect();
    format!("{sign}{grouped}{rest}")
}

/// Returns a clause as a sentence begins: with a capital letter.
pub(crate) fn capitalised(clause: &str) -> String {
    let mut letters = clause.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn parted_list(clauses: &[String], word: &str) -> String {
    match clauses {
        [most @ .., last] if !most.is_empty() => format!("{}, {word} {last}", most.join(", ")),
        _ => clauses.concat(),
    }
}

fn list(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [only] => only.clone(),
        [most @ .., last] => format!("{} {word} {last}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_is_singular() {
        assert_eq!(
            [-1, 0, 1, 2].map(|n| counted(n, "point")),
            ["-1 points", "0 points", "1 point", "2 points"]
        );
    }

    #[test]
    fn digits_stand_in_groups_of_three() {
        let shown = [0.0, 999.0, 1_000.0, -12_345.0, 1_234_567.5].map(thousands);
        assert_eq!(shown, ["0", "999", "1,000", "-12,345", "1,234,567.5"]);
        assert_eq!(thousands(10_000_u64), "10,000");
    }
}
