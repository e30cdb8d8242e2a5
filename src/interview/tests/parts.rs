//! Parts, played by scripts.

use super::*;

/// All that the whole is asked.
const WHOLE: [&str; 7] = [GLOBAL, REGION, "Every week", "24", "Yes", "n", "What it takes"];

fn with_whole(replies: &[&str]) -> Vec<String> {
    WHOLE.iter().chain(replies).map(|reply| (*reply).to_owned()).collect()
}

fn played(rulebook: &Rulebook, replies: &[&str]) -> Played {
    let replies = with_whole(replies);
    play(rulebook, &replies.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The parts in short: `billing: budget=low`.
fn parts(rulebook: &Rulebook, played: &Played) -> Vec<String> {
    let part = |part: &crate::answers::Part| {
        let said = part.differences(rulebook, &played.file.answers).into_iter();
        let said = said
            .map(|(q, reply)| format!("{}={}", rulebook.questions[q].id, reply.text(&rulebook.questions[q])));
        format!("{}: {}", part.id, said.collect::<Vec<_>>().join(" "))
    };
    played.file.parts.iter().map(part).collect()
}

#[test]
fn a_part_is_asked_only_where_it_differs() {
    let rulebook = small();
    let replies = ["p", "Billing", "Geographic;Budget", "Several regions", "As little", "d", "s"];
    let played = played(&rulebook, &replies);
    assert_eq!(played.ended, Ok(()));
    assert_eq!(parts(&rulebook, &played), ["billing: geographic-spread=multi-region budget=low"]);
    assert!(played.says("- Parts that differ from the whole: none yet"));
    assert!(played.says("- Parts that differ from the whole: Billing"));
    assert!(played.says("- Teams: 24 teams"), "the answers of the whole are shown");
    assert!(played.says("Billing, question 1 of 2; the whole: Several continents| Where are the users?"));
    assert!(played.says("* Several continents"), "the answer of the whole is the default");
    assert!(played.says("> Billing: What may it cost to run? As little as possible"));
    assert!(played.says("> Distributed leads Hybrid"));
    assert!(played.says("- Billing: Geographic spread and Budget"));
    assert_eq!(played.answers(&rulebook)[0], "geographic-spread=global", "the whole stays as it is");
}

#[test]
fn back_in_a_part_goes_to_its_last_question_then_to_the_marks_then_away() {
    let rulebook = small();
    let replies = ["p", "Billing", "Teams;Budget", "3", "<", "<", "Budget", "As little", "d", "s"];
    let there = played(&rulebook, &replies);
    assert_eq!(parts(&rulebook, &there), ["billing: budget=low"]);
    assert!(there.says("Billing, question 1 of 2; the whole: 24 teams"));
    let away = played(&rulebook, &["p", "Billing", "Teams", "<", "", "<", "<", "s"]);
    assert_eq!(away.ended, Ok(()));
    assert_eq!(away.file.parts.len(), 0);
    let unnamed = played(&rulebook, &["p", "<", "s"]);
    assert_eq!((unnamed.ended, unnamed.file.parts.len()), (Ok(()), 0));
}

#[test]
fn a_name_must_be_new_and_have_letters() {
    let rulebook = small();
    let replies =
        ["p", "...", "Pay & Go", "Teams", "3", "a", "pay go", "Search", "Budget", "?", "", "d", "s"];
    let played = played(&rulebook, &replies);
    assert!(played.says("! A name has letters or digits."));
    assert!(played.says("! There is a part pay-go already."));
    assert_eq!(played.file.parts[0].title.as_deref(), Some("Pay & Go"));
    assert_eq!(played.file.parts[1].title.as_deref(), Some("Search"), "reports would show the id");
    assert_eq!(parts(&rulebook, &played), ["pay-go: teams=3", "search: budget=unknown"]);
}

#[test]
fn what_only_the_part_is_asked_follows_and_what_it_is_not_asked_goes() {
    let rulebook = small();
    let local = ["One country", REGION, "Every week", "24", "n", "What it takes"];
    let replies = [&local[..], &["p", "Abroad", "Geographic", GLOBAL, "Yes", "d", "s"]].concat();
    let abroad = play(&rulebook, &replies);
    assert_eq!(abroad.ended, Ok(()));
    assert_eq!(parts(&rulebook, &abroad), ["abroad: geographic-spread=global data-residency=pinned"]);
    assert!(abroad.says("Abroad, question 2 of 2; the whole: not asked| Must data stay"));
    let replies = ["p", "Home", "Geographic;Data", "One country", "d", "s"];
    let home = played(&rulebook, &replies);
    assert_eq!(home.ended, Ok(()));
    assert_eq!(parts(&rulebook, &home), ["home: geographic-spread=single-region"]);
}

#[test]
fn an_answer_as_that_of_the_whole_is_no_difference() {
    let rulebook = small();
    let played = played(&rulebook, &["p", "Billing", "Teams;Budget", "24", "As little", "d", "s"]);
    assert_eq!(parts(&rulebook, &played), ["billing: budget=low"]);
    assert!(played.says("> Billing: How many teams will change it? 24 teams, as the whole"));
}

#[test]
fn a_part_can_be_changed_and_removed() {
    let rulebook = small();
    let add = ["p", "Billing", "Teams", "3", "a", "Search", "Budget", "As little", "Billing"];
    let change = ["Billing", "Teams", "w", "5", "m", "Budget", "As little", "<", "Search", "x", "d", "s"];
    let played = played(&rulebook, &[&add[..], &change[..]].concat());
    assert_eq!(played.ended, Ok(()));
    assert_eq!(parts(&rulebook, &played), ["billing: budget=low"], "unmarked, the teams are as the whole");
    assert!(played.says("> Why: How many teams"));
    assert!(played.says("> Billing: How many teams will change it? 5 teams"));
    assert!(played.says("> Search is removed."));
    assert!(played.says("- Search: Budget; with Billing"));
    assert_eq!(played.file.parts[0].with, Vec::<String>::new(), "who is gone is named no more");
}

#[test]
fn a_new_part_is_asked_with_which_others_it_exchanges_data() {
    let rulebook = small();
    let one = ["p", "Billing", "Teams", "3"];
    let two = ["a", "Search", "Budget", "As little", "Billing"];
    let three = ["a", "Stock", "Budget", "As little", "<"];
    let both = played(&rulebook, &[&one[..], &two, &three, &["d", "s"]].concat());
    assert_eq!(both.ended, Ok(()));
    assert!(!both.says("With which parts does Billing exchange data?"), "there is no other yet");
    assert!(both.says("Parts| With which parts does Search exchange data?"));
    let with = |played: &Played| played.file.parts.iter().map(|p| p.with.clone()).collect::<Vec<_>>();
    let billing = vec!["billing".to_owned()];
    assert!(both.says("> Search exchanges data with Billing."));
    assert_eq!(with(&both), [vec![], billing, vec![]], "back leaves it open");
    let undone =
        played(&rulebook, &[&one[..], &two, &three, &["Billing", "e", "Stock", "<", "d", "s"]].concat());
    assert_eq!(with(&undone), [vec!["stock".to_owned()], vec![], vec![]], "either of the two can say so");
}

#[test]
fn broken_off_in_the_middle_what_was_marked_is_kept() {
    let rulebook = small();
    let played = played(&rulebook, &["p", "Billing", "Teams;Budget", "3"]);
    assert_eq!(played.ended, Err(ErrorKind::Interrupted));
    assert_eq!(parts(&rulebook, &played), ["billing: teams=3 budget=unknown"]);
}
