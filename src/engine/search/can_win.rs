//! Whether an architecture wins in some completion, exactly: a search that keeps the completion it finds.

use super::hill_climb::climb;
use super::lead_bound::{Charge, Term};
use super::residual::Residual;
use super::state::{State, lowest};
use crate::engine::Problem;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet};

/// The nodes of a search that is not worth to climb for.
const SHORT: u64 = 60;

/// What a search for a completion came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::engine) enum Found {
    /// There is one, and these sets hold it, and none that is not one.
    Yes(Vec<OptionSet>),
    /// There is none.
    No,
    /// The nodes ran out first.
    Unknown,
}

/// Whether an architecture wins in some completion; `None` if the nodes ran out first.
pub fn can_win(problem: &Problem<'_>, architecture: ArchitectureId, nodes: u64) -> Option<bool> {
    match wins(&Residual::of(problem), architecture, nodes) {
        Found::Yes(_) => Some(true),
        Found::No => Some(false),
        Found::Unknown => None,
    }
}

/// A completion in which `architecture` is first; a tie goes to the lower index.
pub(in crate::engine) fn wins(open: &Residual<'_>, architecture: ArchitectureId, nodes: u64) -> Found {
    let search = |nodes| Search::new(open, Claim::Wins(architecture), nodes).conclude();
    // Few searches are long, and most of these are for something that is there.
    match search(nodes.min(SHORT)) {
        Found::Unknown if nodes > SHORT => {
            climb(open, architecture).map_or_else(|| search(nodes), |values| Found::Yes(sets(open, &values)))
        }
        found => found,
    }
}

/// The sets of the rulebook's variables with a value for each that is open.
fn sets(open: &Residual<'_>, values: &[usize]) -> Vec<OptionSet> {
    let mut sets = open.problem.sets.clone();
    for (variable, value) in values.iter().enumerate() {
        sets[open.variables[variable]] = open.values[variable][*value];
    }
    sets
}

/// A completion in which every candidate is ruled out.
pub(in crate::engine) fn nobody(open: &Residual<'_>, nodes: u64) -> Found {
    Search::new(open, Claim::Nobody, nodes).conclude()
}

/// What must be true of a completion.
#[derive(Debug, Clone, Copy)]
enum Claim {
    Wins(ArchitectureId),
    Nobody,
}

/// What is left of a claim.
enum Left {
    /// No completion fulfils it.
    Lost,
    /// Every completion fulfils it if this is empty, else it hangs on these architectures.
    On(ArchitectureSet),
}

struct Search<'o> {
    state: State<'o>,
    claim: Claim,
    nodes: u64,
    exhausted: bool,
    stakes: Vec<i32>,
    charge: Charge,
    undecided: Vec<Term>,
}

impl<'o> Search<'o> {
    fn new(open: &'o Residual<'o>, claim: Claim, nodes: u64) -> Self {
        let stakes = vec![0; open.variables.len()];
        let (state, charge) = (State::new(open), Charge::new(open));
        Self { state, claim, nodes, exhausted: false, stakes, charge, undecided: Vec::new() }
    }

    fn conclude(mut self) -> Found {
        match self.visit() {
            Some(completion) => Found::Yes(completion),
            None if self.exhausted => Found::Unknown,
            None => Found::No,
        }
    }

    fn visit(&mut self) -> Option<Vec<OptionSet>> {
        let Left::On(architectures) = self.left() else { return None };
        if architectures.is_empty() {
            return Some(self.state.sets.clone());
        }
        if self.is_beaten(architectures) {
            return None;
        }
        let variable = self.branch(architectures)?;
        if self.nodes == 0 {
            self.exhausted = true;
            return None;
        }
        self.nodes -= 1;
        let mut values: Vec<(i32, usize)> = Vec::new();
        for group in self.state.groups(variable) {
            let value = lowest(group);
            self.state.give(variable, value);
            values.push((-self.hope(architectures), value));
            self.state.take(variable, value);
        }
        values.sort_unstable();
        for (_, value) in values {
            self.state.give(variable, value);
            let found = self.visit();
            self.state.take(variable, value);
            if found.is_some() {
                return found;
            }
        }
        None
    }

    fn left(&self) -> Left {
        let among = self.state.open.problem.among;
        match self.claim {
            Claim::Wins(architecture) => self.contests(architecture, among),
            Claim::Nobody => {
                let standing = among.iter().filter(|&a| self.state.ruled_out(a) != Truth::Holds);
                let standing: ArchitectureSet = standing.collect();
                match standing.iter().any(|a| self.state.ruled_out(a) == Truth::Fails) {
                    true => Left::Lost,
                    false => Left::On(standing),
                }
            }
        }
    }

    /// The rivals that are not beaten yet, and the architecture itself while a veto threatens it.
    fn contests(&self, architecture: ArchitectureId, among: ArchitectureSet) -> Left {
        let mut left = match self.state.ruled_out(architecture) {
            Truth::Holds => return Left::Lost,
            Truth::Open => ArchitectureSet::only(architecture),
            Truth::Fails => ArchitectureSet::EMPTY,
        };
        for rival in among.iter().filter(|&rival| rival != architecture) {
            let needed = i32::from(rival < architecture);
            let out = self.state.ruled_out(rival);
            if out == Truth::Holds || self.state.least(architecture, rival) >= needed {
                continue;
            }
            if out == Truth::Fails && self.state.most(architecture, rival) < needed {
                return Left::Lost;
            }
            left = left.union(ArchitectureSet::only(rival));
        }
        Left::On(left)
    }

    /// Whether one of the rivals, which no veto threatens, is ahead by the tighter bound.
    fn is_beaten(&mut self, rivals: ArchitectureSet) -> bool {
        let Claim::Wins(first) = self.claim else { return false };
        let firm =
            rivals.iter().filter(|&rival| rival != first && self.state.ruled_out(rival) == Truth::Fails);
        firm.collect::<ArchitectureSet>().iter().any(|rival| {
            let open = self.state.open;
            let term = |clause| (clause, open.lead(clause, rival, first));
            self.undecided.clear();
            self.undecided.extend(self.state.undecided().map(term).filter(|(_, lead)| *lead != 0));
            self.charge.weigh(&self.state, &self.undecided);
            let ahead = self.state.least(rival, first) + self.charge.rise(&self.state, &self.undecided);
            // A tie goes to the lower index.
            ahead >= i32::from(first < rival)
        })
    }

    /// The variable on which most depends.
    fn branch(&mut self, architectures: ArchitectureSet) -> Option<usize> {
        /// A veto weighs as much as the largest rule.
        const VETO: i32 = 25;
        let open = self.state.open;
        self.stakes.fill(0);
        for clause in self.state.undecided() {
            let vetoes = open.clauses[clause].rules_out.intersection(architectures).len() as i32;
            let points = match self.claim {
                Claim::Wins(first) => architectures.iter().map(|a| open.lead(clause, first, a).abs()).sum(),
                Claim::Nobody => 0,
            };
            let stake = points + VETO * vetoes;
            if stake > 0 {
                self.state.live(clause).for_each(|variable| self.stakes[variable] += stake);
            }
        }
        let variables = (0..self.stakes.len()).filter(|&variable| self.stakes[variable] > 0);
        variables.max_by_key(|&variable| (self.stakes[variable], std::cmp::Reverse(variable)))
    }

    /// How well the claim stands: for a win the narrowest lead, halfway between its bounds; else how many are
    /// ruled out.
    fn hope(&self, architectures: ArchitectureSet) -> i32 {
        match self.claim {
            Claim::Wins(first) => {
                let rivals = architectures.iter().filter(|&rival| rival != first);
                let lead = |rival| self.state.least(first, rival) + self.state.most(first, rival);
                rivals.map(lead).min().unwrap_or(0)
            }
            Claim::Nobody => {
                let out = architectures.iter().filter(|&a| self.state.ruled_out(a) == Truth::Holds);
                out.count() as i32
            }
        }
    }
}
