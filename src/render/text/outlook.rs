//! What to watch, what would change the verdict, how firm it is, and what is still open.

use indexmap::IndexMap;

use crate::render::page::{BOLD, Page, QUIET, WARN, cite, styled};
use crate::report::{ChangeView, OpenQuestionView, Report, WeightView, percent, unproven_percent};
use crate::rulebook::{Rarity, and_list, thousands};

pub(super) fn warnings(page: &mut Page, report: &Report) {
    let holding: Vec<_> = report.holding_warnings().collect();
    if holding.is_empty() {
        return;
    }
    page.heading("Watch out");
    for warning in holding {
        page.cited.extend(warning.sources.iter().cloned());
        let text = format!("{} {} {}", warning.message, warning.because, cite(&warning.sources));
        page.paragraph(&format!("  {} ", styled(WARN, "!")), "    ", &text);
    }
}

/// Writes what would change the verdict: what may still turn out, then what would have to be otherwise.
pub(super) fn flips(page: &mut Page, report: &Report) {
    let changes = &report.changes;
    if changes.open.is_empty() && changes.answered.is_empty() && report.breakdown.is_none() {
        return;
    }
    let is_left = report.verdict.architecture.is_some();
    page.heading(match is_left {
        true => "What would change it",
        false => "What would let a candidate back in",
    });
    if let Some(breakdown) = &report.breakdown {
        page.paragraph("  ", "  ", &breakdown.sentence);
    }
    list(page, "Of what is still open, any of these would:", &changes.open);
    let sets = report.flips.first().is_some_and(|flip| flip.answers.len() > 1);
    let answered = match (sets, is_left) {
        (true, true) => "No other single answer would; these combinations would:",
        _ => "Of what was answered, any one of these changes would:",
    };
    list(page, answered, &changes.answered);
    if changes.open.iter().chain(&changes.answered).any(|change| change.rarity != Rarity::Usual) {
        let legend = "Unusual means fewer than 1 in 5 systems, rare fewer than 1 in 20. Of a multiple choice one option \
                      is changed at a time.";
        page.paragraph("  ", "  ", &styled(QUIET, legend));
    }
}

fn list(page: &mut Page, title: &str, changes: &[ChangeView]) {
    if changes.is_empty() {
        return;
    }
    page.paragraph("  ", "  ", title);
    for change in changes {
        let reason = change.reason.as_deref().unwrap_or_default();
        page.paragraph("  - ", "    ", &format!("{} {reason}", change.sentence));
    }
}

/// Writes how much hangs on points, rules and weights. While answers are open that can change the winner,
/// the shares of weightings would only say how firm it is by what is known now.
pub(super) fn firmness(page: &mut Page, report: &Report) {
    let Some(leader) = &report.verdict.architecture else { return };
    let robustness = &report.robustness;
    if robustness.samples == 0 || report.ranking.len() < 2 || !report.is_first_now() {
        return;
    }
    page.heading("How firm it is");
    if report.verdict.settled != Some(true) {
        let text = "This tests only what is known now; what is still open may count for more.";
        page.paragraph("  ", "  ", text);
    }
    page.paragraph("  ", "  ", &robustness.points.explanation.join(" "));
    let bound: Vec<&WeightView> = robustness.weights.iter().filter(|weight| weight.is_bound()).collect();
    if report.verdict.settled == Some(true) {
        page.paragraph("  ", "  ", &weightings(report));
    }
    if bound.is_empty() {
        page.paragraph("  ", "  ", "No single weight from 0 to 5 changes who is first.");
    }
    for weight in bound {
        page.paragraph("  ", "    ", &stable(report, leader, weight));
    }
}

/// Says how often each is first, over all ways to weigh the qualities.
fn weightings(report: &Report) -> String {
    let robustness = &report.robustness;
    format!(
        "Over {} random weightings of the qualities, {}. That is not how likely the verdict is to be right.",
        thousands(robustness.samples),
        first_in(report, &robustness.first, percent)
    )
}

/// Says in which shares each comes first, the largest share first: `Cells comes first in 80 %, Whole in 20
/// %`.
fn first_in(report: &Report, shares: &IndexMap<String, f64>, percent: fn(f64) -> String) -> String {
    let mut first: Vec<_> = shares.iter().filter(|(_, share)| **share > 0.0).collect();
    first.sort_by(|a, b| b.1.total_cmp(a.1));
    let said = |(place, (id, share)): (usize, &(&String, &f64))| {
        let verb = if place == 0 { " comes first" } else { "" };
        format!("{}{verb} in {}", report.name(id), percent(**share))
    };
    and_list(&first.iter().enumerate().map(said).collect::<Vec<_>>())
}

fn stable(report: &Report, leader: &str, weight: &WeightView) -> String {
    let quality = styled(BOLD, report.quality_name(&weight.quality));
    let leader = report.name(leader);
    let now = weight.weight;
    let interval = match weight.bounds() {
        (Some(min), Some(max)) => format!("between {min:.1} and {max:.1}"),
        (Some(min), None) => format!("at least {min:.1}"),
        (None, Some(max)) => format!("at most {max:.1}"),
        (None, None) => return format!("{leader} stays first whatever the weight of {quality}."),
    };
    format!("{leader} stays first while the weight of {quality} is {interval} (it is {now} now).")
}

pub(super) fn open_questions(page: &mut Page, report: &Report) {
    if report.open_questions.is_empty() {
        return;
    }
    page.heading("What is still open");
    shares(page, report);
    let (idle, live): (Vec<_>, Vec<_>) =
        report.open_questions.iter().partition(|open| open.matters == Some(false));
    let first = report.most_telling();
    let place = |open: &&OpenQuestionView| first.iter().position(|known| known.question == open.question);
    let mut live = live;
    // In the order of the brief: one of each axis in turn before the rest.
    live.sort_by_key(|open| place(open).unwrap_or(usize::MAX));
    questions(page, report, "Find out first:", &live);
    let title = match idle.len() {
        1 => "The answer to this one can no longer change the winner:".to_owned(),
        _ => "The answers to these can no longer change the winner:".to_owned(),
    };
    questions(page, report, &title, &idle);
}

fn questions(page: &mut Page, report: &Report, title: &str, questions: &[&OpenQuestionView]) {
    if questions.is_empty() {
        return;
    }
    page.paragraph("  ", "  ", title);
    for open in questions {
        let in_part = if report.is_known_in_part(&open.question) { ", known in part" } else { "" };
        let id = styled(QUIET, &format!("({}{in_part})", open.question));
        page.paragraph("  - ", "    ", &format!("{} {id}", open.ask));
    }
}

/// Says how often each wins over what is plausible; that the leader is behind there is said, too.
fn shares(page: &mut Page, report: &Report) {
    if report.verdict.settled == Some(true) || report.verdict.architecture.is_none() {
        return;
    }
    page.paragraph("  ", "  ", report.often_first().as_deref().unwrap_or_default());
    let nobody = match report.shares.nobody {
        nobody if nobody > 0.0 => format!(", and no candidate is left in {}", unproven_percent(nobody)),
        _ => String::new(),
    };
    let text = format!(
        "Of the ways to answer what is open, weighed by how usual they are, {}{nobody}. That says how much is open, \
         not how likely each is to be right.",
        first_in(report, &report.shares.first, unproven_percent)
    );
    page.paragraph("  ", "  ", &text);
}
