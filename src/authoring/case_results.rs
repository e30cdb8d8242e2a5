//! What became of cases: for a terminal, for CI, and as data.

use std::fmt::Write;

use serde_json::json;

use crate::authoring::{CaseResult, Coverage};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible};
use crate::render::PathBase;
use crate::render::findings::{object, with_help};
use crate::render::junit::{Attributes, document, element, escaped};
use crate::rulebook::and_list;

/// Returns a line for each failure and a line at the end.
pub fn text(outcomes: &[CaseResult]) -> String {
    let mut out = String::new();
    for outcome in outcomes.iter().filter(|outcome| !outcome.passed()) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "FAILED {} at {}", visible(&outcome.name), place(outcome));
        outcome.failures.iter().for_each(|failure| _ = writeln!(out, "  {}", visible(failure)));
    }
    let passed = outcomes.iter().filter(|outcome| outcome.passed()).count();
    let _ = writeln!(out, "{passed} passed, {} failed", outcomes.len() - passed);
    out
}

/// Returns the `archwise-tests/1` object.
pub fn json(outcomes: &[CaseResult]) -> String {
    let case = |outcome: &CaseResult| {
        json!({
            "case": outcome.name,
            "file": outcome.at.source.name,
            "line": outcome.at.line,
            "passed": outcome.passed(),
            "failures": outcome.failures,
        })
    };
    let cases: Vec<_> = outcomes.iter().map(case).collect();
    format!("{:#}\n", json!({ "schema": "archwise-tests/1", "cases": cases }))
}

/// Returns JUnit XML, as CI servers read it: one suite, a case for each.
pub fn junit(outcomes: &[CaseResult], base: &PathBase) -> String {
    let failed = outcomes.iter().filter(|outcome| !outcome.passed()).count();
    let case = |outcome: &CaseResult| {
        let (name, at, file) = (&outcome.name, &outcome.at, &outcome.at.source.name);
        let linked = base.name(file);
        let failures = outcome.failures.join("; ");
        let text = escaped(&format!("{}: {failures}", place(outcome)));
        let failure = element("failure", &[("message", &failures)], &text);
        let case = element(
            "testcase",
            &[("classname", file), ("name", name), ("file", &linked), ("line", &at.line)],
            if outcome.passed() { "" } else { &failure },
        );
        format!("    {case}\n")
    };
    let cases: String = outcomes.iter().map(case).collect();
    suite(&cases, outcomes.len(), failed, 0)
}

/// Returns the `archwise-tests/1` object of a rulebook that cannot be read, so that no case was run.
pub fn broken_json(errors: &Diagnostics) -> String {
    let findings: Vec<_> = errors.iter().map(object).collect();
    format!("{:#}\n", json!({ "schema": "archwise-tests/1", "cases": [], "findings": findings }))
}

/// Returns JUnit XML of a rulebook that cannot be read, with a case in error for each of its errors.
pub fn broken_junit(errors: &Diagnostics, base: &PathBase) -> String {
    let case = |error: &Diagnostic| {
        let file = error.file_name().unwrap_or("rulebook");
        let line = error.place.as_ref().map_or(1, |place| place.line);
        let text = escaped(&format!("{file}:{line}: {}", with_help(error)));
        let inner = element("error", &[("type", &error.code.id()), ("message", &error.message)], &text);
        let (name, linked) = (error.code.id(), base.name(file));
        let attributes: Attributes<'_> =
            &[("classname", &file), ("name", &name), ("file", &linked), ("line", &line)];
        format!("    {}\n", element("testcase", attributes, &inner))
    };
    let (cases, count): (String, usize) = (errors.iter().map(case).collect(), errors.len());
    suite(&cases, count, 0, count)
}

fn suite(cases: &str, tests: usize, failures: usize, errors: usize) -> String {
    let suite = element(
        "testsuite",
        &[("name", &"archwise rules"), ("tests", &tests), ("failures", &failures), ("errors", &errors)],
        &format!("\n{cases}  "),
    );
    document(&[], &format!("  {suite}\n"))
}

/// Returns each failure as a finding, for the formats that show findings.
pub fn findings(outcomes: &[CaseResult]) -> Diagnostics {
    let mut found = Diagnostics::default();
    for outcome in outcomes {
        for failure in &outcome.failures {
            let message = format!("the case `{}` fails: {failure}", outcome.name);
            found.push(Diagnostic::error(Code::CaseFailed, message).at(outcome.at.clone()));
        }
    }
    found
}

fn place(outcome: &CaseResult) -> String {
    format!("{}:{}", visible(&outcome.at.source.name), outcome.at.line)
}

/// Returns the share that the cases have seen, and lines that name what they have not.
pub fn coverage(coverage: &Coverage) -> String {
    let within = coverage.layers.as_ref().map(|layers| {
        let names: Vec<String> = layers.iter().map(|layer| format!("`{layer}`")).collect();
        let verbs = if names.len() == 1 { "adds and changes" } else { "add and change" };
        format!(" of what {} {verbs}", and_list(&names))
    });
    let Coverage { seen, of, .. } = coverage;
    let within = within.unwrap_or_default();
    let mut out = format!("coverage {:.1} % ({seen} of {of}){within}\n", coverage.percent());
    for (what, names) in [
        ("never hold", &coverage.never_held),
        ("never fail", &coverage.never_failed),
        ("never answered", &coverage.never_answered),
        ("never lead", &coverage.never_led),
    ] {
        if !names.is_empty() {
            let _ = writeln!(out, "  {what}: {}", names.join(", "));
        }
    }
    out
}
