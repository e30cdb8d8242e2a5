//! What would change the verdict, with changes that differ in one answer only said in one sentence.

use indexmap::IndexMap;

use crate::render::page::{Page, QUIET, styled};
use crate::report::{AnswerOrigin, FlipView, Knowledge, Report};
use crate::rulebook::{Kind, Rarity, or_list};

/// How many sentences are shown without `--explain`: on single answers, and on sets of them.
const SINGLE: usize = 6;
const SETS: usize = 3;

pub(super) fn flips(page: &mut Page, report: &Report, explain: bool) {
    let refutations = &report.verdict.refutations;
    if report.flips.is_empty() && refutations.is_empty() {
        return;
    }
    page.heading(match report.verdict.architecture {
        Some(_) => "What would change it",
        None => "What would let a candidate back in",
    });
    if let Some(breakdown) = &report.breakdown {
        page.paragraph("  ", "  ", &breakdown.sentence);
    }
    // What the sentence above or a change below says already is not said again.
    let sentence = report.breakdown.as_ref().and_then(|breakdown| breakdown.way.as_ref());
    let is_new = |way: &&FlipView| !sentence.is_some_and(|said| is_same(said, way));
    let is_flip = |way: &FlipView| report.flips.iter().any(|flip| is_same(flip, way));
    for refutation in refutations.iter().filter(is_new).filter(|way| !is_flip(way)) {
        let group = FlipGroup::of(refutation);
        page.paragraph("  ", "    ", &format!("If it turns out that {}", group.outcome(report)));
    }
    // What was answered comes first: an open question is rather to be found out than changed.
    let (open, answered): (Vec<&FlipView>, Vec<&FlipView>) = report
        .flips
        .iter()
        .filter(is_new)
        .partition(|flip| flip.answers.keys().any(|id| is_open(report, id)));
    let sets = report.flips.first().is_some_and(|flip| flip.answers.len() > 1);
    if sets && report.verdict.architecture.is_some() {
        page.paragraph(
            "  ",
            "  ",
            "No single answer that was given does. The smallest sets of changes that do:",
        );
    }
    let groups = [grouped(report, &answered), grouped(report, &open)].concat();
    let most = if sets { SETS } else { SINGLE };
    let shown = if explain { groups.len() } else { groups.len().min(most) };
    for group in &groups[..shown] {
        page.paragraph("  ", "    ", &format!("With {}", group.outcome(report)));
    }
    let ways = || refutations.iter().chain(&report.flips);
    if ways().any(|way| !way.unusual.is_empty()) {
        page.paragraph(
            "  ",
            "  ",
            &styled(QUIET, "(unusual: fewer than 1 in 5 systems; rare: fewer than 1 in 20)"),
        );
    }
    let rest: usize = groups[shown..].iter().map(FlipGroup::size).sum();
    if rest > 0 {
        page.paragraph("  ", "  ", &styled(QUIET, &format!("and {rest} more: --explain")));
    }
}

/// Returns what some changes come to, in a sentence each; those that differ in one answer only are one.
pub(super) fn outcomes(report: &Report, flips: &[&FlipView]) -> Vec<String> {
    grouped(report, flips).iter().map(|group| group.outcome(report)).collect()
}

/// Returns whether two ways to another winner are the same.
fn is_same(one: &FlipView, other: &FlipView) -> bool {
    one.answers == other.answers && one.architecture == other.architecture
}

/// Returns whether a question is asked and nothing is known of it.
fn is_open(report: &Report, question: &str) -> bool {
    let answer = report.answers.iter().find(|answer| answer.question == question);
    answer.is_some_and(|answer| {
        answer.knowledge == Knowledge::Unknown && answer.origin != AnswerOrigin::NotAsked
    })
}

/// Changes that differ in the answer to one question at most, and after which the same architecture leads.
#[derive(Debug, Clone)]
struct FlipGroup<'r> {
    /// For each question the answers, of which any will do.
    answers: IndexMap<&'r str, Vec<String>>,
    architecture: Option<&'r str>,
    /// The smallest and the largest lead.
    margins: Option<(i32, i32)>,
}

/// Groups changes: the first with those that differ from it in one answer, and so on with the rest.
fn grouped<'r>(report: &Report, flips: &[&'r FlipView]) -> Vec<FlipGroup<'r>> {
    let mut left = flips.to_vec();
    let mut groups = Vec::new();
    while !left.is_empty() {
        let first = left[0];
        let like = |question: &str| {
            let alike = left.iter().filter(|flip| differ_in(first, flip, question));
            alike.copied().collect::<Vec<&FlipView>>()
        };
        let questions = first.answers.keys().filter(|id| !is_multiple(report, id));
        // Of those with the most changes the question that comes first.
        let members = questions.map(|id| like(id)).rev().max_by_key(Vec::len).unwrap_or_default();
        let mut group = FlipGroup::of(first);
        members.iter().skip(1).for_each(|flip| group.add(flip));
        left.retain(|flip| !std::ptr::eq(*flip, first) && !members.iter().any(|m| std::ptr::eq(*m, *flip)));
        groups.push(group);
    }
    groups
}

/// Returns whether a question has several answers at once: lists of these cannot be read as one of a list.
fn is_multiple(report: &Report, question: &str) -> bool {
    let answer = report.answers.iter().find(|answer| answer.question == question);
    answer.is_some_and(|answer| answer.kind == Kind::Multi)
}

/// Returns whether two changes come to the same, and differ in the answer to `question` at most.
fn differ_in(first: &FlipView, second: &FlipView, question: &str) -> bool {
    let others = |flip: &FlipView| {
        let others = flip.answers.iter().filter(|(id, _)| *id != question);
        others.map(|(id, answer)| (id.clone(), answer.clone())).collect::<Vec<_>>()
    };
    let sign = |flip: &FlipView| flip.margin.map(i32::signum);
    first.architecture == second.architecture
        && sign(first) == sign(second)
        && second.answers.contains_key(question)
        && others(first) == others(second)
}

/// Returns one answer of a change, and how unusual it is: `extreme (rare)`.
fn answer(flip: &FlipView, question: &str) -> String {
    let answer = flip.answers.get(question).map_or("", String::as_str);
    match flip.unusual.get(question) {
        Some(Rarity::Rare) => format!("{answer} (rare)"),
        Some(Rarity::Unusual) => format!("{answer} (unusual)"),
        Some(Rarity::Usual) | None => answer.to_owned(),
    }
}

impl<'r> FlipGroup<'r> {
    fn of(flip: &'r FlipView) -> Self {
        Self {
            answers: flip.answers.keys().map(|id| (id.as_str(), vec![answer(flip, id)])).collect(),
            architecture: flip.architecture.as_deref(),
            margins: flip.margin.map(|margin| (margin, margin)),
        }
    }

    fn add(&mut self, flip: &'r FlipView) {
        for id in flip.answers.keys() {
            let (answers, answer) = (self.answers.entry(id).or_default(), answer(flip, id));
            if !answers.contains(&answer) {
                answers.push(answer);
            }
        }
        if let (Some((least, most)), Some(margin)) = (&mut self.margins, flip.margin) {
            (*least, *most) = ((*least).min(margin), (*most).max(margin));
        }
    }

    /// Returns how many changes it stands for: they differ in one answer.
    fn size(&self) -> usize {
        self.answers.values().map(Vec::len).max().unwrap_or(1)
    }

    /// Returns the sentence: `consistency = strong, budget = tight: Distributed leads by 2.`
    fn outcome(&self, report: &Report) -> String {
        let change = |(id, answers): (&&str, &Vec<String>)| format!("{id} = {}", or_list(answers));
        let changes = self.answers.iter().map(change).collect::<Vec<_>>().join(" and ");
        let Some(id) = self.architecture else { return format!("{changes}: every candidate is ruled out.") };
        let name = report.name(id);
        match self.margins {
            None => format!("{changes}: {name} is the only one left."),
            Some((..0, _)) => format!("{changes}: {name} comes first of those that can still win."),
            Some((_, 0)) => format!("{changes}: {name} draws level and wins the tie."),
            Some((least, most)) if least == most => format!("{changes}: {name} leads by {most}."),
            Some((least, most)) => format!("{changes}: {name} leads by {least} to {most}."),
        }
    }
}
