//! Characters that JSON writes as two escapes, such as `\ud83d\ude80`, which parsers of YAML refuse.
//!
//! They are given a text of the same length in which each half is an escape for a character of private use,
//! so that every place stays what it is. Afterwards the two halves are put together.

use std::ops::Range;

/// The first characters of private use that stand for the first halves, and for the second ones.
const FIRST: u32 = 0xE000;
const SECOND: u32 = 0xE400;
/// How many halves there are of each kind.
const HALVES: u32 = 0x400;
/// The length of the escape for a half, and of both.
const HALF: usize = 6;
const PAIR: usize = 2 * HALF;

/// Returns the text with escapes that every parser takes in place of those for halves of characters; `None`
/// if there are none.
pub(super) fn readable(text: &str) -> Option<String> {
    let mut bytes = text.as_bytes().to_vec();
    let mut found = false;
    let mut at = 0;
    while let Some(backslash) = bytes.iter().skip(at).position(|byte| *byte == b'\\') {
        at += backslash;
        if is_pair(&bytes[at..], b'd', 8..12) {
            for half in [at, at + HALF] {
                // `d` becomes `e`, and the digits from 8 to f those from 0 to 7.
                bytes[half + 2] += 1;
                bytes[half + 3] = b'0' + (digit(bytes[half + 3]) - 8) as u8;
            }
            found = true;
            at += PAIR;
        } else {
            // What stands behind a backslash is escaped, perhaps another one.
            at += 2;
        }
    }
    String::from_utf8(bytes).ok().filter(|_| found)
}

/// Returns what a scalar says that was read from a [`readable`] text. Between double quotes the escapes are
/// read already, elsewhere they are text as any other.
pub(super) fn restored(text: &str, double_quoted: bool) -> String {
    if double_quoted { joined(text) } else { rewritten(text) }
}

/// Puts the halves together that the parser has read.
fn joined(text: &str) -> String {
    let half = |c: char, from: u32| (c as u32).checked_sub(from).filter(|half| *half < HALVES);
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let second = characters.peek().and_then(|next| half(*next, SECOND));
        let whole = half(character, FIRST).zip(second);
        match whole.and_then(|(first, second)| char::from_u32(0x10000 + first * HALVES + second)) {
            Some(whole) => {
                out.push(whole);
                characters.next();
            }
            None => out.push(character),
        }
    }
    out
}

/// Writes the halves as they were.
fn rewritten(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    let mut at = 0;
    while at + PAIR <= bytes.len() {
        if !is_pair(&bytes[at..], b'e', 0..4) {
            at += 1;
            continue;
        }
        for half in [at, at + HALF] {
            bytes[half + 2] -= 1;
            bytes[half + 3] = b"89abcdef"[digit(bytes[half + 3]) as usize];
        }
        at += PAIR;
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// Whether the escapes for two halves begin here: both with `letter`, then a digit in `first`, and one in the
/// range after that.
fn is_pair(bytes: &[u8], letter: u8, first: Range<u32>) -> bool {
    let second = first.end..first.end + 4;
    let is_half = |half: &[u8], kind: &Range<u32>| {
        half[0] == b'\\'
            && half[1] == b'u'
            && half[2].to_ascii_lowercase() == letter
            && half[3..HALF].iter().all(u8::is_ascii_hexdigit)
            && kind.contains(&digit(half[3]))
    };
    bytes.len() >= PAIR && is_half(&bytes[..HALF], &first) && is_half(&bytes[HALF..PAIR], &second)
}

/// Returns the value of a digit of which it is known that it is one.
fn digit(byte: u8) -> u32 {
    char::from(byte).to_digit(16).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_halves_become_one_character_and_nothing_else_changes() {
        let text = r#"{"a": "\ud83d\ude80 \uD83D\uDE80 \\ud83d\\ude80 \ud83d \\\ud83d\ude80 \u00e9"}"#;
        let readable = readable(text).unwrap();
        assert_eq!(readable.len(), text.len());
        assert_eq!(
            readable,
            r#"{"a": "\ue03d\ue680 \uE03D\uE680 \\ud83d\\ude80 \ud83d \\\ue03d\ue680 \u00e9"}"#
        );
        assert_eq!(restored("\u{e03d}\u{e680}x\u{e03d}", true), "🚀x\u{e03d}");
        assert_eq!(restored(r"\ue03d\ue680", false), r"\ud83d\ude80");
    }

    #[test]
    fn a_text_without_halves_is_left_alone() {
        for text in ["", "\\", r"\u", r"\ud83d", r"\ude80\ud83d", r"\\ud83d\ude80", "a: b"] {
            assert_eq!(readable(text), None, "{text}");
        }
    }
}
