//! What must hold for any bytes: used by the fuzz targets, and by a test over the kept corpus.
#![allow(dead_code, clippy::expect_used, clippy::panic)]

use archwise::answers::{AnswersFile, FileContents, Reply, edited, to_yaml};
use archwise::assessment::Assessor;
use archwise::authoring;
use archwise::diagnostic::Diagnostics;
use archwise::document::Document;
use archwise::engine::Effort;
use archwise::render::{self, PageInputs, PageOrigin, PathBase, Section, TextStyle, findings};
use archwise::report::axes_map;
use archwise::rulebook::{Kind, Rulebook};
use archwise::survey::{Lines, Row, Status, Summary, SurveyFormat, SurveyWriter, Surveyor};

/// Few nodes and samples: what is looked for is a crash or a broken promise, not an answer.
fn effort() -> Effort {
    Effort { nodes: 50, samples: 20, ..Effort::default() }
}

fn text(data: &[u8]) -> Option<String> {
    std::str::from_utf8(data).ok().map(str::to_owned)
}

/// Every form in which findings are printed.
fn print(found: &Diagnostics) {
    let base = PathBase::default();
    inert(&findings::text(found));
    let json = findings::json(found);
    serde_json::from_str::<serde_json::Value>(&json).expect("findings are JSON");
    serde_json::from_str::<serde_json::Value>(&findings::sarif(found, &base)).expect("findings are SARIF");
    for line in findings::github(found, &base).lines() {
        // Of more than GitHub shows the rest is said in the log.
        let begins = ["::error ", "::warning ", "::notice ", "error: ", "warning: ", "notice: "];
        assert!(begins.iter().any(|begin| line.starts_with(begin)), "no annotation: {line:?}");
    }
}

/// Nothing that acts on a terminal comes through, but for the colours that archwise sets itself.
pub fn inert(printed: &str) {
    let mut rest = printed;
    while let Some(at) = rest.find('\u{1b}') {
        let sequence = &rest[at + 1..];
        let colour = sequence.split_once('m').and_then(|(colour, _)| colour.strip_prefix('['));
        let is_colour = |colour: &str| colour.chars().all(|c| c.is_ascii_digit() || c == ';');
        let context: String = rest[at..].chars().take(40).collect();
        assert!(colour.is_some_and(is_colour), "an escape sequence that is no colour: {context:?}");
        rest = sequence;
    }
    let acts = |c: char| {
        (c.is_control() && !matches!(c, '\n' | '\t' | '\u{1b}'))
            || matches!(c, '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}')
            || matches!(c, '\u{feff}' | '\u{fffe}' | '\u{ffff}' | '\u{e0000}'..='\u{e007f}')
    };
    assert!(!printed.contains(acts), "a character that acts: {:?}", printed.chars().find(|c| acts(*c)));
}

/// An answers file: read, assessed, written anew and changed in place. What is written says the same.
pub fn answers(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let rulebook = Rulebook::builtin();
    let document = match Document::parse("answers.yaml", text.clone()) {
        Ok(document) => document,
        Err(found) => return print(&found),
    };
    let (file, notes) = match AnswersFile::read(&document, rulebook) {
        Ok(read) => read,
        Err(found) => return print(&found),
    };
    print(&notes);
    let assessor = Assessor { effort: effort(), ..Assessor::new(rulebook) };
    let _ = assessor.judge(&file);

    let title = file.title.as_deref();
    let filled = FileContents {
        by: file.by.as_deref(),
        deciders: &file.deciders,
        answers: &file.answers,
        assumed: &file.assumed,
        title,
        notes: &file.notes,
        weights: &file.weights,
        parts: &file.parts,
        observed: file.observed.as_ref(),
        decision: None,
    };
    says(rulebook, to_yaml(rulebook, &filled), &filled);
    let filled = FileContents { title: Some("Another title"), by: Some("Somebody else"), ..filled };
    if let Ok(changed) = edited(rulebook, "answers.yaml", &text, &filled) {
        says(rulebook, changed, &filled);
    }
}

/// What was written is accepted, and says what it was to say.
fn says(rulebook: &Rulebook, text: String, filled: &FileContents<'_>) {
    let document = Document::parse("again.yaml", text).expect("what was written is YAML");
    let (file, _) = AnswersFile::read(&document, rulebook).expect("what was written is accepted");
    assert_eq!(file.answers.sets(), filled.answers.sets());
    assert_eq!((&file.notes, &file.weights), (filled.notes, filled.weights));
    assert_eq!(file.parts.len(), filled.parts.len());
    assert_eq!(file.deciders, filled.deciders);
    if filled.title.is_some() {
        assert_eq!(file.title.as_deref(), filled.title);
    }
    if filled.by.is_some() {
        assert_eq!(file.by.as_deref(), filled.by);
    }
}

/// A rulebook: read, linted, its cases run, assessed and shown.
pub fn rulebook(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (rulebook, _) = match Rulebook::parse(vec![("rules.yaml".to_owned(), text.clone())]) {
        Ok(read) => read,
        Err(found) => return print(&found),
    };
    print(&authoring::lint(&rulebook));
    if let Ok(document) = Document::parse("rules.yaml", text) {
        match authoring::cases::read(&[document], &rulebook) {
            Ok(cases) => cases.iter().for_each(|case| _ = case.run(&rulebook)),
            Err(found) => print(&found),
        }
    }
    inert(&render::rulebook::list(&rulebook, 40));
    everywhere(&rulebook, None);
}

/// The text of one answer: what is understood is written so that it reads back the same.
pub fn reply(data: &[u8]) {
    let Some(text) = text(data) else { return };
    for question in &Rulebook::builtin().questions {
        match Reply::parse(question, &text) {
            Ok(reply) => {
                let again = Reply::parse(question, &reply.text(question)).expect("an answer reads back");
                assert_eq!(again.sets, reply.sets);
                assert!(reply.sets.iter().all(|set| !set.is_empty()));
                assert!(question.kind == Kind::Number || reply.number.is_none());
            }
            Err(error) => print(&error.into()),
        }
    }
}

/// Lines of records, through every format of a survey: a row for each line, in order, and data that reads
/// back.
pub fn survey(data: &[u8]) {
    thread_local!(static SURVEYOR: Surveyor = Surveyor::new(Rulebook::builtin().clone(), false));
    SURVEYOR.with(|surveyor| {
        let mut lines = Lines::new(data);
        let mut rows = Vec::new();
        let mut number = 0;
        while let Some(line) = lines.next_line().expect("memory can be read") {
            number += 1;
            if !line.is_blank() {
                rows.push(surveyor.row(line.document("-")).on_line(number));
            }
        }
        assert_eq!(number as usize, data.split_inclusive(|byte| *byte == b'\n').count());
        assert!(rows.iter().all(|row| (row.status == Status::Error) != row.errors.is_empty()));
        inert(&written(surveyor, SurveyFormat::Text, &rows));
        inert(&written(surveyor, SurveyFormat::Html, &rows));
        let json: serde_json::Value =
            serde_json::from_str(&written(surveyor, SurveyFormat::Json, &rows)).expect("a survey is JSON");
        assert_eq!(json["rows"].as_array().map(Vec::len), Some(rows.len()));
        let ndjson = written(surveyor, SurveyFormat::Ndjson, &rows);
        assert_eq!(ndjson.lines().count(), rows.len());
        for (line, row) in ndjson.lines().zip(&rows) {
            let line: serde_json::Value = serde_json::from_str(line).expect("a row is JSON");
            assert_eq!(line["title"].as_str(), row.title.as_deref());
        }
        cells(&written(surveyor, SurveyFormat::Csv, &rows), rows.len());
    });
}

fn written(surveyor: &Surveyor, format: SurveyFormat, rows: &[Row]) -> String {
    let writer = SurveyWriter::new(format, surveyor.rulebook(), false);
    let mut text = String::new();
    let mut summary = Summary::default();
    for row in rows {
        writer.row(row, &mut text).expect("a row can be written");
        summary.add(row);
    }
    let head = writer.head().expect("a rulebook can be written");
    let overview = writer.overview(&summary).expect("a summary can be written");
    let foot = writer.foot(&summary).expect("a summary can be written");
    format!("{head}{overview}{}{foot}", writer.first(&text))
}

/// As many records as there are rows, in none of which a spreadsheet sees a formula.
fn cells(text: &str, rows: usize) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let mut read = 0;
    for record in reader.records() {
        let record = record.expect("a survey is CSV");
        let number = |cell: &str| cell.parse::<i32>().is_ok();
        assert!(
            record.iter().all(|cell| !cell.starts_with(['=', '+', '-', '@', '\t', '\r']) || number(cell))
        );
        read += 1;
    }
    assert_eq!(read, rows);
}

/// Hostile text as the title, as a note and in every text of a small rulebook, through every renderer.
pub fn render(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let mut source: serde_yaml::Value = serde_yaml::from_str(include_str!("../src/cli/rules/new.yaml"))
        .expect("the rulebook to begin with is YAML");
    put(&mut source, &text);
    let source = serde_yaml::to_string(&source).expect("a value is YAML");
    let rulebook = match Rulebook::parse(vec![("rules.yaml".to_owned(), source)]) {
        Ok((rulebook, _)) => rulebook,
        Err(found) => return print(&found),
    };
    // A JSON text is a YAML text.
    let quoted = serde_json::Value::from(text.as_str());
    let file = format!("title: {quoted}\nanswers: {{people: 3}}\nnotes: {{people: {quoted}}}\n");
    let file = Document::parse("answers.yaml", file).and_then(|file| AnswersFile::read(&file, &rulebook));
    match file {
        Ok((file, _)) => everywhere(&rulebook, Some(&file)),
        Err(found) => print(&found),
    }
}

/// Puts `text` wherever a rulebook holds words for people.
pub fn put(value: &mut serde_yaml::Value, text: &str) {
    const WORDS: [&str; 11] = [
        "title",
        "name",
        "summary",
        "consists_of",
        "prerequisites",
        "about",
        "ask",
        "help",
        "label",
        "because",
        "author",
    ];
    match value {
        serde_yaml::Value::Mapping(entries) => {
            for (key, value) in entries.iter_mut() {
                match value {
                    serde_yaml::Value::String(words)
                        if key.as_str().is_some_and(|key| WORDS.contains(&key)) =>
                    {
                        text.clone_into(words);
                    }
                    other => put(other, text),
                }
            }
        }
        serde_yaml::Value::Sequence(items) => items.iter_mut().for_each(|item| match item {
            serde_yaml::Value::String(words) if words.contains(' ') => text.clone_into(words),
            other => put(other, text),
        }),
        _ => {}
    }
}

/// Through every renderer: what is for terminals is inert, what is data reads back.
fn everywhere(rulebook: &Rulebook, file: Option<&AnswersFile>) {
    let blank = AnswersFile::blank(rulebook);
    let assessor = Assessor { effort: effort(), ..Assessor::new(rulebook) };
    let assessment = assessor.assess(file.unwrap_or(&blank));
    let report = &assessment.report();
    for width in [1, 20, 80] {
        for sections in [None, Some(&Section::ALL[..])] {
            inert(&render::text(report, TextStyle { width, sections, against: None }));
        }
    }
    let json = render::json(report).expect("a report is JSON");
    let read: serde_json::Value = serde_json::from_str(&json).expect("a report is JSON");
    assert_eq!(read["title"].as_str(), report.title.as_deref());
    let yaml = render::yaml(report).expect("a report is YAML");
    let read: serde_yaml::Value = serde_yaml::from_str(&yaml).expect("a report is YAML");
    assert_eq!(read["title"].as_str(), report.title.as_deref());
    inert(&render::markdown(report).expect("the template has no mistake"));
    let map = axes_map(&assessment, report, &effort());
    let (problem, map) = (&assessment.problem, map.as_ref());
    let inputs = PageInputs { report, problem, questions: &[], map, origin: &PageOrigin::default() };
    let page = render::html(&inputs).expect("the template has no mistake");
    inert(&page);
    // Ours is the only script, and its data.
    assert_eq!(page.matches("<script").count(), page.matches("</script").count());
}
