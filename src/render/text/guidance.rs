//! What goes on after the verdict: what is missing, the first steps, what to watch and when to look again.

use super::flips::outcomes;
use crate::options::Truth;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, WARN, cite, styled};
use crate::report::{ArchitectureView, GuidanceView, NeedState, NeedView, Report, RiskView, VariantView};

/// How many risks that nothing here rules out are shown without `--explain`.
const RISKS: usize = 3;
/// How many changes are named for which to look again.
const FLIPS: usize = 4;

/// Writes all of it for the recommended architecture.
pub(super) fn after_the_verdict(page: &mut Page, report: &Report, explain: bool) {
    if let Some(leader) = report.verdict.architecture.as_deref().and_then(|id| report.architecture(id)) {
        advice(page, &leader.guidance, explain);
    }
    revisit(page, report);
}

/// Writes all of it that hangs on the architecture alone, for one that need not be recommended.
pub(crate) fn of_architecture(page: &mut Page, architecture: &ArchitectureView) {
    kind(page, &architecture.guidance);
    advice(page, &architecture.guidance, true);
}

fn advice(page: &mut Page, guidance: &GuidanceView, explain: bool) {
    needs(page, guidance, explain);
    first_steps(page, guidance);
    risks(page, guidance, explain);
    measures(page, guidance, explain);
}

/// Writes which kind of it fits, what else it may be, and the styles within it.
pub(super) fn kind(page: &mut Page, guidance: &GuidanceView) {
    if let Some(variant) = &guidance.variant {
        variant_line(page, "Which kind: ", variant);
    }
    page.paragraph("  ", "    ", guidance.other_kinds.as_deref().unwrap_or_default());
    for style in &guidance.styles {
        variant_line(page, "Within it: ", style);
    }
}

fn variant_line(page: &mut Page, lead: &str, variant: &VariantView) {
    page.cited.extend(variant.sources.iter().cloned());
    page.paragraph("  ", "    ", &format!("{lead}{}. {}", styled(BOLD, &variant.name), variant.about));
}

fn needs(page: &mut Page, guidance: &GuidanceView, explain: bool) {
    let Some(summary) = &guidance.needs_summary else { return };
    page.heading("What must be in place");
    page.paragraph("  ", "  ", summary);
    for state in [NeedState::NotInPlace, NeedState::NotAsked, NeedState::InPlace] {
        for need in guidance.needs.iter().filter(|need| need.state == state) {
            page.cited.extend(need.sources.iter().cloned());
            need_line(page, need, explain);
        }
    }
}

fn need_line(page: &mut Page, need: &NeedView, explain: bool) {
    let style = match need.state {
        NeedState::InPlace => GOOD,
        NeedState::NotInPlace => BAD,
        NeedState::NotAsked => WARN,
    };
    let cited = if explain { cite(&need.sources) } else { String::new() };
    let text = format!("{}: {} {cited}", styled(style, need.state.phrase()), need.what);
    page.paragraph("  - ", "    ", &text);
}

fn first_steps(page: &mut Page, guidance: &GuidanceView) {
    let Some(way) = &guidance.first_steps else { return };
    page.heading("First steps");
    page.cited.extend(way.sources.iter().cloned());
    for (number, step) in (1..).zip(&way.steps) {
        page.paragraph(&format!("  {number}. "), "     ", step);
    }
    if let Some(takes) = &way.takes {
        page.paragraph("  ", "  ", takes);
    }
    if !way.depends_on.is_empty() {
        let text =
            format!("The answer to {} may make another way the better one.", way.depends_on.join(", "));
        page.paragraph("  ", "  ", &styled(QUIET, &text));
    }
}

fn risks(page: &mut Page, guidance: &GuidanceView, explain: bool) {
    let bites = |risk: &&RiskView| risk.bites == Some(Truth::Holds);
    let biting: Vec<&RiskView> = guidance.risks.iter().filter(bites).collect();
    let others = guidance.risks.iter().filter(|risk| risk.bites != Some(Truth::Holds));
    let (possible, absent): (Vec<&RiskView>, Vec<&RiskView>) =
        others.partition(|risk| risk.bites != Some(Truth::Fails));
    if guidance.risks.is_empty() {
        return;
    }
    page.heading("Risks that come with it");
    let shown = if explain { possible.len() } else { RISKS.saturating_sub(biting.len()) };
    for risk in biting {
        risk_line(page, &format!("{} ", styled(WARN, "Here:")), risk);
    }
    possible.iter().take(shown).for_each(|risk| risk_line(page, "", risk));
    if explain {
        absent.iter().for_each(|risk| risk_line(page, "Not here: ", risk));
        return;
    }
    let hidden = possible.len().saturating_sub(shown) + absent.len();
    if hidden == guidance.risks.len() {
        let text = format!("By the answers none of {hidden} known ones bites here: --explain");
        page.paragraph("  ", "  ", &styled(QUIET, &text));
    } else if hidden > 0 {
        page.paragraph("  ", "  ", &styled(QUIET, &format!("and {hidden} more: --explain")));
    }
}

fn risk_line(page: &mut Page, lead: &str, risk: &RiskView) {
    page.cited.extend(risk.sources.iter().cloned());
    page.paragraph("  - ", "    ", &format!("{lead}{} {}", risk.what, risk.mitigation));
}

fn measures(page: &mut Page, guidance: &GuidanceView, explain: bool) {
    if guidance.measures.is_empty() {
        return;
    }
    page.heading("Measure");
    for measure in &guidance.measures {
        page.cited.extend(measure.sources.iter().cloned());
        page.paragraph("  - ", "    ", &format!("{}: {}", measure.what, measure.good));
        if explain {
            let how = measure.how.as_ref().map(|how| format!(" {how}")).unwrap_or_default();
            page.paragraph("    ", "    ", &format!("{}{how} {}", measure.why, cite(&measure.sources)));
        }
    }
}

/// Writes when to look at the decision again.
fn revisit(page: &mut Page, report: &Report) {
    if report.verdict.architecture.is_none() {
        return;
    }
    page.heading("Look at it again");
    let flips: Vec<_> = report.reasons_to_revisit().collect();
    page.paragraph("  ", "  ", &report.revisit.sentence);
    outcomes(report, &flips).iter().take(FLIPS).for_each(|flip| page.paragraph("  - ", "    ", flip));
}
