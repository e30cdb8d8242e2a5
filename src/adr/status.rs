//! Finds the status of a decision record: the one place that knows where each style puts it.
//!
//! | style | where |
//! | --- | --- |
//! | MADR 3 and 4, Backstage | `status:` in the front matter |
//! | MADR 2, log4brains | `- Status: …` below the title |
//! | others | `Status: …`, or a row of a table, below the title; the heading `Status: …` |
//! | Nygard, adr-tools | the section `Status`: its first known status; below may stand `Superseded by …` |

mod statement;
mod text;

pub(super) use statement::{Form, Statement, one_line};

use std::ops::Range;

use super::front_matter::{self, FrontMatter};
use super::markdown::{self, Block, BlockKind};
use super::state::{RecordState, is_choice, is_stated, withdraws};
use statement::is_status;
use text::{entry, prose, whole};

/// A status in words that are not known has no more of them.
const MAX_WORDS: usize = 3;

/// Returns every place that states the status, in the order of the text.
pub(super) fn statements(text: &str) -> Vec<Statement> {
    let front_matter = FrontMatter::find(text);
    let mut found = Vec::new();
    if let Some(yaml) = front_matter.yaml {
        for value in front_matter::values(&text[yaml.clone()], "status") {
            let Range { start, end } = value.range;
            found.push(Statement {
                words: yaml.start + start..yaml.start + end,
                plain: one_line(&value.text),
                form: Form::FrontMatter,
                is_simple: value.is_simple,
            });
        }
    }
    let body = markdown::read(text, front_matter.body);
    found.extend(in_body(&body.blocks));
    found.retain(|statement| !statement.plain.is_empty());
    found
}

/// Returns the heading of a record as Markdown and as it is read; `None` without one.
pub(super) fn heading(text: &str) -> Option<(&str, String)> {
    let body = markdown::read(text, FrontMatter::find(text).body);
    let mut blocks = body.blocks.iter();
    let heading = blocks.find(|block| matches!(block.kind, BlockKind::Heading(1)) && !block.quoted)?;
    let words = whole(&heading.pieces)?;
    Some((&text[words], one_line(&heading.plain())))
}

fn in_body(blocks: &[Block]) -> Vec<Statement> {
    let mut found = Vec::new();
    let headings = blocks.iter().enumerate().filter(|(_, block)| is_heading(block));
    let mut at: Vec<usize> = headings.map(|(index, _)| index).collect();
    let title = at.first().copied().filter(|&first| blocks[first].kind == BlockKind::Heading(1));
    // What comes before the title and below it belongs to no section.
    if title.is_some() {
        at.remove(0);
    }
    let top = &blocks[..at.first().copied().unwrap_or(blocks.len())];
    found.extend(tables(top));
    for block in top.iter().filter(|block| !is_cell(block) && !is_heading(block)) {
        found.extend(entry(block));
    }
    found.sort_by_key(|statement| statement.words.start);
    let sections = at.iter().any(|&index| blocks[index].kind == BlockKind::Heading(2));
    for (place, &index) in at.iter().enumerate() {
        // Below sections, deeper headings are parts of them.
        if sections && matches!(blocks[index].kind, BlockKind::Heading(3..)) {
            continue;
        }
        let end = at.get(place + 1).copied().unwrap_or(blocks.len());
        if let Some(statement) = entry(&blocks[index]) {
            found.push(statement);
        } else if is_status(&blocks[index].plain()) {
            found.extend(section(&blocks[index + 1..end]));
        }
    }
    found
}

fn is_heading(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Heading(_)) && !block.quoted
}

fn is_cell(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Cell { .. })
}

/// Returns what a section `Status` says: the first text that is a status, and what stands around it.
fn section(blocks: &[Block]) -> Vec<Statement> {
    let boxes = |block: &&Block| matches!(block.kind, BlockKind::Item { checked: Some(_), .. });
    if blocks.iter().any(|block| boxes(&block)) {
        let ticked = |block: &&Block| matches!(block.kind, BlockKind::Item { checked: Some(true), .. });
        // Which box is ticked is the status, and not what stands beside it.
        let choice = blocks.iter().find(ticked).and_then(|block| prose(block).into_iter().next());
        let choice = choice.map(|choice| Statement { is_simple: false, ..choice });
        return tables(blocks).into_iter().chain(choice).collect();
    }
    let in_tables = tables(blocks).into_iter();
    let mut found: Vec<Text> = in_tables.map(|statement| Text { statement, is_item: false }).collect();
    for block in blocks.iter().filter(|block| !is_cell(block)) {
        let is_item = matches!(block.kind, BlockKind::Item { .. });
        let stated = match entry(block) {
            Some(entry) => vec![entry],
            None => prose(block),
        };
        found.extend(stated.into_iter().map(|statement| Text { statement, is_item }));
    }
    found.retain(|text| !text.statement.plain.is_empty());
    let Some(status) = place_of_status(&found) else { return Vec::new() };
    // Words that are no known status may as well be something that only stands there.
    let text = &mut found[status].statement;
    if text.form == Form::Section && RecordState::of(&text.plain) == RecordState::Unknown {
        text.is_simple &= is_word(&text.plain);
    }
    for (place, Text { statement, is_item }) in found.iter_mut().enumerate() {
        if place != status {
            let known = RecordState::of(&statement.plain) != RecordState::Unknown;
            let more = ((*is_item && known) || is_stated(&statement.plain)) && !withdraws(&statement.plain);
            statement.form = if more { Form::Item } else { Form::Remark };
        }
    }
    found.into_iter().map(|text| text.statement).collect()
}

/// A text of a section, and whether it is an item of a list.
struct Text {
    statement: Statement,
    is_item: bool,
}

/// Returns which of the texts of a section is the status: the first that says a known one, else what has the
/// key `Status`, else the first.
fn place_of_status(texts: &[Text]) -> Option<usize> {
    let is_known = |statement: &Statement| RecordState::of(&statement.plain) != RecordState::Unknown;
    let known = texts.iter().enumerate().position(|(place, Text { statement, .. })| {
        let is_status = is_stated(&statement.plain) || (place == 0 && !is_choice(&statement.plain));
        is_status && is_known(statement)
    });
    let keyed = || texts.iter().position(|text| text.statement.form == Form::Entry);
    known.or_else(keyed).or((!texts.is_empty()).then_some(0))
}

/// Returns whether a text may be a status in another language, and no sentence, hint, date or reference.
fn is_word(text: &str) -> bool {
    let is_other = |c: char| c.is_numeric() || matches!(c, ':' | '?' | '.' | '|' | '/');
    text.split_whitespace().count() <= MAX_WORDS && !text.contains(is_other)
}

/// Returns what the tables among these blocks say beside or below a cell `Status`.
fn tables(blocks: &[Block]) -> Vec<Statement> {
    let cells: Vec<(usize, usize, usize, &Block)> = blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Cell { table, row, column } => Some((table, row, column, block)),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    for &(table, row, column, key) in cells.iter().filter(|(.., block)| is_status(&block.plain())) {
        let cell = |row: usize, column: usize| {
            cells.iter().find(|cell| (cell.0, cell.1, cell.2) == (table, row, column)).map(|cell| cell.3)
        };
        let below = cells.iter().filter(|cell| cell.0 == table && cell.2 == column && cell.1 > 0);
        let rows: Vec<&Block> = below.map(|cell| cell.3).collect();
        let beside = cell(row, column + 1);
        let says = |block: &Block| RecordState::of(&block.plain()) != RecordState::Unknown;
        // In the first of two columns it is either the head of the column or the key of the row.
        let is_head = column > 0 || (!beside.is_some_and(says) && rows.iter().any(|row| says(row)));
        let is_column = row == 0 && !rows.is_empty() && is_head;
        let value = if is_column { rows.last().copied() } else { beside.filter(|_| column == 0) };
        let statement = value.and_then(|value| prose(value).into_iter().next());
        found.extend(statement.map(|statement| Statement {
            form: Form::Entry,
            is_simple: statement.is_simple && !(is_column && rows.len() > 1) && !key.quoted,
            ..statement
        }));
    }
    found
}

#[cfg(test)]
mod tests;
