//! The advice that comes with an architecture, as its author wrote it, for a terminal.

use crate::render::page::{BOLD, Page, styled};
use crate::rulebook::guidance::{Guidance, Variant, When};
use crate::rulebook::{Rulebook, SourceId};

/// Writes every list of the advice that has an entry.
pub(super) fn guidance(page: &mut Page, book: &Rulebook, guidance: &Guidance) {
    let Guidance { needs, variants, styles, first_steps, measures, risks } = guidance;
    title(page, "Needs", needs.len());
    for need in needs {
        page.paragraph("  - ", "    ", &need.what);
        condition(page, book, "needed when ", need.when.as_ref());
        condition(page, book, "in place when ", need.met_when.as_ref());
        cited(page, book, &need.sources);
    }
    title(page, "Kinds, of which the first that holds fits", variants.len());
    for kind in variants {
        variant(page, kind);
        condition_or_otherwise(page, book, kind.when.as_ref());
        cited(page, book, &kind.sources);
    }
    title(page, "Styles within it", styles.len());
    for style in styles {
        variant(page, style);
        condition(page, book, "when ", style.when.as_ref());
        cited(page, book, &style.sources);
    }
    title(page, "First steps, of which the first list that holds fits", first_steps.len());
    for way in first_steps {
        condition_or_otherwise(page, book, way.when.as_ref());
        for (number, step) in (1..).zip(&way.steps) {
            page.paragraph(&format!("    {number}. "), "       ", step);
        }
        page.paragraph("    ", "    ", way.takes.as_deref().unwrap_or_default());
        cited(page, book, &way.sources);
    }
    title(page, "Measures", measures.len());
    for measure in measures {
        page.paragraph("  - ", "    ", &format!("{}: {}. {}", measure.what, measure.good, measure.why));
        page.paragraph("    ", "    ", measure.how.as_deref().unwrap_or_default());
        condition(page, book, "when ", measure.when.as_ref());
        cited(page, book, &measure.sources);
    }
    title(page, "Risks", risks.len());
    for risk in risks {
        page.paragraph("  - ", "    ", &format!("{} {}", risk.what, risk.mitigation));
        condition(page, book, "bites when ", risk.bites_when.as_ref());
        cited(page, book, &risk.sources);
    }
}

fn title(page: &mut Page, title: &str, entries: usize) {
    if entries > 0 {
        page.line("");
        page.paragraph("  ", "  ", &styled(BOLD, title));
    }
}

fn variant(page: &mut Page, variant: &Variant) {
    page.paragraph("  - ", "    ", &format!("{}: {}", variant.name, variant.about));
}

/// Writes when an entry of a list counts of which the first that holds does.
fn condition_or_otherwise(page: &mut Page, book: &Rulebook, when: Option<&When>) {
    match when {
        Some(_) => condition(page, book, "when ", when),
        None => page.paragraph("    ", "      ", "otherwise"),
    }
}

fn condition(page: &mut Page, book: &Rulebook, lead: &str, when: Option<&When>) {
    if let Some(when) = when {
        page.paragraph("    ", "      ", &format!("{lead}{}", book.condition_text(&when.condition)));
    }
}

fn cited(page: &mut Page, book: &Rulebook, sources: &[SourceId]) {
    if !sources.is_empty() {
        let ids: Vec<&str> = sources.iter().map(|&source| book.sources[source].id.as_str()).collect();
        page.paragraph("    ", "    ", &format!("[{}]", ids.join(", ")));
    }
}
