//! The status of random decision records: it is read as it was written, and changed alone or not at all,
//! whatever stands around it and however the text is damaged.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::time::{Duration, Instant};

use archwise::adr::{ParsedRecord, RecordLink, RecordState, StatusError, set_status, supersede};

const SEED: u64 = 0x5eed_0adc;
/// A slow machine makes fewer of them.
const RECORDS: usize = 4000;
const DAMAGED: usize = 6000;
const TIME: Duration = Duration::from_secs(6);

/// Splitmix64.
struct Random(u64);

impl Random {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % below as u64).unwrap()
    }

    fn pick<'a>(&mut self, among: &[&'a str]) -> &'a str {
        among[self.next(among.len())]
    }
}

/// What stands around the words of a status, and whether these are a sentence.
const STYLES: [(&str, &str, bool); 18] = [
    ("---\nstatus: ", "\ndate: 2026-01-01\n---\n\n# T\n\n", false),
    ("---\nnumber: 7\nstatus: ", " # by the board\nwho: {all of us}\nwhy:\n---\n# T\n\n", false),
    ("---\nstatus: \"", "\"\n---\n\n# Status: x\n\n", false),
    ("---\n'status': '", "'\ntags: [status, b]\n---\n\n# T\n\n", false),
    ("# T\n\n- Status: ", "\n- Date: 2026-01-01\n\n", false),
    ("# T\n\n* **Status:** ", "\n* Deciders: a, b\n\n", false),
    ("# T\n\n* **Status**: ", "\n\n", false),
    ("# T\n\nDate: 2026-01-01\nStatus: ", "\nDeciders: all\n\n", false),
    ("# T\n\n| Status | ", " |\n|---|---|\n| Date | d |\n\n", false),
    ("# T\n\n| Date | Status |\n|---|---|\n| d | ", " |\n\n", false),
    ("# T\n\n## Status: ", "\n\nWhy.\n\n", false),
    ("# 1. T\n\nDate: d\n\n## Status\n\n", "\n\n## Context\n\nc\n\n", true),
    ("T\n===\n\nStatus\n------\n\n", "\n\nContext\n-------\n\nc\n\n", true),
    ("# T\n\n# Status\n\n", "\n\n# Context\n\nc\n\n", true),
    ("# T\n\n## 1. Status ##\n\n* ", "\n\n## 2. Context\n\nc\n\n", true),
    ("# T\n\n## Status\n\n", "\n\nSupersedes [1. A](0001-a.md)\n\n## Context\n\nc\n\n", true),
    ("# T\n\n## Status\n\n", "\n\nRejected ideas are listed below.\n\n## Context\n\nc\n\n", true),
    ("# T\n\n## Status\n\n> ", "\n\n## Context\n\nc\n\n", true),
];
const IN_FORCE: [&str; 6] = [
    "accepted",
    "Accepted",
    "proposed",
    "Accepted on 2025-01-01 by all",
    "Entwurf",
    "accepted (see ADR-0003)",
];
const WITHDRAWN: [&str; 4] = ["rejected", "Deprecated", "obsolete", "Rejected in May"];
const SUPERSEDED: [&str; 3] = ["superseded by ADR-0009", "Superseded", "Superceded by ADR-0009"];
/// What says nothing of the status, wherever blocks may stand.
const HARMLESS: [&str; 9] = [
    "<!-- Proposed | Accepted | Superseded -->\n\n",
    "<!--\nstatus: rejected\n\n## Status\n\nSuperseded by [x](x.md)\n-->\n\n",
    "```yaml\nstatus: superseded\n```\n\n",
    "~~~\n## Status\n\nRejected\n\n```\n~~~\n\n",
    "    - Status: rejected\n\n",
    "<pre>\nStatus: rejected\n</pre>\n\n",
    "Amended by ADR-2: the earlier framing is\nsuperseded for this layer.\n\n",
    "[link]: https://example.com \"Status: rejected\"\n\n",
    "***\n\n",
];
/// What may stand only after the status.
const LATER: [&str; 3] = [
    "## Options\n\n- Status: rejected\n- Date: d\n\n",
    "## Options\n\n### Status\n\nRejected\n\n",
    "## Status quo\n\nRejected by all.\n\n",
];

/// A record with the words of its status, and what stands before and after them.
struct Record {
    before: String,
    words: &'static str,
    after: String,
    is_sentence: bool,
}

impl Record {
    fn random(random: &mut Random, words: &'static str) -> Self {
        let (before, after, is_sentence) = STYLES[random.next(STYLES.len())];
        let (mut before, mut after) = (before.to_owned(), after.to_owned());
        let in_front_matter = before.starts_with("---");
        for _ in 0..random.next(3) {
            let harmless = random.pick(&HARMLESS);
            // Below the title or in the section, where a block may begin.
            let place = before.rfind("\n\n").map(|place| place + 2).filter(|_| !in_front_matter);
            match place {
                // A list that is indented goes on with the list before it.
                Some(place) if !harmless.starts_with(['A', '*', '[']) => before.insert_str(place, harmless),
                _ => after.push_str(harmless),
            }
        }
        if after.contains("\n\n") && random.next(2) == 0 {
            after.push_str(random.pick(&LATER));
        }
        if random.next(3) == 0 {
            after = after.trim_end().to_owned();
        }
        let mut record = Self { before, words, after, is_sentence };
        if random.next(3) == 0 {
            (record.before, record.after) =
                (record.before.replace('\n', "\r\n"), record.after.replace('\n', "\r\n"));
        }
        if random.next(3) == 0 {
            record.before.insert(0, '\u{feff}');
        }
        record
    }

    fn text(&self) -> String {
        self.with(self.words)
    }

    fn with(&self, words: &str) -> String {
        // The quotes around a value in YAML belong to it.
        let quoted = |quote: char| self.before.ends_with(quote) && self.after.starts_with(quote);
        if words != self.words && (quoted('"') || quoted('\'')) {
            let before = &self.before[..self.before.len() - 1];
            return format!("{before}{words}{}", &self.after[1..]);
        }
        format!("{}{words}{}", self.before, self.after)
    }
}

fn link() -> RecordLink {
    RecordLink { name: "ADR-0002".to_owned(), file: "0002-b.md".to_owned() }
}

#[test]
fn the_status_is_read_as_it_was_written_and_changed_alone() {
    let mut random = Random(SEED);
    let begin = Instant::now();
    for made in 0..RECORDS {
        if begin.elapsed() > TIME {
            assert!(made > 100, "too slow: {made}");
            break;
        }
        let kind = random.next(3);
        let words = random.pick([&IN_FORCE[..], &WITHDRAWN[..], &SUPERSEDED[..]][kind]);
        let record = Record::random(&mut random, words);
        let text = record.text();
        let read = ParsedRecord::read("r.md", &text).unwrap();
        assert_eq!(read.withdrawn.as_deref(), Some(words).filter(|_| kind > 0), "{text}");
        let marked = supersede(&text, &link());
        if kind == 2 {
            assert_eq!(marked, Err(StatusError::Superseded(words.to_owned())), "{text}");
            continue;
        }
        let verb = if record.is_sentence { "Superseded" } else { "superseded" };
        let expected = record.with(&format!("{verb} by [ADR-0002](0002-b.md)"));
        assert_eq!(marked.unwrap_or_else(|why| panic!("{why:?}: {text}")), expected, "{text}");
        let capital = words.starts_with(char::is_uppercase);
        let word = if capital { "Accepted" } else { "accepted" };
        assert_eq!(set_status(&text, "accepted").unwrap(), record.with(word), "{text}");
    }
}

/// What can go wrong in a text, and what people paste into one.
const DEBRIS: [&str; 16] = [
    "<!--",
    "-->",
    "```",
    "~~~\n",
    "---\n",
    "\n\n",
    "\r\n",
    "\u{feff}",
    "status: superseded\n",
    "## Status\n\n",
    "| Status | x |\n|---|---|\n",
    "- Status: ",
    "> ",
    "**",
    "<b",
    "é\u{301}👩‍💻",
];

fn damage(random: &mut Random, text: &mut String) {
    let boundary = |random: &mut Random, text: &str| {
        let at = random.next(text.len() + 1);
        (0..=at).rev().find(|&at| text.is_char_boundary(at)).unwrap()
    };
    let (a, b) = (boundary(random, text), boundary(random, text));
    let range = a.min(b)..a.max(b);
    match random.next(5) {
        0 => text.truncate(a),
        1 => drop(text.drain(range)),
        2 => {
            let copy = text[range].to_owned();
            text.insert_str(a, &copy);
        }
        _ => text.insert_str(a, random.pick(&DEBRIS)),
    }
}

/// What an edit took out, and what it put in.
fn difference<'t>(before: &'t str, after: &'t str) -> (&'t str, &'t str) {
    let same = |(a, b): &(u8, u8)| a == b;
    let start = before.bytes().zip(after.bytes()).take_while(same).count();
    let start = (0..=start).rev().find(|&at| before.is_char_boundary(at)).unwrap();
    let end = before[start..].bytes().rev().zip(after[start..].bytes().rev()).take_while(same).count();
    (&before[start..before.len() - end.min(before.len() - start)], &after[start..after.len() - end])
}

#[test]
fn a_damaged_record_is_changed_in_one_place_or_not_at_all() {
    let mut random = Random(SEED);
    let begin = Instant::now();
    let mut changed = 0;
    for made in 0..DAMAGED {
        if begin.elapsed() > TIME {
            assert!(made > 100, "too slow: {made}");
            break;
        }
        let words = random.pick(&IN_FORCE);
        let mut text = Record::random(&mut random, words).text();
        for _ in 0..=random.next(4) {
            damage(&mut random, &mut text);
        }
        let read = ParsedRecord::read("r.md", &text);
        let Ok(marked) = supersede(&text, &link()) else { continue };
        changed += 1;
        let (out, into) = difference(&text, &marked);
        for kept in ["\n\n", "\n\r\n", "\n<!--", "\n```", "\n~~~", "\n## ", "\n---\n"] {
            assert!(!out.contains(kept), "{out:?} went from {text:?}");
        }
        assert!(!into.contains('\n'), "{into:?} came into {text:?}");
        assert!(
            read.is_err() || !read.unwrap().withdrawn.is_some_and(|status| status.contains("uperseded by"))
        );
        assert!(matches!(supersede(&marked, &link()), Err(StatusError::Superseded(_))), "{marked:?}");
        assert!(
            ParsedRecord::read("r.md", &marked).map_or(true, |read| read.withdrawn.is_some()),
            "{marked:?}"
        );
    }
    assert!(changed > 50, "only {changed} could be changed");
}

/// What people leave above a status: fields, hints of a template, links, sentences.
const ABOVE: [&str; 7] = [
    "Date: 2020-01-01",
    "What is the status, such as proposed, accepted, rejected, deprecated, superseded, etc.?",
    "> What is the status, such as proposed, accepted, ...?",
    "_Proposed | Accepted | Deprecated_",
    "This was discussed at length in May.",
    "[RFC 7](rfc.md)",
    "Who decided: all of us",
];

#[test]
fn what_stands_above_the_status_stays() {
    for above in ABOVE {
        let record = |status: &str| format!("# T\n\n## Status\n\n{above}\n\n{status}\n\n## Context\n\nc\n");
        let text = record("Accepted");
        let marked = supersede(&text, &link()).unwrap_or_else(|why| panic!("{why:?}: {text}"));
        assert_eq!(marked, record("Superseded by [ADR-0002](0002-b.md)"));
        assert_eq!(ParsedRecord::read("r.md", &marked).unwrap().state, RecordState::Superseded, "{marked}");
        assert_eq!(ParsedRecord::read("r.md", &text).unwrap().state, RecordState::Accepted, "{text}");
        assert_eq!(set_status(&record("Proposed"), "accepted"), Ok(text));
    }
}

#[test]
fn a_section_that_does_not_tell_its_status_is_left() {
    for section in [
        "Date: 2020-01-01\nState: Accepted",
        "Date: 2020-01-01",
        "This was discussed at length in May.",
        "[RFC 7](rfc.md)",
        "What is the status?",
        "Proposed\n\nAccepted",
        "Entwurf\n\nState: accepted",
        "Accepted | Date: 2020-01-01",
    ] {
        let text = format!("# T\n\n## Status\n\n{section}\n\n## Context\n\nc\n");
        for edit in [supersede(&text, &link()), set_status(&text, "rejected")] {
            assert!(matches!(edit, Err(StatusError::Several(_) | StatusError::Mixed(_))), "{edit:?}: {text}");
        }
    }
    let past = "# T\n\n## Status\n\nProposed\n\nSuperseded by [9](9.md)\n";
    assert!(matches!(set_status(past, "accepted"), Err(StatusError::Superseded(_))));
}

#[test]
fn other_fields_in_the_line_of_the_status_stay() {
    for separator in [" | ", " · ", ", ", "; ", " / ", " — ", " &nbsp; ", " "] {
        for (begin, bold) in [("", "**"), ("- ", "**"), ("* ", ""), ("", ""), ("> ", "**"), ("## ", "")] {
            let field = |key: &str, value: &str| format!("{bold}{key}:{bold} {value}");
            let fields = [field("Status", "Accepted"), field("Date", "2020-01-01"), field("Deciders", "me")];
            let text = format!("# T\n\n{begin}{}\n", fields.join(separator));
            assert_eq!(supersede(&text, &link()), Err(StatusError::Mixed(3)), "{text}");
            assert_eq!(set_status(&text, "rejected"), Err(StatusError::Mixed(3)), "{text}");
        }
    }
}
