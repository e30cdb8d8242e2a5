//! Whether an expectation of a case is met, and by what it is missed.

use super::Expectation;
use super::parts::CaseParts;
use crate::authoring::property::{self, Proof};
use crate::engine::{Evaluation, Problem, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ArchitectureSet, RuleId, Rulebook, Side};

/// A case after its assessment.
pub(super) struct AssessedCase<'c> {
    pub problem: &'c Problem<'c>,
    pub evaluation: &'c Evaluation,
    /// `None` if nothing is expected that takes a verdict.
    pub verdict: Option<&'c Verdict>,
    pub parts: &'c CaseParts,
}

impl Expectation {
    /// Returns whether this is about the verdict, which takes longer to find than which rules hold.
    pub(super) fn needs_verdict(&self) -> bool {
        matches!(
            self,
            Self::Leads(_) | Self::Status(_) | Self::Axis(..) | Self::Possible(_) | Self::Margin { .. }
        )
    }

    /// Returns by what the case misses this; `None` if it meets it.
    pub(super) fn check(&self, case: &AssessedCase<'_>) -> Option<String> {
        match self {
            Self::Leads(accepted) => case.leader_failure(accepted),
            Self::Status(expected) => {
                let status = case.verdict?.status;
                failure(status == *expected, expected.word(), status.word())
            }
            Self::Axis(axis, expected) => {
                let side = case.verdict?.axes[*axis].side;
                let id = &case.rulebook().axes[*axis].id;
                let expected_side = format!("{id} {}", expected.word());
                failure(side == Some(*expected), &expected_side, side.map_or("none", Side::word))
            }
            Self::Possible(expected) => {
                let possible = case.verdict?.possible;
                let expected_ids = format!("possible {}", case.ids(*expected));
                failure(possible == *expected, &expected_ids, &case.ids(possible))
            }
            Self::Margin { at_least, at_most } => {
                let margin = case.verdict?.margin.unwrap_or(i32::MAX);
                let low =
                    at_least.filter(|least| margin < *least).map(|l| format!("a margin of at least {l}"));
                let high = at_most.filter(|most| margin > *most).map(|m| format!("a margin of at most {m}"));
                failure(false, &low.or(high)?, &margin.to_string())
            }
            Self::Holds(rule) => case.rule_failure(*rule, Truth::Holds),
            Self::Fails(rule) => case.rule_failure(*rule, Truth::Fails),
            Self::Warns(rule) if case.warns(*rule) => case.rule_failure(*rule, Truth::Holds),
            Self::Warns(rule) => Some(format!("`{}` is no warning", case.rulebook().rules[*rule].id)),
            Self::AddsUpTo(expected) => {
                let sum = case.parts.sum.map_or("nothing", |sum| case.id(sum));
                let expected_sum = format!("parts that add up to {}", case.id(*expected));
                failure(case.parts.sum == Some(*expected), &expected_sum, sum)
            }
            Self::Monotonic(property) => match property::refute(case.problem, *property) {
                Proof::Absent => None,
                Proof::Found(counterexample) => Some(counterexample),
                Proof::NotProven => Some("not proven within the nodes allowed".to_owned()),
            },
        }
    }
}

impl<'c> AssessedCase<'c> {
    fn rulebook(&self) -> &'c Rulebook {
        self.problem.rulebook
    }

    fn id(&self, architecture: ArchitectureId) -> &'c str {
        &self.rulebook().architectures[architecture].id
    }

    fn ids(&self, architectures: ArchitectureSet) -> String {
        architectures.iter().map(|architecture| self.id(architecture)).collect::<Vec<_>>().join(", ")
    }

    /// Says which architecture leads instead of those that are accepted, and by how much; `None` if one of
    /// these does.
    fn leader_failure(&self, accepted: &[ArchitectureId]) -> Option<String> {
        let leader = self.verdict?.leader;
        if leader.is_some_and(|leader| accepted.contains(&leader)) {
            return None;
        }
        let expected = accepted.iter().map(|a| self.id(*a)).collect::<Vec<_>>().join(" or ");
        let Some(leader) = leader else { return Some(format!("expected {expected}, but all are ruled out")) };
        let first = self.id(leader);
        let scores = &self.evaluation.scores;
        let nearest = self.evaluation.standing().find(|a| accepted.contains(a));
        Some(match nearest.map(|a| scores[leader].net - scores[a].net) {
            None => format!("expected {expected}, which is ruled out; {first} leads"),
            Some(0) => format!("expected {expected}, but {first} comes first, level with it"),
            Some(lead) if lead > 0 => format!("expected {expected}, but {first} leads by {lead}"),
            // It is behind by the rules that hold now, and still the only one that can win.
            Some(_) => format!("expected {expected}, but only {first} can win"),
        })
    }

    fn warns(&self, rule: RuleId) -> bool {
        let clauses = &self.rulebook().clauses[self.rulebook().rules[rule].clauses.clone()];
        clauses.iter().any(|clause| clause.effect.warning().is_some()) || self.rulebook().seam(rule).is_some()
    }

    fn rule_failure(&self, rule: RuleId, expected: Truth) -> Option<String> {
        let truth = self.rule_truth(rule);
        let id = &self.rulebook().rules[rule].id;
        let verb = |truth| match truth {
            Truth::Holds => "holds",
            Truth::Fails => "fails",
            Truth::Open => "is open",
        };
        (truth != expected)
            .then(|| format!("expected that `{id}` {}, but it {}", verb(expected), verb(truth)))
    }

    /// Returns whether a rule holds: it does if one of its branches does, and fails if all of them do. A rule
    /// about seams fails where there is no seam.
    fn rule_truth(&self, rule: RuleId) -> Truth {
        if let Some(seam) = self.rulebook().seams.position(|seam| seam.rule == rule) {
            return self.parts.seams.get(seam).copied().unwrap_or(Truth::Fails);
        }
        Truth::any(self.evaluation.truths[self.rulebook().rules[rule].clauses.clone()].iter().copied())
    }
}

fn failure(met: bool, expected: &str, got: &str) -> Option<String> {
    (!met).then(|| format!("expected {expected}, got {got}"))
}
