//! The decision that an answers file records: for what, where it is written down, when to look again.

use jiff::civil::Date;

use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::document::{Node, Whereabouts};
use crate::rulebook::{ArchitectureId, Rulebook};

/// A decision, as an answers file records it.
#[derive(Debug, Clone)]
pub struct DecisionRecord {
    /// What was decided: an index into [`Rulebook::architectures`].
    pub architecture: ArchitectureId,
    /// The path of the decision record, relative to the answers file.
    pub record: Option<String>,
    /// The last day on which it need not be looked at again.
    pub review_by: Option<Date>,
    /// The rulebook by which it was taken.
    pub rulebook: Option<RulebookPin>,
    /// The mapping in the file.
    pub at: Whereabouts,
}

/// Compares all but the places, so that a decision equals itself in another text.
impl PartialEq for DecisionRecord {
    fn eq(&self, other: &Self) -> bool {
        let all = |d: &Self| (d.architecture, d.record.clone(), d.review_by, d.rulebook.clone());
        all(self) == all(other)
    }
}

/// The rulebook by which a decision was taken, as far as that is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RulebookPin {
    /// The id; `None` if it is not known.
    pub id: Option<String>,
    /// The version; `None` if it is not known.
    pub version: Option<String>,
    /// The hash, as in [`Rulebook::hash`]; `None` if it is not known.
    pub hash: Option<String>,
}

impl RulebookPin {
    /// Reads `{id: …, version: …, hash: …}`, each optional.
    pub fn read(node: &Node<'_>, found: &mut Diagnostics) -> Option<Self> {
        let mut pin = Self::default();
        for (key, node) in node.entries("`rulebook`", found) {
            let field = match key.as_str() {
                "id" => &mut pin.id,
                "version" => &mut pin.version,
                "hash" => &mut pin.hash,
                unknown => {
                    found.push(node.unknown_key(unknown, &["id", "version", "hash"]));
                    continue;
                }
            };
            *field = node.expect_text(&format!("the {key} of the rulebook"), found);
        }
        (pin != Self::default()).then_some(pin)
    }

    /// Returns whether a rulebook is another than this: by the hash if that is known, else by id and version.
    pub fn differs_from(&self, rulebook: &Rulebook) -> bool {
        let other = |known: &Option<String>, now: &String| known.as_ref().is_some_and(|known| known != now);
        match &self.hash {
            Some(hash) => *hash != rulebook.hash,
            None => other(&self.id, &rulebook.id) || other(&self.version, &rulebook.version),
        }
    }
}

/// Reads the entry `decision`.
pub(super) fn decision(
    node: &Node<'_>,
    rulebook: &Rulebook,
    found: &mut Diagnostics,
) -> Option<DecisionRecord> {
    const KEYS: [&str; 4] = ["architecture", "record", "review_by", "rulebook"];
    let mut architecture = None;
    let (mut record, mut review_by, mut pin) = (None, None, None);
    let before = found.len();
    for (key, node) in node.entries("`decision`", found) {
        match key.as_str() {
            "architecture" => architecture = decided_architecture(&node, rulebook, found),
            "record" => record = node.expect_text("the record", found),
            "review_by" => review_by = date("review_by", &node, found),
            "rulebook" => pin = RulebookPin::read(&node, found),
            unknown => found.push(node.unknown_key(unknown, &KEYS)),
        }
    }
    if architecture.is_none() && found.len() == before {
        let diagnostic = Diagnostic::error(Code::MissingKey, "the decision names no `architecture`");
        found.push(diagnostic.at(node.key_place()).help("add `architecture: …`"));
    }
    let at = node.whereabouts();
    Some(DecisionRecord { architecture: architecture?, record, review_by, rulebook: pin, at })
}

fn decided_architecture(
    node: &Node<'_>,
    rulebook: &Rulebook,
    found: &mut Diagnostics,
) -> Option<ArchitectureId> {
    let id = node.expect_text("the architecture", found)?;
    found.ok_or_push(rulebook.find_architecture(&id).map_err(|error| error.at(node.place())))
}

/// Reads the date under a key.
pub(super) fn date(key: &str, node: &Node<'_>, found: &mut Diagnostics) -> Option<Date> {
    let date = node.text().and_then(|text| parse_date(&text));
    if date.is_none() {
        let message = format!("`{key}` is not a date");
        let help = "write it as year-month-day: `2027-06-01`";
        found.push(Diagnostic::error(Code::WrongShape, message).at(node.place()).help(help));
    }
    date
}

/// Reads a date in the only accepted form, `2027-06-01`.
pub fn parse_date(text: &str) -> Option<Date> {
    text.parse().ok().filter(|date: &Date| date.to_string() == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_one_form() {
        assert_eq!(parse_date("2028-02-29").map(|date| date.to_string()), Some("2028-02-29".to_owned()));
        for wrong in ["2027-02-29", "2027-6-1", "20270601", "2027-06-01T00:00", "tomorrow", "", "12027-06-01"]
        {
            assert_eq!(parse_date(wrong), None, "{wrong}");
        }
    }
}
