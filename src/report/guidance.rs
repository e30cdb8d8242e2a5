//! What goes on after the verdict, checked against the answers: needs, kind, first steps, measures and risks.

use indexmap::{IndexMap, IndexSet};
use schemars::JsonSchema;
use serde::Serialize;

use super::causes::Known;
use super::sources::source_ids;
use crate::options::{OptionSet, Truth};
use crate::rulebook::guidance::{FirstSteps, Guidance, Measure, Need, Risk, Variant, When};
use crate::rulebook::{OptionSets, Rulebook, Variable, VariableId, and_list, or_list};

/// The advice that comes with an architecture, as far as the answers tell.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct GuidanceView {
    /// What must be in place before it pays off.
    pub needs: Vec<NeedView>,
    /// How many of the needs are not in place.
    pub missing: usize,
    /// How many of the needs are in place, are not, and were not asked for; `null` without needs.
    pub needs_summary: Option<String>,
    /// Which kind of it fits, as far as is known; `null` if the rulebook tells no kinds apart, or none fits.
    pub variant: Option<VariantView>,
    /// The kinds that open answers may make of it instead.
    pub other_variants: Vec<VariantView>,
    /// The same in a sentence; `null` if no open answer can change the kind.
    pub other_kinds: Option<String>,
    /// The styles within it that fit.
    pub styles: Vec<VariantView>,
    /// The way from what exists to there; `null` if the rulebook names none that fits.
    pub first_steps: Option<FirstStepsView>,
    /// The figures to watch.
    pub measures: Vec<MeasureView>,
    /// What can go wrong, what bites here first.
    pub risks: Vec<RiskView>,
}

/// Whether something that must be in place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NeedState {
    /// The answers say that it is in place.
    InPlace,
    /// The answers say that it is not.
    NotInPlace,
    /// No question asks for it, or the answer is open.
    NotAsked,
}

impl NeedState {
    /// Returns the words for it.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::InPlace => "in place",
            Self::NotInPlace => "not in place",
            Self::NotAsked => "to be checked",
        }
    }
}

/// A prerequisite, and whether it is in place.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct NeedView {
    /// What must be in place.
    pub what: String,
    /// Whether it is.
    pub state: NeedState,
    /// The answers that tell, or would tell; empty if no question does.
    pub answers: IndexMap<String, Vec<String>>,
    /// What it cites.
    pub sources: Vec<String>,
}

/// A kind of an architecture, or a style within it.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct VariantView {
    /// What it is called.
    pub name: String,
    /// What to do, in a sentence or two.
    pub about: String,
    /// The answers for which it is made, or on which it depends; empty if it is for what is left.
    pub answers: IndexMap<String, Vec<String>>,
    /// What it cites.
    pub sources: Vec<String>,
}

/// The way from what exists to an architecture.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct FirstStepsView {
    /// What to do, one after the other.
    pub steps: Vec<String>,
    /// What others paid in time or money.
    pub takes: Option<String>,
    /// The answers for which it is the way; empty if it is for what is left.
    pub answers: IndexMap<String, Vec<String>>,
    /// The questions whose open answers may make another way the right one.
    pub depends_on: Vec<String>,
    /// What it cites.
    pub sources: Vec<String>,
}

/// A figure to watch.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct MeasureView {
    /// What is measured.
    pub what: String,
    /// What it tells.
    pub why: String,
    /// How to take it.
    pub how: Option<String>,
    /// The threshold, with its unit.
    pub good: String,
    /// What it cites.
    pub sources: Vec<String>,
}

/// What can go wrong.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct RiskView {
    /// What can go wrong.
    pub what: String,
    /// What helps against it.
    pub mitigation: String,
    /// Whether it bites here; `null` if no question tells.
    pub bites: Option<Truth>,
    /// The answers that tell, or would tell.
    pub answers: IndexMap<String, Vec<String>>,
    /// What it cites.
    pub sources: Vec<String>,
}

impl GuidanceView {
    /// Yields the sources that it cites.
    pub(super) fn sources(&self) -> impl Iterator<Item = &String> {
        let variants = self.variant.iter().chain(&self.other_variants).chain(&self.styles);
        let needs = self.needs.iter().flat_map(|need| &need.sources);
        let measures = self.measures.iter().flat_map(|measure| &measure.sources);
        let risks = self.risks.iter().flat_map(|risk| &risk.sources);
        let first_steps = self.first_steps.iter().flat_map(|way| &way.sources);
        needs
            .chain(variants.flat_map(|variant| &variant.sources))
            .chain(first_steps)
            .chain(measures)
            .chain(risks)
    }
}

/// Checks the advice of an architecture against what is known.
pub(super) fn guidance(
    rulebook: &Rulebook,
    known: &Known<'_>,
    sets: &OptionSets,
    guidance: &Guidance,
) -> GuidanceView {
    let checker = Checker { rulebook, known, sets };
    let needed = |need: &&Need| checker.truth(&need.when) != Truth::Fails;
    let needs: Vec<NeedView> = guidance.needs.iter().filter(needed).map(|need| checker.need(need)).collect();
    let (variant, other_variants) = checker.first_that_holds(&guidance.variants, |variant| &variant.when);
    let other_variants: Vec<VariantView> =
        other_variants.into_iter().map(|variant| checker.variant(variant)).collect();
    let (first_steps, other_steps) = checker.first_that_holds(&guidance.first_steps, |way| &way.when);
    let holds = |variant: &&Variant| checker.truth(&variant.when) == Truth::Holds;
    let usual = checker.without_open_demands();
    let is_usual = Checker { sets: &usual, ..checker };
    let measured = |measure: &&Measure| is_usual.truth(&measure.when) != Truth::Fails;
    let mut risks: Vec<RiskView> = guidance.risks.iter().map(|risk| checker.risk(risk)).collect();
    // Stable, so that among equals the rulebook's order stands.
    risks.sort_by_key(|risk| match risk.bites {
        Some(Truth::Holds) => 0,
        Some(Truth::Open) | None => 1,
        Some(Truth::Fails) => 2,
    });
    GuidanceView {
        missing: count(&needs, NeedState::NotInPlace),
        needs_summary: needs_summary(&needs),
        needs,
        variant: variant.map(|variant| checker.variant(variant)),
        other_kinds: other_kinds(rulebook, &other_variants),
        other_variants,
        styles: guidance.styles.iter().filter(holds).map(|style| checker.variant(style)).collect(),
        first_steps: first_steps.map(|way| checker.first_steps(way, &other_steps)),
        measures: guidance.measures.iter().filter(measured).map(|m| checker.measure(m)).collect(),
        risks,
    }
}

/// Says how many other kinds open answers may make of it, and which answers these are; `None` without any.
fn other_kinds(rulebook: &Rulebook, variants: &[VariantView]) -> Option<String> {
    let ids: IndexSet<&String> = variants.iter().flat_map(|variant| variant.answers.keys()).collect();
    let asked = ids.into_iter().filter_map(|id| rulebook.question(id));
    let asked: Vec<String> = asked.map(|q| format!("“{}”", rulebook.questions[q].ask)).collect();
    let names: Vec<String> = variants.iter().map(|variant| variant.name.clone()).collect();
    let kinds = match names.as_slice() {
        [] => return None,
        [only] => only.clone(),
        some if some.len() <= NAMED_KINDS => or_list(some),
        some => format!("one of {} other kinds", some.len()),
    };
    Some(format!("It may still become {kinds}, depending on {}.", and_list(&asked)))
}

/// So many other kinds are named in a sentence; more are counted, and listed on demand.
const NAMED_KINDS: usize = 2;

fn count(needs: &[NeedView], state: NeedState) -> usize {
    needs.iter().filter(|need| need.state == state).count()
}

/// Says how many of the needs are in which state; `None` without needs.
fn needs_summary(needs: &[NeedView]) -> Option<String> {
    let states = [NeedState::InPlace, NeedState::NotInPlace, NeedState::NotAsked];
    let counted = states.map(|state| (count(needs, state), state));
    let counted: Vec<_> = counted.into_iter().filter(|(number, _)| *number > 0).collect();
    let said = |number: usize, state: NeedState| match (state, number) {
        (NeedState::InPlace, 1) => "is",
        (NeedState::InPlace, _) => "are",
        (NeedState::NotInPlace, 1) => "is not",
        (NeedState::NotInPlace, _) => "are not",
        (NeedState::NotAsked, 1) => "is to be checked",
        (NeedState::NotAsked, _) => "are to be checked",
    };
    match counted.as_slice() {
        [] => None,
        [(1, state)] => Some(format!("One thing must be in place, and {}.", said(1, *state))),
        [(all, state)] => {
            let said = match state {
                NeedState::InPlace => "all of them are",
                NeedState::NotInPlace => "none of them is",
                NeedState::NotAsked => "all of them are to be checked",
            };
            Some(format!("{all} things must be in place; {said}."))
        }
        several => {
            let parts: Vec<String> =
                several.iter().map(|(number, state)| format!("{number} {}", said(*number, *state))).collect();
            Some(format!("{} things must be in place: {}.", needs.len(), and_list(&parts)))
        }
    }
}

#[derive(Clone, Copy)]
struct Checker<'a> {
    rulebook: &'a Rulebook,
    known: &'a Known<'a>,
    sets: &'a OptionSets,
}

impl Checker<'_> {
    /// Returns the answers as they are if nothing applies of what may apply: a figure for a demand that
    /// nobody has made is not one to watch yet.
    fn without_open_demands(&self) -> OptionSets {
        let of_choice = |variable: VariableId| self.rulebook.variables[variable].choice.is_some();
        let set = |(variable, set): (VariableId, &OptionSet)| match of_choice(variable) && set.len() > 1 {
            true => OptionSet::only(Variable::NO),
            false => *set,
        };
        self.sets.iter_enumerated().map(set).collect()
    }

    fn truth(&self, when: &Option<When>) -> Truth {
        when.as_ref().map_or(Truth::Holds, |when| when.truth(self.sets))
    }

    /// Returns the first entry that holds, and those before it that open answers may make hold.
    fn first_that_holds<'g, T>(
        &self,
        entries: &'g [T],
        when: impl Fn(&'g T) -> &'g Option<When>,
    ) -> (Option<&'g T>, Vec<&'g T>) {
        let mut open = Vec::new();
        for entry in entries {
            match self.truth(when(entry)) {
                Truth::Holds => return (Some(entry), open),
                Truth::Open => open.push(entry),
                Truth::Fails => {}
            }
        }
        (None, open)
    }

    fn answers(&self, when: &Option<When>) -> IndexMap<String, Vec<String>> {
        when.as_ref().map(|when| self.known.deciding_answers(&when.condition)).unwrap_or_default()
    }

    fn need(&self, need: &Need) -> NeedView {
        let state = match need.met_when.as_ref().map(|when| when.truth(self.sets)) {
            Some(Truth::Holds) => NeedState::InPlace,
            Some(Truth::Fails) => NeedState::NotInPlace,
            Some(Truth::Open) | None => NeedState::NotAsked,
        };
        let (answers, sources) = (self.answers(&need.met_when), source_ids(self.rulebook, &need.sources));
        NeedView { what: need.what.clone(), state, answers, sources }
    }

    fn variant(&self, variant: &Variant) -> VariantView {
        VariantView {
            name: variant.name.clone(),
            about: variant.about.clone(),
            answers: self.answers(&variant.when),
            sources: source_ids(self.rulebook, &variant.sources),
        }
    }

    fn first_steps(&self, way: &FirstSteps, others: &[&FirstSteps]) -> FirstStepsView {
        let depends_on: IndexSet<String> =
            others.iter().flat_map(|other| self.answers(&other.when).into_keys()).collect();
        FirstStepsView {
            steps: way.steps.clone(),
            takes: way.takes.clone(),
            answers: self.answers(&way.when),
            depends_on: depends_on.into_iter().collect(),
            sources: source_ids(self.rulebook, &way.sources),
        }
    }

    fn measure(&self, measure: &Measure) -> MeasureView {
        MeasureView {
            what: measure.what.clone(),
            why: measure.why.clone(),
            how: measure.how.clone(),
            good: measure.good.clone(),
            sources: source_ids(self.rulebook, &measure.sources),
        }
    }

    fn risk(&self, risk: &Risk) -> RiskView {
        RiskView {
            what: risk.what.clone(),
            mitigation: risk.mitigation.clone(),
            bites: risk.bites_when.as_ref().map(|when| when.truth(self.sets)),
            answers: self.answers(&risk.bites_when),
            sources: source_ids(self.rulebook, &risk.sources),
        }
    }
}

#[cfg(test)]
mod tests;
