//! What came of a check as JUnit XML, as CI servers read it: a suite for each file, a case for each check.

use crate::check::{Check, CheckReport, FileReport, Outcome};
use crate::diagnostic::Diagnostic;
use crate::render::PathBase;
use crate::render::findings::with_help;
use crate::render::junit::{document, element, escaped};

/// Returns JUnit XML. A check fails by findings that fail its file; its others stand in its output.
pub fn junit(report: &CheckReport, base: &PathBase) -> String {
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    let mut suites = String::new();
    for file in &report.files {
        let broken = file.outcome(report.fail_on) == Outcome::Broken;
        let failing = file.checks.iter().filter(|check| broken || check.fails(report.fail_on)).count();
        let (failed, wrong) = if broken { (0, failing) } else { (failing, 0) };
        let cases: String = file.checks.iter().map(|check| case(report, file, check, base)).collect();
        let count = file.checks.len();
        let suite = element(
            "testsuite",
            &[
                ("name", &file.name),
                ("tests", &count),
                ("failures", &failed),
                ("errors", &wrong),
                ("skipped", &0),
            ],
            &format!("\n{cases}  "),
        );
        suites += &format!("  {suite}\n");
        tests += count;
        failures += failed;
        errors += wrong;
    }
    document(
        &[("name", &"archwise check"), ("tests", &tests), ("failures", &failures), ("errors", &errors)],
        &suites,
    )
}

fn case(report: &CheckReport, file: &FileReport, check: &Check, base: &PathBase) -> String {
    let broken = file.outcome(report.fail_on) == Outcome::Broken;
    let name = match &check.part {
        Some(part) => format!("{} of {part}", check.kind.name()),
        None => check.kind.name().to_owned(),
    };
    let (failing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        check.findings.iter().partition(|finding| broken || finding.severity >= report.fail_on);
    let mut content = String::new();
    if let Some(first) = failing.first() {
        let kind = if broken { "error" } else { "failure" };
        let failure = element(
            kind,
            &[("type", &first.code.id()), ("message", &first.message)],
            &escaped(&lines(&failing)),
        );
        content += &format!("\n      {failure}");
    }
    if !others.is_empty() {
        content += &format!("\n      {}", element("system-out", &[], &escaped(&lines(&others))));
    }
    if !content.is_empty() {
        content += "\n    ";
    }
    let case = element(
        "testcase",
        &[("classname", &file.name), ("name", &name), ("file", &base.name(&file.name))],
        &content,
    );
    format!("    {case}\n")
}

/// Returns each finding with its place and what to do, a line each.
fn lines(findings: &[&Diagnostic]) -> String {
    let line = |finding: &&Diagnostic| {
        let place = finding.place.as_ref();
        let place = place.map(|at| format!("{}:{}:{}: ", at.source.name, at.line, at.column));
        format!("{}{}", place.unwrap_or_default(), with_help(finding))
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
