//! Every question answered otherwise, one at a time, and what each answer would make of the verdict.

use std::thread::{Builder, available_parallelism};

use indexmap::IndexMap;
use serde::Serialize;

use super::answer_labels::{NOT_KNOWN, answer_label, sets_label};
use super::sentences::Headline;
use super::verdict::words;
use crate::answers::{Origin, Reply};
use crate::assessment::Assessment;
use crate::engine::{Effort, Evaluation, Verdict};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, Kind, Question, QuestionId, Variable};

/// A question, its options in words, and the ways to answer it.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionAlternatives {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// What helps to answer it.
    pub help: Option<String>,
    /// How it is answered.
    pub kind: Kind,
    /// What is known now, in words.
    pub known: String,
    /// By id, in the words of the rulebook.
    pub labels: IndexMap<String, String>,
    /// In the order of the options, the present answer among them; empty if the question is not asked, or
    /// its answer is fixed.
    pub alternatives: Vec<Alternative>,
}

/// What one answer, the others as they are, makes of the verdict.
#[derive(Debug, Clone, Serialize)]
pub struct Alternative {
    /// As `--set` takes it.
    pub answer: String,
    /// In words.
    pub label: String,
    /// Whether this is the present answer.
    pub current: bool,
    /// Whom the verdict would name if this were the answer; `None` if every candidate were ruled out.
    pub architecture: Option<String>,
    /// The verdict in a line.
    pub headline: Headline,
    /// What it would rest on, a sentence each.
    pub explanation: Vec<String>,
    /// The net points if this were the answer, by architecture.
    pub net: IndexMap<String, i32>,
    /// Who would be ruled out.
    pub ruled_out: Vec<String>,
}

impl Alternative {
    /// Returns who leads by the rules that would then hold; `None` if every candidate is ruled out.
    pub fn first(&self) -> Option<&str> {
        let standing = self.net.iter().filter(|(id, _)| !self.ruled_out.contains(id));
        let best = standing.clone().map(|(_, net)| *net).max()?;
        // The first of a tie, as in a ranking.
        standing.clone().find(|(_, net)| **net == best).map(|(id, _)| id.as_str())
    }

    /// Returns the points of one architecture over the best other that stands; `None` where it is ruled out,
    /// or no other is left.
    pub fn lead_of(&self, id: &str) -> Option<i32> {
        if self.ruled_out.iter().any(|out| out == id) {
            return None;
        }
        let others = self.net.iter().filter(|(other, _)| *other != id && !self.ruled_out.contains(other));
        Some(self.net.get(id)? - others.map(|(_, net)| net).max()?)
    }
}

/// The searches for each verdict may cost as much as those for the whole report, divided by this: there are
/// dozens of them.
const PARTS: u64 = 100;
/// Completions are counted one by one as long as that is cheaper than to draw some, which so many times fewer
/// are.
const FEWER_CASES: u64 = 20;
/// So many times fewer are drawn: the standard error of a share is then 2.2 % at most.
const FEWER_DRAWN: u32 = 4;

/// Assesses every single change. The cost is that of a verdict for each option of each question, on as many
/// cores as there are.
pub fn alternatives(assessment: &Assessment<'_>, effort: &Effort) -> Vec<QuestionAlternatives> {
    let each = Effort {
        nodes: effort.nodes.div_ceil(PARTS),
        enumerate: effort.enumerate / FEWER_CASES,
        completions: effort.completions / FEWER_DRAWN,
        ..effort.clone()
    };
    let questions: Vec<QuestionId> = assessment.problem.rulebook.questions.keys().collect();
    let is_open = assessment.problem.sets.iter().any(|set| set.single().is_none());
    // Where nothing is open there is nothing to search for, and a thread costs more than it spares.
    let threads = if is_open { available_parallelism().map_or(1, usize::from) } else { 1 };
    let chunks: Vec<&[QuestionId]> = questions.chunks(questions.len().div_ceil(threads).max(1)).collect();
    let of = |chunk: &[QuestionId]| -> Vec<QuestionAlternatives> {
        chunk.iter().map(|question| of_question(assessment, *question, effort, &each)).collect()
    };
    let Some((first, others)) = chunks.split_first() else { return Vec::new() };
    std::thread::scope(|scope| {
        let others: Vec<_> = others
            .iter()
            .map(|&chunk| Builder::new().spawn_scoped(scope, move || of(chunk)).map_err(|_| chunk))
            .collect();
        let mut all = of(first);
        for other in others {
            all.extend(match other {
                Ok(thread) => thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)),
                // The system has no more threads: then this one does it.
                Err(chunk) => of(chunk),
            });
        }
        all
    })
}

fn of_question(
    assessment: &Assessment<'_>,
    index: QuestionId,
    effort: &Effort,
    each: &Effort,
) -> QuestionAlternatives {
    let (rulebook, answers) = (assessment.problem.rulebook, assessment.answers.as_ref());
    let question = &rulebook.questions[index];
    let is_asked = answers.asked(rulebook, index) != Truth::Fails;
    let ways = match is_asked && !effort.fixed.contains(&index) {
        true => ways(question, answers.of(rulebook, index)),
        false => Vec::new(),
    };
    let label = |choice: &crate::rulebook::Choice| (choice.id.clone(), choice.label.clone());
    QuestionAlternatives {
        question: question.id.clone(),
        ask: question.ask.clone(),
        help: question.help.clone(),
        kind: question.kind,
        known: answer_label(rulebook, answers, index),
        labels: question.options.iter().map(label).collect(),
        alternatives: ways.into_iter().map(|way| assess(assessment, index, way, each)).collect(),
    }
}

/// A way to answer a question.
struct Way {
    reply: Reply,
    label: String,
}

fn assess(assessment: &Assessment<'_>, question: QuestionId, way: Way, effort: &Effort) -> Alternative {
    let Assessment { problem, analysis, .. } = assessment;
    let (rulebook, answers) = (problem.rulebook, assessment.answers.as_ref());
    let current = answers.of(rulebook, question) == way.reply.sets;
    let mut changed = answers.clone();
    changed.set(rulebook, question, &way.reply, Origin::Prompt);
    let problem = problem.with_sets(changed.sets().to_vec());
    let evaluation = Evaluation::of(&problem);
    let found = Verdict::of_change(&analysis.findings, &problem, &evaluation, effort);
    let words = words(&problem, &evaluation, &found, &changed);
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let out = problem.among.iter().filter(|&a| evaluation.scores[a].is_out());
    Alternative {
        answer: way.reply.text(&rulebook.questions[question]),
        label: way.label,
        current,
        architecture: found.leader.map(id),
        headline: words.headline,
        explanation: words.explanation,
        net: problem.among.iter().map(|a| (id(a), evaluation.scores[a].net)).collect(),
        ruled_out: out.map(id).collect(),
    }
}

/// Returns every way to answer a question that differs by one variable from what is known, what is known, and
/// "not known".
fn ways(question: &Question, known: &[OptionSet]) -> Vec<Way> {
    let single = |sets: Vec<OptionSet>, label: String| Way { reply: Reply { sets, number: None }, label };
    let changes: Vec<Way> = match question.kind {
        Kind::Multi => multi_changes(question, known),
        Kind::Ordinal | Kind::Nominal | Kind::Number => {
            let options = question.options.iter().enumerate();
            options.map(|(o, choice)| single(vec![OptionSet::only(o)], choice.label.clone())).collect()
        }
    };
    let unknown = Reply::unknown(question);
    let mut ways = Vec::new();
    if unknown.sets != known && !changes.iter().any(|way| way.reply.sets == known) {
        ways.push(single(known.to_vec(), sets_label(question, known)));
    }
    ways.extend(changes);
    ways.push(Way { reply: unknown, label: NOT_KNOWN.to_owned() });
    ways
}

fn multi_changes(question: &Question, known: &[OptionSet]) -> Vec<Way> {
    let mut ways = Vec::new();
    for (index, choice) in question.options.iter().enumerate() {
        for (value, word) in [(Variable::YES, "With"), (Variable::NO, "Without")] {
            let mut sets = known.to_vec();
            sets[index] = OptionSet::only(value);
            if sets != known {
                let label = format!("{word}: {}", choice.label);
                ways.push(Way { reply: Reply { sets, number: None }, label });
            }
        }
    }
    ways
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::*;
    use crate::answers::Answers;
    use crate::assessment::Assessor;
    use crate::rulebook::Rulebook;

    fn after(statements: &[(&str, &str)]) -> Vec<QuestionAlternatives> {
        let rulebook = Rulebook::builtin();
        let mut answers = Answers::open(rulebook);
        for (id, text) in statements {
            let question = rulebook.question(id).unwrap();
            let reply = Reply::parse(&rulebook.questions[question], text).unwrap();
            answers.set(rulebook, question, &reply, Origin::Prompt);
        }
        // Little effort: here it counts what is tried, not what comes out.
        let effort = Effort { nodes: 50, samples: 0, ..Effort::default() };
        let assessor = Assessor { effort, ..Assessor::new(rulebook) };
        alternatives(&assessor.assess_answers(Cow::Owned(answers), rulebook.weights()), &assessor.effort)
    }

    fn of<'a>(all: &'a [QuestionAlternatives], id: &str) -> Vec<(&'a str, bool)> {
        let found = all.iter().find(|question| question.question == id).unwrap();
        found.alternatives.iter().map(|a| (a.answer.as_str(), a.current)).collect()
    }

    #[test]
    fn each_option_is_tried_and_the_present_answer_marked() {
        let all = after(&[("geographic-spread", "global"), ("consistency", "session,eventual")]);
        let spread =
            [("single-region", false), ("multi-region", false), ("global", true), ("unknown", false)];
        assert_eq!(of(&all, "geographic-spread"), spread);
        assert_eq!(of(&all, "consistency")[0], ("eventual,session", true));
        let open = of(&all, "budget");
        assert_eq!(open.iter().filter(|(_, current)| *current).count(), 1);
        assert_eq!(open.last(), Some(&("unknown", true)));
    }

    #[test]
    fn one_choice_of_many_is_changed_at_a_time() {
        let all = after(&[("load-shape", "sudden-peaks")]);
        let found = of(&all, "load-shape");
        assert_eq!(found[0], ("sudden-peaks", true));
        assert!(found.contains(&("none", false)), "{found:?}");
        let rulebook = Rulebook::builtin();
        let question = &rulebook.questions[rulebook.question("load-shape").unwrap()];
        assert_eq!(found.len(), question.options.len() + 2);
        assert!(found.iter().all(|(text, _)| Reply::parse(question, text).is_ok()));
    }

    #[test]
    fn what_is_not_asked_has_no_alternatives() {
        let all = after(&[("geographic-spread", "single-region")]);
        assert!(of(&all, "interaction-locality").is_empty());
    }
}
