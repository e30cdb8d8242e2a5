//! The rulebook that comes with the program.

use std::sync::LazyLock;

use super::load::{Layer, parse_all};
use super::model::Rulebook;
use crate::diagnostic::Diagnostics;

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
    LazyLock::new(|| match builtin_layer().and_then(|layer| Rulebook::from_layers(&[layer])) {
        Ok((rulebook, _)) => rulebook,
        Err(found) => unreachable!("the built-in rulebook is checked by the tests: {found}"),
    });

/// The built-in rulebook as a layer, without its cases: they are no part of what is evaluated, and take
/// longer to read than the rest.
pub(super) fn builtin_layer() -> Result<Layer, Diagnostics> {
    layer(|name| !name.starts_with("rules/cases/"))
}

/// The same with its cases.
///
/// # Errors
/// None in a program that passed its tests.
pub fn builtin_with_cases() -> Result<Layer, Diagnostics> {
    layer(|_| true)
}

fn layer(wanted: impl Fn(&str) -> bool) -> Result<Layer, Diagnostics> {
    let files = FILES.iter().filter(|(name, _)| wanted(name));
    let documents = parse_all(files.map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())?;
    Ok(Layer { name: "builtin".to_owned(), documents })
}

impl Rulebook {
    /// The rulebook that comes with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}
