//! Three random people over a random rulebook: what each thinks possible, and how each weighs the qualities.

use archwise::engine::{Effort, Problem};
use archwise::options::OptionSet;
use archwise::rulebook::{ArchitectureSet, OptionSets, QualityId, Rulebook, VariableId};
use typed_index_collections::TiVec;

use super::spec::{Random, Spec};

const RULES: usize = 8;
const PEOPLE: usize = 3;

pub struct Meeting {
    pub rulebook: Rulebook,
    /// For each person the options that are possible.
    pub people: Vec<OptionSets>,
    /// For each person the weights.
    pub weights: Vec<TiVec<QualityId, u8>>,
    /// The union of what is known; all options where nobody knows.
    pub sets: OptionSets,
    /// Where those who know say something else.
    pub disputed: Vec<VariableId>,
    pub among: ArchitectureSet,
}

impl Meeting {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed ^ 0x6d65_6574);
        let spec = Spec::random(RULES, &mut random);
        let parsed = Rulebook::parse(vec![("random.yaml".to_owned(), spec.yaml())]);
        let rulebook = parsed.unwrap_or_else(|found| panic!("seed {seed}: {found}")).0;
        let all = rulebook.all_open();
        let person = |random: &mut Random| all.iter().map(|set| random.subset(set.len())).collect();
        let people: Vec<OptionSets> = (0..PEOPLE).map(|_| person(&mut random)).collect();
        let weighs = |random: &mut Random| rulebook.qualities.iter().map(|_| random.below(3) as u8).collect();
        let weights = (0..PEOPLE).map(|_| weighs(&mut random)).collect();
        let known = |variable: VariableId| -> Vec<OptionSet> {
            people.iter().map(|sets| sets[variable]).filter(|set| *set != all[variable]).collect()
        };
        let union = |variable| {
            let known = known(variable).into_iter();
            known.reduce(OptionSet::union).unwrap_or(all[variable])
        };
        let sets: OptionSets = all.keys().map(union).collect();
        let differs = |&variable: &VariableId| known(variable).windows(2).any(|pair| pair[0] != pair[1]);
        let disputed = all.keys().filter(differs).collect();
        let among = match random.below(4) {
            0 => random.subset(rulebook.architectures.len()),
            _ => ArchitectureSet::full(rulebook.architectures.len()),
        };
        Self { people, weights, sets, disputed, among, rulebook }
    }

    /// The group as one: by the rulebook's own weights.
    pub fn problem(&self) -> Problem<'_> {
        self.problem_of(self.sets.clone(), self.rulebook.weights())
    }

    pub fn problem_of(&self, sets: OptionSets, weights: TiVec<QualityId, u8>) -> Problem<'_> {
        Problem { rulebook: &self.rulebook, sets, weights, among: self.among }
    }
}

pub fn effort() -> Effort {
    Effort { nodes: 100_000, samples: 1, completions: 1, enumerate: 0, ..Effort::default() }
}
