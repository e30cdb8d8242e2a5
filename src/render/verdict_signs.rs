//! How firm a verdict is, in a sign and in words that stand by themselves.

use crate::engine::Status;

/// Returns the sign for a status.
pub(crate) fn sign(status: Status) -> &'static str {
    match status {
        Status::Decided => "●",
        Status::Close => "◐",
        Status::Likely => "◕",
        Status::Open => "○",
        Status::None => "✕",
    }
}

/// Returns the words for a status.
pub(crate) fn words(status: Status) -> &'static str {
    match status {
        Status::Decided => "Decided",
        Status::Close => "Close",
        Status::Likely => "Likely",
        Status::Open => "Open",
        Status::None => "None possible",
    }
}
