//! A survey as lines of text: columns whose widths the rulebook sets, so that the first row need not wait for
//! the last.

use std::fmt::Write;

use textwrap::core::display_width;

use super::sentences;
use crate::rulebook::Rulebook;
use crate::survey::{Row, Status, Summary};

const SETTLED: usize = "not proven".len();
const MARGIN: usize = "margin".len();
const WARNINGS: usize = "warnings".len();
/// What may stand behind a name: ` (close)`.
const STATUS: usize = 8;
/// What may stand behind a question: ` +12`.
const OTHERS: usize = 4;

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(display_width(text))))
}

fn line(rulebook: &Rulebook, cells: [&str; 6]) -> String {
    let names = rulebook.architectures.iter().map(|architecture| display_width(&architecture.name));
    let questions = rulebook.questions.iter().map(|question| question.id.len());
    let name = names.max().unwrap_or_default() + STATUS;
    let question = (questions.max().unwrap_or_default() + OTHERS).max("find out first".len());
    let [verdict, margin, settled, warnings, find_out, system] = cells;
    let columns = [
        pad(verdict, name),
        pad_left(margin, MARGIN),
        pad(settled, SETTLED),
        pad_left(warnings, WARNINGS),
        pad(find_out, question),
        system.to_owned(),
    ];
    format!("{}\n", columns.join("  ").trim_end())
}

pub(super) fn head(rulebook: &Rulebook) -> String {
    line(rulebook, ["verdict", "margin", "settled", "warnings", "find out first", "system"])
}

pub(super) fn row(row: &Row, rulebook: &Rulebook, next: bool, out: &mut String) {
    let warnings = match row.warnings.len() {
        0 => String::new(),
        some => some.to_string(),
    };
    let system = match row.status {
        Status::Error => format!("{}: {}", sentences::system_of(row), sentences::error(row)),
        _ => sentences::system_of(row),
    };
    let find_out = sentences::find_out(row, next);
    let verdict = sentences::verdict(row, rulebook);
    let cells = [&verdict, &sentences::margin(row), sentences::settled(row), &warnings, &find_out, &system];
    out.push_str(&line(rulebook, cells));
}

pub(super) fn foot(summary: &Summary, rulebook: &Rulebook) -> String {
    let mut out = format!("\n{}\n", sentences::headline(summary));
    for section in sentences::sections(summary, rulebook) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "\n{}", section.title);
        let width = section.entries.iter().map(|(name, _)| display_width(name)).max().unwrap_or_default();
        for (name, said) in &section.entries {
            let _ = writeln!(out, "{}", format!("  {}  {said}", pad(name, width)).trim_end());
        }
    }
    out
}
