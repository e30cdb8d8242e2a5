//! What the page says of one system.

use serde::Serialize;

use super::super::sentences;
use crate::render::{PathBase, signed};
use crate::rulebook::Rulebook;
use crate::survey::{Row, Status};

#[derive(Serialize)]
pub(super) struct RowView<'a> {
    key: String,
    name: String,
    /// Where it was read from, if that is not its name.
    place: Option<String>,
    /// The address of its report.
    report: Option<String>,
    state: &'static str,
    sign: &'static str,
    word: &'static str,
    unproven: bool,
    assumed: Option<String>,
    leader_id: &'a str,
    leader: &'a str,
    lead: String,
    /// The least lead, where it can be another than the present one.
    least: Option<String>,
    find_out: Option<&'a str>,
    /// How many questions there are besides.
    others: usize,
    warnings: Option<usize>,
    /// What became of what is recorded, in a word.
    decision: &'static str,
    decisions: Vec<DecisionView<'a>>,
    drift: Vec<&'a str>,
    error: Option<String>,
    help: Option<&'a str>,
}

/// A recorded decision.
#[derive(Serialize)]
struct DecisionView<'a> {
    part: Option<&'a str>,
    name: &'a str,
    holds: bool,
}

impl<'a> RowView<'a> {
    pub(super) fn of(row: &'a Row, rulebook: &'a Rulebook, next: bool) -> Self {
        let place = sentences::place(row.file.as_deref(), row.line);
        let title = sentences::title(row.title.as_deref());
        let (name, place) = match (title, place) {
            (Some(title), place) => (title, place),
            (None, place) => (place.unwrap_or_else(|| "A system without a name".to_owned()), None),
        };
        let questions = sentences::questions(row, next);
        let decisions = decisions(row, rulebook);
        Self {
            key: row.key(),
            name,
            place,
            report: row.report.as_deref().map(|report| PathBase::default().uri(report)),
            state: row.status.word(),
            sign: sentences::sign(row.status),
            word: sentences::state(row.status),
            unproven: sentences::is_unproven(row),
            assumed: sentences::assumed(row),
            leader_id: row.architecture.as_deref().unwrap_or_default(),
            leader: row.architecture.as_deref().map_or("", |id| sentences::name(rulebook, id)),
            lead: sentences::lead(row),
            least: sentences::least(row).map(signed),
            find_out: questions.first().map(|id| sentences::ask(rulebook, id)),
            others: questions.len().saturating_sub(1),
            warnings: Some(row.warnings.len()).filter(|count| *count > 0),
            decision: match decisions.as_slice() {
                [] => "none",
                all if all.iter().all(|decision| decision.holds) => "holds",
                _ => "overruled",
            },
            decisions,
            drift: row.drift.iter().flatten().map(|drift| drift.message.as_str()).collect(),
            error: (row.status == Status::Error).then(|| sentences::error(row)),
            help: row.errors.first().and_then(|error| error.help.as_deref()),
        }
    }
}

fn decisions<'a>(row: &'a Row, rulebook: &'a Rulebook) -> Vec<DecisionView<'a>> {
    let name = |id| sentences::name(rulebook, id);
    let whole = row.decision.iter().map(|decision| DecisionView {
        part: None,
        name: name(&decision.architecture),
        holds: decision.holds,
    });
    let parts = row.parts.iter().map(|part| DecisionView {
        part: Some(&part.part),
        name: name(&part.architecture),
        holds: part.holds,
    });
    whole.chain(parts).collect()
}
