//! Whether somebody can be asked, and why not.

use std::io::{self, IsTerminal};

use crate::cli::args::AdviseArgs;
use crate::cli::environment::{NO_INPUT, is_set, value};

const CI: &str = "CI";

/// Whether somebody can be asked.
pub(super) enum Asking {
    Possible,
    /// Nobody is asked, though there is a terminal, for this reason; `None` if there is no terminal, or if
    /// `--no-input` says so.
    Refused(Option<String>),
}

impl Asking {
    /// Returns what the arguments, the streams and the environment say.
    pub(super) fn of(args: &AdviseArgs) -> Self {
        let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        if args.no_input || !terminal {
            return Self::Refused(None);
        }
        let wanted = args.resume || args.review;
        match (value(NO_INPUT), value(CI)) {
            (Some(_), _) if is_set(NO_INPUT) => Self::Refused(Some(format!(
                "nobody is asked, since `{NO_INPUT}` is set; unset it to be asked"
            ))),
            (None, Some(_)) if is_set(CI) && !wanted => Self::Refused(Some(format!(
                "nobody is asked, since `{CI}` is set, as it is where nobody watches; `{NO_INPUT}=0` asks all \
                 the same"
            ))),
            _ => Self::Possible,
        }
    }
}
