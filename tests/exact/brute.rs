//! Brute force: every completion one by one, read from the random model and not from the program's.

use std::collections::BTreeSet;

use archwise::options::{OptionSet, Truth};

use super::spec::{Branch, Cond, Does, Kind, Op, Spec};
use archwise::rulebook::ArchitectureSet;

/// A completion: for each variable its option. A multi question has a variable for each option, 1 is yes.
type Completion = Vec<usize>;

pub struct Brute<'s> {
    spec: &'s Spec,
    weights: &'s [u8],
    among: ArchitectureSet,
    sets: Vec<OptionSet>,
    completions: Vec<Completion>,
    /// For each completion.
    winners: Vec<Option<usize>>,
    /// For each completion how plausible it is, as a whole number.
    plausible: Vec<u128>,
}

impl<'s> Brute<'s> {
    pub fn new(spec: &'s Spec, sets: &[OptionSet], weights: &'s [u8], among: ArchitectureSet) -> Self {
        let mut completions: Vec<Completion> = vec![Vec::new()];
        for set in sets {
            let longer =
                |c: &Completion| set.iter().map(|o| [c.as_slice(), &[o]].concat()).collect::<Vec<_>>();
            completions = completions.iter().flat_map(longer).collect();
        }
        let mut brute = Self {
            spec,
            weights,
            among,
            sets: sets.to_vec(),
            completions,
            winners: Vec::new(),
            plausible: Vec::new(),
        };
        brute.winners = brute.completions.iter().map(|c| brute.winner(c)).collect();
        let weights: Vec<Vec<u32>> = (0..sets.len()).map(|variable| brute.option_weights(variable)).collect();
        let weight = |c: &Completion| c.iter().zip(&weights).map(|(o, w)| u128::from(w[*o])).product();
        brute.plausible = brute.completions.iter().map(weight).collect();
        brute
    }

    fn first_variable(&self, question: usize) -> usize {
        let width = |q: &super::spec::Question| if q.kind == Kind::Multi { q.options } else { 1 };
        self.spec.questions[..question].iter().map(width).sum()
    }

    pub fn variables(&self, question: usize) -> std::ops::Range<usize> {
        let first = self.first_variable(question);
        let q = &self.spec.questions[question];
        first..first + if q.kind == Kind::Multi { q.options } else { 1 }
    }

    fn asked(&self, question: usize, completion: &Completion) -> bool {
        self.spec.questions[question].ask_when.as_ref().is_none_or(|when| self.holds(when, completion))
    }

    fn holds(&self, condition: &Cond, completion: &Completion) -> bool {
        match condition {
            Cond::All(parts) => parts.iter().all(|part| self.holds(part, completion)),
            Cond::Any(parts) => parts.iter().any(|part| self.holds(part, completion)),
            Cond::Not(inner) => !self.holds(inner, completion),
            Cond::Test(question, op) => {
                self.asked(*question, completion) && self.passes(*question, op, completion)
            }
        }
    }

    fn passes(&self, question: usize, op: &Op, completion: &Completion) -> bool {
        let first = self.first_variable(question);
        let multi = self.spec.questions[question].kind == Kind::Multi;
        let value = completion[first];
        let yes = |option: &usize| completion[first + option] == 1;
        match op {
            Op::OneOf(options) if multi => options.iter().any(yes),
            Op::OneOf(options) => options.contains(&value),
            Op::AtLeast(option) => value >= *option,
            Op::AtMost(option) => value <= *option,
            Op::Includes(options) => options.iter().any(yes),
            Op::Excludes(options) => !options.iter().any(yes),
        }
    }

    /// The branches of all rules in order, with the rule and the position in it.
    fn branches(&self) -> Vec<(usize, usize, &Branch)> {
        let rules = self.spec.rules.iter().enumerate();
        rules
            .flat_map(|(r, rule)| rule.branches.iter().enumerate().map(move |(b, branch)| (r, b, branch)))
            .collect()
    }

    pub fn clauses(&self) -> usize {
        self.branches().len()
    }

    /// Whether a branch is the first of its rule that holds.
    fn counts(&self, rule: usize, branch: usize, completion: &Completion) -> bool {
        let first = self.spec.rules[rule].branches.iter().position(|b| self.holds(&b.when, completion));
        first == Some(branch)
    }

    pub fn truth(&self, clause: usize) -> Truth {
        self.truth_over(clause, &self.completions)
    }

    fn truth_over(&self, clause: usize, completions: &[Completion]) -> Truth {
        let (rule, branch, _) = self.branches()[clause];
        let holding = completions.iter().filter(|c| self.counts(rule, branch, c)).count();
        match holding {
            0 => Truth::Fails,
            n if n == completions.len() => Truth::Holds,
            _ => Truth::Open,
        }
    }

    fn net(&self, architecture: usize, counting: impl Fn(usize, usize, usize) -> bool) -> i32 {
        let mut net = 0;
        for (clause, (rule, branch, b)) in self.branches().into_iter().enumerate() {
            if let (Does::Points(points), true) = (&b.does, counting(clause, rule, branch)) {
                net += points[architecture] * i32::from(self.weights[self.spec.rules[rule].quality]);
            }
        }
        net
    }

    fn is_out(&self, architecture: usize, counting: impl Fn(usize, usize, usize) -> bool) -> bool {
        self.branches().into_iter().enumerate().any(|(clause, (rule, branch, b))| match &b.does {
            Does::RulesOut(out) => out.contains(&architecture) && counting(clause, rule, branch),
            Does::Points(_) | Does::Warn => false,
        })
    }

    fn best(&self, net: impl Fn(usize) -> i32, out: impl Fn(usize) -> bool) -> Option<usize> {
        self.among
            .iter()
            .map(usize::from)
            .filter(|&a| !out(a))
            .max_by_key(|&a| (net(a), std::cmp::Reverse(a)))
    }

    fn winner(&self, completion: &Completion) -> Option<usize> {
        let counts = |_: usize, rule: usize, branch: usize| self.counts(rule, branch, completion);
        self.best(|a| self.net(a, counts), |a| self.is_out(a, counts))
    }

    /// The net by the rules that hold in every completion.
    pub fn held(&self, architecture: usize) -> i32 {
        self.net(architecture, |clause, _, _| self.truth(clause) == Truth::Holds)
    }

    pub fn range(&self, architecture: usize) -> (i32, i32, bool) {
        let net = |c: &Completion| self.net(architecture, |_, rule, branch| self.counts(rule, branch, c));
        let nets: Vec<i32> = self.completions.iter().map(net).collect();
        (*nets.iter().min().unwrap(), *nets.iter().max().unwrap(), true)
    }

    pub fn outcomes(&self) -> BTreeSet<Option<usize>> {
        self.winners.iter().copied().collect()
    }

    pub fn share(&self, winner: Option<usize>) -> f64 {
        self.share_of(|w| w == winner)
    }

    /// The share of the plausible completions whose winner is one of some.
    pub fn share_of(&self, wins: impl Fn(Option<usize>) -> bool) -> f64 {
        let all = self.winners.iter().zip(&self.plausible);
        let won: u128 = all.filter(|(winner, _)| wins(**winner)).map(|(_, weight)| weight).sum();
        won as f64 / self.plausible.iter().sum::<u128>() as f64
    }

    /// How usual each option of a variable is, by the first entry that holds in every completion and speaks
    /// of it.
    fn option_weights(&self, variable: usize) -> Vec<u32> {
        let questions = 0..self.spec.questions.len();
        let question = questions.into_iter().find(|q| self.variables(*q).contains(&variable)).unwrap();
        let asked = &self.spec.questions[question];
        let multi = asked.kind == Kind::Multi;
        let known = |when: &Option<Cond>| {
            when.as_ref().is_none_or(|when| self.completions.iter().all(|c| self.holds(when, c)))
        };
        for usual in self.spec.usual[question].iter().filter(|usual| known(&usual.when)) {
            if !multi {
                return usual.shares.iter().flatten().copied().collect();
            }
            if let Some(yes) = usual.shares[variable - self.first_variable(question)] {
                return vec![100 - yes, yes];
            }
        }
        vec![1; if multi { 2 } else { asked.options }]
    }

    /// The smallest lead over any rival that is not ruled out.
    pub fn least_lead(&self, leader: usize) -> Option<i32> {
        let mut least = None;
        for completion in &self.completions {
            let counts = |_: usize, rule: usize, branch: usize| self.counts(rule, branch, completion);
            for rival in
                self.among.iter().map(usize::from).filter(|&a| a != leader && !self.is_out(a, counts))
            {
                let lead = self.net(leader, counts) - self.net(rival, counts);
                least = Some(least.map_or(lead, |so_far: i32| so_far.min(lead)));
            }
        }
        least
    }

    /// The questions that are asked in some completion and not fully answered.
    pub fn open_questions(&self) -> Vec<usize> {
        let open = |q: &usize| self.variables(*q).any(|v| self.sets[v].single().is_none());
        let asked = |q: &usize| self.completions.iter().any(|c| self.asked(*q, c));
        (0..self.spec.questions.len()).filter(open).filter(asked).collect()
    }

    pub fn matters(&self, question: usize) -> bool {
        let variables = self.variables(question);
        self.completions.iter().zip(&self.winners).any(|(completion, winner)| {
            variables.clone().any(|variable| {
                self.sets[variable].iter().any(|option| {
                    let mut other = completion.clone();
                    other[variable] = option;
                    self.winner(&other) != *winner
                })
            })
        })
    }

    /// The first, by the rules that hold, of those that win some completion.
    pub fn named(&self) -> Option<usize> {
        let truths: Vec<Truth> = (0..self.clauses()).map(|clause| self.truth(clause)).collect();
        let held = |clause: usize, _: usize, _: usize| truths[clause] == Truth::Holds;
        let never = |a: usize| !self.winners.contains(&Some(a));
        self.best(|a| self.net(a, held), never)
    }

    /// The first by the rules that hold, whether it can win or not.
    pub fn leads(&self) -> Option<usize> {
        let truths: Vec<Truth> = (0..self.clauses()).map(|clause| self.truth(clause)).collect();
        let held = |clause: usize, _: usize, _: usize| truths[clause] == Truth::Holds;
        self.best(|a| self.net(a, held), |a| self.is_out(a, held))
    }

    /// Whether no rule that holds in every completion rules it out.
    pub fn stands(&self, architecture: usize) -> bool {
        self.among.contains(architecture.into())
            && !self.is_out(architecture, |clause, _, _| self.truth(clause) == Truth::Holds)
    }

    /// The smallest lead of the best of one side over any of the other that is not ruled out.
    pub fn least_side_lead(&self, side: &[usize], rivals: &[usize]) -> Option<i32> {
        let mut least: Option<i32> = None;
        for completion in &self.completions {
            let counts = |_: usize, rule: usize, branch: usize| self.counts(rule, branch, completion);
            let stands = |a: &&usize| self.among.contains((**a).into()) && !self.is_out(**a, counts);
            let net = |a: &usize| self.net(*a, counts);
            if let Some(rival) = rivals.iter().filter(stands).map(net).max() {
                let lead = side.iter().filter(stands).map(net).max().unwrap() - rival;
                least = Some(least.map_or(lead, |so_far| so_far.min(lead)));
            }
        }
        least
    }

    pub fn sets(&self) -> &[OptionSet] {
        &self.sets
    }

    /// How many changes of one variable, of a question that may be asked, make the verdict name another.
    pub fn single_flips(&self, leader: usize) -> usize {
        self.changes().iter().filter(|change| self.changed(&[**change]).named() != Some(leader)).count()
    }

    /// How many changes of two variables do.
    pub fn double_flips(&self, leader: usize) -> usize {
        let changes = self.changes();
        let pairs = changes.iter().flat_map(|a| changes.iter().map(move |b| [*a, *b]));
        let pairs = pairs.filter(|[a, b]| a.0 < b.0);
        pairs.filter(|pair| self.changed(pair).named() != Some(leader)).count()
    }

    /// Every variable of a question that may be asked with each option that it does not have for sure.
    pub fn changes(&self) -> Vec<(usize, usize)> {
        let mut changes = Vec::new();
        for (index, question) in self.spec.questions.iter().enumerate() {
            if self.completions.iter().any(|c| self.asked(index, c)) {
                let size = if question.kind == Kind::Multi { 2 } else { question.options };
                let all = self.variables(index).flat_map(|v| (0..size).map(move |option| (v, option)));
                let may_become = |&(v, option): &(usize, usize)| {
                    self.sets[v] != OptionSet::only(option)
                        && (!question.fixed || self.sets[v].contains(option))
                };
                changes.extend(all.filter(may_become));
            }
        }
        changes
    }

    pub fn changed(&self, changes: &[(usize, usize)]) -> Self {
        let mut sets = self.sets.clone();
        changes.iter().for_each(|&(variable, option)| sets[variable] = OptionSet::only(option));
        self.changed_to(&sets)
    }

    pub fn changed_to(&self, sets: &[OptionSet]) -> Self {
        Self::new(self.spec, sets, self.weights, self.among)
    }
}
