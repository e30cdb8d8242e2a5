//! A block of Markdown, and the pieces of text in it.

use std::ops::Range;

/// A block of text without the blocks in it.
pub(in crate::adr) struct Block {
    pub kind: BlockKind,
    pub pieces: Vec<Piece>,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::adr) enum BlockKind {
    /// Of this level.
    Heading(u8),
    Paragraph,
    /// The first text of an item of an outermost list; `checked` if it has a box.
    Item {
        list: usize,
        checked: Option<bool>,
    },
    /// Whatever stands deeper in a list.
    Nested,
    /// Row 0 is the head.
    Cell {
        table: usize,
        row: usize,
        column: usize,
    },
    /// What HTML shows.
    Html,
}

/// A run of text on one line, or what stands between two.
pub(in crate::adr) struct Piece {
    pub shown: Shown,
    pub source: Range<usize>,
    /// The emphasis, links and the like that it stands in, outermost first.
    pub around: Vec<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::adr) enum Shown {
    Text(String),
    /// Text that is struck through says what is no longer so.
    Struck,
    /// A comment or a tag.
    Nothing,
    SoftBreak,
    HardBreak,
}

impl Block {
    /// Returns its text as it is read, its lines kept apart.
    pub(in crate::adr) fn plain(&self) -> String {
        plain(&self.pieces)
    }
}

/// Returns the text of pieces as it is read.
pub(in crate::adr) fn plain(pieces: &[Piece]) -> String {
    let text = |piece: &Piece| match &piece.shown {
        Shown::Text(text) => text.clone(),
        Shown::SoftBreak | Shown::HardBreak => "\n".to_owned(),
        Shown::Struck | Shown::Nothing => String::new(),
    };
    pieces.iter().map(text).collect()
}
