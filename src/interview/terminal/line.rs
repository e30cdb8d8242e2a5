//! A line of text that is edited as in a shell.

use unicode_segmentation::UnicodeSegmentation;

use super::decode::Key;

/// A text with a cursor, which stands before a character as people see it, whatever it is made of.
#[derive(Debug, Clone, Default)]
pub(super) struct Line {
    text: String,
    /// Where the cursor is, in bytes.
    cursor: usize,
    /// What was taken out last by a key that takes out more than one character.
    taken: String,
}

impl Line {
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn cursor(&self) -> usize {
        self.cursor
    }

    /// Puts a text at the cursor. A line break becomes a blank, and what has no place on a line is left out.
    pub(super) fn insert(&mut self, text: &str) {
        let text: String = text.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
        let text: String = text.chars().filter(|c| !c.is_control()).collect();
        self.text.insert_str(self.cursor, &text);
        let end = self.cursor + text.len();
        // A mark may join the character before it, or that after it.
        let mut starts = self.text.grapheme_indices(true).map(|(at, _)| at);
        self.cursor = starts.find(|at| *at >= end).unwrap_or(self.text.len());
    }

    /// Puts the lines of a text at the cursor, with a blank in the place of each break between two.
    fn paste(&mut self, text: &str) {
        let lines: Vec<&str> = text.split(['\r', '\n']).collect();
        if lines.len() == 1 {
            return self.insert(text);
        }
        let words = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty());
        self.insert(&words.collect::<Vec<_>>().join(" "));
    }

    /// Puts a blank at the cursor in the place of a line break, if there is none yet.
    pub(super) fn join(&mut self) {
        if !self.text[..self.cursor].ends_with(' ') {
            self.insert(" ");
        }
    }

    /// Does what a key does. Returns whether it is a key for editing.
    pub(super) fn edit(&mut self, key: &Key) -> bool {
        match key {
            Key::Char(character) => self.insert(character.encode_utf8(&mut [0; 4])),
            Key::Tab => self.insert(" "),
            Key::Paste(text) => self.paste(text),
            Key::Left | Key::Ctrl('b') => self.cursor = self.before(),
            Key::Right | Key::Ctrl('f') => self.cursor = self.after(),
            Key::Home | Key::Ctrl('a') => self.cursor = 0,
            Key::End | Key::Ctrl('e') => self.cursor = self.text.len(),
            Key::WordLeft | Key::Alt('b') => self.cursor = self.word_before(char::is_alphanumeric),
            Key::WordRight | Key::Alt('f') => self.cursor = self.word_after(),
            Key::Backspace => {
                let end = self.cursor;
                self.cursor = self.before();
                self.text.drain(self.cursor..end);
            }
            Key::Delete | Key::Ctrl('d') => drop(self.text.drain(self.cursor..self.after())),
            Key::Ctrl('u') => self.take(0, self.text.len()),
            Key::Ctrl('k') => self.take(self.cursor, self.text.len()),
            Key::Ctrl('w') => self.take(self.word_before(|c| !c.is_whitespace()), self.cursor),
            Key::Alt('\u{7f}') => self.take(self.word_before(char::is_alphanumeric), self.cursor),
            Key::Alt('d') => self.take(self.cursor, self.word_after()),
            Key::Ctrl('y') => self.insert(&self.taken.clone()),
            _ => return false,
        }
        true
    }

    fn take(&mut self, start: usize, end: usize) {
        if start < end {
            self.taken = self.text.drain(start..end).collect();
            self.cursor = start;
        }
    }

    fn before(&self) -> usize {
        self.text[..self.cursor].grapheme_indices(true).next_back().map_or(0, |(at, _)| at)
    }

    fn after(&self) -> usize {
        self.cursor + self.text[self.cursor..].graphemes(true).next().map_or(0, str::len)
    }

    /// Returns where the word at or before the cursor begins.
    fn word_before(&self, is_of_word: impl Fn(char) -> bool) -> usize {
        let before = self.text[..self.cursor].trim_end_matches(|c| !is_of_word(c));
        let start = before.trim_end_matches(|c| is_of_word(c) || is_mark(c)).len();
        self.boundary(start)
    }

    /// Returns where the word at or after the cursor ends.
    fn word_after(&self) -> usize {
        let after = self.text[self.cursor..].trim_start_matches(|c: char| !c.is_alphanumeric());
        let rest = after.trim_start_matches(|c: char| c.is_alphanumeric() || is_mark(c));
        self.boundary(self.text.len() - rest.len())
    }

    /// Returns the last place at or before a byte where a cursor may stand.
    fn boundary(&self, at: usize) -> usize {
        let starts = self.text.grapheme_indices(true).map(|(start, _)| start).chain([self.text.len()]);
        starts.take_while(|start| *start <= at).last().unwrap_or(0)
    }
}

/// Returns whether a character takes no room of its own, such as an accent.
fn is_mark(character: char) -> bool {
    unicode_width::UnicodeWidthChar::width(character) == Some(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the text, with `|` where the cursor is, after some keys.
    fn edited(text: &str, keys: &[Key]) -> String {
        let mut line = Line::default();
        line.insert(text);
        for key in keys {
            assert!(line.edit(key), "{key:?}");
        }
        format!("{}|{}", &line.text[..line.cursor], &line.text[line.cursor..])
    }

    #[test]
    fn the_keys_of_a_shell_edit() {
        let text = "one two three";
        assert_eq!(edited(text, &[Key::Ctrl('a')]), "|one two three");
        assert_eq!(edited(text, &[Key::Home, Key::Ctrl('k'), Key::Char('x')]), "x|");
        assert_eq!(edited(text, &[Key::Ctrl('w')]), "one two |");
        assert_eq!(edited(text, &[Key::Ctrl('w'), Key::Ctrl('w'), Key::Ctrl('y')]), "one two |");
        assert_eq!(edited(text, &[Key::Left, Key::Left, Key::Ctrl('u')]), "|");
        assert_eq!(edited(text, &[Key::Home, Key::Right, Key::Delete, Key::Ctrl('e')]), "oe two three|");
        assert_eq!(edited(text, &[Key::Alt('b'), Key::Alt('b'), Key::Alt('d')]), "one | three");
        assert_eq!(edited(text, &[Key::Ctrl('a'), Key::WordRight, Key::Backspace]), "on| two three");
        assert_eq!(edited("a/b c", &[Key::Alt('\u{7f}'), Key::Alt('\u{7f}')]), "a/|");
        assert_eq!(edited("", &[Key::Backspace, Key::Delete, Key::Left, Key::Right, Key::Ctrl('y')]), "|");
    }

    #[test]
    fn a_character_is_what_people_see_as_one() {
        for character in ["注", "🙂", "👩\u{200d}👩\u{200d}👧", "e\u{301}", "🇩🇪", "❤\u{fe0f}", "👍🏽"]
        {
            let text = format!("a{character}b");
            assert_eq!(edited(&text, &[Key::Left, Key::Left]), format!("a|{character}b"));
            assert_eq!(edited(&text, &[Key::Left, Key::Backspace]), "a|b");
            assert_eq!(edited(&text, &[Key::Home, Key::Right, Key::Delete]), "a|b");
        }
        assert_eq!(edited("e", &[Key::Char('\u{301}'), Key::Backspace]), "|");
        assert_eq!(edited("注文管理", &[Key::Left, Key::Left, Key::Char('X')]), "注文X|管理");
        assert_eq!(edited("ne\u{301}e x", &[Key::Alt('b'), Key::Alt('b')]), "|ne\u{301}e x");
    }

    #[test]
    fn what_is_pasted_stays_on_the_line() {
        assert_eq!(edited("", &[Key::Paste("a\r\n\r\nb\rc\n\td\u{1b}[A\u{7}\n".to_owned())]), "a b c d[A|");
        assert_eq!(edited("x", &[Key::Paste(" a\tb ".to_owned())]), "x a b |");
    }
}
