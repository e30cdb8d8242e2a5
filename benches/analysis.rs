//! The engine's speed: one evaluation, each part of the analysis, and the analysis of a whole report.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod generated;

use archwise::answers::{Answers, AnswersFile};
use archwise::document::Document;
use archwise::engine::{Analysis, Effort, Evaluation, Problem, Verdict};
use archwise::rulebook::Rulebook;

fn main() {
    divan::main();
}

/// The built-in rulebook with the first `answered` answers of the streaming example.
fn built_in(answered: usize) -> Problem<'static> {
    let rulebook = Rulebook::builtin();
    let text = include_str!("../examples/streaming-platform.yaml").to_owned();
    let document = Document::parse("streaming-platform.yaml", text).unwrap();
    let (file, _) = AnswersFile::read(&document, rulebook).unwrap();
    let statements = file.statements.into_iter().take(answered).collect();
    let mut answers = Answers::open(rulebook);
    answers.apply(rulebook, statements, &mut Default::default());
    Problem { sets: answers.sets().to_vec(), ..Problem::open(rulebook) }
}

#[divan::bench(args = [3, 5, 10, 15, 20, 26])]
fn whole_analysis_of_the_built_in_rulebook(bencher: divan::Bencher, answered: usize) {
    let problem = built_in(answered);
    bencher.bench(|| Analysis::of(&problem, &Effort::default()));
}

#[divan::bench(args = [3, 5, 10, 15, 20, 26])]
fn verdict_of_the_built_in_rulebook(bencher: divan::Bencher, answered: usize) {
    let problem = built_in(answered);
    let evaluation = Evaluation::of(&problem);
    bencher.bench(|| Verdict::of(&problem, &evaluation, &Effort::default()));
}

/// A thousand situations in turn, so that no branch is learned by heart.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 20)]
fn a_thousand_evaluations(bencher: divan::Bencher, rules: usize) {
    let rulebook = generated::rulebook(rules);
    let situations: Vec<_> = (0..1_000).map(|seed| generated::complete(&rulebook, seed)).collect();
    bencher.bench(|| {
        situations.iter().for_each(|situation| _ = divan::black_box(Evaluation::of(situation)));
    });
}

#[divan::bench(args = [100, 1_000])]
fn flips_of_a_complete_situation(bencher: divan::Bencher, rules: usize) {
    let rulebook = generated::rulebook(rules);
    let problem = generated::complete(&rulebook, 1);
    let effort = Effort { samples: 0, completions: 0, ..Effort::default() };
    bencher.bench(|| Analysis::of(&problem, &effort));
}

#[divan::bench(args = [100, 1_000, 10_000])]
fn robustness_of_a_complete_situation(bencher: divan::Bencher, rules: usize) {
    let rulebook = generated::rulebook(rules);
    let problem = generated::complete(&rulebook, 1);
    bencher.bench(|| {
        archwise::engine::Robustness::of(&problem, &Evaluation::of(&problem), Some(0), &Effort::default())
    });
}
