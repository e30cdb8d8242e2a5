//! The name of a system that can stand in an address and be a file on every platform.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::{OverruledDecision, Row};

/// The most characters of a key that say what the system is.
const READABLE: usize = 40;
/// The bytes of the hash that tell two systems apart whose readable parts are the same.
const HASH: usize = 6;

/// Returns the key of the system that was read from there: letters from `a` to `z`, digits and hyphens. It
/// is the same as long as the place is; two places do not share one.
fn key(file: Option<&str>, line: Option<u64>, title: Option<&str>) -> String {
    let stem = file.and_then(|file| Path::new(file).file_stem()).map(|stem| stem.to_string_lossy());
    let name = match line {
        Some(_) => title.unwrap_or("system"),
        None => stem.as_deref().or(title).unwrap_or("system"),
    };
    let place = format!("{}\n{}", file.unwrap_or_default(), line.unwrap_or_default());
    let hash: String = Sha256::digest(place).iter().take(HASH).map(|byte| format!("{byte:02x}")).collect();
    format!("{}-{hash}", readable(name))
}

/// Returns the letters and digits of a name as far as every platform has them, with hyphens between words.
fn readable(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars().take(4 * READABLE) {
        match c {
            c if c.is_ascii_alphanumeric() => out.push(c.to_ascii_lowercase()),
            _ if out.is_empty() || out.ends_with('-') => {}
            _ => out.push('-'),
        }
        if out.len() == READABLE {
            break;
        }
    }
    match out.trim_end_matches('-') {
        "" => "system".to_owned(),
        name => name.to_owned(),
    }
}

impl Row {
    /// Returns a name for the system that can stand in an address and be a file on every platform. Two rows
    /// of a survey do not share one, and it is the same in the next survey.
    pub fn key(&self) -> String {
        key(self.file.as_deref(), self.line, self.title.as_deref())
    }
}

impl OverruledDecision {
    /// Returns the [`Row::key`] of the system.
    pub fn key(&self) -> String {
        key(self.file.as_deref(), self.line, self.title.as_deref())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_safe_name_whatever_the_place_is_called() {
        let long = "x".repeat(300);
        let names =
            ["CON", "../../etc/passwd", "a b", "Ünï", "店铺", "متجر", "", ".", "a:b\\c?*\"<>|", &long];
        for name in names {
            for key in [key(Some(name), None, None), key(None, Some(3), Some(name))] {
                assert!(key.len() <= READABLE + 1 + 2 * HASH, "{key}");
                assert!(key.starts_with(|c: char| c.is_ascii_alphanumeric()), "{name:?}: {key}");
                assert!(
                    key.chars().all(|c| c == '-' || c.is_ascii_lowercase() || c.is_ascii_digit()),
                    "{key}"
                );
                // No name that a platform keeps for itself ends in a hash.
                assert!(key.contains('-'));
            }
        }
    }

    #[test]
    fn a_key_says_what_it_is_and_no_two_places_share_one() {
        assert!(key(Some("portfolio/Ads EU.yaml"), None, Some("Ads")).starts_with("ads-eu-"));
        assert!(key(Some("all.ndjson"), Some(7), Some("Till & Shop")).starts_with("till-shop-"));
        let places = [
            (Some("a/shop.yaml"), None),
            (Some("b/shop.yaml"), None),
            (Some("A/shop.yaml"), None),
            (Some("shop.ndjson"), Some(1)),
            (Some("shop.ndjson"), Some(11)),
            (None, Some(1)),
        ];
        let keys: std::collections::BTreeSet<String> =
            places.iter().map(|(file, line)| key(*file, *line, Some("Shop"))).collect();
        assert_eq!(keys.len(), places.len());
        assert_eq!(key(None, Some(1), Some("Shop")), key(None, Some(1), Some("Shop")));
    }
}
