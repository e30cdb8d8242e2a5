//! What the documents show: a shop that has lived for three years, made here.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::repository::{Commit, PEOPLE, Repository};

const SERVICES: [&str; 6] = ["catalogue", "basket", "orders", "payments", "search", "delivery"];
const OWNERS: &str = "* @shop/platform\nservices/catalogue/ @shop/catalogue\nservices/search/ @shop/catalogue\n\
    services/orders/ @shop/orders\nservices/payments/ @shop/payments\n";
const WORKFLOW: &str =
    "on: [push]\njobs:\n  all:\n    steps:\n      - run: cargo test\n      - run: helm upgrade shop .\n";

/// A shop of six services and some twenty people, which is released on two days a week.
fn shop() -> Repository {
    let mut made = Repository::new();
    let files: Vec<String> = SERVICES
        .iter()
        .flat_map(|service| (0..12).map(move |n| format!("services/{service}/src/f{n}.rs")))
        .collect();
    let docker: Vec<String> =
        SERVICES.iter().map(|service| format!("services/{service}/Dockerfile")).collect();
    let mut all: Vec<(&str, &str)> = files.iter().map(|path| (path.as_str(), "fn f() {}\n")).collect();
    all.extend(docker.iter().map(|path| (path.as_str(), "FROM rust:1\nEXPOSE 8080\n")));
    all.push((".github/CODEOWNERS", OWNERS));
    all.push((".github/workflows/all.yml", WORKFLOW));
    all.push(("infra/main.tf", "provider \"aws\" { region = \"eu-central-1\" }\n"));
    made.commit(&Commit {
        days: 1100,
        author: "Ann Able <ann@example.org>",
        files: &all,
        ..Commit::default()
    });
    for n in 0..700_usize {
        let days = 1050 - (n as i64 * 3) / 2;
        let author =
            if n % 7 == 3 { "renovate[bot] <bot@renovateapp.com>" } else { PEOPLE[n % PEOPLE.len()] };
        let address = author.to_lowercase().replace(' ', ".");
        let author = if author.contains('<') {
            author.to_owned()
        } else {
            format!("{author} <{address}@example.org>")
        };
        let service = SERVICES[n * 5 % SERVICES.len()];
        let other = SERVICES[n * 3 % SERVICES.len()];
        let text = format!("fn f() {{}} // {n}\n");
        let message = format!("Change the shop (#{n})");
        let path = format!("services/{service}/src/f{}.rs", n % 12);
        let second = format!("services/{}/src/f{}.rs", if n % 9 == 0 { other } else { service }, n % 11);
        made.commit(&Commit {
            days,
            author: &author,
            message: &message,
            files: &[(&path, &text), (&second, &text)],
            ..Commit::default()
        });
        if n % 2 == 0 {
            made.tag(&format!("v3.{n}.0"));
        }
    }
    made.finish();
    made
}

/// Compares what a command prints with its sample; with UPDATE_DOCS it is written anew.
fn shows(sample: &str, folder: &Path, arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(folder)
        .env("NO_COLOR", "1")
        .env_remove("COLUMNS")
        .args(arguments)
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(!text.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/samples").join(sample);
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &text).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(kept, text, "{sample} is out of date: UPDATE_DOCS=1 cargo test --test observe");
}

#[test]
fn the_documents_show_what_is_printed() {
    let made = shop();
    let folder = made.path().parent().unwrap();
    shows("observe.txt", folder, &["observe", "shop", "--format", "text"]);
    shows("observe.yaml", folder, &["observe", "shop"]);
    let answers = "archwise: 1\ntitle: Shop\nanswers:\n  geographic-spread: single-region\n  teams: one\n  \
        release-cadence: less-than-monthly\n  existing-system: sound-monolith\n  product-stage: in-use\n\
        decision: {architecture: modular-monolith}\n";
    std::fs::write(folder.join("answers.yaml"), answers).unwrap();
    shows(
        "observe-check.txt",
        folder,
        &["check", "answers.yaml", "--observe", "shop", "--today", "2026-01-02"],
    );
    // What the page quotes is what is printed.
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/observe.md")).unwrap();
    let samples = ["observe.txt", "observe.yaml", "observe-check.txt"].map(|sample| {
        std::fs::read_to_string(format!("{}/docs/samples/{sample}", env!("CARGO_MANIFEST_DIR"))).unwrap()
    });
    for quoted in page.split("\n```").skip(1).step_by(2) {
        let Some(block) = quoted.strip_prefix("text\n").or(quoted.strip_prefix("yaml\n")) else { continue };
        for part in block.split("\n…\n") {
            let part = part.trim_matches('\n');
            assert!(samples.iter().any(|sample| sample.contains(part)), "docs/observe.md quotes:\n{part}");
        }
    }
}
