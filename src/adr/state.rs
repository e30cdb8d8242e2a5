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

/// More words than these are a sentence.
const SHORT: usize = 4;
/// How a status goes on that is longer: `Accepted on 2025-01-01 by all`.
const AFTER: [&str; 12] =
    ["by", "on", "in", "at", "as", "since", "until", "with", "from", "for", "and", "but"];

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

/// Returns whether a text is a status of its own, after a key or not, and no sentence that only begins as one
/// (`Rejected ideas are listed below.`) nor a choice of several.
pub(super) fn is_stated(text: &str) -> bool {
    if is_choice(text) {
        return false;
    }
    let mut words = text.split_whitespace().skip_while(|word| !word.contains(char::is_alphabetic));
    let first = words.next().unwrap_or_default();
    let next = words.next().unwrap_or_default().to_lowercase();
    let goes_on = first.ends_with(|c: char| !c.is_alphanumeric())
        || !next.starts_with(char::is_alphabetic)
        || AFTER.contains(&next.trim_end_matches(|c: char| !c.is_alphanumeric()));
    let is_short = text.split_whitespace().count() <= SHORT;
    let known = RecordState::of(text) != RecordState::Unknown && (is_short || goes_on);
    known || text.split_once(':').is_some_and(|(_, value)| is_stated(value))
}

/// Returns whether a text lists what a status may be, as templates do: `Proposed | Accepted | Deprecated`.
pub(super) fn is_choice(text: &str) -> bool {
    let known = |separators: &[char]| {
        let parts = text.split(separators);
        parts.filter(|part| RecordState::of(part) != RecordState::Unknown).count()
    };
    known(&['|', '/']) > 1 || known(&['|', '/', ',']) > 2
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
        for text in
            ["Accepted", "❌ rejected on 2025-01-01 by all", "State: accepted", "Accepted: we all agree so"]
        {
            assert!(is_stated(text), "{text}");
        }
        for text in [
            "Rejected ideas are listed below.",
            "Date: 2025-01-01",
            "Proposed | Accepted | Deprecated",
            "proposed, accepted, rejected or deprecated",
        ] {
            assert!(!is_stated(text), "{text}");
        }
        assert!(!withdraws("Rejected ideas are listed below.") && !withdraws("Superseded bypasses"));
    }
}
