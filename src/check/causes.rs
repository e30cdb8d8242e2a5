//! Says why another architecture leads: what changed since, or what the answers now say for it.

use super::assessed_decision::AssessedDecision;
use crate::options::Truth;
use crate::report::{AnswerDifference, Argument, Report, WeightDifference};
use crate::rulebook::and_list;

/// So many reasons are named.
const NAMED: usize = 3;

/// Says why the architecture that must lead does not.
pub(super) fn causes(decision: &AssessedDecision<'_>, required: &str) -> String {
    let Some(changes) = &decision.changes else {
        let leader = decision.report.verdict.architecture.as_deref();
        return leader.map_or(String::new(), |leader| {
            format!("what speaks for `{leader}` most: {}", reasons(&decision.report, leader, required))
        });
    };
    let source = changes.source;
    let earlier = decision.earlier_leader();
    if earlier != Some(required) {
        let led = earlier.map_or("no candidate is left".to_owned(), |leader| format!("`{leader}` leads"));
        return format!("by the rulebook of now {led} already with the answers of {source}");
    }
    let answers = &changes.comparison.answers;
    let enough: Vec<String> = answers.iter().filter(|change| change.enough).map(answer).collect();
    let all: Vec<String> = answers.iter().map(answer).collect();
    match (enough.as_slice(), all.as_slice()) {
        ([], []) => {
            let weights: Vec<String> = changes.comparison.weights.iter().map(weight).collect();
            format!("since {source} these changed: {}", and_list(&weights))
        }
        ([], [only]) => format!("since {source} {only} changed, and weights with it"),
        ([], all) => {
            format!("since {source} these changed, and only together they are enough: {}", and_list(all))
        }
        ([only], _) => format!("since {source} an answer changed that is enough by itself: {only}"),
        (enough, _) => {
            format!("since {source} answers changed of which each is enough by itself: {}", and_list(enough))
        }
    }
}

fn answer(change: &AnswerDifference) -> String {
    format!("`{}` from {} to {}", change.question, change.before, change.after)
}

fn weight(change: &WeightDifference) -> String {
    format!("the weight of `{}` from {} to {}", change.quality, change.before, change.after)
}

/// Says what rules an architecture out, if anything does.
pub(super) fn ruled_out(decision: &AssessedDecision<'_>, architecture: &str) -> Option<String> {
    let rules_out = |id: &String| id == architecture;
    let mut vetoes = decision.report.vetoes.iter().filter(|veto| veto.state == Truth::Holds);
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

#[cfg(test)]
mod tests;
