//! What a group is told, as an object that is serialised as a promise.

use schemars::JsonSchema;
use serde::Serialize;

use crate::report::{RulebookName, VerdictView};

/// The name and version of the serialised form.
pub const GROUP_SCHEMA: &str = "archwise-group/1";

/// The `archwise-group/1` object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupReport {
    /// [`GROUP_SCHEMA`].
    pub schema: &'static str,
    /// By which rulebook everybody was assessed.
    pub rulebook: RulebookName,
    /// What the system is called, by the first who says so.
    pub title: Option<String>,
    /// Those who answered, in the order in which they were named.
    pub people: Vec<PersonView>,
    /// What the common answers come to: lists where people differ, and what nobody knows is open.
    pub verdict: VerdictView,
    /// In how many ways the disagreements can be settled; `null` if that is more than 2^53.
    pub ways: Option<u64>,
    /// Whether every way to settle them comes to the same leader, and the same side on each axis; `null` if
    /// that is not proven.
    pub decided: Option<bool>,
    /// How often each architecture leads over these ways, the most frequent first.
    pub leads: Vec<LeadShare>,
    /// The lead that the disagreements move; `null` where no two candidates can be compared.
    pub lead: Option<GroupLead>,
    /// The disagreements: first those that matter, by how much they can change.
    pub disagreements: Vec<DisputeView>,
    /// For each architecture that can lead the fewest disagreements that would have to go its way.
    pub winners: Vec<WinnerView>,
    /// Every question that somebody answered or that is asked with the common answers, in the order of the
    /// rulebook.
    pub questions: Vec<QuestionRow>,
    /// How the qualities are weighed.
    pub weights: WeightsView,
    /// The parts that somebody names.
    pub parts: Vec<GroupPart>,
}

/// One of those who answered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonView {
    /// The name.
    pub name: String,
    /// The answers file; `null` where it is left out.
    pub file: Option<String>,
    /// How many questions are asked of them to which they know something.
    pub known: usize,
    /// What their answers and weights come to by themselves.
    pub verdict: VerdictView,
    /// Whether the same architecture would lead with every weighting between those of the people; `null` if
    /// that is not proven.
    pub stands: Option<bool>,
}

/// A number of ways out of those that there are.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, JsonSchema)]
pub struct PortionView {
    /// How many; `null` if there are more than 2^53 in all.
    pub count: Option<u64>,
    /// Out of how many; `null` if they are more than 2^53.
    pub of: Option<u64>,
    /// The one divided by the other.
    pub share: f64,
    /// Whether all were counted; else they were drawn.
    pub exact: bool,
}

/// In how many ways an architecture leads.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct LeadShare {
    /// Its id; `null` for those in which every candidate is ruled out.
    pub architecture: Option<String>,
    /// In how many ways.
    pub ways: PortionView,
}

/// A lead by the rules that hold with the common answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupLead {
    /// The one that leads.
    pub of: String,
    /// The other one that leads most often, or else comes second.
    pub over: String,
    /// In points.
    pub now: i32,
}

/// Something on which people differ: a question, or an entry of a multiple choice.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DisputeView {
    /// The id of the question.
    pub question: String,
    /// The id of the entry; `null` where the question has one answer.
    pub entry: Option<String>,
    /// The question as it is asked.
    pub ask: String,
    /// The label of the entry.
    pub entry_label: Option<String>,
    /// Whether two ways to settle everything that differ only in this have another leader, or another side
    /// on an axis; `null` if that is not proven.
    pub matters: Option<bool>,
    /// In how many ways to settle the others it decides that.
    pub decides: PortionView,
    /// By how many points it moves the lead in `lead`, everything else as it stands.
    pub moves_lead_by: Option<i32>,
    /// What it may be settled on.
    pub choices: Vec<ChoiceView>,
    /// Who knows nothing of it, or is not asked.
    pub unknown_to: Vec<String>,
    /// The rules that hang on it: those first that it decides alone, then those about the fewest questions.
    pub rules: Vec<HangingRule>,
}

/// An option on which a disagreement may be settled.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ChoiceView {
    /// Its id; of an entry `yes` or `no`.
    pub option: String,
    /// Its label.
    pub label: String,
    /// The same as a clause: `the budget is tight`.
    pub clause: String,
    /// Who says so.
    pub people: Vec<String>,
    /// Those of them who leave another option possible as well.
    pub unsure: Vec<String>,
    /// How often each architecture then leads over the ways to settle the others.
    pub leads: Vec<LeadShare>,
}

/// A rule whose holding hangs on a disagreement.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct HangingRule {
    /// Its id.
    pub rule: String,
    /// Its reason.
    pub because: String,
    /// By how many points it moves two candidates apart; `null` for one that rules out.
    pub points: Option<i32>,
}

/// An architecture that leads in some way to settle the disagreements.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WinnerView {
    /// Its id.
    pub architecture: String,
    /// In how many ways it leads.
    pub ways: PortionView,
    /// The fewest disagreements with which it leads however the others are settled: none if it always does;
    /// `null` if the search ended before it found them.
    pub needs: Option<Vec<NeedView>>,
}

/// What one disagreement would have to be settled on.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NeedView {
    /// The id of the question.
    pub question: String,
    /// The id of the entry; `null` where the question has one answer.
    pub entry: Option<String>,
    /// The option; of an entry `yes` or `no`.
    pub option: String,
    /// The same as a clause: `the budget is tight`.
    pub clause: String,
    /// Who says something else.
    pub against: Vec<String>,
}

/// How far people agree on a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Agreement {
    /// Those who know something do not say the same.
    Differs,
    /// All who know something, two at least, say the same.
    Agreed,
    /// One alone knows something.
    One,
    /// Nobody knows.
    Nobody,
}

/// A question, and who answers it how.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QuestionRow {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// How far people agree.
    pub agreement: Agreement,
    /// Whether a disagreement on it matters; `null` if that is not proven.
    pub matters: Option<bool>,
    /// Whether it is asked at all with the common answers; else what is said of it counts for nothing.
    pub asked: bool,
    /// The common answer, by the ids of its options.
    pub common: String,
    /// The answers, in the order of the people.
    pub answers: Vec<PersonAnswer>,
}

/// What somebody says to a question.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PersonAnswer {
    /// By the ids of its options; `unknown` or `not asked` where that is so.
    pub value: String,
    /// In the words of the questionnaire.
    pub label: String,
    /// Whether something is known.
    pub known: bool,
    /// What they remarked.
    pub note: Option<String>,
}

/// How the qualities are weighed by the people.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeightsView {
    /// The qualities that are not weighed alike.
    pub differing: Vec<WeightRow>,
    /// Whether the architecture that leads in every way to settle the disagreements does so for every
    /// weighting between those of the people, too; `null` if it is not proven, or if none leads in every way.
    pub stands: Option<bool>,
}

/// A quality that is not weighed alike.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeightRow {
    /// Its id.
    pub quality: String,
    /// What it is called.
    pub name: String,
    /// The weights, in the order of the people.
    pub weights: Vec<u8>,
    /// The least of them.
    pub least: u8,
    /// The greatest.
    pub most: u8,
    /// The weight by which the common answers are assessed: that of the rulebook.
    pub used: u8,
}

/// A part that somebody names.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GroupPart {
    /// Its id.
    pub part: String,
    /// What it is called.
    pub title: Option<String>,
    /// Who names it.
    pub people: Vec<String>,
    /// The verdict by its common answers.
    pub verdict: VerdictView,
    /// Whether every way to settle what differs comes to the same; `null` if that is not proven.
    pub decided: Option<bool>,
    /// How often each architecture leads.
    pub leads: Vec<LeadShare>,
    /// The questions on which a disagreement matters for it.
    pub matters: Vec<String>,
}
