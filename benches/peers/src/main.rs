//! The Rust side of the comparison: `peers data DIR` writes the work, the other commands do it and say how
//! fast.
//!
//! Each prints one line of JSON, `{"count": …, "seconds": …}`, after its results were found to agree with the
//! data; a program that disagrees fails.

mod data;
mod evaluate;
#[path = "../../generated/mod.rs"]
mod generated;
mod process;
mod read;
mod robust;
mod work;

use std::path::Path;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["data", folder] => data::write(Path::new(folder)),
        ["evaluate", peer, folder, rules] => evaluate::run(peer, Path::new(folder), rules),
        ["read", peer, folder] => read::run(peer, &Path::new(folder).join("answers")),
        ["weightings"] => robust::weightings(),
        ["count"] => robust::count(),
        ["process", "empty"] => {}
        ["process", peer, rules, answers] => process::run(peer, Path::new(rules), Path::new(answers)),
        _ => {
            eprintln!(
                "usage: peers data|evaluate|read|weightings|count|process …; `benches/peers/run` calls it"
            );
            std::process::exit(2);
        }
    }
}
