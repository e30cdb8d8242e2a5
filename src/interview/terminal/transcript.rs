//! What was said above the open prompt, and how much of it can still be taken back.

use std::io;

use console::Term;

/// Clears the row of the cursor and all below it.
const CLEAR_BELOW: &str = "\x1b[J";

/// The lines that were said, the last at the end.
#[derive(Default)]
pub(super) struct Transcript {
    blocks: Vec<Block>,
    /// How many rows above the cursor are surely on the screen still, and of this transcript.
    reach: usize,
    /// The rows and columns of the terminal when they were written.
    size: (u16, u16),
}

/// Lines that were said together.
struct Block {
    /// What they are about, if they can be taken back.
    topic: Option<String>,
    lines: Vec<String>,
}

impl Transcript {
    /// Writes lines at the end.
    pub(super) fn write(&mut self, term: &Term, topic: Option<&str>, lines: &[String]) -> io::Result<()> {
        self.settle(term);
        self.blocks.push(Block { topic: topic.map(str::to_owned), lines: lines.to_vec() });
        self.print(term, lines)
    }

    /// Notes that a prompt was below it, of at most so many rows: as many may have gone off the screen.
    pub(super) fn made_room(&mut self, term: &Term, rows: usize) {
        self.settle(term);
        self.reach = self.reach.min(self.last_row().saturating_sub(rows));
    }

    /// Takes back what was said last of a topic, if all of it is still on the screen. Returns whether it is
    /// gone.
    pub(super) fn take_back(&mut self, term: &Term, topic: &str) -> io::Result<bool> {
        self.settle(term);
        let is_it = |block: &Block| block.topic.as_deref() == Some(topic);
        let Some(at) = self.blocks.iter().rposition(is_it) else { return Ok(false) };
        let rows: usize = self.blocks[at..].iter().map(|block| block.lines.len()).sum();
        if rows > self.reach {
            self.blocks[at].topic = None;
            return Ok(false);
        }
        self.blocks.remove(at);
        term.write_str(&format!("\x1b[{rows}A\r{CLEAR_BELOW}"))?;
        self.reach -= rows;
        let later: Vec<String> = self.blocks[at..].iter().flat_map(|block| block.lines.clone()).collect();
        self.print(term, &later)?;
        Ok(true)
    }

    fn print(&mut self, term: &Term, lines: &[String]) -> io::Result<()> {
        self.reach = (self.reach + lines.len()).min(self.last_row());
        lines.iter().try_for_each(|line| term.write_line(line))
    }

    fn last_row(&self) -> usize {
        usize::from(self.size.0).saturating_sub(1)
    }

    /// Gives up what a terminal of another size may have broken anew.
    fn settle(&mut self, term: &Term) {
        let size = term.size();
        if self.size != size {
            *self = Self { size, ..Self::default() };
        }
    }
}
