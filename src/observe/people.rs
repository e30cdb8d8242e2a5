//! How many people commit regularly, and how many teams of five to ten they would be.

use std::collections::{BTreeMap, BTreeSet};

use super::identity::{Identity, People};
use super::snapshot::Authored;
use super::window::Window;

/// So many commits in a quarter make somebody regular: those who send a change once make "any" useless in
/// open repositories, and in closed ones it costs little.
const REGULAR: usize = 3;
/// The most people of a team.
const TEAM: usize = 10;

/// Who committed in the last quarter, and in the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Committers {
    pub any: usize,
    pub regular: usize,
    pub regular_before: usize,
    /// The commits of bots that were left out, in both quarters.
    pub by_bots: usize,
}

impl Committers {
    /// Returns how many teams there are at least, if those who commit regularly are all of them.
    pub(super) fn least_teams(&self) -> usize {
        self.regular.min(self.regular_before).div_ceil(TEAM)
    }

    /// Returns how many teams of five to ten the regular ones are today: at least, and at most.
    pub(super) fn teams_today(&self) -> (usize, usize) {
        (self.regular.div_ceil(TEAM), self.regular.div_ceil(TEAM / 2))
    }
}

/// Counts who committed in a window and in the one before it. `is_bot` says who is none besides those that
/// are known.
pub(super) fn committers(
    commits: &[Authored],
    window: Window,
    is_bot: impl Fn(&Identity) -> bool,
) -> Committers {
    let mut by_bots = 0;
    // Who is one person shows in each quarter by itself.
    let counts = [window, window.before()].map(|quarter| {
        let mut people = People::default();
        let mut commits_of: BTreeMap<usize, usize> = BTreeMap::new();
        for commit in commits.iter().filter(|commit| quarter.holds(commit.moment)) {
            by_bots += usize::from(commit.authors.first().is_some_and(&is_bot));
            let human = |author: &&Identity| !is_bot(author) && !author.is_agent();
            let all: BTreeSet<usize> =
                commit.authors.iter().filter(human).map(|author| people.person(author)).collect();
            all.into_iter().for_each(|person| *commits_of.entry(person).or_default() += 1);
        }
        // Two that were counted apart may have turned out to be one.
        let mut joined: BTreeMap<usize, usize> = BTreeMap::new();
        commits_of
            .iter()
            .for_each(|(person, count)| *joined.entry(people.root(*person)).or_default() += count);
        joined.into_values().collect::<Vec<usize>>()
    });
    let regular = |counts: &[usize]| counts.iter().filter(|count| **count >= REGULAR).count();
    let [now, earlier] = &counts;
    Committers { any: now.len(), regular: regular(now), regular_before: regular(earlier), by_bots }
}

#[cfg(test)]
mod tests {
    use super::*;

    const DAY: i64 = 86_400;
    const END: i64 = 1_700_000_000;
    const QUARTER: Window = Window { end: END, weeks: 13 };

    fn commit(days_ago: i64, authors: &[(&str, &str)]) -> Authored {
        let authors = authors.iter().map(|(name, address)| Identity::new(name, address)).collect();
        Authored { moment: END - days_ago * DAY, authors }
    }

    #[test]
    fn who_commits_three_times_in_a_quarter_is_regular() {
        let ada = ("Ada Lovelace", "ada@example.org");
        let other = ("Ada Lovelace", "ada@home.example");
        let grace = ("Grace Hopper", "grace@example.org");
        let bot = ("dependabot[bot]", "bot@example.org");
        let agent = ("Claude", "noreply@anthropic.com");
        let commits = [
            commit(1, &[ada]),
            commit(2, &[other, grace]),
            commit(3, &[bot]),
            commit(4, &[ada, agent]),
            commit(5, &[agent, grace]),
            commit(100, &[grace]),
            commit(101, &[grace]),
            commit(102, &[ada, grace]),
            commit(400, &[grace]),
        ];
        let found = committers(&commits, QUARTER, Identity::is_bot);
        assert_eq!(found, Committers { any: 2, regular: 1, regular_before: 1, by_bots: 1 });
    }

    #[test]
    fn teams_are_of_five_to_ten() {
        let of = |regular, regular_before| Committers { any: 99, regular, regular_before, by_bots: 0 };
        assert_eq!((of(18, 19).least_teams(), of(18, 19).teams_today()), (2, (2, 4)));
        assert_eq!((of(41, 52).least_teams(), of(10, 10).least_teams(), of(60, 9).least_teams()), (5, 1, 1));
    }
}
