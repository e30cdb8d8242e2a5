//! How the cost of a report grows with the rules and with what is open, next to that of reading the rulebook.
//! Prints one JSON object: milliseconds, the median and the worst of some situations.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod generated;

use std::borrow::Cow;
use std::time::Instant;

use archwise::answers::{Answers, Origin, Reply};
use archwise::assessment::Assessor;
use archwise::engine::Inquiry;
use archwise::options::OptionSet;
use archwise::render::{self, PageInputs, PageOrigin};
use archwise::report::{alternatives, axes_map};
use archwise::rulebook::{QuestionId, Rulebook};
use serde_json::json;

const RULES: [usize; 3] = [100, 1_000, 10_000];
const ANSWERED: [usize; 6] = [0, 5, 10, 15, 20, 25];
const SITUATIONS: u64 = 7;

fn main() {
    let rows: Vec<_> = RULES.iter().map(|&rules| of(rules)).collect();
    println!("{}", json!({ "situations": SITUATIONS, "rules": rows }));
}

fn of(rules: usize) -> serde_json::Value {
    let yaml = generated::yaml_with_reasons(rules);
    let parse = || Rulebook::parse(vec![("generated.yaml".to_owned(), yaml.clone())]).unwrap().0;
    let rulebook = parse();
    let read: Vec<f64> = (0..SITUATIONS).map(|_| milliseconds(parse)).collect();
    let answered = ANSWERED.iter().map(|&answered| of_answered(&rulebook, answered));
    json!({
        "rules": rules,
        "bytes": yaml.len(),
        "read": summary(read),
        "answered": answered.collect::<Vec<_>>(),
    })
}

fn of_answered(rulebook: &Rulebook, answered: usize) -> serde_json::Value {
    let assessor = Assessor::new(rulebook);
    let (mut json, mut html, mut question) = (Vec::new(), Vec::new(), Vec::new());
    let mut proven = 0;
    for seed in 0..SITUATIONS {
        let answers = answers(rulebook, answered, seed);
        let assess = || assessor.assess_answers(Cow::Borrowed(&answers), rulebook.weights());
        proven += u32::from(assess().analysis.verdict.settled.is_some());
        json.push(milliseconds(|| render::json(&assess().report()).unwrap()));
        html.push(milliseconds(|| {
            let assessment = assess();
            let (report, origin) = (assessment.report(), PageOrigin::default());
            let questions = alternatives(&assessment, &assessor.effort);
            let map = axes_map(&assessment, &report, &assessor.effort);
            let (problem, map) = (&assessment.problem, map.as_ref());
            let (report, questions, origin) = (&report, &questions, &origin);
            render::html(&PageInputs { report, problem, questions, map, origin }).unwrap()
        }));
        let problem = assessor.problem(&answers, rulebook.weights());
        question.push(milliseconds(|| Inquiry::of(&problem, &assessor.effort)));
    }
    json!({
        "answered": answered,
        "json": summary(json),
        "html": summary(html),
        "next_question": summary(question),
        "proven": proven,
    })
}

/// So many questions answered at random, each with a random option.
fn answers(rulebook: &Rulebook, answered: usize, seed: u64) -> Answers {
    let mut random = generated::Random::new(seed.wrapping_mul(0x9e37_79b9).wrapping_add(1));
    let mut left: Vec<QuestionId> = rulebook.questions.keys().collect();
    let mut answers = Answers::open(rulebook);
    for _ in 0..answered {
        let question = left.swap_remove(random.below(left.len()));
        let option = random.below(rulebook.questions[question].options.len());
        let reply = Reply { sets: vec![OptionSet::only(option)], number: None };
        answers.set(rulebook, question, &reply, Origin::Prompt);
    }
    answers
}

fn milliseconds<T>(work: impl FnOnce() -> T) -> f64 {
    let begin = Instant::now();
    divan::black_box(work());
    begin.elapsed().as_secs_f64() * 1e3
}

fn summary(mut all: Vec<f64>) -> serde_json::Value {
    all.sort_by(f64::total_cmp);
    json!({ "median": all[all.len() / 2], "worst": all[all.len() - 1] })
}
