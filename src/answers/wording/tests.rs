//! What answers under the names of an earlier version of a rulebook say.
#![allow(clippy::unwrap_used)]

use crate::answers::AnswersFile;
use crate::diagnostic::{Code, Diagnostics};
use crate::document::Document;
use crate::rulebook::Rulebook;

fn second() -> Rulebook {
    let text = include_str!("../../../tests/data/former/rulebook.yaml").to_owned();
    Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0
}

fn read(answers: &str) -> Result<(AnswersFile, Diagnostics), Diagnostics> {
    let text = format!("archwise: 1\nanswers: {answers}\n");
    AnswersFile::read(&Document::parse("a.yaml", text).unwrap(), &second())
}

/// Returns what is answered, as `--set` takes it.
fn said(answers: &str) -> String {
    let rulebook = second();
    let (file, _) = read(answers).unwrap();
    let said = rulebook
        .questions
        .iter_enumerated()
        .filter_map(|(question, asked)| Some(format!("{}={}", asked.id, file.reply(question)?.text(asked))));
    said.collect::<Vec<_>>().join(" ")
}

fn error(answers: &str) -> String {
    let found = read(answers).unwrap_err();
    let texts =
        found.iter().map(|error| format!("{}; {}", error.message, error.help.clone().unwrap_or_default()));
    texts.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_former_option_is_any_of_those_that_name_it() {
    assert_eq!(said("{budget: ample}"), "budget=sufficient");
    assert_eq!(said("{existing-system: services}"), "existing-system=working-services,too-many-services");
    let several = "existing-system=monolith,working-services,too-many-services";
    assert_eq!(said("{existing-system: [monolith, services]}"), several);
    assert_eq!(said("{existing-system: working-services}"), "existing-system=working-services");
}

#[test]
fn a_former_question_speaks_of_all_that_name_it() {
    assert_eq!(said("{recovery-objective: hours}"), "recovery-time=hours recovery-point=hours,minutes");
    let without_loss = "recovery-time=minutes,seconds recovery-point=no-loss";
    assert_eq!(said("{recovery-objective: [minutes-without-loss, seconds-without-loss]}"), without_loss);
    assert_eq!(said("{recovery-objective: 'minutes-without-loss,seconds-without-loss'}"), without_loss);
    assert_eq!(said("{recovery-objective: unknown}"), "recovery-time=unknown recovery-point=unknown");
    assert_eq!(said("{requests: 2500}"), "load=2500");
    assert_eq!(said("{requests: heavy}"), "load=high");
}

#[test]
fn a_list_under_a_former_id_says_nothing_of_what_is_new() {
    let said_of = |list: &str| said(&format!("{{operations: {list}}}"));
    assert_eq!(said_of("[delivery, tests]"), "capabilities=+automated-delivery,-logs,-traces,+tests");
    assert_eq!(said_of("none"), "capabilities=-automated-delivery,-logs,-traces,-tests");
    assert_eq!(said_of("[]"), "capabilities=-automated-delivery,-logs,-traces,-tests");
    assert_eq!(said("{capabilities: [automated-delivery]}"), "capabilities=automated-delivery");
}

#[test]
fn an_option_that_was_divided_is_open_if_it_applied() {
    let said_of = |answer: &str| said(&format!("{{operations: {answer}}}"));
    assert_eq!(said_of("[observability]"), "capabilities=-automated-delivery,-tests");
    assert_eq!(said_of("{includes: observability}"), "capabilities=unknown");
    assert_eq!(said_of("{excludes: observability}"), "capabilities=-logs,-traces");
    assert_eq!(said_of("'+delivery,-observability'"), "capabilities=+automated-delivery,-logs,-traces");
    assert_eq!(said("{capabilities: [logs, delivery]}"), "capabilities=automated-delivery,logs");
}

#[test]
fn an_option_that_several_became_is_denied_with_all_of_them() {
    assert_eq!(said("{budget: {excludes: ample}}"), "budget=unknown");
    assert_eq!(said("{budget: {excludes: [ample, moderate]}}"), "budget=tight");
    assert_eq!(said("{budget: {excludes: sufficient}}"), "budget=tight");
    assert_eq!(said("{existing-system: {excludes: services}}"), "existing-system=nothing,monolith");
}

#[test]
fn a_bound_under_a_former_id_is_read_by_what_its_options_became() {
    assert_eq!(
        said("{recovery-objective: {at_most: hours}}"),
        "recovery-time=hours recovery-point=hours,minutes"
    );
    assert_eq!(said("{requests: {at_least: 2500}}"), "load=high");
    assert_eq!(said("{budget: {at_most: moderate}}"), "budget=unknown");
    let without_loss = "recovery-time=minutes,seconds recovery-point=no-loss";
    assert_eq!(said("{recovery-objective: {at_least: minutes-without-loss}}"), without_loss);
    let at_most = "recovery-time=hours,minutes recovery-point=unknown";
    assert_eq!(said("{recovery-objective: {at_most: minutes-without-loss}}"), at_most);
}

#[test]
fn a_bound_whose_order_is_lost_is_an_error() {
    let text = include_str!("../../../tests/data/former/rulebook.yaml");
    let text = text.replace("{id: minutes, formerly: minutes-without-loss}", "{id: minutes}");
    let text = text.replace("{id: hours}", "{id: hours, formerly: minutes-without-loss}");
    let rulebook = Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0;
    let text = "answers: {recovery-objective: {at_least: minutes-without-loss}}\n".to_owned();
    let found = AnswersFile::read(&Document::parse("a.yaml", text).unwrap(), &rulebook).unwrap_err();
    let messages: Vec<&str> = found.iter().map(|error| error.message.as_str()).collect();
    let said = "`at_least: minutes-without-loss` cannot be read under `recovery-objective`: that is a former id, and \
                the order of its options is not known";
    assert_eq!(messages, [said]);
}

#[test]
fn what_never_was_is_an_error_with_a_suggestion_and_said_once() {
    assert_eq!(
        error("{recovery-objective: minutes-witout-loss}"),
        "`recovery-objective` has no option `minutes-witout-loss`; did you mean `minutes-without-loss`?"
    );
    assert_eq!(error("{budgt: tight}"), "there is no question `budgt`; did you mean `budget`?");
    assert_eq!(error("{budget: tigt}"), "`budget` has no option `tigt`; did you mean `tight`?");
}

#[test]
fn answers_under_two_names_narrow_each_other() {
    let both = "{recovery-objective: hours, recovery-point: minutes}";
    assert_eq!(said(both), "recovery-time=hours recovery-point=minutes");
    let found = read("{recovery-time: seconds, recovery-objective: hours}").unwrap_err();
    let contradiction = found.iter().find(|error| error.code == Code::Contradiction).unwrap();
    assert_eq!(
        contradiction.message,
        "`recovery-time` and `recovery-objective` contradict each other on `recovery-time`"
    );
    assert_eq!(contradiction.place.as_ref().unwrap().text(), "recovery-objective");
}

#[test]
fn one_note_names_all_former_names_of_a_file() {
    let text = "archwise: 1\nanswers:\n  operations: [delivery]\n  budget: tight\n  existing-system: services\n\
                notes: {recovery-objective: As the contract says.}\n\
                parts: {a: {answers: {operations: [delivery, observability], recovery-objective: hours}}}\n";
    let document = Document::parse("a.yaml", text.to_owned()).unwrap();
    let rulebook = second();
    let (file, notes) = AnswersFile::read(&document, &rulebook).unwrap();
    let notes: Vec<_> = notes.iter().collect();
    let [note] = notes.as_slice() else { unreachable!("{notes:?}") };
    assert_eq!(
        note.message,
        "former names: `operations` is now `capabilities`, `delivery` of `operations` is now `automated-delivery`, \
         `services` of `existing-system` is now `working-services` or `too-many-services`, \
         `recovery-objective` is now `recovery-time` and `recovery-point`, \
         `observability` of `operations` is now `logs` and `traces`, \
         `hours` of `recovery-objective` is now `hours` or `minutes` of `recovery-point`"
    );
    assert_eq!(note.place.as_ref().map(|place| place.line), Some(3));
    assert_eq!(file.notes.len(), 2);
    assert!(read("{budget: tight}").unwrap().1.is_empty());
}

#[test]
fn a_question_that_was_asked_under_its_former_id_may_not_be_asked_now() {
    let rulebook = {
        let text = include_str!("../../../tests/data/former/rulebook.yaml");
        let text = text.replace("  - id: regions\n", "  - id: regions\n    formerly: places\n");
        Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0
    };
    let text = "archwise: 1\nanswers: {budget: tight, places: few}\n".to_owned();
    let (_, notes) = AnswersFile::read(&Document::parse("a.yaml", text).unwrap(), &rulebook).unwrap();
    assert!(notes.iter().any(|note| note.code == Code::NotAsked));
    assert!(read("{budget: tight, regions: few}").is_err());
}
