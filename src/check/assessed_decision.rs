//! The decision on the whole system or on one part: its assessment now, and what it rested on.

use std::borrow::Cow;

use super::{ChangesSince, DecidedBy, DecisionReport, RecordError, Requirements, Subject};
use crate::adr::{Basis, ParsedRecord};
use crate::answers::{AnswersFile, DecisionRecord, Part, RulebookPin};
use crate::assessment::{Assessment, Assessor};
use crate::diagnostic::{Place, SourceText};
use crate::document::{Whereabouts, key_in_path};
use crate::engine::{Effort, Status};
use crate::report::{Comparison, Ranked, Report};
use crate::rulebook::{ArchitectureId, ArchitectureSet, Rulebook};

const BASELINE: &str = "the baseline";
const RECORD: &str = "the record";

pub(super) struct AssessedDecision<'a> {
    pub subject: &'a Subject<'a>,
    pub rulebook: &'a Rulebook,
    /// `None` for the whole.
    pub part: Option<&'a Part>,
    /// The candidates among which it was assessed.
    pub among: ArchitectureSet,
    /// What the answers file says was decided.
    pub recorded: Option<&'a DecisionRecord>,
    /// The record that the file names; `None` if it names none, or one on the web.
    pub record: Option<Result<ParsedRecord, RecordError>>,
    /// The architecture that must lead, and who says so.
    pub required: Option<(String, DecidedBy)>,
    pub earlier: Option<EarlierBasis>,
    /// The assessment by the answers of now.
    pub report: Report,
    /// `None` without an earlier basis.
    pub changes: Option<ChangesSince>,
    /// Where the decision stands, or the part or the file begins.
    pub place: Place,
}

/// What was known when it was decided.
pub(super) struct EarlierBasis {
    /// Who kept it: [`BASELINE`] or [`RECORD`].
    pub source: &'static str,
    pub basis: Basis,
    /// The status of the verdict; `None` if only the answers were kept.
    pub status: Option<Status>,
}

/// Returns where an entry of the file stands, or the nearest key above it if it is gone; without an entry
/// where the file begins.
pub(super) fn place_in(file: &AnswersFile, entry: Option<&str>) -> Place {
    let place = |at: &Whereabouts| entry.map_or_else(|| at.place(None), |entry| at.key_below(entry));
    file.at.as_ref().map_or_else(nowhere, place)
}

/// Returns the place of what was made by a program and stands in no text.
fn nowhere() -> Place {
    let nothing = SourceText { name: String::new(), text: String::new() };
    Place::point(&nothing.into(), 1, 1)
}

impl<'a> AssessedDecision<'a> {
    /// Assesses the whole, then each part that has a decision, in the file or in the baseline.
    pub(super) fn all(
        subject: &'a Subject<'a>,
        requirements: &Requirements,
        rulebook: &'a Rulebook,
        effort: &Effort,
    ) -> Vec<Self> {
        let parts = subject.file.parts.iter().filter(|part| {
            let in_baseline = subject.baseline.is_some_and(|(basis, _)| basis.parts.contains_key(&part.id));
            part.decision.is_some() || in_baseline
        });
        let each = [None].into_iter().chain(parts.map(Some));
        each.map(|part| Self::of(part, subject, requirements, rulebook, effort)).collect()
    }

    fn of(
        part: Option<&'a Part>,
        subject: &'a Subject<'a>,
        requirements: &Requirements,
        rulebook: &'a Rulebook,
        effort: &Effort,
    ) -> Self {
        let recorded = part.map_or(subject.file.decision.as_ref(), |part| part.decision.as_ref());
        let path = recorded.and_then(|decision| decision.record.as_ref());
        let record = path.filter(|path| !path.contains("://")).map(|path| (subject.records)(path));
        let earlier = EarlierBasis::of(part, subject, record.as_ref());
        let among = requirements.among.or_else(|| earlier.as_ref()?.basis.among(rulebook));
        let among = among.unwrap_or_else(|| ArchitectureSet::full(rulebook.architectures.len()));
        let assessor = Assessor { rulebook, among, effort: effort.clone() };
        let answers = match part {
            Some(part) => Cow::Owned(part.over(rulebook, &subject.file.answers)),
            None => Cow::Borrowed(&subject.file.answers),
        };
        let mut now = assessor.assess_answers(answers, subject.file.all_weights(rulebook));
        now.notes = &subject.file.notes;
        Self {
            subject,
            rulebook,
            part,
            among,
            recorded,
            record,
            required: required(part, recorded, subject, requirements, rulebook),
            report: now.report(),
            changes: earlier.as_ref().map(|earlier| earlier.changes(&assessor, &now)),
            earlier,
            place: place(part, recorded, subject.file),
        }
    }

    pub(super) fn into_report(self) -> DecisionReport {
        let part = self.part.map(|part| part.id.clone());
        DecisionReport { part, required: self.required, report: self.report, changes: self.changes }
    }

    /// Returns whether the architecture that must lead does, or shares the lead and can still win.
    pub(super) fn holds(&self) -> bool {
        let Some((required, _)) = &self.required else { return true };
        let verdict = &self.report.verdict;
        match &verdict.architecture {
            Some(leader) if leader == required => true,
            Some(leader) => {
                let ties = self.net(leader) == self.net(required);
                verdict.possible.contains(required) && ties && !self.is_ruled_out(required)
            }
            None => false,
        }
    }

    /// Returns the weighted points of an architecture; `None` if it is not among the candidates.
    pub(super) fn net(&self, architecture: &str) -> Option<i32> {
        let ranked = self.report.ranking.iter().find(|ranked| ranked.architecture == architecture);
        ranked.map(|ranked| ranked.net)
    }

    pub(super) fn is_ruled_out(&self, architecture: &str) -> bool {
        let ranked = self.report.ranking.iter().find(|ranked| ranked.architecture == architecture);
        ranked.is_some_and(Ranked::is_ruled_out)
    }

    /// Returns who leads by the rulebook of now with the answers of then.
    pub(super) fn earlier_leader(&self) -> Option<&str> {
        self.changes.as_ref()?.comparison.before.verdict.architecture.as_deref()
    }

    /// Returns the rulebook of then and who names it. A baseline counts before what the decision says, and
    /// that before what its record says.
    pub(super) fn earlier_rulebook(&self) -> Option<(&'static str, &RulebookPin)> {
        let kept = self.earlier.as_ref().and_then(EarlierBasis::rulebook);
        let stated = self.recorded.and_then(|decision| decision.rulebook.as_ref());
        match (kept, stated) {
            (Some((BASELINE, pin)), _) => Some((BASELINE, pin)),
            (_, Some(pin)) => Some(("the decision", pin)),
            (kept, None) => kept,
        }
    }

    /// Returns ` of the part `billing``, or nothing for the whole.
    pub(super) fn of_part(&self) -> String {
        self.part.map_or(String::new(), |part| format!(" of the part `{}`", part.id))
    }
}

impl EarlierBasis {
    /// Returns what the baseline knows, or else what the record does.
    fn of(
        part: Option<&Part>,
        subject: &Subject<'_>,
        record: Option<&Result<ParsedRecord, RecordError>>,
    ) -> Option<Self> {
        if let Some((basis, status)) = subject.baseline {
            let basis = part.map_or(Some(basis.clone()), |part| basis.of_part(&part.id))?;
            return Some(Self { source: BASELINE, basis, status: part.is_none().then_some(*status) });
        }
        let basis = record?.as_ref().ok()?.basis.as_ref()?;
        let of_part = part.and_then(|part| basis.of_part(&part.id));
        // A record that tells of no parts may be that of the part alone.
        Some(Self { source: RECORD, basis: of_part.unwrap_or_else(|| basis.clone()), status: None })
    }

    fn rulebook(&self) -> Option<(&'static str, &RulebookPin)> {
        Some((self.source, self.basis.rulebook.as_ref()?))
    }

    /// Compares what was known then with now, both by the rulebook of now.
    fn changes(&self, assessor: &Assessor<'_>, now: &Assessment<'_>) -> ChangesSince {
        let rulebook = assessor.rulebook;
        let answers = self.basis.answers(rulebook, self.source);
        let before = assessor.assess_answers(Cow::Owned(answers), self.basis.weights(rulebook));
        ChangesSince { source: self.source, comparison: Comparison::of(&before, now) }
    }
}

/// Returns which architecture must lead: `--expect` counts before the file, and the file before the baseline.
fn required(
    part: Option<&Part>,
    recorded: Option<&DecisionRecord>,
    subject: &Subject<'_>,
    requirements: &Requirements,
    rulebook: &Rulebook,
) -> Option<(String, DecidedBy)> {
    let id = |architecture: ArchitectureId| rulebook.architectures[architecture].id.clone();
    let expected = requirements.expect.filter(|_| part.is_none()).map(|a| (id(a), DecidedBy::Expect));
    let decided = recorded.map(|decision| (id(decision.architecture), DecidedBy::Decision));
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

fn place(part: Option<&Part>, recorded: Option<&DecisionRecord>, file: &AnswersFile) -> Place {
    if let Some(decision) = recorded {
        return decision.at.place(Some("architecture"));
    }
    let part = part.map(|part| format!("parts.{}", key_in_path(&part.id)));
    place_in(file, part.as_deref())
}
