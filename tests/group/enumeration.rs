//! Every way to settle what people disagree on, one by one, each assessed by the program as if it were the
//! only one.

use std::collections::BTreeMap;

use archwise::engine::{Change, Effort, Evaluation, Outcome, Problem, Verdict, WeightRange};
use archwise::options::OptionSet;
use archwise::rulebook::{ArchitectureId, QualityId, VariableId};
use typed_index_collections::TiVec;

use super::people::{Meeting, effort};

/// For each disputed variable the option on which it is settled.
type Way = Vec<usize>;

pub struct Enumeration {
    disputed: Vec<VariableId>,
    pub outcomes: BTreeMap<Way, Outcome>,
}

/// What the program's own verdict names.
pub fn outcome(problem: &Problem<'_>, effort: &Effort) -> Outcome {
    let verdict = Verdict::of(problem, &Evaluation::of(problem), effort);
    Outcome { leader: verdict.leader, sides: verdict.axes.iter().map(|axis| axis.side).collect() }
}

impl Enumeration {
    pub fn of(meeting: &Meeting) -> Self {
        Self::with(meeting, &effort())
    }

    pub fn with(meeting: &Meeting, effort: &Effort) -> Self {
        Self::weighed(meeting, meeting.rulebook.weights(), effort)
    }

    pub fn weighed(meeting: &Meeting, weights: TiVec<QualityId, u8>, effort: &Effort) -> Self {
        let disputed = meeting.disputed.clone();
        let mut ways: Vec<Way> = vec![Vec::new()];
        for variable in &disputed {
            let longer = |way: &Way| {
                let options = meeting.sets[*variable].iter();
                options.map(|option| [way.as_slice(), &[option]].concat()).collect::<Vec<_>>()
            };
            ways = ways.iter().flat_map(longer).collect();
        }
        let assessed = |way: Way| {
            let mut sets = meeting.sets.clone();
            disputed
                .iter()
                .zip(&way)
                .for_each(|(variable, option)| sets[*variable] = OptionSet::only(*option));
            let outcome = outcome(&meeting.problem_of(sets, weights.clone()), effort);
            (way, outcome)
        };
        let outcomes = ways.into_iter().map(assessed).collect();
        Self { disputed, outcomes }
    }

    pub fn place(&self, variable: VariableId) -> usize {
        self.disputed.iter().position(|other| *other == variable).unwrap()
    }

    /// In how many ways to settle the others a variable decides what comes out.
    pub fn decides(&self, variable: VariableId) -> u128 {
        let place = self.place(variable);
        let mut by_rest: BTreeMap<Way, Vec<&Outcome>> = BTreeMap::new();
        for (way, outcome) in &self.outcomes {
            let mut rest = way.clone();
            rest.remove(place);
            by_rest.entry(rest).or_default().push(outcome);
        }
        by_rest.values().filter(|outcomes| outcomes.windows(2).any(|pair| pair[0] != pair[1])).count() as u128
    }

    pub fn led_by(&self, leader: Option<ArchitectureId>, counts: impl Fn(&[usize]) -> bool) -> u128 {
        let led = self.outcomes.iter().filter(|(way, outcome)| outcome.leader == leader && counts(way));
        led.count() as u128
    }

    /// Whether an architecture leads in every way with these changes.
    pub fn is_enough(&self, changes: &[Change], leader: ArchitectureId) -> bool {
        let has = |way: &Way| changes.iter().all(|change| way[self.place(change.variable)] == change.option);
        let with = self.outcomes.iter().filter(|(way, _)| has(way));
        with.map(|(_, outcome)| outcome).all(|outcome| outcome.leader == Some(leader))
    }

    /// How many disputes must be settled for an architecture to lead in every way that is left.
    pub fn smallest(&self, leader: ArchitectureId) -> usize {
        let led = self.outcomes.iter().filter(|(_, outcome)| outcome.leader == Some(leader));
        let places = self.disputed.len();
        let enough = |way: &Way, chosen: u32| {
            let changes: Vec<Change> = (0..places)
                .filter(|place| chosen >> place & 1 == 1)
                .map(|place| Change { variable: self.disputed[place], option: way[place] })
                .collect();
            self.is_enough(&changes, leader)
        };
        let subsets = |way: &Way| {
            (0..1_u32 << places).filter(|&chosen| enough(way, chosen)).map(u32::count_ones).min().unwrap()
        };
        led.map(|(way, _)| subsets(way)).min().unwrap() as usize
    }
}

/// Every whole weighting in a range.
pub fn weightings(range: &WeightRange) -> impl Iterator<Item = TiVec<QualityId, u8>> {
    let mut all: Vec<TiVec<QualityId, u8>> = vec![TiVec::new()];
    for (least, most) in range.least.iter().zip(&range.most) {
        let longer = |weights: &TiVec<QualityId, u8>| {
            let with = |weight| weights.iter().copied().chain([weight]).collect();
            (*least..=*most).map(with).collect::<Vec<_>>()
        };
        all = all.iter().flat_map(longer).collect();
    }
    all.into_iter()
}
