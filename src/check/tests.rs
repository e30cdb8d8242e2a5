//! Decisions that hold and decisions that do not, by a small rulebook.
#![allow(clippy::unwrap_used)]

use std::path::Path;
use std::sync::LazyLock;

use super::*;
use crate::adr::{Basis, ParsedRecord};
use crate::answers::AnswersFile;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::document::Document;
use crate::engine::Status;

static RULEBOOK: LazyLock<Rulebook> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/check.in/rules.yaml");
    Rulebook::load(&path).unwrap().0
});

/// Nothing is required but that the decided architecture leads.
pub(super) fn nothing() -> Requirements {
    Requirements {
        expect: None,
        min_margin: None,
        require: None,
        min_robustness: None,
        among: None,
        today: "2026-06-01".parse().unwrap(),
    }
}

/// A record that says what was known when it was decided.
fn record(comment: &str) -> String {
    format!("---\nstatus: accepted\n---\n# Split\n\n<!-- archwise\n{comment}\n-->\n")
}

/// Checks an answers file whose records all have the same text; an empty one is missing.
fn checked_with(
    answers: &str,
    record: &str,
    baseline: Option<&(Basis, Status)>,
    requirements: &Requirements,
) -> FileReport {
    let document = Document::parse("answers.yaml", answers.to_owned()).unwrap();
    let (file, _) = AnswersFile::read(&document, &RULEBOOK).unwrap();
    let records = |path: &str| match record {
        "" => Err(RecordError::Missing("it was eaten".to_owned())),
        text => ParsedRecord::read(path, text).map_err(RecordError::Invalid),
    };
    let subject = Subject { name: "answers.yaml", file: &file, records: &records, baseline, observed: &[] };
    check(&subject, requirements, &RULEBOOK, &Effort::default())
}

fn checked(answers: &str, record: &str) -> FileReport {
    checked_with(answers, record, None, &nothing())
}

/// The findings of one kind of check; `None` if it had nothing to look at.
fn found(report: &FileReport, kind: CheckKind) -> Option<Vec<&Diagnostic>> {
    let mut checks = report.checks.iter().filter(|check| check.kind == kind).peekable();
    checks.peek()?;
    Some(checks.flat_map(|check| &check.findings).collect())
}

fn count(report: &FileReport, kind: CheckKind) -> Option<usize> {
    found(report, kind).map(|findings| findings.len())
}

fn only(report: &FileReport, kind: CheckKind) -> &Diagnostic {
    let findings = found(report, kind).unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    findings[0]
}

#[test]
fn a_decision_that_leads_passes() {
    let report =
        checked("answers: {teams: 24, places: one, budget: ample}\ndecision: {architecture: split}\n", "");
    assert_eq!(report.outcome(Severity::Note), Outcome::Passed);
    assert_eq!(count(&report, CheckKind::Decision), Some(0));
    assert_eq!(count(&report, CheckKind::Record), None, "no record is named");
    assert_eq!(count(&report, CheckKind::Margin), None, "no margin is asked for");
}

#[test]
fn a_decision_that_shares_the_lead_holds_while_it_can_win() {
    let findings = |decided: &str| {
        let answers = format!("answers: {{places: one}}\ndecision: {{architecture: {decided}}}\n");
        count(&checked(&answers, ""), CheckKind::Decision)
    };
    // All have no points yet; few teams make it `whole`, many `split`, and nothing `spread`.
    assert_eq!(findings("whole"), Some(0));
    assert_eq!(findings("split"), Some(0));
    assert_eq!(findings("spread"), Some(1));
}

#[test]
fn a_decision_that_is_ruled_out_fails_and_names_the_rule() {
    let report = checked(
        "answers: {teams: 24, places: several, budget: ample}\ndecision: {architecture: whole}\n",
        "",
    );
    assert_eq!(report.outcome(Severity::Error), Outcome::Failed);
    let finding = only(&report, CheckKind::Decision);
    assert!(finding.message.contains("ruled out"), "{}", finding.message);
    assert!(finding.help.as_ref().unwrap().contains("`places-need-pieces`"), "{:?}", finding.help);
}

#[test]
fn the_answer_that_overturned_a_decision_is_named_and_the_others_are_notes() {
    let before = "architecture: split\nanswers: {teams: '24', places: one, budget: ample}";
    let report = checked(
        "answers: {teams: 3, places: one, budget: tight}\ndecision: {architecture: split, record: a.md}\n",
        &record(before),
    );
    let help = only(&report, CheckKind::Decision).help.clone().unwrap();
    assert!(help.contains("enough by itself: `teams` from 24 (many) to 3 (few)"), "{help}");
    let answers = found(&report, CheckKind::Answers).unwrap();
    let severity = |question: &str| {
        answers.iter().find(|finding| finding.message.starts_with(question)).unwrap().severity
    };
    assert_eq!(severity("`teams`"), Severity::Warning);
    assert_eq!(severity("`budget`"), Severity::Note);
}

#[test]
fn a_part_does_not_repeat_what_changed_in_the_whole() {
    let before = "architecture: split\nanswers: {teams: '24', places: one}\n\
                  parts:\n  billing:\n    architecture: split\n    answers: {budget: ample}";
    let report = checked(
        "answers: {teams: 24, places: several}\ndecision: {architecture: split, record: a.md}\n\
         parts:\n  billing:\n    answers: {budget: tight}\n    decision: {architecture: split, record: a.md}\n",
        &record(before),
    );
    let messages = |part: Option<&str>| -> Vec<&str> {
        let checks = report.checks.iter().filter(|check| check.kind == CheckKind::Answers);
        let of_part = checks.filter(|check| check.part.as_deref() == part);
        of_part.flat_map(|check| &check.findings).map(|finding| finding.message.as_str()).collect()
    };
    assert_eq!(messages(None), ["`places` is several now; it was one in the record"]);
    assert_eq!(
        messages(Some("billing")),
        ["`budget` of the part `billing` is tight now; it was ample in the record"]
    );
}

#[test]
fn a_margin_says_nothing_about_a_decision_that_does_not_lead() {
    let strict = Requirements { min_margin: Some(100), ..nothing() };
    let margin = |decided: &str| {
        let answers = format!("answers: {{teams: 24, places: one}}\ndecision: {{architecture: {decided}}}\n");
        let report = checked_with(&answers, "", None, &strict);
        count(&report, CheckKind::Margin)
    };
    assert_eq!(margin("split"), Some(1));
    assert_eq!(margin("whole"), Some(0));
}

#[test]
fn a_verdict_may_be_firmer_than_required_but_not_less_firm() {
    let severity = |answers: &str, least| {
        let requirements = Requirements { require: Some(least), ..nothing() };
        let file = format!("answers: {answers}\ndecision: {{architecture: split}}\n");
        let report = checked_with(&file, "", None, &requirements);
        found(&report, CheckKind::Verdict).unwrap().first().map(|finding| finding.severity)
    };
    let (decided, close) = ("{teams: 24, places: one, budget: ample}", "{teams: 24}");
    assert_eq!(severity(decided, Status::Close), None);
    assert_eq!(severity(close, Status::Close), Some(Severity::Note));
    assert_eq!(severity(close, Status::Decided), Some(Severity::Error));
}

#[test]
fn a_baseline_counts_before_the_record() {
    let file = "answers: {teams: 24}\ndecision: {architecture: split, record: a.md}\n";
    let read = |text: &str| ParsedRecord::read("a.md", &record(text)).unwrap().basis.unwrap();
    let baseline = (read("architecture: split\nanswers: {teams: '24', places: one}"), Status::Decided);
    let text = record("architecture: split\nanswers: {teams: '24', budget: ample}");
    let report = checked_with(file, &text, Some(&baseline), &nothing());
    assert_eq!(
        only(&report, CheckKind::Answers).message,
        "`places` is unknown now; it was one in the baseline"
    );
    let verdict = only(&report, CheckKind::Verdict);
    assert_eq!(verdict.severity, Severity::Warning, "less firm than the saved verdict: {}", verdict.message);
}

#[test]
fn a_record_must_be_there_and_name_what_was_decided() {
    let file = "answers: {teams: 24}\ndecision: {architecture: split, record: a.md}\n";
    let code = |text: &str| {
        let report = checked(file, text);
        found(&report, CheckKind::Record).unwrap().first().map(|finding| (finding.code, finding.severity))
    };
    assert_eq!(code(""), Some((Code::RecordMissing, Severity::Error)));
    assert_eq!(code(&record("architecture: split")), None);
    assert_eq!(code(&record("architecture: spread")), Some((Code::RecordDiffers, Severity::Error)));
    assert_eq!(code("# By hand\n\nWe take the split.\n"), None);
    assert_eq!(code("# By hand\n"), Some((Code::RecordDiffers, Severity::Warning)));
    assert_eq!(
        code("# Split\n\n## Status\n\nSuperseded by [2](2.md)\n"),
        Some((Code::RecordSuperseded, Severity::Warning))
    );
    let on_the_web =
        "answers: {teams: 24}\ndecision: {architecture: split, record: 'https://example.com/1'}\n";
    assert_eq!(count(&checked(on_the_web, ""), CheckKind::Record), None);
}

#[test]
fn a_file_without_a_decision_warns() {
    let report = checked("answers: {teams: 24}\n", "");
    assert_eq!(only(&report, CheckKind::Decision).code, Code::NoDecision);
    let expected = Requirements { expect: RULEBOOK.architecture("split"), ..nothing() };
    let report = checked_with("answers: {teams: 24}\n", "", None, &expected);
    assert_eq!(count(&report, CheckKind::Decision), Some(0));
}
