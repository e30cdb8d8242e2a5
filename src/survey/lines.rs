//! Records that stand one on a line, read without ever holding more of a line than a record may have.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{BYTE_ORDER_MARK, Document, MAX_BYTES, decoded};

/// What stands on one line, without the line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Line {
    /// Anything up to [`MAX_BYTES`].
    Record(Vec<u8>),
    /// More than that. The rest of the line was skipped.
    TooLong,
}

/// Reads lines that end in a line feed, with or without a carriage return before it.
#[derive(Debug)]
pub struct Lines<R> {
    input: R,
}

impl<R: BufRead> Lines<R> {
    /// Reads from `input`.
    pub fn new(input: R) -> Self {
        Self { input }
    }

    /// Returns the next line; `None` at the end of the input. A last line need not end in a line feed.
    ///
    /// # Errors
    /// When the input cannot be read.
    pub fn next_line(&mut self) -> io::Result<Option<Line>> {
        let mut text = Vec::new();
        let mut too_long = false;
        let mut begun = false;
        loop {
            let available = match self.input.fill_buf() {
                Err(error) if error.kind() == ErrorKind::Interrupted => continue,
                other => other?,
            };
            if available.is_empty() {
                return Ok(begun.then(|| Line::of(text, too_long)));
            }
            begun = true;
            let end = available.iter().position(|byte| *byte == b'\n');
            let part = &available[..end.unwrap_or(available.len())];
            too_long |= (text.len() + part.len()) as u64 > MAX_BYTES + 1;
            if too_long {
                text = Vec::new();
            } else {
                text.extend_from_slice(part);
            }
            let used = part.len() + usize::from(end.is_some());
            self.input.consume(used);
            if end.is_some() {
                return Ok(Some(Line::of(text, too_long)));
            }
        }
    }
}

impl<R: Read> Lines<BufReader<R>> {
    /// Returns whether the next line is in the buffer already, so that nobody has to wait for it.
    pub fn is_at_hand(&self) -> bool {
        self.input.buffer().contains(&b'\n')
    }
}

impl Line {
    fn of(text: Vec<u8>, too_long: bool) -> Self {
        let mut text = text;
        if text.last() == Some(&b'\r') {
            text.pop();
        }
        match too_long || text.len() as u64 > MAX_BYTES {
            true => Self::TooLong,
            false => Self::Record(text),
        }
    }

    /// Returns whether the line is no record: it holds nothing but blanks, and perhaps a byte order mark.
    pub fn is_blank(&self) -> bool {
        let mark = BYTE_ORDER_MARK.to_string();
        matches!(self, Self::Record(text)
            if text.strip_prefix(mark.as_bytes()).unwrap_or(text).trim_ascii().is_empty())
    }

    /// Parses the record on the line, known to the user as `name`.
    ///
    /// # Errors
    /// When the line is too long, not UTF-8 or not one JSON value.
    pub fn document(self, name: &str) -> Result<Document, Diagnostics> {
        let text = match self {
            Self::Record(text) => text,
            Self::TooLong => {
                let diagnostic = Diagnostic::error(Code::TooLarge, "the line is longer than 1 MiB");
                return Err(diagnostic
                    .help("a record takes a few kilobytes, and ends at a line feed")
                    .into());
            }
        };
        Document::parse_json(name, decoded("the line", text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8], buffer: usize) -> Vec<Line> {
        let mut lines = Lines::new(BufReader::with_capacity(buffer, text));
        std::iter::from_fn(|| lines.next_line().unwrap()).collect()
    }

    fn record(text: &str) -> Line {
        Line::Record(text.as_bytes().to_vec())
    }

    #[test]
    fn lines_end_as_on_any_system_whatever_the_buffer() {
        for buffer in 1..12 {
            let read = lines(b"one\r\ntwo\n\n \r\nfive\rfive", buffer);
            assert_eq!(read, ["one", "two", "", " ", "five\rfive"].map(record), "{buffer}");
        }
        assert_eq!(lines(b"", 8), []);
        assert_eq!(lines(b"\n", 8), [record("")]);
        assert!(record(" \t").is_blank() && !record("{}").is_blank() && !Line::TooLong.is_blank());
    }

    #[test]
    fn a_line_may_be_as_long_as_a_file() {
        let most = usize::try_from(MAX_BYTES).unwrap();
        let mut text = vec![b'x'; most];
        text.extend(b"\r\nnext\n");
        assert_eq!(lines(&text, 4096), [Line::Record(vec![b'x'; most]), record("next")]);
        text.insert(0, b'x');
        assert_eq!(lines(&text, 4096), [Line::TooLong, record("next")]);
    }

    #[test]
    fn what_is_too_long_is_not_kept() {
        let endless = io::repeat(b'x').take(64 << 20).chain(&b"\nnext"[..]);
        let mut lines = Lines::new(BufReader::new(endless));
        assert_eq!(lines.next_line().unwrap(), Some(Line::TooLong));
        assert_eq!(lines.next_line().unwrap(), Some(record("next")));
        assert_eq!(lines.next_line().unwrap(), None);
    }
}
