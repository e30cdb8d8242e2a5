//! Searches over the completions of what is open, and what they work on. All but `hill_climb` are exact while
//! the budget lasts.

pub(super) mod branch_and_bound;
pub(super) mod budget;
pub(super) mod can_win;
mod clause_boxes;
pub(super) mod completion_scorer;
pub(super) mod decides;
pub(super) mod gain_bound;
pub(super) mod hill_climb;
pub(super) mod indices;
pub(super) mod lead_bound;
pub(super) mod min_lead;
pub(super) mod min_side_lead;
pub(super) mod no_winner;
pub(super) mod random;
pub(super) mod residual;
pub(super) mod standing;
pub(super) mod state;
pub(super) mod weights;

#[cfg(test)]
mod tests;
