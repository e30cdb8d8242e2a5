//! The built-in rulebook against published decisions: how often it recommends what turned out right.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use archwise::answers::{Answers, AnswersFile};
use archwise::document::Document;
use archwise::engine::{Effort, Evaluation, Problem, Status, Verdict};
use archwise::rulebook::Rulebook;
use serde_yaml::Value;

struct Outcome {
    name: String,
    certainty: String,
    expected: String,
    also: Vec<String>,
    got: String,
    runner_up: String,
    margin: i32,
    status: Status,
}

impl Outcome {
    fn strict(&self) -> bool {
        self.got == self.expected
    }

    fn lenient(&self) -> bool {
        self.strict() || self.also.contains(&self.got)
    }
}

fn rules() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rules/cases")
}

fn text<'v>(value: &'v Value, key: &str) -> &'v str {
    value[key].as_str().unwrap_or_else(|| panic!("`{key}` is missing in {value:?}"))
}

/// All published decisions, assessed; without the answers to some questions if they are named.
fn outcomes(without: &[&str]) -> Vec<Outcome> {
    let rulebook = Rulebook::builtin();
    let mut all = Vec::new();
    for entry in std::fs::read_dir(rules()).unwrap() {
        let file: Value =
            serde_yaml::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        for case in file["cases"].as_sequence().unwrap() {
            let mut answers = case["answers"].as_mapping().unwrap().clone();
            without.iter().for_each(|id| _ = answers.remove(*id));
            let document = BTreeMap::from([("answers", answers)]);
            let document =
                Document::parse(text(case, "name"), serde_yaml::to_string(&document).unwrap()).unwrap();
            let (file, _) = AnswersFile::read(&document, rulebook).unwrap_or_else(|found| panic!("{found}"));
            let mut answers = Answers::open(rulebook);
            answers.apply(rulebook, file.statements, &mut Default::default());
            let problem = Problem { sets: answers.sets().to_vec(), ..Problem::open(rulebook) };
            let evaluation = Evaluation::of(&problem);
            let verdict = Verdict::of(&problem, &evaluation, &Effort::default());
            let id = |a: Option<usize>| a.map_or(String::new(), |a| rulebook.architectures[a].id.clone());
            let also = case["expect"]["also"].as_sequence().cloned().unwrap_or_default();
            all.push(Outcome {
                name: text(case, "name").to_owned(),
                certainty: text(case, "certainty").to_owned(),
                expected: text(&case["expect"], "architecture").to_owned(),
                also: also.iter().filter_map(|a| a.as_str().map(str::to_owned)).collect(),
                got: id(verdict.leader),
                runner_up: id(verdict.runner_up),
                margin: verdict.margin.unwrap_or(0),
                status: verdict.status,
            });
        }
    }
    all.sort_by(|a, b| a.name.cmp(&b.name));
    all
}

fn summary(outcomes: &[Outcome]) -> String {
    let count = |right: &dyn Fn(&Outcome) -> bool| outcomes.iter().filter(|o| right(o)).count();
    let mut out = format!(
        "{} decisions: {} right, {} strictly right\n",
        outcomes.len(),
        count(&Outcome::lenient),
        count(&Outcome::strict)
    );
    for certainty in ["high", "medium", "low"] {
        let of = |o: &Outcome| o.certainty == certainty;
        out += &format!(
            "  label certainty {certainty}: {} of {} right, {} strictly\n",
            count(&|o| of(o) && o.lenient()),
            count(&of),
            count(&|o| of(o) && o.strict())
        );
    }
    for o in outcomes.iter().filter(|o| !o.strict()) {
        let word = if o.lenient() { "accepted" } else { "MISS" };
        let Outcome { name, expected, got, runner_up, margin, status, .. } = o;
        out += &format!(
            "  {word} {name}: {got} by {margin} over {runner_up} ({status:?}), expected {expected}\n"
        );
    }
    out
}

#[test]
fn four_of_five_published_decisions_come_out_right() {
    let outcomes = outcomes(&[]);
    let right = outcomes.iter().filter(|outcome| outcome.lenient()).count();
    println!("{}", summary(&outcomes));
    assert!(outcomes.len() >= 40);
    assert!(right * 5 >= outcomes.len() * 4, "{}", summary(&outcomes));
}

#[test]
fn most_come_out_right_without_the_hint_of_what_exists() {
    let outcomes = outcomes(&["existing-system"]);
    println!("{}", summary(&outcomes));
    let right = outcomes.iter().filter(|outcome| outcome.lenient()).count();
    assert!(right * 4 >= outcomes.len() * 3, "{}", summary(&outcomes));
}
