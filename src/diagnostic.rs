//! What is wrong with an input: a stable code, where it stands, and what to do about it.

mod code;
mod suggestion;

pub use code::Code;
pub use suggestion::{IdKind, did_you_mean, nearest};

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use schemars::JsonSchema;
use serde::Serialize;

/// A text that was read.
#[derive(Debug, PartialEq, Eq)]
pub struct SourceText {
    /// The name by which the user knows it: its path, `flags`, `<stdin>`.
    pub name: String,
    /// The whole text.
    pub text: String,
}

/// A place in a text.
#[derive(Clone, Debug)]
pub struct Place {
    /// The text in which it is.
    pub source: Arc<SourceText>,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The characters of the text that are meant, counted from 0.
    pub characters: std::ops::Range<usize>,
}

impl Place {
    /// Returns the place of one character, by its line and its column from 1.
    pub fn point(source: &Arc<SourceText>, line: usize, column: usize) -> Self {
        let (line, column) = (line.max(1), column.max(1));
        let lines = source.text.split_inclusive('\n').take(line - 1);
        let start = lines.map(|line| line.chars().count()).sum::<usize>() + column - 1;
        Self { source: source.clone(), line, column, characters: start..start + 1 }
    }

    /// Returns what stands there.
    pub fn text(&self) -> String {
        let length = self.characters.len();
        self.source.text.chars().skip(self.characters.start).take(length).collect()
    }
}

/// How bad a finding is, the mildest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[schemars(rename = "SeverityView")]
pub enum Severity {
    /// Worth knowing; nothing is wrong.
    Note,
    /// Nothing stops, but somebody should look.
    Warning,
    /// The input cannot be used.
    Error,
}

impl Severity {
    /// Returns the severity as programs read it: `note`, `warning` or `error`.
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// Not derived, since the order says how bad a finding is, while `--help` lists the worst first.
#[cfg(feature = "cli")]
impl clap::ValueEnum for Severity {
    fn value_variants<'a>() -> &'a [Self] {
        &[Self::Error, Self::Warning, Self::Note]
    }

    fn to_possible_value(&self) -> Option<clap::builder::PossibleValue> {
        Some(self.word().into())
    }
}

/// One finding about an input.
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// Which kind of finding: stable, and documented.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Lower case, names in backticks, no final stop.
    pub message: String,
    /// Where it is, if it has a place.
    pub place: Option<Place>,
    /// The file that it is about as a whole, if it has no place in it.
    pub file: Option<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Diagnostic {
    /// Makes a finding that stops the run. Control characters in the message are made visible.
    pub fn error(code: Code, message: impl AsRef<str>) -> Self {
        Self::new(code, Severity::Error, message)
    }

    /// Makes a finding that somebody should look at.
    pub fn warning(code: Code, message: impl AsRef<str>) -> Self {
        Self::new(code, Severity::Warning, message)
    }

    /// Makes a finding that is worth knowing.
    pub fn note(code: Code, message: impl AsRef<str>) -> Self {
        Self::new(code, Severity::Note, message)
    }

    fn new(code: Code, severity: Severity, message: impl AsRef<str>) -> Self {
        Self { code, severity, message: visible(message.as_ref()), place: None, file: None, help: None }
    }

    /// Adds the place.
    pub fn at(mut self, place: Place) -> Self {
        self.place = Some(place);
        self
    }

    /// Adds the file that it is about, unless it has a place or a file.
    pub fn in_file(mut self, name: &str) -> Self {
        if self.file_name().is_none() {
            self.file = Some(name.to_owned());
        }
        self
    }

    /// Returns the name of the file that it is in, or about.
    pub fn file_name(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.source.name.as_str()).or(self.file.as_deref())
    }

    /// Adds what to do about it, in place of what was said before. Control characters are made visible.
    pub fn help(mut self, help: impl AsRef<str>) -> Self {
        self.help = Some(visible(help.as_ref()));
        self
    }
}

/// Everything found in one run, in the order in which it was found.
#[derive(Clone, Debug, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a finding.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.0.push(diagnostic);
    }

    /// Adds all findings of another run.
    pub fn extend(&mut self, others: Diagnostics) {
        self.0.extend(others.0);
    }

    /// Adds the file that they are about to all findings without a place or a file.
    pub fn in_file(self, name: &str) -> Self {
        self.into_iter().map(|diagnostic| diagnostic.in_file(name)).collect()
    }

    /// Returns the value, or adds the error.
    pub fn ok_or_push<T>(&mut self, result: Result<T, Diagnostic>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Returns the findings, those with this code with what to do about them.
    pub fn help_with(self, code: Code, help: &str) -> Self {
        let helped = |found: Diagnostic| if found.code == code { found.help(help) } else { found };
        self.into_iter().map(helped).collect()
    }

    /// Returns the findings in the order in which they were found.
    pub fn iter(&self) -> std::slice::Iter<'_, Diagnostic> {
        self.0.iter()
    }

    /// Returns the number of findings.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns whether any finding stops the run.
    pub fn has_errors(&self) -> bool {
        self.0.iter().any(|d| d.severity == Severity::Error)
    }

    /// Returns the value with all findings.
    ///
    /// # Errors
    /// All findings, if there is an error among them or no value.
    pub fn unless_errors<T>(self, value: Option<T>) -> Result<(T, Diagnostics), Diagnostics> {
        match value {
            Some(value) if !self.has_errors() => Ok((value, self)),
            _ => Err(self),
        }
    }
}

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}

impl FromIterator<Diagnostic> for Diagnostics {
    fn from_iter<I: IntoIterator<Item = Diagnostic>>(diagnostics: I) -> Self {
        Self(diagnostics.into_iter().collect())
    }
}

impl IntoIterator for Diagnostics {
    type Item = Diagnostic;
    type IntoIter = std::vec::IntoIter<Diagnostic>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

/// One line for each finding: `name:line:column: message`.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, diagnostic) in self.0.iter().enumerate() {
            if index > 0 {
                writeln!(f)?;
            }
            if let Some(place) = &diagnostic.place {
                write!(f, "{}:{}:{}: ", place.source.name, place.line, place.column)?;
            }
            write!(f, "{}", diagnostic.message)?;
        }
        Ok(())
    }
}

impl std::error::Error for Diagnostics {}

/// Writes out as `\u{…}` every character that could act on a terminal or in a document, or hide in it:
/// control characters, escape sequences, bidirectional overrides, characters without a width. Line breaks and
/// tabs stay, and the joiners that some scripts need.
pub fn visible(text: &str) -> String {
    if !text.chars().any(acts) {
        return text.to_owned();
    }
    text.chars().map(|c| if acts(c) { format!("\\u{{{:x}}}", c as u32) } else { c.to_string() }).collect()
}

/// Returns the text of a path with `/` between folders on every platform: Windows takes it as well, shells
/// and other programs mean the same by it everywhere, and what is written is the same wherever that was.
pub fn slashed(path: &Path) -> String {
    let text = path.to_string_lossy();
    if cfg!(windows) { as_slashed(&text) } else { text.into_owned() }
}

/// Returns a path of Windows with slashes, and without the mark of paths that are taken as they stand.
fn as_slashed(path: &str) -> String {
    let is_drive = |rest: &&str| rest.as_bytes().get(1) == Some(&b':');
    let plain = match path.strip_prefix(r"\\?\UNC\") {
        Some(share) => format!(r"\\{share}"),
        None => path.strip_prefix(r"\\?\").filter(is_drive).unwrap_or(path).to_owned(),
    };
    plain.replace('\\', "/")
}

/// Returns a path as it is shown: [`slashed`], [`visible`], and in one line, which no line break in a name
/// ends.
pub fn visible_path(path: &Path) -> String {
    visible(&slashed(path)).replace('\n', "\\u{a}").replace('\t', "\\u{9}")
}

/// Returns whether a character does something or shows nothing, where a reader expects text.
fn acts(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        // Marks, embeddings, overrides and isolates of bidirectional text.
        '\u{61c}' | '\u{200e}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' => true,
        // Separators of lines and paragraphs.
        '\u{2028}' | '\u{2029}' => true,
        // Nothing to see, though there is something.
        '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => true,
        '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' => true,
        // What XML cannot hold, besides control characters.
        '\u{fffe}' | '\u{ffff}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_is_shown_in_one_line() {
        assert_eq!(visible_path(Path::new("a\u{1b}[31m\nfailed b\tc")), "a\\u{1b}[31m\\u{a}failed b\\u{9}c");
    }

    #[test]
    fn a_path_of_windows_is_written_as_on_every_platform() {
        for (path, shown) in [
            (r"docs\adr\0001.md", "docs/adr/0001.md"),
            (r"\\?\C:\a b\x.yaml", "C:/a b/x.yaml"),
            (r"\\?\UNC\server\share\x", "//server/share/x"),
            (r"\\.\pipe\x", "//./pipe/x"),
        ] {
            assert_eq!(as_slashed(path), shown);
        }
        assert_eq!(slashed(Path::new("a/b")), "a/b");
    }

    #[test]
    fn nothing_that_acts_on_a_terminal_stays() {
        assert_eq!(visible("a\u{1b}[31mb\u{202e}\nc"), "a\\u{1b}[31mb\\u{202e}\nc");
        assert_eq!(visible("\u{9b}2J\r"), "\\u{9b}2J\\u{d}");
        assert_eq!(visible("a\u{200b}b\u{e0041}\u{ffff}"), "a\\u{200b}b\\u{e0041}\\u{ffff}");
        assert_eq!(visible("naïve – 日本 👩\u{200d}🔧"), "naïve – 日本 👩\u{200d}🔧");
    }
}
