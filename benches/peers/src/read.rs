//! Answer files from disk: the bytes alone, parsed by serde_yaml, parsed and read by archwise.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use archwise::answers::AnswersFile;
use archwise::document::{Document, read_text};
use serde::Deserialize;

use crate::generated;
use crate::work::time;

#[derive(Deserialize)]
struct Answers {
    #[allow(dead_code)]
    archwise: u32,
    answers: BTreeMap<String, String>,
}

pub fn run(peer: &str, folder: &Path) {
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rulebook = generated::rulebook(100);
    let text = |path: &Path| std::fs::read_to_string(path).unwrap();
    let read: &dyn Fn(&Path) -> usize = match peer {
        "bytes" => &|path| usize::from(!text(path).is_empty()) * 25,
        "serde_yaml" => &|path| serde_yaml::from_str::<Answers>(&text(path)).unwrap().answers.len(),
        "document" => &|path| {
            let document = Document::parse(&path.to_string_lossy(), read_text(path).unwrap()).unwrap();
            document.root().value().get("answers").unwrap().as_mapping().unwrap().len()
        },
        "archwise" => &|path| {
            let document = Document::read(path).unwrap();
            AnswersFile::read(&document, &rulebook).unwrap().0.statements.len()
        },
        _ => panic!("no peer is called {peer}"),
    };
    time(0.0, files.len(), || files.iter().for_each(|path| assert_eq!(black_box(read(path)), 25)));
}
