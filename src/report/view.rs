//! The report itself.

use schemars::JsonSchema;
use serde::Serialize;

use super::answer_views::AnswerView;
use super::axes::AxisView;
use super::blueprint::Blueprint;
use super::breakdown::BreakdownView;
use super::changes::ChangesView;
use super::comparison::Comparison;
use super::difference::DifferenceView;
use super::outlook::{OpenQuestionView, RobustnessView, SharesView};
use super::parts::PartView;
use super::ranking::{QualityView, Ranked};
use super::revisit::RevisitView;
use super::rulebook_views::{ArchitectureView, RulebookName};
use super::rules::{Argument, Veto, Warning};
use super::seams::SeamRule;
use super::sources::SourceView;
use super::verdict::{FlipView, VerdictView};

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
    /// The verdict on each axis of the rulebook; empty if it has none.
    pub axes: Vec<AxisView>,
    /// First to last; those ruled out come last.
    pub ranking: Vec<Ranked>,
    /// What each quality gives to each architecture.
    pub qualities: Vec<QualityView>,
    /// Why the first is ahead of the second; `None` if there is no second.
    pub difference: Option<DifferenceView>,
    /// Why the one that would lead if no veto ruled it out would be ahead of the first; `null` if there is
    /// none.
    pub ruled_out_difference: Option<DifferenceView>,
    /// How many open answers it takes before another one leads; `null` if none do.
    pub breakdown: Option<BreakdownView>,
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
    /// What would change the verdict, in sentences, each change once; `flips` and the verdict's `refutations`
    /// have the same one by one.
    pub changes: ChangesView,
    /// When to look at the decision again.
    pub revisit: RevisitView,
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
    /// The sources that the rules and the advice in this report cite.
    pub sources: Vec<SourceView>,
}
