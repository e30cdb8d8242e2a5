//! Files that change while they are read, and files without an end.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use crate::screen::Home;

const READS: usize = 60;
/// So long at most is the file changed, should a check fail meanwhile.
const LONGEST: Duration = Duration::from_secs(60);

/// Two versions of a file, long enough to be read in several pieces.
fn version(title: &str) -> String {
    format!("title: {title}\n{}answers: {{teams: 3}}\n", format!("# {title}\n").repeat(20_000))
}

/// Reads the file again and again while `change` changes it; how often it was refused.
fn read_while(change: impl Fn(&Home, &str) + Sync, must_be_whole: bool) -> usize {
    let home = Home::new();
    home.write("a.yaml", &version("Old"));
    let done = AtomicBool::new(false);
    let mut refused = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let begun = Instant::now();
            while !done.load(Ordering::Relaxed) && begun.elapsed() < LONGEST {
                ["New", "Old"].iter().for_each(|title| change(&home, &version(title)));
            }
        });
        for _ in 0..READS {
            let output = home.run(&[
                "a.yaml",
                "--no-input",
                "--set",
                "budget=high",
                "--samples",
                "1",
                "--format",
                "json",
            ]);
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            match output.status.code() {
                Some(0) => {
                    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
                    let title = report["title"].as_str().unwrap_or_default();
                    assert!(!must_be_whole || ["Old", "New"].contains(&title), "{title}");
                }
                Some(2) if !must_be_whole => {
                    assert!(output.stdout.is_empty() && said.contains("error["), "{said}");
                    refused += 1;
                }
                other => panic!("{other:?}: {said}"),
            }
        }
        done.store(true, Ordering::Relaxed);
    });
    refused
}

#[test]
fn a_file_that_is_replaced_while_it_is_read_is_the_old_or_the_new_one() {
    let replace = |home: &Home, text: &str| {
        home.write("a.new", text);
        std::fs::rename(home.path("a.new"), home.path("a.yaml")).unwrap();
    };
    assert_eq!(read_while(replace, true), 0);
}

#[test]
fn a_file_that_is_written_over_while_it_is_read_is_read_or_refused() {
    let refused = read_while(|home, text| home.write("a.yaml", text), false);
    eprintln!("{READS} reads of a file that is written over: {refused} refused");
}

#[test]
fn a_file_without_an_end_is_refused() {
    let output = Home::new().run(&["/dev/zero", "--no-input"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("is larger than 1 MiB"));
}
