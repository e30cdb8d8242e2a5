//! A survey of what is piped in: a pure filter that keeps the order, flows, and ends when nobody reads on.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Output, Stdio};

fn survey(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.args(["survey", "-"]).args(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = survey(arguments).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let input = input.to_vec();
    let writer = std::thread::spawn(move || _ = stdin.write_all(&input));
    let output = child.wait_with_output().unwrap();
    writer.join().unwrap();
    output
}

/// Records that differ, among them broken ones. All questions are answered, which is quick to assess.
fn records(count: usize) -> Vec<String> {
    let example = include_str!("../examples/streaming-platform.yaml");
    let mut record: serde_json::Value = serde_yaml::from_str(example).unwrap();
    let fields = record.as_object_mut().unwrap();
    fields.retain(|key, _| key == "answers");
    let teams = [1, 4, 9, 30];
    let cadence = ["monthly", "weekly", "daily", "nowhere"];
    let mut record = |n: usize| {
        record["title"] = format!("System {n}").into();
        record["answers"]["teams"] = teams[n % 4].into();
        record["answers"]["release-cadence"] = cadence[n / 4 % 4].into();
        record.to_string()
    };
    (0..count).map(&mut record).collect()
}

fn lines(output: &[u8]) -> Vec<&str> {
    std::str::from_utf8(output).unwrap().lines().collect()
}

#[test]
fn the_number_of_threads_and_the_format_change_no_row() {
    let input = records(200).join("\n");
    let one = run(&["--format", "ndjson", "--jobs", "1"], input.as_bytes());
    let many = run(&["--format", "ndjson", "--jobs", "7"], input.as_bytes());
    assert_eq!(one.status.code(), Some(1));
    assert_eq!(one.stdout, many.stdout);
    assert_eq!(lines(&one.stdout).len(), 200);
    for (n, row) in lines(&one.stdout).iter().enumerate() {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        assert_eq!(row["title"], format!("System {n}"));
        assert_eq!(row["status"] == "error", n / 4 % 4 == 3);
    }

    let whole = run(&["--format", "json"], input.as_bytes());
    let whole: serde_json::Value = serde_json::from_slice(&whole.stdout).unwrap();
    for (row, line) in whole["rows"].as_array().unwrap().iter().zip(lines(&one.stdout)) {
        let mut row = row.clone();
        let mut line: serde_json::Value = serde_json::from_str(line).unwrap();
        row.as_object_mut().unwrap().remove("line");
        line.as_object_mut().unwrap().remove("line");
        assert_eq!(row, line);
    }
    assert_eq!(whole["summary"]["systems"], 200);
    assert_eq!(whole["summary"]["statuses"]["error"], 48);
}

#[test]
fn a_row_follows_from_its_record_alone() {
    let records = records(48);
    let all = run(&["--format", "ndjson"], records.join("\n").as_bytes());
    for (n, (record, row)) in records.iter().zip(lines(&all.stdout)).enumerate().step_by(7) {
        let alone = run(&["--format", "ndjson"], record.as_bytes());
        // Only where a broken record stands depends on what comes before it.
        let row = row.replace(&format!("\"line\":{},", n + 1), "\"line\":1,");
        assert_eq!(lines(&alone.stdout), [row]);
    }
}

#[test]
fn lines_of_input_and_output_stay_side_by_side() {
    let input = b"\n{\"answers\":{\"teams\":3}}\r\n \n{\"answers\":{\"teams\":3}}\n\n";
    let output = run(&["--format", "ndjson"], input);
    let filled: Vec<bool> = lines(&output.stdout).iter().map(|line| !line.is_empty()).collect();
    assert_eq!(filled, [false, true, false, true, false]);
    assert_eq!(output.status.code(), Some(0));
    assert!(run(&["--format", "ndjson"], b"").stdout.is_empty());
}

#[test]
fn lines_that_are_no_text_or_too_long_are_rows() {
    let mut input = b"{\"title\":\"\xff\"}\n\"".to_vec();
    input.extend(std::iter::repeat_n(b'x', 3 << 20));
    input.extend(b"\"\n{\"answers\":{\"teams\":3}}\n");
    let output = run(&["--format", "ndjson"], &input);
    let code = |row: &&str| {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        (row["line"].as_u64(), row["errors"][0]["code"].as_str().map(str::to_owned))
    };
    let codes: Vec<_> = lines(&output.stdout).iter().map(code).collect();
    let expected =
        [(Some(1), Some("not-utf8".to_owned())), (Some(2), Some("too-large".to_owned())), (None, None)];
    assert_eq!(codes, expected);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn a_partner_sees_each_row_before_the_next_record() {
    let mut child = survey(&["--format", "ndjson"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    for n in 0..5 {
        writeln!(stdin, "{{\"title\":\"{n}\",\"answers\":{{\"teams\":3}}}}").unwrap();
        let mut row = String::new();
        stdout.read_line(&mut row).unwrap();
        assert!(row.contains(&format!("\"title\":\"{n}\"")), "{row}");
    }
    drop(stdin);
    assert!(child.wait().unwrap().success());
}

#[test]
fn it_ends_quietly_when_nobody_reads_on() {
    for format in ["text", "json", "ndjson", "csv"] {
        let mut child = survey(&["--format", format]).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let record = records(1).join("") + "\n";
        stdin.write_all(record.repeat(10).as_bytes()).unwrap();
        stdout.read_line(&mut String::new()).unwrap();
        drop(stdout);
        // It need not take all this, and its input stays open.
        let _ = stdin.write_all(record.repeat(3_000).as_bytes());
        let status = child.wait().unwrap();
        let mut complaints = String::new();
        std::io::Read::read_to_string(&mut child.stderr.take().unwrap(), &mut complaints).unwrap();
        assert_eq!((status.code(), complaints.as_str()), (Some(0), ""), "{format}");
    }
}

#[test]
fn a_file_appears_only_when_the_survey_is_whole() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("survey.ndjson");
    let name = path.to_str().unwrap();
    let mut child = survey(&["--format", "ndjson", "--output", name]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all((records(40).join("\n") + "\n").as_bytes()).unwrap();
    assert!(!path.exists());
    drop(stdin);
    let output = child.wait_with_output().unwrap();
    assert!(output.stdout.is_empty());
    let piped = run(&["--format", "ndjson"], records(40).join("\n").as_bytes());
    assert_eq!(std::fs::read(&path).unwrap(), piped.stdout);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

/// Runs in a folder that holds the answers files of these systems.
fn folder(records: &[String]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("systems")).unwrap();
    for (number, record) in records.iter().enumerate() {
        std::fs::write(folder.path().join(format!("systems/s{number}.yaml")), record).unwrap();
    }
    folder
}

fn archwise(folder: &std::path::Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_archwise"));
    command.current_dir(folder).env("SOURCE_DATE_EPOCH", "1800000000").args(arguments).output().unwrap()
}

fn text(output: &[u8]) -> &str {
    std::str::from_utf8(output).unwrap()
}

/// The texts between each `start` and the `end` that follows it.
fn between<'p>(page: &'p str, start: &str, end: &str) -> Vec<&'p str> {
    page.split(start).skip(1).map(|rest| &rest[..rest.find(end).unwrap()]).collect()
}

/// Records of which every third has a decision that the answers do not lead to.
fn decided(count: usize) -> Vec<String> {
    let with_decision = |(n, record): (usize, String)| {
        let mut record: serde_json::Value = serde_json::from_str(&record).unwrap();
        if n % 3 == 0 {
            record["decision"] = serde_json::json!({"architecture": "microservices"});
        }
        record.to_string()
    };
    records(count).into_iter().enumerate().map(with_decision).collect()
}

#[test]
fn the_page_says_first_what_systems_have_in_common_and_links_to_each() {
    let output = run(&["--format", "html"], decided(48).join("\n").as_bytes());
    let page = text(&output.stdout);
    let at = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what} is missing"));
    let order =
        ["id=\"overview\"", "id=\"decisions\"", "id=\"leads\"", "id=\"systems\"", "id=\"rows\""].map(at);
    assert!(order.is_sorted(), "{order:?}");
    assert_eq!(page.matches("<tr id=").count(), 48);
    assert_eq!(page.matches("data-state=\"error\" data-leader").count(), 12);
    assert_eq!(page.matches("data-decision=\"overruled\"").count(), 12);
    let links: Vec<&str> = between(page, "href=\"#", "\"");
    assert!(links.len() >= 12 + 5, "{links:?}");
    for link in links {
        assert_eq!(page.matches(&format!(" id=\"{link}\"")).count(), 1, "{link}");
    }
    for outside in ["<link", "<img", " src=", "@import", "<iframe", " style=", "http-equiv=\"refresh"] {
        assert!(!page.contains(outside), "{outside}");
    }
}

#[test]
fn nothing_of_the_page_waits_for_nobody() {
    let mut child = survey(&["--format", "html"]).spawn().unwrap();
    let mut stdin = child.stdin.take().unwrap();
    let mut stdout = BufReader::new(child.stdout.take().unwrap());
    stdout.read_line(&mut String::new()).unwrap();
    drop(stdout);
    // More than a pipe holds, so that it cannot all be written unseen.
    let _ = stdin.write_all((records(1).join("") + "\n").repeat(2_000).as_bytes());
    drop(stdin);
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn names_on_the_page_are_text_and_turn_nothing_around() {
    let titles =
        ["</script><script>alert(1)</script>", "<img src=x>", "متجر الكتب", "店铺 🛒", "{{ 7 * 7 }}", ""];
    let record = |title: &&str| serde_json::json!({"title": title, "answers": {"teams": 3}}).to_string();
    let input: Vec<String> = titles.iter().map(record).collect();
    let output = run(&["--format", "html"], input.join("\n").as_bytes());
    let page = text(&output.stdout);
    assert_eq!(page.matches("<script").count(), 1);
    assert!(!page.contains("<img"));
    let names = between(page, "<th scope=\"row\"><bdi>", "</bdi>");
    assert_eq!(
        names[..2],
        ["&lt;&#x2f;script&gt;&lt;script&gt;alert(1)&lt;&#x2f;script&gt;", "&lt;img src=x&gt;"]
    );
    assert_eq!(names[2..], ["متجر الكتب", "店铺 🛒", "{{ 7 * 7 }}", "line 6"]);
}

#[test]
fn a_report_is_what_advise_prints_and_its_row_links_to_it() {
    let folder = folder(&records(3));
    let here = folder.path();
    std::fs::create_dir(here.join("out")).unwrap();
    let survey = [
        "survey",
        "systems",
        "--format",
        "html",
        "--output",
        "out/survey.html",
        "--reports",
        "my reports #1",
    ];
    let output = archwise(here, &survey);
    assert_eq!(
        (output.status.code(), text(&output.stderr)),
        (Some(0), "3 reports are in `my reports #1`.\n")
    );
    let page = std::fs::read_to_string(here.join("out/survey.html")).unwrap();
    let links = between(&page, "<a href=\"..", "\"");
    assert_eq!(links.len(), 3);
    for (number, link) in links.iter().enumerate() {
        let path = link.replace("&#x2f;", "/").replace("%20", " ").replace("%23", "#");
        let report = std::fs::read(here.join(path.trim_start_matches('/'))).unwrap();
        let file = format!("systems/s{number}.yaml");
        let advised = archwise(here, &["advise", &file, "--no-input", "--format", "html"]);
        assert!(report == advised.stdout, "{file}");
    }
    let again = archwise(here, &survey);
    assert_eq!(again.status.code(), Some(0), "{}", text(&again.stderr));
    assert_eq!(std::fs::read_to_string(here.join("out/survey.html")).unwrap(), page);
    assert_eq!(std::fs::read_dir(here.join("my reports #1")).unwrap().count(), 4);
}

#[test]
fn lines_have_reports_too_and_what_cannot_be_read_has_none() {
    let folder = tempfile::tempdir().unwrap();
    let all = records(16).join("\n") + "\n";
    std::fs::write(folder.path().join("all.ndjson"), &all).unwrap();
    let arguments = ["survey", "all.ndjson", "--format", "ndjson", "--reports", "reports"];
    let output = archwise(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("12 reports are in `reports`."), "{}", text(&output.stderr));
    for row in lines(&output.stdout) {
        let row: serde_json::Value = serde_json::from_str(row).unwrap();
        let page = row["report"].as_str().map(|report| folder.path().join(report));
        assert_eq!(page.is_some_and(|page| page.is_file()), row["status"] != "error", "{row}");
    }
    let plain = archwise(folder.path(), &arguments[..4]);
    assert!(!text(&plain.stdout).contains("\"report\""));
}

#[test]
fn no_file_is_written_over_that_no_survey_wrote() {
    let folder = folder(&records(1));
    let here = folder.path();
    let arguments = ["survey", "systems", "--format", "ndjson", "--reports", "reports"];
    archwise(here, &arguments);
    let names = || std::fs::read_dir(here.join("reports")).unwrap().map(|entry| entry.unwrap().file_name());
    let name = names().find(|name| name.to_string_lossy().ends_with(".html")).unwrap();
    std::fs::remove_file(here.join("reports/archwise-reports.txt")).unwrap();
    std::fs::write(here.join("reports").join(&name), "mine").unwrap();
    let refused = archwise(here, &arguments);
    assert_eq!(refused.status.code(), Some(2));
    let said = text(&refused.stderr);
    assert!(said.contains("no survey wrote it: move it away, or name another folder"), "{said}");
    assert_eq!(std::fs::read_to_string(here.join("reports").join(&name)).unwrap(), "mine");

    std::fs::write(here.join("reports/archwise-reports.txt"), "my list\n").unwrap();
    let refused = archwise(here, &arguments);
    assert_eq!(refused.status.code(), Some(2));
    assert!(text(&refused.stderr).contains("is no list of pages"), "{}", text(&refused.stderr));
    assert_eq!(std::fs::read_to_string(here.join("reports/archwise-reports.txt")).unwrap(), "my list\n");
}

#[test]
fn colour_is_there_on_demand_only() {
    let folder = folder(&decided(2));
    let row = |colour: &str| {
        let output = archwise(folder.path(), &["survey", "systems", "--color", colour]);
        String::from_utf8(output.stdout).unwrap()
    };
    let [always, auto] = ["always", "auto"].map(row);
    assert!(always.contains("\u{1b}[31mno longer holds:\u{1b}[0m"), "{always:?}");
    assert!(!auto.contains('\u{1b}') && auto.contains("no longer holds: Microservices"), "{auto}");
}

#[test]
fn the_sample_is_what_the_program_prints() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let page = archwise(root, &["survey", "examples/*.yaml", "--format", "html"]).stdout;
    assert!(page.len() < 60_000, "{} bytes", page.len());
    let path = root.join("docs/samples/survey.html");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &page).unwrap();
    }
    let sample = std::fs::read(&path).unwrap_or_default();
    assert!(sample == page, "docs/samples/survey.html is out of date: run this test with UPDATE_DOCS=1");
}
