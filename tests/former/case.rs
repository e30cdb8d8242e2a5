//! Random pairs of versions of a rulebook, with an answers file in the names of the first.

use std::fmt::Write;

use archwise::answers::{AnswersFile, Reply};
use archwise::options::OptionSet;
use archwise::rulebook::{QuestionId, Rulebook};

use super::spec::Random;

/// A question of today.
pub struct Now {
    id: String,
    /// The question of then; the id of now is the same unless it was renamed or divided.
    then: usize,
    former: bool,
    options: Vec<Choice>,
}

#[derive(Default)]
struct Choice {
    id: String,
    formerly: Vec<String>,
    added: bool,
}

/// A question of then.
pub struct Then {
    id: String,
    kind: &'static str,
    options: usize,
}

/// An answer under the names of then.
pub enum Said {
    Unknown,
    List(Vec<String>),
    Signed(Vec<String>, Vec<String>),
}

pub struct Case {
    then: Vec<Then>,
    pub now: Vec<Now>,
    pub rulebook: Rulebook,
    /// The answers of the whole and of a part.
    said: [Vec<Option<Said>>; 2],
    pub text: String,
}

fn options(question: &Then, former: bool, random: &mut Random) -> Vec<Choice> {
    let choice = |id: String, formerly: Vec<String>| Choice { id, formerly, added: false };
    let mut options: Vec<Choice> = Vec::new();
    for option in 0..question.options {
        let old = format!("o{option}");
        let new = format!("n{option}");
        match random.below(5) {
            0 | 1 => options.push(choice(old, Vec::new())),
            2 => options.push(choice(new, vec![old])),
            3 if options.last().is_some_and(|last| !last.formerly.is_empty()) => {
                options.last_mut().unwrap().formerly.push(old);
            }
            _ => options.extend([
                choice(format!("{new}-a"), vec![old.clone()]),
                choice(format!("{new}-b"), vec![old]),
            ]),
        }
    }
    // Under a former id an option may keep its id and stand for another one as well.
    if former && random.below(3) == 0 {
        let old = format!("o{}", random.below(question.options));
        let at = random.below(options.len());
        let choice = &mut options[at];
        if choice.formerly.is_empty() {
            choice.formerly.push(choice.id.clone());
        }
        if !choice.formerly.contains(&old) {
            choice.formerly.push(old);
        }
    }
    if random.below(2) == 0 || options.len() < 2 {
        options.push(Choice {
            id: "extra".to_owned(),
            added: former && question.kind == "multi",
            ..Choice::default()
        });
    }
    options
}

fn said(question: &Then, random: &mut Random) -> Option<Said> {
    let ids = |random: &mut Random| -> Vec<String> {
        (0..question.options).filter(|_| random.below(2) == 0).map(|o| format!("o{o}")).collect()
    };
    let multi = question.kind == "multi";
    Some(match random.below(7) {
        0 => return None,
        1 => Said::Unknown,
        2 | 3 => {
            let excludes: Vec<String> = ids(random).into_iter().take(question.options - 1).collect();
            let includes: Vec<String> =
                ids(random).into_iter().filter(|id| multi && !excludes.contains(id)).collect();
            if excludes.is_empty() && includes.is_empty() {
                Said::Unknown
            } else {
                Said::Signed(includes, excludes)
            }
        }
        _ => match ids(random) {
            none if none.is_empty() && !multi => Said::List(vec!["o0".to_owned()]),
            some => Said::List(some),
        },
    })
}

/// Writes an answer in one of its forms.
fn written(said: &Said, multi: bool, flow: bool, random: &mut Random) -> String {
    match said {
        Said::Unknown => "unknown".to_owned(),
        Said::List(ids) if ids.is_empty() => ["none", "[]"][random.below(2)].to_owned(),
        Said::List(ids) => match random.below(4) {
            0 => format!("\"{}\"", ids.join(",")),
            1 if !flow => {
                ids.iter().fold(String::new(), |out, id| format!("{out}\n    # why {id}\n    - {id}"))
            }
            2 if ids.len() == 1 => ids[0].clone(),
            _ => format!("[{}]", ids.join(", ")),
        },
        Said::Signed(yes, no) if random.below(3) == 0 => {
            let signed = yes.iter().map(|id| format!("+{id}")).chain(no.iter().map(|id| format!("-{id}")));
            format!("'{}'", signed.collect::<Vec<_>>().join(","))
        }
        Said::Signed(yes, no) => {
            let yes = format!("includes: [{}], ", yes.join(", "));
            format!("{{{}excludes: [{}]}}", if multi { yes } else { String::new() }, no.join(", "))
        }
    }
}

impl Case {
    pub fn new(seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut then = Vec::new();
        let mut now = Vec::new();
        for index in 0..3 {
            let kind = ["ordinal", "nominal", "multi"][random.below(3)];
            let question = Then { id: format!("q{index}"), kind, options: 2 + random.below(3) };
            let ids = match random.below(3) {
                0 => vec![question.id.clone()],
                1 => vec![format!("r{index}")],
                _ => vec![format!("r{index}-a"), format!("r{index}-b")],
            };
            for id in ids {
                let former = id != question.id;
                now.push(Now { options: options(&question, former, &mut random), id, then: index, former });
            }
            then.push(question);
        }
        now.push(Now {
            id: "quite-new".to_owned(),
            then: usize::MAX,
            former: false,
            options: ["x", "y"].map(|id| Choice { id: id.to_owned(), ..Choice::default() }).into(),
        });
        let yaml = rulebook(&then, &now);
        let (rulebook, _) = Rulebook::parse(vec![("r.yaml".to_owned(), yaml.clone())])
            .unwrap_or_else(|found| panic!("seed {seed}: {found}\n{yaml}"));
        let mut answers = || then.iter().map(|question| said(question, &mut random)).collect::<Vec<_>>();
        let said = [answers(), answers()];
        let text = file(&then, &said, &mut random);
        Self { then, now, rulebook, said, text }
    }

    /// Returns the sets that an answer leaves possible, from the words alone.
    fn expected(&self, said: &Said, now: &Now) -> Vec<OptionSet> {
        let question = &self.then[now.then];
        let stands_for = |word: &String| -> Vec<usize> {
            let today = now.options.iter().position(|choice| choice.id == *word);
            match (today, now.former) {
                (Some(option), false) => vec![option],
                _ => {
                    let names = |choice: &Choice| choice.id == *word || choice.formerly.contains(word);
                    (0..now.options.len()).filter(|&option| names(&now.options[option])).collect()
                }
            }
        };
        let denied = |option: usize, words: &[String]| {
            let Choice { id, formerly, .. } = &now.options[option];
            let all = formerly.iter().all(|old| words.contains(old));
            if formerly.is_empty() { words.contains(id) } else { all || (!now.former && words.contains(id)) }
        };
        let all = 0..now.options.len();
        let (yes, no) = (OptionSet::only(1), OptionSet::only(0));
        match said {
            Said::Unknown if question.kind == "multi" => vec![OptionSet::full(2); all.len()],
            Said::Unknown => vec![OptionSet::full(all.len())],
            Said::List(words) if question.kind == "multi" => {
                let set = |option: usize| {
                    let of: Vec<_> = words.iter().map(stands_for).filter(|of| of.contains(&option)).collect();
                    match of.iter().any(|of| of.len() == 1) {
                        true => yes,
                        false if !of.is_empty() || now.options[option].added => yes.union(no),
                        false => no,
                    }
                };
                all.map(set).collect()
            }
            Said::List(words) => vec![words.iter().flat_map(stands_for).collect()],
            Said::Signed(includes, excludes) if question.kind == "multi" => {
                let set = |option: usize| match includes.iter().any(|word| stands_for(word) == [option]) {
                    true => yes,
                    false if denied(option, excludes) => no,
                    false => yes.union(no),
                };
                all.map(set).collect()
            }
            Said::Signed(_, excludes) => vec![all.filter(|&option| !denied(option, excludes)).collect()],
        }
    }

    /// Checks what a file says of every question, of the whole or of the part.
    pub fn check(&self, file: &AnswersFile, skip: Option<QuestionId>, why: &str) {
        for (place, said) in self.said.iter().enumerate() {
            for (index, now) in self.now.iter().enumerate().filter(|(_, now)| now.then != usize::MAX) {
                let question = QuestionId::from(index);
                if place == 0 && skip == Some(question) {
                    continue;
                }
                let reply = if place == 0 { file.reply(question) } else { file.parts[0].reply(question) };
                let open = Reply::unknown(&self.rulebook.questions[question]).sets;
                let found = reply.map_or(open.clone(), |reply| reply.sets.clone());
                let expected = said[now.then].as_ref().map_or(open, |said| self.expected(said, now));
                assert_eq!(found, expected, "{why}: `{}` of {place} in\n{}", now.id, self.text);
            }
        }
    }
}

fn rulebook(then: &[Then], now: &[Now]) -> String {
    let mut out = "rulebook: {id: now, version: 2.0.0, title: Now}\n\
                   qualities: [{id: fit, name: Fit, about: Fit.}]\n\
                   architectures:\n  - {id: one, name: One, summary: One.}\n\
                   \x20 - {id: two, name: Two, summary: Two.}\n\
                   questions:\n"
        .to_owned();
    for question in now {
        let kind = then.get(question.then).map_or("nominal", |then| then.kind);
        let former = then.get(question.then).filter(|_| question.former);
        let former = former.map(|then| format!(", formerly: {}", then.id)).unwrap_or_default();
        writeln!(out, "  - {{id: {}, ask: What?, kind: {kind}{former}, options: [", question.id).unwrap();
        for Choice { id, formerly, added } in &question.options {
            let added = if *added { ", added: true" } else { "" };
            writeln!(out, "      {{id: {id}, formerly: [{}]{added}}},", formerly.join(", ")).unwrap();
        }
        out.push_str("    ]}\n");
    }
    out + "rules: [{id: r, quality: fit, when: {quite-new: x}, points: {one: 1}, because: So.}]\n"
}

fn file(then: &[Then], said: &[Vec<Option<Said>>; 2], random: &mut Random) -> String {
    let mut out = "# kept\narchwise: 1\n".to_owned();
    let lines = |said: &[Option<Said>], flow: bool, random: &mut Random| -> Vec<String> {
        let answered = then.iter().zip(said).filter_map(|(question, said)| Some((question, said.as_ref()?)));
        let line = |(question, said): (&Then, &Said)| {
            let text = written(said, question.kind == "multi", flow, random);
            format!("{}: {text}", question.id)
        };
        answered.map(line).collect()
    };
    let flow = random.below(3) == 0;
    let whole = lines(&said[0], flow, random);
    if flow || whole.is_empty() {
        writeln!(out, "answers: {{{}}}  # flow", whole.join(", ")).unwrap();
    } else {
        out.push_str("answers:\n");
        for (number, line) in whole.iter().enumerate() {
            let comment = if line.contains('\n') { "" } else { "  # beside" };
            writeln!(out, "  # above {number}\n  {line}{comment}").unwrap();
        }
    }
    writeln!(out, "notes: {{{}: A note.}}", then[0].id).unwrap();
    let part = lines(&said[1], true, random);
    write!(out, "parts:\n  p: {{answers: {{{}}}}}", part.join(", ")).unwrap();
    out
}
