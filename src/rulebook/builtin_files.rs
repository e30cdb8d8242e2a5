//! The files of the rulebook that comes with the program, and places in them as data.

use std::path::Path;
use std::sync::{Arc, LazyLock};

use super::layer::Layer;
use crate::document::{Document, Whereabouts};

/// The name of the built-in rulebook where a rulebook is named.
const BUILTIN: &str = "builtin";

/// Returns whether a path stands for the built-in rulebook. A file or folder of that name takes precedence.
pub fn is_builtin(path: &Path) -> bool {
    path == Path::new(BUILTIN) && !path.exists()
}

struct File {
    name: &'static str,
    document: LazyLock<Document>,
}

macro_rules! file {
    ($name:literal) => {
        File {
            name: concat!("rules/", $name),
            document: LazyLock::new(|| {
                parse(concat!("rules/", $name), include_str!(concat!("../../rules/", $name)))
            }),
        }
    };
}

/// The files under `rules/`, in name order; a test compares this list with the folder.
static FILES: [File; 33] = [
    file!("architectures/1-modular-monolith.yaml"),
    file!("architectures/2-microservices.yaml"),
    file!("architectures/3-distributed.yaml"),
    file!("architectures/4-hybrid.yaml"),
    file!("architectures/sources.yaml"),
    file!("architectures.yaml"),
    file!("cases/contradictions.yaml"),
    file!("cases/distributed.yaml"),
    file!("cases/each-rule.yaml"),
    file!("cases/examples.yaml"),
    file!("cases/hybrid.yaml"),
    file!("cases/microservices.yaml"),
    file!("cases/modular-monolith.yaml"),
    file!("cases/own-descriptions.yaml"),
    file!("cases/parts.yaml"),
    file!("cases/presets.yaml"),
    file!("cases/properties.yaml"),
    file!("contradictions.yaml"),
    file!("data.yaml"),
    file!("delivery.yaml"),
    file!("domain.yaml"),
    file!("gates.yaml"),
    file!("geography.yaml"),
    file!("hybrid.yaml"),
    file!("means.yaml"),
    file!("performance.yaml"),
    file!("presets.yaml"),
    file!("qualities.yaml"),
    file!("questions/1-what-it-must-do.yaml"),
    file!("questions/2-who-makes-it.yaml"),
    file!("reliability.yaml"),
    file!("seams.yaml"),
    file!("sources.yaml"),
];

/// The built-in rulebook as a layer, without its cases: they are no part of what is evaluated, and take
/// longer to read than the rest.
pub(super) fn builtin_layer() -> Layer {
    layer(|name| !name.starts_with("rules/cases/"))
}

/// The same with its cases.
pub fn builtin_with_cases() -> Layer {
    layer(|_| true)
}

/// Returns whether an entry stands in a built-in file, and not in one of the same name.
pub(super) fn hold(at: &Whereabouts) -> bool {
    let source = at.document().source();
    let file = FILES.iter().find(|file| file.name == source.name);
    file.is_some_and(|file| Arc::ptr_eq(file.document.source(), source))
}

fn layer(wanted: impl Fn(&str) -> bool) -> Layer {
    let files = FILES.iter().filter(|file| wanted(file.name));
    Layer { name: BUILTIN.to_owned(), documents: files.map(|file| (*file.document).clone()).collect() }
}

fn parse(name: &str, text: &str) -> Document {
    match Document::parse(name, text.to_owned()) {
        Ok(document) => document,
        Err(found) => unreachable!("the built-in rulebook is parsed by the tests: {found}"),
    }
}

/// A place in the built-in files as data: the position of the file, and the path in it.
pub(super) mod place {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser};

    use super::FILES;
    use crate::document::Whereabouts;

    pub fn serialize<S: Serializer>(at: &Whereabouts, serializer: S) -> Result<S::Ok, S::Error> {
        let name = &at.document().source().name;
        let file = FILES.iter().position(|file| file.name == name);
        let file = file.ok_or_else(|| ser::Error::custom(format!("`{name}` is no built-in file")))?;
        (file, at.path()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Whereabouts, D::Error> {
        let (file, path) = <(usize, String)>::deserialize(deserializer)?;
        let file = FILES.get(file).ok_or_else(|| de::Error::custom("there is no such built-in file"))?;
        Ok(Whereabouts::later(&file.document, path))
    }
}
