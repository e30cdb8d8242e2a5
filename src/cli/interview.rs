//! The interview at a terminal: whether there can be one, what the terminal can show, and how the interview
//! ends.

mod draft;
mod interrupt;
mod merge;
mod resume_command;
mod saved_file;
mod saver;

pub(super) use draft::Draft;
pub(super) use resume_command::ResumeCommand;
pub(super) use saved_file::SavedFile;

use std::io::{self, ErrorKind, IsTerminal};

use anyhow::Result;

use super::args::AdviseArgs;
use super::input::Inputs;
use crate::interview::{
    Action, AnswerStore, Menu, PlainPrompter, PromptHeader, Prompter, Selection, Setup, TerminalPrompter,
    TerminalTheme, conduct, more_lines_come, unanswered,
};
use crate::rulebook::{Rulebook, counted};
use interrupt::Interrupt;
use saver::Saver;

/// The smallest terminal in which menus are drawn; in a smaller one lines are printed.
const MIN_COLUMNS: u16 = 20;
const MIN_ROWS: u16 = 8;

/// What became of the interview, and the file in which the answers are, if they are in one.
pub(super) enum Outcome {
    /// There was nothing to ask, or nobody.
    NotHeld(Option<SavedFile>),
    /// The user answered as much as they wanted.
    Finished(Option<SavedFile>),
    /// The user broke it off.
    Interrupted,
}

/// Asks what is still unanswered, if somebody can be asked.
pub(super) fn run(
    args: &AdviseArgs,
    inputs: &mut Inputs,
    rulebook: &Rulebook,
    file: Option<SavedFile>,
    resume_command: &ResumeCommand,
) -> Result<Outcome> {
    let possible = !args.no_input && io::stdin().is_terminal() && io::stderr().is_terminal();
    let wanted = args.resume || args.review || !unanswered(rulebook, &inputs.file.answers).is_empty();
    if !possible || !wanted {
        return Ok(Outcome::NotHeld(file));
    }
    let draws = can_draw();
    let interrupt = Interrupt::on_signal("Interrupted before the first answer.".to_owned(), draws)?;
    let prompter = prompter(draws);
    let mut interview = Interview { args, rulebook, resume_command, interrupt, prompter };
    match interview.hold(inputs, file) {
        Ok(file) => {
            interview.interrupt.restore_terminal();
            Ok(Outcome::Finished(file))
        }
        Err(error) => {
            drop(interview.interrupt.close());
            match error.kind() {
                ErrorKind::Interrupted | ErrorKind::UnexpectedEof => Ok(Outcome::Interrupted),
                // The terminal was closed.
                _ if is_gone(&error) => Ok(Outcome::Interrupted),
                _ => Err(error.into()),
            }
        }
    }
}

struct Interview<'i> {
    args: &'i AdviseArgs,
    rulebook: &'i Rulebook,
    resume_command: &'i ResumeCommand,
    interrupt: Interrupt,
    prompter: Box<dyn Prompter>,
}

impl Interview<'_> {
    /// Asks, after an offer to go on with a draft. Returns the file in which the answers are, if they are in
    /// one.
    fn hold(&mut self, inputs: &mut Inputs, file: Option<SavedFile>) -> io::Result<Option<SavedFile>> {
        let Self { args, rulebook, .. } = *self;
        let input = args.answers.file.as_deref();
        let draft = Draft::of(rulebook, input);
        // Without those of a draft that is offered below.
        let weights = inputs.file.all_weights(rulebook);
        let mut begun = args.resume || file.as_ref().is_some_and(SavedFile::exists);
        if let (Ok(draft), None, false) = (&draft, &file, args.resume) {
            begun = self.offer_draft(draft, inputs)?;
        }
        let Self { interrupt, resume_command, prompter, .. } = self;
        let mut saver = Saver::new(rulebook, file, draft, interrupt, resume_command, input);
        if args.resume && !saver.needs_file() {
            // The draft is in the file from now on. What goes wrong is said after the next answer.
            drop(saver.save(&mut inputs.file));
        } else if begun {
            saver.offer_to_resume();
        }
        let setup = Setup {
            rulebook,
            weights,
            among: inputs.among,
            order: args.order,
            standings: !args.no_standings,
        };
        conduct(&setup, &mut inputs.file, prompter.as_mut(), &mut saver)?;
        Ok(saver.into_file())
    }

    /// Goes on with an interview that was broken off, if there is one and the user wants that. Returns
    /// whether.
    fn offer_draft(&mut self, draft: &Draft, inputs: &mut Inputs) -> io::Result<bool> {
        // A draft that cannot be read is not worth a question; `--resume` would say what is wrong with it.
        let Ok(draft) = draft.read(self.rulebook) else { return Ok(false) };
        let answers = counted(draft.statements.len(), "answer");
        let help = format!("It has {answers}. A new one takes its place.");
        let header = PromptHeader::new("", "There is an unfinished interview. Go on with it?");
        let menu = Menu {
            header: PromptHeader { help: Some(help), ..header },
            actions: vec![Action::new('g', "Go on with it"), Action::new('n', "Begin anew")],
            ..Menu::default()
        };
        let goes_on = self.prompter.select(&menu)? != Selection::Action('n');
        if goes_on {
            inputs.resume(draft, self.rulebook);
        }
        Ok(goes_on)
    }
}

/// Returns whether the terminal is no longer there: reading then fails before the signal arrives.
fn is_gone(error: &io::Error) -> bool {
    #[cfg(unix)]
    let gone = [rustix::io::Errno::IO, rustix::io::Errno::NXIO].map(|errno| Some(errno.raw_os_error()));
    #[cfg(not(unix))]
    let gone: [Option<i32>; 0] = [];
    let hung_up = matches!(error.kind(), ErrorKind::BrokenPipe | ErrorKind::NotConnected);
    hung_up || (error.raw_os_error().is_some() && gone.contains(&error.raw_os_error()))
}

fn prompter(draws: bool) -> Box<dyn Prompter> {
    let ascii = !locale_is_utf8();
    if !draws {
        let columns =
            terminal_size::terminal_size_of(io::stderr()).map(|(columns, _)| usize::from(columns.0));
        let plain = PlainPrompter::new(io::stdin().lock(), io::stderr(), ascii).wrapped(columns);
        return Box::new(plain.told_of_pastes(more_lines_come));
    }
    let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    Box::new(TerminalPrompter::new(TerminalTheme { color, ascii }))
}

/// Returns whether the terminal can move its cursor and the user wants it to.
fn can_draw() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").map_or(cfg!(unix), |term| term.is_empty() || term == "dumb");
    let size = terminal_size::terminal_size_of(io::stderr());
    let small = size.is_some_and(|(columns, rows)| columns.0 < MIN_COLUMNS || rows.0 < MIN_ROWS);
    !set("ARCHWISE_ACCESSIBLE") && !dumb && !small
}

/// Returns whether the locale says that the terminal shows more than ASCII.
fn locale_is_utf8() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    let utf8 = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
    locale.map_or(cfg!(not(unix)), utf8)
}
