//! Calibration: how reliable the words of a rulebook are, measured over the decisions that its cases tell of.

mod decision;
mod interviewer;
mod noise;
mod own_sources;
mod rates;
mod thresholds;

use indexmap::IndexMap;
use schemars::JsonSchema;
use serde::Serialize;

use super::cases::{Certainty, RulebookCase};
use crate::answers::Answers;
use crate::engine::Status;
use crate::rulebook::{Axis, Calibration, QuestionId, Rulebook};
use decision::DecisionCase;

pub use decision::{AxisDecision, Decision};
pub use interviewer::{Exchange, Interviewer};
pub use noise::Noise;
pub use own_sources::OwnSources;
pub use rates::{Kept, LeadBand, Outcome, Rates};
pub use thresholds::Threshold;

/// After so many answers an interview is compared with its end.
pub const AFTER: [usize; 4] = [3, 5, 8, 10];

/// How reliable the words of a rulebook are.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Reliability {
    /// The format: `archwise-calibration/1`.
    pub schema: &'static str,
    /// The id of the rulebook.
    pub rulebook: String,
    /// Its version.
    pub version: String,
    /// Its lead under which a verdict is close.
    pub close_call: i32,
    /// Its share of plausible completions that a likely verdict keeps, in percent.
    pub likely: u8,
    /// The questions whose answers were left out.
    pub without: Vec<String>,
    /// What the header of a rulebook says of itself, as measured.
    pub calibration: Calibration,
    /// The verdicts on the published decisions.
    pub published: Verdicts,
    /// The same for each axis.
    pub axes: Vec<AxisReliability>,
    /// What would be called likely with other thresholds; empty without axes.
    pub thresholds: Vec<Threshold>,
    /// The verdicts on what the author of the rulebook describes: never counted as published decisions.
    pub own_descriptions: Rates,
    /// The published decisions without the rules that cite the works that tell of them.
    pub own_sources: OwnSources,
    /// What moved points do to winners.
    pub noise: Noise,
    /// The leader after some answers, against the verdict on all answers of a published decision.
    pub interview: Vec<Agreement>,
    /// Each decision with its verdict, the own descriptions last.
    pub decisions: Vec<Decision>,
}

/// How many verdicts were right, in all and by what they said.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Verdicts {
    /// All of them.
    pub all: Rates,
    /// Those that are decided, close or likely.
    pub firm: Rates,
    /// By status.
    pub by_status: IndexMap<&'static str, Rates>,
    /// By the lead over the runner-up.
    pub by_lead: IndexMap<&'static str, Rates>,
    /// By how sure it is which architecture is right.
    pub by_certainty: IndexMap<&'static str, Rates>,
}

/// How often the side of an axis that leads is that of the right architecture.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct AxisReliability {
    /// The id of the axis.
    pub axis: String,
    /// The question that it answers.
    pub ask: String,
    /// All decisions on which the expected architecture has a side.
    pub all: Rates,
    /// Those in which a side leads by `close_call` or more, or the other side is ruled out.
    pub clear: Rates,
    /// By status.
    pub by_status: IndexMap<&'static str, Rates>,
    /// By the lead over the other side.
    pub by_lead: IndexMap<&'static str, Rates>,
}

/// How often the leader after some answers is that of all answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Agreement {
    /// After so many answers, "don't know" not counted.
    pub answers: usize,
    /// Over the decisions of which more is known.
    pub leaders: Kept,
}

impl Reliability {
    /// Measures over the cases of a rulebook, as if nobody had answered some of its questions.
    pub fn measure(rulebook: &Rulebook, cases: &[RulebookCase], without: &[QuestionId]) -> Self {
        let situations = situations(rulebook, cases, without);
        let told = told(cases, &situations);
        let (published, own): (Vec<_>, Vec<_>) = told.iter().partition(|case| case.is_published());
        let judge = |cases: &[&DecisionCase<'_>]| -> Vec<Decision> {
            cases.iter().map(|case| case.judge(rulebook)).collect()
        };
        let (decisions, own) = (judge(&published), judge(&own));
        let judged: Vec<(&DecisionCase<'_>, &Decision)> = published.iter().copied().zip(&decisions).collect();
        let all: Vec<&Decision> = decisions.iter().collect();
        let axes: Vec<AxisReliability> =
            rulebook.axes.iter().map(|axis| AxisReliability::of(axis, &all)).collect();
        let verdicts = Verdicts::of(&all);
        Self {
            schema: "archwise-calibration/1",
            rulebook: rulebook.id.clone(),
            version: rulebook.version.clone(),
            close_call: rulebook.close_call,
            likely: rulebook.likely,
            without: without.iter().map(|question| rulebook.questions[*question].id.clone()).collect(),
            calibration: calibration(&verdicts, &axes),
            published: verdicts,
            axes,
            thresholds: thresholds::thresholds(&all),
            own_descriptions: own.iter().map(|decision| decision.outcome).collect(),
            own_sources: OwnSources::measure(rulebook, &judged),
            noise: Noise::measure(rulebook, situations.iter()),
            interview: agreements(rulebook, &judged),
            decisions: decisions.into_iter().chain(own).collect(),
        }
    }

    /// Returns what the header of the rulebook should say in the place of what it says; `None` if it says
    /// nothing, says just that, or some answers were left out.
    pub fn correction(&self, rulebook: &Rulebook) -> Option<Calibration> {
        let said = rulebook.calibration.filter(|_| self.without.is_empty())?;
        (said != self.calibration).then_some(self.calibration)
    }
}

/// Returns what a rulebook says of each decision that the cases tell of, as if nobody had answered some of
/// its questions. It is what takes least of [`Reliability::measure`].
pub fn decisions(rulebook: &Rulebook, cases: &[RulebookCase], without: &[QuestionId]) -> Vec<Decision> {
    let situations = situations(rulebook, cases, without);
    told(cases, &situations).iter().map(|case| case.judge(rulebook)).collect()
}

/// Returns what is known in each case without the answers to some questions.
fn situations(rulebook: &Rulebook, cases: &[RulebookCase], without: &[QuestionId]) -> Vec<Answers> {
    let mut situations: Vec<Answers> = cases.iter().map(|case| case.answers.clone()).collect();
    for answers in &mut situations {
        without.iter().for_each(|question| answers.clear(rulebook, *question));
    }
    situations
}

/// Returns the cases that tell of a decision.
fn told<'c>(cases: &'c [RulebookCase], situations: &[Answers]) -> Vec<DecisionCase<'c>> {
    let cases = cases.iter().zip(situations);
    cases.filter_map(|(case, answers)| DecisionCase::of(case, answers.clone())).collect()
}

fn calibration(verdicts: &Verdicts, axes: &[AxisReliability]) -> Calibration {
    let status = |status: Status| verdicts.by_status[status.word()].hits();
    let clear = axes.iter().fold(Rates::default(), |all, axis| all.and(axis.clear));
    Calibration {
        decided: status(Status::Decided),
        close: status(Status::Close),
        likely: status(Status::Likely),
        open: status(Status::Open),
        clear_axes: clear.hits(),
    }
}

impl Verdicts {
    fn of(decisions: &[&Decision]) -> Self {
        let some = |keep: &dyn Fn(&Decision) -> bool| -> Rates {
            decisions.iter().filter(|decision| keep(decision)).map(|decision| decision.outcome).collect()
        };
        let status = |status: Status| (status.word(), some(&|decision| decision.status == status));
        let lead = |band: LeadBand| (band.word(), some(&|decision| LeadBand::of(decision.lead) == band));
        let certainty = |c: Certainty| (c.word(), some(&|decision| decision.certainty == c));
        Self {
            all: some(&|_| true),
            firm: some(&|decision| decision.status.is_firm()),
            by_status: Status::ALL.into_iter().map(status).collect(),
            by_lead: LeadBand::ALL.into_iter().map(lead).collect(),
            by_certainty: Certainty::ALL.into_iter().map(certainty).collect(),
        }
    }
}

impl AxisReliability {
    fn of(axis: &Axis, decisions: &[&Decision]) -> Self {
        let of_axis: Vec<&AxisDecision> =
            decisions.iter().flat_map(|d| &d.axes).filter(|decided| decided.axis == axis.id).collect();
        let some = |keep: &dyn Fn(&AxisDecision) -> bool| -> Rates {
            of_axis.iter().filter(|decided| keep(decided)).map(|decided| decided.outcome).collect()
        };
        let status = |status: Status| (status.word(), some(&|decided| decided.status == status));
        let lead = |band: LeadBand| (band.word(), some(&|decided| LeadBand::of(decided.lead) == band));
        Self {
            axis: axis.id.clone(),
            ask: axis.ask.clone(),
            all: some(&|_| true),
            clear: some(&|decided| decided.clear),
            by_status: Status::ALL.into_iter().map(status).collect(),
            by_lead: LeadBand::ALL.into_iter().map(lead).collect(),
        }
    }
}

fn agreements(rulebook: &Rulebook, published: &[(&DecisionCase<'_>, &Decision)]) -> Vec<Agreement> {
    let mut interviewer = Interviewer::new(rulebook);
    let mut all = AFTER.map(|answers| Agreement { answers, leaders: Kept::default() });
    let most = AFTER.iter().max().map_or(0, |most| most + 1);
    for (case, decision) in published {
        let exchanges = interviewer.ask(&case.answers, most);
        // Where no more is known than that, the comparison would be with itself.
        for agreement in all.iter_mut().filter(|agreement| agreement.answers < exchanges.len()) {
            let leader = exchanges[agreement.answers - 1].leader;
            let leader = leader.map(|leader| &rulebook.architectures[leader].id);
            agreement.leaders.add(leader == decision.recommended.as_ref());
        }
    }
    all.to_vec()
}
