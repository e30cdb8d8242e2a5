//! Makes the name of a file from a title in any script.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest title in the name of a file, in characters, and in bytes, of which file systems count 255.
const MAX_CHARACTERS: usize = 70;
const MAX_BYTES: usize = 160;
/// A longer word is cut rather than left out: some scripts have no spaces.
const LONG_WORD: usize = 20;
/// They join letters and are no ends of words.
const JOINERS: [char; 2] = ['\u{200c}', '\u{200d}'];

/// Returns a title in lower case, its words of letters and digits joined by `joiner`.
pub(super) fn slug(title: &str, joiner: char) -> String {
    // Some systems take accents apart, in titles and in names of files.
    let lower: String = title.to_lowercase().nfc().filter(|c| !JOINERS.contains(c)).collect();
    let ends_word = |c: char| !(c.is_alphanumeric() || is_combining_mark(c));
    let mut slug = String::new();
    for word in lower.split(ends_word).filter(|word| !word.is_empty()) {
        let joint = usize::from(!slug.is_empty());
        let characters = MAX_CHARACTERS.saturating_sub(slug.chars().count() + joint);
        let fitting = fitting(word, characters, MAX_BYTES.saturating_sub(slug.len() + joint));
        let is_whole = fitting.len() == word.len();
        if fitting.is_empty() || !(is_whole || slug.is_empty() || word.chars().count() > LONG_WORD) {
            break;
        }
        if joint == 1 {
            slug.push(joiner);
        }
        slug.push_str(fitting);
        if !is_whole {
            break;
        }
    }
    if slug.is_empty() { "decision".to_owned() } else { slug }
}

/// Returns as much of a word as has room, and no letter without its marks.
fn fitting(word: &str, characters: usize, bytes: usize) -> &str {
    let ends = word.char_indices().map(|(at, c)| at + c.len_utf8());
    let mut end = ends.take(characters).take_while(|&end| end <= bytes).last().unwrap_or_default();
    while word[end..].starts_with(is_combining_mark) {
        end -= word[..end].chars().next_back().map_or(end, char::len_utf8);
    }
    &word[..end]
}
