//! How many open answers it takes before another one leads: the breakdown point of a verdict (Hampel, Annals
//! of Mathematical Statistics 42(6), 1971, of an estimate and its data).
//!
//! The questions are visited depth first, those that can bring a rival nearest first; each is left open or
//! answered. A rule that holds goes on holding whatever is answered besides, so an answer only adds rules,
//! and a rule is added only if all of its open tests are passed. So the points that a rule can bring a rival
//! are shared among the questions that it waits for; the largest sums of as many questions as may still be
//! answered bound what they can bring together, and a part in which that is too little is passed over.

use super::completions::Completions;
use super::flips::Flip;
use super::plausibility::Plausibility;
use super::problem::{Change, Problem};
use super::search::can_win::can_win;
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
    /// came. `None` if none was found within the nodes allowed.
    pub way: Option<Flip>,
}

/// The part of a search's nodes that this one has: a node of it costs several of theirs.
const PART: u64 = 10;

impl Breakdown {
    /// Searches for the fewest open answers after which none of `keep` leads by the rules that hold, and who
    /// leads then can win. `singles` are the single answers after which the verdict names none of them.
    /// `None` if no answers do.
    pub(super) fn of(completions: &Completions<'_>, keep: ArchitectureSet, singles: &[Flip]) -> Option<Self> {
        let problem = completions.problem();
        let plausible = |way: &Flip| Plausibility::of(problem.rulebook, &problem.sets, &way.changes);
        if let Some(way) = singles.iter().min_by(|a, b| plausible(a).compare(&plausible(b))) {
            return Some(Self { questions: 1, exact: true, way: Some(way.clone()) });
        }
        let mut search = Search::new(completions, keep);
        let open = search.questions.len();
        let mut state = State::new(completions.residual);
        for questions in 1..=open {
            search.visit(&mut state, 0, questions);
            let exhausted = search.nodes == 0;
            if search.best.is_some() || exhausted {
                let way = search.best.map(|(_, way)| way);
                return Some(Self { questions, exact: way.is_some(), way });
            }
        }
        None
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
    nodes: u64,
    /// The answers that are given at the moment, and how plausible they are.
    given: Vec<Change>,
    plausible: Plausibility,
    best: Option<(Plausibility, Flip)>,
}

impl<'r> Search<'r> {
    fn new(completions: &'r Completions<'r>, keep: ArchitectureSet) -> Self {
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
            nodes: completions.effort.nodes / PART,
            given: Vec::new(),
            plausible: Plausibility::OF_NOTHING,
            best: None,
        }
    }

    /// Looks below a point for answers to so many of the questions from `first` on.
    fn visit(&mut self, state: &mut State<'r>, first: usize, questions: usize) {
        if questions == 0 {
            self.note(state);
            return;
        }
        for at in first..self.questions.len() {
            let allowed = &self.questions[at..];
            if self.nodes == 0 || !self.bound.can_lead(state, self.keep, allowed, questions) {
                return;
            }
            self.nodes -= 1;
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
                if self.nodes == 0 {
                    return;
                }
                self.nodes -= 1;
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
        let problem = self.residual.problem.with_sets(state.sets.clone());
        can_win(&problem, architecture, self.completions.effort.nodes) != Some(false)
    }
}
