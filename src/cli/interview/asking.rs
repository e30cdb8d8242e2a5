//! Whether somebody can be asked, and why not.

use std::io::{self, IsTerminal};

use crate::cli::args::AdviseArgs;

const NO_INPUT: &str = "ARCHWISE_NO_INPUT";
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
        let value = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
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

/// Returns whether a variable of the environment is set to more than nothing or no.
pub(super) fn is_set(name: &str) -> bool {
    let is_no = |value: &str| value.is_empty() || value == "0" || value.eq_ignore_ascii_case("false");
    std::env::var_os(name).is_some_and(|value| !is_no(&value.to_string_lossy()))
}
