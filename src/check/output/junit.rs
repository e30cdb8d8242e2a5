//! What came of a check as JUnit XML, as CI servers read it: a suite for each file, a case for each check.

use std::fmt::Write;

use crate::check::{Check, CheckReport, FileReport, Outcome};
use crate::diagnostic::Diagnostic;
use crate::render::escape::xml;
use crate::render::findings::with_help;

/// A check fails by the severities that fail the gate; what is found besides stands in its output.
pub fn junit(gate: &CheckReport) -> String {
    let (mut tests, mut failures, mut errors) = (0, 0, 0);
    let mut suites = String::new();
    for file in &gate.files {
        let broken = file.outcome(gate.fail_on) == Outcome::Broken;
        let failing = file.checks.iter().filter(|check| broken || check.fails(gate.fail_on)).count();
        let (failed, wrong) = if broken { (0, failing) } else { (failing, 0) };
        // Writing to a string cannot fail.
        let _ = writeln!(
            suites,
            "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{failed}\" errors=\"{wrong}\" skipped=\"0\">",
            xml(&file.name),
            file.checks.len()
        );
        for check in &file.checks {
            case(&mut suites, gate, file, check, broken);
        }
        suites.push_str("  </testsuite>\n");
        tests += file.checks.len();
        failures += failed;
        errors += wrong;
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"archwise check\" tests=\"{tests}\" \
         failures=\"{failures}\" errors=\"{errors}\">\n{suites}</testsuites>\n"
    )
}

fn case(out: &mut String, gate: &CheckReport, file: &FileReport, check: &Check, broken: bool) {
    let name = match &check.part {
        Some(part) => format!("{} of {part}", check.kind.name()),
        None => check.kind.name().to_owned(),
    };
    let _ =
        write!(out, "    <testcase classname=\"{0}\" name=\"{1}\" file=\"{0}\"", xml(&file.name), xml(&name));
    if check.findings.is_empty() {
        out.push_str("/>\n");
        return;
    }
    out.push_str(">\n");
    let (failing, others): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        check.findings.iter().partition(|finding| broken || finding.severity >= gate.fail_on);
    if let Some(first) = failing.first() {
        let element = if broken { "error" } else { "failure" };
        let _ = writeln!(
            out,
            "      <{element} type=\"{}\" message=\"{}\">{}</{element}>",
            first.code.id(),
            xml(&first.message),
            xml(&lines(&failing))
        );
    }
    if !others.is_empty() {
        let _ = writeln!(out, "      <system-out>{}</system-out>", xml(&lines(&others)));
    }
    out.push_str("    </testcase>\n");
}

/// Each finding with its place and what to do, a line each.
fn lines(findings: &[&Diagnostic]) -> String {
    let line = |finding: &&Diagnostic| {
        let place = finding.place.as_ref();
        let place = place.map(|at| format!("{}:{}:{}: ", at.source.name, at.line, at.column));
        format!("{}{}", place.unwrap_or_default(), with_help(finding))
    };
    findings.iter().map(line).collect::<Vec<_>>().join("\n")
}
