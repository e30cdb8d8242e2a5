//! The parts of the system that differ from the whole: each is asked only where it differs.

use std::collections::{BTreeMap, BTreeSet};
use std::io;

use super::asker::{Action, Card, Menu, Pick, Said, Tone};
use super::conduct::Interview;
use super::exchange::exchange;
use super::menu::{ADD, DONE, EXCHANGE, MARK, REMOVE, action};
use super::question::{Question, Reaction};
use super::sentences::{self, count};
use super::{review, standings};
use crate::answers::{Answers, Part, Reply, forget_missing};
use crate::engine::Evaluation;
use crate::options::Truth;
use crate::rulebook::and_list;

const ABOUT: &str = "A part is a subsystem that needs something else than the whole, such as billing. It is asked \
    only where it differs, and gets a verdict of its own.";

/// Adds parts and changes those that there are, until the user has done.
pub(super) fn parts(interview: &mut Interview<'_, '_>) -> io::Result<()> {
    if interview.sheet.parts.is_empty() && !add(interview)? {
        return Ok(());
    }
    loop {
        match interview.asker.pick(&list(interview))? {
            Pick::Choice(part) => look_at(interview, part)?,
            Pick::Action(ADD) => _ = add(interview)?,
            Pick::Action(_) | Pick::Back => return Ok(()),
        }
    }
}

/// What a part is called where people read it.
pub(super) fn name(part: &Part) -> String {
    part.title.clone().unwrap_or_else(|| sentences::headline(&part.id))
}

fn list(interview: &Interview<'_, '_>) -> Menu {
    let parts = &interview.sheet.parts;
    Menu {
        card: Card {
            place: "Parts".to_owned(),
            title: "Does any other part differ from the whole?".to_owned(),
            help: Some(format!("So far {}. Choose one to change it.", count(parts.len(), "part"))),
            problem: None,
        },
        choices: parts.iter().map(|part| row(interview, part)).collect(),
        actions: vec![action(DONE, "No: back to the review"), action(ADD, "Yes: add a part")],
        actions_first: true,
        start: None,
        back: false,
    }
}

/// `Billing: Consistency and Geographic spread; with Search`.
fn row(interview: &Interview<'_, '_>, part: &Part) -> String {
    let rulebook = interview.rulebook();
    let differences = part.differences(rulebook, &interview.sheet.answers);
    let ids: Vec<String> = differences
        .iter()
        .map(|(question, _)| sentences::headline(&rulebook.questions[*question].id))
        .collect();
    let differs = if ids.is_empty() { "nothing differs".to_owned() } else { and_list(&ids) };
    let others = interview.sheet.parts.iter().filter(|other| part.exchanges_with(other));
    let others: Vec<String> = others.map(name).collect();
    let with = if others.is_empty() { String::new() } else { format!("; with {}", and_list(&others)) };
    format!("{}: {differs}{with}", name(part))
}

/// Asks for a new part and where it differs; whether there is one more now.
fn add(interview: &mut Interview<'_, '_>) -> io::Result<bool> {
    let mut problem = None;
    let part = loop {
        let card = Card {
            place: "Parts".to_owned(),
            title: "What is the part called?".to_owned(),
            help: Some(ABOUT.to_owned()),
            problem: problem.take(),
        };
        let Some(typed) = review::text(interview, card, "name", "< goes back.", None)? else {
            return Ok(false);
        };
        match named(&typed, &interview.sheet.parts) {
            Ok(part) => break part,
            Err(text) => problem = Some(text),
        }
    };
    interview.sheet.parts.push(part);
    let at = interview.sheet.parts.len() - 1;
    if differences(interview, at)? {
        exchange(interview, at)?;
        return Ok(true);
    }
    interview.sheet.parts.truncate(at);
    interview.keep()?;
    Ok(false)
}

/// A part of this name that differs in nothing yet.
fn named(typed: &str, parts: &[Part]) -> Result<Part, String> {
    let lower: String = typed
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { '-' })
        .flat_map(char::to_lowercase)
        .collect();
    let words: Vec<&str> = lower.split('-').filter(|word| !word.is_empty()).collect();
    let id = words.join("-");
    if id.is_empty() {
        return Err("A name has letters or digits.".to_owned());
    }
    if parts.iter().any(|part| part.id == id) {
        return Err(format!("There is a part {id} already."));
    }
    let title = (id != typed && sentences::headline(&id) != typed).then(|| typed.to_owned());
    Ok(Part { id, title, ..Part::default() })
}

/// One part: its answers, each of which can be changed.
fn look_at(interview: &mut Interview<'_, '_>, at: usize) -> io::Result<()> {
    loop {
        let (rulebook, part) = (interview.rulebook(), &interview.sheet.parts[at]);
        let differences: Vec<(usize, Reply)> = part
            .differences(rulebook, &interview.sheet.answers)
            .into_iter()
            .map(|(question, reply)| (question, reply.clone()))
            .collect();
        let row = |(question, reply): &(usize, Reply)| {
            let question = &rulebook.questions[*question];
            format!("{}: {}", sentences::headline(&question.id), sentences::answer(question, reply))
        };
        let menu = Menu {
            card: Card {
                place: "Parts".to_owned(),
                title: format!("{}: choose an answer to change it.", name(part)),
                help: differences.is_empty().then(|| "It does not differ from the whole yet.".to_owned()),
                problem: None,
            },
            choices: differences.iter().map(row).collect(),
            actions: actions(interview.sheet.parts.len()),
            back: true,
            ..Menu::default()
        };
        match interview.asker.pick(&menu)? {
            Pick::Choice(row) => {
                let (question, _) = &differences[row];
                if let Reaction::Reply(reply) = ask(interview, at, *question, None, &mut BTreeMap::new())? {
                    record(interview, at, *question, reply, &mut BTreeSet::new())?;
                }
            }
            Pick::Action(MARK) => _ = self::differences(interview, at)?,
            Pick::Action(EXCHANGE) => exchange(interview, at)?,
            Pick::Action(_) => {
                let gone = interview.sheet.parts.remove(at);
                forget_missing(&mut interview.sheet.parts);
                interview.keep()?;
                return interview.asker.say(&[Said::new(Tone::Done, format!("{} is removed.", name(&gone)))]);
            }
            Pick::Back => return Ok(()),
        }
    }
}

/// What can be done with one of so many parts.
fn actions(parts: usize) -> Vec<Action> {
    let mut actions = vec![action(MARK, "Mark where it differs from the whole")];
    if parts > 1 {
        actions.push(action(EXCHANGE, "Say with which parts it exchanges data"));
    }
    actions.push(action(REMOVE, "Remove this part"));
    actions
}

/// Lets the user mark where a part differs, then asks what was marked anew. Whether it was gone through.
fn differences(interview: &mut Interview<'_, '_>, at: usize) -> io::Result<bool> {
    let rulebook = interview.rulebook();
    let mut fresh = BTreeSet::new();
    let mut problem = None;
    loop {
        let whole = &interview.sheet.answers;
        let part = &interview.sheet.parts[at];
        let known = part.over(rulebook, whole);
        let listed: Vec<usize> =
            (0..rulebook.questions.len()).filter(|&q| known.asked(rulebook, q) != Truth::Fails).collect();
        let mut marked: Vec<bool> = listed.iter().map(|&question| part.reply(question).is_some()).collect();
        let new = part.statements.is_empty();
        let row = |&question: &usize| {
            let id = &rulebook.questions[question].id;
            format!("{}: {}", sentences::headline(id), interview.current(question))
        };
        let menu = Menu {
            card: Card {
                place: "Parts".to_owned(),
                title: format!("In what does {} differ from the whole?", name(part)),
                help: Some(
                    "Mark the questions that it answers otherwise; each shows the answer of the whole."
                        .to_owned(),
                ),
                problem: problem.take(),
            },
            choices: listed.iter().map(row).collect(),
            back: true,
            ..Menu::default()
        };
        match interview.asker.mark(&menu, &mut marked)? {
            Pick::Choice(()) if new && !marked.contains(&true) => {
                problem = Some("Nothing is marked yet.".to_owned());
                continue;
            }
            Pick::Choice(()) => {}
            Pick::Action(_) | Pick::Back => return Ok(!new && fresh.is_empty()),
        }
        let part = &mut interview.sheet.parts[at];
        for (&question, marked) in listed.iter().zip(marked) {
            match (marked, part.reply(question).is_some()) {
                // That it differs is known by now, if not how.
                (true, false) => {
                    part.say(question, Some(Reply::unknown(&rulebook.questions[question])));
                    fresh.insert(question);
                }
                (false, true) => {
                    part.say(question, None);
                    fresh.remove(&question);
                }
                _ => {}
            }
        }
        interview.keep()?;
        if ask_all(interview, at, fresh.iter().copied().collect())? {
            return Ok(true);
        }
    }
}

/// Asks one question of a part after the other; `false` if the user went back from the first.
fn ask_all(interview: &mut Interview<'_, '_>, at: usize, questions: Vec<usize>) -> io::Result<bool> {
    let rulebook = interview.rulebook();
    let mut queue = questions;
    let mut pending: BTreeSet<usize> = queue.iter().copied().collect();
    let mut unfinished = BTreeMap::new();
    let mut number = 0;
    while let Some(&question) = queue.get(number) {
        let known = known(interview, at, &pending);
        if known.asked(rulebook, question) == Truth::Fails {
            interview.sheet.parts[at].say(question, None);
            queue.remove(number);
            continue;
        }
        let place = Some((number + 1, queue.len(), &known));
        match ask(interview, at, question, place, &mut unfinished)? {
            Reaction::Reply(reply) => {
                record(interview, at, question, reply, &mut pending)?;
                queue.extend(followers(interview, at, &queue));
                number += 1;
            }
            Reaction::Back if number == 0 => return Ok(false),
            Reaction::Back => number -= 1,
        }
    }
    Ok(true)
}

/// What is known of a part; of the questions that are still to be asked, what the whole says.
fn known(interview: &Interview<'_, '_>, at: usize, pending: &BTreeSet<usize>) -> Answers {
    let mut part = interview.sheet.parts[at].clone();
    part.statements.retain(|statement| !pending.contains(&statement.question));
    part.over(interview.rulebook(), &interview.sheet.answers)
}

/// The questions that only the part is asked, and that nobody answered.
fn followers(interview: &Interview<'_, '_>, at: usize, queue: &[usize]) -> Vec<usize> {
    let rulebook = interview.rulebook();
    let part = &interview.sheet.parts[at];
    let known = part.over(rulebook, &interview.sheet.answers);
    let follows = |&question: &usize| {
        !interview.is_asked(question)
            && known.asked(rulebook, question) == Truth::Holds
            && part.reply(question).is_none()
            && !queue.contains(&question)
    };
    (0..rulebook.questions.len()).filter(follows).collect()
}

/// Asks one question of a part. `place`: which of how many, and what is known.
fn ask(
    interview: &mut Interview<'_, '_>,
    at: usize,
    question: usize,
    place: Option<(usize, usize, &Answers)>,
    unfinished: &mut BTreeMap<usize, Vec<bool>>,
) -> io::Result<Reaction> {
    let all = known(interview, at, &BTreeSet::new());
    let answers = place.map_or(&all, |(_, _, known)| known);
    let name = name(&interview.sheet.parts[at]);
    let number = place.map(|(number, of, _)| format!(", question {number} of {of}")).unwrap_or_default();
    let whole = match interview.is_asked(question) {
        true => interview.current(question),
        false => "not asked".to_owned(),
    };
    let place = format!("{name}{number}; the whole: {whole}");
    let asker = &mut *interview.asker;
    Question { setup: interview.setup, asker, answers, unfinished, index: question, place, back: true }.ask()
}

/// Takes a reply for a part, keeps it, and says where that leaves the candidates for it. `pending`: what is
/// still to be asked.
fn record(
    interview: &mut Interview<'_, '_>,
    at: usize,
    question: usize,
    reply: Reply,
    pending: &mut BTreeSet<usize>,
) -> io::Result<()> {
    let rulebook = interview.rulebook();
    let before = evaluation(interview, at, pending);
    let as_the_whole = interview.earlier(question).as_ref() == Some(&reply);
    let answer = sentences::answer(&rulebook.questions[question], &reply);
    let part = &mut interview.sheet.parts[at];
    part.say(question, (!as_the_whole).then_some(reply));
    pending.remove(&question);
    let name = name(part);
    interview.keep()?;
    let as_the_whole = if as_the_whole { ", as the whole" } else { "" };
    let text = format!("{name}: {} {answer}{as_the_whole}", rulebook.questions[question].ask);
    let mut message = vec![Said::new(Tone::Done, text)];
    if interview.setup.standings {
        let after = evaluation(interview, at, pending);
        message.push(Said::new(Tone::Standing, standings::line(&interview.problem(), &before, &after)));
    }
    interview.asker.say(&message)
}

fn evaluation(interview: &Interview<'_, '_>, at: usize, pending: &BTreeSet<usize>) -> Evaluation {
    let known = known(interview, at, pending);
    Evaluation::of(&interview.problem().with_sets(known.sets().to_vec()))
}
