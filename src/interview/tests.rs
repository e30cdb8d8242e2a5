//! The loop, played by scripts.
#![allow(clippy::unwrap_used)]

mod marks;
mod numbers;
mod parts;
mod seen;

use std::collections::BTreeMap;
use std::io::ErrorKind;

use super::*;
use crate::answers::{Answers, AnswersFile, Origin, Reply};
use crate::assessment::next_question;
use crate::engine::OpenQuestion;
use crate::rulebook::{ArchitectureSet, QuestionId, Rulebook};

fn small() -> Rulebook {
    let text = include_str!("../../tests/data/interview/rulebook.yaml").to_owned();
    Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0
}

fn setup(rulebook: &Rulebook) -> Setup<'_> {
    Setup {
        rulebook,
        weights: rulebook.weights(),
        among: ArchitectureSet::full(rulebook.architectures.len()),
        order: QuestionOrder::Rulebook,
        standings: true,
        seen: BTreeMap::new(),
    }
}

/// Saves nothing, but counts, and fails if told to.
#[derive(Default)]
struct Counter {
    saved: usize,
    fails: bool,
    /// What another changed meanwhile.
    news: Option<String>,
    file: Option<String>,
}

impl AnswerStore for Counter {
    fn save(&mut self, _: &mut AnswersFile) -> Result<Option<String>, String> {
        self.saved += 1;
        if self.fails { Err("the disk is full".to_owned()) } else { Ok(self.news.take()) }
    }

    fn exists(&self, file: &str) -> bool {
        file == "taken.yaml"
    }

    fn needs_file(&self) -> bool {
        self.file.is_none()
    }

    fn save_as(&mut self, _: &mut AnswersFile, file: &str) -> Result<(), String> {
        if file.contains('/') {
            return Err("there is no such folder".to_owned());
        }
        self.file = Some(file.to_owned());
        Ok(())
    }
}

struct Played {
    file: AnswersFile,
    transcript: Vec<String>,
    store: Counter,
    ended: Result<(), ErrorKind>,
}

impl Played {
    fn answers(&self, rulebook: &Rulebook) -> Vec<String> {
        let given = |q: &QuestionId| self.file.answers.given(*q).is_some();
        let text =
            |q: QuestionId| format!("{}={}", rulebook.questions[q].id, self.file.answers.text(rulebook, q));
        rulebook.questions.keys().filter(given).map(text).collect()
    }

    fn says(&self, text: &str) -> bool {
        self.transcript.iter().any(|line| line.contains(text))
    }

    fn times(&self, text: &str) -> usize {
        self.transcript.iter().filter(|line| line.contains(text)).count()
    }

    /// The questions in the order in which they were shown.
    fn shown(&self) -> Vec<&str> {
        let titles = self.transcript.iter().filter(|line| line.starts_with("Question"));
        titles.filter_map(|line| line.split_once("| ").map(|(_, title)| title)).collect()
    }
}

fn play(rulebook: &Rulebook, replies: &[&str]) -> Played {
    play_with(
        &setup(rulebook),
        AnswersFile::blank(rulebook),
        Script::new(replies.iter().copied()),
        Counter::default(),
    )
}

fn play_with(setup: &Setup<'_>, file: AnswersFile, script: Script, store: Counter) -> Played {
    let (mut file, mut script, mut store) = (file, script, store);
    let ended = conduct(setup, &mut file, &mut script, &mut store).map_err(|error| error.kind());
    Played { file, transcript: script.transcript, store, ended }
}

const GLOBAL: &str = "Several continents";
const REGION: &str = "The loss of a whole region";

#[test]
fn a_whole_interview_ends_in_a_review_and_keeps_every_answer() {
    let rulebook = small();
    let replies = [GLOBAL, REGION, "Every week", "24", "Yes", "Writes;Reads of", "What it takes", "s"];
    let played = play(&rulebook, &replies);
    assert_eq!(played.ended, Ok(()));
    let expected = [
        "geographic-spread=global",
        "fault-tolerance=region-loss",
        "release-cadence=weekly",
        "teams=24",
        "data-residency=pinned",
        "interaction=writes,personal-reads",
        "budget=high",
    ];
    assert_eq!(played.answers(&rulebook), expected);
    assert_eq!(played.store.saved, 7);
    assert!(played.says("Question 1 of about 7| Where are the users?"));
    assert!(played.says("Question 2 of 7| What loss"));
    assert!(played.says("> How many teams will change it? 24 teams"));
    assert!(
        played.says("> Hybrid leads Distributed by 2. (+2 Microservices, +2 Hybrid, −1 Modular monolith)")
    );
    assert!(played.says("Review| Your answers"));
}

#[test]
fn back_goes_over_any_number_of_questions_and_asks_anew_what_hangs_on_them() {
    let rulebook = small();
    // At the fifth question four times back, to the first; the residency of data is then not asked.
    let there = [GLOBAL, REGION, "Every week", "24", "<", "<", "<", "<", "One country"];
    // Forward by the same way, over what is answered, before anything new is asked.
    let replies = [&there[..], &["", "", "", "Writes", "?", "s"]].concat();
    let played = play(&rulebook, &replies);
    assert_eq!(played.ended, Ok(()));
    let first_again =
        played.transcript.iter().rposition(|line| line.ends_with("| Where are the users?")).unwrap();
    let from_there = &played.transcript[first_again..];
    assert!(from_there[0].starts_with("Question 1 of 7, so far: Several continents|"));
    assert!(from_there.contains(&"* Several continents".to_owned()), "the earlier answer is the default");
    assert!(!from_there.iter().any(|line| line.contains("jurisdiction")));
    let shown = played.shown();
    let again = shown.iter().rposition(|title| title.starts_with("Where")).unwrap();
    assert_eq!(shown[again..again + 4], shown[..4]);
    assert!(
        from_there
            .contains(&"* The loss of a whole region, with every data centre that stands in it".to_owned())
    );
    assert_eq!(
        played.answers(&rulebook),
        [
            "geographic-spread=single-region",
            "fault-tolerance=region-loss",
            "release-cadence=weekly",
            "teams=24",
            "interaction=writes",
            "budget=unknown",
        ]
    );
}

#[test]
fn an_earlier_answer_is_kept_by_enter_and_back_at_the_first_question_does_nothing() {
    let rulebook = small();
    let played = play(&rulebook, &["<", GLOBAL, REGION, "<", "", "Every week"]);
    assert!(played.says("! This is the first question."));
    assert_eq!(played.ended, Err(ErrorKind::Interrupted));
    assert_eq!(played.answers(&rulebook).len(), 3);
    assert_eq!(played.store.saved, 3, "nothing changed, so nothing was written again");
}

#[test]
fn what_is_asked_only_perhaps_comes_after_what_is_asked_for_sure() {
    let rulebook = small();
    let played = play(&rulebook, &["?", "?", "?", "?", "n", "?", "?", "s"]);
    assert_eq!(played.shown().last(), Some(&"Must data stay in its jurisdiction?"));
    assert!(played.answers(&rulebook).contains(&"data-residency=unknown".to_owned()));
}

#[test]
fn one_of_these_keeps_several_options_open() {
    let rulebook = small();
    let played = play(&rulebook, &["m", "", "One country;Several regions", REGION, "m", "<", "Every week"]);
    assert!(played.says("! Nothing is marked yet."));
    assert_eq!(played.answers(&rulebook)[0], "geographic-spread=single-region,multi-region");
    assert!(
        played.says("> Where are the users? “One country or region” or “Several regions of one continent”")
    );
    assert_eq!(played.answers(&rulebook)[2], "release-cadence=weekly");
}

#[test]
fn of_a_multiple_choice_none_and_unknown_differ_and_nothing_marked_is_neither() {
    let rulebook = small();
    let before = [GLOBAL, REGION, "Every week", "24", "Yes"];
    let none = play(&rulebook, &[&before[..], &["", "n", "What", "s"]].concat());
    assert!(none.says("! Nothing is marked yet; if none applies"));
    assert_eq!(none.answers(&rulebook)[5], "interaction=none");
    let unknown = play(&rulebook, &[&before[..], &["?", "What", "s"]].concat());
    assert_eq!(unknown.answers(&rulebook)[5], "interaction=unknown");
}

#[test]
fn a_settled_outcome_is_offered_once_and_again_when_it_was_open_in_between() {
    let rulebook = small();
    let stopped = play(&rulebook, &["One country", "None", "s", "s"]);
    assert_eq!(stopped.ended, Ok(()));
    assert!(stopped.says("| Settled: none of the 4 remaining questions can change it."));
    assert!(stopped.says("Modular monolith stays first, though perhaps by only 1 point."));
    assert_eq!(stopped.answers(&rulebook).len(), 2);

    let all = play(&rulebook, &["One country", "None", "g", "A few", "1", "n", "?", "s"]);
    assert_eq!(all.ended, Ok(()));
    assert_eq!(all.times("| Settled"), 1);

    let again = ["One country", "None", "g", "<", "The loss of a data", "<", "None", "g", "A few"];
    let again = play(&rulebook, &again);
    assert_eq!(again.times("| Settled"), 2);
}

/// What is known of a small team that one release serves well, which some open answers could still change.
const LIKELY: &str = "answers: {geographic-spread: single-region, release-cadence: on-demand, teams: one, \
    release-independence: ship-together, domain-clarity: unclear, module-communication: [chatty], \
    existing-system: services, budget: tight, load: modest, data-volume: fits-one-primary}";

#[test]
fn a_likely_outcome_is_offered_once_and_is_said_to_be_no_proof() {
    let rulebook = Rulebook::builtin();
    let file = || {
        let document = crate::document::Document::parse("likely.yaml", LIKELY.to_owned()).unwrap();
        AnswersFile::read(&document, rulebook).unwrap().0
    };
    let stopped = play_with(&setup(rulebook), file(), Script::new(["s", "s"]), Counter::default());
    assert_eq!(stopped.ended, Ok(()));
    assert!(stopped.says("| Likely, not proven: "), "{:?}", stopped.transcript);
    assert!(stopped.says("remaining questions leave it as it is; some would change it."));
    assert!(stopped.says("Modular monolith leads by "));
    assert!(stopped.says("questions not answered: likely, not proven."));
    let went_on = play_with(&setup(rulebook), file(), Script::new(["g", "?", "?"]), Counter::default());
    assert_eq!(went_on.times("| Likely"), 1, "{:?}", went_on.transcript);
}

#[test]
fn who_stopped_early_can_still_go_on_from_the_review() {
    let rulebook = small();
    let played = play(&rulebook, &["One country", "None", "s", "g", "A few", "1", "n", "?", "s"]);
    assert_eq!(played.ended, Ok(()));
    assert_eq!(played.answers(&rulebook).len(), 6);
}

#[test]
fn why_says_what_each_option_would_argue_for_with_its_source() {
    let rulebook = small();
    let played = play(&rulebook, &["w", GLOBAL, REGION, "Every week", "w", "24", "Yes", "w"]);
    let after = |title: &str| {
        let at = played.transcript.iter().position(|line| line.contains(title)).unwrap();
        played.transcript[at..].join("\n")
    };
    let users = after("> Why: Where are the users?");
    assert!(users.contains("> “One country or region”:\n> +5 Modular monolith, +2 Microservices, −5 Distributed, −5 Hybrid. Nobody is far away, so distance costs nothing. [Martin Fowler 2015; expert]"));
    assert!(users.contains("> “Several continents”:\n> +1 Distributed. Writes near the user"));
    assert!(users.contains(
        "> “Several regions of one continent” or “Several continents”:\n> +1 Distributed, +1 Hybrid."
    ));
    assert!(users.contains("> Together with other answers perhaps:\n> “Several regions"));
    assert!(users.contains("It also decides whether you are asked “Must data stay in its jurisdiction?”."));
    let teams = after("> Why: How many teams");
    assert!(teams.contains("> “several (from 6)” or “many (from 21)”:\n> +2 Microservices, +2 Hybrid"));
    assert!(teams.contains("Nothing pending hangs on “one (from 1)” or “few (from 2)”."));
    let writes = after("> Why: Which interactions");
    assert!(writes.contains("> “Writes”:\n> +1 Distributed."), "the users are known by now");
}

#[test]
fn answers_that_cannot_be_kept_are_said_once_and_do_not_end_the_interview() {
    let rulebook = small();
    let failing = Counter { fails: true, ..Counter::default() };
    let script = Script::new([GLOBAL, REGION, "Every week"]);
    let played = play_with(&setup(&rulebook), AnswersFile::blank(&rulebook), script, failing);
    assert_eq!(played.times("Your answers are not saved: the disk is full"), 1);
    assert_eq!(played.answers(&rulebook).len(), 3);
}

#[test]
fn the_review_changes_answers_and_takes_notes_a_title_and_a_file() {
    let rulebook = small();
    let mut file = AnswersFile::blank(&rulebook);
    let texts = ["global", "region-loss", "weekly", "24", "pinned", "none"];
    for (question, text) in rulebook.questions.keys().zip(texts) {
        let reply = Reply::parse(&rulebook.questions[question], text).unwrap();
        file.answers.set(&rulebook, question, &reply, Origin::File("a.yaml".into()));
    }
    let replies = [
        "?",
        "Geo",
        "e",
        "EU and US now",
        "Geo",
        "c",
        "One country",
        "t",
        "Shop",
        "Geo",
        "e",
        "-",
        "Teams",
        "c",
        "<",
        "f",
        "no/such",
        "a.yaml",
    ];
    let played = play_with(&setup(&rulebook), file, Script::new(replies), Counter::default());
    assert_eq!(played.ended, Ok(()));
    assert_eq!(played.shown()[0], "What may it cost to run?", "what the file answers is not asked");
    assert!(played.says("- Geographic spread: Several continents (EU and US now)"));
    assert!(played.says("- Geographic spread: One country or region (EU and US now)"));
    assert!(played.says("! there is no such folder"));
    assert_eq!(played.file.title.as_deref(), Some("Shop"));
    assert!(played.file.notes.is_empty());
    assert_eq!(played.store.file.as_deref(), Some("a.yaml"));
    assert!(
        played.file.answers.given(QuestionId::from(4)).is_none(),
        "an answer beside the point is forgotten"
    );
}

#[test]
fn standings_can_be_turned_off() {
    let rulebook = small();
    let quiet = Setup { standings: false, ..setup(&rulebook) };
    let played =
        play_with(&quiet, AnswersFile::blank(&rulebook), Script::new([GLOBAL, REGION]), Counter::default());
    assert!(played.says("> Where are the users? Several continents"));
    assert!(!played.says("level in front"));
}

#[test]
fn after_the_opening_questions_comes_what_can_change_most() {
    let rulebook = small();
    let mut answers = Answers::open(&rulebook);
    let open = |changes: &[(usize, f64)]| -> Vec<OpenQuestion> {
        let one = |&(question, can_change): &(usize, f64)| OpenQuestion {
            question: question.into(),
            can_change,
            matters: Some(true),
        };
        changes.iter().map(one).collect()
    };
    let next =
        |answers: &Answers, order, open: &_| next_question(&rulebook, answers, order, open).map(usize::from);
    let most = open(&[(6, 0.5), (3, 0.2), (5, 0.5)]);
    assert_eq!(next(&answers, QuestionOrder::Next, &most), Some(0), "opening questions come first");
    for (question, text) in rulebook.questions.keys().zip(["single-region", "restart", "weekly"]) {
        let reply = Reply::parse(&rulebook.questions[question], text).unwrap();
        answers.set(&rulebook, question, &reply, Origin::Prompt);
    }
    assert_eq!(next(&answers, QuestionOrder::Next, &most), Some(5), "of equals the first in the rulebook");
    assert_eq!(next(&answers, QuestionOrder::Rulebook, &most), Some(3));
    assert_eq!(next(&answers, QuestionOrder::Next, &[]), Some(3));
    assert_eq!(next(&answers, QuestionOrder::Next, &open(&[(4, 0.9)])), Some(3), "4 is not asked here");
}

#[test]
fn what_another_changed_is_told() {
    let rulebook = small();
    let changed = Counter { news: Some("a.yaml was changed meanwhile".to_owned()), ..Counter::default() };
    let played =
        play_with(&setup(&rulebook), AnswersFile::blank(&rulebook), Script::new([GLOBAL, REGION]), changed);
    assert_eq!(played.times("> a.yaml was changed meanwhile"), 1);
}

#[test]
fn a_file_that_exists_is_not_overwritten_unasked() {
    let rulebook = small();
    let whole = [GLOBAL, REGION, "Every week", "24", "Yes", "n", "What it takes"];
    let spared = play(&rulebook, &[&whole[..], &["f", "taken.yaml", "<", "new.yaml"]].concat());
    assert_eq!(spared.store.file.as_deref(), Some("new.yaml"));
    assert!(spared.says("taken.yaml exists already."));
    let replaced = play(&rulebook, &[&whole[..], &["f", "taken.yaml", "r"]].concat());
    assert_eq!(replaced.store.file.as_deref(), Some("taken.yaml"));
}
