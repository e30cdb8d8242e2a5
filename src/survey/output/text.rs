//! A survey as lines of text: columns whose widths the rulebook sets, so that the first row need not wait for
//! the last, and below a row what to find out of it. Where columns have no room, each row is a paragraph.

use anstyle::Style;
use textwrap::core::{Word, display_width};
use textwrap::{WordSeparator, WordSplitter};

use super::sentences;
use crate::diagnostic::Severity;
use crate::render::escape::one_line;
use crate::render::page::{BAD, GOOD, QUIET, WARN, styled};
use crate::render::signed;
use crate::rulebook::{Rulebook, counted};
use crate::survey::{Row, Status, Summary};

const LEAD: usize = "alone".len();
const LEAST: usize = "at worst".len();
const WARNINGS: usize = "warnings".len();
/// A sign and a blank.
const SIGN: usize = 2;
/// What may stand behind a name: ` (likely)`.
const STATUS: usize = 9;
const BETWEEN: usize = 2;
/// The least that the name of a system needs beside the columns.
const SYSTEM: usize = 16;
/// The width of what does not go to a terminal.
const WIDTH: usize = 80;

/// Lays out the lines for one width.
#[derive(Debug)]
pub(super) struct Layout<'r> {
    rulebook: &'r Rulebook,
    /// Whether the rows say which question to answer next.
    next: bool,
    /// The width of the terminal; `None` where a program may read on, for which a row stays in one line.
    terminal: Option<usize>,
}

impl<'r> Layout<'r> {
    pub(super) fn new(rulebook: &'r Rulebook, next: bool, terminal: Option<usize>) -> Self {
        Self { rulebook, next, terminal }
    }

    pub(super) fn for_terminal(self, width: usize) -> Self {
        Self { terminal: Some(width), ..self }
    }

    fn width(&self) -> usize {
        self.terminal.unwrap_or(WIDTH)
    }

    /// Returns how wide the column of verdicts is.
    fn verdict(&self) -> usize {
        let names = self.rulebook.architectures.iter().map(|architecture| display_width(&architecture.name));
        SIGN + names.max().unwrap_or_default() + STATUS
    }

    /// Returns where the name of a system begins; `None` if there is no room for columns.
    fn indent(&self) -> Option<usize> {
        let columns = [self.verdict(), LEAD, LEAST, WARNINGS];
        let indent = columns.iter().sum::<usize>() + columns.len() * BETWEEN;
        (self.terminal.is_none() || indent + SYSTEM <= self.width()).then_some(indent)
    }

    pub(super) fn head(&self) -> String {
        let cells = ["  verdict", "lead", "at worst", "warnings"].map(str::to_owned);
        self.indent().map(|_| format!("{}system\n", self.columns(cells))).unwrap_or_default()
    }

    fn columns(&self, [verdict, lead, least, warnings]: [String; 4]) -> String {
        let columns = [
            pad(&verdict, self.verdict()),
            pad_left(&lead, LEAD),
            pad_left(&least, LEAST),
            pad_left(&warnings, WARNINGS),
        ];
        format!("{}  ", columns.join("  "))
    }

    pub(super) fn row(&self, row: &Row, out: &mut String) {
        let system = match row.status {
            Status::Error => format!("{}: {}", sentences::system_of(row), sentences::error(row)),
            _ => sentences::system_of(row),
        };
        match self.indent() {
            Some(indent) => {
                let least = sentences::least(row).map(signed).unwrap_or_default();
                let warnings = Some(row.warnings.len()).filter(|count| *count > 0);
                let warnings = warnings.map(|count| count.to_string()).unwrap_or_default();
                let cells = [self.verdict_of(row), sentences::lead(row), least, warnings];
                let columns = self.columns(cells);
                match self.terminal {
                    Some(width) => wrapped(&columns, indent, &system, width, out),
                    None => line(&format!("{columns}{system}"), out),
                }
            }
            None => {
                wrapped("", 2, &self.verdict_of(row), self.width(), out);
                wrapped("  ", 2, &system, self.width(), out);
                wrapped("  ", 2, &figures(row), self.width(), out);
            }
        }
        self.details(row, out);
    }

    fn verdict_of(&self, row: &Row) -> String {
        let style = style(row.status);
        format!(
            "{} {}",
            styled(style, sentences::sign(row.status)),
            styled(style, &sentences::verdict(row, self.rulebook))
        )
    }

    /// Adds what takes a sentence: what no longer holds, what to find out, what is not proven.
    fn details(&self, row: &Row, out: &mut String) {
        let mut detail = |style, label: &str, text: &str| {
            let label = styled(style, &format!("{label}:"));
            wrapped(&format!("    {label} "), 6, text, self.width(), out);
        };
        let name = |id| sentences::name(self.rulebook, id);
        if let Some(decision) = row.decision.as_ref().filter(|decision| !decision.holds) {
            detail(BAD, "no longer holds", name(&decision.architecture));
        }
        for part in row.parts.iter().filter(|part| !part.holds) {
            let now = part.leads.as_deref().map_or("none possible", name);
            let text = format!("{} for {}, now {now}", name(&part.architecture), one_line(&part.part));
            detail(BAD, "no longer holds", &text);
        }
        if let [first, others @ ..] = sentences::questions(row, self.next).as_slice() {
            let more =
                if others.is_empty() { String::new() } else { format!(" (and {} more)", others.len()) };
            let text = format!("{}{more}", sentences::ask(self.rulebook, first));
            detail(QUIET, if self.next { "find out first" } else { "turns on" }, &text);
        }
        if let Some(assumed) = sentences::assumed(row) {
            detail(QUIET, "assumed", &assumed);
        }
        for drift in row.drift.iter().flatten() {
            let style = if drift.severity == Severity::Note { QUIET } else { WARN };
            detail(style, drift.code, &one_line(&drift.message));
        }
        if sentences::is_unproven(row) {
            detail(QUIET, "not proven", "whether an open answer can change who leads");
        }
    }

    pub(super) fn foot(&self, summary: &Summary) -> String {
        let mut out = String::from("\n");
        wrapped("", 0, &sentences::headline(summary), self.width(), &mut out);
        for section in sentences::sections(summary, self.rulebook) {
            out.push('\n');
            wrapped("", 0, &section.title, self.width(), &mut out);
            let names = section.entries.iter().map(|(name, _)| display_width(name));
            let names = names.max().unwrap_or_default();
            for (name, said) in &section.entries {
                self.entry(name, names, said, &mut out);
            }
        }
        out
    }

    /// Adds a name and what is said of it: side by side where there is room.
    fn entry(&self, name: &str, names: usize, said: &str, out: &mut String) {
        let beside = 2 + names + BETWEEN;
        if self.terminal.is_some() && beside + display_width(said) > self.width() && 2 * beside > self.width()
        {
            wrapped("  ", 2, name, self.width(), out);
            return wrapped("    ", 4, said, self.width(), out);
        }
        let first = format!("  {}  ", pad(name, names));
        match self.terminal {
            Some(width) => wrapped(&first, beside, said, width, out),
            None => line(&format!("{first}{said}"), out),
        }
    }
}

/// Returns the figures of a row in words.
fn figures(row: &Row) -> String {
    let lead = Some(sentences::lead(row)).filter(|lead| !lead.is_empty());
    let least = sentences::least(row).map(|least| format!("at worst {}", signed(least)));
    let warnings = row.warnings.len();
    let warnings = (warnings > 0).then(|| counted(warnings as u64, "warning"));
    lead.into_iter().chain(least).chain(warnings).collect::<Vec<_>>().join(", ")
}

/// Returns the colour of a status.
pub(super) fn style(status: Status) -> Style {
    match status {
        Status::Decided | Status::Likely => GOOD,
        Status::Close | Status::Open => WARN,
        Status::None | Status::Error => BAD.bold(),
    }
}

fn pad(text: &str, width: usize) -> String {
    format!("{text}{}", " ".repeat(width.saturating_sub(display_width(text))))
}

fn pad_left(text: &str, width: usize) -> String {
    format!("{}{text}", " ".repeat(width.saturating_sub(display_width(text))))
}

fn line(text: &str, out: &mut String) {
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Adds a text behind `first`, over as many lines as it needs; those after the first are indented.
fn wrapped(first: &str, indent: usize, text: &str, width: usize, out: &mut String) {
    if text.is_empty() {
        return;
    }
    let rest = " ".repeat(indent);
    let options = textwrap::Options::new(width)
        .initial_indent(first)
        .subsequent_indent(&rest)
        .word_separator(WordSeparator::Custom(words))
        .word_splitter(WordSplitter::NoHyphenation);
    textwrap::wrap(text, options).iter().for_each(|text| line(text, out));
}

/// Returns the words of a text; a path may be broken after each folder.
fn words(text: &str) -> Box<dyn Iterator<Item = Word<'_>> + '_> {
    Box::new(text.split_inclusive([' ', '/']).map(Word::from))
}

#[cfg(test)]
mod tests {
    use anstream::adapter::strip_str;

    use super::*;
    use crate::diagnostic::Diagnostics;
    use crate::survey::{Decision, PartDecision};

    fn rows() -> Vec<Row> {
        let plain = Row::of_errors(&Diagnostics::default());
        let close = Row {
            file: Some("portfolio/of/many/folders/and-a-long-name/shop.yaml".to_owned()),
            status: Status::Close,
            architecture: Some("distributed".to_owned()),
            margin: Some(7),
            least_margin: Some(4),
            settled: Some(true),
            warnings: vec!["far".to_owned(), "late".to_owned()],
            decision: Some(Decision { architecture: "hybrid".to_owned(), holds: false }),
            parts: vec![PartDecision {
                part: "search".to_owned(),
                architecture: "microservices".to_owned(),
                leads: None,
                holds: false,
            }],
            ..plain.clone()
        };
        let open = Row {
            line: Some(123_456),
            title: Some("店铺 متجر الكتب ".repeat(9)),
            status: Status::Likely,
            architecture: Some("modular-monolith".to_owned()),
            settled: None,
            deciding_questions: vec!["teams".to_owned(), "budget".to_owned()],
            ..plain.clone()
        };
        vec![close, open, Row { file: Some("broken.yaml".to_owned()), ..plain }]
    }

    fn written(terminal: Option<usize>) -> String {
        let layout = Layout::new(Rulebook::builtin(), false, terminal);
        let mut out = layout.head();
        let mut summary = Summary::default();
        for row in rows() {
            layout.row(&row, &mut out);
            summary.add(&row);
        }
        out.push_str(&layout.foot(&summary));
        strip_str(&out).to_string()
    }

    #[test]
    fn no_line_is_wider_than_the_terminal() {
        for width in [20, 40, 60, 79, 80, 100] {
            let text = written(Some(width));
            for line in text.lines() {
                assert!(display_width(line) <= width, "{width}: {line:?} in\n{text}");
            }
            for said in ["at worst", "+4", "alone", "no longer holds", "How many teams", "not proven"] {
                let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
                assert!(text.contains(said), "{width}: {said} in\n{text}");
            }
        }
    }

    #[test]
    fn a_program_gets_a_system_on_one_line() {
        let text = written(None);
        assert!(
            text.contains("◐ Distributed system (close)      +7        +4         2  portfolio/of/many/"),
            "{text}"
        );
        assert!(
            text.contains("+7        +4         2  portfolio/of/many/folders/and-a-long-name/shop.yaml\n"),
            "{text}"
        );
    }
}
