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
