//! Everything that a group is told, in one call.

use super::Person;
use super::agenda::{Agenda, lead_shares, small};
use super::common::Common;
use super::parts::of_those_who_name;
use super::questions::{known_to, questions};
use super::union::Union;
use super::view::{GROUP_SCHEMA, GroupLead, GroupPart, GroupReport, PersonView};
use super::weights::weights;
use crate::answers::{Answers, Part};
use crate::assessment::{Assessor, Judgement};
use crate::engine::{Effort, Problem, Settlement, keeps_its_leader};
use crate::report::{RulebookName, VerdictView};
use crate::rulebook::{ArchitectureId, Rulebook, VariableId};

/// Several people, and what they say together.
#[derive(Debug)]
pub struct Group<'a> {
    assessor: &'a Assessor<'a>,
    people: &'a [Person],
    /// What they say together.
    pub common: Common,
}

impl<'a> Group<'a> {
    /// Lays the answers of some people together; `None` of nobody. `named` says whether the common file may
    /// name them as those who decide.
    pub fn of(assessor: &'a Assessor<'a>, people: &'a [Person], named: bool) -> Option<Self> {
        Some(Self { assessor, people, common: Common::of(assessor.rulebook, people, named)? })
    }

    /// Finds out everything about it.
    pub fn report(&self) -> GroupReport {
        let Self { assessor, people, common } = self;
        let (rulebook, effort) = (assessor.rulebook, &assessor.effort);
        let judgement = assessor.judge(&common.file);
        let problem = &judgement.problem;
        let settlement = Settlement::of(problem, &common.disputed, effort);
        let pair = pair(&judgement, &settlement);
        let agenda = Agenda { rulebook, people, problem, pair };
        let winners = settlement.winners.iter();
        GroupReport {
            schema: GROUP_SCHEMA,
            rulebook: RulebookName::of(rulebook),
            title: common.file.title.clone(),
            people: people.iter().map(|person| self.person(person)).collect(),
            verdict: VerdictView::of(&judgement, &common.file.answers),
            ways: small(settlement.ways),
            decided: settlement.decided,
            leads: lead_shares(rulebook, &settlement.leads),
            lead: pair.map(|pair| lead(&judgement, pair)),
            disagreements: agenda.items(&settlement.disputes),
            winners: winners.filter_map(|winner| agenda.winner(winner, &settlement.leads)).collect(),
            questions: questions(rulebook, people, common, &settlement.disputes),
            weights: weights(problem, people, common, &settlement, effort),
            parts: common.file.parts.iter().map(|part| self.part(part, problem)).collect(),
        }
    }

    fn person(&self, person: &Person) -> PersonView {
        let Assessor { rulebook, effort, .. } = self.assessor;
        let judgement = self.assessor.judge(&person.file);
        PersonView {
            name: person.name.clone(),
            file: person.path.clone(),
            known: known_to(rulebook, person),
            verdict: VerdictView::of(&judgement, &person.file.answers),
            stands: keeps_its_leader(&judgement.problem, &self.common.weights, effort),
        }
    }

    fn part(&self, part: &Part, whole: &Problem<'_>) -> GroupPart {
        let Assessor { rulebook, effort, .. } = self.assessor;
        let named = of_those_who_name(rulebook, self.people, &part.id);
        let answers = part.over(rulebook, &self.common.file.answers);
        let problem = whole.with_sets(answers.sets().to_vec());
        let disputed = self.disputed_of(part, &named.iter().map(|(_, answers)| answers).collect::<Vec<_>>());
        let settlement = Settlement::of(&problem, &disputed, effort);
        GroupPart {
            part: part.id.clone(),
            title: part.title.clone(),
            people: named.iter().map(|(person, _)| person.name.clone()).collect(),
            verdict: verdict(problem, &answers, effort),
            decided: settlement.decided,
            leads: lead_shares(rulebook, &settlement.leads),
            matters: mattering(rulebook, &settlement),
        }
    }

    /// Returns what is disputed of a part: by those who name it where it answers for itself, else by all.
    fn disputed_of(&self, part: &Part, answers: &[&Answers]) -> Vec<VariableId> {
        let rulebook = self.assessor.rulebook;
        // What those who name it agree on may be what others disagree on, and leave the same possible.
        let named =
            || self.people.iter().flat_map(|person| &person.file.parts).filter(|named| named.id == part.id);
        let own = |variable: &VariableId| {
            named().any(|named| named.reply(rulebook.variables[*variable].question).is_some())
        };
        let of_whole = self.common.disputed.iter().copied().filter(|variable| !own(variable));
        let of_part = Union::of(rulebook, answers).disputed.into_iter().filter(own);
        of_whole.chain(of_part).collect()
    }
}

fn verdict(problem: Problem<'_>, answers: &Answers, effort: &Effort) -> VerdictView {
    VerdictView::of(&Judgement::of(problem, effort), answers)
}

/// Returns the ids of the questions with a disagreement that matters.
fn mattering(rulebook: &Rulebook, settlement: &Settlement) -> Vec<String> {
    let mut ids: Vec<String> = Vec::new();
    for dispute in settlement.disputes.iter().filter(|dispute| dispute.matters != Some(false)) {
        let id = &rulebook.questions[rulebook.variables[dispute.variable].question].id;
        if !ids.contains(id) {
            ids.push(id.clone());
        }
    }
    ids
}

/// Returns who leads with the common answers, and the other one that leads most often when all is settled, or
/// else comes second.
fn pair(judgement: &Judgement<'_>, settlement: &Settlement) -> Option<(ArchitectureId, ArchitectureId)> {
    let first = judgement.verdict.leader?;
    let others = settlement.leads.iter().filter_map(|(leader, _)| *leader);
    let second = others.chain(judgement.verdict.runner_up).find(|other| *other != first)?;
    Some((first, second))
}

fn lead(judgement: &Judgement<'_>, (first, second): (ArchitectureId, ArchitectureId)) -> GroupLead {
    let id = |a: ArchitectureId| judgement.problem.rulebook.architectures[a].id.clone();
    let scores = &judgement.evaluation.scores;
    GroupLead { of: id(first), over: id(second), now: scores[first].net - scores[second].net }
}
