//! What a repository itself says about the answers: facts with their evidence.
//!
//! A repository shows what is done, and most questions ask what is needed, so that a fact narrows an answer
//! on one side only, and what is not found says nothing. Every window of time ends with the observed commit,
//! never with the clock: the same commit with the same tags gives the same bytes.

mod co_change;
mod code_files;
mod codeowners;
mod coupling;
mod deployment;
mod dockerfile;
mod draft;
mod drift;
mod facts;
mod history;
mod identity;
mod infrastructure;
#[cfg(feature = "render")]
pub mod output;
mod ownership;
mod parts;
mod people;
mod pipelines;
mod proposals;
mod releases;
mod services;
mod settings;
mod snapshot;
mod tags;
mod tracing;
mod trains;
mod wanted;
mod window;

use std::path::Path;

use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};
use crate::git::Repository;
use deployment::Built;
use snapshot::Snapshot;

pub use draft::draft;
pub use drift::{Drift, drift};
pub use facts::{Fact, FactWindow, Facts, ObservedRepository};
pub use proposals::{Hint, Proposal, proposals, statements};
pub use settings::{ReleaseTags, Settings};

/// Observes the repositories of one system.
///
/// # Errors
/// What is wrong with each that cannot be read.
pub fn observe(repositories: &[&Path], settings: &Settings) -> Result<Facts, Diagnostics> {
    let mut found = Diagnostics::default();
    let mut all: Vec<Snapshot> = Vec::new();
    let mut known: Vec<(Repository, &Path)> = Vec::new();
    settings.check(&mut found);
    for path in repositories {
        let opened = opened(path, &known);
        let read = opened.and_then(|repository| {
            known.push((repository.clone(), path));
            Snapshot::read(&repository, settings)
        });
        match read {
            Ok(one) => all.push(one),
            Err(errors) => found.extend(errors),
        }
    }
    if found.has_errors() {
        return Err(found);
    }
    Ok(facts_of(&all, settings))
}

/// Opens a repository that was not named before.
fn opened(path: &Path, known: &[(Repository, &Path)]) -> Result<Repository, Diagnostics> {
    if !path.is_dir() {
        let message = format!("there is no folder `{}`", visible_path(path));
        return Err(Diagnostic::error(Code::NoRepository, message).into());
    }
    let repository = Repository::containing(path)?;
    if let Some((_, first)) = known.iter().find(|(other, _)| *other == repository) {
        let message = format!("`{}` and `{}` are one repository", visible_path(first), visible_path(path));
        let help = "name each once; `--path` takes folders of one";
        return Err(Diagnostic::error(Code::NothingObserved, message).help(help).into());
    }
    Ok(repository)
}

fn facts_of(all: &[Snapshot], settings: &Settings) -> Facts {
    let built: Vec<Built> = all.iter().map(Built::of).collect();
    let people = history::people_fact(all, settings);
    let trains = history::trains_fact(all, settings);
    let are_released_apart = trains.level == Some("apart");
    let ownership = ownership::ownership_facts(all, people.count);
    let mut facts = Vec::from(history::release_facts(all, settings));
    facts.push(people);
    facts.push(history::code_fact(all));
    facts.push(deployment::services_fact(all, &built, settings));
    facts.push(trains);
    facts.push(coupling::co_change_fact(all, &built, settings, are_released_apart));
    facts.extend(ownership);
    facts.extend(pipelines::pipeline_facts(all));
    facts.push(tracing::tracing_fact(all, &built));
    facts.push(infrastructure::paging_fact(all));
    facts.extend(infrastructure::place_facts(all));
    facts.push(infrastructure::objective_fact(all));
    facts.push(history::changes_fact(all));
    facts.push(infrastructure::languages_fact(all));
    facts.push(deployment::stores_fact(all));
    facts.sort_by_key(|fact| fact.fact);
    Facts { schema: Facts::SCHEMA, repositories: all.iter().map(|one| one.about.clone()).collect(), facts }
}
