//! From bytes to text: only UTF-8 is read, and what is in another encoding is told from what is no text.

use std::str::Utf8Error;

use crate::diagnostic::{Code, Diagnostic};

/// The mark with which some programs begin a text in UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// Returns a text without the byte order mark at its beginning.
pub fn without_mark(text: String) -> String {
    text.strip_prefix(BYTE_ORDER_MARK).map(str::to_owned).unwrap_or(text)
}

/// Returns the text of which these are the bytes; `what` names it.
///
/// # Errors
/// When they are no UTF-8. The error names the encoding, as far as that can be told.
pub fn decoded(what: &str, bytes: Vec<u8>) -> Result<String, Diagnostic> {
    if let Some(error) = wide(what, &bytes) {
        return Err(error);
    }
    String::from_utf8(bytes).map_err(|error| not_utf8(what, error.as_bytes(), error.utf8_error()))
}

/// Returns the error that a text which begins so is in UTF-16 or UTF-32, if it is.
pub fn wide(what: &str, beginning: &[u8]) -> Option<Diagnostic> {
    let encoding = match beginning {
        // By the mark, else by the zeros around a first character that is ASCII.
        [0xff, 0xfe, 0, 0, ..] | [0, 0, 0xfe, 0xff, ..] => "UTF-32",
        [1..=127, 0, 0, 0, ..] | [0, 0, 0, 1..=127, ..] => "UTF-32",
        [0xff, 0xfe, ..] | [0xfe, 0xff, ..] | [1..=127, 0, ..] | [0, 1..=127, ..] => "UTF-16",
        _ => return None,
    };
    let help = "save it as UTF-8; `>` in Windows PowerShell writes UTF-16, `--output FILE` always UTF-8";
    Some(Diagnostic::error(Code::NotUtf8, format!("{what} is {encoding}, not UTF-8")).help(help))
}

fn not_utf8(what: &str, bytes: &[u8], error: Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    let line = match bytes[..at].iter().filter(|byte| **byte == b'\n').count() {
        0 => String::new(),
        before => format!(", in line {},", before + 1),
    };
    let message = format!("{what} is not UTF-8: the byte at offset {at}{line} is not text");
    // Windows-1252 and Latin-1 agree on these; a text of Western Europe in either is the usual case.
    let help = match bytes.get(at) {
        Some(byte @ 0xa1..) => {
            let meant = char::from(*byte);
            format!("save it as UTF-8; if it is in Windows-1252 or Latin-1, the byte is `{meant}`")
        }
        _ => "save it as UTF-8".to_owned(),
    };
    Diagnostic::error(Code::NotUtf8, message).help(help)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bytes: &[u8]) -> String {
        decoded("`a`", bytes.to_vec()).unwrap_err().message
    }

    fn wide_bytes(text: &str, unit: impl Fn(u16) -> Vec<u8>) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn other_encodings_are_named() {
        for text in ["\u{feff}a: é", "a: é", "# \n"] {
            for (encoding, bytes) in [
                ("UTF-16", wide_bytes(text, |unit| unit.to_le_bytes().to_vec())),
                ("UTF-16", wide_bytes(text, |unit| unit.to_be_bytes().to_vec())),
                ("UTF-32", wide_bytes(text, |unit| u32::from(unit).to_le_bytes().to_vec())),
                ("UTF-32", wide_bytes(text, |unit| u32::from(unit).to_be_bytes().to_vec())),
            ] {
                assert_eq!(refused(&bytes), format!("`a` is {encoding}, not UTF-8"), "{text:?}");
            }
        }
        let latin = decoded("`a`", b"a:\n b\xe9\n".to_vec()).unwrap_err();
        assert_eq!(latin.message, "`a` is not UTF-8: the byte at offset 5, in line 2, is not text");
        assert!(latin.help.unwrap().ends_with("the byte is `é`"));
    }

    #[test]
    fn utf_8_is_read_whole() {
        for text in ["", "a", "\u{feff}a: é 🚀", "\0\0"] {
            assert_eq!(decoded("`a`", text.as_bytes().to_vec()).unwrap(), text);
        }
        assert_eq!(without_mark("\u{feff}a\u{feff}".to_owned()), "a\u{feff}");
    }
}
