//! A YAML text that is safe to read, and the place of everything in it.
//!
//! One tree serves everybody. Building it refuses what would make a parser hang (deep nesting, alias bombs);
//! the guard refuses what would make it guess (duplicate keys, missing values) and turns it into values;
//! places are looked up in it, and files are edited by it. Where tags or aliases occur, `serde_yaml` says
//! what the values are; what is JSON is read as JSON.

mod deserialize;
mod encoding;
mod files_below;
mod guard;
mod input;
mod json;
mod node;
mod places;
mod scalar;
mod surrogates;
mod tree;
mod whereabouts;

pub use encoding::{BYTE_ORDER_MARK, decoded, wide, without_mark};
pub use files_below::{FilesBelow, files_below};
pub use input::{is_standard, read_rules, read_text};
pub use node::Node;
pub(crate) use places::key_in_path;
pub(crate) use tree::{YamlKind, YamlNode};
pub use whereabouts::Whereabouts;

use std::io::ErrorKind;
use std::path::Path;
use std::sync::{Arc, OnceLock};

use serde_yaml::Value;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, SourceText, visible, visible_path};
use places::{KeyOrValue, Places};
use tree::Tree;

/// The largest file that is read, in bytes.
pub const MAX_BYTES: u64 = 1 << 20;

/// The largest file of a rulebook that is read, in bytes: some 60,000 rules. What is checked of a text before
/// it is believed costs in proportion to its length.
pub const MAX_RULEBOOK_BYTES: u64 = 16 << 20;

/// A parsed YAML text. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Document(Arc<Parsed>);

#[derive(Debug)]
struct Parsed {
    source: Arc<SourceText>,
    root: Value,
    places: OnceLock<Places>,
}

impl Document {
    /// Parses `text`, known to the user as `name`.
    ///
    /// # Errors
    /// Everything that is refused, or what the YAML parser says.
    pub fn parse(name: &str, text: String) -> Result<Self, Diagnostics> {
        let source = Arc::new(SourceText { name: visible(name), text: without_mark(text) });
        // What is JSON is read as that, since a parser of YAML may take it for something else.
        let json = source.text.trim_start().starts_with(['{', '[']);
        let root = match json.then(|| json::value(&source).ok()).flatten() {
            Some(root) => root,
            None => match guard::read(&source)? {
                Some(root) => root,
                None => by_library(&source)?,
            },
        };
        Ok(Self(Arc::new(Parsed { source, root, places: OnceLock::new() })))
    }

    /// Parses a text that is one JSON value, known to the user as `name`. The values are those of YAML.
    ///
    /// # Errors
    /// As [`Document::parse`], and everything that is YAML but not JSON.
    pub fn parse_json(name: &str, text: String) -> Result<Self, Diagnostics> {
        let source = Arc::new(SourceText { name: visible(name), text: without_mark(text) });
        let root = json::read(&source)?;
        Ok(Self(Arc::new(Parsed { source, root, places: OnceLock::new() })))
    }

    /// Reads and parses a file of at most [`MAX_BYTES`], or standard input if the path is `-`.
    ///
    /// # Errors
    /// As [`Document::parse`] and [`read_text`].
    pub fn read(path: &Path) -> Result<Self, Diagnostics> {
        let name = visible_path(path);
        let text = read_text(path)?;
        Self::parse(&name, text)
    }

    /// Returns the text that was parsed, without its byte order mark.
    pub fn source(&self) -> &Arc<SourceText> {
        &self.0.source
    }

    /// Returns the tree of the text, for what depends on how it is written.
    pub(crate) fn tree(&self) -> Tree<'_> {
        Tree::of(&self.0.source)
    }

    /// Returns the outermost value, without a place.
    fn value(&self) -> &Value {
        &self.0.root
    }

    /// Returns the place of what is at `path`, or of the nearest thing around it that has one.
    fn place(&self, path: &str, which: KeyOrValue) -> Place {
        let places = self.0.places.get_or_init(|| Places::of(&self.0.source));
        places.find(&self.0.source, path, which)
    }
}

/// Returns a YAML scalar that reads back as `text`.
pub fn yaml_scalar(text: &str) -> String {
    let plain =
        text.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')'));
    let word = text.starts_with(char::is_alphabetic) && !text.ends_with(' ');
    let reserved =
        matches!(text.to_lowercase().as_str(), "true" | "false" | "null" | "yes" | "no" | "on" | "off");
    if plain && word && !reserved {
        return text.to_owned();
    }
    // A JSON string is a YAML double-quoted scalar.
    serde_json::Value::from(text).to_string()
}

/// Returns what an I/O error means, in plain words.
pub fn reason(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        ErrorKind::PermissionDenied => "permission denied".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        _ => error.to_string(),
    }
}

/// Returns the value of a text that the guard has let through, whatever YAML it uses.
fn by_library(source: &Arc<SourceText>) -> Result<Value, Diagnostics> {
    let readable = surrogates::readable(&source.text);
    let text = readable.as_deref().unwrap_or(&source.text);
    let mut root: Value = serde_yaml::from_str(text).map_err(|error| not_yaml(source, &error))?;
    // Nothing that acts on a terminal gets past here, so later stages need not care.
    change_texts(&mut root, &|text| match &readable {
        None => visible(text),
        Some(_) => visible(&surrogates::restored(&surrogates::restored(text, true), false)),
    });
    if let Some(tree) = Tree::of(source).root {
        name_keys(&mut root, &tree);
    }
    Ok(root)
}

/// Gives the keys their names as they were written: the library reads `1.10` as 1.1.
fn name_keys(value: &mut Value, node: &YamlNode<'_>) {
    match (value, &node.kind) {
        (Value::Mapping(entries), YamlKind::Mapping(nodes)) if entries.len() == nodes.len() => {
            for ((key, mut value), (name, node)) in std::mem::take(entries).into_iter().zip(nodes) {
                name_keys(&mut value, node);
                entries.insert(name.key_name().map_or(key, Value::String), value);
            }
        }
        (Value::Sequence(items), YamlKind::Sequence(nodes)) => {
            items.iter_mut().zip(nodes).for_each(|(item, node)| name_keys(item, node));
        }
        (Value::Tagged(tagged), _) => name_keys(&mut tagged.value, node),
        _ => {}
    }
}

fn not_yaml(source: &Arc<SourceText>, error: &serde_yaml::Error) -> Diagnostics {
    let text = error.to_string();
    let (message, _) = text.split_once(" at line ").unwrap_or((&text, ""));
    let diagnostic = Diagnostic::error(Code::NotYaml, format!("not valid YAML: {message}"));
    match error.location() {
        Some(at) => diagnostic.at(Place::point(source, at.line(), at.column())).into(),
        None => diagnostic.at(Place::point(source, 1, 1)).into(),
    }
}

/// Changes all texts.
fn change_texts(value: &mut Value, change: &impl Fn(&str) -> String) {
    match value {
        Value::String(text) => *text = change(text),
        Value::Sequence(items) => items.iter_mut().for_each(|item| change_texts(item, change)),
        Value::Mapping(entries) => {
            for (mut key, mut value) in std::mem::take(entries) {
                change_texts(&mut key, change);
                change_texts(&mut value, change);
                entries.insert(key, value);
            }
        }
        Value::Tagged(tagged) => change_texts(&mut tagged.value, change),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_guard_reads_what_the_library_reads() {
        let folders = ["rules", "rules/cases", "examples", "benches"];
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let files = folders.iter().flat_map(|folder| std::fs::read_dir(root.join(folder)).unwrap());
        let yaml = files
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|end| end == "yaml"));
        let odd = "a: |\n  b\n\n  c\nd: >-\n  e\n  f\n\n  g\n'h': \"i\\tj\"\n1: [k, {l: 'm''n'}, [], {}]\no: p\n  q\n";
        let mut texts: Vec<String> = yaml.map(|path| std::fs::read_to_string(path).unwrap()).collect();
        assert!(texts.len() > 20);
        texts.push(odd.to_owned());
        for text in texts {
            let source = Arc::new(SourceText { name: "x".to_owned(), text });
            assert_eq!(
                guard::read(&source).unwrap().unwrap(),
                by_library(&source).unwrap(),
                "{}",
                source.text
            );
        }
    }

    #[test]
    fn tags_and_aliases_are_left_to_the_library() {
        for text in ["a: !!str 1", "a: &x b\nc: *x", "a: &x b\n*x : c", "!t {a: b}"] {
            let source = Arc::new(SourceText { name: "x".to_owned(), text: text.to_owned() });
            assert!(guard::read(&source).unwrap().is_none(), "{text}");
        }
    }

    #[test]
    fn json_is_read_with_all_its_escapes_and_places_stay_right() {
        let text = "{\n \"a\": \"\\ud83d\\ude80\\/\\\\\", \"\\uD83D\\uDE80\": {\"b\":1}}";
        let yaml = format!("x: '\\ud83d\\ude80'\ny: \\ud83d\\ude80\nz: {}\n", text.replace('\n', ""));
        let tagged = format!("{yaml}t: !!str 1\n");
        let read = |text: &str| Document::parse("a", text.to_owned()).unwrap();
        assert_eq!(read(text).root().entry("a").unwrap().text().unwrap(), "🚀/\\");
        let place = read(text).root().entry("🚀").unwrap().entry("b").unwrap().place();
        assert_eq!((place.line, place.column, place.text()), (2, 48, "1".to_owned()));
        for text in [yaml, tagged] {
            let document = read(&text);
            let entry = |key: &str| document.root().entry(key).unwrap();
            assert_eq!(entry("x").text().unwrap(), r"\ud83d\ude80");
            assert_eq!(entry("y").text().unwrap(), r"\ud83d\ude80");
            assert_eq!(entry("z").entry("a").unwrap().text().unwrap(), "🚀/\\");
            assert!(entry("z").entry("🚀").is_some());
        }
        assert!(Document::parse("a", r#"{"a": "\ud83d"}"#.to_owned()).is_err());
    }
}
