//! Why another architecture leads: what changed since, or what the answers now say for it.

use super::assessed_decision::AssessedDecision;
use crate::options::Truth;
use crate::report::{Argument, Report};
use crate::rulebook::and_list;

/// So many reasons are named.
const NAMED: usize = 3;

/// Why the architecture that is held does not lead.
pub(super) fn causes(case: &AssessedDecision<'_>, held: &str) -> String {
    let leader = case.report.verdict.architecture.as_deref();
    let Some(since) = &case.since else {
        return leader.map_or(String::new(), |leader| {
            format!("what speaks for `{leader}` most: {}", reasons(&case.report, leader, held))
        });
    };
    let what = since.what;
    let comparison = &since.comparison;
    if case.led_then() != Some(held) {
        let led = case.led_then().map_or("no candidate is left".to_owned(), |led| format!("`{led}` leads"));
        return format!("by the rulebook of now {led} already with the answers of {what}");
    }
    let change = |change: &&crate::report::AnswerDifference| {
        format!("`{}` from {} to {}", change.question, change.before, change.after)
    };
    let enough: Vec<String> = comparison.answers.iter().filter(|c| c.enough).map(|c| change(&c)).collect();
    let all: Vec<String> = comparison.answers.iter().map(|c| change(&c)).collect();
    match (enough.as_slice(), all.as_slice()) {
        ([], []) => {
            let weight = |weight: &crate::report::WeightDifference| {
                format!("the weight of `{}` from {} to {}", weight.quality, weight.before, weight.after)
            };
            let weights: Vec<String> = comparison.weights.iter().map(weight).collect();
            format!("since {what} these changed: {}", and_list(&weights))
        }
        ([], [only]) => format!("since {what} {only} changed, and weights with it"),
        ([], all) => {
            format!("since {what} these changed, and only together they are enough: {}", and_list(all))
        }
        ([only], _) => format!("since {what} an answer changed that is enough by itself: {only}"),
        (enough, _) => {
            format!("since {what} answers changed of which each is enough by itself: {}", and_list(enough))
        }
    }
}

/// What rules an architecture out, if anything does.
pub(super) fn ruled_out(case: &AssessedDecision<'_>, architecture: &str) -> Option<String> {
    let rules_out = |id: &String| id == architecture;
    let mut vetoes = case.report.vetoes.iter().filter(|veto| veto.state == Truth::Holds);
    let veto = vetoes.find(|veto| veto.architectures.iter().any(rules_out))?;
    Some(format!("`{}` rules it out {}: {}", veto.rule, veto.why, veto.because.trim_end_matches('.')))
}

/// Names the rules that speak most for the first and against the second, with their weighted points.
pub(super) fn reasons(report: &Report, first: &str, second: &str) -> String {
    let mut reasons = report.lead(first, second);
    reasons.retain(|(points, _)| *points > 0);
    let reason = |(points, argument): &(i32, &Argument)| {
        format!("+{points} {}, {}", report.quality_name(&argument.quality), argument.why)
    };
    let named: Vec<String> = reasons.iter().take(NAMED).map(reason).collect();
    if named.is_empty() { "nothing; it stands first in the rulebook".to_owned() } else { named.join("; ") }
}
