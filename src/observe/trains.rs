//! Whether packages of one repository are released together or each on its own.

use std::collections::{BTreeMap, BTreeSet};

use super::co_change::Coupling;
use super::settings::Settings;
use super::tags::Tag;
use super::window::{Window, day};
use crate::git::TaggedCommit;

/// Packages with fewer releases say nothing.
const LEAST_RELEASES: usize = 3;
/// Two packages are too few: any two that meet look like one train.
const LEAST_PACKAGES: usize = 3;
const LEAST_DAYS: usize = 12;
const TOGETHER: f64 = 0.75;
const APART: f64 = 0.25;

/// How the packages of a repository were released.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Trains {
    pub packages: usize,
    pub days: usize,
    /// The mean over the days of release of how many of the others were released too, as a share.
    pub lockstep: f64,
    pub names: Vec<String>,
}

impl Trains {
    /// Returns what it comes to; `None` if there is too little to tell.
    pub(super) fn outcome(&self) -> Option<Coupling> {
        let outcome = match self.lockstep {
            lockstep if lockstep >= TOGETHER => Coupling::Joint,
            lockstep if lockstep <= APART => Coupling::Apart,
            _ => Coupling::Between,
        };
        (self.packages >= LEAST_PACKAGES && self.days >= LEAST_DAYS).then_some(outcome)
    }
}

/// Counts on which days which packages were released.
pub(super) fn trains(tags: &[TaggedCommit], window: Window, settings: &Settings) -> Trains {
    let mut of_package: BTreeMap<String, BTreeSet<i64>> = BTreeMap::new();
    for tag in tags.iter().filter(|tag| window.holds(tag.moment)) {
        if let Tag::Release(Some(package)) = settings.tag(&tag.name) {
            of_package.entry(package).or_default().insert(day(tag.moment));
        }
    }
    of_package.retain(|_, days| days.len() >= LEAST_RELEASES);
    let mut on_day: BTreeMap<i64, usize> = BTreeMap::new();
    of_package.values().flatten().for_each(|day| *on_day.entry(*day).or_default() += 1);
    let others = of_package.len().saturating_sub(1).max(1) as f64;
    let shares = on_day.values().map(|packages| (packages - 1) as f64 / others);
    let lockstep = if on_day.is_empty() { 0.0 } else { shares.sum::<f64>() / on_day.len() as f64 };
    let names = of_package.keys().cloned().collect();
    Trains { packages: of_package.len(), days: on_day.len(), lockstep, names }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const END: i64 = 1_700_000_000;

    fn outcome(days_of: impl Fn(i64) -> Vec<i64>) -> Option<Coupling> {
        let tag = |package: i64, days: i64| TaggedCommit {
            name: format!("pkg-{package}@1.{days}.0"),
            commit: format!("{package} {days}"),
            moment: END - days * DAY,
        };
        let tags: Vec<TaggedCommit> = (0..4)
            .flat_map(|package| days_of(package).into_iter().map(move |days| tag(package, days)))
            .collect();
        trains(&tags, Window { end: END, weeks: 52 }, &Settings::default()).outcome()
    }

    #[test]
    fn packages_in_lockstep_are_one_train() {
        assert_eq!(outcome(|_| (0..12).map(|n| n * 20).collect()), Some(Coupling::Joint));
        assert_eq!(outcome(|package| (0..12).map(|n| n * 20 + package).collect()), Some(Coupling::Apart));
        assert_eq!(outcome(|_| vec![1, 2, 3]), None);
        assert_eq!(outcome(|package| if package < 2 { (0..20).collect() } else { vec![] }), None);
    }
}
