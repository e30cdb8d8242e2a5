//! The report: what the engine found, with names and sentences, in a form that is serialised as a promise.

mod alternatives;
mod arguments;
mod build;
mod causes;
mod comparison;
mod difference;
mod sentences;

pub use alternatives::{Alternative, QuestionAlternatives, alternatives};
pub use build::{Input, PartInput, build};
pub use comparison::{
    AnswerDifference, COMPARISON_SCHEMA, Comparison, Moved, Side, SideView, WeightDifference, compare,
};

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::options::Truth;
use crate::rulebook::{Evidence, Kind, Rulebook};

/// The name and version of the serialised form.
pub const SCHEMA: &str = "archwise-report/1";

/// Everything there is to say. Serialised, it is the `archwise-report/1` object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    pub schema: &'static str,
    pub rulebook: RulebookName,
    pub title: Option<String>,
    pub verdict: VerdictView,
    /// First to last; those ruled out come last.
    pub ranking: Vec<Ranked>,
    pub qualities: Vec<QualityView>,
    /// Why the first is ahead of the second; `None` if there is no second.
    pub difference: Option<DifferenceView>,
    /// Every rule that gives points.
    pub arguments: Vec<Argument>,
    /// Every rule that rules architectures out.
    pub vetoes: Vec<Veto>,
    /// The warnings that hold or may come to hold.
    pub warnings: Vec<Warning>,
    pub answers: Vec<AnswerView>,
    pub flips: Vec<FlipView>,
    pub robustness: RobustnessView,
    pub shares: SharesView,
    pub open_questions: Vec<OpenQuestionView>,
    pub parts: Vec<PartView>,
    /// The same with other answers, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<Comparison>,
    pub architectures: Vec<ArchitectureView>,
    /// The sources that the rules in this report cite.
    pub sources: Vec<SourceView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RulebookName {
    pub id: String,
    pub version: String,
    pub title: String,
    pub hash: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum StatusView {
    Decided,
    Close,
    Open,
    None,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictView {
    pub status: StatusView,
    pub architecture: Option<String>,
    pub runner_up: Option<String>,
    /// The lead over the runner-up by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead over any candidate in any completion of the open answers.
    pub least_margin: Option<i32>,
    /// Whether no open answer can change the winner; `null` if not proven.
    pub settled: Option<bool>,
    pub possible: Vec<String>,
    /// How each other possible winner would come to win.
    pub refutations: Vec<FlipView>,
    /// The verdict in a line, and what it rests on in one or two sentences.
    pub headline: String,
    pub explanation: Vec<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Ranked {
    pub architecture: String,
    pub rank: usize,
    pub net: i32,
    #[serde(rename = "for")]
    pub in_favour: i32,
    pub against: i32,
    pub range: RangeView,
    pub ruled_out_by: Vec<String>,
}

#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct RangeView {
    pub min: i32,
    pub max: i32,
    pub exact: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QualityView {
    pub quality: String,
    pub name: String,
    pub weight: u8,
    pub net: IndexMap<String, i32>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DifferenceView {
    pub runner_up: String,
    pub margin: i32,
    /// By falling contribution to the lead.
    pub qualities: Vec<QualityDifference>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QualityDifference {
    pub quality: String,
    pub points: i32,
    pub rules: Vec<RuleDifference>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuleDifference {
    pub rule: String,
    /// The position in [`Report::arguments`].
    pub argument: usize,
    /// Weighted points of the first less those of the second.
    pub points: i32,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Argument {
    pub rule: String,
    /// The position in `first_of`, from 0, where the rule has branches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<usize>,
    pub quality: String,
    pub state: State,
    /// Before weighting.
    pub points: IndexMap<String, i8>,
    pub because: String,
    /// The answers that make the rule hold, fail or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause: `since teams = 3 (few)`, `needs …, but …`, `depends on …`.
    pub why: String,
    pub sources: Vec<String>,
    pub evidence: Option<Evidence>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Veto {
    pub rule: String,
    pub state: State,
    pub architectures: Vec<String>,
    pub because: String,
    pub answers: IndexMap<String, Vec<String>>,
    pub why: String,
    /// The condition in words.
    pub when: String,
    /// Single answers that would each lift it, where it holds.
    pub lifted_by: IndexMap<String, Vec<String>>,
    /// What would lift it, in a sentence; `null` unless it holds.
    pub lift: Option<String>,
    pub sources: Vec<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Warning {
    pub rule: String,
    pub message: String,
    pub state: State,
    pub because: String,
    pub answers: IndexMap<String, Vec<String>>,
    pub why: String,
    pub sources: Vec<String>,
}

/// [`Truth`], as it is serialised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum State {
    Holds,
    Fails,
    Open,
}

impl From<Truth> for State {
    fn from(truth: Truth) -> Self {
        match truth {
            Truth::Holds => Self::Holds,
            Truth::Fails => Self::Fails,
            Truth::Open => Self::Open,
        }
    }
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    pub question: String,
    pub ask: String,
    pub kind: Kind,
    /// The options still possible; of a multiple choice those that apply or may apply.
    pub options: Vec<String>,
    /// As a reader wants it: `24 (many)`.
    pub text: String,
    /// As `--set` takes it: `24`; `unknown` where nothing is known.
    pub value: String,
    pub origin: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlipView {
    /// Each as `--set` takes it.
    pub answers: IndexMap<String, String>,
    /// `null` if every architecture is then ruled out.
    pub architecture: Option<String>,
    pub margin: Option<i32>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RobustnessView {
    pub samples: u32,
    pub seed: u64,
    /// The share of all weightings in which each architecture is first. Not a probability of being right.
    pub first: IndexMap<String, f64>,
    /// For each architecture the share of all weightings in which it has each rank.
    pub ranks: IndexMap<String, Vec<f64>>,
    pub weights: Vec<WeightView>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeightView {
    pub quality: String,
    pub weight: u8,
    /// The weights of this quality, the others as they are, with which the winner stays first.
    pub stable: StableView,
}

#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct StableView {
    pub min: f64,
    /// `null`: however large.
    pub max: Option<f64>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SharesView {
    /// The share of the completions of the open answers in which each architecture wins.
    pub first: IndexMap<String, f64>,
    /// The share in which every architecture is ruled out.
    pub nobody: f64,
    pub exact: bool,
    /// Counted if exact, else sampled.
    pub completions: u64,
    pub standard_error: f64,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OpenQuestionView {
    pub question: String,
    pub ask: String,
    /// How much an answer is expected to change who wins: 0 not at all, 1 for sure.
    pub can_change: f64,
    /// Whether any answer can change the winner; `null` if not proven.
    pub matters: Option<bool>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct PartView {
    pub part: String,
    pub title: Option<String>,
    pub verdict: VerdictView,
    /// The answers in which the part differs from the whole.
    pub answers: IndexMap<String, String>,
    /// The rule that says most for the architecture of the part, by position in its own arguments.
    pub because: Vec<String>,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchitectureView {
    pub id: String,
    pub name: String,
    pub summary: String,
    pub consists_of: Option<String>,
    pub prerequisites: Vec<String>,
    pub baseline: bool,
}

#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    pub id: String,
    pub title: String,
    pub author: String,
    pub year: u16,
    pub url: String,
}

impl RulebookName {
    pub fn of(rulebook: &Rulebook) -> Self {
        Self {
            id: rulebook.id.clone(),
            version: rulebook.version.clone(),
            title: rulebook.title.clone(),
            hash: rulebook.hash.clone(),
        }
    }
}

impl Report {
    pub fn architecture(&self, id: &str) -> Option<&ArchitectureView> {
        self.architectures.iter().find(|architecture| architecture.id == id)
    }

    /// The name of an architecture, or its id if it has none.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.architecture(id).map_or(id, |architecture| &architecture.name)
    }

    /// The rules that hold and count for an architecture, with their weighted points, the best first.
    pub fn gains(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut gains = self.weighed(architecture);
        gains.retain(|(points, _)| *points > 0);
        gains.sort_by_key(|(points, _)| -points);
        gains
    }

    /// The rules that hold and count against an architecture, with their weighted points, the worst first.
    pub fn costs(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut costs = self.weighed(architecture);
        costs.retain(|(points, _)| *points < 0);
        costs.sort_by_key(|(points, _)| *points);
        costs
    }

    /// The rules that hold, with their weighted points for an architecture.
    fn weighed(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let weight = |argument: &Argument| {
            let quality = self.qualities.iter().find(|quality| quality.quality == argument.quality);
            quality.map_or(0, |quality| i32::from(quality.weight))
        };
        let points = |argument: &Argument| {
            argument.points.get(architecture).map_or(0, |points| i32::from(*points) * weight(argument))
        };
        let holding = self.arguments.iter().filter(|argument| argument.state == State::Holds);
        holding.map(|argument| (points(argument), argument)).collect()
    }

    pub fn quality_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.qualities.iter().find(|quality| quality.quality == id).map_or(id, |quality| &quality.name)
    }
}
