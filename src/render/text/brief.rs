//! The brief: what one must know to decide, on one screen.

use super::fit::{Block, Entry, Form, fit};
use super::reasons::points_head;
use super::{parts, summary};
use crate::engine::Status;
use crate::render::comparison;
use crate::render::page::{BOLD, Page, QUIET, styled};
use crate::render::signed;
use crate::report::{
    ArchitectureView, Argument, ChangeView, NeedState, NeedView, Report, Weighing, points, sum,
};
use crate::rulebook::counted;

/// How many lines of 80 columns the brief has at most, without the last one, which says how to see more. That
/// is what one screen shows; a narrower page has more of them.
const LINES: usize = 40;
/// When to look again, and the empty line before it.
const LAST: usize = 2;
/// How to see more.
pub const HOW_TO_SEE_MORE: &str =
    "More: --full for all, --section why,flips for parts, --why-not ID to compare";
/// How many axes and sentences on the verdict are given.
const AXES: usize = 4;
const SENTENCES: usize = 3;
/// How many entries of a list are given.
const MOST: usize = 3;

/// Writes it. `against` is the architecture to compare with, if not the usual one.
pub(super) fn brief(page: &mut Page, report: &Report, against: Option<&str>) {
    let lines = page.lines_for(LINES);
    verdict(page, report);
    if report.what_if.is_some() {
        comparison::what_if(page, report);
    } else {
        let weighing = report.leader_next_to(against);
        let mut blocks: Vec<Block> = weighing.iter().flat_map(|weighing| reasons(report, weighing)).collect();
        blocks.extend(parts::block(report));
        let leader = report.leader();
        let next = leader.into_iter().flat_map(|leader| [needs(leader), steps(leader)]).flatten();
        let hangs_on = [find_out(report), changes(report)].into_iter().flatten();
        match report.verdict.status {
            // Who does not come first most often is not to be built yet.
            Status::Open if report.often_first().is_some() => blocks.extend(hangs_on),
            Status::Open | Status::Likely => blocks.extend(hangs_on.chain(next)),
            Status::Decided | Status::Close | Status::None => blocks.extend(next.chain(hangs_on)),
        }
        blocks.extend(warnings(report));
        fit(page, &blocks, lines - LAST);
        if report.verdict.architecture.is_some() {
            page.line("");
            let months = counted(u32::from(report.revisit.months), "month");
            let text = format!("Points are judgement. Look at the decision again in {months} at the latest.");
            page.paragraph("", "  ", &text);
        }
    }
    page.paragraph("", "", &styled(QUIET, HOW_TO_SEE_MORE));
}

fn verdict(page: &mut Page, report: &Report) {
    summary::title_above(page, report);
    page.clipped("", "  ", &summary::headline(report), 3);
    report.axes.iter().take(AXES).for_each(|axis| page.clipped("  ", "    ", &axis.headline, 2));
    page.clipped("", "  ", report.often_first().as_deref().unwrap_or_default(), 2);
    page.clipped("", "  ", report.assumed().as_deref().unwrap_or_default(), 2);
    let sentences = &report.verdict.explanation;
    sentences.iter().take(SENTENCES).for_each(|sentence| page.clipped("", "  ", sentence, 4));
    let Some(leader) = report.leader() else { return };
    let word = if report.verdict.status == Status::Open { "If it stays so" } else { "In practice" };
    let practice = match &leader.guidance.variant {
        Some(variant) => format!("{word}: {}. {}", styled(BOLD, &variant.name), variant.about),
        None => format!("{word}: {}", leader.summary),
    };
    page.clipped("", "  ", &practice, 3);
}

/// Returns what counts for the first, and what counts against it.
fn reasons(report: &Report, weighing: &Weighing<'_>) -> Vec<Block> {
    let [first, second] = [weighing.first, weighing.second].map(|id| report.name(id));
    let lead = weighing.lead();
    if weighing.in_favour.is_empty() && weighing.against.is_empty() {
        return vec![list(report, format!("Nothing tells {first} and {second} apart yet"), &[])];
    }
    let so = match lead {
        0 => format!("level with {second}"),
        1.. => format!("{} ahead", points(lead)),
        _ => format!("{} behind", points(-lead)),
    };
    let in_favour = match sum(&weighing.in_favour) {
        0 => format!("Nothing counts for {first} rather than {second}."),
        all => format!("For {first} rather than {second}: {}", signed(all)),
    };
    let against = match sum(&weighing.against) {
        0 => format!("Nothing counts against {first} next to {second}, so it is {so}."),
        all => format!("Against {first}: {}, so it is {so}", signed(all)),
    };
    let mut against = list(report, against, &weighing.against);
    let price = report.architecture(weighing.first).and_then(|first| first.price.as_ref());
    against.foot = price.map(|price| format!("Its price: {price}"));
    vec![list(report, in_favour, &weighing.in_favour), against]
}

fn list(report: &Report, name: String, reasons: &[(i32, &Argument)]) -> Block {
    let points: Vec<i32> = reasons.iter().map(|(points, _)| *points).collect();
    let rest = move |shown: usize| {
        let rest = &points[shown..];
        (!rest.is_empty()).then(|| Entry {
            first: format!("  {:>3} ", signed(rest.iter().sum())),
            rest: "      ",
            text: format!("for {}", counted(rest.len(), "more reason")),
            more: String::new(),
        })
    };
    Block {
        name,
        entries: reasons.iter().map(|(points, argument)| reason(report, *points, argument)).collect(),
        least: 1,
        // One more takes no more room than to say that there is one more.
        most: if reasons.len() == MOST + 1 { MOST + 1 } else { MOST },
        form: Form::Above(Box::new(rest)),
        foot: None,
    }
}

fn reason(report: &Report, points: i32, argument: &Argument) -> Entry {
    Entry {
        first: points_head(points),
        rest: "      ",
        text: format!("{}, {}", styled(BOLD, report.quality_name(&argument.quality)), argument.why),
        more: argument.because.clone(),
    }
}

fn needs(leader: &ArchitectureView) -> Option<Block> {
    let of = |state: NeedState| leader.guidance.needs.iter().filter(move |need| need.state == state);
    let missing = of(NeedState::NotInPlace).chain(of(NeedState::NotAsked));
    let entry = |need: &NeedView| {
        let state = if need.state == NeedState::NotAsked { "(to be checked)" } else { "(not in place)" };
        Entry::plain(format!("{} {}", need.what.trim_end_matches('.'), styled(QUIET, state)))
    };
    block("What it needs", missing.map(entry).collect())
}

fn steps(leader: &ArchitectureView) -> Option<Block> {
    let steps = &leader.guidance.first_steps.as_ref()?.steps;
    let step = |(number, step): (usize, &String)| Entry {
        first: format!("{number}. "),
        rest: "   ",
        ..Entry::plain(step.clone())
    };
    block("First steps", (1..).zip(steps).map(step).collect())
}

/// Returns the questions that would settle most, where the verdict hangs on what is open.
fn find_out(report: &Report) -> Option<Block> {
    if !matches!(report.verdict.status, Status::Open | Status::Likely) {
        return None;
    }
    let entries = report.most_telling().into_iter().map(|open| Entry::plain(open.ask.clone()));
    block("Find out first", entries.collect())
}

fn changes(report: &Report) -> Option<Block> {
    let ways = report.likeliest_changes();
    let entry = |way: &&ChangeView| Entry {
        more: way.reason.clone().unwrap_or_default(),
        ..Entry::plain(way.sentence.clone())
    };
    let name = match report.verdict.architecture {
        Some(_) => "Would change it",
        None => "Would lift it",
    };
    block(name, ways.iter().map(entry).collect())
}

fn warnings(report: &Report) -> Option<Block> {
    let entries = report
        .holding_warnings()
        .map(|warning| Entry { more: warning.because.clone(), ..Entry::plain(warning.message.clone()) });
    block("Watch out", entries.collect())
}

/// Returns a block beside its name; `None` without entries.
fn block(name: &str, entries: Vec<Entry>) -> Option<Block> {
    let name = name.to_owned();
    (!entries.is_empty()).then_some(Block {
        name,
        entries,
        least: 1,
        most: MOST,
        form: Form::Beside,
        foot: None,
    })
}
