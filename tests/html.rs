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
        .args(["--no-input", "--format", "html", "--date", "2026-01-01"])
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
        // A picture says what it is, or is hidden where a table says the same. The strips hold smaller ones.
        for svg in between(&page, "<svg class", ">") {
            assert!(svg.contains("aria-hidden=\"true\"") || svg.contains("role=\"img\""), "{svg}");
        }
    }
}

#[test]
fn a_page_needs_nothing_else() {
    let page = page(STREAMING);
    for outside in ["<link", "<img", " src=", "url(", "@import", "<iframe", " style=", "http-equiv=\"refresh"]
    {
        assert!(!page.contains(outside), "{outside}");
    }
    let markup = page.split("<script").next().unwrap();
    let tags = between(markup, "<", ">");
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
    let data = between(&page, "id=\"page-data\">", "</script>")[0];
    assert!(!data.contains(['<', '>', '&', '\u{2028}', '\u{2029}']));
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    let asks: Vec<&str> =
        data["model"]["questions"].as_array().unwrap().iter().map(|q| q["ask"].as_str().unwrap()).collect();
    assert_eq!(asks[0], "State</option></select><script>window.pwned='ask'</script>?");
}

#[test]
fn every_verdict_has_its_page() {
    let none = page(NONE);
    assert!(none.contains("None possible") && none.contains("The veto would be lifted if"));
    assert!(!none.contains("id=\"why\"") && !none.contains("id=\"weights\""));
    let few = page(FEW);
    assert!(few.contains("What to find out first") && few.contains(">Open<"));
    let one = page(&["advise", "--teams", "3", "--among", "hybrid"]);
    assert!(one.contains("Hybrid"));
}

/// The page of parts that stand where the letters say: `d` in every place, `s` as a piece, `w` on one whole;
/// each exchanges data with so many that follow.
fn page_of_parts(stand: &str, with: usize, name: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("parts.yaml");
    let mut text = "answers: {fits: mixed}\nparts:\n".to_owned();
    for (at, place) in stand.chars().enumerate() {
        let fits = match place {
            'd' => "spread",
            's' => "split",
            _ => "whole",
        };
        let with: Vec<String> = (at + 1..stand.len()).take(with).map(|other| format!("p{other}")).collect();
        let answers = format!("answers: {{fits: {fits}, agreement: at-once}}");
        text += &format!("  p{at}: {{title: \"{name} {at}\", {answers}, with: [{}]}}\n", with.join(", "));
    }
    std::fs::write(&file, text).unwrap();
    page(&["--rules", "tests/cmd/parts.in/rules.yaml", "advise", file.to_str().unwrap()])
}

/// The section on the parts.
fn parts_of(page: &str) -> &str {
    between(page, "<section id=\"parts\"", "</section>")[0]
}

#[test]
fn few_parts_are_drawn_for_two_widths_with_the_numbers_of_the_warnings() {
    let page = page_of_parts("dsswds", 1, "Part");
    let section = parts_of(&page);
    assert!(!section.contains("class=\"matrix\""));
    let drawn = between(section, "<svg", "</svg>");
    assert_eq!(drawn.len(), 2);
    let listed = between(section, "id=\"seam-", "\"");
    assert_eq!(listed, ["1", "2"]);
    for sketch in drawn {
        let mut marks = between(sketch, "<text class=\"mark middle\"", "</text>");
        marks.iter_mut().for_each(|mark| *mark = mark.rsplit('>').next().unwrap());
        marks.sort_unstable();
        // One at each end.
        assert_eq!(marks, ["1", "1", "2", "2"]);
        // The whole does not stand on the backbone, the pieces do.
        assert_eq!(sketch.matches(">stands on<").count(), 1);
        assert!(sketch.contains(">Beside: Whole<"));
    }
}

#[test]
fn many_parts_are_a_table_whose_halves_mirror_each_other() {
    for (stand, with) in [("dsswdssw", 1), ("dsswd", 4), ("dsswdsswdsswdsswdsswdsswdssw", 3)] {
        let page = page_of_parts(stand, with, "Part");
        let section = parts_of(&page);
        let table = between(section, "<table class=\"matrix\"", "</table>")[0];
        assert!(!section.contains("<svg"));
        assert!(table.contains("<caption"));
        let count = stand.len();
        assert_eq!(table.matches("<th scope=\"col\">").count(), count);
        assert_eq!(table.matches("<th scope=\"row\">").count(), count);
        let rows: Vec<Vec<&str>> = between(table, "<th scope=\"row\">", "</tr>")
            .iter()
            .map(|row| row.split("<td").skip(1).map(|cell| cell.split("</td>").next().unwrap()).collect())
            .collect();
        let number =
            |cell: &str| between(cell, "href=\"#seam-", "\"").first().map(|number| (*number).to_owned());
        let mut numbers = Vec::new();
        for (at, row) in rows.iter().enumerate() {
            assert_eq!(row.len(), count);
            assert!(row[at].contains("same"));
            for (other, cell) in row.iter().enumerate() {
                let mirrored = rows[other][at];
                assert_eq!(number(cell), number(mirrored));
                assert_eq!(cell.contains("exchange data"), mirrored.contains("exchange data"));
                numbers.extend(number(cell).filter(|_| at < other));
            }
        }
        let exchanges = table.split_once("</caption>").unwrap().1.matches("exchange data").count();
        let expected: usize = (0..count).map(|at| with.min(count - 1 - at)).sum();
        assert_eq!(exchanges, 2 * expected);
        let mut listed: Vec<String> =
            between(section, "id=\"seam-", "\"").iter().map(|number| (*number).to_owned()).collect();
        listed.sort_unstable();
        numbers.sort_unstable();
        assert_eq!(numbers, listed);
    }
}

#[test]
fn what_a_seam_warns_of_is_said_once_for_all_seams() {
    for stand in ["dsdsds", "dsdsdsdsdsds"] {
        let page = page_of_parts(stand, 1, "Part");
        let section = parts_of(&page);
        assert_eq!(section.matches("What must be agreed at once stands on two sides.").count(), 1);
        assert_eq!(between(section, "id=\"seam-", "\"").len(), stand.len() - 1);
    }
}

#[test]
fn sentences_read_from_the_left_whatever_names_they_begin_with() {
    let page = page_of_parts("dss", 1, "\u{646}\u{638}\u{627}\u{645}");
    let section = parts_of(&page);
    assert!(!section.contains("dir="), "{section}");
    let lead = between(section, "<p class=\"lead\">", "</p>")[0];
    assert!(lead.starts_with("<bdi>\u{646}\u{638}\u{627}\u{645} 0</bdi> in every place"), "{lead}");
}

#[test]
fn without_parts_only_a_combination_is_drawn() {
    assert!(!page(FEW).contains("id=\"parts\""));
    let hybrid = page(&["advise", "--among", "hybrid", "--teams", "30"]);
    let section = parts_of(&hybrid);
    assert_eq!(section.matches("<svg").count(), 2);
    assert!(section.contains(">stands on<") && section.contains("in each region"), "{section}");
}

/// A picture, or why there is none.
fn picture(which: &str, arguments: &[&str]) -> Result<String, String> {
    let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(arguments)
        .args(["--no-input", "--format", "svg", "--picture", which])
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    if output.status.success() { Ok(text(output.stdout)) } else { Err(text(output.stderr)) }
}

#[test]
fn pictures_stand_alone_or_say_what_they_lack() {
    for which in ["map", "parts", "badge"] {
        let svg = picture(which, STREAMING).unwrap();
        assert!(svg.starts_with("<svg xmlns=\"http://www.w3.org/2000/svg\"") && svg.ends_with("</svg>\n"));
        assert!(svg.contains("<title>") && !svg.contains("var("), "{which}");
        for outside in ["href", "<script", "url(", "@import"] {
            assert!(!svg.contains(outside), "{which}: {outside}");
        }
    }
    assert!(picture("badge", NONE).unwrap().contains("no candidate is possible"));
    assert!(!picture("badge", HOSTILE).unwrap().contains("<script"));
    assert!(picture("parts", FEW).unwrap_err().contains("list them under `parts`"));
    let one = picture("map", &["advise", "--teams", "3", "--among", "hybrid"]);
    assert!(one.unwrap_err().contains("it takes two axes"));
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
