//! Searches over the completions of what is open: each is exact while its budget of nodes lasts.

pub(super) mod can_win;
pub(super) mod completion_scorer;
pub(super) mod hill_climb;
pub(super) mod lead_bound;
pub(super) mod min_lead;
pub(super) mod random;
pub(super) mod residual;
pub(super) mod state;

pub use can_win::can_win;
