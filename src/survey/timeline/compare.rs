//! What became otherwise from one version of a system to the next.

use super::{Event, Moment, Version};
use crate::answers::AnswersFile;
use crate::assessment::Assessor;
use crate::engine::Effort;
use crate::report::{AnswerDifference, Comparison, WeightDifference};
use crate::rulebook::Rulebook;
use crate::survey::{Row, Status};

/// A version that was read, with its answers if they could be.
pub(super) struct Assessed {
    pub row: Row,
    pub file: Option<AnswersFile>,
}

/// Returns a version, compared with the one before it.
pub(super) fn version(
    rulebook: &Rulebook,
    commit: Option<Moment>,
    subject: Option<String>,
    before: Option<&Assessed>,
    now: &Assessed,
) -> Version {
    let files = before.and_then(|before| before.file.as_ref()).zip(now.file.as_ref());
    let (answers, weights) = files.map(|(was, is)| differences(rulebook, was, is)).unwrap_or_default();
    let events = before.map(|before| events(&before.row, &now.row)).unwrap_or_default();
    Version { commit, subject, row: now.row.clone(), events, answers, weights }
}

/// What is asked of a comparison here: which answers differ, and what each does.
type Differences = (Vec<AnswerDifference>, Vec<WeightDifference>);

fn differences(rulebook: &Rulebook, was: &AnswersFile, is: &AnswersFile) -> Differences {
    // Which answers differ and what each does follows from the rules alone: nothing is drawn for it.
    let effort = Effort { samples: 0, completions: 0, nodes: 0, ..Effort::default() };
    let assessor = Assessor { effort, ..Assessor::new(rulebook) };
    let (was, is) = (assessor.assess(was), assessor.assess(is));
    let Comparison { answers, weights, .. } = Comparison::of(&was, &is);
    (answers, weights)
}

/// Returns what became otherwise.
fn events(was: &Row, is: &Row) -> Vec<Event> {
    if is.status == Status::Error {
        return if was.status == Status::Error { Vec::new() } else { vec![Event::Unreadable] };
    }
    let mut events = Vec::new();
    if was.status != Status::Error {
        if was.architecture != is.architecture {
            events.push(Event::LeaderChanged);
        } else if was.status != is.status {
            events.push(Event::StatusChanged);
        }
    }
    let decided = |row: &Row| row.decision.as_ref().map(|decision| decision.architecture.clone());
    events.extend(match (decided(was), decided(is)) {
        (None, Some(_)) => Some(Event::Decided),
        (Some(_), None) => Some(Event::DecisionWithdrawn),
        (was, is) => (was != is).then_some(Event::DecisionChanged),
    });
    events.extend(match (was.holds(), is.holds()) {
        (Some(true) | None, Some(false)) => Some(Event::NoLongerHolds),
        (Some(false), Some(true)) => Some(Event::HoldsAgain),
        _ => None,
    });
    events
}
