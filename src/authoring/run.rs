//! Runs cases: which expectations are met, and by what each failure differs.

use super::cases::{Case, Expectation};
use super::parts::Parts;
use super::property::{self, Proof};
use crate::assessment::Assessor;
use crate::diagnostic::Place;
use crate::engine::{Effort, Evaluation, Problem, Status, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, Effect, RuleId, Rulebook};

/// What became of a case.
#[derive(Debug, Clone)]
pub struct Outcome {
    /// What the case is called.
    pub name: String,
    /// Where it stands.
    pub at: Place,
    /// What was expected and is not so; empty if the case passed.
    pub failures: Vec<String>,
    /// Who leads.
    pub leader: Option<ArchitectureId>,
    pub(super) truths: Vec<Truth>,
    /// As [`Parts::seams`].
    pub(super) seams: Vec<Truth>,
}

impl Outcome {
    /// Whether everything came out as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

/// Runs one case.
pub fn run(case: &Case, rulebook: &Rulebook) -> Outcome {
    let problem = Assessor::new(rulebook).problem(&case.answers, rulebook.weights());
    let evaluation = Evaluation::of(&problem);
    let needs_verdict = case.expect.iter().any(|expectation| {
        matches!(
            expectation,
            Expectation::Leads(_)
                | Expectation::Status(_)
                | Expectation::Possible(_)
                | Expectation::Margin { .. }
        )
    });
    let verdict = needs_verdict.then(|| Verdict::of(&problem, &evaluation, &Effort::default()));
    let parts = Parts::of(case, rulebook);
    let check =
        |expectation: &Expectation| failure(expectation, &problem, &evaluation, verdict.as_ref(), &parts);
    let failures: Vec<String> = case.expect.iter().filter_map(check).collect();
    Outcome {
        name: case.name.clone(),
        at: case.at.key_place(),
        failures: match &case.miss {
            None => failures,
            Some(_) if failures.is_empty() => {
                vec!["marked as a `miss`, but all that is expected is so".to_owned()]
            }
            Some(_) => Vec::new(),
        },
        leader: verdict.as_ref().map_or_else(|| evaluation.leader(), |verdict| verdict.leader),
        truths: evaluation.truths,
        seams: parts.seams,
    }
}

fn failure(
    expectation: &Expectation,
    problem: &Problem<'_>,
    evaluation: &Evaluation,
    verdict: Option<&Verdict>,
    parts: &Parts,
) -> Option<String> {
    let rulebook = problem.rulebook;
    let id = |a: ArchitectureId| rulebook.architectures[a].id.clone();
    let ids = |set: ArchitectureSet| set.iter().map(id).collect::<Vec<_>>().join(", ");
    match expectation {
        Expectation::Leads(accepted) => {
            let leader = verdict?.leader;
            let met = leader.is_some_and(|leader| accepted.contains(&leader));
            (!met).then(|| another_leads(accepted, leader, rulebook, evaluation))
        }
        Expectation::Status(expected) => {
            let status = verdict?.status;
            (status != *expected).then(|| format!("expected {}, got {}", word(*expected), word(status)))
        }
        Expectation::Possible(expected) => {
            let possible = verdict?.possible;
            (possible != *expected)
                .then(|| format!("expected possible {}, got {}", ids(*expected), ids(possible)))
        }
        Expectation::Margin { at_least, at_most } => {
            let margin = verdict?.margin.unwrap_or(i32::MAX);
            let low = at_least.filter(|least| margin < *least).map(|l| format!("a margin of at least {l}"));
            let high = at_most.filter(|most| margin > *most).map(|m| format!("a margin of at most {m}"));
            low.or(high).map(|expected| format!("expected {expected}, got {margin}"))
        }
        Expectation::Holds(rule) => state(rulebook, evaluation, parts, *rule, Truth::Holds),
        Expectation::Fails(rule) => state(rulebook, evaluation, parts, *rule, Truth::Fails),
        Expectation::Warns(rule) => {
            let warns = rulebook.clauses[rulebook.rules[*rule].clauses.clone()]
                .iter()
                .any(|clause| matches!(clause.effect, Effect::Warn(_)))
                || rulebook.seam(*rule).is_some();
            match warns {
                true => state(rulebook, evaluation, parts, *rule, Truth::Holds),
                false => Some(format!("`{}` is no warning", rulebook.rules[*rule].id)),
            }
        }
        Expectation::AddsUpTo(expected) => {
            let got = parts.sum.map_or("nothing".to_owned(), id);
            (parts.sum != Some(*expected))
                .then(|| format!("expected parts that add up to {}, got {got}", id(*expected)))
        }
        Expectation::Monotonic(monotonic) => match property::check(problem, *monotonic) {
            Proof::Holds => None,
            Proof::Refuted(words) => Some(words),
            Proof::OutOfNodes => Some("not proven within the nodes allowed".to_owned()),
        },
    }
}

/// By how much another architecture leads than those that are accepted.
fn another_leads(
    accepted: &[ArchitectureId],
    leader: Option<ArchitectureId>,
    rulebook: &Rulebook,
    evaluation: &Evaluation,
) -> String {
    let id = |a: ArchitectureId| rulebook.architectures[a].id.as_str();
    let expected = accepted.iter().map(|a| id(*a)).collect::<Vec<_>>().join(" or ");
    let Some(leader) = leader else { return format!("expected {expected}, but all are ruled out") };
    let first = id(leader);
    let nearest = evaluation.standing().find(|a| accepted.contains(a));
    match nearest.map(|a| evaluation.scores[leader].net - evaluation.scores[a].net) {
        None => format!("expected {expected}, which is ruled out; {first} leads"),
        Some(0) => format!("expected {expected}, but {first} comes first, level with it"),
        Some(lead) if lead > 0 => format!("expected {expected}, but {first} leads by {lead}"),
        // It is behind by the rules that hold now, and still the only one that can win.
        Some(_) => format!("expected {expected}, but only {first} can win"),
    }
}

/// A rule holds if one of its branches does; it fails if all of them do.
fn state(
    rulebook: &Rulebook,
    evaluation: &Evaluation,
    parts: &Parts,
    rule: RuleId,
    expected: Truth,
) -> Option<String> {
    let truths = &evaluation.truths[rulebook.rules[rule].clauses.clone()];
    let seam = rulebook.seams.iter().position(|seam| seam.rule == rule);
    let truth = match truths {
        _ if seam.is_some() => seam.and_then(|seam| parts.seams.get(seam).copied()).unwrap_or(Truth::Fails),
        truths => Truth::any(truths.iter().copied()),
    };
    let word = |truth| match truth {
        Truth::Holds => "holds",
        Truth::Fails => "fails",
        Truth::Open => "is open",
    };
    let id = &rulebook.rules[rule].id;
    (truth != expected).then(|| format!("expected that `{id}` {}, but it {}", word(expected), word(truth)))
}

fn word(status: Status) -> &'static str {
    match status {
        Status::Decided => "decided",
        Status::Close => "close",
        Status::Open => "open",
        Status::None => "none",
    }
}
