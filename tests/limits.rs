//! The edges: inputs as large as they may be and larger, the smallest terminal, a reader that goes away.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use typed_index_collections::ti_vec;

use archwise::document::Document;
use archwise::engine::{Evaluation, Problem};
use archwise::options::OptionSet;
use archwise::rulebook::{ArchitectureId, Rulebook};

fn archwise(arguments: &[&str], folder: &Path) -> Output {
    Command::new(env!("CARGO_BIN_EXE_archwise"))
        .args(arguments)
        .current_dir(folder)
        .stdin(Stdio::null())
        .env_remove("ARCHWISE_RULES")
        .output()
        .unwrap()
}

fn examples() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("examples")
}

/// A rulebook of one question with `options` options and `rules` rules, as files under the size limit.
fn generated(options: usize, rules: usize) -> Vec<(String, String)> {
    const PER_FILE: usize = 5_000;
    let choices: String = (0..options).fold(String::new(), |mut all, option| {
        let _ = write!(all, "{{id: o{option}}}, ");
        all
    });
    let head = format!(
        "rulebook: {{id: large, version: 1.0.0, title: Large}}\n\
         architectures: [{{id: a, name: A, summary: S}}, {{id: b, name: B, summary: S}}]\n\
         qualities: [{{id: q, name: Q, about: Of.}}]\n\
         questions: [{{id: only, ask: Which?, kind: ordinal, options: [{choices}]}}]\n"
    );
    let mut files = vec![("a.yaml".to_owned(), head)];
    for first in (0..rules).step_by(PER_FILE) {
        let mut text = "rules:\n".to_owned();
        for rule in first..rules.min(first + PER_FILE) {
            let option = rule % options;
            let _ = writeln!(
                text,
                "  - {{id: r{rule}, quality: q, when: {{only: o{option}}}, points: {{a: 1}}, because: B}}"
            );
        }
        files.push((format!("r{first:06}.yaml"), text));
    }
    files
}

#[test]
fn sixty_three_options_are_taken_and_sixty_four_refused() {
    let (rulebook, _) = Rulebook::parse(generated(63, 63)).unwrap();
    let last = Problem { sets: ti_vec![OptionSet::only(62)], ..Problem::open(&rulebook) };
    assert_eq!(Evaluation::of(&last).scores[ArchitectureId::from(0)].net, 1);
    let refused = Rulebook::parse(generated(64, 1)).unwrap_err().to_string();
    assert!(refused.contains("64 options"), "{refused}");
}

#[test]
fn a_hundred_thousand_rules_are_read_and_evaluated() {
    let (rulebook, _) = Rulebook::parse(generated(10, 100_000)).unwrap();
    assert_eq!(rulebook.rules.len(), 100_000);
    let third = Problem { sets: ti_vec![OptionSet::only(3)], ..Problem::open(&rulebook) };
    assert_eq!(Evaluation::of(&third).scores[ArchitectureId::from(0)].net, 10_000);
}

/// A rulebook takes more than other files: here thousands of rules in one, and then more than any may have.
#[test]
fn a_rulebook_may_have_sixteen_megabytes_in_one_file_and_answers_one() {
    let folder = tempfile::tempdir().unwrap();
    let text: String =
        generated(3, 30_000).into_iter().map(|(_, text)| text.replace("rules:\n", "")).collect();
    let (head, rules) = text.split_at(text.find("  - {id: r0,").unwrap());
    let whole = format!("{head}rules:\n{rules}");
    assert!(whole.len() > 2 << 20, "{}", whole.len());
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let advise =
        |rules: &str, answers: &str| archwise(&["--rules", rules, answers, "--no-input"], folder.path());
    write("rules.yaml", &whole);
    write("answers.yaml", "archwise: 1\nanswers: {only: o1}\n");
    assert_eq!(advise("rules.yaml", "answers.yaml").status.code(), Some(0));
    write("vast.yaml", &format!("{whole}#{}\n", " ".repeat(16 << 20)));
    write("long.yaml", &format!("archwise: 1\nanswers: {{only: o1}}\n#{}\n", " ".repeat(1 << 20)));
    for (rules, answers, said) in [
        ("vast.yaml", "answers.yaml", "`vast.yaml` is larger than 16 MiB"),
        ("rules.yaml", "long.yaml", "`long.yaml` is larger than 1 MiB"),
    ] {
        let output = advise(rules, answers);
        assert_eq!(output.status.code(), Some(2));
        let found = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(found.contains(said), "{found}");
    }
}

#[test]
fn ten_megabytes_of_notes_are_refused_with_nothing_written() {
    let folder = tempfile::tempdir().unwrap();
    let notes = format!("answers: {{teams: 3}}\nnotes: {{teams: {}}}\n", "x".repeat(10_000_000));
    std::fs::write(folder.path().join("large.yaml"), notes).unwrap();
    let output = archwise(&["advise", "large.yaml", "--no-input", "--output", "report.md"], folder.path());
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("too-large"));
    assert!(!folder.path().join("report.md").exists());
}

#[test]
fn a_text_of_any_length_reads_as_one_document() {
    let text = format!("title: {}\nanswers: {{}}\n", "é ".repeat(200_000));
    assert!(Document::parse("long.yaml", text).is_ok());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_archwise"))
        .args(["advise", "streaming-platform.yaml", "--no-input", "--format", "json"])
        .current_dir(examples())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "{:?}", output.status);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Returns what runs a command at a terminal of its own. Only on Linux does `script` take these flags.
fn at_a_terminal(command: &str) -> Option<Command> {
    let mut script = Command::new("script");
    script.args(["-qec", command, "/dev/null"]).current_dir(examples()).stdin(Stdio::null());
    cfg!(target_os = "linux").then_some(script)
}

#[test]
fn every_width_from_one_column_up_has_a_report() {
    for width in ["1", "2", "19", "20", "40", "1000"] {
        let archwise = env!("CARGO_BIN_EXE_archwise");
        let command = format!("stty cols {width}; {archwise} advise streaming-platform.yaml --no-input");
        let Some(output) = at_a_terminal(&command).and_then(|mut script| script.output().ok()) else {
            println!("not tested: there is no `script` to make a terminal with");
            return;
        };
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(shown.contains("--full"), "{width} columns: {shown}");
    }
}

/// What a terminal of ten lines shows of a report, which goes through a pager that marks its lines.
fn at_a_low_terminal(arguments: &str) -> Option<String> {
    let archwise = env!("CARGO_BIN_EXE_archwise");
    let mut script = at_a_terminal(&format!("stty rows 10 cols 80; {archwise} {arguments}"))?;
    script.env("PAGER", "sed 's/^/paged: /'").env("NO_COLOR", "1").env_remove("TERM");
    let output = script.output().ok()?;
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

#[test]
fn a_text_longer_than_the_terminal_goes_through_the_pager() {
    let Some(shown) = at_a_low_terminal("advise internal-tool.yaml") else {
        println!("not tested: there is no `script` to make a terminal with");
        return;
    };
    assert!(shown.contains("paged: Internal tool") && shown.contains("paged: More: --full"), "{shown}");
    for arguments in [
        "--no-pager advise internal-tool.yaml",
        "advise internal-tool.yaml --output /dev/null",
        "rules show how-many-teams --no-pager",
        "advise internal-tool.yaml | cat",
    ] {
        let shown = at_a_low_terminal(arguments).unwrap();
        assert!(!shown.contains("paged: "), "{arguments}: {shown}");
    }
    let shown = at_a_low_terminal("explain internal-tool.yaml").unwrap();
    assert!(shown.contains("paged: Rules that hold"), "{shown}");
}
