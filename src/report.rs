//! The report: what the engine found, with names and sentences, in a form that is serialised as a promise.

mod alternatives;
mod answer_labels;
mod answer_views;
mod axes;
mod axes_map;
mod blueprint;
mod breakdown;
mod build;
mod causes;
mod changes;
mod comparison;
mod difference;
mod guidance;
mod lookups;
mod outlook;
mod parts;
mod ranking;
mod revisit;
mod rulebook_views;
mod ruled_out_leader;
mod rules;
mod seam_notes;
mod seams;
mod sentences;
mod sources;
mod surprise;
mod verdict;
mod view;
mod way;

pub use alternatives::{Alternative, QuestionAlternatives, alternatives};
#[cfg(feature = "render")]
pub(crate) use answer_labels::NOT_KNOWN;
pub(crate) use answer_labels::answer_label;
pub use answer_views::{AnswerOrigin, AnswerView, Knowledge};
pub use axes::{AxisQuestionView, AxisView};
pub use axes_map::{AxesMap, MapPlace, axes_map};
pub use blueprint::{BackboneView, Blueprint, PlaceView, Relation};
pub use breakdown::BreakdownView;
pub use changes::{ChangeView, ChangesView};
pub use comparison::{
    AnswerDifference, COMPARISON_SCHEMA, Comparison, LeadChange, Moved, PartMove, SideView, WeightDifference,
};
pub use difference::{DifferenceView, QualityDifference, RuleDifference};
pub use guidance::{FirstStepsView, GuidanceView, MeasureView, NeedState, NeedView, RiskView, VariantView};
pub use lookups::Weighing;
#[cfg(feature = "render")]
pub(crate) use lookups::sum;
pub use outlook::{NeededRule, OpenQuestionView, PointsView, RobustnessView, SharesView, WeightView};
pub use parts::PartView;
pub use ranking::{QualityView, Ranked};
pub use revisit::RevisitView;
pub use rulebook_views::{ArchitectureView, RulebookName};
pub use ruled_out_leader::RuledOutLeaderView;
pub use rules::{Argument, Veto, Warning};
pub use seam_notes::{NumberedSeam, SeamNote};
pub use seams::{SeamRule, SeamView, SeamWarning};
pub use sentences::Headline;
#[cfg(feature = "render")]
pub(crate) use sentences::{clause, number, percent, points, unproven_percent};
pub use sources::SourceView;
pub use verdict::{AxisSummary, FlipView, VerdictView};
pub use view::{Report, SCHEMA};
