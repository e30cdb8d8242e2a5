//! The shape of the house: imports point one way, every file says what it is for, the built-in list is whole.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::path::{Path, PathBuf};

/// Each module and what it may import.
const MAY_SEE: &[(&str, &[&str])] = &[
    ("diagnostic", &[]),
    ("document", &["diagnostic"]),
    ("options", &[]),
    ("rulebook", &["diagnostic", "document", "options"]),
    ("answers", &["diagnostic", "document", "options", "rulebook"]),
    ("engine", &["options", "rulebook"]),
    ("assessment", &["answers", "engine", "options", "rulebook"]),
    ("report", &["answers", "assessment", "engine", "options", "rulebook"]),
    ("render", &["diagnostic", "document", "report", "rulebook"]),
    ("adr", &["answers", "diagnostic", "document", "options", "render", "report", "rulebook"]),
    (
        "check",
        &["adr", "answers", "diagnostic", "document", "engine", "options", "render", "report", "rulebook"],
    ),
    (
        "survey",
        &[
            "answers",
            "assessment",
            "diagnostic",
            "document",
            "engine",
            "options",
            "render",
            "report",
            "rulebook",
        ],
    ),
    ("interview", &["answers", "assessment", "engine", "options", "rulebook"]),
    (
        "authoring",
        &["answers", "diagnostic", "document", "engine", "options", "render", "report", "rulebook"],
    ),
    (
        "cli",
        &[
            "adr",
            "answers",
            "assessment",
            "authoring",
            "check",
            "diagnostic",
            "document",
            "engine",
            "interview",
            "options",
            "render",
            "report",
            "rulebook",
            "survey",
        ],
    ),
];

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files(&path, end));
        } else if path.extension().is_some_and(|e| e == end) {
            found.push(path);
        }
    }
    found.sort();
    found
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The module of a file below `src`: `src/report/build.rs` and `src/report.rs` are `report`.
fn module(path: &Path) -> String {
    let below = path.strip_prefix(root().join("src")).unwrap();
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules named in `use crate::…`, `crate::…::` of one file.
fn imported(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let mut names = Vec::new();
    for line in code {
        for (at, found) in line.match_indices("crate::") {
            let rest: String =
                line[at + found.len()..].chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            if !rest.is_empty() {
                names.push(rest);
            }
        }
    }
    names
}

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for path in files(&root().join("src"), "rs") {
        let module = module(&path);
        let Some((_, may_see)) = MAY_SEE.iter().find(|(name, _)| *name == module) else { continue };
        for name in imported(&std::fs::read_to_string(&path).unwrap()) {
            if name != module && !may_see.contains(&name.as_str()) {
                wrong.push(format!("{} imports {name}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_module_has_its_place_in_the_order() {
    for path in files(&root().join("src"), "rs") {
        let module = module(&path);
        let known = MAY_SEE.iter().any(|(name, _)| *name == module) || module == "main" || module == "lib";
        assert!(known, "{} belongs to no known module", path.display());
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for folder in ["src", "tests", "benches"] {
        let folder = root().join(folder);
        for path in if folder.exists() { files(&folder, "rs") } else { Vec::new() } {
            let text = std::fs::read_to_string(&path).unwrap();
            assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
        }
    }
    for path in
        files(&root().join("rules"), "yaml").into_iter().chain(files(&root().join("examples"), "yaml"))
    {
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("# "), "{} does not say what it is for", path.display());
    }
}

#[test]
fn the_built_in_rulebook_is_every_file_of_the_folder() {
    let builtin = std::fs::read_to_string(root().join("src/rulebook/builtin.rs")).unwrap();
    for path in files(&root().join("rules"), "yaml") {
        let name = path.strip_prefix(root().join("rules")).unwrap().to_string_lossy().into_owned();
        assert!(builtin.contains(&format!("file!(\"{name}\")")), "rules/{name} is not built in");
    }
    let (loaded, notes) = archwise::rulebook::Rulebook::load(&root().join("rules")).unwrap();
    assert!(notes.is_empty());
    assert_eq!(loaded.hash, archwise::rulebook::Rulebook::builtin().hash);
}
