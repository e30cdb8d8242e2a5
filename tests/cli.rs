//! The command line as data: every command in `tests/cmd`, the README and the book prints what stands there.
#![allow(clippy::unwrap_used)]

use std::fs;
use std::path::Path;

use trycmd::TestCases;

/// Pages whose commands write files: each is walked through from its beginning to its end in an empty folder.
const WALKS: [&str; 2] = ["tutorial.md", "own-rules.md"];

fn cases() -> TestCases {
    let cases = TestCases::new();
    cases.env("NO_COLOR", "1").env("COLUMNS", "80");
    cases
}

/// Commands run in the folder `NAME.in` beside their `NAME.md`. Where several files share a folder, `NAME.in`
/// is a file that holds the path of that folder and nothing else, not even a line end: trycmd follows it as
/// it follows what git makes of a symbolic link on Windows. Without it they run in the root, as in the book.
#[test]
fn commands_print_what_is_written_down() {
    let cases = cases();
    cases.case("tests/cmd/*.md").case("docs/*.md").case("README.md");
    for page in WALKS {
        cases.skip(Path::new("docs").join(page));
    }
}

#[test]
fn whoever_follows_a_page_step_by_step_sees_what_it_shows() {
    for page in WALKS {
        walk(&Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(page));
    }
}

/// Does what a page says: runs its commands, writes the files that it shows, and edits them.
fn walk(page: &Path) {
    let folder = tempfile::tempdir().unwrap();
    let here = folder.path().join("here");
    fs::create_dir(&here).unwrap();
    let text = fs::read_to_string(page).unwrap();
    let name = page.file_stem().unwrap().to_str().unwrap();
    let mut seen = String::new();
    for (number, (step, file)) in steps(&text).into_iter().enumerate() {
        // As many empty lines as stand before it on the page, so that failures name the right line.
        let above = "\n".repeat(seen.lines().count());
        let part = folder.path().join(format!("{name}-{number}.md"));
        fs::write(&part, format!("{above}{step}")).unwrap();
        fs::write(part.with_extension("in"), "here").unwrap();
        cases().case(&part).run();
        seen += fs::read_to_string(&part).unwrap().strip_prefix(&above).unwrap();
        if let Some(file) = file {
            put(&file, &here);
        }
    }
    if seen != text {
        fs::write(page, seen).unwrap();
    }
}

/// Divides a page behind each block that shows a file (`# NAME` in its first line) or a change of one
/// (`--- NAME`), and gives the block with what comes before it.
fn steps(text: &str) -> Vec<(String, Option<String>)> {
    let mut steps = vec![(String::new(), None)];
    let mut block: Option<String> = None;
    for line in text.split_inclusive('\n') {
        let (step, file) = steps.last_mut().unwrap();
        *step += line;
        match (&mut block, line.starts_with("```")) {
            (None, true) => block = Some(String::new()),
            (Some(inside), false) => *inside += line,
            (Some(inside), true) => {
                let first = inside.lines().next().unwrap_or_default();
                if first.starts_with("--- ") || first.starts_with("# ") && first.ends_with(".yaml") {
                    *file = Some(std::mem::take(inside));
                    steps.push((String::new(), None));
                }
                block = None;
            }
            (None, false) => {}
        }
    }
    steps
}

/// Writes a file, or changes one: its lines without a sign and those with `-` must stand there just once.
fn put(block: &str, folder: &Path) {
    let (name, lines) = block.split_once('\n').unwrap();
    let Some(name) = name.strip_prefix("--- ") else {
        fs::write(folder.join(name.trim_start_matches("# ")), block).unwrap();
        return;
    };
    let side = |other: char| -> String {
        let kept = lines.split_inclusive('\n').filter(|line| !line.starts_with(other));
        kept.map(|line| line.get(1..).unwrap_or("\n")).collect()
    };
    let file = folder.join(name);
    let text = fs::read_to_string(&file).unwrap();
    let (before, after) = (side('+'), side('-'));
    assert_eq!(text.matches(&before).count(), 1, "{name} has not once:\n{before}\nbut is:\n{text}");
    fs::write(file, text.replace(&before, &after)).unwrap();
}
