//! The rulebook that comes with the program.

use std::sync::LazyLock;

use super::model::Rulebook;
use super::precompiled;

/// What validation makes of the built-in files; a test makes it anew and compares. To parse and validate them
/// at every start would take 5 ms, more than twice as long as all else that a short command does.
const PRECOMPILED: &[u8] = include_bytes!("builtin.postcard");

static BUILTIN: LazyLock<Rulebook> = LazyLock::new(|| match precompiled::read(PRECOMPILED) {
    Ok(rulebook) => rulebook,
    Err(error) => unreachable!("a test compares the precompiled rulebook with its files: {error}"),
});

impl Rulebook {
    /// Returns the rulebook that comes with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin_files::builtin_layer;
    use super::*;

    /// With `PRECOMPILED=overwrite` in the environment it writes the precompiled rulebook instead.
    #[test]
    fn the_precompiled_rulebook_is_what_validation_makes_of_the_files() {
        let read = Rulebook::from_layers(&[builtin_layer()]);
        let (rulebook, notes) = read.map_err(|found| found.to_string()).unwrap();
        assert!(notes.is_empty(), "{notes}");
        let bytes = precompiled::write(&rulebook).unwrap();
        if std::env::var_os("PRECOMPILED").is_some_and(|value| value == "overwrite") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rulebook/builtin.postcard"), bytes)
                .unwrap();
        } else {
            assert!(
                bytes == PRECOMPILED,
                "the rules have changed: `PRECOMPILED=overwrite cargo test --lib precompiled` takes them over"
            );
        }
    }
}
