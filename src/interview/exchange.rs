//! With which other parts a part exchanges data.

use std::io;

use super::prompter::{Mark, Menu, PromptHeader, Selection, Tone};
use super::sentences::part_name;
use super::session::Session;
use crate::answers::Part;
use crate::rulebook::and_list;

const ABOUT: &str = "Mark those whose answer it waits for, or with which it must agree. What may come late, such as \
    events, does not count.";

/// Asks with which others the part at index `at` exchanges data, if there are others.
pub(super) fn ask_exchange(session: &mut Session<'_, '_>, at: usize) -> io::Result<()> {
    let parts = &session.file.parts;
    let others: Vec<usize> = (0..parts.len()).filter(|other| *other != at).collect();
    if others.is_empty() {
        return Ok(());
    }
    let exchanges = |&other: &usize| Mark::of(parts[at].exchanges_with(&parts[other]));
    let mut marks: Vec<Mark> = others.iter().map(exchanges).collect();
    let title = format!("With which parts does {} exchange data?", part_name(&parts[at]));
    let menu = Menu {
        header: PromptHeader { help: Some(ABOUT.to_owned()), ..PromptHeader::new("Parts", title) },
        choices: others.iter().map(|&other| part_name(&parts[other])).collect(),
        back: true,
        ..Menu::default()
    };
    let Selection::Choice(()) = session.prompter.mark(&menu, &mut marks)? else { return Ok(()) };
    for (&other, mark) in others.iter().zip(marks) {
        set_exchange(&mut session.file.parts, at, other, mark == Mark::Yes);
    }
    session.save()?;
    let parts = &session.file.parts;
    let with = partners(parts, &parts[at]).unwrap_or_else(|| "no other part".to_owned());
    let text = format!("{} exchanges data with {with}.", part_name(&parts[at]));
    session.say(Tone::Done, text)
}

/// Returns the names of the parts with which a part exchanges data; `None` if there are none.
pub(super) fn partners(parts: &[Part], part: &Part) -> Option<String> {
    let names: Vec<String> = parts.iter().filter(|other| part.exchanges_with(other)).map(part_name).collect();
    (!names.is_empty()).then(|| and_list(&names))
}

/// Sets whether two parts exchange data. One of them saying so is enough, whichever it is.
fn set_exchange(parts: &mut [Part], at: usize, other: usize, exchange: bool) {
    if parts[at].exchanges_with(&parts[other]) == exchange {
        return;
    }
    let (id, other_id) = (parts[at].id.clone(), parts[other].id.clone());
    if exchange {
        parts[at].with.push(other_id);
    } else {
        parts[at].with.retain(|with| *with != other_id);
        parts[other].with.retain(|with| *with != id);
    }
}
