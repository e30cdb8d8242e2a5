//! Reads what a block of HTML in Markdown shows, and what it hides.

use std::ops::Range;

use super::block::{Piece, Shown};

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";
/// What these elements hold is no text.
const RAW: [&str; 4] = ["<script", "<style", "<pre", "<textarea"];

#[derive(Default)]
pub(super) struct Html {
    pub pieces: Vec<Piece>,
    pub comments: Vec<Range<usize>>,
    /// Where its last comment ends, which may be after the block.
    pub hidden: usize,
}

/// Reads the block that stands in this range of the text.
pub(super) fn read(text: &str, range: Range<usize>) -> Html {
    let mut html = Html::default();
    let block = text[range.clone()].trim_start().as_bytes();
    let starts =
        |name: &&str| block.get(..name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes()));
    if RAW.iter().any(starts) {
        return html;
    }
    let mut at = range.start;
    while at < range.end {
        let rest = &text[at..range.end];
        if rest.starts_with(OPEN) {
            // Blank lines end the block, but not the comment.
            let length = text[at..].find(CLOSE).map_or(text.len() - at, |close| close + CLOSE.len());
            html.comments.push(at..at + length);
            html.hidden = at + length;
            at += length;
        } else if is_tag(rest) {
            at += rest.find('>').map_or(rest.len(), |close| close + 1);
        } else if let Some(line_end) = line_end(rest) {
            html.pieces.push(piece(Shown::SoftBreak, at..at + line_end));
            at += line_end;
        } else {
            let after_first = rest.chars().next().map_or(1, char::len_utf8);
            let more =
                rest[after_first..].find(['<', '\n', '\r']).map_or(rest.len(), |end| after_first + end);
            let run = &rest[..more];
            let begin = at + run.len() - run.trim_start().len();
            if !run.trim().is_empty() {
                let words = run.trim();
                html.pieces.push(piece(Shown::Text(words.to_owned()), begin..begin + words.len()));
            }
            at += more;
        }
    }
    let says = html.pieces.iter().any(|piece| matches!(piece.shown, Shown::Text(_)));
    if !says {
        html.pieces.clear();
    }
    html
}

fn piece(shown: Shown, source: Range<usize>) -> Piece {
    Piece { shown, source, around: Vec::new() }
}

fn is_tag(rest: &str) -> bool {
    let mut chars = rest.chars();
    chars.next() == Some('<')
        && chars.next().is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

fn line_end(rest: &str) -> Option<usize> {
    if rest.starts_with("\r\n") { Some(2) } else { rest.starts_with(['\n', '\r']).then_some(1) }
}
