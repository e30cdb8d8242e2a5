//! With which other parts a part exchanges data.

use std::io;

use super::asker::{Card, Menu, Pick, Said, Tone};
use super::conduct::Interview;
use super::parts::name;
use crate::answers::Part;
use crate::rulebook::and_list;

const ABOUT: &str = "Mark those whose answer it waits for, or with which it must agree. What may come late, such as \
    events, does not count.";

/// Asks it of one part, if there is another.
pub(super) fn exchange(interview: &mut Interview<'_, '_>, at: usize) -> io::Result<()> {
    let parts = &interview.sheet.parts;
    let others: Vec<usize> = (0..parts.len()).filter(|other| *other != at).collect();
    if others.is_empty() {
        return Ok(());
    }
    let mut marked: Vec<bool> = others.iter().map(|&other| parts[at].exchanges_with(&parts[other])).collect();
    let menu = Menu {
        card: Card {
            place: "Parts".to_owned(),
            title: format!("With which parts does {} exchange data?", name(&parts[at])),
            help: Some(ABOUT.to_owned()),
            problem: None,
        },
        choices: others.iter().map(|&other| name(&parts[other])).collect(),
        back: true,
        ..Menu::default()
    };
    let Pick::Choice(()) = interview.asker.mark(&menu, &mut marked)? else { return Ok(()) };
    for (&other, marked) in others.iter().zip(marked) {
        set(&mut interview.sheet.parts, at, other, marked);
    }
    interview.keep()?;
    let parts = &interview.sheet.parts;
    let with = parts.iter().filter(|other| parts[at].exchanges_with(other)).map(name).collect::<Vec<_>>();
    let with = if with.is_empty() { "no other part".to_owned() } else { and_list(&with) };
    let text = format!("{} exchanges data with {with}.", name(&parts[at]));
    interview.asker.say(&[Said::new(Tone::Done, text)])
}

/// Where one of the two says so already, it stays there.
fn set(parts: &mut [Part], at: usize, other: usize, exchange: bool) {
    if parts[at].exchanges_with(&parts[other]) == exchange {
        return;
    }
    let (id, other_id) = (parts[at].id.clone(), parts[other].id.clone());
    if exchange {
        return parts[at].with.push(other_id);
    }
    parts[at].with.retain(|with| *with != other_id);
    parts[other].with.retain(|with| *with != id);
}
