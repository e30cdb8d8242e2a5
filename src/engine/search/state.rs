//! A point in a search: some variables have their value. Giving or taking one updates what hangs on it, and
//! nothing else.

use typed_index_collections::{TiSlice, TiVec, ti_vec};

use super::residual::Residual;
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ArchitectureSet, MAX_ARCHITECTURES};

#[derive(Debug, Clone)]
pub(in crate::engine) struct State<'o> {
    pub open: &'o Residual<'o>,
    /// The rulebook's variables as they now are.
    pub sets: Vec<OptionSet>,
    /// For each variable whether it has a value.
    given: Vec<bool>,
    /// For each box how many tests are failed, and how many are not passed for sure.
    failed: Vec<u16>,
    pending: Vec<u16>,
    /// For each clause how many of its boxes can be reached, and how many are certain.
    reached: Vec<u16>,
    certain: Vec<u16>,
    /// For each side the net of the clauses that hold.
    nets: TiVec<ArchitectureId, i32>,
    /// For each side and each other a bound under which its lead cannot fall: every undecided clause at its
    /// worst.
    least: Vec<i32>,
    /// For each side how many vetoes hold, and how many are undecided.
    vetoes: TiVec<ArchitectureId, u32>,
    threats: TiVec<ArchitectureId, u32>,
}

impl<'o> State<'o> {
    /// No variable has a value.
    pub(in crate::engine) fn new(open: &'o Residual<'o>) -> Self {
        let sides = open.sides;
        let mut state = Self {
            open,
            sets: open.problem.sets.clone(),
            given: vec![false; open.variables.len()],
            failed: vec![0; open.boxes.len()],
            pending: open.boxes.iter().map(|cuboid| (cuboid.end - cuboid.first) as u16).collect(),
            reached: open.clauses.iter().map(|clause| (clause.end - clause.first) as u16).collect(),
            certain: vec![0; open.clauses.len()],
            nets: open.decided.clone(),
            least: Vec::with_capacity(sides * sides),
            vetoes: open.decided.keys().map(|a| u32::from(!open.standing.contains(a))).collect(),
            threats: ti_vec![0; sides],
        };
        for net in &open.decided {
            state.least.extend(open.decided.iter().map(|other| net - other));
        }
        for (position, clause) in open.clauses.iter().enumerate() {
            state.least.iter_mut().zip(open.leads(position)).for_each(|(least, lead)| *least += lead.min(&0));
            clause.rules_out.iter().for_each(|a| state.threats[a] += 1);
        }
        state
    }

    /// Gives a variable, which has none, a value.
    pub(in crate::engine) fn give(&mut self, variable: usize, value: usize) {
        let open = self.open;
        self.given[variable] = true;
        self.sets[open.variables[variable]] = open.values[variable][value];
        for read in &open.reads[variable] {
            let clause = open.boxes[read.cuboid].clause;
            if read.sure >> value & 1 == 1 {
                self.pending[read.cuboid] -= 1;
                if self.pending[read.cuboid] == 0 {
                    self.certain[clause] += 1;
                    if self.certain[clause] == 1 {
                        self.decide(clause, true, 1);
                    }
                }
            } else if read.possible >> value & 1 == 0 {
                self.failed[read.cuboid] += 1;
                if self.failed[read.cuboid] == 1 {
                    self.reached[clause] -= 1;
                    if self.reached[clause] == 0 {
                        self.decide(clause, false, 1);
                    }
                }
            }
        }
    }

    /// Takes the value that [`Self::give`] gave. The variable is what the problem says again.
    pub(in crate::engine) fn take(&mut self, variable: usize, value: usize) {
        let open = self.open;
        self.given[variable] = false;
        self.sets[open.variables[variable]] = open.problem.sets[open.variables[variable]];
        for read in &open.reads[variable] {
            let clause = open.boxes[read.cuboid].clause;
            if read.sure >> value & 1 == 1 {
                if self.pending[read.cuboid] == 0 {
                    self.certain[clause] -= 1;
                    if self.certain[clause] == 0 {
                        self.decide(clause, true, -1);
                    }
                }
                self.pending[read.cuboid] += 1;
            } else if read.possible >> value & 1 == 0 {
                self.failed[read.cuboid] -= 1;
                if self.failed[read.cuboid] == 0 {
                    if self.reached[clause] == 0 {
                        self.decide(clause, false, -1);
                    }
                    self.reached[clause] += 1;
                }
            }
        }
    }

    /// Gives a variable another value.
    pub(in crate::engine) fn change(&mut self, variable: usize, from: usize, to: usize) {
        self.take(variable, from);
        self.give(variable, to);
    }

    /// Books that a clause is now decided, or with a sign of −1 that it is no longer.
    ///
    /// A clause gives 25 weighted points at most, so that no sum comes near its limit; the plain additions,
    /// which do not look for it, are done several at a time.
    fn decide(&mut self, clause: usize, holds: bool, sign: i32) {
        let open = self.open;
        let leads = self.least.iter_mut().zip(open.leads(clause));
        if holds {
            leads.for_each(|(least, lead)| *least = least.wrapping_add(sign.wrapping_mul(*lead.max(&0))));
            let nets = self.nets.iter_mut().zip(open.nets(clause));
            nets.for_each(|(net, points)| *net = net.wrapping_add(sign.wrapping_mul(*points)));
        } else {
            leads.for_each(|(least, lead)| *least = least.wrapping_sub(sign.wrapping_mul(*lead.min(&0))));
        }
        for a in open.clauses[clause].rules_out.iter() {
            self.threats[a] = self.threats[a].wrapping_add_signed(-sign);
            if holds {
                self.vetoes[a] = self.vetoes[a].wrapping_add_signed(sign);
            }
        }
    }

    /// A bound under which the lead of one side over another does not fall; exact if no clause that gives them
    /// different points is undecided.
    pub(in crate::engine) fn least(&self, first: ArchitectureId, second: ArchitectureId) -> i32 {
        self.least[usize::from(first) * self.open.sides + usize::from(second)]
    }

    /// The same from above.
    pub(in crate::engine) fn most(&self, first: ArchitectureId, second: ArchitectureId) -> i32 {
        -self.least(second, first)
    }

    /// Whether a veto rules the architecture out.
    pub(in crate::engine) fn ruled_out(&self, architecture: ArchitectureId) -> Truth {
        match (self.vetoes[architecture], self.threats[architecture]) {
            (1.., _) => Truth::Holds,
            (0, 1..) => Truth::Open,
            (0, 0) => Truth::Fails,
        }
    }

    /// The net of each side by the clauses of which one box is certain.
    pub(in crate::engine) fn nets(&self) -> &TiSlice<ArchitectureId, i32> {
        &self.nets
    }

    /// The architectures that are ruled out by them.
    pub(in crate::engine) fn vetoed(&self) -> ArchitectureSet {
        self.vetoes.keys().filter(|&a| a != self.open.zero() && self.vetoes[a] > 0).collect()
    }

    /// Whether a clause is neither certain nor out of reach.
    pub(in crate::engine) fn is_undecided(&self, clause: usize) -> bool {
        self.certain[clause] == 0 && self.reached[clause] > 0
    }

    pub(in crate::engine) fn undecided(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.open.clauses.len()).filter(|&clause| self.is_undecided(clause))
    }

    /// The variables that can decide an undecided clause; some may come more than once.
    pub(in crate::engine) fn live(&self, clause: usize) -> impl Iterator<Item = usize> + '_ {
        let open = self.open;
        let clause = &open.clauses[clause];
        let boxes = (clause.first..clause.end).filter(|&cuboid| self.failed[cuboid] == 0);
        let tests = boxes.flat_map(|cuboid| &open.tests[open.boxes[cuboid].first..open.boxes[cuboid].end]);
        tests.map(|test| test.variable).filter(|&variable| !self.given[variable])
    }

    /// The values of a variable with which an undecided clause stays possible, and those with which it holds.
    pub(in crate::engine) fn effect(&self, clause: usize, variable: usize) -> (u64, u64) {
        let open = self.open;
        let (mut possible, mut sure) = (0, 0);
        for cuboid in open.clauses[clause].first..open.clauses[clause].end {
            if self.failed[cuboid] > 0 {
                continue;
            }
            let mut tests = open.tests[open.boxes[cuboid].first..open.boxes[cuboid].end].iter();
            match tests.find(|test| test.variable == variable) {
                None => possible = u64::MAX,
                Some(test) => {
                    possible |= test.possible;
                    if self.pending[cuboid] == 1 {
                        sure |= test.sure;
                    }
                }
            }
        }
        (possible, sure)
    }

    /// Whether some undecided clause hangs on the variable.
    pub(in crate::engine) fn is_live(&self, variable: usize) -> bool {
        let mut reads = self.open.reads[variable].iter();
        reads.any(|read| {
            self.failed[read.cuboid] == 0 && self.is_undecided(self.open.boxes[read.cuboid].clause)
        })
    }

    /// The values of a variable in groups that all undecided clauses treat alike, as bit masks.
    pub(in crate::engine) fn groups(&self, variable: usize) -> Vec<u64> {
        let mut groups = vec![u64::MAX >> (64 - self.open.values[variable].len())];
        for read in &self.open.reads[variable] {
            let apart = |group: &u64| group & read.possible != 0 && group & !read.possible != 0;
            if self.failed[read.cuboid] == 0
                && groups.iter().any(apart)
                && self.is_undecided(self.open.boxes[read.cuboid].clause)
            {
                groups = groups.iter().flat_map(|g| [g & read.possible, g & !read.possible]).collect();
                groups.retain(|group| *group != 0);
            }
        }
        groups
    }

    /// The candidates that may still win: not ruled out, and not behind one that cannot be ruled out, as far as
    /// bounds say.
    pub(in crate::engine) fn contenders(&self) -> ArchitectureSet {
        let among = self.open.problem.among;
        let ahead = |rival: ArchitectureId, a: ArchitectureId| {
            rival != a
                && self.ruled_out(rival) == Truth::Fails
                && self.least(rival, a) >= i32::from(a < rival)
        };
        let standing = among.iter().filter(|&a| self.vetoes[a] == 0);
        standing.filter(|&a| !among.iter().any(|rival| ahead(rival, a))).collect()
    }

    /// Who wins every completion, if bounds are enough to say so: `Some(None)` if nobody does.
    pub(in crate::engine) fn winner(&self) -> Option<Option<ArchitectureId>> {
        let contenders = self.contenders();
        let only = || contenders.single().filter(|&a| self.ruled_out(a) == Truth::Fails);
        if contenders.is_empty() { Some(None) } else { only().map(Some) }
    }

    /// The nets and the candidates still standing by the clauses that hold, exactly.
    pub(in crate::engine) fn standing(&self) -> Standing {
        let mut standing = Standing { nets: [0; MAX_ARCHITECTURES], candidates: self.open.problem.among };
        standing.nets.iter_mut().zip(&self.nets).for_each(|(net, held)| *net = *held);
        standing.candidates = standing.candidates.difference(self.vetoed());
        for &clause in &self.open.several {
            if self.certain[clause] == 0 && self.holds(clause) {
                let nets = standing.nets.iter_mut().zip(self.open.nets(clause));
                nets.for_each(|(net, points)| *net += points);
                standing.candidates = standing.candidates.difference(self.open.clauses[clause].rules_out);
            }
        }
        standing
    }

    /// Whether a clause holds, exactly: several boxes may cover together what none covers alone.
    pub(in crate::engine) fn holds(&self, clause: usize) -> bool {
        let index = &self.open.problem.rulebook.index;
        self.certain[clause] > 0
            || self.reached[clause] > 1
                && index.truth(self.open.clauses[clause].clause, &self.sets) == Truth::Holds
    }
}

/// What the clauses that hold come to.
#[derive(Debug, Clone)]
pub(in crate::engine) struct Standing {
    pub nets: [i32; MAX_ARCHITECTURES],
    /// Those that are not ruled out.
    pub candidates: ArchitectureSet,
}

impl Standing {
    pub(in crate::engine) fn net(&self, architecture: ArchitectureId) -> i32 {
        self.nets[usize::from(architecture)]
    }

    /// The first, unless every candidate is ruled out; a tie goes to the lower index.
    pub(in crate::engine) fn leader(&self) -> Option<ArchitectureId> {
        self.candidates.iter().max_by_key(|&a| (self.net(a), std::cmp::Reverse(a)))
    }

    /// The lead of an architecture over the best other; `None` without another.
    pub(in crate::engine) fn margin(&self, architecture: ArchitectureId) -> Option<i32> {
        let others = self.candidates.iter().filter(|&a| a != architecture);
        Some(self.net(architecture) - others.map(|a| self.net(a)).max()?)
    }
}

/// The value with the lowest number in a mask.
pub(in crate::engine) fn lowest(mask: u64) -> usize {
    mask.trailing_zeros() as usize
}

/// The numbers in a mask, rising.
pub(in crate::engine) fn each(mask: u64) -> impl Iterator<Item = usize> {
    (0..64).filter(move |value| mask >> value & 1 == 1)
}
