//! A validated rulebook: names resolved to indices, conditions to regions.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use typed_index_collections::{TiSlice, TiVec};

use super::axis::Axis;
use super::builtin_files;
use super::calibration::Calibration;
use super::condition::{Condition, TruthRegions, Variable};
use super::guidance::Guidance;
use super::index::Index;
use super::layer::RuleChange;
use super::observed::Observed;
use super::preset::Preset;
use super::review_months::ReviewMonths;
use super::topology::{Seam, Stand, Topology};
use super::usual::Usual;
use crate::document::Whereabouts;
use crate::rulebook::ids::{
    ArchitectureId, ArchitectureSet, AxisId, ClauseId, QualityId, QuestionId, RuleId, SeamId, SourceId,
    VariableId,
};

/// A rulebook in which every name is known and every condition decided. Only validation makes one; the
/// built-in one was validated before the program was built.
#[derive(Debug, Clone)]
pub struct Rulebook {
    /// The id in kebab-case.
    pub id: String,
    /// The version that its author gave it, such as `1.0.0`.
    pub version: String,
    /// What it helps to decide, in one line.
    pub title: String,
    /// SHA-256 over the files that were read, as `sha256:` and 64 hexadecimal digits.
    pub hash: String,
    /// The names of the layers, the first one lowest.
    pub layers: Vec<String>,
    /// The lead, in points, under which a verdict is called close.
    pub close_call: i32,
    /// The share of plausible completions, in percent, that a lead must keep for a verdict to be called
    /// likely.
    pub likely: u8,
    /// How often its verdicts were accepted over its published cases; `None` if its author does not say.
    pub calibration: Option<Calibration>,
    /// What to keep in mind while answering; `None` if its author does not say.
    pub introduction: Option<String>,
    /// After how many months to look at a decision again.
    pub review_months: ReviewMonths,
    /// The candidates, in the order in which ties are broken: the first wins.
    pub architectures: TiVec<ArchitectureId, Architecture>,
    /// The questions of design that divide the architectures into two sides.
    pub axes: TiVec<AxisId, Axis>,
    /// The qualities under which rules give points.
    pub qualities: TiVec<QualityId, Quality>,
    /// What is asked, in this order unless an interview asks first what matters most.
    pub questions: TiVec<QuestionId, Question>,
    /// The variables of all questions: one each, or one for each option of a multiple choice.
    pub variables: TiVec<VariableId, Variable>,
    /// The rules of all layers, in the order of the files.
    pub rules: TiVec<RuleId, Rule>,
    /// The branches of all rules. At most one branch of a rule holds in any completion.
    pub clauses: TiVec<ClauseId, Clause>,
    /// The rules about parts that stand apart. They never score.
    pub seams: TiVec<SeamId, Seam>,
    /// The regions of the clauses, laid out for fast evaluation.
    pub index: Index,
    /// The works that rules cite.
    pub sources: TiVec<SourceId, Source>,
    /// Plausible systems of a kind, to begin with.
    pub presets: Vec<Preset>,
    /// What later layers changed in the rules of earlier ones, in the order of the files.
    pub changes: Vec<RuleChange>,
}

/// One of the candidates among which a rulebook decides.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Architecture {
    /// The id in kebab-case.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The name that reports show.
    pub name: String,
    /// What the architecture is, in a sentence or two.
    pub summary: String,
    /// What one pays for it, whatever it is compared with.
    pub price: Option<String>,
    /// What is deployed where once it has been chosen.
    pub consists_of: Option<String>,
    /// Whether it is the status quo, against which the others must earn their place.
    pub baseline: bool,
    /// The architectures on which its parts stand; empty unless it is made of others.
    pub combines: Vec<ArchitectureId>,
    /// The one of those that the others stand on.
    pub backbone: Option<ArchitectureId>,
    /// How parts stand on it; `None` if the rulebook says nothing of parts.
    pub parts_stand: Option<Stand>,
    /// How it is drawn; `None` if the rulebook does not say.
    pub topology: Option<Topology>,
    /// What goes on after it has been chosen.
    pub guidance: Guidance,
}

/// A quality attribute or architecture characteristic, under which rules give points.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Quality {
    /// The id in kebab-case.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The name that reports show.
    pub name: String,
    /// What the quality means in this rulebook.
    pub about: String,
    /// The standard or the book that the term comes from.
    pub standard: Option<String>,
    /// How much its points count unless the user says otherwise, from 0 to 5.
    pub weight: u8,
}

/// How the options of a question relate to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The options rise from the least to the most demanding.
    Ordinal,
    /// The options have no order.
    Nominal,
    /// Any number of the options may apply.
    Multi,
    /// A number, which falls into one of the options.
    Number,
}

impl Kind {
    /// Returns the kind in words, to stand after "is".
    pub fn describe(self) -> &'static str {
        match self {
            Self::Ordinal => "a scale",
            Self::Nominal => "a choice without order",
            Self::Multi => "a multiple choice",
            Self::Number => "a number",
        }
    }
}

/// What is asked about a system.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Question {
    /// The id in kebab-case, which is also the name of a flag.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The question as the user reads it.
    pub ask: String,
    /// How to find the answer.
    pub help: Option<String>,
    /// How the options relate to each other.
    pub kind: Kind,
    /// The possible answers, at most 63; of a scale or a number from the least to the greatest.
    pub options: Vec<Choice>,
    /// The unit of a number, to follow it.
    pub unit: Option<String>,
    /// The unit of the number 1, where that is another word.
    pub unit_of_one: Option<String>,
    /// What an answer says of the system, as a clause with `{}` where the words of the option stand.
    pub says: Option<String>,
    /// The greatest number that is accepted; `None`: any.
    pub max: Option<f64>,
    /// Whether the interview asks it before all that are not.
    pub opening: bool,
    /// The ids under which earlier versions of the rulebook asked it.
    pub formerly: Vec<String>,
    /// Whether it asks for a fact of history, which no change of plan can undo.
    pub fixed: bool,
    /// How usual its options are, the first entry that holds first; empty if the rulebook does not say.
    pub usual: Vec<Usual>,
    /// The works from which that is known.
    pub usual_sources: Vec<SourceId>,
    /// What facts of a repository say of the answer.
    pub observed: Vec<Observed>,
    /// The condition under which it is asked, as its author wrote it; `None`: always.
    pub ask_when: Option<Condition>,
    /// The regions in which it is asked, by its own condition and those of the questions in it.
    pub asked: TruthRegions,
    /// Its variables: one, or of a multiple choice one for each option.
    pub variables: Range<VariableId>,
}

/// One option of a question.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Choice {
    /// The id in kebab-case.
    pub id: String,
    /// The option as the user reads it.
    pub label: String,
    /// A short example, for who asks for one.
    pub example: Option<String>,
    /// The words for `{}` in what its question says, or a whole clause if that has none.
    pub says: Option<String>,
    /// The clause for an option of a multiple choice that does not apply.
    pub says_not: Option<String>,
    /// The ids that stood for it in earlier versions of the rulebook.
    pub formerly: Vec<String>,
    /// Whether an answer under a former id of its question says nothing about it.
    pub added: bool,
    /// The least number that falls into it; `None` unless the question is a number.
    pub from: Option<f64>,
}

/// A reason for or against architectures. Each branch of a `first_of` is a clause; other rules are one.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Rule {
    /// The id in kebab-case.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The layer that defines it, as a position in [`Rulebook::layers`].
    pub layer: usize,
    /// The quality under which it gives points; `None` if it gives none.
    pub quality: Option<QualityId>,
    /// The axis of which alone its reason speaks; `None` if its author does not say.
    pub axis: Option<AxisId>,
    /// The works that it cites.
    pub sources: Vec<SourceId>,
    /// How well these support it; `None` if its author does not say.
    pub evidence: Option<Evidence>,
    /// Its clauses: indices into [`Rulebook::clauses`].
    pub clauses: Range<ClauseId>,
}

/// What kind of ground the reason of a rule stands on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Evidence {
    /// A controlled measurement or benchmark.
    Experiment,
    /// Many people or systems were asked or counted.
    Survey,
    /// A team tells of a system of its own. Old rulebooks say `measured`.
    #[serde(alias = "measured")]
    Report,
    /// Recognised experts, standards or vendors advise it.
    Expert,
    /// A plausible inference of the rulebook's author.
    Inferred,
}

impl Evidence {
    /// Returns the word that stands for it in a rulebook.
    pub fn word(self) -> &'static str {
        match self {
            Self::Experiment => "experiment",
            Self::Survey => "survey",
            Self::Report => "report",
            Self::Expert => "expert",
            Self::Inferred => "inferred",
        }
    }
}

/// One branch of a rule: a condition and what it does.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Clause {
    /// The rule that it belongs to.
    pub rule: RuleId,
    /// The entry that defines it: a branch, or the rule.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The position in `first_of`, from 0; `None` if the rule has no branches.
    pub branch: Option<usize>,
    /// The condition as its author wrote it, without the earlier branches.
    pub when: Condition,
    /// The regions in which it counts: its own condition, and none of the earlier branches.
    pub decided: TruthRegions,
    /// What it does where it holds.
    pub effect: Effect,
    /// The reason for the reader of the report; empty if a warning has none.
    pub because: String,
}

/// What a clause does where it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Effect {
    /// Gives or takes points under a quality.
    Points {
        /// The quality under which they count.
        quality: QualityId,
        /// By architecture, from −5 to 5.
        points: TiVec<ArchitectureId, i8>,
    },
    /// Rules these architectures out.
    RulesOut(ArchitectureSet),
    /// Warns of something, and never scores.
    Warn(String),
}

impl Effect {
    /// Returns the quality under which it gives points, and the points; `None` if it gives none.
    pub fn points(&self) -> Option<(QualityId, &TiSlice<ArchitectureId, i8>)> {
        match self {
            Self::Points { quality, points } => Some((*quality, points)),
            Self::RulesOut(_) | Self::Warn(_) => None,
        }
    }

    /// Returns the architectures that it rules out; `None` if it is no veto.
    pub fn rules_out(&self) -> Option<ArchitectureSet> {
        match self {
            Self::RulesOut(architectures) => Some(*architectures),
            Self::Points { .. } | Self::Warn(_) => None,
        }
    }

    /// Returns what it warns of; `None` if it is no warning.
    pub fn warning(&self) -> Option<&str> {
        match self {
            Self::Warn(message) => Some(message),
            Self::Points { .. } | Self::RulesOut(_) => None,
        }
    }
}

/// A work that rules can cite.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Source {
    /// The id in kebab-case.
    pub id: String,
    /// The entry that defines it.
    #[serde(with = "builtin_files::place")]
    pub at: Whereabouts,
    /// The title as published.
    pub title: String,
    /// Who wrote or published it.
    pub author: String,
    /// The year in which it was published.
    pub year: u16,
    /// The web address at which it can be read.
    pub url: String,
}

impl Question {
    /// Yields its variables.
    pub fn variable_ids(&self) -> impl Iterator<Item = VariableId> + use<> {
        (usize::from(self.variables.start)..self.variables.end.into()).map(VariableId::from)
    }

    /// Returns the variable of an option of a multiple choice.
    pub fn variable(&self, option: usize) -> VariableId {
        VariableId::from(usize::from(self.variables.start) + option)
    }

    /// Returns the position of an option.
    pub fn choice(&self, id: &str) -> Option<usize> {
        self.options.iter().position(|choice| choice.id == id)
    }

    /// Returns for each option the percentage of systems that it applies to, by one of the entries on how
    /// usual they are; `None` of an option that the entry says nothing of.
    pub fn percentages(&self, usual: &Usual) -> Vec<Option<u32>> {
        let total: u32 = match self.kind {
            Kind::Multi => 100,
            Kind::Ordinal | Kind::Nominal | Kind::Number => usual.shares.iter().flatten().sum(),
        };
        let rounded = |share: u32| (share * 100 + total / 2) / total.max(1);
        usual.shares.iter().map(|share| share.map(rounded)).collect()
    }

    /// Returns the option into which a number falls; `None` off the scale.
    pub fn bin(&self, number: f64) -> Option<usize> {
        if !number.is_finite() || self.max.is_some_and(|max| number > max) {
            return None;
        }
        self.options.iter().rposition(|choice| choice.from.is_some_and(|from| number >= from))
    }
}
