//! Situations in, sums and holding rules out: archwise, a plain loop over maps, CEL and Rego.

use std::collections::HashMap;
use std::hint::black_box;
use std::path::Path;
use std::sync::Arc;

use archwise::engine::Evaluation;
use archwise::options::Truth;
use regorus::Value;

use crate::data::RULES;
use crate::generated;
use crate::work::{Model, Rule, Situations, checked, load, time};

const SECONDS: f64 = 0.3;

pub fn run(peer: &str, folder: &Path, rules: &str) {
    let model: Model = load(&folder.join(format!("rules_{rules}.json")));
    let situations: Situations = load(&folder.join(format!("situations_{rules}.json")));
    match peer {
        "archwise" => archwise(&situations, model.rules.len()),
        "maps" => maps(&model, &situations),
        "cel" => cel(&model, &situations),
        "regorus" => regorus(&model, &situations),
        "regorus-compiled" => regorus_compiled(&model, &situations),
        _ => panic!("no peer is called {peer}"),
    }
}

/// Checks that `holding`, the rules that hold in a situation, add up as they must; then times it.
fn bench(model: &Model, situations: &Situations, mut holding: impl FnMut(usize) -> Vec<usize>) {
    let points: Vec<Vec<i32>> =
        model.rules.iter().map(|rule| rule.points.values().copied().collect()).collect();
    let mut assess = |situation: usize| {
        let holding = holding(situation);
        let mut nets = vec![0; model.architectures.len()];
        for rule in &holding {
            nets.iter_mut().zip(&points[*rule]).for_each(|(net, points)| *net += points);
        }
        (nets, holding)
    };
    for situation in 0..checked(model.rules.len()) {
        assert_eq!(
            assess(situation).0,
            situations.nets[situation],
            "situation {situation} adds up differently"
        );
    }
    let some = if model.rules.len() > 1_000 { 10 } else { 200 };
    time(SECONDS, some, || (0..some).for_each(|situation| _ = black_box(assess(situation))));
}

/// A name and an option for each question.
fn facts<'m>(model: &'m Model, answers: &[usize]) -> impl Iterator<Item = (&'m str, &'m str)> {
    let option = |(question, option): (&'m crate::work::Question, usize)| {
        (question.id.as_str(), question.options[option].as_str())
    };
    model.questions.iter().zip(answers.to_vec()).map(option)
}

fn archwise(situations: &Situations, rules: usize) {
    assert!(RULES.contains(&rules));
    let rulebook = generated::rulebook(rules);
    let problems: Vec<_> =
        (0..situations.answers.len() as u64).map(|seed| generated::complete(&rulebook, seed)).collect();
    for (problem, nets) in problems.iter().zip(&situations.nets) {
        let scores = Evaluation::of(problem).scores;
        assert!(scores.iter().map(|score| &score.net).eq(nets), "a situation adds up differently");
    }
    time(SECONDS, problems.len(), || {
        for problem in &problems {
            let evaluation = Evaluation::of(black_box(problem));
            debug_assert!(evaluation.truths.contains(&Truth::Holds));
            black_box(evaluation);
        }
    });
}

fn maps(model: &Model, situations: &Situations) {
    let owned = |(question, option): (&str, &str)| (question.to_owned(), option.to_owned());
    let maps: Vec<HashMap<String, String>> =
        situations.answers.iter().map(|answers| facts(model, answers).map(owned).collect()).collect();
    bench(model, situations, |situation| {
        let facts = &maps[situation];
        let holds = |rule: &Rule| {
            rule.when
                .iter()
                .all(|(question, options)| facts.get(question).is_some_and(|said| options.contains(said)))
        };
        (0..model.rules.len()).filter(|&rule| holds(&model.rules[rule])).collect()
    });
}

/// The options as literals with commas.
fn literals(options: &[String]) -> String {
    options.iter().map(|option| format!("\"{option}\"")).collect::<Vec<_>>().join(", ")
}

fn cel(model: &Model, situations: &Situations) {
    let environment = Arc::new(cel::Env::stdlib());
    let test = |(question, options): &(String, Vec<String>)| match options.as_slice() {
        [only] => format!("{question} == \"{only}\""),
        _ => format!("{question} in [{}]", literals(options)),
    };
    let program = |rule: &Rule| {
        environment.compile(&rule.when.iter().map(test).collect::<Vec<_>>().join(" && ")).unwrap()
    };
    let programs: Vec<cel::Program> = model.rules.iter().map(program).collect();
    let context = |answers: &Vec<usize>| {
        let mut context = cel::Context::with_env(environment.clone());
        facts(model, answers).for_each(|(name, said)| context.add_variable_from_value(name, said.to_owned()));
        context
    };
    let contexts: Vec<cel::Context<'_, '_>> = situations.answers.iter().map(context).collect();
    bench(model, situations, |situation| {
        let holds =
            |program: &cel::Program| program.execute(&contexts[situation]) == Ok(cel::Value::Bool(true));
        (0..programs.len()).filter(|&rule| holds(&programs[rule])).collect()
    });
}

/// One Rego rule for each rule: its number is in the set if its tests pass.
pub fn policy(model: &Model) -> String {
    let test = |(question, options): &(String, Vec<String>)| match options.as_slice() {
        [only] => format!("input.{question} == \"{only}\""),
        _ => format!("input.{question} in {{{}}}", literals(options)),
    };
    let line = |(index, rule): (usize, &Rule)| {
        let tests = rule.when.iter().map(test).collect::<Vec<_>>().join("; ");
        format!("holding contains {index} if {{ {tests} }}\n")
    };
    "package rules\n".to_owned() + &model.rules.iter().enumerate().map(line).collect::<String>()
}

pub const ENTRY: &str = "data.rules.holding";

pub fn engine(model: &Model) -> regorus::Engine {
    let mut engine = regorus::Engine::new();
    engine.add_policy("rules.rego".to_owned(), policy(model)).unwrap();
    engine
}

/// The numbers in the set that Rego returns.
pub fn numbers(value: &Value) -> Vec<usize> {
    let numbers = value.as_set().map(|set| set.iter().map(|n| n.as_u64().unwrap() as usize).collect());
    numbers.unwrap_or_default()
}

fn inputs(model: &Model, situations: &Situations) -> Vec<Value> {
    let input = |answers: &Vec<usize>| {
        let facts: HashMap<&str, &str> = facts(model, answers).collect();
        Value::from_json_str(&serde_json::to_string(&facts).unwrap()).unwrap()
    };
    situations.answers.iter().map(input).collect()
}

fn regorus(model: &Model, situations: &Situations) {
    let (mut engine, inputs) = (engine(model), inputs(model, situations));
    bench(model, situations, |situation| {
        engine.set_input(inputs[situation].clone());
        numbers(&engine.eval_rule(ENTRY.to_owned()).unwrap())
    });
}

fn regorus_compiled(model: &Model, situations: &Situations) {
    use regorus::{languages::rego::compiler::Compiler, rvm::vm::RegoVM};
    let policy = engine(model).compile_with_entrypoint(&ENTRY.into()).unwrap();
    let program = Compiler::compile_from_policy(&policy, &[ENTRY]).unwrap();
    let mut machine = RegoVM::new();
    machine.load_program(program);
    machine.set_max_instructions(usize::MAX);
    let inputs = inputs(model, situations);
    bench(model, situations, |situation| {
        machine.set_input(inputs[situation].clone());
        numbers(&machine.execute().unwrap())
    });
}
