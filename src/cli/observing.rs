//! Observes repositories for other commands: for a system as a whole, and for its parts by their paths.

use std::cell::Cell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{LensArgs, folder};
use super::errors;
use crate::answers::{AnswersFile, Part};
use crate::check::ObservedScope;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::interview::Seen;
use crate::observe::{self, Facts, Proposal, Settings};
use crate::rulebook::{Kind, QuestionId, Rulebook};

/// The repositories to which answers are held.
pub(super) struct Observer<'o> {
    repositories: Vec<&'o Path>,
    settings: Settings,
    /// What they say of the whole; `None` if nothing is observed.
    whole: Option<Facts>,
    /// Whether it was said already what is missing of the history.
    has_said: Cell<bool>,
}

impl<'o> Observer<'o> {
    /// Observes some repositories, or nothing if there are none.
    ///
    /// # Errors
    /// What is wrong with them, or what is missing of their history where it is required.
    pub(super) fn new(repositories: &'o [PathBuf], lens: &LensArgs) -> Result<Self, Diagnostics> {
        let repositories: Vec<&Path> = repositories.iter().map(PathBuf::as_path).collect();
        let settings = lens.settings(None);
        let whole = match repositories.is_empty() {
            true => None,
            false => Some(observe::observe(&repositories, &settings)?),
        };
        if let Some(facts) = whole.as_ref().filter(|_| lens.require_history) {
            facts.require_history()?;
        }
        Ok(Self { repositories, settings, whole, has_said: Cell::new(false) })
    }

    /// Returns what they say of the whole; `None` if nothing is observed.
    pub(super) fn whole(&self) -> Option<&Facts> {
        self.whole.as_ref()
    }

    /// Says on the terminal what is missing of the history.
    pub(super) fn say_what_is_missing(&self) {
        let missing = self.whole.as_ref().and_then(Facts::missing_history);
        missing.into_iter().for_each(|note| errors::print(&note.into()));
    }

    /// Returns what to show beside the questions of an interview.
    pub(super) fn seen(&self, rulebook: &Rulebook) -> BTreeMap<QuestionId, Seen> {
        let proposals = self.whole.iter().flat_map(|facts| observe::proposals(facts, rulebook));
        proposals.map(|proposal| (proposal.question, seen(&proposal, rulebook))).collect()
    }

    /// Returns what the repositories say of the whole, and of each part whose paths a file names.
    ///
    /// # Errors
    /// As [`observe::observe`].
    pub(super) fn scopes(&self, file: &AnswersFile) -> Result<Vec<ObservedScope>, Diagnostics> {
        let Some(whole) = &self.whole else { return Ok(Vec::new()) };
        let says_what_is_missing = !self.has_said.replace(true);
        let mut scopes = vec![ObservedScope { part: None, facts: whole.clone(), says_what_is_missing }];
        for part in file.parts.iter().filter(|part| !part.paths.is_empty()) {
            let (part, facts) = (Some(part.id.clone()), self.part(part)?);
            scopes.push(ObservedScope { part, facts, says_what_is_missing: false });
        }
        Ok(scopes)
    }

    /// Observes the folders of a part. Tags are those of the whole repository, so that they say nothing of
    /// it.
    fn part(&self, part: &Part) -> Result<Facts, Diagnostics> {
        let paths = part.paths.iter().map(|path| folder(path)).collect();
        let settings = Settings { paths, tags: observe::ReleaseTags::None, ..self.settings.clone() };
        observe::observe(&self.repositories, &settings).map_err(|found| {
            let of_part = |error: &Diagnostic| {
                Diagnostic::error(
                    error.code,
                    format!("the paths of the part `{}`: {}", part.id, error.message),
                )
            };
            found.iter().map(of_part).collect()
        })
    }
}

/// Returns what a proposal shows beside its question: which option is today's, what the facts speak against,
/// and what they point to.
fn seen(proposal: &Proposal<'_>, rulebook: &Rulebook) -> Seen {
    let question = &rulebook.questions[proposal.question];
    let mut beside = BTreeMap::new();
    if let Some(bound) = proposal.bound.as_ref().filter(|_| question.kind != Kind::Multi) {
        let excluded = (0..question.options.len()).filter(|option| !bound.sets[0].contains(*option));
        let why = match question.kind {
            Kind::Ordinal => "less than today",
            _ => "the repository says otherwise",
        };
        excluded.for_each(|option| _ = beside.insert(option, why.to_owned()));
    }
    if let Some(today) = proposal.today.as_ref().and_then(|today| today.sets[0].single()) {
        beside.insert(today, "today".to_owned());
    }
    for hint in &proposal.hints {
        hint.options(question).for_each(|option| _ = beside.entry(option).or_insert("seen".to_owned()));
    }
    let hints = proposal.hints.iter().map(|hint| hint.fact.evidence.as_str());
    let evidence: Vec<&str> = proposal.facts.iter().map(|fact| fact.evidence.as_str()).chain(hints).collect();
    let evidence = match evidence.as_slice() {
        [] => String::new(),
        some => format!("In the repository: {}", some.join(" ")),
    };
    Seen { evidence, beside }
}
