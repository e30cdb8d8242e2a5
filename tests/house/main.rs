//! The shape of the house: imports point one way, every file says what it is for, the built-in list is whole.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

mod imports;

use std::path::{Path, PathBuf};

/// A file under this is read in one sitting.
const MAX_LINES_OF_A_FILE: usize = 400;
const MAX_LINES_OF_A_FUNCTION: usize = 60;
/// `max_width` of `rustfmt.toml`, which leaves comments alone.
const MAX_COLUMNS: usize = 110;

/// The folders of `src` in which files still import each other in a circle.
const KNOWN_CIRCLES: &[&str] = &[];
const KNOWN_LONG_FILES: &[&str] = &[];
const KNOWN_LONG_FUNCTIONS: &[&str] = &[];
const KNOWN_WIDE_LINES: &[&str] = &[];

/// Each module and what it may import.
const MAY_SEE: &[(&str, &str)] = &[
    ("diagnostic", ""),
    ("document", "diagnostic"),
    ("fact", ""),
    ("git", "diagnostic"),
    ("options", ""),
    ("rulebook", "diagnostic document fact options"),
    ("answers", "diagnostic document fact options rulebook"),
    ("engine", "options rulebook"),
    ("assessment", "answers engine options rulebook"),
    ("report", "answers assessment engine options rulebook"),
    ("render", "diagnostic document engine options report rulebook"),
    ("observe", "answers diagnostic fact git options render rulebook"),
    ("adr", "answers diagnostic document engine options render report rulebook"),
    ("check", "adr answers assessment diagnostic document engine observe options render report rulebook"),
    ("survey", "answers assessment diagnostic document engine git observe options render report rulebook"),
    ("group", "answers assessment engine options render report rulebook"),
    ("interview", "answers assessment engine options rulebook"),
    ("authoring", "answers assessment diagnostic document engine fact options render report rulebook"),
    (
        "cli",
        "adr answers assessment authoring check diagnostic document engine git group interview observe options \
         render report rulebook survey",
    ),
];

fn files(folder: &Path, end: &str) -> Vec<PathBuf> {
    files_of(folder, &|path| path.extension().is_some_and(|e| e == end))
}

fn files_of(folder: &Path, is_wanted: &dyn Fn(&Path) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_of(&path, is_wanted));
        } else if is_wanted(&path) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Git on Windows refuses a whole checkout for one name that Windows keeps for itself, and the file systems
/// of macOS and Windows take names for one that differ in case.
#[test]
fn every_platform_has_room_for_the_names_of_files() {
    let mut known = std::collections::HashSet::new();
    for top in ["docs", "examples", "fuzz/corpus", "rules", "src", "tests"] {
        for path in files_of(&root().join(top), &|_| true) {
            let name = path.file_name().unwrap().to_string_lossy().to_lowercase();
            let stem = name.split('.').next().unwrap();
            let is_port = |kind: &str| stem.strip_prefix(kind).is_some_and(|number| number.len() == 1);
            let is_kept = matches!(stem, "aux" | "con" | "nul" | "prn") || is_port("com") || is_port("lpt");
            let is_odd =
                name.contains([':', '*', '?', '"', '<', '>', '|', '\\']) || name.ends_with([' ', '.']);
            assert!(!is_kept && !is_odd, "{}: no name on Windows", path.display());
            assert!(known.insert(path.to_string_lossy().to_lowercase()), "{}: twice", path.display());
        }
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The first name below `src`: `report` for `src/report/build.rs`, `tests` for what lies outside of `src`.
fn folder(path: &Path) -> String {
    let below = path.strip_prefix(root()).unwrap();
    let below = below.strip_prefix("src").unwrap_or(below);
    let first = below.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// Every Rust file of the project and its text.
fn code() -> Vec<(PathBuf, String)> {
    let folders = ["src", "tests", "benches", "examples", "fuzz"].map(|folder| root().join(folder));
    let paths = folders.iter().flat_map(|folder| files(folder, "rs"));
    paths.map(|path| (path.clone(), std::fs::read_to_string(path).unwrap())).collect()
}

/// Fails where a rule is broken outside of the folders that are known to break it, or no longer in one of
/// these.
fn holds_but_in(known: &[&str], broken: &[(String, String)]) {
    let news: Vec<&str> = broken
        .iter()
        .filter(|(folder, _)| !known.contains(&folder.as_str()))
        .map(|(_, what)| what.as_str())
        .collect();
    assert!(news.is_empty(), "{}", news.join("\n"));
    let mended = known.iter().find(|known| broken.iter().all(|(folder, _)| folder != *known));
    assert!(mended.is_none(), "`{}` keeps the rule now: take it off the list", mended.unwrap());
}

#[test]
fn imports_point_one_way() {
    let mut wrong = Vec::new();
    for (module, used) in uses() {
        let Some((_, may_see)) = MAY_SEE.iter().find(|(name, _)| Some(*name) == first(&module)) else {
            continue;
        };
        for other in used.iter().filter(|other| first(other) != first(&module)) {
            if !may_see.split_whitespace().any(|name| Some(name) == first(other)) {
                wrong.push(format!("{} imports {}", module.join("/"), other.join("/")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn uses() -> imports::Uses {
    imports::uses(&root().join("src"), &files(&root().join("src"), "rs"))
}

fn first(module: &imports::Module) -> Option<&str> {
    module.first().map(String::as_str)
}

#[test]
fn no_files_import_each_other_in_a_circle() {
    let uses = uses();
    let circles = imports::circles(&uses).into_iter().map(|circle| {
        let line = |module: &imports::Module| {
            let in_circle = uses[module].iter().filter(|other| circle.contains(other));
            let others: Vec<String> = in_circle.map(|other| other.join("/")).collect();
            format!("  {} uses {}", module.join("/"), others.join(", "))
        };
        let lines: Vec<String> = circle.iter().map(line).collect();
        let what = format!("{} files import each other in a circle:\n{}", circle.len(), lines.join("\n"));
        (circle[0][0].clone(), what)
    });
    holds_but_in(KNOWN_CIRCLES, &circles.collect::<Vec<_>>());
}

#[test]
fn files_functions_and_lines_stay_short() {
    let mut long_files = Vec::new();
    let mut long_functions = Vec::new();
    let mut wide_lines = Vec::new();
    for (path, text) in code() {
        let folder = folder(&path);
        let at = |line: usize, what: &str| (folder.clone(), format!("{}:{line}: {what}", path.display()));
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() > MAX_LINES_OF_A_FILE {
            long_files.push(at(lines.len(), "the file is too long"));
        }
        for (start, length) in functions(&lines) {
            if length > MAX_LINES_OF_A_FUNCTION {
                long_functions.push(at(start + 1, "the function is too long"));
            }
        }
        for (index, line) in lines.iter().enumerate() {
            // A text in quotes is not broken: `rustfmt` does not do it either.
            if line.chars().count() > MAX_COLUMNS && !line.contains('"') {
                wide_lines.push(at(index + 1, "the line is too wide"));
            }
        }
    }
    holds_but_in(KNOWN_LONG_FILES, &long_files);
    holds_but_in(KNOWN_LONG_FUNCTIONS, &long_functions);
    holds_but_in(KNOWN_WIDE_LINES, &wide_lines);
}

/// Where each function begins, and its number of lines. `rustfmt` puts its end below its beginning.
fn functions(lines: &[&str]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate() {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let is_function = code.starts_with("fn ") || code.starts_with("pub") && code.contains(" fn ");
        if is_function && !code.ends_with(['}', ';']) {
            let end = lines[start..].iter().position(|line| line.strip_prefix(indent) == Some("}"));
            found.push((start, end.unwrap() + 1));
        }
    }
    found
}

#[test]
fn every_module_has_its_place_in_the_order() {
    for path in files(&root().join("src"), "rs") {
        let folder = folder(&path);
        let known = MAY_SEE.iter().any(|(name, _)| *name == folder) || folder == "main" || folder == "lib";
        assert!(known, "{} belongs to no known module", path.display());
    }
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    for (path, text) in code() {
        assert!(text.starts_with("//! "), "{} does not say what it is for", path.display());
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
    let builtin = std::fs::read_to_string(root().join("src/rulebook/builtin_files.rs")).unwrap();
    for path in files(&root().join("rules"), "yaml") {
        let name = path.strip_prefix(root().join("rules")).unwrap().to_string_lossy().replace('\\', "/");
        assert!(builtin.contains(&format!("file!(\"{name}\")")), "rules/{name} is not built in");
    }
    let (loaded, notes) = archwise::rulebook::Rulebook::load(&root().join("rules")).unwrap();
    assert!(notes.is_empty());
    assert_eq!(loaded.hash, archwise::rulebook::Rulebook::builtin().hash);
}
