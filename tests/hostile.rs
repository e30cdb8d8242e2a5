//! Hostile text in every field that takes words, through every format that the program prints: it acts in
//! none, it is seen in all, and a reader of the format gets the structure that harmless text has.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../fuzz/harness.rs"]
mod harness;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use archwise::answers::person;
use archwise::diagnostic::visible;
use pulldown_cmark::{Event, Parser, Tag};
use serde_yaml::Value;

/// Where each text ends, to see that nothing of it is swallowed.
const END: &str = "Xz";

/// What acts somewhere; what is read from a file is from then on the text in which that is written out. Short
/// enough for a name.
const PAYLOADS: [&str; 17] = [
    "\u{1b}[31mred\u{1b}[0m \u{1b}]0;title\u{7} \u{9b}2J",
    "abc\u{202e}fed\u{202c} \u{2066}x\u{2069} \u{200f}",
    "zero\u{200b}width \u{2060}\u{feff}\u{e0041}\u{ad}",
    "nul\u{0} back\u{8} del\u{7f} \u{fffe}\u{ffff} cr\rcr",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)> \"'><b>&amp;",
    "]]> --> <!-- archwise\n?> <!x",
    "[x](javascript:alert(1)) ![i](http://e.x/i.png)",
    "**b** `c` | d | \\ ~~e~~ $f$ <http://g.x>",
    "a\n# h\n\n```sh\nrm\n```\n---\n- i\n1. j\n> k",
    "a: b\n- c # d\n\"e\" 'f' {g: [h]} &i *j !!k %l",
    "::error file=a::b%0A::warning::c\n::error::d",
    "=HYPERLINK(\"http://e.x\",\"y\")",
    "+1+1\n@SUM(A1)",
    "{{ 7 * 7 }} {% raw %} ${{ github.token }}",
    "end\nA-->B\nclick A \"javascript:alert(1)\" \"]",
    "$(touch pwned) `touch pwned` '; touch pwned #",
];

/// A folder in which every text is the given one.
struct Place(tempfile::TempDir);

impl Place {
    fn new(text: &str) -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let mut rules: Value = serde_yaml::from_str(include_str!("../src/cli/rules/new.yaml")).unwrap();
        // One case, so that its name is the only one of this text, and it fails.
        let cases = rules["cases"].as_sequence_mut().unwrap();
        cases.truncate(1);
        cases[0]["expect"] = serde_yaml::from_str("{architecture: elaborate}").unwrap();
        let warning = "{id: beware, when: {people: few}, warn: W, because: B}";
        rules["rules"].as_sequence_mut().unwrap().push(serde_yaml::from_str(warning).unwrap());
        // A box of which more are drawn, and one in which all is drawn: lists of words are words as well.
        for (at, shape) in ["together", "copies"].iter().enumerate() {
            let topology = format!("{{shape: {shape}, boxes: [Box A, Box B]}}");
            rules["architectures"][at]["topology"] = serde_yaml::from_str(&topology).unwrap();
        }
        harness::put(&mut rules, text);
        rules["rules"].as_sequence_mut().unwrap().last_mut().unwrap()["warn"] = text.into();
        place.write("rules.yaml", &serde_yaml::to_string(&rules).unwrap());
        let answers = |people: u32, by: &str, quoted: &str| {
            format!(
                "title: {quoted}\nby: {by}\ndeciders: [{quoted}]\nanswers: {{people: {people}}}\nnotes: {{people: {quoted}}}\n\
                 parts: {{part: {{title: {quoted}, answers: {{people: 40}}}}}}\n\
                 decision: {{architecture: elaborate, record: {quoted}}}\n"
            )
        };
        // As a JSON text, which is a YAML text, and with what YAML libraries refuse written as escapes.
        let quoted = serde_json::Value::from(text).to_string();
        let other = serde_json::Value::from(format!("B {text}")).to_string();
        place.write("a.yaml", &answers(3, &quoted, &quoted));
        place.write("b.yaml", &answers(50, &escaped(&other), &escaped(&quoted)));
        place.write("id.yaml", &format!("parts: {{{quoted}: {{answers: {{peple: 40}}}}}}\n{quoted}: 1\n"));
        let record =
            serde_json::json!({"title": text, "answers": {"people": 3}, "decision": {"architecture": text}});
        place.write("lines.ndjson", &format!("{}\n{record}\n", serde_json::json!({"title": text})));
        place
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.0.path().join(name)).unwrap()
    }

    fn output(&self, command: &str) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_archwise"));
        program.current_dir(self.0.path()).env("ARCHWISE_RULES", "rules.yaml").env("SOURCE_DATE_EPOCH", "0");
        program.args(command.split(' ')).output().unwrap()
    }

    /// What is printed where; both are inert, and no run ends in a panic.
    fn printed(&self, command: &str) -> (String, String) {
        let output = self.output(command);
        assert!(output.status.code().is_some_and(|code| code <= 3), "{command}: {:?}", output.status);
        let (out, err) =
            (String::from_utf8(output.stdout).unwrap(), String::from_utf8(output.stderr).unwrap());
        for said in [&out, &err] {
            assert!(
                !said.contains('\u{1b}') && !said.contains('\r') || command.contains("csv"),
                "{command}: {said}"
            );
            if !command.starts_with("completions") {
                harness::inert(&said.replace('\r', ""));
            }
        }
        (out, err)
    }

    fn shown(&self, command: &str) -> String {
        let (out, err) = self.printed(command);
        assert!(out.contains(END), "{command} shows nothing of it: {out}{err}");
        out
    }
}

fn escaped(quoted: &str) -> String {
    let plain = |c: char| visible(c.encode_utf8(&mut [0; 4])).chars().eq([c]);
    let escape = |c: char| if plain(c) { c.to_string() } else { format!("\\U{:08x}", c as u32) };
    quoted.chars().map(escape).collect()
}

fn text_of(payload: &str) -> String {
    format!("{payload} {END}")
}

/// For each payload: its text, a folder full of it, and one full of harmless text.
fn everywhere(check: impl Fn(&str, &Place, &Place)) {
    let harmless = Place::new(&text_of("harmless"));
    for payload in PAYLOADS {
        let text = text_of(payload);
        check(&visible(&text), &Place::new(&text), &harmless);
    }
}

#[test]
fn a_terminal_shows_it() {
    everywhere(|_, place, _| {
        for command in [
            "advise a.yaml",
            "advise a.yaml --full",
            "explain a.yaml",
            "compare a.yaml b.yaml",
            "group a.yaml b.yaml",
            "questions",
            "check a.yaml b.yaml",
            "survey a.yaml lines.ndjson",
            "rules show",
            "rules show people",
            "rules show simple",
            "rules show who-can-run-it",
            "rules test",
        ] {
            place.shown(command);
        }
        for command in
            ["rules lint", "rules diff a.yaml", "advise id.yaml", "check id.yaml", "survey id.yaml"]
        {
            place.printed(command);
        }
        let title = text_of("\u{1b}[2J\u{202e}");
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .current_dir(place.0.path())
            .args(["advise", "--teams", "3", "--title", &title, "--set", &title])
            .output()
            .unwrap();
        harness::inert(&String::from_utf8(output.stderr).unwrap());
        let output = Command::new(env!("CARGO_BIN_EXE_archwise"))
            .args(["advise", "--teams", "3", "--title", &title])
            .output()
            .unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        assert!(said.contains("\\u{1b}[2J\\u{202e} Xz"), "{said}");
        harness::inert(&said);
    });
}

#[test]
fn data_holds_it_as_it_is() {
    everywhere(|text, place, _| {
        let json =
            |command: &str| -> serde_json::Value { serde_json::from_str(&place.printed(command).0).unwrap() };
        assert_eq!(json("advise a.yaml --format json")["title"], text);
        let yaml: Value = serde_yaml::from_str(&place.printed("advise a.yaml --format yaml").0).unwrap();
        assert_eq!(yaml["title"], text);
        assert_eq!(json("compare a.yaml b.yaml --format json")["schema"], "archwise-comparison/1");
        let name = json("group a.yaml b.yaml --format json")["people"][0]["name"].clone();
        assert_eq!(name.as_str(), person(text).as_deref());
        assert_eq!(json("check a.yaml --format json")["files"].as_array().map(Vec::len), Some(1));
        assert_eq!(json("rules test --format json")["cases"][0]["case"], text);
        assert_eq!(json("survey a.yaml lines.ndjson --format json")["rows"][1]["title"], text);
        for command in
            ["check a.yaml --format sarif", "rules test --format sarif", "rules lint --format sarif"]
        {
            assert_eq!(json(command)["version"], "2.1.0");
        }
        assert_eq!(json("rules lint --format json")["schema"], "archwise-findings/1");
        let rows = place.printed("survey a.yaml lines.ndjson --format ndjson").0;
        let rows: Vec<serde_json::Value> =
            rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
        assert_eq!(rows.iter().map(|row| &row["title"]).filter(|title| *title == text).count(), 3);
        // Saved anew, into a file that is there, and in place.
        for arguments in
            ["b.yaml --no-input --save new.yaml", "a.yaml --no-input --save b.yaml", "b.yaml --save b.yaml"]
        {
            place.printed(&format!("advise {arguments}"));
            let file = arguments.rsplit(' ').next().unwrap();
            let saved: Value = serde_yaml::from_str(&place.read(file)).unwrap();
            for words in [&saved["title"], &saved["notes"]["people"], &saved["parts"]["part"]["title"]] {
                assert_eq!(visible(words.as_str().unwrap()), text, "{arguments}");
            }
        }
        let sheet: Value = serde_yaml::from_str(&place.printed("questions").0).unwrap();
        assert_eq!(sheet.as_mapping().map(serde_yaml::Mapping::len), Some(3), "{sheet:?}");
    });
}

/// What a reader of Markdown sees besides words.
fn markdown(text: &str) -> BTreeSet<String> {
    // The head of a record is YAML.
    let options = pulldown_cmark::Options::ENABLE_TABLES
        | pulldown_cmark::Options::ENABLE_STRIKETHROUGH
        | pulldown_cmark::Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut seen = BTreeSet::new();
    for event in Parser::new_ext(text, options) {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => {
                let known = ["https://doi.org/", "#"];
                assert!(known.iter().any(|begin| dest_url.starts_with(begin)), "a link to {dest_url}");
            }
            Event::Start(tag) => _ = seen.insert(format!("{:?}", tag.to_end())),
            // What sources are cited by.
            Event::InlineHtml(html) if html.starts_with("<a id=\"blinowski") || &*html == "</a>" => {}
            Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Html(html) => _ = seen.insert(format!("html {}", html.starts_with("<!--"))),
            _ => {}
        }
    }
    seen
}

/// What Mermaid is given besides the words in its labels.
fn sketch(text: &str) -> String {
    let block = text.split_once("```mermaid\n").and_then(|(_, rest)| rest.split_once("```"));
    block.map_or(String::new(), |(block, _)| block.split('"').step_by(2).collect::<Vec<_>>().join("\"\""))
}

#[test]
fn markdown_reads_as_with_harmless_text() {
    everywhere(|text, place, harmless| {
        for command in [
            "advise a.yaml --format markdown",
            "advise a.yaml --format adr --adr-style madr4",
            "advise a.yaml --format adr --adr-style log4brains",
            "advise a.yaml --format adr --adr-style nygard",
            "compare a.yaml b.yaml --format markdown",
            "group a.yaml b.yaml --format markdown",
            "check a.yaml --format markdown",
        ] {
            let (hostile, expected) = (place.shown(command), harmless.shown(command));
            let drawn = sketch(&expected);
            let draws = command.starts_with("advise");
            assert_eq!(drawn.is_empty(), !draws);
            let (got, expected) = (markdown(&hostile), markdown(&expected));
            assert!(
                got.is_subset(&expected),
                "{command} of {text:?}: {got:?}, not {expected:?} in\n{hostile}"
            );
            assert_eq!(sketch(&hostile), drawn, "{command} of {text:?}");
        }
    });
}

/// The names of all tags and attributes of a page.
fn tags(page: &str) -> BTreeSet<&str> {
    page.split('<').skip(1).map(|tag| tag.split(['>', ' ', '\n']).next().unwrap()).collect()
}

#[test]
fn a_page_has_the_tags_that_it_has_with_harmless_text() {
    everywhere(|text, place, harmless| {
        for command in [
            "advise a.yaml --format html",
            "group a.yaml b.yaml --format html",
            "survey a.yaml lines.ndjson --format html",
        ] {
            let (page, expected) = (place.shown(command), harmless.shown(command));
            let (got, known) = (tags(&page), tags(&expected));
            assert!(got.is_subset(&known), "{command} of {text:?}: {:?}", got.difference(&known));
            for tag in ["<script", "</script", "<style", "<img", "<a "] {
                assert_eq!(
                    page.matches(tag).count(),
                    expected.matches(tag).count(),
                    "{command} of {text:?}: {tag}"
                );
            }
        }
    });
}

#[test]
fn ci_servers_get_whole_xml_and_no_commands() {
    everywhere(|text, place, harmless| {
        for command in ["check a.yaml --format junit", "rules test --format junit"] {
            let xml = place.shown(command);
            let read =
                roxmltree::Document::parse(&xml).unwrap_or_else(|e| panic!("{command} of {text:?}: {e}"));
            let count =
                |xml: &roxmltree::Document<'_>| xml.descendants().filter(|node| node.is_element()).count();
            let expected = harmless.shown(command);
            // A record may be a web address, or no name of a file, and then other things are found.
            if command.starts_with("rules") {
                assert_eq!(count(&read), count(&roxmltree::Document::parse(&expected).unwrap()), "{command}");
            }
        }
        for command in
            ["check a.yaml --format github", "rules test --format github", "rules lint --format github"]
        {
            let (said, expected) = (place.printed(command).0, harmless.printed(command).0);
            let kinds = |said: &str| -> Vec<String> {
                said.lines().map(|line| line.split(' ').next().unwrap().to_owned()).collect()
            };
            let known = ["::error", "::warning", "::notice", "1"];
            assert!(kinds(&said).iter().all(|kind| known.contains(&kind.as_str())), "{text:?}: {said}");
            if command.starts_with("rules") {
                assert_eq!(kinds(&said), kinds(&expected), "{command} of {text:?}: {said}");
            }
        }
    });
}

#[test]
fn a_spreadsheet_gets_cells_that_are_no_formulas() {
    everywhere(|text, place, _| {
        let table = place.shown("survey a.yaml lines.ndjson --format csv");
        let mut reader = csv::Reader::from_reader(table.as_bytes());
        let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(records.len(), 3, "{text:?}: {table}");
        for cell in records.iter().flatten() {
            let number = cell.parse::<i64>().is_ok();
            assert!(
                number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']),
                "{text:?}: {cell:?}"
            );
        }
    });
}

#[test]
fn shells_and_manuals_execute_nothing() {
    everywhere(|text, place, _| {
        let (manual, _) = place.printed("man");
        assert!(!manual.lines().any(|line| line.starts_with(".so")), "{text:?}");
        for shell in ["bash", "zsh", "fish"] {
            let (script, _) = place.printed(&format!("completions {shell}"));
            place.write("script", &script);
            let run = Command::new(shell).current_dir(place.0.path()).arg("script").output();
            // A shell that is not installed proves nothing.
            drop(run);
            assert!(!Path::new(place.0.path()).join("pwned").exists(), "{shell} of {text:?}");
        }
    });
}
