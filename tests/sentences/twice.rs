//! Nothing is said twice: no line of a list, and no reason of the rulebook, for and against alike.

use std::collections::BTreeSet;

use super::*;

#[test]
fn no_line_of_a_list_is_printed_twice() {
    let check = |assessment: &Assessment<'_>, report: &Report| {
        for Printed { format, text } in documents(assessment, report) {
            if format == "page" {
                continue;
            }
            // A heading, or one that stands as another one does, begins a new list.
            let unwrapped = text.replace("\n  ", " ");
            let text = if format == "record" { unwrapped } else { text };
            for list in text.split("\n\n") {
                let mut seen = BTreeSet::new();
                let items = list.lines().map(str::trim).filter(|line| line.split(' ').count() > 6);
                for line in items.filter(|line| !line.starts_with('|') && !line.ends_with("(see above)")) {
                    assert!(seen.insert(line), "{format} says twice: {line}\n{list}");
                }
            }
        }
    };
    each_plausible(check);
    each_small(|_, assessment, report| check(assessment, report));
}

#[test]
fn a_change_is_said_once() {
    each_plausible(|_, report| {
        let changes = report.changes.open.iter().chain(&report.changes.answered);
        let mut seen = BTreeSet::new();
        for change in changes {
            assert!(seen.insert(&change.sentence), "{}", change.sentence);
        }
    });
}

#[test]
fn a_reason_is_said_once_in_the_text() {
    each_plausible(|_, report| {
        for sections in [None, Some(&Section::ALL[..])] {
            let style = TextStyle { width: 10_000, sections, against: None };
            let text = render::text(report, style);
            // What explains a change is said there as well.
            let lines = text.lines().filter(|line| !line.contains("Then this ")).collect::<Vec<_>>();
            let text = lines.join("\n");
            for argument in &report.arguments {
                let times = text.matches(&argument.because).count();
                let alike = report.arguments.iter().filter(|other| other.because == argument.because).count();
                assert!(times <= alike.max(1), "{times} times: {}", argument.because);
            }
        }
    });
}
