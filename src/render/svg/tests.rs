//! Pictures as files: well-formed, in words as well, and with the colours written out.

use std::path::Path;

use super::*;
use crate::answers::AnswersFile;
use crate::assessment::Assessor;
use crate::document::Document;
use crate::report::Report;
use crate::rulebook::Rulebook;

/// Returns the report on parts that stand where the letters say: `d` in every place, `s` as a piece, `w` on
/// one whole; each exchanges data with so many that follow.
fn report(title: &str, stand: &str, with: usize) -> Report {
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cmd/parts.in/rules.yaml");
    let (rulebook, _) = Rulebook::load(&rules).unwrap();
    let mut text = "answers: {fits: mixed}\nparts:\n".to_owned();
    for (at, place) in stand.chars().enumerate() {
        let fits = match place {
            'd' => "spread",
            's' => "split",
            _ => "whole",
        };
        let with: Vec<String> = (at + 1..stand.len()).take(with).map(|other| format!("p{other}")).collect();
        text += &format!(
            "  p{at}: {{title: {}, answers: {{fits: {fits}, agreement: at-once}}, with: [{}]}}\n",
            serde_json::to_string(&format!("{title} {at}")).unwrap(),
            with.join(", ")
        );
    }
    let document = Document::parse("parts.yaml", text).unwrap();
    let (file, _) = AnswersFile::read(&document, &rulebook).unwrap();
    Assessor::new(&rulebook).assess(&file).report()
}

#[test]
fn a_picture_is_whole_by_itself_as_a_sketch_and_as_a_table() {
    for (stand, with) in [("ds", 1), ("dssw", 1), ("dsswdss", 1), ("dsswdsswdssw", 2), ("ddddd", 4)] {
        let svg = parts(&report("Part", stand, with)).unwrap();
        let read = roxmltree::Document::parse(&svg).unwrap();
        let root = read.root_element();
        let child =
            |name: &str| root.children().find(|node| node.has_tag_name(("http://www.w3.org/2000/svg", name)));
        assert_eq!(
            child("title").and_then(|title| title.text()),
            Some("The parts of Architecture recommendation")
        );
        assert!(
            child("desc")
                .and_then(|desc| desc.text())
                .unwrap()
                .contains("Data is exchanged by Part 0 with Part 1")
        );
        let style = child("style").unwrap().text().unwrap();
        assert!(style.contains("prefers-color-scheme: dark") && style.contains("system-ui"));
        assert!(!svg.contains("var(") && !svg.contains("style=\"") && !svg.contains("NaN"));
        // Every number of a mark stands in the list below, and the other way round.
        let texts = |class: &str| {
            let of = |node: &roxmltree::Node<'_, '_>| node.attribute("class").is_some_and(|own| own == class);
            read.descendants()
                .filter(of)
                .filter_map(|node| node.text())
                .map(str::to_owned)
                .collect::<Vec<_>>()
        };
        let list = texts("small").join(" ");
        for number in texts("mark middle") {
            let listed = list.split([' ', ',', ':']).any(|word| word == number);
            assert!(listed, "{number} is not in the list: {list}");
        }
    }
}

#[test]
fn a_crowd_is_shown_as_a_table_whose_halves_mirror_each_other() {
    let svg = parts(&report("Part", "dsswdssw", 2)).unwrap();
    assert!(svg.contains("class=\"cell\"") && !svg.contains("class=\"line"));
    let marks = svg.matches("<circle class=\"mark\"").count() + svg.matches("<circle class=\"dot\"").count();
    assert_eq!(marks, 2 * (6 * 2 + 1));
    let few = parts(&report("Part", "dsswdss", 1)).unwrap();
    assert!(few.contains("class=\"line") && !few.contains("class=\"cell\""));
}

#[test]
fn hostile_names_are_text() {
    for name in
        ["<script>alert(1)</script>", "\"/><style>*{}</style>", "]]>&#0;\u{1b}\u{202e}", "漢字 🛒 نظام"]
    {
        for stand in ["dssw", "dsswdssw"] {
            let svg = parts(&report(name, stand, 2)).unwrap();
            let read = roxmltree::Document::parse(&svg).unwrap();
            let known = ["svg", "title", "desc", "style", "rect", "path", "circle", "text"];
            let strange =
                read.descendants().find(|node| node.is_element() && !known.contains(&node.tag_name().name()));
            assert!(strange.is_none(), "{name}: {strange:?}");
            assert!(!svg.contains(['\u{1b}', '\u{202e}']));
        }
    }
}
