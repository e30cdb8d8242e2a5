//! From sets of options to scores and a verdict: indices and integers, no I/O, no clock, no hidden chance.
//!
//! The variables of a rulebook are independent: a *completion* is one option for each, and every question
//! about open answers is a question about all completions. `search` answers those that are about some or
//! every completion, `exact_count` and `win_shares` those about how many.

mod analysis;
mod axis_analysis;
mod axis_lead;
mod axis_verdict;
mod breakdown;
mod completions;
mod composition;
mod evaluate;
mod exact_count;
mod findings;
mod flips;
mod inquiry;
mod lift;
mod plausibility;
mod plausible;
mod points;
mod points_noise;
mod problem;
mod question_ranking;
mod reach;
mod refutation;
mod robustness;
mod sampler;
mod search;
mod settlement;
mod status;
mod tally;
mod verdict;
mod weight_range;
mod weightings;
mod win_shares;
mod witnesses;

pub use analysis::{Analysis, Range};
pub use axis_analysis::AxisAnalysis;
pub use axis_lead::AxisLead;
pub use axis_verdict::AxisVerdict;
pub use breakdown::Breakdown;
pub use composition::Composition;
pub use evaluate::{Evaluation, Score};
pub use findings::Findings;
pub use flips::Flip;
pub use inquiry::Inquiry;
pub use plausibility::{Plausibility, rarity};
pub use plausible::plausible_completions;
pub use points::PointsRobustness;
pub use problem::{Change, Effort, Problem};
pub use question_ranking::OpenQuestion;
pub use refutation::Refutation;
pub use robustness::{Robustness, Stable};
pub use search::branch_and_bound::SearchResult;
pub use search::can_win::can_win;
pub(crate) use search::random::Random;
pub use settlement::{Dispute, Leads, Outcome, Portion, Settlement, Winner};
pub use status::Status;
pub use verdict::{RuledOutLeader, Verdict};
pub use weight_range::{WeightRange, keeps_its_leader};
pub use win_shares::Shares;
