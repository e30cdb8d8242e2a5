//! Reads keys, and tells those that a person presses from a text that is pasted.
//!
//! A terminal that can do so says what is pasted. Of others all that is known is that many characters come
//! at once, or more of them right after a line break.

use std::collections::VecDeque;
use std::io;
use std::time::Duration;

use super::decode::{Decoded, Key, begins_paste, decode, decode_last};

/// How often an open prompt looks whether the terminal has got another size.
pub(super) const TICK: Duration = Duration::from_millis(150);
/// How long the rest of a key may take that comes in pieces.
const REST_OF_KEY: Duration = Duration::from_millis(50);
/// How long the rest of a text may take that comes in pieces; nobody types that fast.
pub(super) const REST_OF_TEXT: Duration = Duration::from_millis(20);
/// How long the rest of a text may take whose end the terminal will mark.
const REST_OF_PASTE: Duration = Duration::from_secs(2);

/// What Ctrl-C sends.
const INTERRUPT: [u8; 1] = [3];

/// Where bytes come from.
pub(super) trait Source {
    /// Takes the bytes that are there, or that come within this time; nothing if none do.
    ///
    /// # Errors
    /// When the input ended, or cannot be read.
    fn take(&mut self, wait: Duration, bytes: &mut Vec<u8>) -> io::Result<bool>;
}

/// The keys that were pressed and not used yet.
pub(super) struct Keys<S> {
    source: S,
    bytes: Vec<u8>,
    queue: VecDeque<Key>,
    /// Whether the last key was Escape, or the first byte of a key whose rest was late.
    after_escape: bool,
}

impl<S: Source> Keys<S> {
    pub(super) fn new(source: S) -> Self {
        Self { source, bytes: Vec::new(), queue: VecDeque::new(), after_escape: false }
    }

    /// Returns the next key for a menu; `None` if none is pressed for a while. Pasted text is no key.
    pub(super) fn next_for_menu(&mut self) -> io::Result<Option<Key>> {
        if self.queue.is_empty() && self.fill(TICK)? && is_text(&self.queue) {
            self.queue.clear();
        }
        Ok(self.queue.pop_front())
    }

    /// Returns the next key for a line of text; `None` if none is pressed for a while.
    pub(super) fn next_for_line(&mut self) -> io::Result<Option<Key>> {
        if self.queue.is_empty() {
            self.fill(TICK)?;
        }
        Ok(self.queue.pop_front())
    }

    /// Returns whether a line break was in the middle of a text that is pasted.
    pub(super) fn text_follows(&mut self) -> io::Result<bool> {
        if self.queue.is_empty() {
            self.fill(REST_OF_TEXT)?;
        }
        let mut text = self.queue.iter().take_while(|key| is_of_text(key));
        Ok(text.any(|key| matches!(key, Key::Char(c) if !c.is_whitespace())))
    }

    /// Forgets text and line breaks that came together with the last key, since they are for no later prompt.
    pub(super) fn drop_text(&mut self) {
        while self.queue.front().is_some_and(is_of_text) {
            self.queue.pop_front();
        }
    }

    /// Reads what there is and all that belongs to it. Returns whether there was anything.
    fn fill(&mut self, wait: Duration) -> io::Result<bool> {
        let came = self.gather(wait)?;
        if came {
            let mut keys = self.queue.iter();
            let late = (keys.next(), keys.next());
            let is_late = matches!(late, (Some(Key::Char('[')), Some(Key::Char('A'..='H'))));
            if self.after_escape && is_late {
                self.queue.drain(..2);
            }
            self.after_escape = self.queue.back() == Some(&Key::Escape);
        }
        Ok(came)
    }

    fn gather(&mut self, wait: Duration) -> io::Result<bool> {
        if !self.source.take(wait, &mut self.bytes)? {
            return Ok(false);
        }
        loop {
            while let Some(key) = self.decoded() {
                self.queue.push_back(key);
            }
            let rest = if begins_paste(&self.bytes) {
                REST_OF_PASTE
            } else if !self.bytes.is_empty() {
                REST_OF_KEY
            } else if self.queue.len() > 1 && self.queue.iter().any(|key| matches!(key, Key::Char(_))) {
                REST_OF_TEXT
            } else {
                return Ok(true);
            };
            let before = self.bytes.len();
            if self.source.take(rest, &mut self.bytes)? {
                if self.bytes[before..] == INTERRUPT && begins_paste(&self.bytes) {
                    // A paste whose end was lost must not swallow what ends the program.
                    self.bytes.drain(..before);
                }
                continue;
            }
            if self.bytes.is_empty() {
                return Ok(true);
            }
            let (key, length) = decode_last(&self.bytes);
            self.bytes.drain(..length);
            self.queue.push_back(key);
        }
    }

    fn decoded(&mut self) -> Option<Key> {
        if self.bytes.is_empty() {
            return None;
        }
        match decode(&self.bytes) {
            Decoded::Key(key, length) => {
                self.bytes.drain(..length);
                Some(key)
            }
            Decoded::Incomplete => None,
        }
    }
}

fn is_of_text(key: &Key) -> bool {
    matches!(key, Key::Char(_) | Key::Enter | Key::Tab | Key::Paste(_))
}

/// Returns whether keys that came at once are a text that would choose something: it has line breaks.
fn is_text(keys: &VecDeque<Key>) -> bool {
    keys.iter().any(|key| matches!(key, Key::Char(c) if *c != ' ')) && keys.contains(&Key::Enter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Bytes that come at once, and those that come at once after them.
    struct Chunks(VecDeque<&'static str>);

    impl Source for Chunks {
        fn take(&mut self, wait: Duration, bytes: &mut Vec<u8>) -> io::Result<bool> {
            let chunk = if wait == TICK { self.0.pop_front() } else { None };
            bytes.extend(chunk.unwrap_or_default().bytes());
            Ok(chunk.is_some_and(|chunk| !chunk.is_empty()))
        }
    }

    fn keys<const N: usize>(chunks: [&'static str; N]) -> Keys<Chunks> {
        Keys::new(Chunks(chunks.into()))
    }

    #[test]
    fn pasted_text_is_no_key_of_a_menu() {
        let mut keys = keys(["Little load\rSee the wiki\r", "5\r", "q\r", "\x1b[B\x1b[B\r", "zo", " "]);
        for nothing in 0..3 {
            assert_eq!(keys.next_for_menu().unwrap(), None, "{nothing}");
        }
        // Letters alone choose nothing: they search.
        for key in [Key::Down, Key::Down, Key::Enter, Key::Char('z'), Key::Char('o'), Key::Char(' ')] {
            assert_eq!(keys.next_for_menu().unwrap(), Some(key));
        }
        assert_eq!(keys.next_for_menu().unwrap(), None);
    }

    /// Bytes that come one after the other, however long one waits.
    struct Pieces(VecDeque<&'static str>);

    impl Source for Pieces {
        fn take(&mut self, _: Duration, bytes: &mut Vec<u8>) -> io::Result<bool> {
            let piece = self.0.pop_front();
            bytes.extend(piece.unwrap_or_default().bytes());
            Ok(piece.is_some())
        }
    }

    #[test]
    fn a_paste_whose_end_was_lost_does_not_swallow_ctrl_c() {
        let mut keys = Keys::new(Pieces(["\x1b[200~lost", "a", "\x03", ""].into()));
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Ctrl('c')));
        // What is pasted as a whole may hold any character.
        let mut keys = Keys::new(Pieces(["\x1b[200~a\x03b", "\x1b[201~"].into()));
        assert!(matches!(keys.next_for_line().unwrap(), Some(Key::Paste(_))));
    }

    #[test]
    fn a_line_break_ends_a_line_unless_text_follows() {
        let mut keys = keys(["a\r\rb\r\r", "c\r\x1b[B"]);
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Char('a')));
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Enter));
        assert!(keys.text_follows().unwrap());
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Enter));
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Char('b')));
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Enter));
        assert!(!keys.text_follows().unwrap());
        keys.drop_text();
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Char('c')));
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Enter));
        assert!(!keys.text_follows().unwrap());
        keys.drop_text();
        assert_eq!(keys.next_for_menu().unwrap(), Some(Key::Down), "this is for the next prompt");
    }

    #[test]
    fn the_late_rest_of_an_arrow_key_is_dropped() {
        let mut keys = keys(["\x1b", "[B\r", "[B"]);
        assert_eq!(keys.next_for_menu().unwrap(), Some(Key::Escape));
        assert_eq!(keys.next_for_menu().unwrap(), Some(Key::Enter));
        assert_eq!(keys.next_for_line().unwrap(), Some(Key::Char('[')));
    }
}
