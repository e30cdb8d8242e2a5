//! The exit codes, which are a promise.

use std::process::ExitCode;

/// Leaves something as it is until the process ends, which frees it at once: to free thousands of texts one
/// by one takes a twentieth of a short command.
pub(super) fn leave_to_the_end<T>(value: T) {
    std::mem::forget(value);
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// The command did what it was asked to.
    Done,
    /// A check or a test did not pass.
    NotPassed,
    /// The input, the rulebook or the usage is wrong.
    BadInput,
    /// An answer is needed and nobody can be asked.
    AnswerNeeded,
    /// The user broke off: 128 and the number of SIGINT, as shells have it.
    Interrupted,
}

impl Exit {
    pub(super) fn code(self) -> ExitCode {
        ExitCode::from(self.number())
    }

    pub(super) fn number(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::NotPassed => 1,
            Self::BadInput => 2,
            Self::AnswerNeeded => 3,
            Self::Interrupted => 130,
        }
    }
}
