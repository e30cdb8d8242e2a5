//! How a line of text that is edited appears: over as many rows as it needs, with the cursor where it is.

use unicode_segmentation::UnicodeSegmentation;

use super::line::Line;
use super::surface::{Cursor, columns};
use super::theme::to_ascii;

/// The rows of a prompt and the text behind it.
pub(super) struct FieldRows {
    pub rows: Vec<String>,
    pub cursor: Cursor,
}

impl FieldRows {
    /// Lays out a prompt and a text over rows of `width` columns.
    pub(super) fn of(prompt: &str, line: &Line, width: usize, ascii: bool) -> Self {
        let mut field = Self { rows: vec![String::new()], cursor: Cursor::default() };
        let mut used = 0;
        field.append(prompt, width, &mut used, ascii);
        field.append(&line.text()[..line.cursor()], width, &mut used, ascii);
        let rest = &line.text()[line.cursor()..];
        // On a full row there is no room before the next character.
        let next = rest.graphemes(true).next().map_or(0, |next| columns(&shown(next, ascii)));
        if used > 0 && used + next > width {
            field.rows.push(String::new());
            used = 0;
        }
        let row = field.rows.len() - 1;
        field.cursor = Cursor { line: row, before: field.rows[row].clone() };
        field.append(rest, width, &mut used, ascii);
        field
    }

    fn append(&mut self, text: &str, width: usize, used: &mut usize, ascii: bool) {
        for character in text.graphemes(true) {
            let character = shown(character, ascii);
            let needed = columns(&character);
            if *used > 0 && *used + needed > width {
                self.rows.push(String::new());
                *used = 0;
            }
            if let Some(row) = self.rows.last_mut() {
                row.push_str(&character);
            }
            *used += needed;
        }
    }

    /// Leaves no more than `height` rows, that of the cursor among them.
    pub(super) fn within(mut self, height: usize) -> Self {
        let height = height.max(1);
        if self.rows.len() > height {
            let first = self.cursor.line.saturating_sub(height / 2).min(self.rows.len() - height);
            self.rows = self.rows.split_off(first);
            self.rows.truncate(height);
            self.cursor.line -= first;
        }
        self
    }
}

fn shown(character: &str, ascii: bool) -> String {
    if ascii { to_ascii(character) } else { character.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::interview::terminal::decode::Key;

    fn line(text: &str, left: usize) -> Line {
        let mut line = Line::default();
        line.insert(text);
        (0..left).for_each(|_| _ = line.edit(&Key::Left));
        line
    }

    #[test]
    fn no_row_is_wider_than_the_terminal_and_nothing_is_lost() {
        let text = "注文の管理e\u{301}👩\u{200d}👩 plain words 🇩🇪".repeat(7);
        for width in [2, 5, 9, 20, 80] {
            for left in [0, 1, 30, 90] {
                let line = line(&text, left);
                let field = FieldRows::of("title: ", &line, width, false);
                assert_eq!(field.rows.concat(), format!("title: {text}"));
                let wide = field.rows.iter().filter(|row| columns(row) > width.max(4));
                assert_eq!(wide.count(), 0, "{:?}", field.rows);
                let before = field.rows[..field.cursor.line].concat() + &field.cursor.before;
                assert_eq!(before, format!("title: {}", &text[..line.cursor()]));
            }
        }
    }

    #[test]
    fn the_cursor_never_stands_behind_a_full_row() {
        let field = FieldRows::of("", &line("abcd", 0), 4, false);
        assert_eq!((field.rows, field.cursor.line), (vec!["abcd".to_owned()], 0));
        let field = FieldRows::of("", &line("abcde", 1), 4, false);
        assert_eq!((field.rows, field.cursor.line), (vec!["abcd".to_owned(), "e".to_owned()], 1));
        let field = FieldRows::of("", &line("abc注", 1), 4, false);
        assert_eq!((field.rows, field.cursor.line), (vec!["abc".to_owned(), "注".to_owned()], 1));
    }

    #[test]
    fn a_text_that_is_too_high_keeps_the_row_of_the_cursor() {
        let text = "abcdefghij".repeat(10);
        for left in [0, 40, 100] {
            let field = FieldRows::of("", &line(&text, left), 10, false);
            let before = field.cursor.before.clone();
            let field = field.within(3);
            assert_eq!(field.rows.len(), 3);
            assert!(field.rows[field.cursor.line].starts_with(&before));
        }
    }

    #[test]
    fn without_utf_8_a_field_is_ascii() {
        let field = FieldRows::of("title: ", &line("é… 注", 0), 20, true);
        assert_eq!(field.rows, ["title: e... ?"]);
    }
}
