//! How many open answers it takes before another one leads: the breakdown point of a verdict (Hampel, Annals
//! of Mathematical Statistics 42(6), 1971, of an estimate and its data).
//!
//! The questions are visited depth first, those that can bring a rival nearest first; each is left open or
//! answered. A rule that holds goes on holding whatever is answered besides, so an answer only adds rules,
//! and a rule is added only if all of its open tests are passed. So the points that a rule can bring a rival
//! are shared among the questions that it waits for; the largest sums of as many questions as may still be
//! answered bound what they can bring together, and a part in which that is too little is passed over.

use super::completions::Completions;
use super::flips::{Flip, Singles};
use super::plausibility::Plausibility;
use super::problem::{Change, Problem};
use super::search::branch_and_bound::SearchResult;
use super::search::budget::Budget;
use super::search::can_win::find_win_by;
use super::search::gain_bound::GainBound;
use super::search::indices::{ValueIndex, VariableIndex};
use super::search::residual::Residual;
use super::search::state::State;
use crate::rulebook::{ArchitectureId, ArchitectureSet, QuestionId};

/// How many open questions must be answered before another one leads.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// The fewest that are enough; if it is not exact, fewer are certainly not.
    pub questions: usize,
    /// Whether so many are enough.
    pub exact: bool,
    /// Answers that are enough: of the smallest sets that with the fewest unusual ones, as far as the search
    /// came. `None` if none was found within the budget.
    pub way: Option<Flip>,
}

/// A search may cost as much as the budget that is left, divided by this.
const SHARE: u64 = 8;
/// What a bound costs, in nodes: it looks at the clauses for each pair of a leader and a rival.
const BOUND: u64 = 2;
/// Each search for a win may cost as much as is then left, divided by this.
const PARTS: u64 = 20;

impl Breakdown {
    /// Searches for the fewest open answers after which none of `keep` leads by the rules that hold, and who
    /// leads then can win. `singles` are those after which the verdict names none of them.
    /// `None` if no answers do.
    pub(super) fn of(
        completions: &Completions<'_>,
        keep: ArchitectureSet,
        singles: &Singles,
    ) -> Option<Self> {
        let problem = completions.problem();
        let plausible = |way: &Flip| Plausibility::of(problem.rulebook, &problem.sets, &way.changes);
        if let Some(way) = singles.found.iter().min_by(|a, b| plausible(a).compare(&plausible(b))) {
            return Some(Self { questions: 1, exact: true, way: Some(way.clone()) });
        }
        if !singles.are_all {
            return Some(Self { questions: 1, exact: false, way: None });
        }
        completions.budget.part(SHARE, |budget| Search::new(completions, keep, budget).run())
    }

    /// Returns how many answers it takes for any of several things to change, each of which takes so many.
    pub(super) fn least<'b>(problem: &Problem<'_>, each: impl Iterator<Item = &'b Self>) -> Option<Self> {
        let plausible = |way: &Flip| Plausibility::of(problem.rulebook, &problem.sets, &way.changes);
        let of_ways = |a: &Self, b: &Self| match (&a.way, &b.way) {
            (Some(a), Some(b)) => plausible(a).compare(&plausible(b)),
            (a, b) => a.is_none().cmp(&b.is_none()),
        };
        each.min_by(|a, b| a.questions.cmp(&b.questions).then_with(|| of_ways(a, b))).cloned()
    }
}

struct Search<'r> {
    completions: &'r Completions<'r>,
    residual: &'r Residual<'r>,
    keep: ArchitectureSet,
    /// The open questions on which something hangs, the most promising first, each with its variables.
    questions: Vec<(QuestionId, Vec<VariableIndex>)>,
    bound: GainBound,
    budget: &'r Budget,
    is_exhausted: bool,
    /// The answers that are given at the moment, and how plausible they are.
    given: Vec<Change>,
    plausible: Plausibility,
    best: Option<(Plausibility, Flip)>,
}

impl<'r> Search<'r> {
    fn new(completions: &'r Completions<'r>, keep: ArchitectureSet, budget: &'r Budget) -> Self {
        let residual = completions.residual;
        let mut bound = GainBound::new(residual);
        let mut questions: Vec<(QuestionId, Vec<VariableIndex>)> = Vec::new();
        for (variable, id) in residual.variables.iter_enumerated() {
            let question = residual.problem.rulebook.variables[*id].question;
            match questions.last_mut() {
                Some((last, variables)) if *last == question => variables.push(variable),
                _ => questions.push((question, vec![variable])),
            }
        }
        let promise = bound.promise(&State::new(residual), keep);
        questions.sort_by_key(|(question, _)| std::cmp::Reverse(promise[usize::from(*question)]));
        Self {
            completions,
            residual,
            keep,
            questions,
            bound,
            budget,
            is_exhausted: false,
            given: Vec::new(),
            plausible: Plausibility::OF_NOTHING,
            best: None,
        }
    }

    /// Looks for one answer, then for two, and so on.
    fn run(mut self) -> Option<Breakdown> {
        let mut state = State::new(self.residual);
        for questions in 1..=self.questions.len() {
            self.visit(&mut state, 0, questions);
            if self.best.is_some() || self.is_exhausted {
                let way = self.best.map(|(_, way)| way);
                return Some(Breakdown { questions, exact: way.is_some(), way });
            }
        }
        None
    }

    /// Pays for a number of steps; `false` if they are more than are left.
    fn pay(&mut self, steps: u64) -> bool {
        self.is_exhausted |= !self.budget.pay(steps);
        !self.is_exhausted
    }

    /// Looks below a point for answers to so many of the questions from `first` on.
    fn visit(&mut self, state: &mut State<'r>, first: usize, questions: usize) {
        if questions == 0 {
            self.note(state);
            return;
        }
        for at in first..self.questions.len() {
            let is_paid = self.pay(BOUND * self.residual.node_cost());
            let allowed = &self.questions[at..];
            if !is_paid || !self.bound.can_lead(state, self.keep, allowed, questions) {
                return;
            }
            self.answer(state, at, 0, false, questions);
        }
    }

    /// Gives each variable of a question from one on each of its values or none, and goes on from there.
    fn answer(&mut self, state: &mut State<'r>, at: usize, variable: usize, given: bool, questions: usize) {
        let Some(&index) = self.questions[at].1.get(variable) else {
            if given {
                self.visit(state, at + 1, questions - 1);
            }
            return;
        };
        if state.is_live(index) {
            for value in state.distinct_values(index) {
                if !self.pay(self.residual.occurrences[index].len() as u64) {
                    return;
                }
                let (change, plausible) = self.change(index, value);
                let before = self.plausible;
                self.plausible = before.and(plausible);
                if self.is_better() {
                    self.given.push(change);
                    state.with(index, value, |state| self.answer(state, at, variable + 1, true, questions));
                    self.given.pop();
                }
                self.plausible = before;
            }
        }
        self.answer(state, at, variable + 1, given, questions);
    }

    /// Returns whether what is given is more plausible than the best way: with more answers it is less so.
    fn is_better(&self) -> bool {
        self.best.as_ref().is_none_or(|(best, _)| self.plausible.compare(best).is_lt())
    }

    /// Returns the most usual answer that gives a variable a value.
    fn change(&self, variable: VariableIndex, value: ValueIndex) -> (Change, Plausibility) {
        let problem = self.residual.problem;
        let change = |option| Change { variable: self.residual.variables[variable], option };
        let plausible = |change| (change, Plausibility::of(problem.rulebook, &problem.sets, &[change]));
        let changes = self.residual.values[variable][value].iter().map(change).map(plausible);
        changes.min_by(|(_, a), (_, b)| a.compare(b)).unwrap_or((change(0), Plausibility::OF_NOTHING))
    }

    /// Keeps what is given, if another one now leads that can win, or nobody is left.
    fn note(&mut self, state: &State<'r>) {
        let standing = state.standing();
        let winner = standing.leader();
        if winner.is_some_and(|winner| self.keep.contains(winner) || !self.can_win(state, winner)) {
            return;
        }
        let mut changes = self.given.clone();
        changes.sort_unstable();
        let margin = winner.and_then(|winner| standing.margin(winner));
        self.best = Some((self.plausible, Flip { changes, winner, margin }));
    }

    fn can_win(&self, state: &State<'r>, architecture: ArchitectureId) -> bool {
        let problem = self.residual.problem;
        if self.completions.witnesses().show(problem, architecture, &self.given) {
            return true;
        }
        let problem = problem.with_sets(state.sets.clone());
        let search = |part: &Budget| find_win_by(&problem, architecture, part);
        self.budget.part(PARTS, search) != SearchResult::Absent
    }
}
