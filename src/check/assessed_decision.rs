//! What is held of the whole system or of one part: its assessment now, and what the decision rested on.

use std::borrow::Cow;

use super::{ChangesSince, DecidedBy, DecisionReport, Requirements, Subject};
use crate::adr::{Basis, ParsedRecord};
use crate::answers::{AnswersFile, DecisionRecord, Part, RulebookPin};
use crate::assessment::{Assessment, Assessor};
use crate::diagnostic::{Diagnostics, Place, SourceText};
use crate::document::Whereabouts;
use crate::engine::{Effort, Status};
use crate::report::{Comparison, Report};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Rulebook};

const BASELINE: &str = "the baseline";
const RECORD: &str = "the record";

pub(super) struct AssessedDecision<'a> {
    pub part: Option<&'a Part>,
    pub decision: Option<&'a DecisionRecord>,
    /// The record that the decision names, if it names one that can be read here.
    pub page: Option<Result<ParsedRecord, Diagnostics>>,
    pub held: Option<(String, DecidedBy)>,
    pub then: Option<EarlierBasis>,
    pub report: Report,
    pub since: Option<ChangesSince>,
    /// Where the decision stands, or the file begins.
    pub at: Place,
}

/// What was known when it was decided.
pub(super) struct EarlierBasis {
    pub what: &'static str,
    pub basis: Basis,
    /// How firm the verdict was, where that is known.
    pub status: Option<Status>,
}

/// Where the file begins, or the key of an entry of it; of one that is gone the nearest key above.
pub(super) fn start_of(file: &AnswersFile, entry: Option<&str>) -> Place {
    let nowhere = || {
        let nothing = SourceText { name: String::new(), text: String::new() };
        Place::point(&nothing.into(), 1, 1)
    };
    let at = |at: &Whereabouts| entry.map_or_else(|| at.place(None), |entry| at.key_below(entry));
    file.at.as_ref().map_or_else(nowhere, at)
}

impl<'a> AssessedDecision<'a> {
    /// The whole, then each part of which something is held.
    pub(super) fn all(
        subject: &Subject<'a>,
        demands: &Requirements,
        rulebook: &Rulebook,
        effort: &Effort,
    ) -> Vec<Self> {
        let whole = Self::of(None, subject, demands, rulebook, effort);
        let parts = subject.file.parts.iter().filter(|part| {
            let known = subject.baseline.is_some_and(|(basis, _)| basis.parts.contains_key(&part.id));
            part.decision.is_some() || known
        });
        let parts = parts.map(|part| Self::of(Some(part), subject, demands, rulebook, effort));
        [whole].into_iter().chain(parts.collect::<Vec<_>>()).collect()
    }

    fn of(
        part: Option<&'a Part>,
        subject: &Subject<'a>,
        demands: &Requirements,
        rulebook: &Rulebook,
        effort: &Effort,
    ) -> Self {
        let decision = part.map_or(subject.file.decision.as_ref(), |part| part.decision.as_ref());
        let local = |record: &&String| !record.contains("://");
        let record = decision.and_then(|decision| decision.record.as_ref()).filter(local);
        let page = record.map(|record| (subject.records)(record));
        let then = EarlierBasis::of(part, subject, page.as_ref());
        let held = held(part, decision, subject, demands, rulebook);
        let answers = match part {
            Some(part) => Cow::Owned(part.over(rulebook, &subject.file.answers)),
            None => Cow::Borrowed(&subject.file.answers),
        };
        let among = demands.among.or_else(|| then.as_ref()?.basis.among(rulebook));
        let among = among.unwrap_or_else(|| ArchitectureSet::full(rulebook.architectures.len()));
        let assessor = Assessor { rulebook, among, effort: effort.clone() };
        let mut now = assessor.assess_answers(answers, subject.file.all_weights(rulebook));
        now.notes = &subject.file.notes;
        let since = then.as_ref().map(|then| then.since(&assessor, &now));
        let report = now.report();
        let at = match decision {
            Some(decision) => decision.at.place(Some("architecture")),
            None => {
                let part = part.map(|part| format!("parts.{}", part.id));
                start_of(subject.file, part.as_deref())
            }
        };
        Self { part, decision, page, held, then, report, since, at }
    }

    pub(super) fn into_held(self) -> DecisionReport {
        let part = self.part.map(|part| part.id.clone());
        DecisionReport { part, architecture: self.held, report: self.report, since: self.since }
    }

    /// Whether the architecture that is held leads, or shares the lead.
    pub(super) fn holds(&self) -> bool {
        let Some((held, _)) = &self.held else { return true };
        let verdict = &self.report.verdict;
        let net = |id: &str| self.report.ranking.iter().find(|r| r.architecture == id).map(|r| r.net);
        match &verdict.architecture {
            Some(leader) if leader == held => true,
            Some(leader) => verdict.possible.contains(held) && net(leader) == net(held) && !self.is_out(held),
            None => false,
        }
    }

    pub(super) fn is_out(&self, architecture: &str) -> bool {
        let ranked = self.report.ranking.iter().find(|ranked| ranked.architecture == architecture);
        ranked.is_some_and(|ranked| !ranked.ruled_out_by.is_empty())
    }

    /// Who leads now with the answers of then.
    pub(super) fn led_then(&self) -> Option<&str> {
        self.since.as_ref()?.comparison.before.verdict.architecture.as_deref()
    }

    /// The rulebook of then and who names it, where that is known. A baseline counts before what the decision
    /// says, and that before what its record says.
    pub(super) fn pin(&self) -> Option<(&'static str, &RulebookPin)> {
        let then = self.then.as_ref().and_then(EarlierBasis::pin);
        let stated = self.decision.and_then(|decision| decision.rulebook.as_ref());
        match (then, stated) {
            (Some((BASELINE, pin)), _) => Some((BASELINE, pin)),
            (_, Some(pin)) => Some(("the decision", pin)),
            (then, None) => then,
        }
    }
}

impl EarlierBasis {
    /// The baseline counts before the record.
    fn of(
        part: Option<&Part>,
        subject: &Subject<'_>,
        page: Option<&Result<ParsedRecord, Diagnostics>>,
    ) -> Option<Self> {
        if let Some((basis, status)) = subject.baseline {
            let basis = part.map_or(Some(basis.clone()), |part| basis.of_part(&part.id))?;
            return Some(Self { what: BASELINE, basis, status: part.is_none().then_some(*status) });
        }
        let basis = page?.as_ref().ok()?.basis.as_ref()?;
        let basis = match part {
            // A record that tells of no parts may be that of the part alone.
            Some(part) => basis.of_part(&part.id).unwrap_or_else(|| basis.clone()),
            None => basis.clone(),
        };
        Some(Self { what: RECORD, basis, status: None })
    }

    fn pin(&self) -> Option<(&'static str, &RulebookPin)> {
        Some((self.what, self.basis.rulebook.as_ref()?))
    }

    /// Compares what was known then with now, both by the rulebook of now.
    fn since(&self, assessor: &Assessor<'_>, now: &Assessment<'_>) -> ChangesSince {
        let rulebook = assessor.rulebook;
        let answers = self.basis.answers(rulebook, self.what);
        let before = assessor.assess_answers(Cow::Owned(answers), self.basis.weights(rulebook));
        ChangesSince { what: self.what, comparison: Comparison::of(&before, now) }
    }
}

fn held(
    part: Option<&Part>,
    decision: Option<&DecisionRecord>,
    subject: &Subject<'_>,
    demands: &Requirements,
    rulebook: &Rulebook,
) -> Option<(String, DecidedBy)> {
    let id = |architecture: ArchitectureId| rulebook.architectures[architecture].id.clone();
    let expected = demands.expect.filter(|_| part.is_none()).map(|expect| (id(expect), DecidedBy::Expect));
    let decided = decision.map(|decision| (id(decision.architecture), DecidedBy::Decision));
    let baseline = || {
        let (basis, _) = subject.baseline?;
        let architecture = match part {
            Some(part) => basis.parts.get(&part.id)?.architecture.clone()?,
            None => basis.architecture.clone()?,
        };
        Some((architecture, DecidedBy::Baseline))
    };
    expected.or(decided).or_else(baseline)
}
