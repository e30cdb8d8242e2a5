//! Runs cases: assesses each, and checks all that is expected of it.

use typed_index_collections::TiVec;

use super::expectation::AssessedCase;
use super::parts::CaseParts;
use super::{Expectation, RulebookCase};
use crate::diagnostic::Place;
use crate::engine::{Effort, Evaluation, Problem, Verdict};
use crate::options::Truth;
use crate::rulebook::{ArchitectureId, ClauseId, Rulebook, SeamId};

/// What became of a case.
#[derive(Debug, Clone)]
pub struct CaseResult {
    /// The name of the case.
    pub name: String,
    /// Where the case stands.
    pub at: Place,
    /// What was expected and is not so; empty if the case passed.
    pub failures: Vec<String>,
    /// The architecture that leads; `None` if all are ruled out.
    pub leader: Option<ArchitectureId>,
    /// For each clause of the rulebook whether it holds.
    pub(in crate::authoring) truths: TiVec<ClauseId, Truth>,
    /// For each rule about seams whether it holds, as [`CaseParts::seams`] says.
    pub(in crate::authoring) seams: TiVec<SeamId, Truth>,
}

impl CaseResult {
    /// Returns whether everything came out as expected.
    pub fn passed(&self) -> bool {
        self.failures.is_empty()
    }
}

impl RulebookCase {
    /// Assesses the case by a rulebook, and compares with what is expected.
    pub fn run(&self, rulebook: &Rulebook) -> CaseResult {
        let problem = Problem { sets: self.answers.sets().to_vec(), ..Problem::open(rulebook) };
        let evaluation = Evaluation::of(&problem);
        let verdict = self
            .expect
            .iter()
            .any(Expectation::needs_verdict)
            .then(|| Verdict::of(&problem, &evaluation, &Effort::default()));
        let parts = CaseParts::of(self, rulebook);
        let assessed = AssessedCase {
            problem: &problem,
            evaluation: &evaluation,
            verdict: verdict.as_ref(),
            parts: &parts,
        };
        let failures = self.expect.iter().filter_map(|expectation| expectation.check(&assessed)).collect();
        CaseResult {
            name: self.name.clone(),
            at: self.at.key_place(),
            failures: self.despite_miss(failures),
            leader: verdict.map_or_else(|| evaluation.leader(), |verdict| verdict.leader),
            truths: evaluation.truths,
            seams: parts.seams,
        }
    }

    /// Returns what counts as a failure of a case whose expectations may be known to be missed.
    fn despite_miss(&self, failures: Vec<String>) -> Vec<String> {
        match &self.miss {
            None => failures,
            Some(_) if failures.is_empty() => {
                vec!["marked as a `miss`, but all that is expected is so".to_owned()]
            }
            Some(_) => Vec::new(),
        }
    }
}
