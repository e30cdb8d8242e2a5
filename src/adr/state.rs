//! What the words of a status mean, in whichever words people say it.

/// What a status says of a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RecordState {
    /// It has not been taken yet.
    Proposed,
    /// It has been taken.
    Accepted,
    /// Another one took its place.
    Superseded,
    /// It is no longer in force, or never was.
    Withdrawn,
    /// Something else, or nothing.
    Unknown,
}

/// How a status begins; adr-tools spells the first both ways.
const SUPERSEDED: [&str; 5] = ["superseded", "superceded", "superseeded", "superceeded", "replaced"];
const WITHDRAWN: [&str; 13] = [
    "deprecated",
    "rejected",
    "obsolete",
    "obsoleted",
    "retired",
    "withdrawn",
    "abandoned",
    "declined",
    "revoked",
    "cancelled",
    "canceled",
    "not accepted",
    "no longer",
];
const PROPOSED: [&str; 8] = [
    "proposed",
    "proposal",
    "draft",
    "pending",
    "in review",
    "under review",
    "in discussion",
    "under discussion",
];
const ACCEPTED: [&str; 6] = ["accepted", "approved", "adopted", "decided", "agreed", "implemented"];
/// What stands between a status and the one that followed it: `Accepted, superseded by …`.
const BETWEEN: [char; 8] = [',', ';', '.', '(', '→', '–', '—', '>'];

impl RecordState {
    /// Returns what a status means, given its text without marks.
    pub(super) fn of(text: &str) -> Self {
        let lower = text.to_lowercase();
        let words = lower.trim_start_matches(|c: char| !c.is_alphabetic());
        let begins = |begin: &&str| {
            let rest = words.strip_prefix(*begin);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric()))
        };
        if SUPERSEDED.iter().any(&begins) || lower.split(BETWEEN).any(is_superseded_by) {
            Self::Superseded
        } else if WITHDRAWN.iter().any(&begins) {
            Self::Withdrawn
        } else if PROPOSED.iter().any(&begins) {
            Self::Proposed
        } else if ACCEPTED.iter().any(&begins) {
            Self::Accepted
        } else {
            Self::Unknown
        }
    }

    /// Returns whether a decision of this status is out of force.
    pub(super) fn is_withdrawn(self) -> bool {
        matches!(self, Self::Superseded | Self::Withdrawn)
    }
}

/// Returns whether a later remark below a status says that the decision is out of force: `Superseded by …`.
pub(super) fn withdraws(text: &str) -> bool {
    let lower = text.to_lowercase();
    let words = lower.trim_start_matches(|c: char| !c.is_alphabetic());
    let withdrawn = SUPERSEDED.iter().chain(&WITHDRAWN);
    withdrawn.filter_map(|word| words.strip_prefix(word)).any(is_by)
}

fn is_superseded_by(text: &str) -> bool {
    let text = text.trim_start();
    SUPERSEDED.iter().filter_map(|word| text.strip_prefix(word)).any(is_by)
}

fn is_by(rest: &str) -> bool {
    rest.trim_start().strip_prefix("by").is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        && rest.starts_with(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_is_known_by_how_it_begins() {
        for (text, state) in [
            ("Accepted", RecordState::Accepted),
            ("✅ accepted on 2025-01-01", RecordState::Accepted),
            ("❌ Superseded by x", RecordState::Superseded),
            ("Superceded", RecordState::Superseded),
            ("Accepted, superseded by ADR-9", RecordState::Superseded),
            ("Accepted (superseded by 9)", RecordState::Superseded),
            ("Supersedes [1](1.md)", RecordState::Unknown),
            ("obsolete", RecordState::Withdrawn),
            ("Rejections are listed below", RecordState::Unknown),
            ("Proposed | Accepted | Superseded by x", RecordState::Proposed),
            ("", RecordState::Unknown),
        ] {
            assert_eq!(RecordState::of(text), state, "{text}");
        }
        assert!(withdraws("Superceded by [2](b.md)") && withdraws("deprecated by all"));
        assert!(!withdraws("Rejected ideas are listed below.") && !withdraws("Superseded bypasses"));
    }
}
