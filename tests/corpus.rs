//! What fuzzing must never break again: the harness of `fuzz/` over its kept corpus, and over each entry
//! changed in many small ways, drawn from a fixed seed.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../fuzz/harness.rs"]
mod harness;

use std::path::PathBuf;

/// How often each entry is changed.
const CHANGES: u64 = 25;

/// Runs one target over its corpus. The entry that broke it is named by the panic's own message.
fn over(name: &str, target: fn(&[u8])) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(name);
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    assert!(!entries.is_empty(), "no corpus for `{name}`");
    for path in entries {
        let bytes = std::fs::read(&path).unwrap();
        let run = |change: Option<u64>| {
            let data = change.map_or_else(|| bytes.clone(), |seed| changed(&bytes, seed));
            let outcome = std::panic::catch_unwind(|| target(&data));
            assert!(outcome.is_ok(), "{} (change {change:?}) breaks `{name}`", path.display());
        };
        run(None);
        (0..CHANGES).for_each(|seed| run(Some(seed)));
    }
}

/// A few bytes removed, doubled or replaced by such as matter to YAML.
fn changed(bytes: &[u8], seed: u64) -> Vec<u8> {
    const TELLING: &[u8] = b"[]{}:,-?*&!|>'\"%#@`\n\t \0\x1b~0.e+";
    let mut data = bytes.to_vec();
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ bytes.len() as u64;
    let mut draw = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below.max(1)
    };
    for _ in 0..=draw(3) {
        if data.is_empty() {
            return vec![TELLING[draw(TELLING.len())]];
        }
        let at = draw(data.len());
        match draw(4) {
            0 => _ = data.remove(at),
            1 => data[at] = TELLING[draw(TELLING.len())],
            2 => data.insert(at, TELLING[draw(TELLING.len())]),
            _ => {
                let end = (at + 1 + draw(20)).min(data.len());
                let piece: Vec<u8> = data[at..end].to_vec();
                data.splice(at..at, piece);
            }
        }
    }
    data
}

#[test]
fn answers_files() {
    over("answers", harness::answers);
}

#[test]
fn rulebooks() {
    over("rulebook", harness::rulebook);
}

#[test]
fn answers_to_one_question() {
    over("reply", harness::reply);
}

#[test]
fn renderers() {
    over("render", harness::render);
}

#[test]
fn lines_of_a_survey() {
    over("survey", harness::survey);
}
