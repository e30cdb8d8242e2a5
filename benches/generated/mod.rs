//! Seeded rulebooks of any size over 25 questions, 8 qualities and 4 architectures, and situations over them.
#![allow(dead_code, clippy::unwrap_used)]

use std::fmt::Write;

use archwise::engine::Problem;
use archwise::options::OptionSet;
use archwise::rulebook::Rulebook;

const QUESTIONS: usize = 25;
const QUALITIES: usize = 8;
const ARCHITECTURES: usize = 4;

/// A linear congruential generator (Knuth, MMIX).
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// Rules of one to four tests, each of up to half of a question's three to six options; points of −3 to 3.
pub fn yaml(rules: usize) -> String {
    let mut random = Random::new(7);
    let mut out = "rulebook: {id: generated, version: '1', title: Generated}\narchitectures:\n".to_owned();
    (0..ARCHITECTURES).for_each(|a| writeln!(out, "  - {{id: a{a}, name: A{a}, summary: S}}").unwrap());
    out.push_str("qualities:\n");
    (0..QUALITIES).for_each(|q| writeln!(out, "  - {{id: q{q}, name: Q{q}, about: A}}").unwrap());
    out.push_str("questions:\n");
    let sizes: Vec<usize> = (0..QUESTIONS).map(|_| 3 + random.below(4)).collect();
    for (question, size) in sizes.iter().enumerate() {
        let options: Vec<String> = (0..*size).map(|o| format!("{{id: o{o}}}")).collect();
        writeln!(out, "  - {{id: x{question}, ask: A, kind: ordinal, options: [{}]}}", options.join(", "))
            .unwrap();
    }
    out.push_str("rules:\n");
    for rule in 0..rules {
        let tests = [1, 1, 1, 2, 2, 2, 2, 3, 3, 4][random.below(10)];
        let mut tested: Vec<usize> = (0..tests).map(|_| random.below(QUESTIONS)).collect();
        tested.sort_unstable();
        tested.dedup();
        let test = |question: &usize, random: &mut Random| {
            let size = sizes[*question];
            let first = random.below(size);
            let options: Vec<String> =
                (0..1 + random.below(size / 2)).map(|o| format!("o{}", (first + o) % size)).collect();
            format!("x{question}: [{}]", options.join(", "))
        };
        let when: Vec<String> = tested.iter().map(|question| test(question, &mut random)).collect();
        let mut points: Vec<i64> = (0..ARCHITECTURES).map(|_| random.below(7) as i64 - 3).collect();
        points[random.below(ARCHITECTURES)] = 1 + random.below(3) as i64;
        let points: Vec<String> = points.iter().enumerate().map(|(a, p)| format!("a{a}: {p}")).collect();
        writeln!(
            out,
            "  - {{id: r{rule}, quality: q{}, when: {{{}}}, points: {{{}}}, because: B}}",
            random.below(QUALITIES),
            when.join(", "),
            points.join(", ")
        )
        .unwrap();
    }
    out
}

/// The same with reasons as long as people write them, for what reads the rules as text.
pub fn yaml_with_reasons(rules: usize) -> String {
    let because = "A reason of the length that people write says what it costs, whom it helps, when that changes, and \
                   where somebody has measured it or at least reports it.";
    yaml(rules).replace("because: B", &format!("because: \"{because}\""))
}

pub fn rulebook(rules: usize) -> Rulebook {
    Rulebook::parse(vec![("generated.yaml".to_owned(), yaml(rules))]).unwrap().0
}

/// Every question answered.
pub fn complete(rulebook: &Rulebook, seed: u64) -> Problem<'_> {
    partial(rulebook, seed, 100)
}

/// About so many percent of the questions answered.
pub fn partial(rulebook: &Rulebook, seed: u64, percent: usize) -> Problem<'_> {
    let mut random = Random::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(1));
    let mut problem = Problem::open(rulebook);
    for set in &mut problem.sets {
        let option = random.below(set.len());
        if random.below(100) < percent {
            *set = OptionSet::only(option);
        }
    }
    problem
}
