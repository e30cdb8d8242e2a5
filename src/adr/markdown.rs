//! Reads the body of a decision record as Markdown: its blocks, and where the words of each stand.

mod block;
mod html;

pub(super) use block::{Block, BlockKind, Piece, Shown, plain};

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

/// What a reader of Markdown sees, and what it hides.
#[derive(Default)]
pub(super) struct Body {
    pub blocks: Vec<Block>,
    /// Where the comments stand; one that is not closed runs to the end.
    pub comments: Vec<Comment>,
}

pub(super) struct Comment {
    pub range: Range<usize>,
    /// Whether it stands in a quotation.
    pub quoted: bool,
}

/// Reads Markdown. Places are counted in bytes from the start of `text`, of which what comes before `start`
/// is skipped.
pub(super) fn read(text: &str, start: usize) -> Body {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TASKLISTS;
    let mut reader = Reader { text, ..Reader::default() };
    for (event, range) in Parser::new_ext(&text[start..], options).into_offset_iter() {
        reader.event(&event, start + range.start..start + range.end);
    }
    reader.end();
    reader.body
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    body: Body,
    open: Option<Block>,
    /// The items around, outermost first.
    items: Vec<Item>,
    lists: usize,
    tables: usize,
    /// The row and the column of the cell that comes next.
    cell: (usize, usize),
    quotes: usize,
    in_code: bool,
    inlines: Vec<Range<usize>>,
    struck: usize,
    /// Up to here everything stands in a comment of HTML that blank lines do not end.
    hidden: usize,
}

struct Item {
    list: usize,
    checked: Option<bool>,
    /// Whether its first text has been read.
    has_text: bool,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start_of(tag, range),
            Event::End(tag) => self.end_of(*tag),
            Event::TaskListMarker(checked) => {
                if let Some(item) = self.items.last_mut() {
                    item.checked = Some(*checked);
                }
                if let Some(Block { kind: BlockKind::Item { checked: known, .. }, .. }) = &mut self.open {
                    *known = Some(*checked);
                }
            }
            Event::Text(_) if self.in_code => {}
            Event::Text(text) | Event::Code(text) if self.struck == 0 => {
                self.piece(Shown::Text(text.to_string()), range);
            }
            Event::Text(_) | Event::Code(_) => self.piece(Shown::Struck, range),
            Event::InlineHtml(html) => {
                if html.starts_with("<!--") {
                    self.comment(range.clone());
                }
                self.piece(Shown::Nothing, range);
            }
            Event::SoftBreak => self.piece(Shown::SoftBreak, range),
            Event::HardBreak => self.piece(Shown::HardBreak, range),
            _ => {}
        }
    }

    fn start_of(&mut self, tag: &Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Heading { level, .. } => self.begin(BlockKind::Heading(*level as u8)),
            Tag::Paragraph => self.begin_text(),
            Tag::List(_) => {
                self.end();
                self.lists += 1;
            }
            Tag::Item => self.items.push(Item { list: self.lists, checked: None, has_text: false }),
            Tag::BlockQuote(_) => self.quotes += 1,
            Tag::CodeBlock(_) => {
                self.end();
                self.in_code = true;
            }
            Tag::HtmlBlock => self.html(range),
            Tag::Table(_) => {
                self.tables += 1;
                self.cell = (0, 0);
            }
            Tag::TableRow => self.cell = (self.cell.0 + 1, 0),
            Tag::TableCell => {
                let (row, column) = self.cell;
                self.begin(BlockKind::Cell { table: self.tables, row, column });
            }
            Tag::Emphasis | Tag::Strong | Tag::Link { .. } | Tag::Image { .. } => self.inlines.push(range),
            Tag::Strikethrough => {
                self.inlines.push(range);
                self.struck += 1;
            }
            _ => {}
        }
    }

    fn end_of(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Paragraph => self.end(),
            TagEnd::Item => {
                self.end();
                self.items.pop();
            }
            TagEnd::BlockQuote(_) => self.quotes -= 1,
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::TableCell => {
                self.end();
                self.cell.1 += 1;
            }
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::Image => drop(self.inlines.pop()),
            TagEnd::Strikethrough => {
                self.inlines.pop();
                self.struck -= 1;
            }
            _ => {}
        }
    }

    fn begin(&mut self, kind: BlockKind) {
        self.end();
        self.open = Some(Block { kind, pieces: Vec::new(), quoted: self.quotes > 0 });
    }

    /// Begins a paragraph, or the text of an item, which need not be one.
    fn begin_text(&mut self) {
        let outermost = self.items.len() == 1;
        let kind = match self.items.last_mut() {
            None => BlockKind::Paragraph,
            Some(Item { list, checked, has_text }) if outermost && !*has_text => {
                *has_text = true;
                BlockKind::Item { list: *list, checked: *checked }
            }
            Some(_) => BlockKind::Nested,
        };
        self.begin(kind);
    }

    fn end(&mut self) {
        self.body.blocks.extend(self.open.take());
    }

    fn piece(&mut self, shown: Shown, source: Range<usize>) {
        if source.start < self.hidden {
            return;
        }
        if self.open.is_none() {
            self.begin_text();
        }
        if let Some(block) = &mut self.open {
            block.pieces.push(Piece { shown, source, around: self.inlines.clone() });
        }
    }

    fn comment(&mut self, range: Range<usize>) {
        self.body.comments.push(Comment { range, quoted: self.quotes > 0 });
    }

    /// Reads a block of HTML, which to Markdown is only source.
    fn html(&mut self, range: Range<usize>) {
        self.end();
        let from = range.start.max(self.hidden);
        if from >= range.end {
            return;
        }
        let found = html::read(self.text, from..range.end);
        self.hidden = self.hidden.max(found.hidden);
        found.comments.into_iter().for_each(|comment| self.comment(comment));
        if !found.pieces.is_empty() {
            let quoted = self.quotes > 0;
            self.body.blocks.push(Block { kind: BlockKind::Html, pieces: found.pieces, quoted });
        }
    }
}
