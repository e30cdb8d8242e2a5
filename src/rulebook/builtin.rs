//! The rulebook that comes with the program.

use std::sync::LazyLock;

use super::model::Rulebook;

/// The files under `rules/`, in name order; a test compares this list with the folder.
pub(super) const FILES: &[(&str, &str)] = &[];

static BUILTIN: LazyLock<Rulebook> = LazyLock::new(|| {
    let files = FILES.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
    match Rulebook::parse(files) {
        Ok((rulebook, _)) => rulebook,
        Err(found) => unreachable!("the built-in rulebook is checked by the tests: {found}"),
    }
});

impl Rulebook {
    /// The rulebook that comes with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}
