//! The checks, one by one: each says what it looked at and what it found.

use super::assessed_decision::{AssessedDecision, start_of};
use super::causes::{causes, reasons, ruled_out};
use super::{Check, CheckKind, Requirements, Subject};
use crate::adr::ParsedRecord;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Place, Severity};
use crate::document::Whereabouts;
use crate::engine::Status;
use crate::report::AnswerDifference;
use crate::rulebook::{QuestionId, Rulebook, and_list};

/// Everything that is looked at in one case.
pub(super) fn of(
    case: &AssessedDecision<'_>,
    whole: &AssessedDecision<'_>,
    subject: &Subject<'_>,
    demands: &Requirements,
    rulebook: &Rulebook,
) -> Vec<Check> {
    let checks = [
        (CheckKind::Decision, decision(case)),
        (CheckKind::Margin, margin(case, demands)),
        (CheckKind::Verdict, verdict(case, demands)),
        (CheckKind::Robustness, robustness(case, demands)),
        (CheckKind::Rulebook, rulebook_is_the_same(case, rulebook)),
        (CheckKind::Answers, answers(case, whole, subject, rulebook)),
        (CheckKind::Record, record(case, rulebook)),
        (CheckKind::Review, review(case, demands)),
    ];
    let part = case.part.map(|part| part.id.clone());
    let made = checks.into_iter().filter_map(|(aspect, findings)| Some((aspect, findings?)));
    made.map(|(aspect, findings)| Check { aspect, part: part.clone(), findings }).collect()
}

/// `None`: nothing was looked at. A check that found nothing has passed.
type Findings = Option<Vec<Diagnostic>>;

/// ` of the part `billing``, or nothing for the whole.
fn of_part(case: &AssessedDecision<'_>) -> String {
    case.part.map_or(String::new(), |part| format!(" of the part `{}`", part.id))
}

/// `1 point`, `2 points`.
fn points(points: i32) -> String {
    format!("{points} {}", if points == 1 { "point" } else { "points" })
}

fn decision(case: &AssessedDecision<'_>) -> Findings {
    let (held, _) = case.held.as_ref()?;
    if case.holds() {
        return Some(Vec::new());
    }
    let net = |id: &str| case.report.ranking.iter().find(|r| r.architecture == id).map(|r| r.net);
    let decided = format!("the decided `{held}`{}", of_part(case));
    let message = match &case.report.verdict.architecture {
        None => format!("every candidate is ruled out now, {decided} as well"),
        Some(leader) if case.is_out(held) => format!("`{leader}` leads now, and {decided} is ruled out"),
        Some(leader) => match net(held).zip(net(leader)) {
            Some((own, best)) if best > own => {
                format!("`{leader}` leads now, {} ahead of {decided}", points(best - own))
            }
            Some(_) => format!("`{leader}` wins now whatever is still open, and not {decided}"),
            None => format!("`{leader}` leads now, and {decided} is not among the candidates"),
        },
    };
    let help: Vec<String> = ruled_out(case, held)
        .into_iter()
        .chain([causes(case, held)])
        .chain(["decide anew and record it, or correct the answers".to_owned()])
        .filter(|text| !text.is_empty())
        .collect();
    Some(vec![Diagnostic::error(Code::DecisionChanged, message).at(case.at.clone()).help(help.join("; "))])
}

fn margin(case: &AssessedDecision<'_>, demands: &Requirements) -> Findings {
    let least = demands.min_margin?;
    let verdict = &case.report.verdict;
    // Where another leads, its margin says nothing about the decision.
    let margin = verdict.margin.filter(|margin| *margin < least && case.holds());
    let Some((margin, leader, second)) = margin
        .zip(verdict.architecture.as_ref())
        .zip(verdict.runner_up.as_ref())
        .map(|((m, l), s)| (m, l, s))
    else {
        return Some(Vec::new());
    };
    let message =
        format!("`{leader}`{} leads `{second}` by {}, which is under {least}", of_part(case), points(margin));
    let help = format!("what speaks for `{leader}` most: {}", reasons(&case.report, leader, second));
    Some(vec![Diagnostic::error(Code::SmallMargin, message).at(case.at.clone()).help(help)])
}

fn verdict(case: &AssessedDecision<'_>, demands: &Requirements) -> Findings {
    let verdict = &case.report.verdict;
    let status = verdict.status;
    let was = case.then.as_ref().and_then(|then| then.status);
    let message = |rest: &str| format!("the verdict{} is {}{rest}", of_part(case), status.word());
    let missed = demands.require.filter(|required| !status.is_as_firm_as(*required));
    let fallen_from = was.filter(|was| !status.is_as_firm_as(*was));
    let finding = if let Some(required) = missed {
        Diagnostic::error(Code::NotDecided, message(&format!(", and must be {}", required.word())))
    } else if let Some(was) = fallen_from {
        let message = message(&format!(", and was {} in the baseline", was.word()));
        Diagnostic::warning(Code::NotDecided, message)
    } else if matches!(status, Status::Open | Status::Close) {
        Diagnostic::note(Code::NotDecided, message(""))
    } else {
        return Some(Vec::new());
    };
    let matters = case.report.open_questions.iter().filter(|open| open.matters != Some(false));
    let first: Vec<String> = matters.take(3).map(|open| format!("`{}`", open.question)).collect();
    let mut help: Vec<String> = verdict.explanation.iter().map(|text| sentence_part(text)).collect();
    if !first.is_empty() && status == Status::Open {
        help.push(format!("find out first: {}", first.join(", ")));
    }
    Some(vec![finding.at(case.at.clone()).help(help.join("; "))])
}

/// A sentence as a part of another.
fn sentence_part(text: &str) -> String {
    let mut rest = text.trim_end_matches('.').chars();
    rest.next().map_or(String::new(), |first| first.to_lowercase().chain(rest).collect())
}

fn robustness(case: &AssessedDecision<'_>, demands: &Requirements) -> Findings {
    let least = demands.min_robustness?;
    let decided = case.held.as_ref().map(|(held, _)| held);
    let Some(architecture) = decided.or(case.report.verdict.architecture.as_ref()) else {
        return Some(Vec::new());
    };
    let share = case.report.robustness.first.get(architecture).copied().unwrap_or(0.0);
    if share >= least {
        return Some(Vec::new());
    }
    let message = format!(
        "`{architecture}`{} is first in {:.1} % of the weightings, under {} %",
        of_part(case),
        share * 100.0,
        least * 100.0
    );
    let others =
        case.report.robustness.first.iter().filter(|(id, share)| *id != architecture && **share > 0.0);
    let others: Vec<String> = others.map(|(id, share)| format!("`{id}` in {:.1} %", share * 100.0)).collect();
    let help = format!("first in the others: {}", others.join(", "));
    Some(vec![Diagnostic::error(Code::NotRobust, message).at(case.at.clone()).help(help)])
}

fn rulebook_is_the_same(case: &AssessedDecision<'_>, rulebook: &Rulebook) -> Findings {
    let (what, pin) = case.pin()?;
    if !pin.differs_from(rulebook) {
        return Some(Vec::new());
    }
    let name = |id: Option<&String>, version: Option<&String>| {
        let known: Vec<&str> = id.into_iter().chain(version).map(String::as_str).collect();
        if known.is_empty() { "another".to_owned() } else { known.join(" ") }
    };
    let (was, is) =
        (name(pin.id.as_ref(), pin.version.as_ref()), name(Some(&rulebook.id), Some(&rulebook.version)));
    let was = if was == is { "another state of it".to_owned() } else { was };
    let changed = format!("the rulebook changed since {what}: it was {was}, now it is {is}");
    let (held, _) = case.held.as_ref()?;
    let (severity, outcome) = match (case.holds(), case.led_then()) {
        (true, _) => (Severity::Note, "the outcome is the same".to_owned()),
        (false, Some(leader)) if leader == held => (
            Severity::Note,
            format!("with the answers of then `{held}` still leads, so the answers made the difference"),
        ),
        (false, Some(leader)) => (
            Severity::Error,
            format!("and the outcome with it: with the answers of then `{leader}` leads now"),
        ),
        (false, None) => (Severity::Error, "and the outcome is another".to_owned()),
    };
    let message = format!("{changed}; {outcome}");
    let finding = match severity {
        Severity::Error => Diagnostic::error(Code::RulebookChanged, message),
        Severity::Warning | Severity::Note => Diagnostic::note(Code::RulebookChanged, message),
    };
    let at = case.decision.filter(|decision| decision.rulebook.is_some());
    let at = at.map_or(case.at.clone(), |decision| decision.at.place(Some("rulebook")));
    let help = "`archwise rules diff OLD NEW` says what changed; record the decision anew to name the rulebook of now";
    Some(vec![finding.at(at).help(help)])
}

/// The answers and weights that are not as they were; of a part those that the whole does not say already.
fn answers(
    case: &AssessedDecision<'_>,
    whole: &AssessedDecision<'_>,
    subject: &Subject<'_>,
    rulebook: &Rulebook,
) -> Findings {
    let since = case.since.as_ref()?;
    let lost = !case.holds();
    let mut found = Vec::new();
    let of_the_whole = |change: &&AnswerDifference| {
        let said = whole.since.iter().flat_map(|since| &since.comparison.answers);
        let same = |other: &AnswerDifference| {
            (&other.question, &other.before, &other.after)
                == (&change.question, &change.before, &change.after)
        };
        case.part.is_some() && said.into_iter().any(same)
    };
    for change in since.comparison.answers.iter().filter(|change| !of_the_whole(change)) {
        let message = format!(
            "`{}`{} is {} now; it was {} in {}",
            change.question,
            of_part(case),
            change.after,
            change.before,
            since.what
        );
        let leads = change
            .alone
            .as_deref()
            .map_or("every candidate is ruled out".to_owned(), |id| format!("`{id}` leads"));
        let finding = match (change.enough, lost) {
            (true, true) => {
                Diagnostic::warning(Code::AnswerChanged, message).help(format!("enough by itself: {leads}"))
            }
            (true, false) => Diagnostic::note(Code::AnswerChanged, message)
                .help(format!("by itself it would be enough: {leads}")),
            (false, _) => Diagnostic::note(Code::AnswerChanged, message),
        };
        found.push(finding.at(place_of_answer(case, subject, rulebook, &change.question)));
    }
    for weight in since.comparison.weights.iter().filter(|_| case.part.is_none()) {
        let message = format!(
            "the weight of `{}` is {} now; it was {} in {}",
            weight.quality, weight.after, weight.before, since.what
        );
        let at = start_of(subject.file, Some(&format!("weights.{}", weight.quality)));
        found.push(Diagnostic::note(Code::AnswerChanged, message).at(at));
    }
    Some(found)
}

fn place_of_answer(
    case: &AssessedDecision<'_>,
    subject: &Subject<'_>,
    rulebook: &Rulebook,
    question: &str,
) -> Place {
    let own = case.part.map(|part| part.statements.as_slice()).unwrap_or_default();
    let statements = own.iter().chain(&subject.file.statements);
    let named = |index: QuestionId| rulebook.questions[index].id == question;
    let place = statements.filter(|s| named(s.question)).find_map(|statement| statement.place.as_ref());
    let answers = case.part.map_or("answers".to_owned(), |part| format!("parts.{}.answers", part.id));
    place.map_or_else(|| start_of(subject.file, Some(&answers)), Whereabouts::key_place)
}

fn record(case: &AssessedDecision<'_>, rulebook: &Rulebook) -> Findings {
    let (decision, page) = (case.decision?, case.page.as_ref()?);
    let path = decision.record.as_deref().unwrap_or_default();
    let at = decision.at.place(Some("record"));
    Some(match page {
        Err(errors) => unreadable(path, &at, errors),
        Ok(page) => {
            let withdrawn = page.withdrawn.as_ref().map(|status| {
                Diagnostic::warning(
                    Code::RecordSuperseded,
                    format!("the record `{path}` is not in force: its status is `{status}`"),
                )
                .at(at.clone())
                .help("name the record that is in force")
            });
            let architecture = &rulebook.architectures[decision.architecture];
            let differs = names_another(case, page, &architecture.id, &architecture.name);
            let differs = differs.map(|(severity, says)| {
                let message =
                    format!("the record `{path}` {says}; decided{} is `{}`", of_part(case), architecture.id);
                let finding = match severity {
                    Severity::Error => Diagnostic::error(Code::RecordDiffers, message),
                    Severity::Warning | Severity::Note => Diagnostic::warning(Code::RecordDiffers, message),
                };
                finding.at(at.clone()).help("make the two agree, or name another record")
            });
            withdrawn.into_iter().chain(differs).collect()
        }
    })
}

fn unreadable(path: &str, at: &Place, errors: &Diagnostics) -> Vec<Diagnostic> {
    let reason = |text: &str| text.rsplit(": ").next().unwrap_or_default().to_owned();
    let reasons: Vec<String> = errors.iter().map(|error| reason(&error.message)).collect();
    let missing = errors.iter().any(|error| error.code == Code::Unreadable);
    if !missing {
        return errors.iter().cloned().collect();
    }
    let message = format!("the record `{path}` is missing: {}", and_list(&reasons));
    vec![
        Diagnostic::error(Code::RecordMissing, message)
            .at(at.clone())
            .help("the path is relative to the answers file; write the record, or correct the path"),
    ]
}

/// What a record says instead. Where it carries nothing for programs, its words are looked through.
fn names_another(
    case: &AssessedDecision<'_>,
    page: &ParsedRecord,
    id: &str,
    name: &str,
) -> Option<(Severity, String)> {
    let basis = page.basis.as_ref();
    let said = match (basis, case.part) {
        (Some(basis), Some(part)) => basis.of_part(&part.id).unwrap_or_else(|| basis.clone()).architecture,
        (Some(basis), None) => basis.architecture.clone(),
        (None, _) => None,
    };
    match said {
        Some(said) if said != id => Some((Severity::Error, format!("names `{said}`"))),
        Some(_) => None,
        None if page.mentions(id) || page.mentions(name) => None,
        None => Some((Severity::Warning, format!("mentions neither `{id}` nor `{name}`"))),
    }
}

fn review(case: &AssessedDecision<'_>, demands: &Requirements) -> Findings {
    let decision = case.decision?;
    let due = decision.review_by?;
    if demands.today <= due {
        return Some(Vec::new());
    }
    let message = format!("the decision{} was to be looked at again by {due}", of_part(case));
    let help = "look whether the answers still hold, then set a later date";
    Some(vec![
        Diagnostic::warning(Code::ReviewOverdue, message).at(decision.at.place(Some("review_by"))).help(help),
    ])
}
