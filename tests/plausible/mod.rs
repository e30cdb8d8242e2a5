//! Plausible systems, drawn from the archetypes in `tests/data/archetypes.yaml`: the same ones every time.
// Not every test that draws systems reads all of them.
#![allow(dead_code, clippy::panic, clippy::unwrap_used)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archwise::answers::{Answers, Origin, Reply};
use archwise::options::OptionSet;
use archwise::rulebook::{Kind, Question, Rulebook};
use indexmap::IndexMap;
use serde::Deserialize;

/// By question, by option: how many of a hundred systems it applies to.
type Shares = IndexMap<String, IndexMap<String, f64>>;
/// By question the options that apply.
type Drawn = BTreeMap<String, BTreeSet<String>>;

#[derive(Deserialize)]
pub struct Archetypes {
    matures: Shares,
    /// Each a list of `question.option`.
    never: Vec<Vec<String>>,
    pub archetypes: Vec<Archetype>,
}

#[derive(Deserialize)]
pub struct Archetype {
    pub id: String,
    pub about: String,
    /// The least and the greatest.
    maturity: [f64; 2],
    shares: Shares,
}

impl Archetypes {
    pub fn load() -> Self {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/archetypes.yaml");
        serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
    }

    /// Systems of one archetype. What the file does not speak of stays open.
    pub fn systems(&self, of: &Archetype, rulebook: &Rulebook, count: usize) -> Vec<Answers> {
        // Each has a seed of its own, so that more of them begin with the same ones.
        let name = of.id.bytes().fold(0_u32, |name, byte| name.wrapping_mul(31).wrapping_add(byte.into()));
        let seeds = (0..count as u64).map(|system| (system << 32) | u64::from(name));
        seeds.map(|seed| self.system(of, rulebook, &mut Random(seed))).collect()
    }

    fn system(&self, of: &Archetype, rulebook: &Rulebook, random: &mut Random) -> Answers {
        loop {
            let drawn = self.draw(of, rulebook, random);
            if !self.never.iter().any(|never| never.iter().all(|option| says(&drawn, option))) {
                return answers(&drawn, rulebook);
            }
        }
    }

    fn draw(&self, of: &Archetype, rulebook: &Rulebook, random: &mut Random) -> Drawn {
        let [least, greatest] = of.maturity;
        let maturity = least + (greatest - least) * random.unit();
        let mut drawn = Drawn::new();
        for (id, shares) in &of.shares {
            drawn.insert(id.clone(), draw(question(rulebook, id), shares, random));
        }
        for (id, added) in &self.matures {
            let asked = question(rulebook, id);
            let mut shares: IndexMap<String, f64> =
                added.iter().map(|(id, added)| (id.clone(), (maturity + added).clamp(2.0, 98.0))).collect();
            if asked.kind != Kind::Multi {
                let rest = 100.0 - shares.values().sum::<f64>();
                let others: Vec<String> = asked.options.iter().map(|choice| choice.id.clone()).collect();
                let others: Vec<String> = others.into_iter().filter(|id| !shares.contains_key(id)).collect();
                let each = rest / others.len() as f64;
                shares.extend(others.into_iter().map(|id| (id, each)));
            }
            drawn.insert(id.clone(), draw(asked, &shares, random));
        }
        drawn
    }
}

fn question<'r>(rulebook: &'r Rulebook, id: &str) -> &'r Question {
    let question = rulebook.question(id);
    let question = question.unwrap_or_else(|| panic!("archetypes.yaml: the rulebook does not ask `{id}`"));
    &rulebook.questions[question]
}

/// The options that apply; of a question that is no multiple choice, one.
fn draw(asked: &Question, shares: &IndexMap<String, f64>, random: &mut Random) -> BTreeSet<String> {
    if asked.kind == Kind::Multi {
        let drawn = shares.iter().filter(|(_, share)| 100.0 * random.unit() < **share);
        return drawn.map(|(id, _)| id.clone()).collect();
    }
    let mut left = shares.values().sum::<f64>() * random.unit();
    let first = shares.iter().find(|(_, share)| {
        left -= **share;
        left < 0.0
    });
    first.map(|(id, _)| BTreeSet::from([id.clone()])).unwrap()
}

fn says(drawn: &Drawn, option: &str) -> bool {
    let (question, option) = option.split_once('.').unwrap();
    drawn.get(question).is_some_and(|options| options.contains(option))
}

fn answers(drawn: &Drawn, rulebook: &Rulebook) -> Answers {
    let mut answers = Answers::open(rulebook);
    for (id, options) in drawn {
        let asked = question(rulebook, id);
        let position = |option: &String| {
            let position = asked.choice(option);
            position.unwrap_or_else(|| panic!("archetypes.yaml: `{id}` has no option `{option}`"))
        };
        let options: OptionSet = options.iter().map(position).collect();
        let reply = Reply::options(asked, options);
        answers.set(rulebook, rulebook.question(id).unwrap(), &reply, Origin::Prompt);
    }
    answers
}

/// SplitMix64.
struct Random(u64);

impl Random {
    /// A number from 0 to 1, without the 1.
    fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((mixed ^ (mixed >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}
