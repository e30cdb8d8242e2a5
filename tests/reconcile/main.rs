//! The lists of reasons in a printed report, and of differences in a comparison: each number is the right
//! one, and together they are the difference that the list announces, in text, Markdown, page and record. Of
//! each weight, text and page say the same.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../exact/spec.rs"]
mod spec;

mod comparison;
mod page;
mod text;
mod weights;
mod written;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use archwise::answers::{Answers, Origin, Reply};
use archwise::assessment::Assessor;
use archwise::engine::{Effort, Problem};
use archwise::options::Truth;
use archwise::report::{Argument, Report};
use archwise::rulebook::{MAX_WEIGHT, Rulebook};
use spec::{Random, Spec};

const RULEBOOKS: Range<u64> = 0..600;

/// A random situation over a random rulebook.
struct Case {
    seed: u64,
    rulebook: Rulebook,
    answers: Answers,
    weights: Vec<u8>,
}

impl Case {
    fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        // With few rules much hangs on one weight; with many, lists are cut.
        let rules = if seed.is_multiple_of(2) { 8 } else { 40 };
        let yaml = Spec::random(rules, &mut random).yaml();
        let (rulebook, _) = Rulebook::parse(vec![("random.yaml".to_owned(), yaml)]).unwrap();
        let mut answers = Answers::open(&rulebook);
        for (index, question) in rulebook.questions.iter().enumerate() {
            let known = rulebook.all_open()[question.variables.clone()].to_vec();
            let sets = known.iter().map(|set| random.subset(set.len())).collect();
            answers.set(&rulebook, index.into(), &Reply { sets, number: None }, Origin::Prompt);
        }
        let weights =
            rulebook.qualities.iter().map(|_| random.below(usize::from(MAX_WEIGHT) + 1) as u8).collect();
        Self { seed, rulebook, answers, weights }
    }

    fn problem(&self) -> Problem<'_> {
        Problem {
            sets: self.answers.sets().to_vec(),
            weights: self.weights.clone().into(),
            ..Problem::open(&self.rulebook)
        }
    }

    fn report(&self) -> Report {
        let effort = Effort { samples: 50, completions: 50, ..Effort::default() };
        let assessor = Assessor { effort, ..Assessor::new(&self.rulebook) };
        assessor.assess_answers(Cow::Borrowed(&self.answers), self.weights.clone().into()).report()
    }
}

/// All cases, each with its report: made once for all tests.
static CASES: LazyLock<Vec<(Case, Report)>> = LazyLock::new(|| {
    let make = |seed| {
        let case = Case::new(seed);
        let report = case.report();
        (case, report)
    };
    RULEBOOKS.map(make).collect()
});

fn each_case(mut check: impl FnMut(&Case, &Report)) {
    CASES.iter().for_each(|(case, report)| check(case, report));
}

/// What a rule counts for, and the reason by which it is known.
type Counted = (i32, String);

/// What each rule that holds counts for, where that is not nothing, in the order of their reasons.
fn counted(report: &Report, points: impl Fn(&Argument) -> i32) -> Vec<Counted> {
    let weight = |id: &str| report.qualities.iter().find(|q| q.quality == id).unwrap().weight;
    let holding = report.arguments.iter().filter(|argument| argument.state == Truth::Holds);
    let counted = holding.map(|a| (i32::from(weight(&a.quality)) * points(a), a.because.clone()));
    sorted(counted.filter(|(points, _)| *points != 0))
}

fn of(argument: &Argument, architecture: &str) -> i32 {
    i32::from(argument.points[architecture])
}

/// What each rule counts for one architecture against another.
fn between(report: &Report, first: &str, second: &str) -> Vec<Counted> {
    counted(report, |argument| of(argument, first) - of(argument, second))
}

fn sorted(counted: impl IntoIterator<Item = Counted>) -> Vec<Counted> {
    let mut counted: Vec<Counted> = counted.into_iter().collect();
    counted.sort_by(|a, b| a.1.cmp(&b.1));
    counted
}

fn sum<'c>(counted: impl IntoIterator<Item = &'c Counted>) -> i32 {
    counted.into_iter().map(|(points, _)| points).sum()
}

fn positive(counted: &[Counted]) -> Vec<Counted> {
    counted.iter().filter(|(points, _)| *points > 0).cloned().collect()
}

/// `+3`, `−2`, `0`, with what may stand around it.
fn points(word: &str) -> i32 {
    let word = word.trim_matches(['(', ')', ':', ',', '.']).replace('−', "-");
    word.parse().unwrap_or_else(|_| panic!("`{word}` are no points"))
}

/// The points at the end of a line.
fn last_points(line: &str) -> i32 {
    points(line.split_whitespace().last().unwrap())
}

/// What stands between two texts, each time.
fn inside<'t>(text: &'t str, start: &str, end: &str) -> Vec<&'t str> {
    text.split(start).skip(1).map(|rest| rest.split(end).next().unwrap()).collect()
}
