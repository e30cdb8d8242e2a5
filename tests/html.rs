//! The HTML report without a browser: its structure, its policy, what hostile text becomes, and the sample.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

fn page(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--no-input", "--format", "html"])
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

const STREAMING: &[&str] = &["advise", "examples/streaming-platform.yaml"];
const FEW: &[&str] = &["advise", "--geographic-spread", "single-region", "--teams", "3"];
const NONE: &[&str] = &[
    "advise",
    "--fault-tolerance",
    "region-loss",
    "--availability-target",
    "five-nines",
    "--among",
    "modular-monolith,microservices",
];
const HOSTILE: &[&str] =
    &["--rules", "tests/data/html/hostile-rules.yaml", "advise", "tests/data/html/hostile.yaml"];

/// The texts between each `start` and the `end` that follows it.
fn between<'p>(page: &'p str, start: &str, end: &str) -> Vec<&'p str> {
    page.split(start).skip(1).map(|rest| &rest[..rest.find(end).unwrap()]).collect()
}

#[test]
fn headings_go_down_one_step_at_a_time_and_every_link_inside_has_its_target() {
    for arguments in [STREAMING, FEW, NONE, HOSTILE] {
        let page = page(arguments);
        let levels: Vec<u32> = ["<h1", "<h2", "<h3", "<h4"]
            .iter()
            .enumerate()
            .flat_map(|(level, tag)| page.match_indices(tag).map(move |(at, _)| (at, level as u32 + 1)))
            .collect::<std::collections::BTreeMap<usize, u32>>()
            .into_values()
            .collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for target in between(&page, "href=\"#", "\"") {
            assert!(page.contains(&format!("id=\"{target}\"")), "{arguments:?}: nothing is #{target}");
        }
        assert_eq!(page.matches("<table").count(), page.matches("<caption").count());
        let hidden = page.matches("aria-hidden=\"true\" focusable=\"false\"").count();
        assert!(hidden >= page.matches("<svg class").count());
    }
}

#[test]
fn a_page_needs_nothing_else() {
    let page = page(STREAMING);
    for outside in ["<link", "<img", " src=", "url(", "@import", "<iframe", " style=", "http-equiv=\"refresh"]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    let tags = between(&page, "<", ">");
    let mut attributes = tags.iter().flat_map(|tag| tag.split_whitespace());
    assert!(!attributes.any(|attribute| attribute.starts_with("on") && attribute.contains("=\"")));
}

#[test]
fn the_policy_allows_exactly_the_style_and_the_script_of_the_page() {
    for arguments in [STREAMING, HOSTILE] {
        let page = page(arguments);
        let policy = between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\"")[0];
        let policy = policy.replace("&#x27;", "'").replace("&#x2f;", "/");
        assert!(policy.starts_with("default-src 'none';"), "{policy}");
        assert!(!policy.contains("unsafe"));
        let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text)));
        let (style, script) =
            (between(&page, "<style>", "</style>"), between(&page, "<script>", "</script>"));
        assert_eq!((style.len(), script.len()), (1, 1));
        assert!(policy.contains(&format!("style-src {};", hash(style[0]))));
        assert!(policy.contains(&format!("script-src {};", hash(script[0]))));
    }
}

#[test]
fn what_somebody_wrote_is_text() {
    let page = page(HOSTILE);
    assert_eq!(page.matches("<script").count(), 2);
    for element in
        ["<img", "<iframe", "<style>*", "<style>body", "<svg onload", "<form action", "<u ", "<b>about"]
    {
        assert!(!page.contains(element), "{element}");
    }
    assert!(page.contains("&lt;script&gt;window.pwned=&#x27;title&#x27;"));
    assert!(page.contains("{{ 7 * 7 }}"), "a template in an answer is not run");
    assert!(!page.contains("href=\"javascript:"));
    let data = between(&page, "id=\"what-if-data\">", "</script>")[0];
    assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let asks: Vec<&str> =
        data["questions"].as_array().unwrap().iter().map(|q| q["ask"].as_str().unwrap()).collect();
    assert_eq!(asks[0], "State</option></select><script>window.pwned='ask'</script>?");
}

#[test]
fn every_verdict_has_its_page() {
    let none = page(NONE);
    assert!(none.contains("None possible") && none.contains("It would be lifted if"));
    assert!(!none.contains("id=\"why\"") && !none.contains("id=\"weights\""));
    let few = page(FEW);
    assert!(few.contains("What to find out first") && few.contains(">Open<"));
    let one = page(&["advise", "--teams", "3", "--among", "hybrid"]);
    assert!(one.contains("Hybrid"));
}

#[test]
fn the_sample_is_what_the_program_prints() {
    let page = page(STREAMING);
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/samples/streaming-platform.html");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &page).unwrap();
    }
    let sample = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        sample == page,
        "docs/samples/streaming-platform.html is out of date: run this test with UPDATE_DOCS=1"
    );
}
