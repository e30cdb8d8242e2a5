//! Why the first is first: the difference to the second, what is given up, and why not the others.

use crate::options::Truth;
use crate::render::page::{BAD, BOLD, GOOD, Page, QUIET, cite, styled};
use crate::render::signed;
use crate::report::{Argument, DifferenceView, Ranked, Report, RuleDifference};
use crate::rulebook::{and_list, counted};

/// How many reasons are given without `--explain`.
const STRONGEST: usize = 5;
const GIVEN_UP: usize = 3;
const WHY_NOT: usize = 2;
/// The longest bar of the waterfall, in columns.
const BAR: i32 = 24;

pub(super) fn difference(page: &mut Page, report: &Report, explain: bool) {
    let Some((first, difference)) = report.compared() else { return };
    if difference.qualities.is_empty() {
        return;
    }
    let [first, second] = [first, &difference.runner_up].map(|id| report.name(id).to_lowercase());
    let lead = signed(difference.margin);
    page.heading(&match &report.verdict.ruled_out_leader {
        Some(_) => format!("What is given up by the veto, {first} over {second}: {lead}"),
        None => format!("Why {first} and not {second}: {lead}"),
    });
    waterfall(page, report, difference);
    let mut rules: Vec<&RuleDifference> =
        difference.qualities.iter().flat_map(|quality| &quality.rules).collect();
    let against: Vec<i32> = rules.iter().map(|rule| rule.points).filter(|points| *points < 0).collect();
    rules.retain(|rule| rule.points > 0);
    rules.sort_by_key(|rule| (-rule.points, rule.argument));
    let shown = if explain { rules.len() } else { rules.len().min(STRONGEST) };
    if shown > 0 {
        page.line("");
    }
    for rule in &rules[..shown] {
        reason(page, report, rule.points, &report.arguments[rule.argument]);
    }
    let rest = &rules[shown..];
    if !rest.is_empty() {
        let sum: i32 = rest.iter().map(|rule| rule.points).sum();
        let text = format!("and {} for {}", counted(rest.len(), "lesser reason"), signed(sum));
        page.paragraph("      ", "      ", &styled(QUIET, &text));
    }
    if !against.is_empty() {
        let sum = signed(against.iter().sum());
        let text = format!("and against it {} for {sum}", counted(against.len(), "reason"));
        page.paragraph("      ", "      ", &styled(QUIET, &text));
    }
}

fn waterfall(page: &mut Page, report: &Report, difference: &DifferenceView) {
    let widest = difference.qualities.iter().map(|q| report.quality_name(&q.quality).chars().count()).max();
    let width = widest.unwrap_or(0).min(page.width() / 2);
    let most = difference.qualities.iter().map(|quality| quality.points.abs()).max().unwrap_or(1).max(1);
    let room = i32::try_from(page.width()).unwrap_or(BAR) - i32::try_from(width).unwrap_or(0) - 12;
    let longest = BAR.min(room).max(1);
    for quality in difference.qualities.iter().filter(|quality| quality.points != 0) {
        let name = report.quality_name(&quality.quality);
        let length = (quality.points.abs() * longest + most - 1) / most;
        let style = if quality.points > 0 { GOOD } else { BAD };
        let bar = "■".repeat(usize::try_from(length).unwrap_or(1));
        page.line(&format!("  {:>4}  {name:width$}  {}", signed(quality.points), styled(style, &bar)));
    }
}

/// Writes one reason: the points, the answers that caused it, the sentence and the sources.
fn reason(page: &mut Page, report: &Report, points: i32, argument: &Argument) {
    let style = if points > 0 { GOOD } else { BAD };
    let head = format!("  {} ", styled(style, &format!("{:>3}", signed(points))));
    let quality = report.quality_name(&argument.quality);
    let text = format!("{}, {}", styled(BOLD, quality), argument.why);
    page.paragraph(&head, "      ", &text);
    let because = format!("{} {}", argument.because, citation(page, argument));
    page.given.insert(argument.because.clone());
    page.paragraph("      ", "      ", &because);
}

fn citation(page: &mut Page, argument: &Argument) -> String {
    page.cited.extend(argument.sources.iter().cloned());
    let evidence = argument.evidence.map(|evidence| evidence.word());
    let parts: Vec<&str> = argument.sources.iter().map(String::as_str).chain(evidence).collect();
    cite(&parts)
}

/// Writes what counts against the first by itself.
pub(super) fn given_up(page: &mut Page, report: &Report, explain: bool) {
    let Some(leader) = &report.verdict.architecture else { return };
    let costs = report.costs(leader);
    if costs.is_empty() {
        return;
    }
    let sum: i32 = costs.iter().map(|(points, _)| points).sum();
    page.heading(&format!("What {} costs: {}", report.name(leader).to_lowercase(), signed(sum)));
    let shown = if explain { costs.len() } else { costs.len().min(GIVEN_UP) };
    for (points, argument) in &costs[..shown] {
        reason(page, report, *points, argument);
    }
    let rest: i32 = costs[shown..].iter().map(|(points, _)| points).sum();
    if rest != 0 {
        let text = format!("and {} for {}", counted(costs.len() - shown, "lesser cost"), signed(rest));
        page.paragraph("      ", "      ", &styled(QUIET, &text));
    }
}

pub(super) fn why_not(page: &mut Page, report: &Report, explain: bool) {
    let leader = report.verdict.architecture.as_deref();
    // Where a veto keeps out what would lead, it is the one that was compared above.
    let compared = report.verdict.ruled_out_leader.is_none();
    let runner_up = report.verdict.runner_up.as_deref().filter(|_| compared);
    let others: Vec<&Ranked> = report
        .ranking
        .iter()
        .filter(|ranked| {
            let id = Some(ranked.architecture.as_str());
            id != leader && (id != runner_up || !ranked.ruled_out_by.is_empty())
        })
        .collect();
    if others.is_empty() {
        return;
    }
    page.heading(if leader.is_some() { "Why not the others" } else { "Why none" });
    vetoes(page, report);
    for ranked in others {
        other(page, report, ranked, explain);
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
        let head = format!("{} ruled out by {}:", styled(BOLD, &and_list(&names)), veto.rule);
        let lift = veto.lift.as_deref().unwrap_or_default();
        page.paragraph("  ", "    ", &format!("{head} {} {lift}", veto.because));
    }
}

/// Writes how far behind the leader another one is, and what for. The leader is the first of those that can
/// still win, so that one that cannot may be ahead of it so far.
fn other(page: &mut Page, report: &Report, ranked: &Ranked, explain: bool) {
    let name = styled(BOLD, report.name(&ranked.architecture));
    let leader =
        report.ranking.iter().find(|r| Some(&r.architecture) == report.verdict.architecture.as_ref());
    let (Some(leader), true) = (leader, ranked.ruled_out_by.is_empty()) else { return };
    let behind = leader.net - ranked.net;
    if ranked.rank < leader.rank {
        let so_far = if behind == 0 { "level".to_owned() } else { format!("{} ahead", -behind) };
        let text = format!("{name} is {so_far} so far, but can't win any more.");
        return page.paragraph("  ", "    ", &text);
    }
    if behind == 0 {
        let text = format!("{name} is level; a tie goes to what the rulebook lists first.");
        return page.paragraph("  ", "    ", &text);
    }
    let mostly = if explain { "" } else { ", mostly for" };
    page.paragraph("  ", "    ", &format!("{name} is {behind} behind{mostly}:"));
    let mut lead = report.lead(&leader.architecture, &ranked.architecture);
    if !explain {
        lead.retain(|(points, _)| *points > 0);
        lead.truncate(WHY_NOT);
    }
    for (points, argument) in lead {
        let text = match page.given.insert(argument.because.clone()) {
            true => format!("{} {}", argument.because, citation(page, argument)),
            false => format!("{}, {} (see above)", report.quality_name(&argument.quality), argument.why),
        };
        let style = if points > 0 { BAD } else { GOOD };
        let head = format!("    {} ", styled(style, &format!("{:>3}", signed(-points))));
        page.paragraph(&head, "        ", &text);
    }
}

/// Writes every rule that scores, with its state.
pub(super) fn every_rule(page: &mut Page, report: &Report) {
    for (state, title) in [
        (Truth::Holds, "Every rule that holds"),
        (Truth::Open, "Rules that open answers decide"),
        (Truth::Fails, "Rules that do not hold"),
    ] {
        let rules: Vec<&Argument> =
            report.arguments.iter().filter(|argument| argument.state == state).collect();
        if rules.is_empty() {
            continue;
        }
        page.heading(&format!("{title} ({})", rules.len()));
        for argument in rules {
            let points: Vec<String> = argument
                .points
                .iter()
                .map(|(id, points)| format!("{id} {}", signed(i32::from(*points))))
                .collect();
            let text = format!("{}: {} ({})", styled(BOLD, &argument.rule), argument.why, points.join(", "));
            page.paragraph("  ", "    ", &text);
        }
    }
}
