//! What goes on after the verdict: what is missing, the first steps, what to watch and when to look again.

use crate::options::Truth;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, WARN, cite, styled};
use crate::report::{
    ArchitectureView, ChangeView, GuidanceView, NeedState, NeedView, Report, RiskView, VariantView,
};
use crate::rulebook::and_list;

/// Writes a part of the advice on the recommended architecture, if there is one.
pub(super) fn of_leader(page: &mut Page, report: &Report, part: fn(&mut Page, &GuidanceView, &Report)) {
    if let Some(leader) = report.leader() {
        part(page, &leader.guidance, report);
    }
}

/// Writes all of it that hangs on the architecture alone, for one that need not be recommended.
pub(crate) fn of_architecture(page: &mut Page, report: &Report, architecture: &ArchitectureView) {
    let guidance = &architecture.guidance;
    kind(page, guidance);
    for part in [needs, first_steps, risks, measures] {
        part(page, guidance, report);
    }
}

/// Writes which kind of it fits, what else it may be, and the styles within it.
pub(super) fn kind(page: &mut Page, guidance: &GuidanceView) {
    if let Some(variant) = &guidance.variant {
        variant_line(page, "In practice: ", variant);
    }
    page.paragraph("  ", "    ", guidance.other_kinds.as_deref().unwrap_or_default());
    for style in &guidance.styles {
        variant_line(page, "Within it: ", style);
    }
    for other in &guidance.other_variants {
        variant_line(page, "It may become: ", other);
    }
}

fn variant_line(page: &mut Page, lead: &str, variant: &VariantView) {
    page.cited.extend(variant.sources.iter().cloned());
    page.paragraph("  ", "    ", &format!("{lead}{}. {}", styled(BOLD, &variant.name), variant.about));
}

pub(super) fn needs(page: &mut Page, guidance: &GuidanceView, _: &Report) {
    let Some(summary) = &guidance.needs_summary else { return };
    page.heading("What must be in place");
    page.paragraph("  ", "  ", summary);
    for state in [NeedState::NotInPlace, NeedState::NotAsked, NeedState::InPlace] {
        for need in guidance.needs.iter().filter(|need| need.state == state) {
            page.cited.extend(need.sources.iter().cloned());
            need_line(page, need);
        }
    }
}

fn need_line(page: &mut Page, need: &NeedView) {
    let style = match need.state {
        NeedState::InPlace => GOOD,
        NeedState::NotInPlace => BAD,
        NeedState::NotAsked => WARN,
    };
    let text = format!("{}: {} {}", styled(style, need.state.phrase()), need.what, cite(&need.sources));
    page.paragraph("  - ", "    ", &text);
}

pub(super) fn first_steps(page: &mut Page, guidance: &GuidanceView, report: &Report) {
    let Some(way) = &guidance.first_steps else { return };
    page.heading("First steps");
    page.cited.extend(way.sources.iter().cloned());
    for (number, step) in (1..).zip(&way.steps) {
        page.paragraph(&format!("  {number}. "), "     ", step);
    }
    page.paragraph("  ", "  ", way.takes.as_deref().unwrap_or_default());
    let asked: Vec<String> = way.depends_on.iter().map(|id| report.asked(id)).collect();
    if !asked.is_empty() {
        let text = format!("Another way may be better, depending on {}.", and_list(&asked));
        page.paragraph("  ", "  ", &styled(QUIET, &text));
    }
}

pub(super) fn risks(page: &mut Page, guidance: &GuidanceView, _: &Report) {
    if guidance.risks.is_empty() {
        return;
    }
    page.heading("Risks that come with it");
    let (absent, present): (Vec<&RiskView>, Vec<&RiskView>) =
        guidance.risks.iter().partition(|risk| risk.bites == Some(Truth::Fails));
    for risk in present {
        let lead = match risk.bites {
            Some(Truth::Holds) => format!("{} ", styled(WARN, "Likely here:")),
            _ => String::new(),
        };
        risk_line(page, &lead, risk);
    }
    if !absent.is_empty() {
        page.paragraph("  ", "  ", "Given the answers, these do not apply:");
        absent.iter().for_each(|risk| risk_line(page, "", risk));
    }
}

fn risk_line(page: &mut Page, lead: &str, risk: &RiskView) {
    page.cited.extend(risk.sources.iter().cloned());
    page.paragraph(
        "  - ",
        "    ",
        &format!("{lead}{} {} {}", risk.what, risk.mitigation, cite(&risk.sources)),
    );
}

pub(super) fn measures(page: &mut Page, guidance: &GuidanceView, _: &Report) {
    if guidance.measures.is_empty() {
        return;
    }
    page.heading("What to measure");
    for measure in &guidance.measures {
        page.cited.extend(measure.sources.iter().cloned());
        page.paragraph("  - ", "    ", &format!("{}: {}", styled(BOLD, &measure.what), measure.good));
        let how = measure.how.as_ref().map(|how| format!(" {how}")).unwrap_or_default();
        page.paragraph("    ", "    ", &format!("{}{how} {}", measure.why, cite(&measure.sources)));
    }
}

/// Writes when to look at the decision again.
pub(super) fn review(page: &mut Page, report: &Report) {
    if report.verdict.architecture.is_none() {
        return;
    }
    page.heading("Look at it again");
    page.paragraph("  ", "  ", &report.revisit.sentence);
    let watched = report.changes.answered.iter().filter(|change| change.to_watch);
    watched.for_each(|change: &ChangeView| page.paragraph("  - ", "    ", &change.when));
}
