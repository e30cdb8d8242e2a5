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

#[test]
fn the_samples_of_a_comparison_are_what_it_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (format, name) in [("html", "compare.html"), ("markdown", "compare.md")] {
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(root)
            .args([
                "compare",
                "examples/internal-tool.yaml",
                "examples/rapid-product.yaml",
                "--format",
                format,
            ])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let path = root.join("docs/samples").join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &output.stdout).unwrap();
        }
        let sample = std::fs::read(&path).unwrap_or_default();
        assert!(sample == output.stdout, "{name} is out of date: run this test with UPDATE_DOCS=1");
    }
}

#[test]
fn the_samples_of_a_group_are_what_it_prints() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (format, name) in [("html", "group.html"), ("markdown", "group.md")] {
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(root)
            .args([
                "group",
                "examples/group/ada.yaml",
                "examples/group/ben.yaml",
                "examples/group/chris.yaml",
            ])
            .args(["--format", format])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0));
        let path = root.join("docs/samples").join(name);
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::write(&path, &output.stdout).unwrap();
        }
        let sample = std::fs::read(&path).unwrap_or_default();
        assert!(sample == output.stdout, "{name} is out of date: run this test with UPDATE_DOCS=1");
    }
}

/// The brief in every kind of situation, each by the arguments that print it.
const BRIEFS: [(&str, &str); 10] = [
    ("internal-tool", "examples/internal-tool.yaml"),
    ("rapid-product", "examples/rapid-product.yaml"),
    ("cloud-storage", "examples/cloud-storage.yaml"),
    ("global-finance", "examples/global-finance.yaml"),
    ("streaming-platform", "examples/streaming-platform.yaml"),
    (
        "three-opening-answers",
        "--geographic-spread global --fault-tolerance region-loss --release-cadence on-demand",
    ),
    ("close", "examples/rapid-product.yaml --set growth=regions"),
    ("likely", "--geographic-spread single-region --teams 3 --budget tight --release-cadence daily"),
    ("none", "examples/global-finance.yaml --among modular-monolith,microservices"),
    ("veto", "examples/internal-tool.yaml --set data-residency=several-jurisdictions"),
];

#[test]
fn the_samples_of_the_brief_are_what_it_prints_and_fit_one_screen() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let status = |name: &str, text: &str| match name {
        "three-opening-answers" => text.contains(": open"),
        "veto" => text.contains(", but is ruled out because"),
        "close" => text.contains(": close"),
        "likely" => text.contains(": likely"),
        "none" => text.contains("No candidate is possible"),
        _ => text.contains(": decided"),
    };
    for (name, arguments) in BRIEFS {
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(root)
            .arg("advise")
            .args(arguments.split(' '))
            .arg("--no-input")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{name}");
        let text = String::from_utf8(output.stdout).unwrap();
        let one_line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(status(name, &one_line), "{name} is another situation:\n{text}");
        assert!(text.lines().count() <= 41, "{name}:\n{text}");
        assert!(text.lines().all(|line| line.chars().count() <= 80), "{name}:\n{text}");
        let sample = format!("$ archwise advise {arguments}\n\n{text}");
        let path = root.join("docs/samples/briefs").join(name).with_extension("txt");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &sample).unwrap();
        }
        let known = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(known == sample, "{name} is out of date: run this test with UPDATE_DOCS=1");
    }
}
