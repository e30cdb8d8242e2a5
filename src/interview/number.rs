//! What is typed where a number is asked for: read as people write it, or refused in terms of a number.

use crate::answers::{Reply, is_grouped};
use crate::rulebook::{Choice, Question};

/// Reads what was typed as an answer.
///
/// # Errors
/// A sentence that says what to type instead.
pub(super) fn read(question: &Question, typed: &str) -> Result<Reply, String> {
    let typed = typed.trim();
    if typed.contains('.') && is_grouped(typed) {
        return Err(format!("“{typed}” may be more than one number: type it without a mark."));
    }
    let Some((number, rest)) = leading_number(typed) else {
        let refused = || format!("“{typed}” is not a number. {}", expected(question));
        // The steps have names of their own, which whoever writes files knows.
        let named =
            Reply::parse(question, typed).ok().filter(|_| !typed.contains(|c: char| c.is_ascii_digit()));
        return named.ok_or_else(refused);
    };
    if !rest.is_empty() && !is_unit(question, rest) {
        let of = question.unit.as_deref().map(|unit| format!(" of {unit}")).unwrap_or_default();
        return Err(format!("“{typed}” is not a number{of}. {}", expected(question)));
    }
    if is_counted(question) && number.fract() != 0.0 {
        return Err(format!("Type a whole number, such as {} or {}.", number.floor(), number.ceil()));
    }
    Reply::number(question, number).ok_or_else(|| off_scale(question, number))
}

/// Says what to type.
pub(super) fn expected(question: &Question) -> String {
    let whole = if is_counted(question) { "whole " } else { "" };
    format!("Type a {whole}number, such as {}; ? means that you don't know.", example(question))
}

/// Returns the number at the beginning of a text, with or without commas between thousands, and what follows.
fn leading_number(text: &str) -> Option<(f64, &str)> {
    let is_of_number =
        |(at, c): (usize, char)| c.is_ascii_digit() || ".,".contains(c) || (at == 0 && c == '-');
    let end = text.char_indices().find(|place| !is_of_number(*place)).map_or(text.len(), |(at, _)| at);
    let (digits, rest) = text.split_at(end);
    let mut groups = digits.split(',').skip(1);
    let are_thousands = groups.all(|group| group.split('.').next().is_some_and(|whole| whole.len() == 3));
    let number = digits.replace(',', "").parse().ok().filter(|_| are_thousands)?;
    Some((number, rest.trim()))
}

/// Returns whether a text is the unit of a question, or how it begins: `team`, `requests`.
fn is_unit(question: &Question, text: &str) -> bool {
    let text = text.to_lowercase();
    let begins = |unit: &String| {
        let unit = unit.to_lowercase();
        let mut words = unit.split_whitespace();
        text.split_whitespace().all(|word| words.next() == Some(word))
    };
    question.unit.iter().chain(&question.unit_of_one).any(begins)
}

/// Returns whether only whole numbers count, since no step begins between two of them.
fn is_counted(question: &Question) -> bool {
    question.options.iter().filter_map(|choice| choice.from).all(|from| from.fract() == 0.0)
}

/// Returns a number that is on the scale.
fn example(question: &Question) -> f64 {
    let from = |choice: &Choice| choice.from;
    question.options.get(1).or(question.options.first()).and_then(from).unwrap_or(1.0)
}

fn off_scale(question: &Question, number: f64) -> String {
    let least = question.options.first().and_then(|choice| choice.from).unwrap_or_default();
    match question.max {
        Some(most) if number > most => format!("{number} is too high: at most {}.", question.with_unit(most)),
        _ => format!("{number} is too low: at least {}.", question.with_unit(least)),
    }
}
