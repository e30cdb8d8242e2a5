//! Whether somebody is to be asked, and can be, and why not.

use std::io::{self, IsTerminal};

use crate::answers::{AnswersFile, Origin};
use crate::cli::args::AdviseArgs;
use crate::cli::environment::{NO_INPUT, is_set, value};
use crate::rulebook::Rulebook;

const CI: &str = "CI";

/// Whether somebody can be asked.
pub(super) enum Asking {
    Possible,
    /// Nobody is asked, for this reason; `None` if nobody expects to be: there is no terminal, or
    /// `--no-input` says so.
    Refused(Option<String>),
}

impl Asking {
    /// Returns what the arguments, the streams and the environment say.
    pub(super) fn of(args: &AdviseArgs) -> Self {
        let terminal = io::stdin().is_terminal() && io::stderr().is_terminal();
        if args.interview.no_input || !terminal {
            let why = "nobody is asked, since there is no terminal to ask at";
            return Self::Refused(args.interview.ask.then(|| why.to_owned()));
        }
        let wanted = args.interview.ask || args.interview.resume || args.interview.review;
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

/// Returns whether the interview is wanted: it is asked for, or nothing is answered but what is in the file
/// in which the answers are saved. Whoever gives answers wants the report on them.
pub(super) fn is_wanted(args: &AdviseArgs, rulebook: &Rulebook, file: &AnswersFile) -> bool {
    let is_from_file = |question| {
        let given = file.answers.given(question);
        given.is_none_or(|given| matches!(given.origin, Origin::File(_)))
    };
    let only_saved = args.interview.save.is_some()
        && args.answers.file.is_none()
        && rulebook.questions.keys().all(is_from_file);
    args.interview.ask
        || args.interview.resume
        || args.interview.review
        // Assumptions are there to see what they come to.
        || (file.assumed.is_empty() && file.answers.are_unconfirmed(rulebook))
        || only_saved
}
