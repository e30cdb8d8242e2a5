//! Finds the words of a status in a block of text, and where they end.

use std::ops::Range;

use super::statement::{Form, Statement, is_status, one_line};
use crate::adr::markdown::{Block, BlockKind, Piece, Shown, plain};
use crate::adr::state::{RecordState, withdraws};

/// How lines begin that say something else than the status above them.
const LINKS: [&str; 10] = [
    "supersedes",
    "supercedes",
    "replaces",
    "amends",
    "amended",
    "clarifies",
    "clarified",
    "extends",
    "relates",
    "related",
];
/// More words than these are a sentence, which may go on in the next line.
const SHORT: usize = 4;

/// Returns what a block says after `Status:`; `None` if no line of it begins so.
pub(super) fn entry(block: &Block) -> Option<Statement> {
    let all = block.pieces.as_slice();
    let lines = lines(all);
    let (first, colon) = lines.iter().enumerate().find_map(|(index, line)| {
        let text = plain(&all[line.clone()]);
        let (key, _) = text.split_once(':')?;
        is_status(key).then_some((index, key.len()))
    })?;
    let (after, begin) = value(&all[lines[first].clone()], colon)?;
    let begin = lines[first].start + begin;
    let is_item = matches!(block.kind, BlockKind::Item { .. });
    let goes_on = |line: &Range<usize>| {
        let text = plain(&all[line.clone()]);
        let continues = text.trim_start().starts_with(|c: char| c.is_lowercase() || matches!(c, '[' | '('));
        is_item || continues
    };
    let rest = lines.windows(2).skip(first).map(|pair| (&pair[0], &pair[1]));
    let more = rest.take_while(|(before, line)| goes_on(line) && !ends_before(all, before, line)).count();
    let pieces = &all[begin..lines[first + more].end];
    let words = after.max(start_of(pieces, after)?)..end_of(pieces, after)?;
    let mut text = plain(pieces);
    if let Some(Piece { shown: Shown::Text(whole), source, .. }) = pieces.first() {
        // The key may stand in the same piece.
        let skipped = words.start.saturating_sub(source.start);
        let rest = if whole.len() == source.len() { whole.get(skipped..).unwrap_or(whole) } else { whole };
        text = format!("{rest}{}", plain(&pieces[1..]));
    }
    Some(Statement {
        is_simple: is_simple(block, pieces, more > 0) && !has_more(&text),
        words,
        plain: one_line(&text),
        form: Form::Entry,
    })
}

/// Returns the status that a block is, and the remarks in it.
pub(super) fn prose(block: &Block) -> Vec<Statement> {
    let all = block.pieces.as_slice();
    let lines = lines(all);
    let mut found: Vec<Statement> = Vec::new();
    let mut first = 0;
    while first < lines.len() {
        let rest = lines.windows(2).skip(first);
        let more = rest.take_while(|pair| !ends_before(all, &pair[0], &pair[1])).count();
        let pieces = &all[lines[first].start..lines[first + more].end];
        if let Some(words) = whole(pieces) {
            found.push(Statement {
                is_simple: is_simple(block, pieces, more > 0) && !has_more(&plain(pieces)),
                words,
                plain: one_line(&plain(pieces)),
                form: if found.is_empty() { Form::Section } else { Form::Remark },
            });
        }
        first += more + 1;
    }
    found
}

/// Returns where everything that pieces show stands, with its marks.
pub(in crate::adr) fn whole(pieces: &[Piece]) -> Option<Range<usize>> {
    Some(start_of(pieces, 0)?..end_of(pieces, 0)?)
}

/// Returns which pieces are a line each; what breaks lines is in none.
fn lines(pieces: &[Piece]) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut begin = 0;
    for (index, piece) in pieces.iter().enumerate() {
        if matches!(piece.shown, Shown::SoftBreak | Shown::HardBreak) {
            lines.push(begin..index);
            begin = index + 1;
        }
    }
    lines.push(begin..pieces.len());
    lines
}

/// Returns whether a status that stands in the line `before` ends there, and does not go on in the next.
fn ends_before(all: &[Piece], before: &Range<usize>, line: &Range<usize>) -> bool {
    let (before, text) = (plain(&all[before.clone()]), plain(&all[line.clone()]));
    let is_hard = line.start > 0 && all[line.start - 1].shown == Shown::HardBreak;
    let lower = text.trim_start().to_lowercase();
    let is_key = lower.split_once(':').is_some_and(|(key, rest)| {
        let words = key.split_whitespace().count();
        let is_name = key.chars().all(|c| c.is_alphabetic() || c == ' ');
        (1..=3).contains(&words) && is_name && !rest.starts_with("//")
    });
    let first = lower.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let is_short = before.split_whitespace().count() <= SHORT;
    let is_stated = is_short && RecordState::of(&before) != RecordState::Unknown;
    is_hard || is_key || LINKS.contains(&first) || (is_stated && withdraws(&text))
}

/// Returns where in the text the value may begin, after the colon at this offset of the line, and the piece
/// of the line that it begins with.
fn value(line: &[Piece], colon: usize) -> Option<(usize, usize)> {
    let mut read = 0;
    for (index, piece) in line.iter().enumerate() {
        let Shown::Text(text) = &piece.shown else { continue };
        if (read..read + text.len()).contains(&colon) {
            let after = if text.len() == piece.source.len() {
                piece.source.start + colon - read + 1
            } else {
                piece.source.end
            };
            let rest = text[colon - read + 1..].trim_start();
            if rest.is_empty() {
                return (index + 1 < line.len()).then_some((after, index + 1));
            }
            let skipped = text.len() - rest.len();
            return Some((
                if text.len() == piece.source.len() { piece.source.start + skipped } else { after },
                index,
            ));
        }
        read += text.len();
    }
    None
}

fn is_visible(piece: &Piece) -> bool {
    match &piece.shown {
        Shown::Text(text) => !text.trim().is_empty(),
        Shown::Struck => true,
        _ => false,
    }
}

/// Returns where the first text starts, or the emphasis or link around it unless it begins before `after`.
fn start_of(pieces: &[Piece], after: usize) -> Option<usize> {
    let first = pieces.iter().find(|piece| is_visible(piece))?;
    let around = first.around.iter().find(|range| range.start >= after);
    let blank = match &first.shown {
        Shown::Text(text) if text.len() == first.source.len() => text.len() - text.trim_start().len(),
        _ => 0,
    };
    Some(around.map_or(first.source.start + blank, |range| range.start))
}

/// Returns where the last text ends, or the emphasis or link around it unless it begins before `after`.
fn end_of(pieces: &[Piece], after: usize) -> Option<usize> {
    let last = pieces.iter().rfind(|piece| is_visible(piece))?;
    let around = last.around.iter().find(|range| range.start >= after);
    let blank = match &last.shown {
        Shown::Text(text) if text.len() == last.source.len() => text.len() - text.trim_end().len(),
        _ => 0,
    };
    Some(around.map_or(last.source.end - blank, |range| range.end))
}

/// Returns whether other fields stand behind the status: `Accepted | Date: 2025-01-01`.
fn has_more(text: &str) -> bool {
    let is_key = |(at, _): (usize, &str)| {
        let before = text[..at].chars().next_back();
        let mut after = text[at..].chars().skip(1);
        let next = after.next();
        let is_time = before.is_some_and(|c| c.is_ascii_digit()) && next.is_some_and(|c| c.is_ascii_digit());
        let is_address = next == Some('/') && after.next() == Some('/');
        !(is_time || is_address)
    };
    let unknown = |part: &str| !part.trim().is_empty() && RecordState::of(part) == RecordState::Unknown;
    text.match_indices([':', '：']).any(is_key) || text.split(['|', '·', '•']).skip(1).any(unknown)
}

/// Returns whether nothing but the status stands among the pieces; what marks the lines of a quotation would
/// go with the lines.
fn is_simple(block: &Block, pieces: &[Piece], several_lines: bool) -> bool {
    let first = pieces.iter().position(is_visible).unwrap_or_default();
    let last = pieces.iter().rposition(is_visible).unwrap_or_default();
    let hides = pieces[first..=last.max(first)].iter().any(|piece| piece.shown == Shown::Nothing);
    !(hides || (block.quoted && several_lines) || block.kind == BlockKind::Nested)
}
