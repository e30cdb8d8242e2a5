//! The engine's speed: one evaluation, each part of the analysis, and the analysis of a whole report.
#![allow(clippy::unwrap_used, clippy::print_stdout)]

mod generated;

use archwise::answers::{Answers, AnswersFile};
use archwise::document::Document;
use archwise::engine::{Analysis, Effort, Evaluation, Inquiry, Problem, Robustness, Shares, Verdict};
use archwise::options::OptionSet;
use archwise::rulebook::{ArchitectureId, Rulebook};

fn main() {
    divan::main();
}

/// The built-in rulebook with the first `answered` answers of the streaming example.
fn built_in(answered: usize) -> Problem<'static> {
    let rulebook = Rulebook::builtin();
    let text = include_str!("../examples/streaming-platform.yaml").to_owned();
    let document = Document::parse("streaming-platform.yaml", text).unwrap();
    let (file, _) = AnswersFile::read(&document, rulebook).unwrap();
    let statements = &file.statements[..answered];
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

#[divan::bench(args = [100, 1_000, 10_000], sample_count = 20)]
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
        Robustness::of(&problem, &Evaluation::of(&problem), Some(ArchitectureId::from(0)), &Effort::default())
    });
}

/// With the counting or sampling of completions that it rests on. Half of the questions are answered.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3)]
fn ranking_of_open_questions(bencher: divan::Bencher, rules: usize) {
    let rulebook = generated::rulebook(rules);
    let problem = generated::partial(&rulebook, 1, 50);
    bencher.bench(|| Inquiry::of(&problem, &Effort::default()));
}

/// All questions are answered but so many, which have four options each: 2^16, 2^20, 2^24 completions.
#[divan::bench(args = [8, 10, 12], sample_count = 3)]
fn exact_count_of_completions(bencher: divan::Bencher, open: usize) {
    let rulebook = generated::rulebook(100);
    let mut problem = generated::complete(&rulebook, 0);
    let wide: Vec<_> = problem.sets.keys().filter(|&v| rulebook.size(v) >= 4).take(open).collect();
    wide.iter().for_each(|&variable| problem.sets[variable] = OptionSet::full(4));
    let effort = Effort { enumerate: 1 << 40, ..Effort::default() };
    bencher.bench(|| {
        let shares = Shares::of(&problem, &effort);
        assert!(shares.exact && shares.completions == 1 << (2 * open));
    });
}
