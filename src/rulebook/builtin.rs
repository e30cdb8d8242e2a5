//! The rulebook that comes with the program.

use std::sync::LazyLock;

use super::load::parse_all;
use super::model::Rulebook;
use crate::diagnostic::Diagnostics;
use crate::document::Document;

macro_rules! file {
    ($name:literal) => {
        (concat!("rules/", $name), include_str!(concat!("../../rules/", $name)))
    };
}

/// The files under `rules/`, in name order; a test compares this list with the folder.
const FILES: &[(&str, &str)] = &[
    file!("architectures.yaml"),
    file!("cases/distributed.yaml"),
    file!("cases/each-rule.yaml"),
    file!("cases/examples.yaml"),
    file!("cases/hybrid.yaml"),
    file!("cases/microservices.yaml"),
    file!("cases/modular-monolith.yaml"),
    file!("cases/properties.yaml"),
    file!("data.yaml"),
    file!("delivery.yaml"),
    file!("domain.yaml"),
    file!("gates.yaml"),
    file!("geography.yaml"),
    file!("hybrid.yaml"),
    file!("means.yaml"),
    file!("performance.yaml"),
    file!("qualities.yaml"),
    file!("questions.yaml"),
    file!("reliability.yaml"),
    file!("sources.yaml"),
];

static BUILTIN: LazyLock<Rulebook> =
    LazyLock::new(|| match builtin_documents().and_then(|documents| Rulebook::from_documents(&documents)) {
        Ok((rulebook, _)) => rulebook,
        Err(found) => unreachable!("the built-in rulebook is checked by the tests: {found}"),
    });

/// The files of the rulebook that comes with the program.
///
/// # Errors
/// None in a program that passed its tests.
pub fn builtin_documents() -> Result<Vec<Document>, Diagnostics> {
    parse_all(FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

impl Rulebook {
    /// The rulebook that comes with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}
