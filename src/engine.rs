//! From sets of options to scores and a verdict: indices and integers, no I/O, no clock, no hidden chance.
//!
//! The variables of a rulebook are independent: a *completion* is one option for each, and every question
//! about open answers is a question about all completions. `search` answers those that are about some or
//! every completion, `exact_count` and `win_shares` those about how many.

mod analysis;
mod composition;
mod evaluate;
mod exact_count;
mod flips;
mod problem;
mod question_ranking;
mod reach;
mod refutation;
mod robustness;
mod search;
mod tally;
mod verdict;
mod win_shares;

pub use analysis::{Analysis, Range};
pub use composition::Composition;
pub use evaluate::{Evaluation, Score};
pub use flips::Flip;
pub use problem::{Change, Effort, Problem};
pub use question_ranking::OpenQuestion;
pub use refutation::Refutation;
pub use robustness::{Robustness, Stable};
pub use search::branch_and_bound::SearchResult;
pub use search::can_win::can_win;
pub use verdict::{Status, Verdict};
pub use win_shares::Shares;
