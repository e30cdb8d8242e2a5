//! Whether parts change together: how many changes touch several of them, against how many would by chance.

use std::collections::BTreeMap;

/// A step of the line of first parents.
#[derive(Debug, Clone)]
pub(super) struct Change {
    /// How many files it changed, of any kind.
    pub size: usize,
    /// The paths of the code files among them.
    pub files: Vec<String>,
}

/// A change of more files than these is a move or a reformatting, and says nothing of what belongs together
/// (the limit of Code Maat).
const MOST_FILES: usize = 30;
/// With fewer changes than this there is nothing to tell.
const LEAST_CHANGES: usize = 100;
const LEAST_PARTS: usize = 3;
/// The least number of parts of equal size that the changes spread over.
const LEAST_EFFECTIVE: f64 = 2.5;
/// From this index on parts change together, up to that one they change apart: a different way to cut the
/// same code moves the index by up to 0.27, so that the middle says nothing.
const TOGETHER: f64 = 0.65;
const APART: f64 = 0.35;

/// A pair is worth naming from so many shared changes and such a share of the mean of both on (the defaults
/// of Code Maat).
const LEAST_SHARED: usize = 5;
const LEAST_SHARE: f64 = 0.3;

/// How parts changed.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct CoChange {
    /// The changes that touch any part.
    pub changes: usize,
    /// Those that touch more than one.
    pub across: usize,
    /// How many would, if each drew its files at random from all that were changed.
    pub expected: f64,
    /// How many parts of equal size the changes are spread over.
    pub effective_parts: f64,
    pub parts: usize,
    /// The changes that were left out as too large.
    pub left_out: usize,
    /// The parts that change together most, by position, with the share of their changes that they share.
    pub pairs: Vec<(usize, usize, f64)>,
}

/// How parts go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coupling {
    Joint,
    Apart,
    Between,
}

impl Coupling {
    /// Returns the level of the fact; `None` of what lies between.
    pub(super) fn id(self) -> Option<&'static str> {
        match self {
            Self::Joint => Some("together"),
            Self::Apart => Some("apart"),
            Self::Between => None,
        }
    }
}

impl CoChange {
    /// Returns the share of what chance would do: 0 is perfectly local, at 1 the parts might as well not
    /// exist.
    pub(super) fn index(&self) -> f64 {
        if self.expected > 0.0 { self.across as f64 / self.expected } else { 0.0 }
    }

    /// Returns whether there is enough to tell. Changes of one file each touch one part, by chance too.
    pub(super) fn is_enough(&self) -> bool {
        self.changes >= LEAST_CHANGES
            && self.parts >= LEAST_PARTS
            && self.effective_parts >= LEAST_EFFECTIVE
            && self.expected >= 1.0
    }

    /// Returns what it comes to; `None` if there is too little to tell.
    pub(super) fn outcome(&self) -> Option<Coupling> {
        let outcome = match self.index() {
            index if index >= TOGETHER => Coupling::Joint,
            index if index <= APART => Coupling::Apart,
            _ => Coupling::Between,
        };
        self.is_enough().then_some(outcome)
    }
}

/// Counts how so many parts changed. `part_of` returns the part in which a file lies, by its position.
pub(super) fn co_change(
    changes: &[Change],
    parts: usize,
    part_of: impl Fn(&str) -> Option<usize>,
) -> CoChange {
    let mut left_out = 0;
    let mut touched: Vec<(BTreeMap<usize, usize>, usize)> = Vec::new();
    let mut by_part: BTreeMap<usize, usize> = BTreeMap::new();
    for change in changes {
        if change.size > MOST_FILES {
            left_out += 1;
            continue;
        }
        let mut touches: BTreeMap<usize, usize> = BTreeMap::new();
        for part in change.files.iter().filter_map(|file| part_of(file)) {
            *touches.entry(part).or_default() += 1;
        }
        let files = touches.values().sum();
        touches.iter().for_each(|(part, files)| *by_part.entry(*part).or_default() += files);
        if files > 0 {
            touched.push((touches, files));
        }
    }
    let all: usize = by_part.values().sum();
    let shares: Vec<f64> = by_part.values().map(|files| *files as f64 / all.max(1) as f64).collect();
    // A change of so many files stays in one part by chance with the sum of the powers of the shares.
    let alone = |files: usize| shares.iter().map(|share| share.powi(files as i32)).sum::<f64>();
    let squares: f64 = shares.iter().map(|share| share * share).sum();
    CoChange {
        changes: touched.len(),
        across: touched.iter().filter(|(parts, _)| parts.len() > 1).count(),
        expected: touched.iter().map(|(_, files)| 1.0 - alone(*files)).sum(),
        effective_parts: if squares > 0.0 { 1.0 / squares } else { 0.0 },
        parts,
        left_out,
        pairs: pairs(touched.iter().map(|(touches, _)| touches)),
    }
}

/// Returns the pairs that share enough of their changes, those that share most first.
fn pairs<'t>(touched: impl Iterator<Item = &'t BTreeMap<usize, usize>>) -> Vec<(usize, usize, f64)> {
    let mut by_part: BTreeMap<usize, usize> = BTreeMap::new();
    let mut shared: BTreeMap<(usize, usize), usize> = BTreeMap::new();
    for touches in touched {
        touches.keys().for_each(|part| *by_part.entry(*part).or_default() += 1);
        for (at, one) in touches.keys().enumerate() {
            touches.keys().skip(at + 1).for_each(|other| *shared.entry((*one, *other)).or_default() += 1);
        }
    }
    let share = |(&(one, other), &count): (&(usize, usize), &usize)| {
        let mean = (by_part[&one] + by_part[&other]) as f64 / 2.0;
        (one, other, count as f64 / mean, count)
    };
    let mut found: Vec<(usize, usize, f64, usize)> = shared.iter().map(share).collect();
    found.retain(|(.., share, count)| *count >= LEAST_SHARED && *share >= LEAST_SHARE);
    found.sort_by(|(.., one, _), (.., other, _)| other.total_cmp(one));
    found.into_iter().map(|(one, other, share, _)| (one, other, share)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(changes: &[&[&str]]) -> CoChange {
        let change = |files: &&[&str]| Change {
            size: files.len(),
            files: files.iter().map(|file| (*file).to_owned()).collect(),
        };
        let changes: Vec<Change> = changes.iter().map(change).collect();
        co_change(&changes, 3, |file| ["a/", "b/", "c/"].iter().position(|part| file.starts_with(part)))
    }

    #[test]
    fn local_changes_have_no_index_and_those_across_that_of_chance() {
        let local: Vec<&[&str]> =
            (0..120).map(|n| [&["a/1", "a/2"][..], &["b/1", "b/2"], &["c/1", "c/2"]][n % 3]).collect();
        let found = counted(&local);
        assert_eq!((found.across, found.outcome()), (0, Some(Coupling::Apart)));
        assert!((found.effective_parts - 3.0).abs() < 1e-9);
        let across: Vec<&[&str]> =
            (0..120).map(|n| [&["a/1", "b/2"][..], &["b/1", "c/2"], &["c/1", "a/2"]][n % 3]).collect();
        let found = counted(&across);
        // Two files drawn from three parts of equal size meet in one of them once in three times.
        assert!((found.index() - 1.5).abs() < 1e-9, "{found:?}");
        assert_eq!(found.outcome(), Some(Coupling::Joint));
        // Each part is in two changes of three, and each pair in one.
        assert_eq!(found.pairs.len(), 3);
        assert!(found.pairs.iter().all(|(.., share)| (share - 0.5).abs() < 1e-9), "{found:?}");
    }

    #[test]
    fn little_says_nothing_and_large_changes_are_left_out() {
        let large: Vec<String> = (0..31).map(|n| format!("a/{n}")).collect();
        let large: Vec<&str> = large.iter().map(String::as_str).collect();
        let found = counted(&[&["a/1"], &["README"], &large]);
        assert_eq!((found.changes, found.left_out, found.outcome()), (1, 1, None));
    }
}
