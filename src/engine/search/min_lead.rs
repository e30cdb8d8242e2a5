//! The exact minimum of a lead over all completions: branch and bound.

use super::lead_bound::{Charge, Term};
use super::residual::Residual;
use super::state::{State, lowest};
use crate::options::Truth;
use crate::rulebook::ArchitectureId;

/// The least value of a lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::engine) struct Minimum {
    /// The minimum if exact, else a bound that it does not fall below.
    pub value: i32,
    pub exact: bool,
}

/// The smallest lead of one side over another. Visits at most `nodes` nodes.
pub(in crate::engine) fn minimum(
    open: &Residual<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    nodes: u64,
) -> Minimum {
    let search = Search::new(open, first, second, None, nodes);
    // There always is a completion.
    search.run().unwrap_or(Minimum { value: 0, exact: false })
}

/// The smallest lead of one architecture over another, over the completions in which no veto rules the other
/// out; `None` if there is none.
pub(in crate::engine) fn least_lead(
    open: &Residual<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    nodes: u64,
) -> Option<Minimum> {
    Search::new(open, first, second, Some(second), nodes).run()
}

struct Search<'o> {
    state: State<'o>,
    first: ArchitectureId,
    second: ArchitectureId,
    /// The clauses that change the lead, and by how much.
    terms: Vec<Term>,
    /// Completions in which a veto rules this one out do not count.
    standing: Option<ArchitectureId>,
    nodes: u64,
    best: Option<i32>,
    /// The least bound of what was left aside when the nodes ran out.
    unexplored: Option<i32>,
    charge: Charge,
}

impl<'o> Search<'o> {
    fn new(
        open: &'o Residual<'o>,
        first: ArchitectureId,
        second: ArchitectureId,
        standing: Option<ArchitectureId>,
        nodes: u64,
    ) -> Self {
        let lead = |clause| (clause, open.lead(clause, first, second));
        Self {
            state: State::new(open),
            terms: (0..open.clauses.len()).map(lead).filter(|(_, lead)| *lead != 0).collect(),
            first,
            second,
            standing,
            nodes,
            best: None,
            unexplored: None,
            charge: Charge::new(open),
        }
    }

    fn run(mut self) -> Option<Minimum> {
        self.visit();
        match (self.best, self.unexplored) {
            (None, None) => None,
            (Some(value), None) => Some(Minimum { value, exact: true }),
            (best, Some(bound)) => {
                let found = best.unwrap_or(i32::MAX);
                Some(Minimum { value: found.min(bound), exact: found <= bound })
            }
        }
    }

    fn visit(&mut self) {
        if self.standing.is_some_and(|standing| self.state.ruled_out(standing) == Truth::Holds) {
            return;
        }
        let least = self.state.least(self.first, self.second);
        if self.cannot_improve(least) {
            return;
        }
        let undecided: Vec<Term> = self.undecided();
        let branch = self.charge.weigh(&self.state, &undecided);
        let bound = least + self.charge.rise(&self.state, &undecided);
        if self.cannot_improve(bound) {
            return;
        }
        let Some(variable) = branch.or_else(|| self.threat()) else {
            self.best = Some(least);
            return;
        };
        if self.nodes == 0 {
            self.unexplored = Some(self.unexplored.map_or(bound, |least| least.min(bound)));
            return;
        }
        self.nodes -= 1;
        self.split(variable);
    }

    fn cannot_improve(&self, bound: i32) -> bool {
        self.best.is_some_and(|best| bound >= best)
    }

    /// The undecided clauses that change the lead, and by how much.
    fn undecided(&self) -> Vec<Term> {
        self.terms.iter().copied().filter(|(clause, _)| self.state.is_undecided(*clause)).collect()
    }

    /// A variable that decides whether a veto rules out the one that must stand.
    fn threat(&self) -> Option<usize> {
        let standing = self.standing?;
        let rules_out = |clause: &usize| self.state.open.clauses[*clause].rules_out.contains(standing);
        self.state.undecided().filter(rules_out).find_map(|clause| self.state.live(clause).next())
    }

    /// Visits the values of one variable, the most promising first.
    fn split(&mut self, variable: usize) {
        let mut values: Vec<(i32, usize)> = Vec::new();
        for group in self.state.groups(variable) {
            let value = lowest(group);
            self.state.give(variable, value);
            values.push((self.state.least(self.first, self.second), value));
            self.state.take(variable, value);
        }
        values.sort_unstable();
        for (least, value) in values {
            if self.cannot_improve(least) {
                return;
            }
            self.state.give(variable, value);
            self.visit();
            self.state.take(variable, value);
        }
    }
}
