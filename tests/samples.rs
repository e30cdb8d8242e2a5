//! The samples of documents under `docs/samples` are what the program prints.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

#[test]
fn the_samples_of_a_check_are_what_it_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (format, name) in
        [("sarif", "check.sarif"), ("junit", "check.junit.xml"), ("markdown", "check.summary.md")]
    {
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(root.join("tests/cmd/check.in"))
            .args(["--rules", "rules.yaml", "check", "holds.yaml", "teams.yaml", "parts.yaml"])
            .args(["--today", "2027-01-01", "--base", ".", "--format", format])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(1));
        let path = root.join("docs/samples").join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(root.join("docs/samples")).unwrap();
            std::fs::write(&path, &output.stdout).unwrap();
        }
        let sample = std::fs::read(&path).unwrap_or_default();
        assert!(sample == output.stdout, "{name} is out of date: run this test with UPDATE_DOCS=1");
    }
}
