//! The documents stay true: what the program prints by itself, and the paths and commands that they name.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

use archwise::diagnostic::Code;

#[test]
fn the_page_of_diagnostics_is_that_of_the_table() {
    let mut page = "# Diagnostic codes\n\nEvery finding about an input has a code. Codes are stable; \
                    `archwise rules explain-code CODE` prints an entry.\n"
        .to_owned();
    for code in Code::ALL {
        let _ = write!(page, "\n## {}\n\n{} {}\n", code.id(), code.summary(), code.mend());
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).ok();
    }
    let text = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(text == page, "docs/diagnostics.md is out of date: run this test with UPDATE_DOCS=1");
}

/// Returns all documents for people: those in the root and the pages of the book.
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let top = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|page| root.join(page));
    let docs = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    top.into_iter().chain(docs.filter(|path| path.extension().is_some_and(|end| end == "md"))).collect()
}

#[test]
fn every_path_that_a_document_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src/", "tests/", "rules/", "examples/", "benches/", "fuzz/", "packaging/", ".ci/"];
    let mut missing = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for name in text.split(|c: char| !c.is_alphanumeric() && !"./_*-".contains(c)) {
            let path = name.trim_end_matches(['.', '/']);
            // A path in a capital stands for many.
            let one = !path.contains('*') && !path.contains("NAME");
            if one && folders.iter().any(|folder| name.starts_with(folder)) && !root.join(path).exists() {
                missing.push(format!("{} names `{path}`", page.display()));
            }
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[test]
fn every_page_is_in_the_book() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let summary = std::fs::read_to_string(folder.join("SUMMARY.md")).unwrap();
    for page in pages().iter().filter(|page| page.starts_with(&folder) && !page.ends_with("SUMMARY.md")) {
        let name = page.file_name().unwrap().to_str().unwrap();
        assert!(summary.contains(&format!("]({name})")), "docs/SUMMARY.md does not list {name}");
    }
}

#[test]
fn the_book_names_the_same_limits_as_the_readme() {
    let limits = |page: &str| {
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(page)).unwrap();
        let below = text.split("\n## Limits\n").nth(1).unwrap().to_owned();
        below.split("\n## ").next().unwrap().trim().to_owned()
    };
    assert_eq!(limits("README.md"), limits("docs/introduction.md"));
}

#[test]
fn every_command_that_a_document_names_exists() {
    let mut helps = Helps::default();
    let mut wrong = Vec::new();
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for command in commands(&text) {
            if let Err(why) = helps.check(&command) {
                wrong.push(format!("{}: `archwise {command}`: {why}", page.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answers_file_that_a_document_shows_can_be_read() {
    let mut read = 0;
    for page in pages() {
        let text = std::fs::read_to_string(&page).unwrap();
        for block in text.split("\n```yaml\n").skip(1).filter(|block| block.starts_with("archwise: ")) {
            let file = tempfile::NamedTempFile::new().unwrap();
            std::fs::write(file.path(), block.split("\n```\n").next().unwrap()).unwrap();
            let mut program = Command::new(env!("CARGO_BIN_EXE_archwise"));
            let output = program.args(["advise", "--no-input"]).arg(file.path()).output().unwrap();
            assert!(output.status.success(), "{}: {output:?}", page.display());
            read += 1;
        }
    }
    assert!(read > 0);
}

/// Returns what follows the name of the program wherever it is called: in blocks of code, but for those that
/// `tests/cli.rs` runs, and in code inside of sentences.
fn commands(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut prose = String::new();
    let mut block: Option<&str> = None;
    for line in text.lines() {
        match (block, line.trim_start().strip_prefix("```")) {
            (None, Some(language)) => block = Some(language),
            (Some(_), Some(_)) => block = None,
            (None, None) if line.is_empty() => prose.push('\n'),
            (None, None) => prose += &format!("{line} "),
            (Some("console"), None) => {}
            (Some(_), None) => {
                let line = line.trim_start_matches([' ', '-', '$']);
                let called =
                    line.strip_prefix("archwise ").or_else(|| Some(line.split_once("\"archwise ")?.1));
                let rest = called.and_then(|rest| rest.split(['"', '#']).next()).unwrap_or_default();
                found.push(rest.trim().to_owned());
            }
        }
    }
    let code = prose.lines().flat_map(|paragraph| paragraph.split('`').skip(1).step_by(2));
    found.extend(code.filter_map(|code| code.strip_prefix("archwise ")).map(str::to_owned));
    found.retain(|command| !command.is_empty());
    found
}

/// The help of commands by their names, `rules lint` for one of two words.
#[derive(Default)]
struct Helps(BTreeMap<String, String>);

impl Helps {
    fn of(&mut self, command: &str) -> &str {
        self.0.entry(command.to_owned()).or_insert_with(|| {
            let mut program = Command::new(env!("CARGO_BIN_EXE_archwise"));
            let output = program.args(command.split_whitespace()).arg("--help").output().unwrap();
            assert!(output.status.success(), "{command}: {output:?}");
            String::from_utf8(output.stdout).unwrap()
        })
    }

    /// Says why no command is called like this, or which flag it has not.
    fn check(&mut self, command: &str) -> Result<(), String> {
        let mut name = String::new();
        let words: Vec<&str> = command.split_whitespace().collect();
        for word in words.iter().filter(|word| !word.starts_with('-')) {
            let help = self.of(&name);
            let Some(listed) = help.split("\nCommands:\n").nth(1) else { break };
            let mut names = listed.lines().take_while(|line| !line.is_empty());
            if names.any(|line| line.split_whitespace().next() == Some(word) && line.starts_with("  ")) {
                name = format!("{name} {word}").trim().to_owned();
            } else if word.chars().all(|c| c.is_ascii_lowercase()) {
                return Err(format!("there is no command `{word}`"));
            }
        }
        let help = if name.is_empty() { self.of("advise") } else { self.of(&name) };
        let known: Vec<&str> = help.split(|c: char| !c.is_ascii_alphanumeric() && c != '-').collect();
        for flag in words.iter().filter(|word| word.starts_with('-') && **word != "-") {
            let flag = flag.split('=').next().unwrap_or(flag);
            if !known.contains(&flag) {
                return Err(format!("it has no flag `{flag}`"));
            }
        }
        Ok(())
    }
}
