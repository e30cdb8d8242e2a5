//! What others changed in an answers file while an interview held it: taken in, never lost in silence.

use crate::answers::{AnswersFile, Origin, Part, Reply, forget_missing};
use crate::interview::AnswerSheet;
use crate::rulebook::{Rulebook, and_list};

/// What became of the changes of others.
#[derive(Debug, Default)]
pub(in crate::cli) struct Merged {
    /// Only they changed it, so it counts here as well.
    taken: Vec<String>,
    /// Both changed it: theirs, which gives way, in words.
    replaced: Vec<String>,
}

impl Merged {
    /// In a sentence; `None` if nothing came of it.
    pub(in crate::cli) fn in_words(&self, file: &str) -> Option<String> {
        let mut sentences = Vec::new();
        if !self.taken.is_empty() {
            sentences.push(format!("Taken over from it: {}.", and_list(&self.taken)));
        }
        if !self.replaced.is_empty() {
            sentences.push(format!("Replaced in it by what you said here: {}.", and_list(&self.replaced)));
        }
        (!sentences.is_empty()).then(|| format!("{file} was changed meanwhile. {}", sentences.join(" ")))
    }

    /// What is to be said of `name`, of which the file said `was` when it was last seen, says `theirs` now,
    /// and the sheet says `ours`; `None` if the sheet needs no change.
    fn settle<T: PartialEq>(
        &mut self,
        name: &str,
        was: Option<T>,
        theirs: Option<T>,
        ours: Option<T>,
        words: impl Fn(&T) -> String,
    ) -> Option<Option<T>> {
        if theirs == was || theirs == ours {
            return None;
        }
        if ours == was {
            self.taken.push(format!("`{name}`"));
            return Some(theirs);
        }
        let theirs = theirs.as_ref().map_or("nothing".to_owned(), words);
        self.replaced.push(format!("`{name}` (it said {theirs})"));
        None
    }
}

/// Takes into the sheet what changed from `was` to `theirs` and was not changed in the sheet as well.
pub(in crate::cli) fn take_in(
    rulebook: &Rulebook,
    was: &AnswersFile,
    theirs: &AnswersFile,
    sheet: &mut AnswerSheet,
    name: &str,
) -> Merged {
    let mut merged = Merged::default();
    let origin = Origin::File(name.into());
    for (index, question) in rulebook.questions.iter_enumerated() {
        let ours = sheet.answers.reply(rulebook, index);
        let text = |reply: &Reply| format!("`{}`", reply.text(question));
        let (was_reply, their_reply) = (was.reply(index).cloned(), theirs.reply(index).cloned());
        match merged.settle(&question.id, was_reply, their_reply, ours, text) {
            Some(Some(reply)) => sheet.answers.set(rulebook, index, &reply, origin.clone()),
            Some(None) => sheet.answers.clear(rulebook, index),
            None => {}
        }
        let ours = sheet.notes.get(&index).cloned();
        let note = |note: &String| format!("“{note}”");
        let (was_note, their_note) = (was.notes.get(&index).cloned(), theirs.notes.get(&index).cloned());
        let about = format!("notes.{}", question.id);
        match merged.settle(&about, was_note, their_note, ours, note) {
            Some(Some(note)) => _ = sheet.notes.insert(index, note),
            Some(None) => _ = sheet.notes.remove(&index),
            None => {}
        }
    }
    let title = |title: &String| format!("“{title}”");
    if let Some(title) =
        merged.settle("title", was.title.clone(), theirs.title.clone(), sheet.title.clone(), title)
    {
        sheet.title = title;
    }
    take_in_parts(rulebook, was, theirs, sheet, &mut merged);
    merged
}

fn take_in_parts(
    rulebook: &Rulebook,
    was: &AnswersFile,
    theirs: &AnswersFile,
    sheet: &mut AnswerSheet,
    merged: &mut Merged,
) {
    let whole = sheet.answers.clone();
    let said = |parts: &[Part], id: &str| {
        let part = parts.iter().find(|part| part.id == id)?;
        let replies = part.differences(rulebook, &whole).into_iter();
        Some((
            part.title.clone(),
            replies.map(|(question, reply)| (question, reply.clone())).collect::<Vec<_>>(),
            part.with.clone(),
        ))
    };
    let mut ids: Vec<&String> = was.parts.iter().chain(&theirs.parts).map(|part| &part.id).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let ours = said(&sheet.parts, id);
        let name = format!("parts.{id}");
        let differs = |_: &_| "otherwise".to_owned();
        if merged.settle(&name, said(&was.parts, id), said(&theirs.parts, id), ours, differs).is_none() {
            continue;
        }
        let theirs = theirs.parts.iter().find(|part| part.id == *id).cloned();
        match (sheet.parts.iter().position(|part| part.id == *id), theirs) {
            (Some(at), Some(part)) => sheet.parts[at] = part,
            (Some(at), None) => _ = sheet.parts.remove(at),
            (None, Some(part)) => sheet.parts.push(part),
            (None, None) => {}
        }
    }
    // Who goes on one side may be named on the other.
    forget_missing(&mut sheet.parts);
}
