//! What people disagree on, one by one: who says what, what hangs on it, and what settling it can change.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::Person;
use super::union::known;
use super::view::{ChoiceView, DisputeView, HangingRule, LeadShare, NeedView, PortionView, WinnerView};
use crate::engine::{Change, Dispute, Evaluation, Leads, Portion, Problem, Winner};
use crate::options::{OptionSet, Truth};
use crate::rulebook::{ArchitectureId, ClauseId, Effect, QuestionId, RuleId, Rulebook, Variable, VariableId};

/// 2^53: up to here every program that reads JSON counts without rounding.
const EXACT: u128 = 9_007_199_254_740_992;

/// How much a rule tells about a disagreement on which it hangs, compared field by field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Telling {
    /// Whether the disagreement decides it, everything else as it stands.
    alone: bool,
    /// Whether it rules out.
    vetoes: bool,
    /// About how many questions it is.
    questions: Reverse<usize>,
    /// By how many points it moves two candidates apart.
    points: i32,
}

/// What the disagreements of a group are about.
pub(super) struct Agenda<'a> {
    pub rulebook: &'a Rulebook,
    pub people: &'a [Person],
    /// The common answers.
    pub problem: &'a Problem<'a>,
    /// Whose lead over whom they move.
    pub pair: Option<(ArchitectureId, ArchitectureId)>,
}

impl Agenda<'_> {
    /// Returns the disagreements: first those that matter, then those of which that is not proven; of these
    /// those that decide most often, then those that move the lead most.
    pub(super) fn items(&self, disputes: &[Dispute]) -> Vec<DisputeView> {
        let mut items: Vec<DisputeView> = disputes.iter().map(|dispute| self.item(dispute)).collect();
        let rank = |item: &DisputeView| match item.matters {
            Some(true) => 0,
            None => 1,
            Some(false) => 2,
        };
        items.sort_by(|a, b| {
            let by_share = b.decides.share.total_cmp(&a.decides.share);
            rank(a).cmp(&rank(b)).then(by_share).then(b.moves_lead_by.cmp(&a.moves_lead_by))
        });
        items
    }

    fn item(&self, dispute: &Dispute) -> DisputeView {
        let Variable { question, choice } = self.rulebook.variables[dispute.variable];
        let asked = &self.rulebook.questions[question];
        let entry = choice.map(|choice| &asked.options[choice]);
        let knows = |person: &Person| known(self.rulebook, &person.file.answers, dispute.variable).is_some();
        DisputeView {
            question: asked.id.clone(),
            entry: entry.map(|entry| entry.id.clone()),
            ask: asked.ask.clone(),
            entry_label: entry.map(|entry| entry.label.clone()),
            matters: dispute.matters,
            decides: portion(dispute.decides),
            moves_lead_by: self.moves(dispute.variable),
            choices: dispute
                .choices
                .iter()
                .map(|(option, leads)| self.choice(dispute.variable, *option, leads))
                .collect(),
            unknown_to: self.names(|person| !knows(person)),
            rules: self.rules(dispute.variable),
        }
    }

    fn choice(&self, variable: VariableId, option: usize, leads: &Leads) -> ChoiceView {
        let set = |person: &Person| known(self.rulebook, &person.file.answers, variable);
        let says = |person: &Person| set(person).is_some_and(|set| set.contains(option));
        ChoiceView {
            option: self.option_id(variable, option),
            label: self.option_label(variable, option),
            clause: self.rulebook.clause(variable, OptionSet::only(option)),
            people: self.names(says),
            unsure: self
                .names(|person| says(person) && set(person).is_some_and(|set| set.single().is_none())),
            leads: lead_shares(self.rulebook, leads),
        }
    }

    fn option_id(&self, variable: VariableId, option: usize) -> String {
        let Variable { question, choice } = self.rulebook.variables[variable];
        match choice {
            Some(_) if option == Variable::YES => "yes".to_owned(),
            Some(_) => "no".to_owned(),
            None => self.rulebook.questions[question].options[option].id.clone(),
        }
    }

    fn option_label(&self, variable: VariableId, option: usize) -> String {
        let Variable { question, choice } = self.rulebook.variables[variable];
        match choice {
            Some(_) if option == Variable::YES => "Yes".to_owned(),
            Some(_) => "No".to_owned(),
            None => self.rulebook.questions[question].options[option].label.clone(),
        }
    }

    fn names(&self, which: impl Fn(&Person) -> bool) -> Vec<String> {
        self.people.iter().filter(|person| which(person)).map(|person| person.name.clone()).collect()
    }

    /// Returns by how much a disagreement moves the lead, from the option that is worst for it to the best.
    fn moves(&self, variable: VariableId) -> Option<i32> {
        let (first, second) = self.pair?;
        let lead = |option| {
            let changed = self.problem.clone().with_changes(&[Change { variable, option }]);
            let scores = Evaluation::of(&changed).scores;
            scores[first].net - scores[second].net
        };
        let leads = || self.problem.sets[variable].iter().map(lead);
        Some(leads().max()? - leads().min()?)
    }

    /// Returns the rules that are open and test a variable, those first that tell most about it.
    fn rules(&self, variable: VariableId) -> Vec<HangingRule> {
        let mut found: Vec<(RuleId, Telling, HangingRule)> = Vec::new();
        self.rulebook.index.scan(&self.problem.sets, |clause, truth| {
            if truth != Truth::Open || !self.hangs(clause, variable) {
                return;
            }
            let Some((telling, rule)) = self.rule(clause, variable) else { return };
            let id = self.rulebook.clauses[clause].rule;
            // A rule with branches is known by the one that tells most.
            match found.iter_mut().find(|(known, ..)| *known == id) {
                Some(known) if known.1 < telling => (known.1, known.2) = (telling, rule),
                Some(_) => {}
                None => found.push((id, telling, rule)),
            }
        });
        found.sort_by_key(|(_, telling, _)| Reverse(*telling));
        found.into_iter().map(|(.., rule)| rule).collect()
    }

    /// Returns what hangs on a variable, if a clause scores or rules out.
    fn rule(&self, clause: ClauseId, variable: VariableId) -> Option<(Telling, HangingRule)> {
        let entry = &self.rulebook.clauses[clause];
        let among = self.problem.among;
        let points = match &entry.effect {
            Effect::Points { .. } => {
                let nets = || among.iter().map(|a| self.problem.weighted(entry, a));
                Some(nets().max()? - nets().min()?)
            }
            Effect::RulesOut(out) if out.intersects(among) => None,
            Effect::RulesOut(_) | Effect::Warn(_) => return None,
        };
        if points == Some(0) {
            return None;
        }
        let questions: BTreeSet<QuestionId> =
            entry.when.tests().map(|test| self.rulebook.variables[test.variable].question).collect();
        let telling = Telling {
            alone: self.decides_alone(clause, variable),
            vetoes: points.is_none(),
            questions: Reverse(questions.len()),
            points: points.unwrap_or_default(),
        };
        let rule = self.rulebook.rules[entry.rule].id.clone();
        Some((telling, HangingRule { rule, because: entry.because.clone(), points }))
    }

    /// Returns whether a clause holds with one option of a variable and not with another, everything else as
    /// it stands.
    fn decides_alone(&self, clause: ClauseId, variable: VariableId) -> bool {
        let truth = |option| {
            let changed = self.problem.clone().with_changes(&[Change { variable, option }]);
            self.rulebook.index.truth(clause, &changed.sets)
        };
        let truths: Vec<Truth> = self.problem.sets[variable].iter().map(truth).collect();
        truths.contains(&Truth::Holds) && truths.contains(&Truth::Fails)
    }

    /// Returns whether a clause tests a variable in a box that can be reached and is not passed for sure.
    fn hangs(&self, clause: ClauseId, variable: VariableId) -> bool {
        let sets = &self.problem.sets;
        let mut boxes = self
            .rulebook
            .index
            .holding(clause)
            .filter(|tests| tests.iter().all(|(tested, options)| options.intersects(sets[*tested])));
        boxes.any(|tests| {
            tests.iter().any(|(tested, options)| *tested == variable && !sets[variable].is_subset(*options))
        })
    }

    /// Returns what it takes for an architecture to lead; of several ways of the same size the one for which
    /// the fewest people must give way.
    pub(super) fn winner(&self, winner: &Winner, leads: &Leads) -> Option<WinnerView> {
        let (_, ways) = leads.iter().find(|(leader, _)| *leader == Some(winner.architecture))?;
        let needs = winner.needs.iter().map(|changes| self.needs(changes));
        let needs = needs.min_by_key(|needs| {
            let against = needs.iter().flat_map(|need| &need.against);
            (against.clone().collect::<BTreeSet<_>>().len(), against.count())
        });
        Some(WinnerView {
            architecture: self.rulebook.architectures[winner.architecture].id.clone(),
            ways: portion(*ways),
            needs,
        })
    }

    fn needs(&self, changes: &[Change]) -> Vec<NeedView> {
        let need = |change: &Change| {
            let Variable { question, choice } = self.rulebook.variables[change.variable];
            let asked = &self.rulebook.questions[question];
            let set = |person: &Person| known(self.rulebook, &person.file.answers, change.variable);
            NeedView {
                question: asked.id.clone(),
                entry: choice.map(|choice| asked.options[choice].id.clone()),
                option: self.option_id(change.variable, change.option),
                clause: self.rulebook.clause(change.variable, OptionSet::only(change.option)),
                against: self.names(|person| set(person).is_some_and(|set| !set.contains(change.option))),
            }
        };
        changes.iter().map(need).collect()
    }
}

/// Returns how often each leads, by ids.
pub(super) fn lead_shares(rulebook: &Rulebook, leads: &Leads) -> Vec<LeadShare> {
    let share = |(leader, ways): &(Option<ArchitectureId>, Portion)| LeadShare {
        architecture: leader.map(|a| rulebook.architectures[a].id.clone()),
        ways: portion(*ways),
    };
    leads.iter().map(share).collect()
}

/// Returns a number that JSON can hold, if it can.
pub(super) fn small(number: u128) -> Option<u64> {
    u64::try_from(number).ok().filter(|_| number <= EXACT)
}

fn portion(portion: Portion) -> PortionView {
    let Portion { count, of, exact } = portion;
    let of_known = small(of);
    PortionView {
        count: of_known.and(small(count)),
        of: of_known,
        share: if of == 0 { 0.0 } else { count as f64 / of as f64 },
        exact,
    }
}
