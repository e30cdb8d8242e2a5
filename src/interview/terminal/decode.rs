//! The keys that the bytes of a terminal stand for.

/// A key, or a text that came as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Key {
    Char(char),
    Enter,
    Tab,
    BackTab,
    Escape,
    Up,
    Down,
    Left,
    Right,
    WordLeft,
    WordRight,
    Home,
    End,
    PageUp,
    PageDown,
    Backspace,
    Delete,
    /// A letter together with Ctrl.
    Ctrl(char),
    /// A character together with Alt; `\u{7f}` is the Backspace key.
    Alt(char),
    /// A text that the terminal says was pasted.
    Paste(String),
    Unknown,
}

/// What the beginning of some bytes is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Decoded {
    /// A key, and how many bytes it takes.
    Key(Key, usize),
    /// The beginning of a key whose other bytes are still on their way.
    Incomplete,
}

const ESCAPE: u8 = 0x1b;
const PASTE_BEGINS: &[u8] = b"\x1b[200~";
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// Returns whether the bytes begin a pasted text.
pub(super) fn begins_paste(bytes: &[u8]) -> bool {
    bytes.starts_with(PASTE_BEGINS)
}

/// Returns the first key in bytes that are not empty.
pub(super) fn decode(bytes: &[u8]) -> Decoded {
    let one = |key| Decoded::Key(key, 1);
    match bytes[0] {
        ESCAPE => escape(bytes),
        b'\r' | b'\n' => one(Key::Enter),
        b'\t' => one(Key::Tab),
        0x08 | 0x7f => one(Key::Backspace),
        letter @ 1..=26 => one(Key::Ctrl(char::from(letter - 1 + b'a'))),
        0..=0x1f => one(Key::Unknown),
        _ => character(bytes),
    }
}

/// Returns a key from bytes that are all there will be of it.
pub(super) fn decode_last(bytes: &[u8]) -> (Key, usize) {
    match decode(bytes) {
        Decoded::Key(key, length) => (key, length),
        Decoded::Incomplete if begins_paste(bytes) => (paste(&bytes[PASTE_BEGINS.len()..]), bytes.len()),
        Decoded::Incomplete if bytes[0] == ESCAPE => (Key::Escape, 1),
        Decoded::Incomplete => (Key::Char(char::REPLACEMENT_CHARACTER), 1),
    }
}

fn paste(bytes: &[u8]) -> Key {
    Key::Paste(String::from_utf8_lossy(bytes).into_owned())
}

fn escape(bytes: &[u8]) -> Decoded {
    match bytes.get(1) {
        None => Decoded::Incomplete,
        Some(b'[') => control_sequence(bytes),
        Some(b'O') => match bytes.get(2) {
            None => Decoded::Incomplete,
            Some(b'M') => Decoded::Key(Key::Enter, 3),
            Some(&letter) => Decoded::Key(cursor_key(letter, false), 3),
        },
        Some(0x08 | 0x7f) => Decoded::Key(Key::Alt('\u{7f}'), 2),
        Some(&letter) if letter.is_ascii_graphic() => Decoded::Key(Key::Alt(char::from(letter)), 2),
        Some(_) => Decoded::Key(Key::Escape, 1),
    }
}

/// Reads `ESC [`, parameters and a last byte.
fn control_sequence(bytes: &[u8]) -> Decoded {
    // The console of Linux has keys with a second bracket.
    let start = if bytes.get(2) == Some(&b'[') { 3 } else { 2 };
    let Some(length) = bytes[start..].iter().position(|byte| !(0x20..=0x3f).contains(byte)) else {
        return Decoded::Incomplete;
    };
    let (parameters, last) = (&bytes[start..start + length], bytes[start + length]);
    let length = start + length + 1;
    if parameters == b"200" && last == b'~' {
        let rest = &bytes[length..];
        let end = rest.windows(PASTE_ENDS.len()).position(|window| window == PASTE_ENDS);
        return end.map_or(Decoded::Incomplete, |end| {
            Decoded::Key(paste(&rest[..end]), length + end + PASTE_ENDS.len())
        });
    }
    let mut numbers = parameters.split(|byte| *byte == b';');
    let with_modifier = numbers.clone().nth(1).is_some_and(|modifier| modifier != b"1");
    let key = match last {
        b'~' => match numbers.next().unwrap_or_default() {
            b"1" | b"7" => Key::Home,
            b"3" => Key::Delete,
            b"4" | b"8" => Key::End,
            b"5" => Key::PageUp,
            b"6" => Key::PageDown,
            _ => Key::Unknown,
        },
        _ if start == 3 => Key::Unknown,
        letter => cursor_key(letter, with_modifier),
    };
    Decoded::Key(key, length)
}

fn cursor_key(letter: u8, with_modifier: bool) -> Key {
    match (letter, with_modifier) {
        (b'A', _) => Key::Up,
        (b'B', _) => Key::Down,
        (b'C', false) => Key::Right,
        (b'C', true) => Key::WordRight,
        (b'D', false) => Key::Left,
        (b'D', true) => Key::WordLeft,
        (b'H', _) => Key::Home,
        (b'F', _) => Key::End,
        (b'Z', _) => Key::BackTab,
        _ => Key::Unknown,
    }
}

fn character(bytes: &[u8]) -> Decoded {
    let valid = match std::str::from_utf8(&bytes[..bytes.len().min(4)]) {
        Ok(text) => text,
        Err(error) if error.valid_up_to() > 0 => {
            std::str::from_utf8(&bytes[..error.valid_up_to()]).unwrap_or_default()
        }
        Err(error) if error.error_len().is_none() => return Decoded::Incomplete,
        Err(_) => return Decoded::Key(Key::Char(char::REPLACEMENT_CHARACTER), 1),
    };
    match valid.chars().next() {
        Some(character) if character.is_control() => Decoded::Key(Key::Unknown, character.len_utf8()),
        Some(character) => Decoded::Key(Key::Char(character), character.len_utf8()),
        None => Decoded::Key(Key::Unknown, 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(mut bytes: &[u8]) -> Vec<Key> {
        let mut keys = Vec::new();
        while !bytes.is_empty() {
            let (key, length) = decode_last(bytes);
            keys.push(key);
            bytes = &bytes[length..];
        }
        keys
    }

    #[test]
    fn keys_are_told_from_their_bytes() {
        assert_eq!(
            all(b"\x1b[A\x1bOB\x1b[1;5C\x1b[3~\x1b[H\x1b[4~"),
            [Key::Up, Key::Down, Key::WordRight, Key::Delete, Key::Home, Key::End]
        );
        assert_eq!(
            all(b"\x01\x7f\r\n\x1bb\x1b\x7f"),
            [Key::Ctrl('a'), Key::Backspace, Key::Enter, Key::Enter, Key::Alt('b'), Key::Alt('\u{7f}')]
        );
        assert_eq!(all("é注🙂".as_bytes()), ['é', '注', '🙂'].map(Key::Char));
        assert_eq!(all(b"\x1b[[Ax\x1b[12~"), [Key::Unknown, Key::Char('x'), Key::Unknown]);
    }

    #[test]
    fn a_paste_is_one_key_whatever_is_in_it() {
        assert_eq!(
            all(b"\x1b[200~a\rb\x1b[A\x1b[201~\r"),
            [Key::Paste("a\rb\u{1b}[A".to_owned()), Key::Enter]
        );
    }

    #[test]
    fn what_is_not_all_there_yet_is_waited_for() {
        for bytes in [&b"\x1b"[..], b"\x1b[", b"\x1b[1;", b"\x1bO", b"\x1b[200~text", &"注".as_bytes()[..2]]
        {
            assert_eq!(decode(bytes), Decoded::Incomplete, "{bytes:?}");
        }
        assert_eq!(all(b"\x1b"), [Key::Escape]);
        assert_eq!(all(b"\x1b[200~te\rxt"), [Key::Paste("te\rxt".to_owned())]);
    }

    #[test]
    fn bytes_that_are_no_text_are_no_keys_to_panic_on() {
        for byte in 0..=u8::MAX {
            for other in 0..=u8::MAX {
                assert!(!all(&[byte, other]).is_empty());
            }
        }
    }
}
