//! The interview at a terminal: whether there can be one, what the terminal can show, and how the interview
//! ends.

mod asking;
mod draft;
mod drafts;
mod interrupt;
mod lock;
mod merge;
mod next_steps;
mod resume_command;
mod saved_file;
mod saver;

pub(super) use draft::Draft;
pub(super) use next_steps::next_steps;
pub(super) use resume_command::ResumeCommand;
pub(super) use saved_file::SavedFile;

use std::collections::BTreeMap;
use std::io::{self, ErrorKind};
use std::path::PathBuf;

use anyhow::Result;

use super::args::AdviseArgs;
use super::environment::{ACCESSIBLE, is_set};
use super::input::Inputs;
use super::legible::locale_is_utf8;
use crate::interview::{
    AnswerStore, Paragraph, PlainPrompter, Prompter, Seen, Setup, TerminalPrompter, TerminalTheme, Tone,
    conduct, more_lines_come, unanswered,
};
use crate::rulebook::{QuestionId, Rulebook};
use asking::{Asking, is_wanted};
use draft::Subject;
use drafts::{ANOTHER_IS_OPEN, Drafts};
use interrupt::Interrupt;
use saver::Saver;

/// The smallest terminal in which menus are drawn; in a smaller one lines are printed.
const MIN_COLUMNS: u16 = 20;
const MIN_ROWS: u16 = 8;

/// What became of the interview.
pub(super) enum Outcome {
    /// There was nothing to ask, or nobody, or nobody wanted to be asked.
    NotHeld(Kept, WhyNot),
    /// The user answered as much as they wanted.
    Finished(Kept),
    /// The user broke it off.
    Interrupted,
}

/// Why no interview was held.
pub(super) enum WhyNot {
    /// Nobody is asked, for the reason that is given, or nobody expects to be.
    Refused(Option<String>),
    /// Answers were given, so the report on them is wanted.
    NotWanted,
    /// Every question is answered.
    NothingToAsk,
}

/// Where the answers are.
pub(super) struct Kept {
    /// The file that the user named, if they did.
    pub file: Option<SavedFile>,
    /// The draft of this interview, if it has one.
    pub draft: Option<Draft>,
}

/// Returns the folder of the drafts and how many are in it; `None` if there is no home for one.
pub(super) fn drafts() -> Option<(PathBuf, usize)> {
    Some((draft::folder().ok()?, draft::files().len()))
}

/// Asks what is still unanswered, if somebody can be asked.
pub(super) fn run(
    args: &AdviseArgs,
    inputs: &mut Inputs,
    rulebook: &Rulebook,
    file: Option<SavedFile>,
    (resume_command, seen): (&ResumeCommand, &BTreeMap<QuestionId, Seen>),
) -> Result<Outcome> {
    let subject = Subject::of(rulebook, args.answers.file.as_deref());
    let drafts = if args.interview.resume { Some(Drafts::find_to_resume(&subject, rulebook)?) } else { None };
    let why_not = match Asking::of(args) {
        Asking::Refused(why) => WhyNot::Refused(why),
        Asking::Possible if !is_wanted(args, rulebook, &inputs.file) => WhyNot::NotWanted,
        Asking::Possible => {
            let left = args.interview.resume
                || args.interview.review
                || !unanswered(rulebook, &inputs.file.answers).is_empty();
            if left {
                let interview = Interview { args, rulebook, subject: &subject, resume_command, seen };
                return interview.run(inputs, file, drafts);
            }
            WhyNot::NothingToAsk
        }
    };
    let draft = match drafts.map(Drafts::only).transpose()?.flatten() {
        Some(candidate) => {
            inputs.resume(candidate.answers, rulebook);
            Some(candidate.draft)
        }
        None => None,
    };
    // The file that is looked over is saved only by whoever looks it over.
    let file = file.filter(|_| args.interview.save.is_some());
    Ok(Outcome::NotHeld(Kept { file, draft }, why_not))
}

struct Interview<'i> {
    args: &'i AdviseArgs,
    rulebook: &'i Rulebook,
    subject: &'i Subject,
    resume_command: &'i ResumeCommand,
    seen: &'i BTreeMap<QuestionId, Seen>,
}

impl Interview<'_> {
    /// Holds the interview at the terminal, and leaves that as it was found.
    fn run(self, inputs: &mut Inputs, file: Option<SavedFile>, drafts: Option<Drafts>) -> Result<Outcome> {
        let draws = can_draw();
        let nothing_yet = match inputs.file.answers.is_blank() {
            true => "Interrupted before the first answer.",
            false => "Interrupted. Nothing was added to the answers that you gave.",
        };
        let interrupt = Interrupt::on_signal(nothing_yet.to_owned(), draws)?;
        let held = self.hold(inputs, file, drafts, &interrupt, prompter(draws).as_mut());
        match held {
            Ok(kept) => {
                interrupt.restore_terminal();
                Ok(Outcome::Finished(kept))
            }
            Err(error) => {
                drop(interrupt.close());
                if is_end(&error) { Ok(Outcome::Interrupted) } else { Err(error.into()) }
            }
        }
    }

    /// Asks, after an offer to go on with a draft.
    fn hold(
        &self,
        inputs: &mut Inputs,
        file: Option<SavedFile>,
        drafts: Option<Drafts>,
        interrupt: &Interrupt,
        prompter: &mut dyn Prompter,
    ) -> io::Result<Kept> {
        let Self { args, rulebook, subject, resume_command, seen } = *self;
        let (mut draft, mut told_of_another) = (None, false);
        let drafts =
            drafts.or_else(|| args.interview.save.is_none().then(|| Drafts::find(subject, rulebook)));
        if let Some(drafts) = drafts {
            if drafts.another_is_open {
                prompter.say(&[Paragraph::new(Tone::Warning, ANOTHER_IS_OPEN)])?;
                told_of_another = true;
            }
            if let Some(chosen) = drafts.choose(args.interview.resume, prompter)? {
                inputs.resume(chosen.answers, rulebook);
                draft = Some(chosen.draft);
            }
        }
        let begun = draft.is_some() || file.as_ref().is_some_and(SavedFile::exists);
        let input = args.answers.file.as_deref();
        let mut saver =
            Saver { rulebook, file, draft, subject, told_of_another, interrupt, resume_command, input };
        if saver.draft.is_some() && !saver.needs_file() {
            // The draft is in the file from now on. What goes wrong is said after the next answer.
            drop(saver.save(&mut inputs.file));
        } else if begun {
            saver.offer_to_resume();
        }
        let setup = Setup {
            rulebook,
            weights: inputs.file.all_weights(rulebook),
            among: inputs.among,
            order: args.interview.order,
            standings: !args.interview.no_standings,
            seen: seen.clone(),
        };
        conduct(&setup, &mut inputs.file, prompter, &mut saver)?;
        Ok(Kept { file: saver.file, draft: saver.draft })
    }
}

/// Returns whether an error means that the user left, or closed the terminal.
fn is_end(error: &io::Error) -> bool {
    use ErrorKind::{BrokenPipe, Interrupted, NotConnected, UnexpectedEof};
    /// What reading and writing says once a terminal is gone: EIO and ENXIO.
    const TERMINAL_IS_GONE: [Option<i32>; 2] = [Some(5), Some(6)];
    matches!(error.kind(), Interrupted | UnexpectedEof | BrokenPipe | NotConnected)
        || (cfg!(unix) && TERMINAL_IS_GONE.contains(&error.raw_os_error()))
}

fn prompter(draws: bool) -> Box<dyn Prompter> {
    let ascii = !locale_is_utf8();
    if !draws {
        let columns =
            terminal_size::terminal_size_of(io::stderr()).map(|(columns, _)| usize::from(columns.0));
        let plain = PlainPrompter::new(io::stdin().lock(), io::stderr(), ascii).wrapped(columns);
        return Box::new(plain.told_of_pastes(more_lines_come));
    }
    // The console of Windows is told to take sequences, also where colours are unwanted.
    let _ = anstream::AutoStream::always_ansi(io::stderr());
    let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    Box::new(TerminalPrompter::new(TerminalTheme { color, ascii }))
}

/// Returns whether the terminal can move its cursor and the user wants it to.
fn can_draw() -> bool {
    let dumb = std::env::var_os("TERM").map_or(cfg!(unix), |term| term.is_empty() || term == "dumb");
    let size = terminal_size::terminal_size_of(io::stderr());
    let small = size.is_some_and(|(columns, rows)| columns.0 < MIN_COLUMNS || rows.0 < MIN_ROWS);
    !is_set(ACCESSIBLE) && !dumb && !small
}
