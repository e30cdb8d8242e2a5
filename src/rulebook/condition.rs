//! What a rule asks of the answers, as its author wrote it, and its translation into regions.

use serde::{Deserialize, Serialize};
use typed_index_collections::TiSlice;

use super::model::Variable;
use super::region::{Region, TooComplex};
use crate::options::OptionSet;
use crate::rulebook::ids::QuestionId;

/// A condition over the answers. A test of a question that is not asked fails.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Condition {
    /// Every part holds; with no part: always.
    All(Vec<Condition>),
    /// At least one part holds.
    Any(Vec<Condition>),
    /// The condition does not hold.
    Not(Box<Condition>),
    /// A variable has one of some options.
    Test(Test),
}

/// One variable is one of some options.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Test {
    /// An index into the variables of the rulebook.
    pub variable: usize,
    /// The options with which the test holds.
    pub options: OptionSet,
}

/// A condition as the regions where it is true and where it is false. Together they cover everything.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decided {
    /// Where it holds for every completion.
    pub holds: Region,
    /// Where it fails for every completion.
    pub fails: Region,
}

impl Decided {
    /// It holds whatever the answers are.
    pub fn always() -> Self {
        Self { holds: Region::everything(), fails: Region::nothing() }
    }

    /// It holds for no answers.
    pub fn never() -> Self {
        Self { holds: Region::nothing(), fails: Region::everything() }
    }
}

/// What the translation needs to know of the questions.
pub struct Scale<'a> {
    /// The variables that the regions speak of.
    pub variables: &'a [Variable],
    /// The number of options of each variable.
    pub sizes: &'a [usize],
    /// For each question: where it is asked.
    pub asked: &'a TiSlice<QuestionId, Decided>,
}

impl Condition {
    /// The condition that always holds.
    pub fn always() -> Self {
        Self::All(Vec::new())
    }

    /// Where the condition holds and where it fails.
    ///
    /// # Errors
    /// When a region has more boxes than [`super::region::MAX_BOXES`].
    pub fn decide(&self, scale: &Scale<'_>) -> Result<Decided, TooComplex> {
        match self {
            Self::All(parts) => parts.iter().try_fold(Decided::always(), |all, part| {
                let part = part.decide(scale)?;
                Ok(Decided {
                    holds: all.holds.and(&part.holds, scale.sizes)?,
                    fails: all.fails.or(&part.fails, scale.sizes)?,
                })
            }),
            Self::Any(parts) => {
                let none = Self::All(parts.iter().map(|part| Self::Not(Box::new(part.clone()))).collect());
                Self::Not(Box::new(none)).decide(scale)
            }
            Self::Not(inner) => {
                let Decided { holds, fails } = inner.decide(scale)?;
                Ok(Decided { holds: fails, fails: holds })
            }
            Self::Test(test) => test.decide(scale),
        }
    }

    /// Calls `visit` with every test in the condition.
    pub fn each_test(&self, visit: &mut impl FnMut(&Test)) {
        match self {
            Self::All(parts) | Self::Any(parts) => parts.iter().for_each(|part| part.each_test(visit)),
            Self::Not(inner) => inner.each_test(visit),
            Self::Test(test) => visit(test),
        }
    }
}

impl Test {
    fn decide(&self, scale: &Scale<'_>) -> Result<Decided, TooComplex> {
        let size = scale.sizes[self.variable];
        let pass = Region::test(self.variable, self.options, size);
        let miss = Region::test(self.variable, OptionSet::full(size).difference(self.options), size);
        let asked = &scale.asked[scale.variables[self.variable].question];
        Ok(Decided {
            holds: asked.holds.and(&pass, scale.sizes)?,
            fails: asked.fails.or(&miss, scale.sizes)?,
        })
    }
}
