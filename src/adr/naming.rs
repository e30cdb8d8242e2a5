//! Names the files of decision records: their styles, the next number, and the file of a new record.

use jiff::civil::Date;

/// The longest title in the name of a file, in characters of ASCII.
const MAX_SLUG: usize = 70;

/// The forms of decision record that readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Style {
    /// MADR 4: `0007-title.md`, the status in the front matter.
    Madr4,
    /// As log4brains reads it: `20270601-title.md`, the status in a list.
    Log4brains,
    /// As adr-tools reads it: `0007-title.md`, the status in a section.
    Nygard,
}

impl Style {
    /// Returns whether the files of this style begin with a number; else they begin with a date.
    pub fn is_numbered(self) -> bool {
        !matches!(self, Self::Log4brains)
    }
}

/// Returns the number that the name of a record begins with, 7 for `0007-hybrid.md`. A date is no number.
pub fn number(file: &str) -> Option<u32> {
    let digits = file.split_once('-')?.0;
    let fits = (1..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fits && file.ends_with(".md") { digits.parse().ok() } else { None }
}

/// Returns the number after the highest of these files, 1 if none is numbered.
pub fn next_number<'a>(files: impl IntoIterator<Item = &'a str>) -> u32 {
    files.into_iter().filter_map(number).max().unwrap_or(0) + 1
}

/// Returns the name of the file of a new record; `taken` says which names are in use.
pub fn file_name(style: Style, number: u32, date: Date, title: &str, taken: impl Fn(&str) -> bool) -> String {
    let slug = slug(title);
    if style.is_numbered() {
        return format!("{number:04}-{slug}.md");
    }
    let date = date.strftime("%Y%m%d");
    let mut name = format!("{date}-{slug}.md");
    let mut copy = 2;
    // Two records of one day may have one title.
    while taken(&name) {
        name = format!("{date}-{slug}-{copy}.md");
        copy += 1;
    }
    name
}

/// Returns a title in lower case, its words of ASCII letters and digits joined by hyphens.
fn slug(title: &str) -> String {
    let lower = title.to_lowercase();
    let words = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let mut slug = String::new();
    for word in words {
        if !slug.is_empty() && slug.len() + 1 + word.len() > MAX_SLUG {
            break;
        }
        let word = &word[..word.len().min(MAX_SLUG)];
        slug = if slug.is_empty() { word.to_owned() } else { format!("{slug}-{word}") };
    }
    if slug.is_empty() { "decision".to_owned() } else { slug }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn numbers_go_on_and_dates_are_none() {
        assert_eq!(number("0007-hybrid.md"), Some(7));
        for other in ["20261125-hybrid.md", "README.md", "template.md", "7.md", "0007-hybrid.txt", "-a.md"] {
            assert_eq!(number(other), None, "{other}");
        }
        assert_eq!(next_number(["0002-a.md", "10-b.md", "20261125-c.md"]), 11);
        assert_eq!(next_number([]), 1);
    }

    #[test]
    fn a_file_name_holds_nothing_but_letters_digits_and_hyphens() {
        let date = "2026-11-25".parse().unwrap();
        let name = |style, title: &str| file_name(style, 3, date, title, |name| name.ends_with("x.md"));
        assert_eq!(name(Style::Madr4, "Hybrid for ../../etc $(rm)"), "0003-hybrid-for-etc-rm.md");
        assert_eq!(name(Style::Log4brains, "x"), "20261125-x-2.md");
        assert_eq!(name(Style::Nygard, "日本"), "0003-decision.md");
        assert!(name(Style::Madr4, &"long ".repeat(50)).len() < 80);
    }
}
