//! Why the first is first: what counts for it and against it, what it costs, and why not the others.

use textwrap::core::display_width;

use super::bars::{Bars, fitted};
use crate::options::Truth;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, cite, styled};
use crate::render::signed;
use crate::report::{Argument, Ranked, Report, Weighing, clause, points, sum};
use crate::rulebook::and_list;

/// The most columns of the bars of the waterfall, and how many stand before them beside the name.
const BARS: usize = 36;
const HEAD: usize = 12;

/// Writes what counts for the leader and against it next to another one, quality by quality and rule by rule.
pub(super) fn why(page: &mut Page, report: &Report, against: Option<&str>) {
    let Some(weighing) = report.leader_next_to(against) else { return };
    page.heading(&question(report, &weighing));
    waterfall(page, report, &weighing);
    let first = report.name(weighing.first);
    for (word, reasons) in [("For", &weighing.in_favour), ("Against", &weighing.against)] {
        if reasons.is_empty() {
            continue;
        }
        page.line("");
        page.paragraph("  ", "  ", &styled(BOLD, &format!("{word} {first}: {}", signed(sum(reasons)))));
        reasons.iter().for_each(|(points, argument)| reason(page, report, *points, argument));
    }
}

/// Returns what is compared, and what comes of it: `Why Hybrid rather than Microservices: +11 − 10 = +1`.
fn question(report: &Report, weighing: &Weighing<'_>) -> String {
    let [first, second] = [weighing.first, weighing.second].map(|id| report.name(id));
    let is_out =
        report.verdict.ruled_out_leader.as_ref().is_some_and(|out| out.architecture == weighing.second);
    let asked = match weighing.lead() {
        _ if is_out => format!("{first} next to {second}, which is ruled out"),
        ..0 => format!("{first} next to {second}, which has more points"),
        0 => format!("{first} next to {second}, which is level with it"),
        _ => format!("Why {first} rather than {second}"),
    };
    let [in_favour, against] = [&weighing.in_favour, &weighing.against].map(|reasons| sum(reasons));
    format!("{asked}: {} − {} = {}", in_favour, -against, points(weighing.lead()))
}

/// Writes a bar for each quality that tells the two apart.
fn waterfall(page: &mut Page, report: &Report, weighing: &Weighing<'_>) {
    let mut qualities: Vec<(i32, &str)> = report
        .qualities
        .iter()
        .map(|quality| {
            let net = |id: &str| quality.net.get(id).copied().unwrap_or_default();
            (net(weighing.first) - net(weighing.second), quality.name.as_str())
        })
        .filter(|(points, _)| *points != 0)
        .collect();
    qualities.sort_by_key(|(points, _)| -points);
    let widest = qualities.iter().map(|(_, name)| display_width(name)).max();
    let width = widest.unwrap_or(0).min(page.width() / 2);
    let room = page.width().saturating_sub(width + HEAD).clamp(2, BARS);
    let bars = Bars::over(qualities.iter().map(|(points, _)| *points), room);
    for (points, name) in qualities {
        let style = if points > 0 { GOOD } else { BAD };
        let name = fitted(name, width);
        page.line(&format!("  {:>4}  {name}  {}", signed(points), bars.bar(points, style)));
    }
}

/// Returns what stands before a reason: its points.
pub(super) fn points_head(points: i32) -> String {
    let style = if points > 0 { GOOD } else { BAD };
    format!("  {} ", styled(style, &format!("{:>3}", signed(points))))
}

/// Writes one reason: the points, the answers that caused it, their ids, the sentence and the sources.
fn reason(page: &mut Page, report: &Report, points: i32, argument: &Argument) {
    let head = points_head(points);
    let quality = report.quality_name(&argument.quality);
    let ids = styled(QUIET, &format!("({})", report.marked(&argument.statements)));
    page.paragraph(&head, "      ", &format!("{}, {} {ids}", styled(BOLD, quality), argument.why));
    page.given.insert(argument.because.clone());
    let because = format!("{} {}", argument.because, citation(page, argument));
    page.paragraph("      ", "      ", &because);
}

/// Returns the sources of a reason and what kind of evidence they are: `[a-2020, b-2021; evidence: survey]`.
fn citation(page: &mut Page, argument: &Argument) -> String {
    page.cited.extend(argument.sources.iter().cloned());
    let sources = argument.sources.join(", ");
    let evidence = argument.evidence.map(|evidence| format!("evidence: {}", evidence.word()));
    let parts: Vec<String> =
        [Some(sources).filter(|sources| !sources.is_empty()), evidence].into_iter().flatten().collect();
    cite(&if parts.is_empty() { Vec::new() } else { vec![parts.join("; ")] })
}

/// Writes one reason in short where its sentence stands above already, else in full.
fn reason_once(page: &mut Page, report: &Report, points: i32, argument: &Argument) {
    if !page.given.contains(&argument.because) {
        return reason(page, report, points, argument);
    }
    let head = points_head(points);
    let quality = styled(BOLD, report.quality_name(&argument.quality));
    page.paragraph(&head, "      ", &format!("{quality}, {} {}", argument.why, styled(QUIET, "(see above)")));
}

/// Writes what counts against the leader by itself, whoever it is compared with.
pub(super) fn costs(page: &mut Page, report: &Report) {
    let Some(leader) = &report.verdict.architecture else { return };
    let costs = report.costs(leader);
    if costs.is_empty() {
        return;
    }
    page.heading(&format!("What counts against {} by itself: {}", report.name(leader), signed(sum(&costs))));
    page.paragraph("  ", "  ", "A rule that costs the other one even more is a reason for it above.");
    costs.iter().for_each(|(points, argument)| reason_once(page, report, *points, argument));
}

pub(super) fn others(page: &mut Page, report: &Report, against: Option<&str>) {
    let leader = report.verdict.architecture.as_deref();
    let compared = report.leader_next_to(against).map(|weighing| weighing.second);
    let others: Vec<&Ranked> = report
        .ranking
        .iter()
        .filter(|ranked| {
            let id = Some(ranked.architecture.as_str());
            id != leader && (id != compared || ranked.is_ruled_out())
        })
        .collect();
    if others.is_empty() {
        return;
    }
    page.heading(if leader.is_some() { "Why not the others" } else { "Why none" });
    vetoes(page, report);
    for ranked in others {
        other(page, report, ranked);
    }
}

/// Writes each veto once, with all that it rules out.
fn vetoes(page: &mut Page, report: &Report) {
    for veto in report.vetoes.iter().filter(|veto| veto.state == Truth::Holds) {
        let ranked = |id: &&String| report.ranking.iter().any(|ranked| ranked.architecture == **id);
        let names: Vec<String> =
            veto.architectures.iter().filter(ranked).map(|id| report.name(id).to_owned()).collect();
        if names.is_empty() {
            continue;
        }
        page.cited.extend(veto.sources.iter().cloned());
        let verb = if names.len() == 1 { "is" } else { "are" };
        let ids = styled(QUIET, &format!("({})", report.marked(&veto.statements)));
        let why = clause(&veto.why);
        let head = format!("{} {verb} ruled out because {why} {ids}.", styled(BOLD, &and_list(&names)));
        let lift = veto.lift.as_deref().unwrap_or_default();
        page.paragraph("  ", "    ", &format!("{head} {} {lift} {}", veto.because, cite(&veto.sources)));
    }
}

/// Writes how far behind the leader another one is, and what for. The leader is the first of those that can
/// still win, so that one that cannot may be ahead of it so far.
fn other(page: &mut Page, report: &Report, ranked: &Ranked) {
    let name = styled(BOLD, report.name(&ranked.architecture));
    let leader =
        report.ranking.iter().find(|r| Some(&r.architecture) == report.verdict.architecture.as_ref());
    let (Some(leader), true) = (leader, !ranked.is_ruled_out()) else { return };
    let weighing = report.weighing(&ranked.architecture, &leader.architecture);
    let lead = weighing.lead();
    let text = match lead {
        _ if ranked.rank < leader.rank && lead > 0 => {
            format!("{name} is {} ahead now, but can no longer win.", points(lead))
        }
        _ if ranked.rank < leader.rank => format!("{name} is level now, but can no longer win."),
        0 => format!("{name} is level; the rulebook lists {} first.", report.name(&leader.architecture)),
        _ => format!("{name} is {} behind:", points(-lead)),
    };
    page.paragraph("  ", "    ", &text);
    for (points, argument) in weighing.against.iter().chain(&weighing.in_favour) {
        reason_once(page, report, *points, argument);
    }
}

/// Writes every rule that scores, with its state.
pub(super) fn every_rule(page: &mut Page, report: &Report) {
    for (state, title) in [
        (Truth::Holds, "Rules that hold"),
        (Truth::Open, "Rules that open answers decide"),
        (Truth::Fails, "Rules that do not hold"),
    ] {
        let rules: Vec<&Argument> =
            report.arguments.iter().filter(|argument| argument.state == state).collect();
        if rules.is_empty() {
            continue;
        }
        page.heading(title);
        for argument in rules {
            let given = argument.points.iter().filter(|(_, points)| **points != 0);
            let points: Vec<String> = given
                .map(|(id, points)| format!("{} {}", report.name(id), signed(i32::from(*points))))
                .collect();
            let text = format!("{}: {} ({})", styled(BOLD, &argument.rule), argument.why, points.join(", "));
            page.paragraph("  ", "    ", &text);
        }
    }
}
