//! Whether the parts of a repository change together.

use super::co_change::{Change, CoChange, Coupling, co_change};
use super::code_files::is_code;
use super::deployment::Built;
use super::facts::Fact;
use super::parts::{Partition, partition};
use super::settings::Settings;
use super::snapshot::{Snapshot, YEAR};
use crate::fact::FactKind;
use crate::rulebook::{counted, thousands};

/// Returns the fact of one repository: those of several change apart by nature.
pub(super) fn co_change_fact(
    all: &[Snapshot],
    built: &[Built],
    settings: &Settings,
    are_released_apart: bool,
) -> Fact {
    let ([one], [built]) = (all, built) else {
        return Fact::new(FactKind::CoChange, "Changes across repositories are not compared.");
    };
    let window = one.window(YEAR);
    if !one.reaches(YEAR) {
        return Fact::incomplete(FactKind::CoChange, window);
    }
    let parts = partition(one, &built.by_a_file, settings);
    let by_people = one.steps.iter().filter(|step| !step.is_by_bot);
    let code = |path: &&String| is_code(path) && !one.is_generated(path);
    let changes: Vec<Change> = by_people
        .map(|step| Change {
            size: step.files.len(),
            files: step.files.iter().filter(code).cloned().collect(),
        })
        .collect();
    let found = co_change(&changes, parts.names.len(), |path| parts.part_of(path));
    // Parts can go each by itself: there are services, or packages with releases of their own.
    let are_parted = are_released_apart || built.services.len() >= 3;
    let level = level(&found, &parts, are_parted, one);
    Fact::new(FactKind::CoChange, evidence(&found, &parts, one, level))
        .level(level)
        .over(window)
        .counted(found.across)
        .figure("changes", found.changes)
        .figure("parts", found.parts)
        .figure("left_out_as_too_large", found.left_out)
        .share("share", found.across as f64 / found.changes.max(1) as f64)
        .share("index", found.index())
        .share("effective_parts", found.effective_parts)
        .values([parts.by])
        .witnesses(witnesses(&found, &parts))
}

/// Returns the parts that change together most, else the first parts.
fn witnesses(found: &CoChange, parts: &Partition) -> Vec<String> {
    let pair = |(one, other, share): &(usize, usize, f64)| {
        format!("{} ~ {} ({:.0} %)", parts.names[*one], parts.names[*other], share * 100.0)
    };
    match found.pairs.as_slice() {
        [] => parts.names.clone(),
        pairs => pairs.iter().map(pair).collect(),
    }
}

/// That parts change apart counts only where they can be released apart, and each step is a whole change.
fn level(found: &CoChange, parts: &Partition, are_parted: bool, one: &Snapshot) -> Option<&'static str> {
    if parts.is_of_layers() || is_git_flow(found, one) {
        return None;
    }
    match found.outcome()? {
        Coupling::Apart if are_single_commits(one) || !are_parted => None,
        outcome => outcome.id(),
    }
}

/// Returns whether steps are commits and not whole changes: then few of them touch several parts anyhow.
fn are_single_commits(one: &Snapshot) -> bool {
    let by_people: Vec<_> = one.steps.iter().filter(|step| !step.is_by_bot).collect();
    by_people.iter().filter(|step| step.is_whole).count() * 5 < by_people.len()
}

/// Returns whether most steps are too large to be changes, as where a branch only takes whole releases.
fn is_git_flow(found: &CoChange, one: &Snapshot) -> bool {
    found.left_out * 2 > one.steps.iter().filter(|step| !step.is_by_bot).count()
}

fn evidence(found: &CoChange, parts: &Partition, one: &Snapshot, level: Option<&str>) -> String {
    if found.changes == 0 {
        return "No change touches a part of the code.".to_owned();
    }
    let percent = |share: f64| format!("{:.0} %", share * 100.0);
    let all = found.changes as f64;
    let bots = one.steps.iter().filter(|step| step.is_by_bot).count();
    let why_not = match level {
        Some(_) => "",
        None if is_git_flow(found, one) => " Most steps are too large to be changes.",
        None if !found.is_enough() => " Too few, or too much in one part, to tell.",
        None if parts.is_of_layers() => " The parts are layers, which change together anyhow.",
        None if found.outcome() == Some(Coupling::Between) => " Neither together nor apart.",
        None if are_single_commits(one) => " Steps are single commits, which are smaller than changes.",
        None => " They change apart, but are not seen to be released apart.",
    };
    format!(
        "{} of {} to parts ({}) in {YEAR} weeks {} more than one of {} ({}); {} would by chance: index {:.2}. {} over \
         30 files and {} by bots are left out.{why_not}",
        found.across,
        counted(found.changes, "change"),
        percent(found.across as f64 / all),
        if found.across == 1 { "touches" } else { "touch" },
        counted(found.parts, "part"),
        parts.by,
        percent(found.expected / all),
        found.index(),
        counted(found.left_out, "change"),
        thousands(bots),
    )
}
