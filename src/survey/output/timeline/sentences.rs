//! The words that the text and the page of a time line share.

use crate::report::{AnswerDifference, WeightDifference};
use crate::rulebook::{Rulebook, counted};
use crate::survey::output::sentences::{lead, name, verdict};
use crate::survey::{Event, SystemHistory, Timeline, Version};

/// How many letters of a hash a reader is shown.
const SHORT: usize = 8;

/// Returns what is said of all systems, a sentence each.
pub(super) fn summary(timeline: &Timeline) -> Vec<String> {
    let summary = &timeline.summary;
    let (systems, versions) = (summary.systems as u64, summary.versions as u64);
    let mut sentences = vec![format!("{} in {}.", counted(systems, "system"), counted(versions, "version"))];
    sentences.push(match summary.leader_changes {
        0 => "The leader never changed.".to_owned(),
        some => format!("The leader changed {}.", times(some)),
    });
    sentences.push(match summary.breaks {
        0 => "No recorded decision stopped holding.".to_owned(),
        some => format!("A recorded decision stopped holding {}.", times(some)),
    });
    match summary.overruled {
        0 => {}
        1 => sentences.push("1 system records a decision that does not hold now.".to_owned()),
        some => sentences.push(format!("{some} systems record decisions that do not hold now.")),
    }
    match summary.reviews_past {
        0 => {}
        1 => sentences.push("1 review was due before the last commit.".to_owned()),
        some => sentences.push(format!("{some} reviews were due before the last commit.")),
    }
    sentences
}

fn times(count: usize) -> String {
    match count {
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        some => format!("{some} times"),
    }
}

/// Returns when a version came to be: `2026-03-01`, or `not committed`.
pub(super) fn when(version: &Version) -> &str {
    version.commit.as_ref().map_or("not committed", |commit| &commit.date)
}

/// Returns the commit of a version as far as a reader needs it.
pub(super) fn hash(version: &Version) -> &str {
    let commit = version.commit.as_ref().map_or("", |commit| &commit.commit);
    commit.get(..SHORT).unwrap_or(commit)
}

/// Returns the verdict and the lead: `Hybrid (open), +4`.
pub(super) fn came_to(version: &Version, rulebook: &Rulebook) -> String {
    let lead = Some(lead(&version.row)).filter(|lead| !lead.is_empty());
    let lead = lead.map(|lead| format!(", {lead}")).unwrap_or_default();
    format!("{}{lead}", verdict(&version.row, rulebook))
}

/// Returns what became of the recorded decisions, a sentence for each event.
pub(super) fn events(version: &Version, rulebook: &Rulebook) -> Vec<(Event, String)> {
    let decided = version.row.decision.as_ref().map(|decision| name(rulebook, &decision.architecture));
    let decided = decided.unwrap_or("a part");
    let sentence = |event: &Event| match event {
        Event::LeaderChanged | Event::StatusChanged => None,
        Event::Decided => Some(format!("{decided} was recorded as decided.")),
        Event::DecisionChanged => Some(format!("The recorded decision became {decided}.")),
        Event::DecisionWithdrawn => Some("The decision is no longer recorded.".to_owned()),
        Event::NoLongerHolds => Some(no_longer(version, rulebook)),
        Event::HoldsAgain => Some("What is recorded holds again.".to_owned()),
        Event::Unreadable => Some("The file could not be read any more.".to_owned()),
    };
    version.events.iter().filter_map(|event| Some((*event, sentence(event)?))).collect()
}

/// Returns which recorded decisions do not hold.
fn no_longer(version: &Version, rulebook: &Rulebook) -> String {
    let row = &version.row;
    let whole = row.decision.iter().filter(|decision| !decision.holds);
    let whole = whole.map(|decision| name(rulebook, &decision.architecture).to_owned());
    let parts = row.parts.iter().filter(|part| !part.holds);
    let parts = parts.map(|part| format!("{} for {}", name(rulebook, &part.architecture), part.part));
    let all: Vec<String> = whole.chain(parts).collect();
    format!("What was decided no longer holds: {}.", all.join(", "))
}

/// Returns what an answer changed: `How many teams …? 2 teams → 15 teams, enough by itself`.
pub(super) fn answer(difference: &AnswerDifference) -> String {
    let enough = if difference.enough { ", enough by itself to change who leads" } else { "" };
    let AnswerDifference { ask, before_label, after_label, .. } = difference;
    format!("{ask} {before_label} → {after_label}{enough}")
}

/// Returns by when the decision on a system is to be reviewed.
pub(super) fn review(system: &SystemHistory) -> Option<String> {
    let day = system.review_by.as_ref()?;
    Some(match system.review_is_past {
        true => format!("Its review was due by {day}."),
        false => format!("Its review is due by {day}."),
    })
}

/// Returns the versions that are shown: the first, the last, and those that differ from the one before them.
pub(super) fn shown(system: &SystemHistory) -> impl Iterator<Item = &Version> {
    let last = system.versions.len().saturating_sub(1);
    let is_news = |version: &Version| {
        !version.events.is_empty() || !version.answers.is_empty() || !version.weights.is_empty()
    };
    let versions = system.versions.iter().enumerate();
    let shown = versions.filter(move |(at, version)| *at == 0 || *at == last || is_news(version));
    shown.map(|(_, version)| version)
}

pub(super) fn weight(weight: &WeightDifference) -> String {
    format!("Weight of {}: {} → {}", weight.name, weight.before, weight.after)
}
