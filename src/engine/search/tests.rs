//! The searches and their state on a rulebook that is small enough to try every completion.

use super::branch_and_bound::{BranchAndBound, SearchResult, Step, search};
use super::budget::Budget;
use super::can_win::find_win;
use super::decides::decides;
use super::indices::{ValueIndex, VariableIndex};
use super::min_lead::{min_lead, min_lead_while_standing};
use super::no_winner::find_no_winner;
use super::residual::Residual;
use super::state::State;
use crate::engine::{Evaluation, Problem};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, Rulebook, VariableId};

/// Clauses of several boxes that overlap or join, vetoes, and points for and against.
fn rulebook() -> Rulebook {
    let text = "
        rulebook: {id: small, version: 1.0.0, title: Small}
        architectures:
          - {id: a, name: A, summary: S}
          - {id: b, name: B, summary: S}
          - {id: c, name: C, summary: S}
        qualities: [{id: q, name: Q, about: A}, {id: r, name: R, about: A}]
        questions:
          - {id: w, ask: W, kind: ordinal, options: [{id: w0}, {id: w1}, {id: w2}, {id: w3}]}
          - {id: x, ask: X, kind: nominal, options: [{id: x0}, {id: x1}, {id: x2}]}
          - {id: y, ask: Y, kind: nominal, options: [{id: y0}, {id: y1}, {id: y2}]}
          - {id: z, ask: Z, kind: nominal, options: [{id: z0}, {id: z1}]}
        rules:
          - {id: r0, quality: q, when: {w: {at_least: w2}}, points: {a: 3, b: -2}, because: B}
          - {id: r1, quality: r, when: {any: [{w: w0}, {x: x1, y: y2}]}, points: {b: 2, c: 1}, because: B}
          - {id: r2, quality: q, when: {not: {x: x0, y: [y0, y1]}}, points: {a: -1, c: 2}, because: B}
          - {id: r3, quality: r, when: {any: [{x: [x0, x1], z: z0}, {x: [x1, x2], z: z1}]}, points: {a: 2},
             because: B}
          - {id: r4, quality: q, when: {w: w3, z: z1}, rules_out: [a], because: B}
          - {id: r5, quality: q, when: {any: [{y: y0, z: z1}, {x: x2}]}, rules_out: [b, c], because: B}
    ";
    Rulebook::parse(vec![("small.yaml".to_owned(), text.to_owned())]).unwrap().0
}

/// Every question open, and each of the first two half answered.
fn problems(rulebook: &Rulebook) -> Vec<Problem<'_>> {
    let open = Problem::open(rulebook);
    let narrowed = |variable: usize, set: OptionSet| {
        let mut sets = open.sets.clone();
        sets[VariableId::from(variable)] = set;
        open.with_sets(sets)
    };
    vec![open.clone(), narrowed(0, OptionSet::between(1, 3)), narrowed(1, OptionSet::between(0, 1))]
}

fn completions<'p>(problem: &Problem<'p>) -> Vec<Problem<'p>> {
    let mut all = vec![Vec::new()];
    for set in &problem.sets {
        let longer =
            |sets: &Vec<OptionSet>| set.iter().map(|o| [&sets[..], &[OptionSet::only(o)]].concat()).collect();
        all = all.iter().flat_map::<Vec<_>, _>(longer).collect();
    }
    all.into_iter().map(|sets| problem.with_sets(sets.into())).collect()
}

/// The leads in all completions, of those in which `standing` is not ruled out.
fn leads(
    problem: &Problem<'_>,
    first: ArchitectureId,
    second: ArchitectureId,
    standing: Option<ArchitectureId>,
) -> Vec<i32> {
    let evaluations = completions(problem).into_iter().map(|completion| Evaluation::of(&completion));
    let counted = evaluations.filter(|found| standing.is_none_or(|a| !found.scores[a].is_out()));
    counted.map(|found| found.scores[first].net - found.scores[second].net).collect()
}

#[test]
fn the_least_lead_is_that_over_all_completions_and_with_few_nodes_a_bound() {
    let rulebook = rulebook();
    let mut inexact = 0;
    for problem in problems(&rulebook) {
        let residual = Residual::of(&problem);
        let budget = |nodes| Budget::nodes(nodes, residual.node_cost());
        for (first, second) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 0), (2, 1)] {
            let (first, second) = (ArchitectureId::from(first), ArchitectureId::from(second));
            let least = leads(&problem, first, second, None).into_iter().min();
            let least_standing = leads(&problem, first, second, Some(second)).into_iter().min();
            for nodes in (0..20).chain([1_000]) {
                for (found, least) in [
                    (Some(min_lead(&residual, first, second, &budget(nodes))), least),
                    (min_lead_while_standing(&residual, first, second, &budget(nodes)), least_standing),
                ] {
                    let (found, least) = (found.unwrap(), least.unwrap());
                    assert!(found.value <= least);
                    assert!(!found.exact || found.value == least);
                    assert!(found.exact || nodes < 1_000);
                    inexact += u32::from(!found.exact);
                }
            }
        }
    }
    assert!(inexact > 0);
}

#[test]
fn what_can_win_and_what_decides_is_what_does_so_in_some_completion() {
    let rulebook = rulebook();
    for problem in problems(&rulebook) {
        let residual = Residual::of(&problem);
        let budget = || Budget::nodes(1_000, residual.node_cost());
        let winners: Vec<Option<ArchitectureId>> =
            completions(&problem).iter().map(|completion| Evaluation::of(completion).leader()).collect();
        for outcome in problem.among.iter().map(Some).chain([None]) {
            let found = match outcome {
                None => find_no_winner(&residual, &budget()),
                Some(architecture) => find_win(&residual, architecture, &budget()),
            };
            match found {
                SearchResult::Found(sets) => assert!(
                    completions(&problem.with_sets(sets))
                        .iter()
                        .all(|completion| Evaluation::of(completion).leader() == outcome)
                ),
                SearchResult::Absent => assert!(!winners.contains(&outcome)),
                SearchResult::NotProven => panic!("a thousand nodes are enough"),
            }
        }
        for (index, &variable) in residual.variables.iter_enumerated() {
            let differs = completions(&problem).into_iter().any(|completion| {
                let mut sets = completion.sets.clone();
                sets[variable] = problem.sets[variable];
                let siblings = completions(&problem.with_sets(sets));
                let leader = Evaluation::of(&completion).leader();
                siblings.iter().any(|sibling| Evaluation::of(sibling).leader() != leader)
            });
            assert_eq!(decides(&residual, index, &budget()), Some(differs));
        }
    }
}

/// What a state holds, to compare.
fn contents(state: &State<'_>) -> String {
    format!("{state:?}")
}

#[test]
fn a_state_is_as_it_was_after_every_path() {
    fn walk(state: &mut State<'_>, variables: &[VariableIndex]) {
        let Some((&variable, others)) = variables.split_first() else { return };
        let before = contents(state);
        for value in state.residual.values[variable].keys() {
            state.with(variable, value, |state| walk(state, others));
            assert!(contents(state) == before);
        }
    }
    let rulebook = rulebook();
    for problem in problems(&rulebook) {
        let residual = Residual::of(&problem);
        for order in [[0, 1, 2, 3], [3, 2, 1, 0], [1, 3, 0, 2]] {
            let order = order.map(VariableIndex::from);
            walk(&mut State::new(&residual), &order);
            // A variable that has a value gets it back.
            walk(&mut State::all_at(&residual, ValueIndex::from(0)), &order);
        }
    }
}

#[test]
fn a_state_is_the_same_however_it_was_reached() {
    let rulebook = rulebook();
    let problem = Problem::open(&rulebook);
    let residual = Residual::of(&problem);
    let mut detour = State::new(&residual);
    for (variable, value) in [(2, 0), (0, 1), (3, 1), (2, 1), (1, 1), (0, 0), (2, 0), (1, 0), (3, 0)] {
        detour.fix(VariableIndex::from(variable), ValueIndex::from(value));
    }
    assert!(contents(&detour) == contents(&State::all_at(&residual, ValueIndex::from(0))));
    let completion = problem.with_sets(detour.sets.clone());
    let (evaluation, standing) = (Evaluation::of(&completion), detour.standing());
    for (a, score) in evaluation.scores.iter_enumerated() {
        assert_eq!(standing.net(a), score.net);
        assert_eq!(standing.candidates.contains(a), !score.is_out());
    }
}

/// Branches on every variable, and ends in the way it is told to after so many points.
struct Ending {
    points: usize,
    ends_with: fn() -> Step<(), ()>,
}

impl<'r> BranchAndBound<'r> for Ending {
    type Found = ();
    type Context = ();

    fn step(&mut self, state: &mut State<'r>) -> Step<(), ()> {
        if self.points == 0 {
            return (self.ends_with)();
        }
        self.points -= 1;
        let undecided = state.undecided().next();
        let variable = undecided.and_then(|clause| state.live_variables(clause).next());
        variable.map_or(Step::Prune, |variable| Step::Branch(variable, ()))
    }

    fn priority(&self, state: &State<'r>, (): &()) -> i32 {
        state.lower_bound(0.into(), 1.into())
    }
}

#[test]
fn a_search_leaves_the_state_as_it_was_however_it_ends() {
    let rulebook = rulebook();
    let problem = Problem::open(&rulebook);
    let residual = Residual::of(&problem);
    let mut state = State::new(&residual);
    let before = contents(&state);
    let mut seen = Vec::new();
    for points in 0..30 {
        for nodes in [0, 3, 1_000] {
            for ends_with in [|| Step::Prune, || Step::Done(())] as [fn() -> Step<(), ()>; 2] {
                seen.push(search(
                    &mut Ending { points, ends_with },
                    &mut state,
                    &Budget::nodes(nodes, residual.node_cost()),
                ));
                assert!(contents(&state) == before);
            }
        }
    }
    for result in [SearchResult::Found(()), SearchResult::Absent, SearchResult::NotProven] {
        assert!(seen.contains(&result), "{result:?}");
    }
}
