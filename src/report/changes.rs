//! What would change the verdict, each change once: what may still turn out, and what would have to be
//! otherwise.

use schemars::JsonSchema;
use serde::Serialize;

use super::sentences::points;
use super::surprise::surprise;
use super::way::Way;
use crate::engine::{Analysis, Change, Evaluation, Plausibility, Problem, rarity};
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
    let grouped = Grouping { problem, leader: analysis.verdict.leader };
    ChangesView { open: grouped.views(open, false), answered: grouped.views(answered, true) }
}

/// Returns the options that the ways give a variable.
fn options(ways: &[Way], variable: VariableId) -> OptionSet {
    let changes = ways.iter().flat_map(|way| &way.changes);
    changes.filter(|change| change.variable == variable).map(|change| change.option).collect()
}

struct Grouping<'a> {
    problem: &'a Problem<'a>,
    leader: Option<ArchitectureId>,
}

impl Grouping<'_> {
    fn views(&self, ways: Vec<Way>, takes_other_answers: bool) -> Vec<ChangeView> {
        let mut left = ways;
        let mut views = Vec::new();
        while let Some(first) = left.first().cloned() {
            let single = |variable: &VariableId| self.problem.rulebook.variables[*variable].choice.is_none();
            let variables = first.changes.iter().map(|change| change.variable).filter(single);
            let members = |variable: VariableId| -> Vec<Way> {
                left.iter().filter(|way| self.differ_in(&first, way, variable)).cloned().collect()
            };
            let groups = variables.map(|variable| (variable, members(variable)));
            // Of those with the most members the variable that comes first.
            let (variable, members) = groups
                .rev()
                .max_by_key(|(_, members)| members.len())
                .map_or((None, vec![first.clone()]), |(variable, members)| (Some(variable), members));
            left.retain(|way| !members.contains(way));
            views.push(self.view(variable, &members, takes_other_answers));
        }
        // Stable, so that among equals the engine's order stands.
        views.sort_by_key(|view| view.rarity);
        views
    }

    /// Returns whether two ways come to the same, are as usual, and differ in `variable` at most.
    fn differ_in(&self, first: &Way, second: &Way, variable: VariableId) -> bool {
        let others = |way: &Way| {
            let others = way.changes.iter().filter(|change| change.variable != variable);
            others.copied().collect::<Vec<_>>()
        };
        let sign = |way: &Way| way.margin.map(i32::signum);
        first.winner == second.winner
            && sign(first) == sign(second)
            && second.changes.iter().any(|change| change.variable == variable)
            && others(first) == others(second)
            && self.rarity(first) == self.rarity(second)
    }

    fn rarity(&self, way: &Way) -> Rarity {
        let each =
            way.changes.iter().map(|change| rarity(self.problem.rulebook, &self.problem.sets, *change));
        each.max().unwrap_or(Rarity::Usual)
    }

    /// Returns the view of ways that differ in `variable` only.
    fn view(&self, variable: Option<VariableId>, ways: &[Way], takes_other_answers: bool) -> ChangeView {
        let rulebook = self.problem.rulebook;
        let first = &ways[0];
        let clause = |change: &Change| {
            let values: OptionSet = match variable == Some(change.variable) {
                true => options(ways, change.variable),
                false => OptionSet::only(change.option),
            };
            rulebook.clause(change.variable, values)
        };
        let clause = clause_list(&first.changes.iter().map(clause).collect::<Vec<_>>());
        let outcome = self.outcome(ways);
        let rarity = self.rarity(first);
        let how_rare = match rarity {
            Rarity::Usual => "",
            Rarity::Unusual => " (unusual)",
            Rarity::Rare => " (rare)",
        };
        let share = |way: &Way| Plausibility::of(rulebook, &self.problem.sets, &way.changes).share;
        // What is open is to be found out, not to be watched.
        let is_no_change = |change: &Change| self.problem.sets[change.variable].contains(change.option);
        ChangeView {
            sentence: format!("{} if {clause}{how_rare}.", capitalised(&outcome)),
            when: format!("{}: then {}.", capitalised(&clause), outcome.trim_end_matches(',')),
            clause,
            outcome,
            reason: surprise(self.problem, self.leader, first),
            architecture: first.winner.map(|winner| rulebook.architectures[winner].id.clone()),
            rarity,
            share: ways.iter().map(share).fold(0.0, f64::max),
            to_watch: takes_other_answers
                && rarity == Rarity::Usual
                && !first.changes.iter().any(is_no_change),
        }
    }

    /// Says who then leads, and by how much. Where a veto takes out the leader of now, the lead over those
    /// that are left says nothing of it.
    fn outcome(&self, ways: &[Way]) -> String {
        let Some(winner) = ways[0].winner else { return "every candidate is ruled out".to_owned() };
        let name = |architecture: ArchitectureId| &self.problem.rulebook.architectures[architecture].name;
        let winner = name(winner);
        if let Some(leader) = self.leader.filter(|leader| self.rules_out(&ways[0], *leader)) {
            return format!("{} is ruled out, and {winner} comes next,", name(leader));
        }
        let margins = ways.iter().filter_map(|way| way.margin);
        match margins.clone().min().zip(margins.max()) {
            None => format!("{winner} is the only one left"),
            Some((..0, _)) => format!("{winner} leads those that can still win"),
            Some((_, 0)) => format!("{winner} ties for first place"),
            Some((least, most)) if least == most => format!("{winner} leads by {}", points(most)),
            Some((least, most)) => format!("{winner} leads by {least} to {}", points(most)),
        }
    }

    fn rules_out(&self, way: &Way, architecture: ArchitectureId) -> bool {
        Evaluation::of(&way.taken(self.problem)).scores[architecture].is_out()
    }
}
