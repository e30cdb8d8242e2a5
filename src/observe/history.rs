//! Facts of time: releases, people, and how the main line changed.

use super::co_change::Coupling;
use super::facts::Fact;
use super::people::{Committers, committers};
use super::releases::{ReleaseLevel, Releases, releases};
use super::settings::{ReleaseTags, Settings};
use super::snapshot::{Authored, QUARTER, Snapshot, YEAR, to_day};
use super::tags::Tag;
use super::trains::trains;
use super::window::Window;
use crate::fact::FactKind;
use crate::rulebook::{counted, thousands};

/// Two years of releases make a history, in seconds.
const ESTABLISHED: i64 = 2 * 365 * 86_400;

/// The releases of the repository that releases most often.
pub(super) fn release_facts(all: &[Snapshot], settings: &Settings) -> [Fact; 2] {
    let each: Vec<(&Snapshot, Releases)> =
        all.iter().map(|one| (one, releases(&one.tags, one.window(YEAR), settings))).collect();
    let first = || all.first().map(|one| one.window(YEAR));
    let complete = |(one, _): &&(&Snapshot, Releases)| one.reaches(YEAR);
    let most = each.iter().filter(complete).max_by_key(|(_, found)| (found.level, found.count));
    let Some((one, found)) = most else {
        let window = first().unwrap_or(Window { end: 0, weeks: YEAR });
        let missing = |kind| Fact::incomplete(kind, window);
        return [missing(FactKind::Releases), missing(FactKind::ReleaseHistory)];
    };
    let quarter = releases(&one.tags, one.window(QUARTER), settings);
    let off = found.commits.iter().filter(|names| names.iter().all(|name| !one.tags_within.contains(name)));
    let mut evidence = release_evidence(one, found, &quarter, settings);
    if let [_, _, ..] = each.as_slice() {
        let level = |(one, found): &(&Snapshot, Releases)| {
            format!("{} {}", one.about.name, found.level.map_or("none", ReleaseLevel::words))
        };
        let levels: Vec<String> = each.iter().map(level).collect();
        evidence = format!("{}: {evidence} Levels: {}.", one.about.name, levels.join(", "));
    }
    let fact = Fact::new(FactKind::Releases, evidence)
        .level(found.level.map(ReleaseLevel::id))
        .over(one.window(YEAR))
        .counted(found.count)
        .figure("days", found.days)
        .figure("off_the_main_line", off.count())
        .share("median_days_a_week", found.days_a_week)
        .share("median_releases_a_week", found.releases_a_week)
        .share("median_releases_a_month", found.releases_a_month)
        .values(quarter.level.map(|level| format!("{} in the last {QUARTER} weeks", level.id())))
        .witnesses(found.latest.clone());
    [fact, release_history(one, found, settings)]
}

fn release_evidence(one: &Snapshot, found: &Releases, quarter: &Releases, settings: &Settings) -> String {
    let to = to_day(one.end);
    if matches!(settings.tags, ReleaseTags::None) {
        return "Tags are not looked at.".to_owned();
    }
    if one.tags.is_empty() {
        return "There are no tags up to then; a clone without tags looks the same.".to_owned();
    }
    if found.count == 0 {
        return format!("No tag of a release in the {YEAR} weeks to {to}; it may be released without tags.");
    }
    let like = found.latest.first().map(|name| format!(" (tags like `{name}`)")).unwrap_or_default();
    let now = quarter.level.map_or("none".to_owned(), |level| level.words().to_owned());
    let (releases, days) = (counted(found.count, "release"), counted(found.days, "day"));
    let median = match found.days_a_week {
        median if median >= 1.0 => format!("in the median week on {}", halves(median, "day")),
        _ => format!("{} in the median month", halves(found.releases_a_month, "release")),
    };
    format!(
        "{releases} on {days} in the {YEAR} weeks to {to}{like}, {median}; in the last {QUARTER} weeks: {now}."
    )
}

/// Returns a median with its noun: a whole or a half.
fn halves(median: f64, noun: &str) -> String {
    if median == 1.0 { format!("1 {noun}") } else { format!("{median} {noun}s") }
}

fn release_history(one: &Snapshot, found: &Releases, settings: &Settings) -> Fact {
    let is_release = |name: &str| matches!(settings.tag(name), Tag::Release(_));
    let first = one.tags.iter().filter(|tag| is_release(&tag.name)).min_by_key(|tag| (tag.moment, &tag.name));
    let Some(first) = first else { return Fact::new(FactKind::ReleaseHistory, "No release is tagged.") };
    let is_old = one.end - first.moment >= ESTABLISHED;
    let is_established = is_old && found.level >= Some(ReleaseLevel::Monthly);
    let why_not = match (is_old, is_established) {
        (true, false) => " Releases are rarer than monthly now.",
        _ => "",
    };
    let evidence =
        format!("The first release, `{}`, was tagged on {}.{why_not}", first.name, to_day(first.moment));
    Fact::new(FactKind::ReleaseHistory, evidence)
        .level(is_established.then_some("established"))
        .witnesses([first.name.clone()])
}

/// Returns the repository whose commit is the newest: its windows stand for those of all.
fn newest(all: &[Snapshot]) -> Option<&Snapshot> {
    all.iter().max_by_key(|one| one.end)
}

/// The people of all repositories together: who works in several is one.
pub(super) fn people_fact(all: &[Snapshot], settings: &Settings) -> Fact {
    let Some(first) = newest(all) else { return Fact::new(FactKind::People, "") };
    if all.iter().any(|one| !one.reaches(2 * QUARTER)) {
        return Fact::incomplete(FactKind::People, first.window(2 * QUARTER));
    }
    // Each repository has its own last day, from which its quarters count.
    let shifted = |one: &Snapshot| {
        let shift = first.end - one.end;
        let at = move |commit: &Authored| Authored {
            moment: commit.moment.saturating_add(shift),
            ..commit.clone()
        };
        one.authored.iter().map(at).collect::<Vec<_>>()
    };
    let commits: Vec<Authored> = all.iter().flat_map(shifted).collect();
    let window = first.window(QUARTER);
    let found = committers(&commits, window, |identity| settings.is_bot(identity));
    let (least_today, most_today) = found.teams_today();
    let least = found.least_teams() as u64;
    let mut fact = Fact::new(FactKind::People, people_evidence(&found, first.end))
        .over(window)
        .counted(found.regular)
        .figure("any", found.any)
        .figure("regular_before", found.regular_before)
        .figure("least_teams_today", least_today)
        .figure("most_teams_today", most_today)
        .figure("commits_by_bots", found.by_bots);
    // One team at least is no news: a repository may be a tenth of a system.
    if least >= 2 {
        (fact.least, fact.most) = (Some(least), Some(most_today as u64));
    }
    fact
}

fn people_evidence(found: &Committers, end: i64) -> String {
    let (least, most) = found.teams_today();
    let people = match found.regular {
        1 => "1 person".to_owned(),
        regular => format!("{regular} people"),
    };
    let teams = match (least, most) {
        (_, 0) => "too few to tell".to_owned(),
        (1, 1) => "1 team of 5 to 10".to_owned(),
        (least, most) if least == most => format!("{most} teams of 5 to 10"),
        (least, most) => format!("{least} to {most} teams of 5 to 10"),
    };
    let bots = match found.by_bots {
        0 => String::new(),
        bots => format!("; {} by bots left out", counted(bots, "commit")),
    };
    format!(
        "{people} with 3 commits or more in the {QUARTER} weeks to {}, {} in the {QUARTER} weeks before \
         ({} with any{bots}): {teams}.",
        to_day(end),
        found.regular_before,
        found.any
    )
}

/// The steps of the main line.
pub(super) fn changes_fact(all: &[Snapshot]) -> Fact {
    let Some(first) = newest(all) else { return Fact::new(FactKind::Changes, "") };
    if all.iter().any(|one| !one.reaches(YEAR)) {
        return Fact::incomplete(FactKind::Changes, first.window(YEAR));
    }
    let steps = || all.iter().flat_map(|one| &one.steps);
    let merges = steps().filter(|step| step.is_merge).count();
    let agents = steps().filter(|step| step.is_by_agent).count();
    let bots = steps().filter(|step| step.is_by_bot || step.is_by_agent).count();
    let evidence = format!(
        "{} of the main line in the {YEAR} weeks to {}: {}, and {} by bots or agents.",
        counted(steps().count(), "change"),
        to_day(first.end),
        counted(merges, "merge"),
        thousands(bots),
    );
    Fact::new(FactKind::Changes, evidence)
        .over(first.window(YEAR))
        .counted(steps().count())
        .figure("merges", merges)
        .figure("by_bots_or_agents", bots)
        .figure("by_agents", agents)
}

/// Whether packages are released together.
pub(super) fn trains_fact(all: &[Snapshot], settings: &Settings) -> Fact {
    let [one] = all else {
        return Fact::new(FactKind::ReleaseTrains, "Several repositories are released apart.");
    };
    let window = one.window(YEAR);
    if !one.reaches(YEAR) {
        return Fact::incomplete(FactKind::ReleaseTrains, window);
    }
    let found = trains(&one.tags, window, settings);
    let evidence = match found.outcome() {
        None if found.packages < 2 => "No packages with releases of their own.".to_owned(),
        None => format!(
            "{} on {}: too few to tell.",
            counted(found.packages, "package"),
            counted(found.days, "day")
        ),
        Some(_) => format!(
            "{} were released three times or more in {YEAR} weeks; on a day with a release {:.0} % of the \
             others were released too.",
            counted(found.packages, "package"),
            found.lockstep * 100.0
        ),
    };
    Fact::new(FactKind::ReleaseTrains, evidence)
        .level(found.outcome().and_then(Coupling::id))
        .over(window)
        .counted(found.packages)
        .figure("days", found.days)
        .share("lockstep", found.lockstep)
        .witnesses(found.names)
}

/// Whether there is code that is worked on.
pub(super) fn code_fact(all: &[Snapshot]) -> Fact {
    const LEAST_FILES: usize = 20;
    const LEAST_CHANGES: usize = 50;
    let files = |one: &Snapshot| {
        let code = one.paths.iter().filter(|path| super::code_files::is_code(path));
        code.filter(|path| !path.ends_with(".tf") && !path.ends_with(".hcl")).count()
    };
    let by_people = |one: &Snapshot| one.steps.iter().filter(|step| !step.is_by_bot).count();
    let exists = |one: &&Snapshot| files(one) >= LEAST_FILES && by_people(one) >= LEAST_CHANGES;
    let shown = all.iter().find(exists).or(all.first());
    let Some(one) = shown else { return Fact::new(FactKind::Code, "") };
    let evidence = format!(
        "{} of code that are not Terraform, and {} in the {YEAR} weeks to {} that were not made by bots.",
        counted(files(one), "file"),
        counted(by_people(one), "change"),
        to_day(one.end)
    );
    Fact::new(FactKind::Code, evidence)
        .level(all.iter().any(|one| exists(&one)).then_some("exists"))
        .over(one.window(YEAR))
        .counted(files(one))
        .figure("changes_by_people", by_people(one))
}
