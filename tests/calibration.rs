//! The built-in rulebook against published decisions: how often it recommends what turned out right.
#![allow(clippy::panic, clippy::print_stdout, clippy::unwrap_used)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use archwise::answers::AnswersFile;
use archwise::assessment::Assessor;
use archwise::document::Document;
use archwise::engine::Status;
use archwise::rulebook::{ArchitectureId, ClauseId, Rulebook};
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

/// All published decisions, assessed by a rulebook; without the answers to some questions if they are named.
fn outcomes(rulebook: &Rulebook, without: &[&str]) -> Vec<Outcome> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(rules()).unwrap() {
        let file: Value =
            serde_yaml::from_str(&std::fs::read_to_string(entry.unwrap().path()).unwrap()).unwrap();
        let published =
            file["cases"].as_sequence().unwrap().iter().filter(|case| !case["certainty"].is_null());
        for case in published {
            let mut answers = case["answers"].as_mapping().unwrap().clone();
            without.iter().for_each(|id| _ = answers.remove(*id));
            let document = BTreeMap::from([("answers", answers)]);
            let document =
                Document::parse(text(case, "name"), serde_yaml::to_string(&document).unwrap()).unwrap();
            let (file, _) = AnswersFile::read(&document, rulebook).unwrap_or_else(|found| panic!("{found}"));
            let verdict = Assessor::new(rulebook).judge(&file).verdict;
            let id =
                |a: Option<ArchitectureId>| a.map_or(String::new(), |a| rulebook.architectures[a].id.clone());
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

fn count(outcomes: &[Outcome], right: impl Fn(&Outcome) -> bool) -> usize {
    outcomes.iter().filter(|outcome| right(outcome)).count()
}

fn row(name: &str, outcomes: &[Outcome]) -> String {
    let (all, lenient) = (outcomes.len(), count(outcomes, Outcome::lenient));
    let strict = count(outcomes, Outcome::strict);
    let percent = |right: usize| 100 * right / all.max(1);
    format!("| {name} | {lenient} of {all} ({} %) | {strict} ({} %) |\n", percent(lenient), percent(strict))
}

/// What always recommending one architecture would come to.
fn always(architecture: &str) -> Vec<Outcome> {
    let mut all = outcomes(Rulebook::builtin(), &[]);
    all.iter_mut().for_each(|outcome| outcome.got = architecture.to_owned());
    all
}

/// The rulebook without the rules of one file.
fn without_theme(theme: &str) -> Rulebook {
    let rulebook = Rulebook::builtin();
    let of_theme = |clause: &ClauseId| {
        let rule = &rulebook.rules[rulebook.clauses[*clause].rule];
        rule.at.place(None).source.name.ends_with(theme)
    };
    let clauses = rulebook.clauses.keys().filter(of_theme);
    clauses.fold(rulebook.clone(), |rulebook, clause| rulebook.without_clause(clause))
}

fn themes() -> Vec<String> {
    // Rules about seams say nothing of a whole.
    let scoring = Rulebook::builtin().rules.iter().filter(|rule| !rule.clauses.is_empty());
    let names = scoring.map(|rule| rule.at.place(None).source.name.clone());
    let names: std::collections::BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// The tables of docs/calibration.md.
fn tables() -> String {
    let head = "| | right | strictly |\n| --- | --- | --- |\n";
    let all = outcomes(Rulebook::builtin(), &[]);
    let mut out = head.to_owned() + &row("all published decisions", &all);
    for certainty in ["high", "medium", "low"] {
        let some = outcomes(Rulebook::builtin(), &[])
            .into_iter()
            .filter(|o| o.certainty == certainty)
            .collect::<Vec<_>>();
        out += &row(&format!("label certainty {certainty}"), &some);
    }
    out +=
        &row("without the answer to `existing-system`", &outcomes(Rulebook::builtin(), &["existing-system"]));
    for architecture in &Rulebook::builtin().architectures {
        out += &row(&format!("always {}", architecture.id), &always(&architecture.id));
    }
    for theme in themes() {
        out += &row(&format!("without the rules of `{theme}`"), &outcomes(&without_theme(&theme), &[]));
    }
    out += "\n| decision | recommended | by | expected | |\n| --- | --- | --- | --- | --- |\n";
    for o in all.iter().filter(|o| !o.strict()) {
        let word = if o.lenient() { "accepted" } else { "missed" };
        let Outcome { name, expected, got, runner_up, margin, status, .. } = o;
        let status = format!("{status:?}").to_lowercase();
        out += &format!("| {name} | {got} ({status}) | {margin} over {runner_up} | {expected} | {word} |\n");
    }
    out
}

#[test]
fn four_of_five_published_decisions_come_out_right() {
    let outcomes = outcomes(Rulebook::builtin(), &[]);
    assert!(outcomes.len() >= 40);
    assert!(count(&outcomes, Outcome::lenient) * 5 >= outcomes.len() * 4, "{}", tables());
}

#[test]
fn the_tables_in_the_docs_are_those_of_the_rulebook() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/calibration.md");
    let text = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = text.split_once("<!-- tables -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- end of tables -->\n").unwrap();
    let expected = format!("{before}<!-- tables -->\n{}<!-- end of tables -->\n{after}", tables());
    if std::env::var_os("UPDATE_DOCS").is_some() {
        std::fs::write(&path, &expected).unwrap();
    }
    assert!(text == expected, "docs/calibration.md is out of date: run this test with UPDATE_DOCS=1");
}
