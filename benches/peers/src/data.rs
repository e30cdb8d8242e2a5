//! Writes the work: rulebooks, situations with their sums, answer files, a matrix to weigh, completions to
//! count.

use std::fs;
use std::path::Path;

use archwise::engine::{Evaluation, Problem};
use archwise::options::{OptionSet, Truth};
use archwise::rulebook::condition::Test;
use archwise::rulebook::{ArchitectureId, Effect, Rulebook};
use serde::Serialize;

use crate::generated;
use crate::work::{Model, Question, Robust, Rule, Situations};

pub const RULES: [usize; 3] = [100, 1_000, 10_000];
const FILES: usize = 10_000;
const SITUATIONS: u64 = 1_000;
/// 4^12 completions.
const OPEN: usize = 12;

pub fn write(folder: &Path) {
    fs::create_dir_all(folder.join("answers")).unwrap();
    for rules in RULES {
        let yaml = generated::yaml_with_reasons(rules);
        let name = format!("rules_{rules}.yaml");
        fs::write(folder.join(&name), &yaml).unwrap();
        let (rulebook, _) = Rulebook::parse(vec![(name, yaml)]).unwrap();
        json(folder, &format!("rules_{rules}.json"), &model(&rulebook));
        json(folder, &format!("situations_{rules}.json"), &situations(&rulebook));
        if rules == RULES[0] {
            json(folder, "robust.json", &robust(&rulebook));
            answer_files(folder, &rulebook);
        }
    }
}

fn json(folder: &Path, name: &str, value: &impl Serialize) {
    fs::write(folder.join(name), serde_json::to_string(value).unwrap()).unwrap();
}

fn model(rulebook: &Rulebook) -> Model {
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let rule = |clause: &archwise::rulebook::Clause| {
        let Effect::Points { quality, points } = &clause.effect else { panic!("only points are generated") };
        let tested = |test: &Test| {
            let question = &rulebook.questions[rulebook.variables[test.variable].question];
            let options = test.options.iter().map(|o| question.options[o].id.clone());
            (question.id.clone(), options.collect())
        };
        Rule {
            id: rulebook.rules[clause.rule].id.clone(),
            quality: rulebook.qualities[*quality].id.clone(),
            when: clause.when.tests().map(tested).collect(),
            points: points.iter_enumerated().map(|(a, points)| (id(a), i32::from(*points))).collect(),
            because: clause.because.clone(),
        }
    };
    let question = |question: &archwise::rulebook::Question| Question {
        id: question.id.clone(),
        options: question.options.iter().map(|choice| choice.id.clone()).collect(),
    };
    Model {
        architectures: rulebook.architectures.iter().map(|a| a.id.clone()).collect(),
        qualities: rulebook.qualities.iter().map(|quality| quality.id.clone()).collect(),
        questions: rulebook.questions.iter().map(question).collect(),
        rules: rulebook.clauses.iter().map(rule).collect(),
    }
}

fn situations(rulebook: &Rulebook) -> Situations {
    let problems: Vec<_> = (0..SITUATIONS).map(|seed| generated::complete(rulebook, seed)).collect();
    let nets = |problem| Evaluation::of(problem).scores.iter().map(|score| score.net).collect();
    Situations { answers: problems.iter().map(options).collect(), nets: problems.iter().map(nets).collect() }
}

fn options(problem: &Problem<'_>) -> Vec<usize> {
    problem.sets.iter().map(|set| set.single().unwrap()).collect()
}

fn answer_files(folder: &Path, rulebook: &Rulebook) {
    for file in 0..FILES {
        let problem = generated::complete(rulebook, file as u64);
        let line = |(question, option): (&archwise::rulebook::Question, usize)| {
            format!("  {}: {}\n", question.id, question.options[option].id)
        };
        let lines: String = rulebook.questions.iter().zip(options(&problem)).map(line).collect();
        let text = format!("archwise: 1\nanswers:\n{lines}");
        fs::write(folder.join(format!("answers/{file:05}.yaml")), text).unwrap();
    }
    let problem = generated::complete(rulebook, 0);
    let answers = rulebook.questions.iter().zip(options(&problem));
    let answers: std::collections::BTreeMap<&str, &str> = answers
        .map(|(question, option)| (question.id.as_str(), question.options[option].id.as_str()))
        .collect();
    json(folder, "answers.json", &serde_json::json!({ "archwise": 1, "answers": answers }));
}

fn robust(rulebook: &Rulebook) -> Robust {
    let problem = generated::complete(rulebook, 0);
    let evaluation = Evaluation::of(&problem);
    let mut matrix = vec![vec![0; rulebook.architectures.len()]; rulebook.qualities.len()];
    for (clause, truth) in rulebook.clauses.iter().zip(&evaluation.truths) {
        if let (Effect::Points { quality, points }, Truth::Holds) = (&clause.effect, truth) {
            let sums = matrix[usize::from(*quality)].iter_mut();
            sums.zip(points).for_each(|(sum, points)| *sum += i32::from(*points));
        }
    }
    Robust { matrix, open: open(rulebook).sets.iter().map(|set| set.iter().collect()).collect() }
}

/// The first situation, with four options open in each of the first questions that have so many.
pub fn open(rulebook: &Rulebook) -> Problem<'_> {
    let mut problem = generated::complete(rulebook, 0);
    let wide = problem.sets.keys().filter(|&variable| rulebook.size(variable) >= 4);
    let wide: Vec<_> = wide.take(OPEN).collect();
    wide.into_iter().for_each(|variable| problem.sets[variable] = OptionSet::full(4));
    problem
}
