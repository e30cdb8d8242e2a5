//! Fits blocks of text into so many lines: of each block as many entries as there is room for, the rest
//! counted.

use crate::render::page::{BOLD, Page, QUIET, styled};

/// The width of the column in which a block that stands beside its name has that name.
const NAME: usize = 16;
/// On a page narrower than this every name stands above its block.
const NARROW: usize = 60;
/// The most lines of what is more on an entry: who wants to read all of it asks for the section. An entry
/// itself is never cut: half a condition says something else.
const LINES: usize = 2;

/// Entries under a name, the most important first.
pub(super) struct Block {
    pub name: String,
    pub entries: Vec<Entry>,
    /// How many entries are shown at least, if there is room for the block at all.
    pub least: usize,
    /// How many are shown at most, even where there is room for more.
    pub most: usize,
    pub form: Form,
    /// What stands below the entries, however many are shown.
    pub foot: Option<String>,
}

/// Where the name of a block stands, and how it says what is left out.
pub(super) enum Form {
    /// Above the entries, with an empty line before it; below them stands what those left out come to, after
    /// so many that are shown. The name says something even without entries.
    Above(Box<dyn Fn(usize) -> Option<Entry>>),
    /// Beside the entries, with how many of them are shown.
    Beside,
}

/// An entry: what stands before its first line and, as wide, before the others; what it says; and more on it.
pub(super) struct Entry {
    pub first: String,
    pub rest: &'static str,
    pub text: String,
    pub more: String,
}

impl Entry {
    /// Returns an entry without anything before it.
    pub(super) fn plain(text: String) -> Self {
        Self { first: String::new(), rest: "  ", text, more: String::new() }
    }

    fn write(&self, page: &mut Page, is_long: bool) {
        page.paragraph(&self.first, self.rest, &self.text);
        if is_long {
            page.clipped(self.rest, self.rest, &self.more, LINES);
        }
    }
}

/// How much of a block is shown: so many entries, of which so many with more on them.
#[derive(Clone, Copy)]
struct Extent {
    entries: usize,
    long: usize,
}

/// Writes blocks below what the page holds, so that it has so many lines at most. The blocks come first in
/// their order: each with the least of its entries, if there is room; then with more of them, block by block;
/// then with what is more on these.
pub(super) fn fit(page: &mut Page, blocks: &[Block], lines: usize) {
    let mut extents: Vec<Option<Extent>> = vec![None; blocks.len()];
    let above = page.lines();
    let fits = |extents: &[Option<Extent>]| above + written(page, blocks, extents).len() <= lines;
    let first = |block: &Block, extent: Option<Extent>| match extent {
        None => Some(Extent { entries: block.least.min(block.entries.len()), long: 0 }),
        Some(_) => None,
    };
    let entries = |block: &Block, extent: Option<Extent>| {
        let extent = extent.filter(|extent| extent.entries < block.entries.len().min(block.most))?;
        Some(Extent { entries: extent.entries + 1, ..extent })
    };
    let long = |block: &Block, extent: Option<Extent>| {
        let is_more =
            |extent: &Extent| extent.long < extent.entries && !block.entries[extent.long].more.is_empty();
        extent.filter(is_more).map(|extent| Extent { long: extent.long + 1, ..extent })
    };
    for step in [&first as Step<'_>, &entries, &long] {
        grow(blocks, &mut extents, step, &fits);
    }
    let text = written(page, blocks, &extents);
    text.iter().for_each(|line| page.line(line));
}

type Step<'a> = &'a dyn Fn(&Block, Option<Extent>) -> Option<Extent>;

/// Lets each block in turn grow by one step, as long as any of them can.
fn grow(
    blocks: &[Block],
    extents: &mut [Option<Extent>],
    step: Step<'_>,
    fits: &dyn Fn(&[Option<Extent>]) -> bool,
) {
    loop {
        let mut grew = false;
        for (index, block) in blocks.iter().enumerate() {
            let before = extents[index];
            let Some(larger) = step(block, before) else { continue };
            extents[index] = Some(larger);
            if fits(extents) {
                grew = true;
            } else {
                extents[index] = before;
            }
        }
        if !grew {
            return;
        }
    }
}

/// Returns the lines of so much of each block.
fn written(page: &Page, blocks: &[Block], extents: &[Option<Extent>]) -> Vec<String> {
    let mut lines = Vec::new();
    let mut was_beside = false;
    for (block, extent) in blocks.iter().zip(extents) {
        let Some(extent) = extent else { continue };
        let is_beside = matches!(block.form, Form::Beside);
        if !(is_beside && was_beside) {
            lines.push(String::new());
        }
        was_beside = is_beside;
        lines.extend(block_lines(page.width(), block, *extent));
    }
    lines
}

fn block_lines(width: usize, block: &Block, extent: Extent) -> Vec<String> {
    let shown = block.entries.iter().take(extent.entries).enumerate();
    match &block.form {
        Form::Above(rest) => {
            let mut page = Page::new(width);
            page.paragraph("", "  ", &styled(BOLD, &block.name));
            shown.for_each(|(index, entry)| entry.write(&mut page, index < extent.long));
            rest(extent.entries).iter().for_each(|rest| rest.write(&mut page, false));
            page.paragraph("  ", "    ", block.foot.as_deref().unwrap_or_default());
            page.into_lines()
        }
        Form::Beside => {
            let column = if width < NARROW { 2 } else { NAME };
            let mut page = Page::new(width.saturating_sub(column).max(1));
            shown.for_each(|(index, entry)| entry.write(&mut page, index < extent.long));
            let count = match block.entries.len() {
                all if all > extent.entries => styled(QUIET, &format!("{} of {all} shown", extent.entries)),
                _ => String::new(),
            };
            let name = styled(BOLD, &block.name);
            beside([name, count], page.into_lines(), column)
        }
    }
}

/// Puts names into the column before some lines; above them where that column is too narrow.
fn beside([name, count]: [String; 2], lines: Vec<String>, column: usize) -> Vec<String> {
    let is_above = column < NAME;
    let above = is_above.then(|| format!("{name} {count}").trim_end().to_owned());
    let names = if is_above {
        Vec::new()
    } else {
        [name, count].into_iter().filter(|name| !name.is_empty()).collect()
    };
    let rows = lines.len().max(names.len());
    let row = |index: usize| {
        let name = names.get(index).map_or("", String::as_str);
        let pad = column.saturating_sub(textwrap::core::display_width(name));
        format!("{name}{}{}", " ".repeat(pad), lines.get(index).map_or("", String::as_str))
    };
    above.into_iter().chain((0..rows).map(row)).collect()
}
