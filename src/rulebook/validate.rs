//! From sources to the model: resolves every name and reports every error before it stops.

mod architectures;
mod ids;
mod questions;
mod rules;
mod seams;
mod when;

use super::index::Index;
use super::limits::{DEFAULT_CLOSE_CALL, MAX_CLOSE_CALL, MAX_WEIGHT};
use super::model::{Quality, Rulebook, Source};
use super::source::{HeaderSource, Item, Sources};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};
use crate::rulebook::ids::{QualityId, SourceId};
use ids::Ids;
use typed_index_collections::TiVec;

pub use questions::RESERVED_FLAGS;

/// Builds the model; `None` if `found` got an error.
pub(super) fn validate(
    sources: &Sources<'_>,
    layers: Vec<String>,
    hash: String,
    found: &mut Diagnostics,
) -> Option<Rulebook> {
    let header = header(sources, found);
    let architectures = architectures::architectures(&sources.architectures, found);
    let qualities = qualities(sources, found);
    let citations = citations(sources, found);
    let (questions, variables) = questions::questions(&sources.questions, found);
    let sizes = questions::sizes(&questions, &variables);
    let mut names = rules::Names {
        architectures: &architectures,
        qualities: &qualities,
        questions: &questions,
        variables: &variables,
        sizes: &sizes,
        sources: &citations,
        asked: TiVec::new(),
    };
    let asked = questions::asked(&sources.questions, &names, found);
    names.asked = asked.iter().map(|(_, decided)| decided.clone()).collect();
    let (rules, clauses, seams) = rules::rules(&sources.rules, &names, found);
    let header = header.filter(|_| !found.has_errors())?;
    let mut questions = questions;
    for (question, (ask_when, decided)) in questions.iter_mut().zip(asked) {
        question.ask_when = ask_when;
        question.asked = decided;
    }
    Some(Rulebook {
        id: header.id.clone(),
        version: header.version.clone(),
        title: header.title.clone(),
        hash,
        layers,
        close_call: header.close_call.unwrap_or(DEFAULT_CLOSE_CALL) as i32,
        qualities,
        questions,
        variables,
        rules,
        index: Index::new(&clauses, &sizes, architectures.len()),
        architectures,
        clauses,
        seams,
        sources: citations,
    })
}

fn header<'s>(sources: &'s Sources<'_>, found: &mut Diagnostics) -> Option<&'s HeaderSource> {
    for (extra, before) in sources.headers.iter().skip(1).zip(&sources.headers) {
        if extra.layer == before.layer {
            let message = "a rulebook has one `rulebook` header, this is another";
            let diagnostic = Diagnostic::error(Code::DuplicateKey, message);
            found.push(diagnostic.at(extra.node.key_place()).help("keep one of them"));
        }
    }
    // The last layer that has a header gives the whole its name.
    let Some(Item { source, node, .. }) = sources.headers.last() else {
        if !found.has_errors() {
            found.push(missing("header", "rulebook: {id: my-rulebook, version: 1.0.0, title: …}"));
        }
        return None;
    };
    let mut ids = Ids::new("rulebook");
    ids.define(&source.id, node, found);
    if source.close_call.is_some_and(|points| points > MAX_CLOSE_CALL) {
        let place = node.entry("close_call").map_or_else(|| node.place(), |n| n.place());
        found.push(
            Diagnostic::error(
                Code::OutOfRange,
                format!("`close_call` is a number of points from 0 to {MAX_CLOSE_CALL}"),
            )
            .at(place),
        );
    }
    Some(source)
}

fn missing(what: &str, example: &str) -> Diagnostic {
    Diagnostic::error(Code::EmptyRulebook, format!("the rulebook has no {what}"))
        .help(format!("add `{example}`"))
}

fn qualities(sources: &Sources<'_>, found: &mut Diagnostics) -> TiVec<QualityId, Quality> {
    let mut ids = Ids::new("quality");
    let mut all = TiVec::new();
    for Item { source, node, .. } in &sources.qualities {
        ids.define(&source.id, node, found);
        ids::check_name(&source.name, node, found);
        let weight = source.weight.unwrap_or(1);
        if weight > MAX_WEIGHT {
            let place = node.entry("weight").map_or_else(|| node.place(), |n| n.place());
            let message = format!("the weight {weight} is not from 0 to {MAX_WEIGHT}");
            found.push(Diagnostic::error(Code::OutOfRange, message).at(place));
        }
        all.push(Quality {
            id: source.id.clone(),
            at: node.whereabouts(),
            name: source.name.clone(),
            about: source.about.clone(),
            standard: source.standard.clone(),
            weight,
        });
    }
    all
}

fn citations(sources: &Sources<'_>, found: &mut Diagnostics) -> TiVec<SourceId, Source> {
    let mut ids = Ids::new("source");
    let mut all = TiVec::new();
    for Item { source, node, .. } in &sources.citations {
        ids.define(&source.id, node, found);
        if !(source.url.starts_with("https://") || source.url.starts_with("http://")) {
            let place = node.entry("url").map_or_else(|| node.place(), |n| n.place());
            let message = format!("`{}` is not a web address", source.url);
            found.push(
                Diagnostic::error(Code::WrongShape, message).at(place).help("write it whole, with https://"),
            );
        }
        all.push(Source {
            id: source.id.clone(),
            at: node.whereabouts(),
            title: source.title.clone(),
            author: source.author.clone(),
            year: source.year,
            url: source.url.clone(),
        });
    }
    all
}
