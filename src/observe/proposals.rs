//! What facts say of the answers to the questions of a rulebook. It is a function of the facts alone.

use super::facts::{Fact, Facts};
use crate::answers::{Origin, Reply, Statement};
use crate::options::OptionSet;
use crate::rulebook::{Kind, Observed, Question, QuestionId, Rulebook, Variable};

/// What facts say of the answer to one question.
#[derive(Debug, Clone)]
pub struct Proposal<'f> {
    /// The question.
    pub question: QuestionId,
    /// What they leave possible; `None` if they are only shown to who answers.
    pub bound: Option<Reply>,
    /// The answer that describes today, inside of what is possible; `None` if no single one does.
    pub today: Option<Reply>,
    /// The facts that narrow it, in the order of the rulebook.
    pub facts: Vec<&'f Fact>,
    /// What is shown besides: each fact, with what its level stands for.
    pub hints: Vec<Hint<'f>>,
}

/// A fact that narrows nothing, but is worth knowing for who answers.
#[derive(Debug, Clone)]
pub struct Hint<'f> {
    /// The fact.
    pub fact: &'f Fact,
    /// What it points to: a set for each variable of the question; `None` if to nothing in particular.
    pub points_to: Option<Vec<OptionSet>>,
}

impl Hint<'_> {
    /// Returns the options to which it points, of a choice a single one.
    pub fn options(&self, question: &Question) -> impl Iterator<Item = usize> {
        let sets = self.points_to.iter().flatten().enumerate();
        let is_multi = question.kind == Kind::Multi;
        let option = move |(at, set): (usize, &OptionSet)| {
            let single = set.single()?;
            if is_multi { (single == Variable::YES).then_some(at) } else { Some(single) }
        };
        sets.filter_map(option).collect::<Vec<_>>().into_iter()
    }
}

/// Returns what facts say of the questions of a rulebook, in its order; nothing of one of which they say
/// nothing.
pub fn proposals<'f>(facts: &'f Facts, rulebook: &Rulebook) -> Vec<Proposal<'f>> {
    rulebook.questions.keys().filter_map(|question| proposal(facts, rulebook, question)).collect()
}

fn proposal<'f>(facts: &'f Facts, rulebook: &Rulebook, index: QuestionId) -> Option<Proposal<'f>> {
    let question = &rulebook.questions[index];
    let mut found =
        Proposal { question: index, bound: None, today: None, facts: Vec::new(), hints: Vec::new() };
    for observed in &question.observed {
        let Some(fact) = facts.of(observed.fact).filter(|fact| fact.complete) else { continue };
        if observed.hint {
            found.hints.extend(hint(fact, observed, question));
            continue;
        }
        let Some(sets) = left_possible(fact, observed, question) else { continue };
        let reply = Reply { sets, number: None };
        let both = found.bound.as_ref().map_or(Some(reply.clone()), |known| known.and(&reply));
        match both {
            Some(both) => {
                found.bound = Some(both);
                found.facts.push(fact);
            }
            // Two facts that exclude each other's answers are left to who answers.
            None => found.hints.push(Hint { fact, points_to: Some(reply.sets) }),
        }
    }
    found.today = found.bound.as_ref().and_then(|bound| today(bound, &found.facts, question));
    (found.bound.is_some() || !found.hints.is_empty()).then_some(found)
}

/// Returns what a fact leaves possible; `None` if it excludes nothing.
pub(super) fn left_possible(fact: &Fact, observed: &Observed, question: &Question) -> Option<Vec<OptionSet>> {
    if observed.fact.is_number() {
        let from = question.bin(fact.least? as f64)?;
        let last = question.options.len() - 1;
        return (from > 0).then(|| vec![OptionSet::between(from, last)]);
    }
    let level = observed.fact.level(fact.level?)?;
    left_by_level(observed, level)
}

/// Returns what a level leaves possible: on a scale what the nearest lower one does, if it says nothing
/// itself.
pub(super) fn left_by_level(observed: &Observed, level: usize) -> Option<Vec<OptionSet>> {
    match observed.fact.is_scale() {
        true => observed.by_level[..=level].iter().flatten().next_back().cloned(),
        false => observed.by_level[level].clone(),
    }
}

fn hint<'f>(fact: &'f Fact, observed: &Observed, question: &Question) -> Option<Hint<'f>> {
    let points_to = left_possible(fact, observed, question);
    // A level that says nothing, or nothing that was found, is no hint.
    let says_something = points_to.is_some() || observed.fact.levels().is_empty() && !fact.values.is_empty();
    says_something.then_some(Hint { fact, points_to })
}

/// Returns the answer that describes today: of a scale the least that is possible, of a number of teams the
/// middle of what those who commit would be.
fn today(bound: &Reply, facts: &[&Fact], question: &Question) -> Option<Reply> {
    if let (Kind::Number, [fact]) = (question.kind, facts) {
        let (least, most) = (fact.figures.get("least_teams_today")?.as_u64()?, fact.most?);
        return Reply::number(question, least.midpoint(most) as f64).filter(|reply| reply.narrows(bound));
    }
    if question.kind == Kind::Nominal {
        return bound.sets.first()?.single().map(|_| bound.clone());
    }
    let from = question.least_of(&bound.sets)?;
    Some(Reply::options(question, OptionSet::only(from)))
}

impl Proposal<'_> {
    /// Returns the evidence for what is possible, in sentences.
    pub fn evidence(&self) -> String {
        self.facts.iter().map(|fact| fact.evidence.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Returns the bound, or with `today` the answer that describes today where there is one.
    pub fn reply(&self, today: bool) -> Option<&Reply> {
        self.today.as_ref().filter(|_| today).or(self.bound.as_ref())
    }
}

/// Returns what facts leave possible as statements, which any answer of a person replaces.
pub fn statements(facts: &Facts, rulebook: &Rulebook) -> Vec<Statement> {
    let name = facts.repositories.first().map_or("repository", |one| one.name.as_str());
    let origin = Origin::Observed(name.into());
    let statement = |proposal: Proposal<'_>| {
        let reply = proposal.bound?;
        Some(Statement {
            question: proposal.question,
            reply,
            origin: origin.clone(),
            place: None,
            former: false,
        })
    };
    proposals(facts, rulebook).into_iter().filter_map(statement).collect()
}
