//! What changes in a file, and what does not.
#![allow(clippy::unwrap_used)]

use std::collections::BTreeMap;

use crate::answers::{AnswersFile, FileContents, NewDecision, Origin, Part, Reply, edited, forget_missing};
use crate::document::Document;
use crate::rulebook::{ArchitectureId, Rulebook};

fn small() -> Rulebook {
    let text = include_str!("../../../tests/data/interview/rulebook.yaml").to_owned();
    Rulebook::parse(vec![("rulebook.yaml".to_owned(), text)]).unwrap().0
}

/// Lays answers (and, with `title`, `note …` and `part …/…`, the rest) over a file and edits it.
/// A part of which nothing is said, as `part billing`, goes.
fn edit(base: &str, changes: &[(&str, &str)]) -> Result<String, String> {
    let rulebook = small();
    let document = Document::parse("a.yaml", base.to_owned()).unwrap();
    let file = AnswersFile::read(&document, &rulebook).unwrap().0;
    let mut answers = file.answers.clone();
    let (mut notes, mut title, mut weights) = (file.notes.clone(), None, BTreeMap::new());
    let mut by = None;
    let mut parts = file.parts.clone();
    let mut decided: Option<String> = None;
    for &(key, text) in changes {
        if let Some(path) = key.strip_prefix("part ") {
            change_part(&rulebook, &mut parts, path, text);
            forget_missing(&mut parts);
            continue;
        }
        match (key, key.strip_prefix("note "), rulebook.quality(key)) {
            ("title", ..) => title = Some(text),
            ("by", ..) => by = Some(text),
            ("record", ..) => decided = Some(text.to_owned()),
            (_, Some(id), _) if text.is_empty() => _ = notes.remove(&rulebook.question(id).unwrap()),
            (_, Some(id), _) => _ = notes.insert(rulebook.question(id).unwrap(), text.to_owned()),
            (.., Some(quality)) => _ = weights.insert(quality, text.parse().unwrap()),
            _ => {
                let question = rulebook.question(key).unwrap();
                let reply = Reply::parse(&rulebook.questions[question], text).unwrap();
                answers.set(&rulebook, question, &reply, Origin::Prompt);
            }
        }
    }
    let decision =
        decided.as_deref().map(|record| NewDecision { architecture: ArchitectureId::from(0), record });
    let filled = FileContents {
        assumed: &[],
        answers: &answers,
        title,
        by,
        deciders: &[],
        notes: &notes,
        weights: &weights,
        parts: &parts,
        observed: None,
        decision,
    };
    edited(&rulebook, "a.yaml", base, &filled).map_err(|found| found.to_string())
}

fn change_part(rulebook: &Rulebook, parts: &mut Vec<Part>, path: &str, text: &str) {
    let Some((id, question)) = path.split_once('/') else { return parts.retain(|part| part.id != path) };
    if !parts.iter().any(|part| part.id == id) {
        parts.push(Part { id: id.to_owned(), ..Part::default() });
    }
    let part = parts.iter_mut().find(|part| part.id == id).unwrap();
    if question == "with" {
        part.with = text.split_whitespace().map(str::to_owned).collect();
        return;
    }
    match (rulebook.question(question), text) {
        (None, title) => part.title = Some(title.to_owned()),
        (Some(question), "") => part.set_reply(question, None),
        (Some(question), text) => {
            part.set_reply(question, Some(Reply::parse(&rulebook.questions[question], text).unwrap()))
        }
    }
}

const BASE: &str = "\
# Kept by the platform team.
archwise: 1
title:   'Streaming'   # working title

answers:
    teams: 24            # counted in May
    # asked in the workshop
    geographic-spread: \"global\"  # EU, US
    data-residency: [anywhere, pinned]
    interaction:
        # the slow ones
        - writes   # carts
        - cacheable

notes:
    teams: \"two more: in June\"
weights: {responsiveness: 2}   # agreed
parts:
    delivery: {answers: {teams: 3}}   # they differ
decision: {architecture: hybrid, review_by: 2027-06-01}
# the end
";

#[test]
fn nothing_changes_if_nothing_is_new() {
    assert_eq!(edit(BASE, &[]).unwrap(), BASE);
}

#[test]
fn only_the_value_changes_and_keeps_its_quotes() {
    let after =
        edit(BASE, &[("teams", "30"), ("geographic-spread", "multi-region"), ("title", "Films")]).unwrap();
    let expected = BASE
        .replace("teams: 24  ", "teams: 30  ")
        .replace("\"global\"", "\"multi-region\"")
        .replace("'Streaming'", "'Films'");
    assert_eq!(after, expected);
}

#[test]
fn new_answers_stand_at_the_end_of_their_section_below_their_question() {
    let after = edit(BASE, &[("budget", "low"), ("note budget", "per month")]).unwrap();
    let expected = BASE
        .replace(
            "        - cacheable\n",
            "        - cacheable\n    # What may it cost to run?\n    budget: low\n",
        )
        .replace("June\"\n", "June\"\n    budget: per month\n");
    assert_eq!(after, expected);
}

#[test]
fn a_list_over_several_lines_moves_up_and_leaves_its_comments() {
    let after = edit(BASE, &[("interaction", "none")]).unwrap();
    let list = "interaction:\n        # the slow ones\n        - writes   # carts\n        - cacheable\n";
    assert_eq!(after, BASE.replace(list, "interaction: []\n      # the slow ones\n      # carts\n"));
}

#[test]
fn an_answer_that_is_no_longer_asked_becomes_a_comment() {
    let after = edit(BASE, &[("geographic-spread", "single-region")]).unwrap();
    let expected = BASE
        .replace("\"global\"", "\"single-region\"")
        .replace("data-residency: [anywhere", "# data-residency: [anywhere");
    assert_eq!(after, expected);
}

#[test]
fn a_section_that_is_missing_or_empty_is_begun() {
    let after =
        edit("archwise: 1\nanswers: {}\n", &[("teams", "?"), ("note teams", "x: y"), ("title", "No")]);
    let expected = "archwise: 1\ntitle: \"No\"\nanswers:\n  # How many teams will change it?\n  teams: unknown\nnotes:\n  teams: \"x: y\"\n";
    assert_eq!(after.unwrap(), expected);
    let after = edit("archwise: 1", &[("budget", "high"), ("affordability", "3")]).unwrap();
    let expected =
        "archwise: 1\nanswers:\n  # What may it cost to run?\n  budget: high\nweights:\n  affordability: 3\n";
    assert_eq!(after, expected);
}

#[test]
fn the_last_note_that_goes_leaves_a_section_that_can_be_read() {
    let base = "archwise: 1\nanswers:\n  teams: 2\nnotes:\n  teams: gone\n";
    assert_eq!(
        edit(base, &[("note teams", "")]).unwrap(),
        "archwise: 1\nanswers:\n  teams: 2\nnotes: {}\n  # teams: gone\n"
    );
}

#[test]
fn json_stays_json() {
    let base = "{\"archwise\": 1, \"answers\": {\"teams\": 24, \"data-residency\": \"pinned\", \"geographic-spread\": \"global\"}}\n";
    let changes =
        [("interaction", "writes,cacheable"), ("budget", "low"), ("teams", "3"), ("note teams", "a \"b\"")];
    let after = edit(base, &changes).unwrap();
    let json: serde_json::Value = serde_json::from_str(&after).unwrap();
    assert_eq!(json["answers"]["interaction"], serde_json::json!(["writes", "cacheable"]));
    assert_eq!(json["answers"]["budget"], "low");
    assert_eq!(json["notes"]["teams"], "a \"b\"");
    let after = edit(base, &[("geographic-spread", "single-region")]).unwrap();
    assert!(
        serde_json::from_str::<serde_json::Value>(&after).unwrap()["answers"].get("data-residency").is_none()
    );
}

#[test]
fn between_braces_answers_come_and_go() {
    let base = "{archwise: 1, answers: {geographic-spread: global, data-residency: pinned}, title: a}";
    let changes = [("geographic-spread", "single-region"), ("budget", "low"), ("note budget", "why: not")];
    let expected = "{archwise: 1, answers: {geographic-spread: single-region, budget: low}, title: a, notes: {budget: \"why: not\"}}";
    assert_eq!(edit(base, &changes).unwrap(), expected);
    let base = "archwise: 1\nnotes: {teams: old}\nanswers: {teams: 2}\n";
    let expected = "archwise: 1\nnotes: {budget: new}\nanswers: {teams: 2}\n";
    assert_eq!(edit(base, &[("note teams", ""), ("note budget", "new")]).unwrap(), expected);
}

#[test]
fn json_stays_json_whatever_stood_there() {
    let base = r#"{"title": "\ud83d\ude80 \u00e9", "answers": {"teams": 24,
 "interaction": ["writes",
  "cacheable"]}, "parts": {"p\ud83d\ude80": {"answers": {"budget": "low"}}}}"#;
    let changes = [
        ("teams", "few,many"),
        ("interaction", "+writes"),
        ("part p🚀/budget", "high"),
        ("part größe (a)/with", "p🚀"),
    ];
    let after = edit(base, &changes).unwrap();
    let json: serde_json::Value = serde_json::from_str(&after).unwrap();
    assert_eq!(json["title"], "🚀 é");
    assert_eq!(json["answers"]["teams"], serde_json::json!(["few", "many"]));
    assert_eq!(json["answers"]["interaction"], serde_json::json!({"includes": ["writes"]}));
    assert_eq!(json["parts"]["p🚀"]["answers"]["budget"], "high");
    assert_eq!(json["parts"]["größe (a)"]["with"], serde_json::json!(["p🚀"]));
    assert!(
        after.starts_with(r#"{"title": "\ud83d\ude80 \u00e9", "answers": {"teams": ["few", "many"],"#),
        "{after}"
    );
}

#[test]
fn keys_that_look_like_numbers_are_found_as_they_are_written() {
    let base = "answers:\n  teams: 2\nparts:\n  1.10: {answers: {teams: 3}}\n  1.1:\n    answers: {}\n";
    let after = edit(base, &[("part 1.10/teams", "9"), ("part 1.1/teams", "5")]).unwrap();
    let expected = base
        .replace("teams: 3", "teams: 9")
        .replace("answers: {}\n", "answers:\n      # How many teams will change it?\n      teams: 5\n");
    assert_eq!(after, expected);
}

#[test]
fn line_ends_of_windows_and_a_byte_order_mark_stay() {
    let base = format!("\u{feff}{}", BASE.replace('\n', "\r\n"));
    let after = edit(&base, &[("teams", "5"), ("budget", "low")]).unwrap();
    let expected = BASE.replace("teams: 24", "teams: 5").replace(
        "        - cacheable\n",
        "        - cacheable\n    # What may it cost to run?\n    budget: low\n",
    );
    assert_eq!(after, format!("\u{feff}{}", expected.replace('\n', "\r\n")));
}

#[test]
fn a_file_in_which_one_value_stands_for_two_is_left_alone() {
    let base = "archwise: 1\nanswers:\n  geographic-spread: global\n  teams: &n 24\nparts:\n  a: {answers: {teams: *n}}\n";
    let error = edit(base, &[("teams", "5")]).unwrap_err();
    assert!(error.contains("cannot be changed in place"), "{error}");
    assert!(edit(base, &[("budget", "low")]).is_ok());
}

#[test]
fn characters_of_several_bytes_do_not_shift_the_places() {
    let base = "archwise: 1\ntitle: Größe 日本 # ü\nanswers: # – …\n  teams: 24 # é\n";
    let after = edit(base, &[("teams", "7"), ("budget", "low")]).unwrap();
    assert_eq!(after, base.replace("24", "7") + "  # What may it cost to run?\n  budget: low\n");
}

const PARTS: &str = "\
archwise: 1
answers:
  geographic-spread: global
# where they differ
parts:
  delivery:   # the player asks it
    answers:
      teams: 3  # by hand
    decision: {architecture: distributed}
  billing: {title: 'Billing', answers: {budget: low}}   # for now
# the end
";

#[test]
fn a_part_is_added_below_the_others_with_its_questions() {
    let after = edit(PARTS, &[("part search/teams", "1"), ("part search/title", "Search & find")]).unwrap();
    let new = "  search:\n    title: \"Search & find\"\n    answers:\n      # How many teams will change it?\n      teams: 1\n";
    assert_eq!(after, PARTS.replace("# for now\n", &format!("# for now\n{new}")));
    let after = edit("archwise: 1\n", &[("part search/teams", "1")]).unwrap();
    assert_eq!(
        after,
        "archwise: 1\nparts:\n  search:\n    answers:\n      # How many teams will change it?\n      teams: 1\n"
    );
}

#[test]
fn of_a_part_only_what_differs_otherwise_changes() {
    let changes = [
        ("part delivery/teams", "9"),
        ("part delivery/budget", "high"),
        ("part billing/budget", "high"),
        ("part billing/teams", "2"),
    ];
    let expected = PARTS
        .replace(
            "teams: 3  # by hand\n",
            "teams: 9  # by hand\n      # What may it cost to run?\n      budget: high\n",
        )
        .replace("{budget: low}", "{budget: high, teams: 2}");
    assert_eq!(edit(PARTS, &changes).unwrap(), expected);
}

#[test]
fn a_part_that_goes_becomes_a_comment_and_between_braces_disappears() {
    let expected = PARTS
        .replace("  delivery:", "  # delivery:")
        .replace("    answers:\n", "    # answers:\n")
        .replace("      teams: 3", "      # teams: 3")
        .replace("    decision: {", "    # decision: {");
    assert_eq!(edit(PARTS, &[("part delivery", "")]).unwrap(), expected);
    let flow = "{archwise: 1, parts: {a: {answers: {teams: 2}}, b: {answers: {teams: 3}}}}";
    assert_eq!(edit(flow, &[("part a", "")]).unwrap(), "{archwise: 1, parts: {b: {answers: {teams: 3}}}}");
    let both = edit(PARTS, &[("part delivery", ""), ("part billing", "")]).unwrap();
    assert!(both.contains("\nparts: {}\n"), "{both}");
}

#[test]
fn a_part_that_is_empty_is_filled_and_one_that_is_emptied_can_be_read() {
    let after = edit(
        "archwise: 1\nparts:\n  a: {}\n  b: {answers: {}}\n",
        &[("part a/teams", "2"), ("part b/teams", "2")],
    )
    .unwrap();
    let expected = "archwise: 1\nparts:\n  a:\n    answers:\n      # How many teams will change it?\n      teams: 2\n  b: {answers: {teams: 2}}\n";
    assert_eq!(after, expected);
    let after = edit(PARTS, &[("part delivery/teams", "")]).unwrap();
    assert_eq!(after, PARTS.replace("    answers:\n      teams", "    answers: {}\n      # teams"));
}

#[test]
fn parts_in_json_stay_json() {
    let base = "{\"archwise\": 1, \"parts\": {\"a\": {\"answers\": {}}}}";
    let after = edit(base, &[("part a/interaction", "writes"), ("part b-2/teams", "2")]).unwrap();
    let json: serde_json::Value = serde_json::from_str(&after).unwrap();
    assert_eq!(json["parts"]["a"]["answers"]["interaction"], serde_json::json!(["writes"]));
    assert_eq!(json["parts"]["b-2"]["answers"]["teams"], 2);
}

#[test]
fn a_decision_is_recorded_and_keeps_when_to_look_again() {
    let after = edit(BASE, &[("record", "docs/adr/0002-a b.md")]).unwrap();
    let id = &small().architectures[ArchitectureId::from(0)].id;
    let expected = BASE.replace(
        "{architecture: hybrid, review_by: 2027-06-01}",
        &format!("{{architecture: {id}, review_by: 2027-06-01, record: docs/adr/0002-a b.md}}"),
    );
    assert_eq!(after.replace('"', ""), expected.replace('"', ""));
    let without = BASE.replace("decision: {architecture: hybrid, review_by: 2027-06-01}\n", "");
    let after = edit(&without, &[("record", "r.md")]).unwrap();
    assert!(
        after.ends_with(&format!("# the end\n\ndecision:\n  architecture: {id}\n  record: r.md\n")),
        "{after}"
    );
    let pinned = "answers: {}\ndecision:\n  architecture: hybrid  # agreed\n  rulebook:\n    id: old  # as of May\n    hash: x\n  record: a.md\n";
    let after = edit(pinned, &[("record", "b.md")]).unwrap();
    assert!(after.contains("# agreed") && after.contains("# as of May") && after.contains("record: b.md"));
    assert!(!after.contains("id: old"), "{after}");
}

#[test]
fn whom_a_part_exchanges_data_with_is_kept_changed_and_removed() {
    let base = "\
parts:
  shop:
    answers: {teams: 3}
    # they share the basket
    with: [till, \"stock\"]   # agreed
  till: {}
  stock: {with: shop}
";
    assert_eq!(edit(base, &[]).unwrap(), base);
    let without_stock = edit(base, &[("part stock", ""), ("part shop/with", "till")]).unwrap();
    let expected = base.replace("[till, \"stock\"]", "[till]").replace("  stock: {", "  # stock: {");
    assert_eq!(without_stock, expected);
    let alone = edit(base, &[("part stock/with", "")]).unwrap();
    assert_eq!(alone, base.replace("{with: shop}", "{}"));
    let with = edit(base, &[("part till/with", "shop stock")]).unwrap();
    assert_eq!(with, base.replace("till: {}", "till:\n    with: [shop, stock]"));
}
