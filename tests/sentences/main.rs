//! What a person reads, in every format of a report: each kind of sentence once, in a file to be read; no id
//! without its words; nothing twice.
#![allow(clippy::panic, clippy::unwrap_used)]

#[path = "../plausible/mod.rs"]
mod plausible;
mod read_aloud;
mod twice;
mod words;

use std::borrow::Cow;

use archwise::adr::{self, RecordMetadata, RecordStatus, Style};
use archwise::answers::{Answers, AnswersFile, Origin, Reply};
use archwise::assessment::{Assessment, Assessor};
use archwise::document::Document;
use archwise::engine::Effort;
use archwise::options::OptionSet;
use archwise::render::{self, PageInputs, PageOrigin, Section, TextStyle};
use archwise::report::{Comparison, Report, alternatives, axes_map};
use archwise::rulebook::Rulebook;
use jiff::civil::date;
use plausible::Archetypes;

/// A report in a form that people read.
struct Printed {
    format: &'static str,
    text: String,
}

fn effort() -> Effort {
    Effort { samples: 200, completions: 200, ..Effort::default() }
}

/// Every form of a report that people read.
fn documents(assessment: &Assessment<'_>, report: &Report) -> Vec<Printed> {
    let text = |sections| {
        // So wide that nothing is wrapped.
        let style = TextStyle { width: 10_000, sections, against: None };
        anstream::adapter::strip_str(&render::text(report, style)).to_string()
    };
    let record = |style| {
        let record = RecordMetadata {
            style,
            number: Some(1),
            status: RecordStatus::Proposed,
            date: date(2026, 1, 1),
            deciders: Vec::new(),
            supersedes: None,
            command: "archwise advise".to_owned(),
        };
        adr::write(report, &record).unwrap()
    };
    let (questions, origin) = (alternatives(assessment, &effort()), PageOrigin::default());
    let map = axes_map(assessment, report, &effort());
    let (problem, map) = (&assessment.problem, map.as_ref());
    let page = PageInputs { report, problem, questions: &questions, map, origin: &origin };
    let page = render::html(&page).unwrap();
    vec![
        Printed { format: "brief", text: text(None) },
        Printed { format: "text", text: text(Some(&Section::ALL)) },
        Printed { format: "markdown", text: render::markdown(report).unwrap() },
        Printed { format: "record", text: record(Style::Madr4) },
        Printed { format: "record", text: record(Style::Nygard) },
        Printed { format: "page", text: page },
    ]
}

/// Numbers that are the same every time: Knuth's MMIX generator.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % bound
    }
}

/// Reports on plausible systems of which some answers are not known, with what the built-in rulebook says.
fn each_plausible(check: impl Fn(&Assessment<'_>, &Report)) {
    const SYSTEMS: usize = 6;
    let rulebook = Rulebook::builtin();
    let known = Archetypes::load();
    let mut random = Random(1);
    for archetype in &known.archetypes {
        for whole in known.systems(archetype, rulebook, SYSTEMS) {
            // From three opening answers to all of them.
            let most = random.below(10);
            let mut answers = Answers::open(rulebook);
            for (index, question) in rulebook.questions.iter_enumerated() {
                if whole.given(index).is_some() && (question.opening || random.below(10) < most) {
                    answers.set(rulebook, index, &whole.reply(rulebook, index).unwrap(), Origin::Prompt);
                }
            }
            let assessor = Assessor { effort: effort(), ..Assessor::new(rulebook) };
            let assessment = assessor.assess_answers(Cow::Owned(answers), rulebook.weights());
            let report = assessment.report();
            check(&assessment, &report);
        }
    }
}

const SMALL: &str = include_str!("../data/sentences/rules.yaml");

/// Reports on every kind of situation over the small rulebook, in which everything comes up.
fn each_small(mut check: impl FnMut(&Rulebook, &Assessment<'_>, &Report)) {
    const SITUATIONS: u64 = 400;
    let (rulebook, _) = Rulebook::parse(vec![("rules.yaml".to_owned(), SMALL.to_owned())]).unwrap();
    let parts = "title: Shop\nparts:\n  a: {title: Till, answers: {size: large}, with: [b]}\n  \
                 b: {title: Stock, answers: {teams: 3}}\n  c: {answers: {size: small, teams: one}}\n";
    for seed in 0..SITUATIONS {
        let mut random = Random(seed);
        let yaml = if seed % 8 == 0 { parts } else { "title: Shop" };
        let document = Document::parse("shop.yaml", yaml.to_owned()).unwrap();
        let (mut file, _) = AnswersFile::read(&document, &rulebook).unwrap();
        let open = random.below(4);
        for (index, question) in rulebook.questions.iter_enumerated() {
            if random.below(4) < open {
                continue;
            }
            let known = rulebook.all_open()[question.variables.clone()].to_vec();
            let sets = known.iter().map(|set| some(&mut random, set.len())).collect();
            let number =
                (question.unit.is_some() && random.below(2) == 0).then(|| [1.0, 4.0][random.below(2)]);
            let reply = number.and_then(|number| Reply::number(question, number));
            let reply = reply.unwrap_or(Reply { sets, number: None });
            file.answers.set(&rulebook, index, &reply, Origin::Prompt);
        }
        // A search that may take no step proves nothing, which has its own sentences.
        let nodes = if seed % 16 == 1 { 0 } else { Effort::default().nodes };
        let assessor = Assessor { effort: Effort { nodes, ..effort() }, ..Assessor::new(&rulebook) };
        let assessment = assessor.assess(&file);
        let mut report = assessment.report();
        if seed % 5 == 0 {
            let mut changed = file.answers.clone();
            let size = rulebook.question("size").unwrap();
            let reply = Reply { sets: vec![OptionSet::only(2)], number: None };
            changed.set(&rulebook, size, &reply, Origin::Prompt);
            report.what_if = Some(Comparison::of(&assessment, &assessor.assess_with(&file, &changed)));
        }
        check(&rulebook, &assessment, &report);
    }
}

/// One of the options, or some of them.
fn some(random: &mut Random, options: usize) -> OptionSet {
    let first = random.below(options);
    match random.below(4) {
        0 => [first, (first + 1) % options].into_iter().collect(),
        _ => OptionSet::only(first),
    }
}

/// What a page shows, a line for each block; what stands in a script or a style is not shown.
fn shown(page: &str) -> String {
    const BLOCKS: [&str; 21] = [
        "p", "li", "td", "th", "tr", "h1", "h2", "h3", "h4", "dt", "dd", "summary", "caption", "div", "ul",
        "ol", "table", "section", "small", "option", "text",
    ];
    let mut out = String::new();
    let mut rest = page;
    while let Some((before, tag)) = rest.split_once('<') {
        out.push_str(before);
        let (tag, after) = tag.split_once('>').unwrap();
        let name = tag.trim_start_matches('/').split([' ', '\n']).next().unwrap();
        rest = match name {
            "script" | "style" if !tag.starts_with('/') => after.split_once(&format!("</{name}>")).unwrap().1,
            _ => after,
        };
        match name {
            "code" => out.push('`'),
            name if BLOCKS.contains(&name) => out.push('\n'),
            _ => {}
        }
    }
    out.push_str(rest);
    out.replace("&amp;", "&")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#x27;", "'")
        .replace("&quot;", "\"")
}
