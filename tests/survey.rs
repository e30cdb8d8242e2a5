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
    for format in ["text", "json", "ndjson", "csv", "html"] {
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
