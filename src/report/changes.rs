//! What would change the verdict, each change once: what may still turn out, and what would have to be
//! otherwise.

use schemars::JsonSchema;
use serde::Serialize;

use super::sentences::points;
use super::surprise::surprise;
use super::way::Way;
use crate::engine::{Analysis, AxisLead, Change, Evaluation, Plausibility, Problem, rarity};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, Rarity, VariableId, capitalised, clause_list};

/// What would change the verdict, or let a candidate back in.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangesView {
    /// What may still turn out: answers to open questions alone. The most plausible first.
    pub open: Vec<ChangeView>,
    /// What would have to be otherwise than it was answered. The most plausible first.
    pub answered: Vec<ChangeView>,
}

/// A change after which another architecture leads, or several that differ in one answer only.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChangeView {
    /// What changes, as a clause: `the budget is tight or ample`.
    pub clause: String,
    /// What comes of it, as a clause: `Hybrid leads by 3 points`.
    pub outcome: String,
    /// Both in a sentence.
    pub sentence: String,
    /// Both as something to wait for: `The budget is tight: then Hybrid leads by 3 points.`
    pub when: String,
    /// For a change to less than was asked for that leads to an architecture which does more: why.
    pub reason: Option<String>,
    /// Who then leads; `null` if every candidate is ruled out.
    pub architecture: Option<String>,
    /// How unusual the most unusual of its answers is.
    pub rarity: Rarity,
    /// About which part of the plausible systems answers so; of several changes the greatest.
    pub share: f64,
    /// Whether it is a reason to look at the decision again when it comes true: it is plausible, and takes
    /// other answers than those given.
    pub to_watch: bool,
    /// Where the system would then stand on each axis of the rulebook.
    #[serde(skip)]
    pub leads: Vec<AxisLead>,
}

/// Returns every way that was found, each once.
pub(super) fn changes(problem: &Problem<'_>, analysis: &Analysis) -> ChangesView {
    let said = analysis.breakdown.as_ref().and_then(|breakdown| breakdown.way.as_ref()).map(Way::from);
    let mut ways: Vec<Way> = Vec::new();
    let found =
        analysis.flips.iter().map(Way::from).chain(analysis.verdict.refutations.iter().map(Way::from));
    for way in found {
        let same = |known: &Way| known.is_same(&way);
        // What the sentence on the breakdown says already is not said again.
        if !said.as_ref().is_some_and(same) && !ways.iter().any(same) {
            ways.push(way);
        }
    }
    let is_open =
        |way: &Way| way.changes.iter().all(|change| problem.sets[change.variable].contains(change.option));
    let (open, answered): (Vec<Way>, Vec<Way>) = ways.into_iter().partition(is_open);
    let grouping = Grouping { problem, leader: analysis.verdict.leader, now: &analysis.evaluation };
    ChangesView { open: grouping.views(open), answered: grouping.views(answered) }
}

/// A way, and what it comes to.
struct Found {
    way: Way,
    rarity: Rarity,
    after: Evaluation,
    /// Whether a veto then takes out the leader of now.
    ousts_leader: bool,
}

/// Returns the options that the ways give a variable.
fn options(group: &[Found], variable: VariableId) -> OptionSet {
    let changes = group.iter().flat_map(|found| &found.way.changes);
    changes.filter(|change| change.variable == variable).map(|change| change.option).collect()
}

/// Returns whether two ways come to the same, are as usual, and differ in `variable` at most.
fn differ_in(first: &Found, second: &Found, variable: VariableId) -> bool {
    let others = |found: &Found| {
        let others = found.way.changes.iter().filter(|change| change.variable != variable);
        others.copied().collect::<Vec<_>>()
    };
    let outcome = |found: &Found| {
        (found.way.winner, found.way.margin.map(i32::signum), found.rarity, found.ousts_leader)
    };
    outcome(first) == outcome(second)
        && second.way.changes.iter().any(|change| change.variable == variable)
        && others(first) == others(second)
}

struct Grouping<'a> {
    problem: &'a Problem<'a>,
    leader: Option<ArchitectureId>,
    now: &'a Evaluation,
}

impl Grouping<'_> {
    fn views(&self, ways: Vec<Way>) -> Vec<ChangeView> {
        let mut left: Vec<Found> = ways.into_iter().map(|way| self.found(way)).collect();
        let mut views = Vec::new();
        while let Some(first) = left.first() {
            let single = |variable: &VariableId| self.problem.rulebook.variables[*variable].choice.is_none();
            let variables = first.way.changes.iter().map(|change| change.variable).filter(single);
            let members = |variable: VariableId| {
                left.iter().map(|found| differ_in(first, found, variable)).collect::<Vec<bool>>()
            };
            let size = |members: &[bool]| members.iter().filter(|is_member| **is_member).count();
            let groups = variables.map(|variable| (Some(variable), members(variable)));
            // Of those with the most members the variable that comes first.
            let alone = || (None, (0..left.len()).map(|at| at == 0).collect());
            let largest = groups.rev().max_by_key(|(_, members)| size(members));
            let (variable, members): (Option<VariableId>, Vec<bool>) = largest.unwrap_or_else(alone);
            let mut is_member = members.into_iter();
            let (group, rest): (Vec<Found>, Vec<Found>) =
                left.into_iter().partition(|_| is_member.next() == Some(true));
            left = rest;
            views.push(self.view(variable, &group));
        }
        // Stable, so that among equals the engine's order stands.
        views.sort_by_key(|view| view.rarity);
        views
    }

    fn found(&self, way: Way) -> Found {
        let each =
            way.changes.iter().map(|change| rarity(self.problem.rulebook, &self.problem.sets, *change));
        let after = Evaluation::of(&self.problem.clone().with_changes(&way.changes));
        Found {
            rarity: each.max().unwrap_or(Rarity::Usual),
            ousts_leader: self.leader.is_some_and(|leader| after.scores[leader].is_out()),
            after,
            way,
        }
    }

    /// Returns the view of ways that differ in `variable` only.
    fn view(&self, variable: Option<VariableId>, group: &[Found]) -> ChangeView {
        let rulebook = self.problem.rulebook;
        let Found { way, rarity, after, ousts_leader } = &group[0];
        let clause = |change: &Change| {
            let values: OptionSet = match variable == Some(change.variable) {
                true => options(group, change.variable),
                false => OptionSet::only(change.option),
            };
            rulebook.clause(change.variable, values)
        };
        let clause = clause_list(&way.changes.iter().map(clause).collect::<Vec<_>>());
        let outcome = self.outcome(group);
        let how_rare = match rarity {
            Rarity::Usual => "",
            Rarity::Unusual => " (unusual)",
            Rarity::Rare => " (rare)",
        };
        // Two clauses of their own are parted from the condition.
        let comma = if *ousts_leader && way.winner.is_some() { "," } else { "" };
        let share = |found: &Found| Plausibility::of(rulebook, &self.problem.sets, &found.way.changes).share;
        // What is open is to be found out, not to be watched.
        let is_no_change = |change: &Change| self.problem.sets[change.variable].contains(change.option);
        ChangeView {
            sentence: format!("{}{comma} if {clause}{how_rare}.", capitalised(&outcome)),
            when: format!("{}: then {outcome}.", capitalised(&clause)),
            clause,
            outcome,
            reason: surprise(self.problem, self.leader, way, [self.now, after]),
            architecture: way.winner.map(|winner| rulebook.architectures[winner].id.clone()),
            rarity: *rarity,
            share: group.iter().map(share).fold(0.0, f64::max),
            to_watch: *rarity == Rarity::Usual && !way.changes.iter().any(is_no_change),
            leads: rulebook.axes.iter().map(|axis| AxisLead::of(axis, after)).collect(),
        }
    }

    /// Says who then leads, and by how much. Where a veto takes out the leader of now, the lead over those
    /// that are left says nothing of it.
    fn outcome(&self, group: &[Found]) -> String {
        let Found { way, ousts_leader, .. } = &group[0];
        let Some(winner) = way.winner else { return "every candidate is ruled out".to_owned() };
        let name = |architecture: ArchitectureId| &self.problem.rulebook.architectures[architecture].name;
        let winner = name(winner);
        if let Some(leader) = self.leader.filter(|_| *ousts_leader) {
            return format!("{} is ruled out, and {winner} takes first place", name(leader));
        }
        let margins = group.iter().filter_map(|found| found.way.margin);
        match margins.clone().min().zip(margins.max()) {
            None => format!("{winner} is the only one left"),
            Some((..0, _)) => format!("{winner} leads those that can still win"),
            Some((_, 0)) => format!("{winner} ties for first place"),
            Some((least, most)) if least == most => format!("{winner} leads by {}", points(most)),
            Some((least, most)) => format!("{winner} leads by {least} to {}", points(most)),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::answers::{Answers, Origin, Reply};
    use crate::assessment::Assessor;
    use crate::rulebook::Rulebook;

    #[test]
    fn a_change_that_rules_the_leader_out_is_not_said_with_one_that_does_not() {
        let yaml = "
            rulebook: {id: small, version: 1.0.0, title: Small, close_call: 1}
            architectures:
              [{id: a, name: A, summary: A.}, {id: b, name: B, summary: B.}, {id: c, name: C, summary: C.}]
            qualities: [{id: cost, name: Cost, about: A}]
            questions:
              - {id: x, ask: How?, kind: nominal, options: [{id: now}, {id: out}, {id: less}]}
            rules:
              - {id: r, quality: cost, when: {x: now}, points: {a: 2}, because: R.}
              - {id: s, quality: cost, when: {x: [out, less]}, points: {b: 2}, because: S.}
              - {id: v, when: {x: out}, rules_out: [a], because: V.}
        ";
        let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), yaml.to_owned())]).unwrap();
        let mut answers = Answers::open(&rulebook);
        let question = rulebook.question("x").unwrap();
        let reply = Reply::parse(&rulebook.questions[question], "now").unwrap();
        answers.set(&rulebook, question, &reply, Origin::Prompt);
        let assessment = Assessor::new(&rulebook).assess_answers(Cow::Owned(answers), rulebook.weights());
        let changes = assessment.report().changes.answered;
        let mut said: Vec<&str> = changes.iter().map(|change| change.sentence.as_str()).collect();
        said.sort_unstable();
        let out = "A is ruled out, and B takes first place, if the answer to “How?” is “out”.";
        assert_eq!(said, [out, "B leads by 2 points if the answer to “How?” is “less”."]);
    }
}
