//! The rulebook that comes with the program: its files, and what validation made of them as ready data.

use std::sync::LazyLock;

use super::model::Rulebook;
use super::precompiled;

/// The same rulebook as ready data, which takes a hundredth of the time to read; a test makes it anew and compares.
const READY: &[u8] = include_bytes!("builtin.postcard");

static BUILTIN: LazyLock<Rulebook> = LazyLock::new(|| match precompiled::read(READY) {
    Ok(rulebook) => rulebook,
    Err(error) => unreachable!("the ready data is compared with its YAML by a test: {error}"),
});

impl Rulebook {
    /// The rulebook that comes with the program.
    pub fn builtin() -> &'static Self {
        &BUILTIN
    }
}

#[cfg(test)]
mod tests {
    use super::super::builtin_files::builtin_layer;
    use super::*;

    /// With `READY_DATA=overwrite` in the environment it writes the ready data instead.
    #[test]
    fn the_ready_data_is_what_validation_makes_of_the_yaml() {
        let (rulebook, notes) = Rulebook::from_layers(&[builtin_layer()]).unwrap();
        assert!(notes.is_empty(), "{notes}");
        let data = precompiled::write(&rulebook).unwrap();
        if std::env::var_os("READY_DATA").is_some_and(|value| value == "overwrite") {
            std::fs::write(concat!(env!("CARGO_MANIFEST_DIR"), "/src/rulebook/builtin.postcard"), data)
                .unwrap();
        } else {
            assert!(
                data == READY,
                "the rules have changed: `READY_DATA=overwrite cargo test --lib ready_data` takes them over"
            );
        }
    }
}
