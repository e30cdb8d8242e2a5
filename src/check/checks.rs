//! The checks, one by one: each says what it looked at and what it found.

use super::assessed_decision::{AssessedDecision, place_in};
use super::causes::{causes, reasons, ruled_out};
use super::{Check, CheckKind, Requirements, changes, record};
use crate::answers::AnswersFile;
use crate::diagnostic::{Code, Diagnostic};
use crate::engine::Status;
use crate::report::{AnswerOrigin, Report};
use crate::rulebook::counted;

/// So many open questions are named.
const NAMED: usize = 3;

/// Returns what each check of a decision found. A check that had nothing to look at is left out.
pub(super) fn all(
    decision: &AssessedDecision<'_>,
    whole: &AssessedDecision<'_>,
    requirements: &Requirements,
) -> Vec<Check> {
    let found = [
        (CheckKind::Decision, leads(decision)),
        (CheckKind::Margin, margin(decision, requirements)),
        (CheckKind::Verdict, verdict(decision, requirements)),
        (CheckKind::Robustness, robustness(decision, requirements)),
        (CheckKind::Rulebook, changes::rulebook(decision)),
        (CheckKind::Answers, changes::answers(decision, whole)),
        (CheckKind::Record, record::record(decision)),
        (CheckKind::Review, review(decision, requirements)),
    ];
    let part = decision.part.map(|part| part.id.clone());
    let made = found.into_iter().filter_map(|(kind, findings)| Some((kind, findings?)));
    made.map(|(kind, findings)| Check { kind, part: part.clone(), findings }).collect()
}

/// Returns the check of a file in which nothing is decided.
pub(super) fn nothing_decided(file: &AnswersFile) -> Check {
    let missing = Diagnostic::warning(Code::NoDecision, "there is no decision to hold")
        .help("add `decision: {architecture: …}`, or name one by `--expect` or `--baseline`")
        .at(place_in(file, None));
    Check { kind: CheckKind::Decision, part: None, findings: vec![missing] }
}

fn leads(decision: &AssessedDecision<'_>) -> Option<Vec<Diagnostic>> {
    let (required, _) = decision.required.as_ref()?;
    if decision.holds() {
        return Some(Vec::new());
    }
    let decided = format!("the decided `{required}`{}", decision.of_part());
    let message = match &decision.report.verdict.architecture {
        None => format!("every candidate is ruled out now, {decided} as well"),
        Some(leader) if decision.is_ruled_out(required) => {
            format!("`{leader}` leads now, and {decided} is ruled out")
        }
        Some(leader) => match decision.net(required).zip(decision.net(leader)) {
            Some((own, best)) if best > own => {
                format!("`{leader}` leads now, {} ahead of {decided}", counted(best - own, "point"))
            }
            Some(_) => format!("`{leader}` wins now whatever is still open, and not {decided}"),
            None => format!("`{leader}` leads now, and {decided} is not among the candidates"),
        },
    };
    let help: Vec<String> = ruled_out(decision, required)
        .into_iter()
        .chain([causes(decision, required)])
        .chain(["decide anew and record it, or correct the answers".to_owned()])
        .filter(|text| !text.is_empty())
        .collect();
    let finding = Diagnostic::error(Code::DecisionChanged, message);
    Some(vec![finding.at(decision.place.clone()).help(help.join("; "))])
}

fn margin(decision: &AssessedDecision<'_>, requirements: &Requirements) -> Option<Vec<Diagnostic>> {
    let least = requirements.min_margin?;
    let verdict = &decision.report.verdict;
    let (Some(margin), Some(leader), Some(second)) =
        (verdict.margin, &verdict.architecture, &verdict.runner_up)
    else {
        return Some(Vec::new());
    };
    // Where another leads, its margin says nothing about the decision.
    if margin >= least || !decision.holds() {
        return Some(Vec::new());
    }
    let (of_part, by) = (decision.of_part(), counted(margin, "point"));
    let message = format!("`{leader}`{of_part} leads `{second}` by {by}, which is under {least}");
    let help = format!("what speaks for `{leader}` most: {}", reasons(&decision.report, leader, second));
    Some(vec![Diagnostic::error(Code::SmallMargin, message).at(decision.place.clone()).help(help)])
}

fn verdict(decision: &AssessedDecision<'_>, requirements: &Requirements) -> Option<Vec<Diagnostic>> {
    let verdict = &decision.report.verdict;
    let status = verdict.status;
    let less_firm_than = |other: &Status| !status.is_as_firm_as(*other);
    let earlier = decision.earlier.as_ref().and_then(|earlier| earlier.status);
    let is = match status {
        Status::None => format!("no candidate{} is left", decision.of_part()),
        _ => format!("the verdict{} is {}", decision.of_part(), status.word()),
    };
    let finding = if let Some(required) = requirements.require.filter(less_firm_than) {
        Diagnostic::error(Code::NotDecided, format!("{is}, and must be {}", required.word()))
    } else if let Some(was) = earlier.filter(less_firm_than) {
        Diagnostic::warning(Code::NotDecided, format!("{is}, and was {} in the baseline", was.word()))
    } else if matches!(status, Status::Open | Status::Likely | Status::Close) {
        Diagnostic::note(Code::NotDecided, is)
    } else {
        return Some(assumed(decision).into_iter().collect());
    };
    let telling = decision.report.most_telling().into_iter();
    let first: Vec<String> = telling.take(NAMED).map(|open| format!("`{}`", open.question)).collect();
    let mut help: Vec<String> =
        verdict.explanation.iter().map(|text| sentence_part(&decision.report, text)).collect();
    if !first.is_empty() && status == Status::Open {
        help.push(format!("find out first: {}", first.join(", ")));
    }
    let finding = finding.at(decision.place.clone()).help(help.join("; "));
    Some([finding].into_iter().chain(assumed(decision)).collect())
}

/// Notes which answers the decision on the whole assumes; a part has only answers that somebody gave.
fn assumed(decision: &AssessedDecision<'_>) -> Option<Diagnostic> {
    let of_whole = decision.report.answers.iter().filter(|_| decision.part.is_none());
    let assumed = of_whole.filter(|answer| answer.origin == AnswerOrigin::Assumed);
    let ids: Vec<String> = assumed.map(|answer| format!("`{}`", answer.question)).collect();
    let is = if ids.len() == 1 { "is" } else { "are" };
    let (named, more) = ids.split_at(ids.len().min(NAMED));
    let more = if more.is_empty() { String::new() } else { format!(" and {} more", more.len()) };
    let message =
        format!("{} {is} assumed, not known: {}{more}", counted(ids.len(), "answer"), named.join(", "));
    let help = "put what you know under `answers`, where it replaces what is `assumed`";
    let note = Diagnostic::note(Code::AssumedAnswers, message).at(decision.place.clone()).help(help);
    (!ids.is_empty()).then_some(note)
}

/// Returns a sentence as a part of another: without its full stop, and its capital unless a name has it.
fn sentence_part(report: &Report, text: &str) -> String {
    if report.architectures.iter().any(|architecture| text.starts_with(&architecture.name)) {
        return text.trim_end_matches('.').to_owned();
    }
    let mut rest = text.trim_end_matches('.').chars();
    rest.next().map_or(String::new(), |first| first.to_lowercase().chain(rest).collect())
}

fn robustness(decision: &AssessedDecision<'_>, requirements: &Requirements) -> Option<Vec<Diagnostic>> {
    let least = requirements.min_robustness?;
    let required = decision.required.as_ref().map(|(required, _)| required);
    let Some(architecture) = required.or(decision.report.verdict.architecture.as_ref()) else {
        return Some(Vec::new());
    };
    let first = &decision.report.robustness.first;
    let share = first.get(architecture).copied().unwrap_or(0.0);
    if share >= least {
        return Some(Vec::new());
    }
    let message = format!(
        "`{architecture}`{} is first in {:.1} % of the weightings, under {} %",
        decision.of_part(),
        share * 100.0,
        least * 100.0
    );
    let others = first.iter().filter(|(id, share)| *id != architecture && **share > 0.0);
    let others: Vec<String> = others.map(|(id, share)| format!("`{id}` in {:.1} %", share * 100.0)).collect();
    let help = format!("first in the others: {}", others.join(", "));
    Some(vec![Diagnostic::error(Code::NotRobust, message).at(decision.place.clone()).help(help)])
}

fn review(decision: &AssessedDecision<'_>, requirements: &Requirements) -> Option<Vec<Diagnostic>> {
    let recorded = decision.recorded?;
    let due = recorded.review_by?;
    if requirements.today <= due {
        return Some(Vec::new());
    }
    let message = format!("the decision{} was to be looked at again by {due}", decision.of_part());
    let finding = Diagnostic::warning(Code::ReviewOverdue, message).at(recorded.at.place(Some("review_by")));
    Some(vec![finding.help("look whether the answers still hold, then set a later date")])
}
