//! Documents that are made from the program's own tables stay true.

use std::fmt::Write;
use std::path::Path;

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

#[test]
fn every_path_that_a_document_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["src/", "tests/", "rules/", "examples/", "benches/", "fuzz/", "packaging/", ".ci/"];
    let pages = ["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(|page| root.join(page));
    let docs = std::fs::read_dir(root.join("docs")).unwrap().map(|entry| entry.unwrap().path());
    let mut missing = Vec::new();
    for page in pages.into_iter().chain(docs.filter(|path| path.is_file())) {
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
