//! Why a change to less than was asked for leads to an architecture that does more.

use super::way::Way;
use crate::engine::{Change, Evaluation, Problem};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, Clause, Kind};

/// Explains a way by the rule that does most for it, where a reader would expect the opposite: an answer
/// sinks on its scale, and the winner stands on the side of an axis that takes more, as the leader does not.
/// The evaluations are those before the way and after it.
pub(super) fn surprise(
    problem: &Problem<'_>,
    leader: Option<ArchitectureId>,
    way: &Way,
    evaluations: [&Evaluation; 2],
) -> Option<String> {
    let (leader, winner) = leader.zip(way.winner)?;
    if !asks_for_less(problem, way) || !takes_more(problem, leader, winner) {
        return None;
    }
    let clauses = problem.rulebook.clauses.iter_enumerated();
    let moved = clauses.filter_map(|(id, clause)| {
        let [was, is] = evaluations.map(|evaluation| evaluation.truths[id] == Truth::Holds);
        let lead = problem.weighted(clause, winner) - problem.weighted(clause, leader);
        (was != is).then_some((if is { lead } else { -lead }, is, clause))
    });
    let (_, is, clause): (i32, bool, &Clause) =
        moved.filter(|(lead, ..)| *lead > 0).max_by_key(|(lead, ..)| *lead)?;
    Some(match is {
        true => format!("Then this counts: {}", clause.because),
        false => format!("Then this no longer counts: {}", clause.because),
    })
}

/// Returns whether an answer sinks on its scale and none rises.
fn asks_for_less(problem: &Problem<'_>, way: &Way) -> bool {
    let rulebook = problem.rulebook;
    let step = |change: &Change| {
        let asked = &rulebook.questions[rulebook.variables[change.variable].question];
        let now = problem.sets[change.variable].single()?;
        matches!(asked.kind, Kind::Ordinal | Kind::Number).then(|| change.option.cmp(&now))
    };
    let steps: Vec<_> = way.changes.iter().map(step).collect();
    !steps.is_empty() && steps.iter().all(|step| *step == Some(std::cmp::Ordering::Less))
}

/// Returns whether the winner stands on the side of an axis that answers with yes, and the leader on the
/// other; without axes, whether the leader is the baseline.
fn takes_more(problem: &Problem<'_>, leader: ArchitectureId, winner: ArchitectureId) -> bool {
    let rulebook = problem.rulebook;
    if rulebook.axes.is_empty() {
        return rulebook.architectures[leader].baseline;
    }
    rulebook.axes.iter().any(|axis| axis.high.contains(winner) && axis.low.contains(leader))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use crate::answers::{Answers, Origin, Reply};
    use crate::assessment::Assessor;
    use crate::rulebook::Rulebook;

    /// What the change of the one answer is explained by, for a rule of how much is asked for.
    fn reason(rule: &str, answer: &str) -> Option<String> {
        let yaml = format!(
            "rulebook: {{id: small, version: 1.0.0, title: Small, close_call: 1}}
architectures:
- {{id: whole, name: Whole, summary: W., baseline: true}}
- {{id: split, name: Split, summary: S.}}
qualities: [{{id: cost, name: Cost, about: A}}]
questions: [{{id: demand, ask: How much?, kind: ordinal, options: [{{id: low}}, {{id: high}}]}}]
rules: [{{id: r, quality: cost, because: Of it., {rule}}}]"
        );
        let (rulebook, _) = Rulebook::parse(vec![("small.yaml".to_owned(), yaml)]).unwrap();
        let mut answers = Answers::open(&rulebook);
        let question = rulebook.question("demand").unwrap();
        let reply = Reply::parse(&rulebook.questions[question], answer).unwrap();
        answers.set(&rulebook, question, &reply, Origin::Prompt);
        let assessment = Assessor::new(&rulebook).assess_answers(Cow::Owned(answers), rulebook.weights());
        let report = assessment.report();
        let [change] = report.changes.answered.as_slice() else { return None };
        assert_eq!(change.architecture.as_deref(), Some("split"), "{}", change.sentence);
        change.reason.clone()
    }

    #[test]
    fn less_that_leads_to_more_is_explained_by_what_counts_then_or_no_longer() {
        let starts = "when: {demand: low}, points: {split: 2}";
        assert_eq!(reason(starts, "high").as_deref(), Some("Then this counts: Of it."));
        let branches =
            ["{when: {demand: high}, points: {whole: 2}}", "{when: {demand: low}, points: {split: 1}}"];
        let stops = &format!("first_of: [{}]", branches.join(", "));
        assert_eq!(reason(stops, "high").as_deref(), Some("Then this no longer counts: Of it."));
    }

    #[test]
    fn more_that_leads_to_more_needs_no_explanation() {
        assert_eq!(reason("when: {demand: high}, points: {split: 2}", "low"), None);
    }
}
