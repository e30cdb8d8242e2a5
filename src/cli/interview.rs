//! The interview at a terminal: whether there is one, what it can show, and how the interview ends there.

mod draft;
mod interrupt;
mod merge;
mod resume_command;
mod save;

pub(super) use draft::Draft;
pub(super) use resume_command::ResumeCommand;
pub(super) use save::SavedFile;

use std::io::{self, ErrorKind, IsTerminal};

use anyhow::Result;

use super::args::AdviseArgs;
use super::exit::Exit;
use super::input::Situation;
use crate::interview::{Action, PromptHeader};
use crate::interview::{
    AnswerStore, Menu, PlainPrompter, Prompter, Selection, Setup, TerminalPrompter, TerminalTheme, conduct,
    unanswered,
};
use crate::rulebook::Rulebook;
use interrupt::Interrupt;
use save::Saver;

/// Under this size there is no room to draw in.
const FEWEST_COLUMNS: u16 = 20;
const FEWEST_ROWS: u16 = 8;

/// How asking ended.
pub(super) enum Asked {
    /// There was nothing to ask, or nobody.
    Nothing(Option<SavedFile>),
    /// The answers are complete as far as the user wanted, and in this file if there is one.
    Finished(Option<SavedFile>),
    Left(Exit),
}

/// Whether questions can be asked here at all.
pub(super) fn possible(args: &AdviseArgs) -> bool {
    !args.no_input && io::stdin().is_terminal() && io::stderr().is_terminal()
}

/// Asks what is still unanswered.
pub(super) fn run(
    args: &AdviseArgs,
    situation: &mut Situation,
    rulebook: &Rulebook,
    file: Option<SavedFile>,
    again: &ResumeCommand,
) -> Result<Asked> {
    let wanted = args.resume || args.review || !unanswered(rulebook, &situation.file.answers).is_empty();
    if !possible(args) || !wanted {
        return Ok(Asked::Nothing(file));
    }
    let draws = can_draw();
    let leave = Interrupt::on_signal("Interrupted before the first answer.".to_owned(), draws)?;
    let mut prompter = prompter(draws);
    let setup = Setup {
        rulebook,
        weights: situation.file.all_weights(rulebook),
        among: situation.among,
        order: args.order,
        standings: !args.no_standings,
    };
    let input = args.said.file.as_deref();
    let draft = Draft::of(rulebook, input);
    let mut begun = args.resume || file.as_ref().is_some_and(SavedFile::exists);
    let mut ended = Ok(());
    if let (Ok(draft), None, false) = (&draft, &file, args.resume) {
        ended = offer_draft(draft, situation, rulebook, prompter.as_mut()).map(|goes_on| begun = goes_on);
    }
    let weights = situation.file.weights.clone();
    let mut keeping = Saver::new(rulebook, &weights, file, draft, leave.clone(), (again, input));
    let mut sheet = situation.sheet(args.title.as_deref());
    if args.resume && !keeping.needs_file() {
        // The draft is in the file from now on. What goes wrong is said after the next answer.
        drop(keeping.save(&mut sheet));
    } else if begun {
        keeping.begun();
    }
    let ended = ended.and_then(|()| conduct(&setup, &mut sheet, prompter.as_mut(), &mut keeping));
    match ended {
        Ok(()) => {
            leave.done();
            situation.fill_in(sheet);
            Ok(Asked::Finished(keeping.into_file()))
        }
        Err(error) => {
            drop(leave.say());
            match error.kind() {
                ErrorKind::Interrupted | ErrorKind::UnexpectedEof => Ok(Asked::Left(Exit::Interrupted)),
                _ => Err(error.into()),
            }
        }
    }
}

/// An interview was broken off before: goes on with it, if the user wants that, and says whether.
fn offer_draft(
    draft: &Draft,
    situation: &mut Situation,
    rulebook: &Rulebook,
    prompter: &mut dyn Prompter,
) -> io::Result<bool> {
    // A draft that cannot be read is not worth a question; `--resume` would say what is wrong with it.
    let Ok(kept) = draft.read(rulebook) else { return Ok(false) };
    let menu = Menu {
        header: PromptHeader {
            title: "There is an unfinished interview. Go on with it?".to_owned(),
            help: Some(match kept.statements.len() {
                1 => "It has 1 answer. A new one takes its place.".to_owned(),
                answers => format!("It has {answers} answers. A new one takes its place."),
            }),
            ..PromptHeader::default()
        },
        actions: vec![
            Action { key: 'g', label: "Go on with it".to_owned() },
            Action { key: 'n', label: "Begin anew".to_owned() },
        ],
        ..Menu::default()
    };
    let goes_on = prompter.select(&menu)? != Selection::Action('n');
    if goes_on {
        situation.resume(kept, rulebook);
    }
    Ok(goes_on)
}

fn prompter(draws: bool) -> Box<dyn Prompter> {
    let ascii = !locale_is_utf8();
    if !draws {
        let columns =
            terminal_size::terminal_size_of(io::stderr()).map(|(columns, _)| usize::from(columns.0));
        return Box::new(PlainPrompter::new(io::stdin().lock(), io::stderr(), ascii).wrapped(columns));
    }
    let color = anstream::AutoStream::choice(&io::stderr()) != anstream::ColorChoice::Never;
    Box::new(TerminalPrompter::new(TerminalTheme { color, ascii }))
}

/// Whether the terminal can move its cursor and the user wants it to.
fn can_draw() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = std::env::var_os("TERM").map_or(cfg!(unix), |term| term.is_empty() || term == "dumb");
    let size = terminal_size::terminal_size_of(io::stderr());
    let small = size.is_some_and(|(columns, rows)| columns.0 < FEWEST_COLUMNS || rows.0 < FEWEST_ROWS);
    !set("ARCHWISE_ACCESSIBLE") && !dumb && !small
}

/// Whether the locale says that the terminal shows more than ASCII.
fn locale_is_utf8() -> bool {
    let set = |name: &&str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"].iter().find_map(set);
    let utf8 = |locale: String| locale.to_lowercase().replace('-', "").contains("utf8");
    locale.map_or(cfg!(not(unix)), utf8)
}
