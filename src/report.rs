//! The report: what the engine found, with names and sentences, in a form that is serialised as a promise.

mod alternatives;
mod arguments;
mod blueprint;
mod build;
mod causes;
mod comparison;
mod difference;
mod parts;
mod seams;
mod sentences;

pub use alternatives::{Alternative, QuestionAlternatives, alternatives};
pub use blueprint::{BackboneView, Blueprint, PlaceView, Relation};
pub use comparison::{
    AnswerDifference, COMPARISON_SCHEMA, Comparison, Moved, PartMove, SideView, WeightDifference,
};
pub use parts::PartView;
pub use seams::{SeamRule, SeamView, SeamWarning};

use std::fmt;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize, Serializer};

use crate::answers::Origin;
use crate::engine::{Range, Stable, Status};
use crate::options::Truth;
use crate::rulebook::{Evidence, Kind, MAX_WEIGHT, Rulebook, Stand, Topology};

/// The name and version of the serialised form.
pub const SCHEMA: &str = "archwise-report/1";

/// Everything there is to say. Serialised, it is the `archwise-report/1` object.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Report {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// By which rulebook it was assessed.
    pub rulebook: RulebookName,
    /// What the system is called.
    pub title: Option<String>,
    /// Who wins, and how sure that is.
    pub verdict: VerdictView,
    /// First to last; those ruled out come last.
    pub ranking: Vec<Ranked>,
    /// What each quality gives to each architecture.
    pub qualities: Vec<QualityView>,
    /// Why the first is ahead of the second; `None` if there is no second.
    pub difference: Option<DifferenceView>,
    /// Every rule that gives points.
    pub arguments: Vec<Argument>,
    /// Every rule that rules architectures out.
    pub vetoes: Vec<Veto>,
    /// The warnings that hold or may come to hold.
    pub warnings: Vec<Warning>,
    /// Of every question of the rulebook, in its order.
    pub answers: Vec<AnswerView>,
    /// The changes of a fewest number of answers that would change the winner.
    pub flips: Vec<FlipView>,
    /// How much hangs on the weights.
    pub robustness: RobustnessView,
    /// In what share of completions each wins.
    pub shares: SharesView,
    /// What is not known yet, what matters most first.
    pub open_questions: Vec<OpenQuestionView>,
    /// The parts that the answers list, each assessed by itself.
    pub parts: Vec<PartView>,
    /// What the parts make of the whole; `null` without parts.
    pub blueprint: Option<Blueprint>,
    /// Every rule about seams, that is about two parts on different architectures.
    pub seam_rules: Vec<SeamRule>,
    /// The same with other answers, where that was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub what_if: Option<Comparison>,
    /// The candidates, in the order of the rulebook.
    pub architectures: Vec<ArchitectureView>,
    /// The sources that the rules in this report cite.
    pub sources: Vec<SourceView>,
}

/// By which rulebook something was assessed.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RulebookName {
    /// Its id.
    pub id: String,
    /// Its version, as it states it.
    pub version: String,
    /// What it decides, in a line.
    pub title: String,
    /// SHA-256 over its texts: `sha256:` and 64 hexadecimal digits.
    pub hash: String,
}

/// Who wins, and how sure that is.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VerdictView {
    /// The verdict in a word.
    pub status: Status,
    /// Who leads by the rules that hold now; `null` if every candidate is ruled out.
    pub architecture: Option<String>,
    /// Who comes next; `null` if nobody else is left.
    pub runner_up: Option<String>,
    /// The lead over the runner-up by the rules that hold now.
    pub margin: Option<i32>,
    /// The smallest lead over any candidate in any completion of the open answers.
    pub least_margin: Option<i32>,
    /// Whether no open answer can change the winner; `null` if not proven.
    pub settled: Option<bool>,
    /// Every architecture that wins in some completion of the open answers, as far as was found.
    pub possible: Vec<String>,
    /// How each other possible winner would come to win.
    pub refutations: Vec<FlipView>,
    /// The verdict in a line.
    #[schemars(with = "String")]
    pub headline: Headline,
    /// What the verdict rests on, a sentence each.
    pub explanation: Vec<String>,
}

/// A verdict in a line: who, and how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Headline {
    /// Who leads, or which two do; the whole line if nobody is left.
    pub who: String,
    /// How sure that is, and by how much they lead; empty if nobody is left.
    pub what: String,
}

impl fmt::Display for Headline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what.as_str() {
            "" => f.write_str(&self.who),
            what => write!(f, "{}: {what}", self.who),
        }
    }
}

impl Serialize for Headline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// One architecture's place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Ranked {
    /// Its id.
    pub architecture: String,
    /// From 1.
    pub rank: usize,
    /// `for` and `against` together, in weighted points.
    pub net: i32,
    /// The weighted points for it: 0 or more.
    #[serde(rename = "for")]
    pub in_favour: i32,
    /// The weighted points against it: 0 or less.
    pub against: i32,
    /// Its net over all completions of the open answers.
    pub range: Range,
    /// The rules that hold and rule it out.
    pub ruled_out_by: Vec<String>,
}

/// What a quality gives to each architecture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QualityView {
    /// Its id.
    pub quality: String,
    /// What it is called.
    pub name: String,
    /// How much it counts, 0 to 5.
    pub weight: u8,
    /// Weighted points of the rules that hold, by architecture.
    pub net: IndexMap<String, i32>,
}

/// Why the first is ahead of the second.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct DifferenceView {
    /// The second.
    pub runner_up: String,
    /// The lead, in weighted points.
    pub margin: i32,
    /// By falling contribution to the lead.
    pub qualities: Vec<QualityDifference>,
}

/// What one quality contributes to the lead.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct QualityDifference {
    /// The quality.
    pub quality: String,
    /// Weighted points of the first less those of the second.
    pub points: i32,
    /// The rules that hold and make the difference, the largest first.
    pub rules: Vec<RuleDifference>,
}

/// What one rule contributes to the lead.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RuleDifference {
    /// The rule.
    pub rule: String,
    /// The position in [`Report::arguments`].
    pub argument: usize,
    /// Weighted points of the first less those of the second.
    pub points: i32,
}

/// A rule that gives points, or a branch of one.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Argument {
    /// The rule.
    pub rule: String,
    /// The position in `first_of`, from 0, where the rule has branches.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub branch: Option<usize>,
    /// The quality under which it gives them.
    pub quality: String,
    /// Whether it holds.
    pub state: Truth,
    /// Before weighting.
    pub points: IndexMap<String, i8>,
    /// Its reason.
    pub because: String,
    /// The answers that make the rule hold, fail or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause: `since teams = 3 (few)`, `needs …, but …`, `depends on …`.
    pub why: String,
    /// What it cites.
    pub sources: Vec<String>,
    /// What kind of evidence these are.
    pub evidence: Option<Evidence>,
}

/// A rule that rules architectures out.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Veto {
    /// The rule.
    pub rule: String,
    /// Whether it holds.
    pub state: Truth,
    /// Which it rules out.
    pub architectures: Vec<String>,
    /// Its reason.
    pub because: String,
    /// The answers that make it hold, fail or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause.
    pub why: String,
    /// The condition in words.
    pub when: String,
    /// Single answers that would each lift it, where it holds.
    pub lifted_by: IndexMap<String, Vec<String>>,
    /// What would lift it, in a sentence; `null` unless it holds.
    pub lift: Option<String>,
    /// What it cites.
    pub sources: Vec<String>,
}

/// A risk, a missing prerequisite or a contradiction between answers. It never scores.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Warning {
    /// The rule.
    pub rule: String,
    /// What to look out for.
    pub message: String,
    /// Whether it holds; one that is open may come to hold.
    pub state: Truth,
    /// Its reason.
    pub because: String,
    /// The answers that make it hold or stay open.
    pub answers: IndexMap<String, Vec<String>>,
    /// The same as a clause.
    pub why: String,
    /// What it cites.
    pub sources: Vec<String>,
}

/// What is known of a question.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// How it is answered.
    pub kind: Kind,
    /// The options still possible; of a multiple choice those that apply or may apply.
    pub options: Vec<String>,
    /// As a reader wants it: `24 (many)`.
    pub text: String,
    /// As `--set` takes it: `24`; `unknown` where nothing is known.
    pub value: String,
    /// `flag`, `environment`, `file`, `part`, `prompt`, `unanswered` or `not-asked`.
    #[schemars(with = "String")]
    pub origin: AnswerOrigin,
    /// How much of it is known; not serialised.
    #[serde(skip)]
    pub knowledge: Knowledge,
    /// What the user noted about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Where an answer came from, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerOrigin {
    /// From the command line.
    Flag,
    /// From an environment variable.
    Environment,
    /// From the answers file.
    File,
    /// From a part of the answers file.
    Part,
    /// From the interview.
    Prompt,
    /// Nobody answered it.
    Unanswered,
    /// Given the other answers it is not asked.
    NotAsked,
}

impl AnswerOrigin {
    /// Returns whether somebody answered, even if by "don't know".
    pub fn is_answered(self) -> bool {
        !matches!(self, Self::Unanswered | Self::NotAsked)
    }
}

impl From<&Origin> for AnswerOrigin {
    fn from(origin: &Origin) -> Self {
        match origin {
            Origin::Flag(_) => Self::Flag,
            Origin::Environment(_) => Self::Environment,
            Origin::File(_) => Self::File,
            Origin::Part(_) => Self::Part,
            Origin::Prompt => Self::Prompt,
        }
    }
}

/// How much is known of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// Everything.
    Known,
    /// Some options are excluded, and several are left.
    Partly,
    /// Nothing.
    Unknown,
}

/// Answers with which the verdict would name another architecture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FlipView {
    /// Each as `--set` takes it.
    pub answers: IndexMap<String, String>,
    /// `null` if every architecture is then ruled out.
    pub architecture: Option<String>,
    /// Its lead over the best other by the rules that would then hold, negative if that one could not win any
    /// more; `null` without another.
    pub margin: Option<i32>,
}

/// How much hangs on the weights.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RobustnessView {
    /// How many weightings were drawn, evenly from all there are.
    pub samples: u32,
    /// With which seed.
    pub seed: u64,
    /// The share of all weightings in which each architecture is first. Not a probability of being right.
    pub first: IndexMap<String, f64>,
    /// For each architecture the share of all weightings in which it has each rank.
    pub ranks: IndexMap<String, Vec<f64>>,
    /// For each quality how far its weight can move alone.
    pub weights: Vec<WeightView>,
}

/// How far the weight of a quality can move.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct WeightView {
    /// The quality.
    pub quality: String,
    /// As it is now, 0 to 5.
    pub weight: u8,
    /// The weights of this quality, the others as they are, with which the winner stays first.
    pub stable: Stable,
}

impl WeightView {
    /// Returns the least and the greatest weight with which the winner stays first. An end is `None` where no
    /// weight that can be given is beyond it.
    pub fn bounds(&self) -> (Option<f64>, Option<f64>) {
        let Stable { min, max } = self.stable;
        (Some(min).filter(|min| *min > 0.0), max.filter(|max| *max < f64::from(MAX_WEIGHT)))
    }

    /// Returns whether another weight of this quality, the others as they are, puts another first.
    pub fn is_bound(&self) -> bool {
        self.bounds() != (None, None)
    }
}

/// Who wins in how many completions of the open answers.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SharesView {
    /// The share of the completions of the open answers in which each architecture wins.
    pub first: IndexMap<String, f64>,
    /// The share in which every architecture is ruled out.
    pub nobody: f64,
    /// Whether all completions were counted; else they were sampled.
    pub exact: bool,
    /// Counted if exact, else sampled.
    pub completions: u64,
    /// Of the shares, where they were sampled; 0 where they are exact.
    pub standard_error: f64,
}

/// A question that is not fully answered.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct OpenQuestionView {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// How much an answer is expected to change who wins: 0 not at all, 1 for sure.
    pub can_change: f64,
    /// Whether any answer can change the winner; `null` if not proven.
    pub matters: Option<bool>,
}

/// A candidate, as the rulebook describes it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct ArchitectureView {
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// What it is, in a sentence or two.
    pub summary: String,
    /// What stands where, if one chooses it.
    pub consists_of: Option<String>,
    /// What must be in place before it pays.
    pub prerequisites: Vec<String>,
    /// Whether it is what one would have without doing anything.
    pub baseline: bool,
    /// The architectures on which its parts stand, where it is made of others.
    pub combines: Vec<String>,
    /// Which of those the others stand on.
    pub backbone: Option<String>,
    /// How parts stand on it.
    pub parts_stand: Option<Stand>,
    /// How it is drawn.
    pub topology: Option<Topology>,
}

/// A source that rules cite.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct SourceView {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Who wrote it.
    pub author: String,
    /// When.
    pub year: u16,
    /// Where it can be read.
    pub url: String,
}

impl RulebookName {
    /// The name of a rulebook.
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
    /// How so many parts stand where `part` does, to follow their names: `as a service`.
    pub fn stand(&self, part: &PartView, parts: usize) -> String {
        let Some(id) = &part.verdict.architecture else { return "with no candidate left".to_owned() };
        match self.architecture(id).and_then(|architecture| architecture.parts_stand.as_ref()) {
            Some(stand) if parts == 1 => stand.one.clone(),
            Some(stand) => stand.several.clone(),
            None => format!("on {}", self.name(id)),
        }
    }

    /// What a part is called.
    pub fn part_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.parts.iter().find(|part| part.part == id).map_or(id, PartView::name)
    }

    /// A candidate by its id.
    pub fn architecture(&self, id: &str) -> Option<&ArchitectureView> {
        self.architectures.iter().find(|architecture| architecture.id == id)
    }

    /// The name of an architecture, or its id if it has none.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.architecture(id).map_or(id, |architecture| &architecture.name)
    }

    /// Returns whether nobody is ahead of the leader by the rules that hold now. Somebody is where the leader is
    /// only the first of those that can still win.
    pub fn is_first_now(&self) -> bool {
        self.verdict.margin.is_none_or(|margin| margin >= 0)
    }

    /// Returns the points of an argument for an architecture, times the weight of its quality.
    pub fn weighted(&self, argument: &Argument, architecture: &str) -> i32 {
        let quality = self.qualities.iter().find(|quality| quality.quality == argument.quality);
        let weight = quality.map_or(0, |quality| i32::from(quality.weight));
        argument.points.get(architecture).map_or(0, |points| weight * i32::from(*points))
    }

    /// Returns the rules that hold and count for an architecture, with their weighted points, the best first.
    pub fn gains(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut gains = self.holding(|argument| self.weighted(argument, architecture));
        gains.retain(|(points, _)| *points > 0);
        gains
    }

    /// Returns the rules that hold and count against an architecture, with their weighted points, the worst
    /// first.
    pub fn costs(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut costs = self.holding(|argument| self.weighted(argument, architecture));
        costs.retain(|(points, _)| *points < 0);
        // Stable, so that among equals the rulebook's order stands.
        costs.sort_by_key(|(points, _)| *points);
        costs
    }

    /// Returns the rules that hold and tell two architectures apart, with the weighted points that they give
    /// the first more than the second, the most first. Together they are the lead of the first.
    pub fn lead(&self, first: &str, second: &str) -> Vec<(i32, &Argument)> {
        let mut lead =
            self.holding(|argument| self.weighted(argument, first) - self.weighted(argument, second));
        lead.retain(|(points, _)| *points != 0);
        lead
    }

    /// Returns the rules that hold by falling points.
    fn holding(&self, points: impl Fn(&Argument) -> i32) -> Vec<(i32, &Argument)> {
        let holding = self.arguments.iter().filter(|argument| argument.state == Truth::Holds);
        let mut holding: Vec<(i32, &Argument)> =
            holding.map(|argument| (points(argument), argument)).collect();
        holding.sort_by_key(|(points, _)| -points);
        holding
    }

    /// The name of a quality, or its id if it has none.
    pub fn quality_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.qualities.iter().find(|quality| quality.quality == id).map_or(id, |quality| &quality.name)
    }
}
