//! What a rulebook knows of itself: entries by id, sizes, weights, and where conditions over it hold.

use typed_index_collections::{TiVec, ti_vec};

use super::condition::{Condition, Scope, TruthRegions, Variable};
use super::index::Index;
use super::model::{Clause, Rulebook};
use super::preset::Preset;
use super::region::TooComplex;
use super::topology::Seam;
use crate::diagnostic::{Diagnostic, IdKind};
use crate::options::{OptionSet, Truth};
use crate::rulebook::ids::{
    ArchitectureId, ArchitectureSet, AxisId, ClauseId, OptionSets, QualityId, QuestionId, RuleId, VariableId,
};

impl Rulebook {
    /// Returns the question of this id.
    pub fn question(&self, id: &str) -> Option<QuestionId> {
        self.questions.position(|question| question.id == id)
    }

    /// Returns the architecture of this id.
    pub fn architecture(&self, id: &str) -> Option<ArchitectureId> {
        self.architectures.position(|architecture| architecture.id == id)
    }

    /// Returns the quality of this id.
    pub fn quality(&self, id: &str) -> Option<QualityId> {
        self.qualities.position(|quality| quality.id == id)
    }

    /// Returns the rule of this id.
    pub fn rule(&self, id: &str) -> Option<RuleId> {
        self.rules.position(|rule| rule.id == id)
    }

    /// Returns the index of a question.
    ///
    /// # Errors
    /// There is no such question.
    pub fn find_question(&self, id: &str) -> Result<QuestionId, Diagnostic> {
        IdKind::Question.find(id, self.questions.iter().map(|question| question.id.as_str()))
    }

    /// Yields the questions that earlier versions of the rulebook asked under this id.
    pub fn formerly(&self, id: &str) -> impl Iterator<Item = QuestionId> {
        let questions = self.questions.iter_enumerated();
        questions.filter(move |(_, question)| question.formerly.iter().any(|old| old == id)).map(|(q, _)| q)
    }

    /// Returns the ids under which earlier versions of the rulebook asked questions, each once.
    pub fn former_questions(&self) -> Vec<&str> {
        let mut ids: Vec<&str> = Vec::new();
        for id in self.questions.iter().flat_map(|question| &question.formerly) {
            if !ids.contains(&id.as_str()) {
                ids.push(id);
            }
        }
        ids
    }

    /// Returns the index of an architecture.
    ///
    /// # Errors
    /// There is no such architecture.
    pub fn find_architecture(&self, id: &str) -> Result<ArchitectureId, Diagnostic> {
        IdKind::Architecture.find(id, self.architectures.iter().map(|architecture| architecture.id.as_str()))
    }

    /// Returns the index of an axis.
    ///
    /// # Errors
    /// There is no such axis.
    pub fn find_axis(&self, id: &str) -> Result<AxisId, Diagnostic> {
        IdKind::Axis.find(id, self.axes.iter().map(|axis| axis.id.as_str()))
    }

    /// Returns the preset of this id.
    ///
    /// # Errors
    /// There is no such preset.
    pub fn find_preset(&self, id: &str) -> Result<&Preset, Diagnostic> {
        let found = IdKind::Preset.find(id, self.presets.iter().map(|preset| preset.id.as_str()));
        found.map(|index: usize| &self.presets[index])
    }

    /// Returns the index of a quality.
    ///
    /// # Errors
    /// There is no such quality.
    pub fn find_quality(&self, id: &str) -> Result<QualityId, Diagnostic> {
        IdKind::Quality.find(id, self.qualities.iter().map(|quality| quality.id.as_str()))
    }

    /// Returns the index of a rule.
    ///
    /// # Errors
    /// There is no such rule.
    pub fn find_rule(&self, id: &str) -> Result<RuleId, Diagnostic> {
        IdKind::Rule.find(id, self.rules.iter().map(|rule| rule.id.as_str()))
    }

    /// Returns where a condition over the questions of this rulebook holds, and where it fails.
    ///
    /// # Errors
    /// When it falls into too many boxes.
    pub fn decide(&self, condition: &Condition) -> Result<TruthRegions, TooComplex> {
        self.decide_where(condition, self.questions.iter().map(|question| question.asked.clone()).collect())
    }

    /// Returns the same, as if every question were always asked.
    ///
    /// # Errors
    /// When it falls into too many boxes.
    pub fn decide_as_if_asked(&self, condition: &Condition) -> Result<TruthRegions, TooComplex> {
        self.decide_where(condition, ti_vec![TruthRegions::always(); self.questions.len()])
    }

    fn decide_where(
        &self,
        condition: &Condition,
        asked: TiVec<QuestionId, TruthRegions>,
    ) -> Result<TruthRegions, TooComplex> {
        condition.decide(&Scope { variables: &self.variables, sizes: &self.sizes(), asked: &asked })
    }

    /// Returns a rulebook that differs in its clauses only.
    pub fn with_clauses(&self, clauses: TiVec<ClauseId, Clause>) -> Self {
        Self { clauses, ..self.clone() }.reindexed()
    }

    /// Makes the index anew from the clauses as they are now.
    pub(super) fn reindexed(mut self) -> Self {
        self.index = Index::new(self.clauses.iter().map(|clause| &clause.decided), &self.sizes());
        self
    }

    fn sizes(&self) -> TiVec<VariableId, usize> {
        self.variables.keys().map(|variable| self.size(variable)).collect()
    }

    /// Returns the number of values of a variable.
    pub fn size(&self, variable: VariableId) -> usize {
        let Variable { question, choice } = self.variables[variable];
        if choice.is_some() { 2 } else { self.questions[question].options.len() }
    }

    /// Returns for each option of a variable how usual it is, in relation to the others, by the first entry
    /// that holds for what is known and speaks of it; `None` if the rulebook says nothing of the variable.
    pub fn option_weights(&self, variable: VariableId, known: &OptionSets) -> Option<Vec<u32>> {
        let Variable { question, choice } = self.variables[variable];
        let usual = &self.questions[question].usual;
        let holding = usual.iter().filter(|usual| usual.decided.truth(known) == Truth::Holds);
        let mut speaking = holding.filter_map(|usual| match choice {
            None => usual.shares.iter().copied().collect(),
            Some(option) => usual.shares[option].map(|yes| vec![100 - yes, yes]),
        });
        speaking.next()
    }

    /// Returns the sets of which nothing is known: every value of every variable is possible.
    pub fn all_open(&self) -> OptionSets {
        self.variables.keys().map(|variable| OptionSet::full(self.size(variable))).collect()
    }

    /// Returns the weight of each quality as the rulebook sets it.
    pub fn weights(&self) -> TiVec<QualityId, u8> {
        self.qualities.iter().map(|quality| quality.weight).collect()
    }

    /// Returns the architectures that one is made of in the end: itself, unless it combines others.
    pub fn consists_of(&self, architecture: ArchitectureId) -> ArchitectureSet {
        let combines = &self.architectures[architecture].combines;
        match combines.as_slice() {
            [] => ArchitectureSet::only(architecture),
            some => some
                .iter()
                .map(|&inner| self.consists_of(inner))
                .fold(ArchitectureSet::EMPTY, ArchitectureSet::union),
        }
    }

    /// Returns whether there are axes, each of some architectures stands on a side of all of them, and each
    /// other than this one on the other side of some.
    pub fn axes_tell_apart(&self, architecture: ArchitectureId, among: ArchitectureSet) -> bool {
        let same = |other| self.axes.iter().all(|axis| axis.side_of(other) == axis.side_of(architecture));
        let placed = |a| self.axes.iter().all(|axis| axis.side_of(a).is_some());
        !self.axes.is_empty() && among.iter().all(|a| placed(a) && (a == architecture || !same(a)))
    }

    /// Returns what a rule says of seams; `None` if it is about one system.
    pub fn seam(&self, rule: RuleId) -> Option<&Seam> {
        self.seams.iter().find(|seam| seam.rule == rule)
    }
}
