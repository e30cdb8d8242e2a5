//! Random situations over random rulebooks, each with its analysis.

use std::sync::LazyLock;

use archwise::engine::{Analysis, Effort, Problem};
use archwise::rulebook::{ArchitectureSet, OptionSets, QualityId, Rulebook};
use typed_index_collections::TiVec;

use super::brute::Brute;
use super::spec::{Random, Spec};

const RULEBOOKS: u64 = 4_000;
/// The most rules of one: brute force goes through all completions.
const RULES: usize = 8;

/// A random situation over a random rulebook.
pub struct Case {
    pub spec: Spec,
    pub rulebook: Rulebook,
    pub sets: OptionSets,
    pub weights: TiVec<QualityId, u8>,
    pub among: ArchitectureSet,
}

impl Case {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let spec = Spec::random(RULES, &mut random);
        let rulebook = read(&spec, seed);
        let all = rulebook.all_open();
        let sets = all.iter().map(|set| random.subset(set.len())).collect();
        let weights = rulebook.qualities.iter().map(|_| random.below(6) as u8).collect();
        let among = random.subset(rulebook.architectures.len());
        Self { spec, rulebook, sets, weights, among }
    }

    pub fn problem(&self) -> Problem<'_> {
        Problem {
            rulebook: &self.rulebook,
            sets: self.sets.clone(),
            weights: self.weights.clone(),
            among: self.among,
        }
    }

    pub fn brute(&self) -> Brute<'_> {
        self.brute_among(self.among)
    }

    pub fn brute_among(&self, among: ArchitectureSet) -> Brute<'_> {
        Brute::new(&self.spec, &self.sets.raw, &self.weights.raw, among)
    }
}

/// Reads the rulebook as it is written out.
pub fn read(spec: &Spec, seed: u64) -> Rulebook {
    let yaml = spec.yaml();
    let parsed = Rulebook::parse(vec![("random.yaml".to_owned(), yaml.clone())]);
    parsed.unwrap_or_else(|found| panic!("seed {seed}: {found}\n{yaml}")).0
}

pub fn effort() -> Effort {
    Effort { nodes: 1_000_000, samples: 50, enumerate: 1_000_000, ..Effort::default() }
}

/// All cases, each with its analysis: made once for all tests.
pub static CASES: LazyLock<Vec<(Case, Analysis)>> = LazyLock::new(|| {
    let make = |seed| {
        let case = Case::new(seed);
        let analysis = Analysis::of(&case.problem(), &effort());
        (case, analysis)
    };
    let half = RULEBOOKS / 2;
    std::thread::scope(|scope| {
        let second = scope.spawn(|| (half..RULEBOOKS).map(make).collect::<Vec<_>>());
        let mut all: Vec<_> = (0..half).map(make).collect();
        all.extend(second.join().unwrap());
        all
    })
});
