//! What the rows of a survey have in common, counted as they go by.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Serialize, Serializer};

use super::{Places, Row, Status};

/// How many decisions that no longer hold are named; the others are counted.
const NAMED: usize = 100;

/// Counts over rows. It takes the same room however many rows there are.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Summary {
    /// All rows, those that cannot be read as well.
    pub systems: u64,
    /// How many came to each verdict.
    pub statuses: StatusCounts,
    /// For each architecture that leads anywhere, how often it does.
    pub architectures: BTreeMap<String, LeadCounts>,
    /// Each question on which a verdict turns, with the number of systems, the most frequent first.
    #[serde(rename = "turns_on", serialize_with = "ranked")]
    #[schemars(with = "Vec<IdCount>")]
    pub deciding_questions: BTreeMap<String, u64>,
    /// Each question that is the next to answer, where that was asked for, the most frequent first.
    #[serde(serialize_with = "ranked")]
    #[schemars(with = "Vec<IdCount>")]
    pub next: BTreeMap<String, u64>,
    /// Each rule that rules something out.
    pub vetoes: BTreeMap<String, VetoCount>,
    /// Each rule that warns, with the number of systems, the most frequent first.
    #[serde(serialize_with = "ranked")]
    #[schemars(with = "Vec<IdCount>")]
    pub warnings: BTreeMap<String, u64>,
    /// The decisions that were recorded.
    pub decisions: DecisionCounts,
    /// Where the systems stand, for a picture; the rows say it in figures.
    #[serde(skip)]
    pub places: Places,
}

/// How many systems came to each verdict.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Statuses")]
pub struct StatusCounts {
    /// [`Status::Decided`].
    pub decided: u64,
    /// [`Status::Close`].
    pub close: u64,
    /// [`Status::Likely`].
    pub likely: u64,
    /// [`Status::Open`].
    pub open: u64,
    /// [`Status::None`].
    pub none: u64,
    /// [`Status::Error`].
    pub error: u64,
}

/// How often an architecture leads, by how firmly.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Leads")]
pub struct LeadCounts {
    /// With a verdict that is decided.
    pub decided: u64,
    /// With one that is close.
    pub close: u64,
    /// With one that is likely.
    pub likely: u64,
    /// With one that is open.
    pub open: u64,
}

/// How often a veto holds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct VetoCount {
    /// In how many systems it holds.
    pub holds: u64,
    /// In how many it keeps out the architecture that would lead.
    #[serde(rename = "bites")]
    pub decides: u64,
}

/// Recorded decisions, and what became of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Decisions")]
pub struct DecisionCounts {
    /// How many are recorded, of systems and of their parts.
    pub recorded: u64,
    /// How many of these are what the answers lead to.
    pub hold: u64,
    /// Those that do not: the first 100.
    pub overruled: Vec<OverruledDecision>,
}

/// A decision that no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Overruled")]
pub struct OverruledDecision {
    /// The file of the system; absent for what was piped in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// The line of the input, from 1, where each line is a record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// The title that the system gives itself.
    pub title: Option<String>,
    /// The part that it is about, if it is not about the whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// What was decided.
    pub decided: String,
    /// What leads now; `null` if every architecture is ruled out.
    pub leads: Option<String>,
}

/// A name and in how many systems it occurs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(rename = "Named")]
pub struct IdCount {
    /// The id of a question or rule.
    pub id: String,
    /// The number of systems.
    pub systems: u64,
}

impl DecisionCounts {
    /// Returns how many no longer hold.
    pub fn overruled(&self) -> u64 {
        self.recorded - self.hold
    }

    /// Returns how many of these are not named.
    pub fn unnamed(&self) -> u64 {
        self.overruled() - self.overruled.len() as u64
    }
}

impl StatusCounts {
    /// Returns how many systems are in each state, the firmest first.
    pub fn by_status(&self) -> [(Status, u64); 6] {
        [
            (Status::Decided, self.decided),
            (Status::Likely, self.likely),
            (Status::Close, self.close),
            (Status::Open, self.open),
            (Status::None, self.none),
            (Status::Error, self.error),
        ]
    }
}

impl LeadCounts {
    /// Returns how often it leads with each state, the firmest first.
    pub fn by_status(&self) -> [(Status, u64); 4] {
        [
            (Status::Decided, self.decided),
            (Status::Likely, self.likely),
            (Status::Close, self.close),
            (Status::Open, self.open),
        ]
    }

    /// Returns how often it leads, however firmly.
    pub fn all(&self) -> u64 {
        self.decided + self.close + self.likely + self.open
    }
}

impl Summary {
    /// Returns the rules that rule something out: first those that keep out most often who would lead.
    pub fn vetoes_by_frequency(&self) -> Vec<(&str, VetoCount)> {
        let mut vetoes: Vec<(&str, VetoCount)> =
            self.vetoes.iter().map(|(id, count)| (id.as_str(), *count)).collect();
        vetoes.sort_by_key(|(_, count)| std::cmp::Reverse((count.decides, count.holds)));
        vetoes
    }

    /// Counts one row more.
    pub fn add(&mut self, row: &Row) {
        self.systems += 1;
        self.count_status(row);
        row.deciding_questions.iter().for_each(|question| count(&mut self.deciding_questions, question, 1));
        row.next.iter().for_each(|question| count(&mut self.next, question, 1));
        row.warnings.iter().for_each(|rule| count(&mut self.warnings, rule, 1));
        row.vetoes.iter().for_each(|rule| entry(&mut self.vetoes, rule).holds += 1);
        row.deciding_vetoes.iter().for_each(|rule| entry(&mut self.vetoes, rule).decides += 1);
        self.decisions.add(row);
        self.places.add(row);
    }

    fn count_status(&mut self, row: &Row) {
        let statuses = &mut self.statuses;
        let (all, by_architecture): (&mut u64, fn(&mut LeadCounts) -> Option<&mut u64>) = match row.status {
            Status::Decided => (&mut statuses.decided, |leads| Some(&mut leads.decided)),
            Status::Close => (&mut statuses.close, |leads| Some(&mut leads.close)),
            Status::Likely => (&mut statuses.likely, |leads| Some(&mut leads.likely)),
            Status::Open => (&mut statuses.open, |leads| Some(&mut leads.open)),
            Status::None => (&mut statuses.none, |_| None),
            Status::Error => (&mut statuses.error, |_| None),
        };
        *all += 1;
        if let Some(architecture) = &row.architecture
            && let Some(leads) = by_architecture(entry(&mut self.architectures, architecture))
        {
            *leads += 1;
        }
    }

    /// Adds the counts of the rows that come next.
    pub fn merge(&mut self, later: Summary) {
        self.systems += later.systems;
        for (mine, theirs) in [
            (&mut self.statuses.decided, later.statuses.decided),
            (&mut self.statuses.close, later.statuses.close),
            (&mut self.statuses.likely, later.statuses.likely),
            (&mut self.statuses.open, later.statuses.open),
            (&mut self.statuses.none, later.statuses.none),
            (&mut self.statuses.error, later.statuses.error),
        ] {
            *mine += theirs;
        }
        for (id, theirs) in &later.architectures {
            let mine = entry(&mut self.architectures, id);
            mine.decided += theirs.decided;
            mine.close += theirs.close;
            mine.likely += theirs.likely;
            mine.open += theirs.open;
        }
        for (id, theirs) in &later.vetoes {
            let mine = entry(&mut self.vetoes, id);
            mine.holds += theirs.holds;
            mine.decides += theirs.decides;
        }
        for (mine, theirs) in [
            (&mut self.deciding_questions, &later.deciding_questions),
            (&mut self.next, &later.next),
            (&mut self.warnings, &later.warnings),
        ] {
            theirs.iter().for_each(|(id, systems)| count(mine, id, *systems));
        }
        self.decisions.merge(later.decisions);
        self.places.merge(later.places);
    }
}

impl DecisionCounts {
    fn add(&mut self, row: &Row) {
        if let Some(decision) = &row.decision {
            self.count(row, None, decision.holds, &decision.architecture, &row.architecture);
        }
        for part in &row.parts {
            self.count(row, Some(&part.part), part.holds, &part.architecture, &part.leads);
        }
    }

    fn count(
        &mut self,
        row: &Row,
        part: Option<&String>,
        holds: bool,
        decided: &str,
        leads: &Option<String>,
    ) {
        self.recorded += 1;
        if holds {
            self.hold += 1;
        } else if self.overruled.len() < NAMED {
            self.overruled.push(OverruledDecision {
                file: row.file.clone(),
                line: row.line,
                title: row.title.clone(),
                part: part.cloned(),
                decided: decided.to_owned(),
                leads: leads.clone(),
            });
        }
    }

    fn merge(&mut self, later: DecisionCounts) {
        self.recorded += later.recorded;
        self.hold += later.hold;
        let room = NAMED - self.overruled.len();
        self.overruled.extend(later.overruled.into_iter().take(room));
    }
}

fn entry<'m, T: Default>(entries: &'m mut BTreeMap<String, T>, id: &str) -> &'m mut T {
    entries.entry(id.to_owned()).or_default()
}

fn count(counts: &mut BTreeMap<String, u64>, id: &str, systems: u64) {
    *entry(counts, id) += systems;
}

/// Returns the counts as a list: the most frequent first, equals by name.
pub fn by_frequency(counts: &BTreeMap<String, u64>) -> Vec<(&str, u64)> {
    // Stable, and the map is in the order of the names.
    let mut named: Vec<(&str, u64)> = counts.iter().map(|(id, systems)| (id.as_str(), *systems)).collect();
    named.sort_by_key(|(_, systems)| std::cmp::Reverse(*systems));
    named
}

fn ranked<S: Serializer>(counts: &BTreeMap<String, u64>, serializer: S) -> Result<S::Ok, S::Error> {
    let named = by_frequency(counts).into_iter();
    serializer.collect_seq(named.map(|(id, systems)| IdCount { id: id.to_owned(), systems }))
}

#[cfg(test)]
mod tests;
