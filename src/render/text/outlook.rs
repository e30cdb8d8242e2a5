//! What to watch, how much hangs on the weights, and what is still open.

use crate::options::Truth;
use crate::render::page::{BOLD, Page, QUIET, WARN, styled};
use crate::render::percent;
use crate::report::unproven_percent;
use crate::report::{OpenQuestionView, Report, WeightView};

/// How many are shown without `--explain`.
const OPEN: usize = 5;

pub(super) fn warnings(page: &mut Page, report: &Report) {
    let holding: Vec<_> = report.warnings.iter().filter(|warning| warning.state == Truth::Holds).collect();
    if holding.is_empty() {
        return;
    }
    page.heading("Watch out");
    for warning in holding {
        page.cited.extend(warning.sources.iter().cloned());
        let text = format!("{} {}", warning.message, warning.because);
        page.paragraph(&format!("  {} ", styled(WARN, "!")), "    ", &text);
    }
}

pub(super) fn robustness(page: &mut Page, report: &Report) {
    let Some(leader) = &report.verdict.architecture else { return };
    let robustness = &report.robustness;
    if robustness.samples == 0 || report.ranking.len() < 2 {
        return;
    }
    page.heading("How firm it is");
    page.paragraph("  ", "  ", &robustness.points.explanation.join(" "));
    let mut first: Vec<_> = robustness.first.iter().filter(|(_, share)| **share > 0.0).collect();
    first.sort_by(|a, b| b.1.total_cmp(a.1));
    let shares: Vec<String> =
        first.iter().map(|(id, share)| format!("{} in {}", report.name(id), percent(**share))).collect();
    let bound: Vec<&WeightView> = robustness.weights.iter().filter(|weight| weight.is_bound()).collect();
    let is_first = report.is_first_now();
    let single = match is_first && bound.is_empty() {
        true => " No single weight from 0 to 5 changes who is first.",
        false => "",
    };
    let text = format!(
        "Of {} ways to weigh the qualities, drawn evenly from all there are, first is {}.{single} \
         None of this says how likely the verdict is to be right.",
        robustness.samples,
        shares.join(", ")
    );
    page.paragraph("  ", "  ", &text);
    for weight in bound.into_iter().filter(|_| is_first) {
        page.paragraph("  ", "    ", &stable(report, leader, weight));
    }
}

fn stable(report: &Report, leader: &str, weight: &WeightView) -> String {
    let quality = styled(BOLD, report.quality_name(&weight.quality));
    let leader = report.name(leader);
    let now = weight.weight;
    let interval = match weight.bounds() {
        (Some(min), Some(max)) => format!("{min:.1} to {max:.1}"),
        (Some(min), None) => format!("at least {min:.1}"),
        (None, Some(max)) => format!("at most {max:.1}"),
        (None, None) => return format!("{leader} stays first whatever {quality} weighs."),
    };
    format!("{leader} stays first while {quality} weighs {interval} (now {now}).")
}

pub(super) fn open_questions(page: &mut Page, report: &Report, explain: bool) {
    if report.open_questions.is_empty() {
        return;
    }
    page.heading("Still open");
    shares(page, report);
    let (idle, live): (Vec<_>, Vec<_>) =
        report.open_questions.iter().partition(|open| open.matters == Some(false));
    let live: Vec<&OpenQuestionView> = live;
    if !live.is_empty() {
        page.paragraph("  ", "  ", "What to find out first:");
    }
    let shown = if explain { live.len() } else { live.len().min(OPEN) };
    for open in &live[..shown] {
        let text = format!(
            "{} {}",
            open.ask,
            styled(QUIET, &format!("({}, {:.2})", open.question, open.can_change))
        );
        page.paragraph("  - ", "    ", &text);
    }
    if live.len() > shown {
        let rest: Vec<&str> = live[shown..].iter().map(|open| open.question.as_str()).collect();
        page.paragraph("  ", "    ", &format!("Less: {}.", rest.join(", ")));
    }
    if !idle.is_empty() {
        let names: Vec<&str> = idle.iter().map(|open| open.question.as_str()).collect();
        let text = match names.len() {
            1 => format!("One question can't change the winner any more: {}.", names[0]),
            n => format!("{n} questions can't change the winner any more: {}.", names.join(", ")),
        };
        page.paragraph("  ", "    ", &text);
    }
}

fn shares(page: &mut Page, report: &Report) {
    let shares = &report.shares;
    if report.verdict.settled == Some(true) {
        return;
    }
    let mut first: Vec<_> = shares.first.iter().filter(|(_, share)| **share > 0.0).collect();
    first.sort_by(|a, b| b.1.total_cmp(a.1));
    let listed: Vec<String> = first
        .iter()
        .map(|(id, share)| format!("{} in {}", report.name(id), unproven_percent(**share)))
        .collect();
    let how = match shares.exact {
        true => format!("all {} ways to answer", shares.completions),
        false => {
            format!(
                "{} sampled ways to answer (standard error {})",
                shares.completions,
                percent(shares.standard_error)
            )
        }
    };
    let text = format!(
        "Over {how} what is open, weighed by how usual the answers are, the winner is {}. That says how much is \
         open; it is no forecast.",
        listed.join(", ")
    );
    page.paragraph("  ", "  ", &text);
}
