//! Whole processes, from rules and one answers file on disk to JSON on standard output.

use std::collections::{BTreeMap, HashMap};
use std::path::Path;

use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::evaluate::{ENTRY, engine, numbers};
use crate::work::{Model, Question, Rule};

#[derive(Deserialize)]
struct Answers {
    answers: HashMap<String, String>,
}

/// The rulebook as its YAML has it.
#[derive(Deserialize)]
struct Yaml {
    architectures: Vec<Named>,
    qualities: Vec<Named>,
    questions: Vec<Asked>,
    rules: Vec<YamlRule>,
}

#[derive(Deserialize)]
struct Named {
    id: String,
}

#[derive(Deserialize)]
struct Asked {
    id: String,
    options: Vec<Named>,
}

#[derive(Deserialize)]
struct YamlRule {
    id: String,
    quality: String,
    when: BTreeMap<String, Vec<String>>,
    points: BTreeMap<String, i32>,
    because: String,
}

impl From<Yaml> for Model {
    fn from(yaml: Yaml) -> Self {
        let ids = |named: Vec<Named>| named.into_iter().map(|named| named.id).collect();
        let question = |Asked { id, options }| Question { id, options: ids(options) };
        let rule = |YamlRule { id, quality, when, points, because }: YamlRule| Rule {
            id,
            quality,
            when: when.into_iter().collect(),
            points,
            because,
        };
        Self {
            architectures: ids(yaml.architectures),
            qualities: ids(yaml.qualities),
            questions: yaml.questions.into_iter().map(question).collect(),
            rules: yaml.rules.into_iter().map(rule).collect(),
        }
    }
}

pub fn run(peer: &str, rules: &Path, answers: &Path) {
    let (model, answers) = match peer {
        "ready" | "regorus" => (json::<Model>(rules), json::<Answers>(answers).answers),
        "serde_yaml" => (yaml::<Yaml>(rules).into(), yaml::<Answers>(answers).answers),
        _ => panic!("no peer is called {peer}"),
    };
    let holding = match peer {
        "regorus" => {
            let mut engine = engine(&model);
            engine
                .set_input(regorus::Value::from_json_str(&serde_json::to_string(&answers).unwrap()).unwrap());
            numbers(&engine.eval_rule(ENTRY.to_owned()).unwrap())
        }
        _ => (0..model.rules.len()).filter(|&rule| holds(&model.rules[rule], &answers)).collect(),
    };
    let mut nets: BTreeMap<&str, i32> = model.architectures.iter().map(|id| (id.as_str(), 0)).collect();
    let mut arguments = Vec::new();
    for rule in holding.iter().map(|&rule| &model.rules[rule]) {
        rule.points.iter().for_each(|(id, points)| *nets.entry(id).or_default() += points);
        arguments.push(json!({ "rule": rule.id, "quality": rule.quality, "points": rule.points, "because": rule.because }));
    }
    println!("{}", json!({ "nets": nets, "arguments": arguments }));
}

fn holds(rule: &Rule, answers: &HashMap<String, String>) -> bool {
    rule.when
        .iter()
        .all(|(question, options)| answers.get(question).is_some_and(|said| options.contains(said)))
}

fn json<T: DeserializeOwned>(path: &Path) -> T {
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn yaml<T: DeserializeOwned>(path: &Path) -> T {
    serde_yaml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}
