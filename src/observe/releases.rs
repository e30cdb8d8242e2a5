//! How often is released: tagged commits, and the level that they come to in the vocabulary of DORA.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::NAMED;
use super::settings::Settings;
use super::tags::Tag;
use super::window::{Window, day, median};
use crate::git::TaggedCommit;

/// How often somebody releases.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum ReleaseLevel {
    LessThanMonthly,
    Monthly,
    Weekly,
    Daily,
    OnDemand,
}

/// The releases of a window.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Releases {
    /// Tagged commits: several tags on one are one release.
    pub count: usize,
    /// Different days in UTC.
    pub days: usize,
    /// The medians over the weeks of the window.
    pub days_a_week: f64,
    pub releases_a_week: f64,
    pub releases_a_month: f64,
    /// The level; `None` without a release.
    pub level: Option<ReleaseLevel>,
    /// The latest, to be named.
    pub latest: Vec<String>,
    /// The tags of each.
    pub commits: Vec<Vec<String>>,
}

/// Returns the releases of a window, each commit once, at the first of its tags.
pub(super) fn releases(tags: &[TaggedCommit], window: Window, settings: &Settings) -> Releases {
    let is_release = |name: &str| matches!(settings.tag(name), Tag::Release(_));
    let mut by_commit: BTreeMap<&str, Vec<(i64, &str)>> = BTreeMap::new();
    for tag in tags.iter().filter(|tag| tag.moment <= window.end && is_release(&tag.name)) {
        by_commit.entry(&tag.commit).or_default().push((tag.moment, &tag.name));
    }
    let mut found: Vec<(i64, &str, Vec<&str>)> = Vec::new();
    for (commit, mut tags) in by_commit {
        tags.sort_unstable();
        let names = tags.iter().map(|(_, name)| *name).collect();
        found.extend(tags.first().map(|(moment, _)| (*moment, commit, names)));
    }
    found.retain(|(moment, ..)| window.holds(*moment));
    found.sort_unstable();
    let moments = || found.iter().map(|(moment, commit, _)| (*moment, *commit));
    let days = || found.iter().map(|(moment, ..)| (*moment, day(*moment)));
    let days_a_week = median(window.per_week(days()));
    let releases_a_week = median(window.per_week(moments()));
    let releases_a_month = median(window.per_month(moments()));
    Releases {
        count: found.len(),
        days: days().map(|(_, day)| day).collect::<BTreeSet<_>>().len(),
        level: (!found.is_empty()).then(|| level(days_a_week, releases_a_week, releases_a_month)),
        days_a_week,
        releases_a_week,
        releases_a_month,
        latest: found.iter().rev().take(NAMED).map(|(_, _, names)| names[0].to_owned()).collect(),
        commits: found
            .iter()
            .map(|(.., names)| names.iter().map(|&name| name.to_owned()).collect())
            .collect(),
    }
}

impl ReleaseLevel {
    /// Returns the level of the fact.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::LessThanMonthly => "less-than-monthly",
            Self::Monthly => "monthly",
            Self::Weekly => "weekly",
            Self::Daily => "daily",
            Self::OnDemand => "on-demand",
        }
    }

    /// Returns it in words.
    pub(super) fn words(self) -> &'static str {
        match self {
            Self::LessThanMonthly => "less than monthly",
            Self::OnDemand => "on demand",
            level => level.id(),
        }
    }
}

/// Returns the level by medians: one busy week decides nothing. Days a week are those of Four Keys; several a
/// day on a working week are DORA's "on demand".
fn level(days_a_week: f64, releases_a_week: f64, releases_a_month: f64) -> ReleaseLevel {
    match () {
        () if days_a_week >= 3.0 && releases_a_week >= 10.0 => ReleaseLevel::OnDemand,
        () if days_a_week >= 3.0 => ReleaseLevel::Daily,
        () if days_a_week >= 1.0 => ReleaseLevel::Weekly,
        () if releases_a_month >= 1.0 => ReleaseLevel::Monthly,
        () => ReleaseLevel::LessThanMonthly,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const END: i64 = 1_700_000_000;

    fn tagged(days_ago: impl IntoIterator<Item = i64>) -> Vec<TaggedCommit> {
        let tag = |(n, days): (usize, i64)| TaggedCommit {
            name: format!("v1.{n}.0"),
            commit: format!("c{n}"),
            moment: END - days * DAY,
        };
        days_ago.into_iter().enumerate().map(tag).collect()
    }

    fn level_of(tags: &[TaggedCommit]) -> Option<ReleaseLevel> {
        releases(tags, Window { end: END, weeks: 52 }, &Settings::default()).level
    }

    #[test]
    fn the_level_is_that_of_the_median_week() {
        assert_eq!(level_of(&[]), None);
        assert_eq!(level_of(&tagged((0..52).map(|week| week * 7))), Some(ReleaseLevel::Weekly));
        assert_eq!(level_of(&tagged((0..364).filter(|day| day % 7 < 5))), Some(ReleaseLevel::Daily));
        assert_eq!(level_of(&tagged((0..364).flat_map(|day| [day, day]))), Some(ReleaseLevel::OnDemand));
        assert_eq!(level_of(&tagged((0..12).map(|month| month * 30))), Some(ReleaseLevel::Monthly));
        // A week of thirty releases is no habit.
        assert_eq!(level_of(&tagged((0..30).map(|n| n % 7))), Some(ReleaseLevel::LessThanMonthly));
    }

    #[test]
    fn several_tags_on_a_commit_are_one_release_and_later_tags_do_not_count() {
        let mut tags = tagged([3, 3, 3]);
        tags.iter_mut().for_each(|tag| tag.commit = "one".to_owned());
        tags.push(TaggedCommit { name: "v9.0.0".to_owned(), commit: "late".to_owned(), moment: END + 1 });
        tags.push(TaggedCommit { name: "staging-1.0.0".to_owned(), commit: "stage".to_owned(), moment: END });
        let found = releases(&tags, Window { end: END, weeks: 52 }, &Settings::default());
        assert_eq!((found.count, found.days), (1, 1));
    }
}
