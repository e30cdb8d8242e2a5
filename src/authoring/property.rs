//! Properties over all completions: proven by search, or refuted by a counterexample.

use super::cases::{Direction, Monotonic};
use crate::engine::{Problem, Refutation, SearchResult};
use crate::options::OptionSet;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Clause, Effect};

/// The branches of a search: enough for every property of a rulebook of a few hundred rules.
const NODES: u64 = 200_000;
/// In the rulebook of a step: it leads where the net moves as it may, or not at all.
const STAYS: usize = 0;
/// In the rulebook of a step: it leads where the net moves the wrong way.
const MOVES: usize = 1;

/// What a check of a property came to.
pub(super) type Proof = SearchResult<String>;

/// One step up in the variable of a property.
struct Step<'p> {
    problem: &'p Problem<'p>,
    property: Monotonic,
    from: usize,
    to: usize,
}

/// Looks for answers with which a step up in the variable moves the net the wrong way, and says which.
pub(super) fn refute(problem: &Problem<'_>, property: Monotonic) -> Proof {
    let options: Vec<usize> = problem.sets[property.variable].iter().collect();
    let steps = options.windows(2).map(|pair| Step { problem, property, from: pair[0], to: pair[1] });
    steps.map(|step| step.refute()).find(|proof| *proof != Proof::Absent).unwrap_or(Proof::Absent)
}

impl Step<'_> {
    /// Asks of a rulebook in which [`MOVES`] gets what the net moves by whether it can win there.
    fn refute(&self) -> Proof {
        let clauses = self.problem.rulebook.clauses.iter();
        let clauses =
            clauses.flat_map(|clause| [self.at(clause, self.to, 1), self.at(clause, self.from, -1)]);
        let rulebook = self.problem.rulebook.with_clauses(clauses.flatten().collect());
        let (stays, moves) = (ArchitectureId::from(STAYS), ArchitectureId::from(MOVES));
        let among: ArchitectureSet = [stays, moves].into_iter().collect();
        let moved = Problem { rulebook: &rulebook, among, ..self.problem.clone() };
        match Refutation::find(&moved, moves, NODES) {
            SearchResult::Found(refutation) => Proof::Found(self.counterexample(&refutation)),
            SearchResult::Absent => Proof::Absent,
            SearchResult::NotProven => Proof::NotProven,
        }
    }

    /// Returns a clause as it is with an option of the variable, giving its points times a sign to [`MOVES`].
    /// None where it does not read the variable: that is the same before and after the step.
    fn at(&self, clause: &Clause, option: usize, sign: i8) -> Option<Clause> {
        let Monotonic { variable, architecture, direction } = self.property;
        let (quality, given) = clause.effect.points()?;
        if given[architecture] == 0 || !clause.decided.holds.reads(variable) {
            return None;
        }
        let wrong = if direction == Direction::NeverIncreases { sign } else { -sign };
        let mut points = given.to_owned();
        points.iter_mut().for_each(|points| *points = 0);
        points[ArchitectureId::from(MOVES)] = wrong * given[architecture];
        let mut clause = clause.clone();
        clause.effect = Effect::Points { quality, points };
        clause.decided.holds = clause.decided.holds.given(variable, option);
        clause.decided.fails = clause.decided.fails.given(variable, option);
        Some(clause)
    }

    fn counterexample(&self, refutation: &Refutation) -> String {
        let rulebook = self.problem.rulebook;
        let mut sets = self.problem.sets.clone();
        refutation.changes.iter().for_each(|change| sets[change.variable] = OptionSet::only(change.option));
        let name = |variable, option| rulebook.value_text(variable, option);
        let Monotonic { variable, architecture, direction } = self.property;
        let given: Vec<String> = sets
            .keys()
            .filter(|&other| other != variable && sets[other] != rulebook.all_open()[other])
            .filter_map(|other| Some(name(other, sets[other].single()?)))
            .collect();
        let step = format!("from {} to {}", name(variable, self.from), name(variable, self.to));
        let moves = match direction {
            Direction::NeverIncreases => "gains",
            Direction::NeverDecreases => "loses",
        };
        let architecture = &rulebook.architectures[architecture].id;
        let moved = format!("{architecture} {moves} {}", refutation.margin.unwrap_or(0));
        match given.as_slice() {
            [] => format!("{step} {moved}"),
            given => format!("{step} {moved} with {}", given.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Evaluation;
    use crate::rulebook::{Rulebook, VariableId};

    const RULEBOOK: &str = "
        rulebook: {id: small, version: 1.0.0, title: Small}
        architectures:
          - {id: a, name: A, summary: S}
          - {id: b, name: B, summary: S}
          - {id: c, name: C, summary: S}
        qualities: [{id: q, name: Q, about: A}, {id: r, name: R, about: A, weight: 2}]
        questions:
          - {id: x, ask: X, kind: ordinal, options: [{id: x0}, {id: x1}, {id: x2}]}
          - {id: y, ask: Y, kind: ordinal, options: [{id: y0}, {id: y1}, {id: y2}]}
          - {id: z, ask: Z, kind: ordinal, options: [{id: z0}, {id: z1}]}
        rules:
          - {id: r0, quality: q, when: {x: {at_least: x1}}, points: {a: 2, b: -2}, because: B}
          - {id: r1, quality: r, when: {any: [{x: x0, z: z1}, {x: x1, y: y2}]}, points: {a: 1, c: 2},
             because: B}
          - {id: r2, quality: q, when: {not: {x: x2, y: [y0, y1]}}, points: {b: 1, c: 1}, because: B}
          - {id: r3, quality: q, when: {y: y1, z: z1}, points: {a: -1, c: -3}, because: B}
    ";

    fn properties(rulebook: &Rulebook) -> Vec<Monotonic> {
        let mut properties = Vec::new();
        for variable in rulebook.variables.keys() {
            for architecture in rulebook.architectures.keys() {
                let towards = [Direction::NeverIncreases, Direction::NeverDecreases];
                properties.extend(towards.map(|direction| Monotonic { variable, architecture, direction }));
            }
        }
        properties
    }

    /// Whether some completion moves the net the wrong way on some step.
    fn is_broken(problem: &Problem<'_>, property: Monotonic) -> bool {
        let Some(open) = problem.sets.keys().find(|&v| v != property.variable && problem.sets[v].len() > 1)
        else {
            let nets: Vec<i32> = problem.sets[property.variable]
                .iter()
                .map(|option| Evaluation::of(&answered(problem, property.variable, option)))
                .map(|evaluation| evaluation.scores[property.architecture].net)
                .collect();
            return nets.windows(2).any(|step| match property.direction {
                Direction::NeverIncreases => step[1] > step[0],
                Direction::NeverDecreases => step[1] < step[0],
            });
        };
        problem.sets[open].iter().any(|option| is_broken(&answered(problem, open, option), property))
    }

    fn answered<'p>(problem: &Problem<'p>, variable: VariableId, option: usize) -> Problem<'p> {
        let mut sets = problem.sets.clone();
        sets[variable] = OptionSet::only(option);
        problem.with_sets(sets)
    }

    #[test]
    fn a_property_is_refuted_exactly_if_some_completion_breaks_it() {
        let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), RULEBOOK.to_owned())]).unwrap();
        let mut open = Problem::open(&rulebook);
        for z in [OptionSet::full(2), OptionSet::only(0), OptionSet::only(1)] {
            open.sets[VariableId::from(2)] = z;
            for property in properties(&rulebook) {
                let proof = refute(&open, property);
                let refuted = matches!(proof, Proof::Found(_));
                assert_eq!(refuted, is_broken(&open, property), "{property:?}: {proof:?}");
                assert_ne!(proof, Proof::NotProven, "{property:?}");
            }
        }
    }

    #[test]
    fn a_counterexample_says_the_step_what_moves_and_the_answers_that_it_takes() {
        let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), RULEBOOK.to_owned())]).unwrap();
        let (variable, architecture) = (VariableId::from(0), ArchitectureId::from(2));
        let property = Monotonic { variable, architecture, direction: Direction::NeverIncreases };
        let proof = refute(&Problem::open(&rulebook), property);
        assert_eq!(proof, Proof::Found("from x = x0 to x = x1 c gains 4 with y = y2".to_owned()));
    }
}
