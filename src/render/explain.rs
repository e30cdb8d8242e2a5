//! Every rule of a report with its state and why: for those who ask "why not?".

use super::page::{BAD, BOLD, GOOD, Page, WARN, cite, styled};
use super::signed;
use super::text::guidance::of_architecture;
use crate::options::Truth;
use crate::report::{Argument, Report, SeamRule, Veto, Warning};
use crate::rulebook::{and_list, capitalised};

/// Which rules are shown; all that fit every filter that is given.
#[derive(Debug, Clone, Copy, Default)]
pub struct RuleFilter<'a> {
    /// Only this rule.
    pub rule: Option<&'a str>,
    /// Only rules that give points to this architecture or rule it out.
    pub architecture: Option<&'a str>,
    /// Only rules of this quality.
    pub quality: Option<&'a str>,
}

impl RuleFilter<'_> {
    fn argument(&self, argument: &Argument) -> bool {
        self.rule.is_none_or(|id| argument.rule == id)
            && self.quality.is_none_or(|id| argument.quality == id)
            && self.architecture.is_none_or(|id| argument.points.get(id).is_some_and(|points| *points != 0))
    }

    fn veto(&self, veto: &Veto) -> bool {
        self.rule.is_none_or(|id| veto.rule == id)
            && self.quality.is_none()
            && self
                .architecture
                .is_none_or(|id| veto.architectures.iter().any(|architecture| architecture == id))
    }

    fn warning(&self, warning: &Warning) -> bool {
        self.rule.is_none_or(|id| warning.rule == id) && self.quality.is_none() && self.architecture.is_none()
    }

    fn seam(&self, seam: &SeamRule) -> bool {
        self.rule.is_none_or(|id| seam.rule == id) && self.quality.is_none() && self.architecture.is_none()
    }
}

/// Returns the rules as text: those that hold, those that are open, those that fail.
pub fn explain(report: &Report, filter: RuleFilter<'_>, width: usize) -> String {
    let mut page = Page::new(width);
    for (state, title) in [
        (Truth::Holds, "Rules that hold"),
        (Truth::Open, "Rules that open answers decide"),
        (Truth::Fails, "Rules that do not hold"),
    ] {
        let mut entries: Vec<(String, Vec<String>)> = Vec::new();
        entries.extend(
            report
                .arguments
                .iter()
                .filter(|a| a.state == state && filter.argument(a))
                .map(|a| argument(report, a)),
        );
        entries.extend(
            report.vetoes.iter().filter(|v| v.state == state && filter.veto(v)).map(|v| veto(report, v)),
        );
        entries.extend(
            report
                .warnings
                .iter()
                .filter(|w| w.state == state && filter.warning(w))
                .map(|w| warning(report, w)),
        );
        let seams = report.seam_rules.iter().filter(|rule| rule.state == state && filter.seam(rule));
        entries.extend(seams.map(|rule| seam(report, rule)));
        if entries.is_empty() {
            continue;
        }
        page.heading(&format!("{title} ({})", entries.len()));
        for (head, lines) in entries {
            page.paragraph("  ", "    ", &head);
            lines.iter().for_each(|line| page.paragraph("    ", "    ", line));
        }
    }
    let asked = filter.architecture.filter(|_| filter.rule.is_none() && filter.quality.is_none());
    if let Some(architecture) = asked.and_then(|id| report.architecture(id)) {
        of_architecture(&mut page, report, architecture);
    }
    if page.is_empty() {
        page.line("No rule of this kind is in question here.");
    }
    page.finish()
}

fn argument(report: &Report, argument: &Argument) -> (String, Vec<String>) {
    let points = argument.points.iter().filter(|(_, points)| **points != 0).map(|(id, points)| {
        let style = if *points > 0 { GOOD } else { BAD };
        format!("{} {}", report.name(id), styled(style, &signed(i32::from(*points))))
    });
    let points: Vec<String> = points.collect();
    let quality = report.quality_name(&argument.quality);
    let head = format!("{} ({quality}): {}", styled(BOLD, &argument.rule), points.join(", "));
    (
        head,
        lines(&with_ids(report, &argument.why, &argument.statements), &argument.because, &argument.sources),
    )
}

fn veto(report: &Report, veto: &Veto) -> (String, Vec<String>) {
    let names: Vec<&str> = veto.architectures.iter().map(|id| report.name(id)).collect();
    let head = format!("{}: {} {}", styled(BOLD, &veto.rule), styled(BAD, "rules out"), names.join(", "));
    let mut lines = lines(&with_ids(report, &veto.why, &veto.statements), &veto.because, &veto.sources);
    lines.extend(veto.lift.clone());
    (head, lines)
}

fn warning(report: &Report, warning: &Warning) -> (String, Vec<String>) {
    let head = format!("{}: {} {}", styled(BOLD, &warning.rule), styled(WARN, "warns:"), warning.message);
    (head, lines(&with_ids(report, &warning.why, &warning.statements), &warning.because, &warning.sources))
}

fn seam(report: &Report, rule: &SeamRule) -> (String, Vec<String>) {
    let head = format!("{}: {} {}", styled(BOLD, &rule.rule), styled(WARN, "warns at a seam:"), rule.message);
    let seams = report.blueprint.iter().flat_map(|blueprint| &blueprint.seams);
    let warned = seams.filter(|seam| seam.warnings.iter().any(|warning| warning.rule == rule.rule));
    let between: Vec<String> = warned
        .map(|seam| {
            let [a, b] = seam.between.each_ref().map(|id| report.part_name(id));
            format!("{a} with {b}")
        })
        .collect();
    let why = match between.as_slice() {
        [] => format!("holds between parts that exchange data and stand apart, where {}", rule.when),
        between => and_list(between),
    };
    (head, lines(&why, &rule.because, &rule.sources))
}

/// Returns why a rule is as it is, with the answers as `--set` takes them.
fn with_ids(report: &Report, why: &str, statements: &[String]) -> String {
    format!("{} ({})", capitalised(why), report.marked(statements))
}

fn lines(why: &str, because: &str, sources: &[String]) -> Vec<String> {
    vec![format!("{why}."), format!("{because} {}", cite(sources))]
}
