//! From sources to the model: resolves every name and reports every error before it stops.

mod architectures;
mod axes;
mod condition;
mod effects;
mod entries;
mod former_names;
mod guidance;
mod ids;
mod observed;
mod presets;
mod questions;
mod rules;
mod seams;
mod usual;
mod validator;
mod words;

use super::index::Index;
use super::model::{Question, Rulebook};
use super::source::Sources;
use crate::diagnostic::Diagnostics;
use validator::{Names, Validator};

pub use ids::id_from;
pub use questions::RESERVED_FLAGS;

/// Builds the model of all layers, of which these are the names and the hash; `None` if `found` got an error.
pub(super) fn validate(
    sources: &Sources<'_>,
    layers: Vec<String>,
    hash: String,
    found: &mut Diagnostics,
) -> Option<Rulebook> {
    let mut names = Names::default();
    let header = Validator::new(&names, found).header(&sources.headers, layers.len());
    names.architectures = Validator::new(&names, found).architectures(&sources.architectures);
    names.axes = Validator::new(&names, found).axes(&sources.axes);
    names.qualities = Validator::new(&names, found).qualities(&sources.qualities);
    names.sources = Validator::new(&names, found).citations(&sources.citations);
    (names.questions, names.variables) = Validator::new(&names, found).questions(&sources.questions);
    names.sizes = questions::sizes(&names.questions, &names.variables);
    let asked = Validator::new(&names, found).asked(&sources.questions);
    names.asked = asked.iter().map(|(_, decided)| decided.clone()).collect();
    let usual = Validator::new(&names, found).usual(&sources.questions);
    let observed = Validator::new(&names, found).observed(&sources.questions);
    let rules = Validator::new(&names, found).rules(&sources.rules);
    let guidance = Validator::new(&names, found).guidance(&sources.architectures);
    let presets = Validator::new(&names, found).presets(&sources.presets);
    let header = header.filter(|_| !found.has_errors())?;
    for (((question, (ask_when, asked)), (usual, usual_sources)), observed) in
        names.questions.iter_mut().zip(asked).zip(usual).zip(observed)
    {
        *question = Question { ask_when, asked, usual, usual_sources, observed, ..question.clone() };
    }
    for (architecture, guidance) in names.architectures.iter_mut().zip(guidance) {
        architecture.guidance = guidance;
    }
    Some(Rulebook {
        id: header.name.id.clone(),
        version: header.name.version.clone(),
        title: header.name.title.clone(),
        hash,
        layers,
        close_call: header.close_call as i32,
        likely: header.likely,
        calibration: header.calibration,
        introduction: header.introduction.map(str::to_owned),
        review_months: header.review_months,
        index: Index::new(rules.clauses.iter().map(|clause| &clause.decided), &names.sizes),
        architectures: names.architectures,
        axes: names.axes,
        qualities: names.qualities,
        questions: names.questions,
        variables: names.variables,
        rules: rules.rules,
        clauses: rules.clauses,
        seams: rules.seams,
        sources: names.sources,
        presets,
        changes: sources.applied.clone(),
    })
}
