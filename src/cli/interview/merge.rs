//! What others changed in an answers file during an interview: merged into its answers, never lost in
//! silence.

use crate::answers::{AnswersFile, Origin, Part, Reply, forget_missing};
use crate::rulebook::{Rulebook, and_list};

/// What became of the changes of others.
#[derive(Debug, Default)]
struct Merged {
    /// The names of what only they changed, so that it counts here as well.
    taken_over: Vec<String>,
    /// The names of what was changed here as well, and what they made of it, which gives way.
    replaced: Vec<String>,
}

impl Merged {
    /// Returns a sentence or two for the user; `None` if nothing came of it.
    fn summary(&self, file: &str) -> Option<String> {
        let mut sentences = Vec::new();
        if !self.taken_over.is_empty() {
            sentences.push(format!("Taken over from it: {}.", and_list(&self.taken_over)));
        }
        if !self.replaced.is_empty() {
            sentences.push(format!("Replaced in it by what you said here: {}.", and_list(&self.replaced)));
        }
        (!sentences.is_empty()).then(|| format!("{file} was changed meanwhile. {}", sentences.join(" ")))
    }

    /// Merges one value: `base` is what the file said when it was last seen, `theirs` what it says now,
    /// `ours` what was said here. Returns the value that must take the place of ours; `None` if ours stays.
    fn resolve<T: PartialEq>(
        &mut self,
        name: &str,
        base: Option<T>,
        theirs: Option<T>,
        ours: Option<T>,
        describe: impl Fn(&T) -> String,
    ) -> Option<Option<T>> {
        if theirs == base || theirs == ours {
            return None;
        }
        if ours == base {
            self.taken_over.push(format!("`{name}`"));
            return Some(theirs);
        }
        let theirs = theirs.as_ref().map_or("nothing".to_owned(), describe);
        self.replaced.push(format!("`{name}` (it said {theirs})"));
        None
    }
}

/// Merges into `ours` what was changed from `base` to `theirs`, except what was changed in `ours` as well.
/// Returns what came of that, for the user; `name` is the file that others changed.
pub(super) fn merge(
    rulebook: &Rulebook,
    base: &AnswersFile,
    theirs: &AnswersFile,
    ours: &mut AnswersFile,
    name: &str,
) -> Option<String> {
    let mut merged = Merged::default();
    let origin = Origin::File(name.into());
    let quoted = |text: &String| format!("“{text}”");
    for (index, question) in rulebook.questions.iter_enumerated() {
        // Where nobody knows, it makes no difference whether they say so.
        let known = |reply: &Reply| *reply != Reply::unknown(question);
        let our_reply = ours.answers.said(rulebook, index).filter(known);
        let [base_reply, their_reply] = [base, theirs].map(|file| file.reply(index).cloned().filter(known));
        let describe = |reply: &Reply| format!("`{}`", reply.text(question));
        match merged.resolve(&question.id, base_reply, their_reply, our_reply, describe) {
            Some(Some(reply)) => ours.answers.set(rulebook, index, &reply, origin.clone()),
            Some(None) => ours.withdraw(rulebook, index),
            None => {}
        }
        let note = |file: &AnswersFile| file.notes.get(&index).cloned();
        let about = format!("notes.{}", question.id);
        match merged.resolve(&about, note(base), note(theirs), note(ours), quoted) {
            Some(Some(note)) => _ = ours.notes.insert(index, note),
            Some(None) => _ = ours.notes.remove(&index),
            None => {}
        }
    }
    let title = |file: &AnswersFile| file.title.clone();
    if let Some(title) = merged.resolve("title", title(base), title(theirs), title(ours), quoted) {
        ours.title = title;
    }
    merge_parts(rulebook, base, theirs, ours, &mut merged);
    merged.summary(name)
}

fn merge_parts(
    rulebook: &Rulebook,
    base: &AnswersFile,
    theirs: &AnswersFile,
    ours: &mut AnswersFile,
    merged: &mut Merged,
) {
    let whole = ours.answers.clone();
    let said_of = |parts: &[Part], id: &str| {
        let part = parts.iter().find(|part| part.id == id)?;
        let replies = part.differences(rulebook, &whole).into_iter();
        let replies: Vec<_> = replies.map(|(question, reply)| (question, reply.clone())).collect();
        Some((part.title.clone(), replies, part.with.clone()))
    };
    let mut ids: Vec<&String> = base.parts.iter().chain(&theirs.parts).map(|part| &part.id).collect();
    ids.sort();
    ids.dedup();
    for id in ids {
        let (was, now, here) =
            (said_of(&base.parts, id), said_of(&theirs.parts, id), said_of(&ours.parts, id));
        let otherwise = |_: &_| "otherwise".to_owned();
        if merged.resolve(&format!("parts.{id}"), was, now, here, otherwise).is_none() {
            continue;
        }
        let part = theirs.parts.iter().find(|part| part.id == *id).cloned();
        match (ours.parts.iter().position(|part| part.id == *id), part) {
            (Some(at), Some(part)) => ours.parts[at] = part,
            (Some(at), None) => _ = ours.parts.remove(at),
            (None, Some(part)) => ours.parts.push(part),
            (None, None) => {}
        }
    }
    // A part that one side removed may be named on the other.
    forget_missing(&mut ours.parts);
}
