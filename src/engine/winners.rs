//! Whether an architecture wins in some completion, exactly: a search that keeps the completion it finds.

use std::collections::BTreeMap;

use super::Problem;
use super::objective::{classes, live, truth, vetoes};
use crate::options::{OptionSet, Truth};
use crate::rulebook::Effect;

/// What a search for a completion came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Found {
    /// There is one, and this is it.
    Yes(Vec<OptionSet>),
    /// There is none.
    No,
    /// The nodes ran out first.
    Unknown,
}

/// Whether an architecture wins in some completion; `None` if the nodes ran out first.
pub fn can_win(problem: &Problem<'_>, architecture: usize, nodes: u64) -> Option<bool> {
    match wins(problem, architecture, nodes) {
        Found::Yes(_) => Some(true),
        Found::No => Some(false),
        Found::Unknown => None,
    }
}

/// A completion in which `architecture` is first; a tie goes to the lower index.
pub(super) fn wins(problem: &Problem<'_>, architecture: usize, nodes: u64) -> Found {
    let rivals = problem.among.iter().filter(|&rival| rival != architecture);
    let contests = rivals.map(|rival| Contest::new(problem, architecture, rival)).collect();
    let mut search = Search { problem, nodes, exhausted: false };
    let mut sets = problem.sets.clone();
    let found = search
        .visit(&mut sets, &Claim { must_hold: Vec::new(), barred: vetoes(problem, architecture), contests });
    search.conclude(found)
}

/// A completion in which every candidate is ruled out.
pub(super) fn nobody(problem: &Problem<'_>, nodes: u64) -> Found {
    let must_hold = problem.among.iter().map(|a| vetoes(problem, a)).collect();
    let mut search = Search { problem, nodes, exhausted: false };
    let mut sets = problem.sets.clone();
    let found = search.visit(&mut sets, &Claim { must_hold, barred: Vec::new(), contests: Vec::new() });
    search.conclude(found)
}

/// What must be true of a completion.
#[derive(Clone)]
struct Claim {
    /// Of each group at least one clause holds.
    must_hold: Vec<Vec<usize>>,
    /// None of these clauses holds.
    barred: Vec<usize>,
    /// All of these are won.
    contests: Vec<Contest>,
}

/// The lead over one rival: it must reach `needed`, unless the rival is ruled out.
#[derive(Clone)]
struct Contest {
    needed: i32,
    base: i32,
    terms: Vec<(usize, i32)>,
    vetoes: Vec<usize>,
}

impl Contest {
    fn new(problem: &Problem<'_>, architecture: usize, rival: usize) -> Self {
        let mut terms = Vec::new();
        for (index, clause) in problem.rulebook.clauses.iter().enumerate() {
            if let Effect::Points { quality, points } = &clause.effect {
                let difference = i32::from(points[architecture]) - i32::from(points[rival]);
                terms.push((index, difference * i32::from(problem.weights[*quality])));
            }
        }
        terms.retain(|(_, value)| *value != 0);
        Self { needed: i32::from(rival < architecture), base: 0, terms, vetoes: vetoes(problem, rival) }
    }

    /// The contest with what `sets` decide taken out; `None` if it is won for sure, an error if lost.
    fn narrow(&self, problem: &Problem<'_>, sets: &[OptionSet]) -> Result<Option<Self>, Lost> {
        let mut open = Self { needed: self.needed, base: self.base, terms: Vec::new(), vetoes: Vec::new() };
        for &clause in &self.vetoes {
            match truth(problem, clause, sets) {
                Truth::Holds => return Ok(None),
                Truth::Open => open.vetoes.push(clause),
                Truth::Fails => {}
            }
        }
        let (mut least, mut most) = (0, 0);
        for &(clause, value) in &self.terms {
            match truth(problem, clause, sets) {
                Truth::Holds => open.base += value,
                Truth::Open => {
                    open.terms.push((clause, value));
                    least += value.min(0);
                    most += value.max(0);
                }
                Truth::Fails => {}
            }
        }
        if open.base + least >= open.needed {
            return Ok(None);
        }
        if open.base + most < open.needed && open.vetoes.is_empty() {
            return Err(Lost);
        }
        Ok(Some(open))
    }
}

/// No completion of this part fulfils the claim.
struct Lost;

struct Search<'p> {
    problem: &'p Problem<'p>,
    nodes: u64,
    exhausted: bool,
}

impl Search<'_> {
    fn conclude(&self, found: Option<Vec<OptionSet>>) -> Found {
        match found {
            Some(completion) => Found::Yes(completion),
            None if self.exhausted => Found::Unknown,
            None => Found::No,
        }
    }

    fn visit(&mut self, sets: &mut [OptionSet], claim: &Claim) -> Option<Vec<OptionSet>> {
        let claim = narrow(self.problem, claim, sets).ok()?;
        let Some(variable) = branch(self.problem, &claim, sets) else { return Some(sets.to_vec()) };
        if self.nodes == 0 {
            self.exhausted = true;
            return None;
        }
        self.nodes -= 1;
        let whole = sets[variable];
        let clauses: Vec<usize> = claim.clauses().collect();
        let mut parts: Vec<(i32, OptionSet)> = Vec::new();
        for part in classes(self.problem, variable, whole, clauses.into_iter()) {
            sets[variable] = part;
            parts.push((-hope(self.problem, &claim, sets), part));
        }
        parts.sort_unstable();
        for (_, part) in parts {
            sets[variable] = part;
            let found = self.visit(sets, &claim);
            if found.is_some() {
                return found;
            }
        }
        sets[variable] = whole;
        None
    }
}

impl Claim {
    fn clauses(&self) -> impl Iterator<Item = usize> + '_ {
        let contests = self.contests.iter().flat_map(|contest| {
            contest.terms.iter().map(|(clause, _)| *clause).chain(contest.vetoes.iter().copied())
        });
        self.must_hold.iter().flatten().copied().chain(self.barred.iter().copied()).chain(contests)
    }
}

fn narrow(problem: &Problem<'_>, claim: &Claim, sets: &[OptionSet]) -> Result<Claim, Lost> {
    let mut open = Claim { must_hold: Vec::new(), barred: Vec::new(), contests: Vec::new() };
    for &clause in &claim.barred {
        match truth(problem, clause, sets) {
            Truth::Holds => return Err(Lost),
            Truth::Open => open.barred.push(clause),
            Truth::Fails => {}
        }
    }
    for group in &claim.must_hold {
        let truths: Vec<(usize, Truth)> = group.iter().map(|&c| (c, truth(problem, c, sets))).collect();
        if truths.iter().any(|(_, truth)| *truth == Truth::Holds) {
            continue;
        }
        let left: Vec<usize> = truths.iter().filter(|(_, t)| *t == Truth::Open).map(|(c, _)| *c).collect();
        if left.is_empty() {
            return Err(Lost);
        }
        open.must_hold.push(left);
    }
    for contest in &claim.contests {
        open.contests.extend(contest.narrow(problem, sets)?);
    }
    Ok(open)
}

/// The variable on which most depends; `None` if nothing is left to decide.
fn branch(problem: &Problem<'_>, claim: &Claim, sets: &[OptionSet]) -> Option<usize> {
    /// A veto weighs as much as the largest rule.
    const VETO: i32 = 25;
    let mut stakes: BTreeMap<usize, i32> = BTreeMap::new();
    let mut add = |clause: usize, weight: i32| {
        live(problem, clause, sets).for_each(|variable| *stakes.entry(variable).or_default() += weight);
    };
    for contest in &claim.contests {
        contest.terms.iter().for_each(|&(clause, value)| add(clause, value.abs()));
        contest.vetoes.iter().for_each(|&clause| add(clause, VETO));
    }
    claim.barred.iter().chain(claim.must_hold.iter().flatten()).for_each(|&clause| add(clause, VETO));
    stakes.into_iter().max_by_key(|&(variable, stake)| (stake, std::cmp::Reverse(variable))).map(|(v, _)| v)
}

/// How well the claim stands if every open rule is worth half.
fn hope(problem: &Problem<'_>, claim: &Claim, sets: &[OptionSet]) -> i32 {
    let value = |&(clause, value): &(usize, i32)| match truth(problem, clause, sets) {
        Truth::Holds => 2 * value,
        Truth::Open => value,
        Truth::Fails => 0,
    };
    let lead = |contest: &Contest| {
        2 * (contest.base - contest.needed) + contest.terms.iter().map(value).sum::<i32>()
    };
    claim.contests.iter().map(lead).min().unwrap_or(0)
}
