//! Points and vetoes that leave no fair choice.

use crate::diagnostic::{Code, Diagnostic};
use crate::engine::{Effort, Evaluation, Problem, Verdict, can_win};
use crate::rulebook::{Rule, Rulebook};

/// The sum of an architecture's points, as a share of all its points by amount, above which it is skewed.
const SKEWED: f64 = 0.6;
/// More rules of one quality than this over one question look like counting twice.
const RULES_PER_QUESTION: usize = 4;
/// The budget of each search, in nodes.
const NODES: u64 = 200_000;

pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    same_for_all(rulebook, found);
    cannot_win(rulebook, found);
    everyone_ruled_out(rulebook, found);
    skewed(rulebook, found);
    double_counting(rulebook, found);
}

fn same_for_all(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for clause in &rulebook.clauses {
        let Some((_, points)) = clause.effect.points() else { continue };
        if points.iter().all(|p| points.first() == Some(p)) {
            let message =
                format!("`{}` gives every architecture the same points", rulebook.rules[clause.rule].id);
            let place = clause.at.place(Some("points"));
            found.push(
                Diagnostic::warning(Code::SameForAll, message).at(place).help("it cannot change the ranking"),
            );
        }
    }
}

fn cannot_win(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    let problem = Problem::open(rulebook);
    for (index, architecture) in rulebook.architectures.iter_enumerated() {
        let message = match can_win(&problem, index, NODES) {
            Some(true) => continue,
            Some(false) => format!("`{}` wins in no situation", architecture.id),
            None => format!("`{}` was found to win in no situation, within {NODES} nodes", architecture.id),
        };
        found.push(Diagnostic::warning(Code::CannotWin, message).at(architecture.at.place(None)));
    }
}

fn everyone_ruled_out(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    let problem = Problem::open(rulebook);
    let effort = Effort { nodes: NODES, ..Effort::default() };
    let verdict = Verdict::of(&problem, &Evaluation::of(&problem), &effort);
    let Some(way) = verdict.refutations.iter().find(|refutation| refutation.winner.is_none()) else { return };
    let answers: Vec<String> =
        way.changes.iter().map(|change| rulebook.value_text(change.variable, change.option)).collect();
    let message = format!("the vetoes rule out every architecture with {}", answers.join(", "));
    let first = rulebook.clauses.iter().find(|clause| clause.effect.rules_out().is_some());
    let diagnostic = Diagnostic::error(Code::EveryoneRuledOut, message).help("narrow one of them");
    found.push(match first {
        Some(clause) => diagnostic.at(clause.at.place(Some("rules_out"))),
        None => diagnostic,
    });
}

fn skewed(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for (index, architecture) in rulebook.architectures.iter_enumerated() {
        let points = rulebook.clauses.iter().filter_map(|clause| clause.effect.points());
        let points = points.map(|(_, points)| i32::from(points[index]));
        let (sum, amount) = (points.clone().sum::<i32>(), points.map(i32::abs).sum::<i32>());
        let share = f64::from(sum) / f64::from(amount.max(1));
        if share.abs() > SKEWED {
            let message =
                format!("the points of `{}` add up to {sum}, of {amount} given by amount", architecture.id);
            let help = "look whether its rules tell only one side";
            found.push(Diagnostic::warning(Code::Skewed, message).at(architecture.at.place(None)).help(help));
        }
    }
}

fn double_counting(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for (quality_index, quality) in rulebook.qualities.iter_enumerated() {
        for (question_index, question) in rulebook.questions.iter_enumerated() {
            let reads = |rule: &&Rule| {
                let clauses = &rulebook.clauses[rule.clauses.clone()];
                let mut tests = clauses.iter().flat_map(|clause| clause.when.tests());
                rule.quality == Some(quality_index)
                    && tests.any(|test| rulebook.variables[test.variable].question == question_index)
            };
            let rules: Vec<&str> = rulebook.rules.iter().filter(reads).map(|rule| rule.id.as_str()).collect();
            if rules.len() > RULES_PER_QUESTION {
                let message = format!(
                    "{} rules under `{}` read `{}`: {}",
                    rules.len(),
                    quality.id,
                    question.id,
                    rules.join(", ")
                );
                let help = "join those that say the same in one `first_of`";
                found.push(
                    Diagnostic::warning(Code::DoubleCounting, message).at(quality.at.place(None)).help(help),
                );
            }
        }
    }
}
