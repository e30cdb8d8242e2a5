//! Where recorded answers and facts part. Only what no completion of the answer fits is reported, and only
//! with some distance, so that who stands at a border is not warned back and forth.
//!
//! Replayed over three years of 49 repositories, "the level differs" would have been said once a year for
//! each, and "two levels apart" 0.03 times.

use super::facts::{Fact, Facts};
use super::proposals::{left_by_level, left_possible};
use crate::answers::{Answers, KeptFact, KeptFacts, Reply};
use crate::diagnostic::{Code, Severity};
use crate::fact::FactKind;
use crate::options::OptionSet;
use crate::rulebook::{Kind, Observed, Question, QuestionId, Rulebook, thousands};

/// The most people of a team, and how many times as many are more than a record can hold.
const TEAM: f64 = 10.0;
const MORE: f64 = 1.25;

/// A fact that parts from what was recorded.
#[derive(Debug, Clone)]
pub struct Drift {
    /// Which kind it is.
    pub code: Code,
    /// How much it matters. Nothing here is an error: facts do not know what is needed.
    pub severity: Severity,
    /// The question whose answer it is about; `None` if it is about the facts that were kept.
    pub question: Option<QuestionId>,
    /// What parts from what, in a sentence without a full stop.
    pub message: String,
    /// The evidence.
    pub evidence: String,
    /// What the fact leaves possible, to see what that comes to; `None` if the answer need not be another.
    pub instead: Option<Reply>,
}

/// Returns where answers, and the facts that were kept with them, part from the facts of now.
pub fn drift(facts: &Facts, answers: &Answers, kept: Option<&KeptFacts>, rulebook: &Rulebook) -> Vec<Drift> {
    let mut found = Vec::new();
    for (index, question) in rulebook.questions.iter_enumerated() {
        // Who answered nothing contradicts nothing.
        if answers.given(index).is_none() || *answers.of(rulebook, index) == *Reply::unknown(question).sets {
            continue;
        }
        let recorded = Recorded { index, question, sets: answers.of(rulebook, index), kept };
        for observed in question.observed.iter().filter(|observed| !observed.hint) {
            let Some(fact) = facts.of(observed.fact).filter(|fact| fact.complete) else { continue };
            found.extend(recorded.against(observed, fact));
        }
    }
    found.extend(kept.into_iter().flat_map(|kept| moved(facts, kept)));
    found
}

/// The recorded answer to one question.
struct Recorded<'r> {
    index: QuestionId,
    question: &'r Question,
    sets: &'r [OptionSet],
    kept: Option<&'r KeptFacts>,
}

impl Recorded<'_> {
    fn against(&self, observed: &Observed, fact: &Fact) -> Option<Drift> {
        if observed.fact.is_number() {
            return self.too_few_teams(observed, fact);
        }
        if let Some(found) = self.services_are_gone(observed, fact) {
            return Some(found);
        }
        let level = observed.fact.level(fact.level?)?;
        if !observed.fact.is_scale() {
            let left = left_by_level(observed, level)?;
            return self.excludes(&left).then(|| self.contradicted(fact, &left));
        }
        // On a scale one level of difference is a border; two are none.
        let below = level.checked_sub(1).and_then(|below| left_by_level(observed, below));
        match below {
            Some(below) if self.excludes(&below) => {
                Some(self.contradicted(fact, &left_possible(fact, observed, self.question)?))
            }
            _ => self.unmet(observed, fact, level),
        }
    }

    /// Returns whether no option that was recorded is left possible.
    fn excludes(&self, left: &[OptionSet]) -> bool {
        self.sets.iter().zip(left).any(|(recorded, left)| recorded.intersection(*left).is_empty())
    }

    fn says(&self) -> String {
        self.question.left_by(self.sets)
    }

    fn contradicted(&self, fact: &Fact, left: &[OptionSet]) -> Drift {
        let id = &self.question.id;
        Drift {
            code: code_of(fact.fact),
            severity: Severity::Warning,
            question: Some(self.index),
            message: format!("`{id}` is recorded as {}, but {}", self.says(), clause(fact)),
            evidence: fact.evidence.clone(),
            instead: Some(Reply { sets: left.to_vec(), number: None }),
        }
    }

    /// The need is two levels above what is done: no mistake of the answer, but worth knowing.
    fn unmet(&self, observed: &Observed, fact: &Fact, level: usize) -> Option<Drift> {
        let above = (level + 1 < observed.by_level.len()).then(|| left_by_level(observed, level + 1))??;
        let reached = self.question.least_of(&above)?;
        let slowest = self.sets.first()?.first()?;
        let is_need = self.question.kind == Kind::Ordinal && slowest > reached;
        is_need.then(|| Drift {
            code: Code::ObservedCadenceUnmet,
            severity: Severity::Note,
            question: Some(self.index),
            message: format!("`{}` asks for {}, but so far {}", self.question.id, self.says(), clause(fact)),
            evidence: fact.evidence.clone(),
            instead: None,
        })
    }

    /// More people in both quarters than the recorded teams can be, with room to spare.
    fn too_few_teams(&self, observed: &Observed, fact: &Fact) -> Option<Drift> {
        let last = self.sets.first()?.iter().last()?;
        let most_teams = self.question.options.get(last + 1)?.from? - 1.0;
        let before = fact.figures.get("regular_before").and_then(serde_json::Number::as_u64);
        let people = fact.count?.min(before?) as f64;
        if people <= MORE * TEAM * most_teams {
            return None;
        }
        let left = left_possible(fact, observed, self.question)?;
        let most = thousands(TEAM * most_teams);
        Some(Drift {
            code: code_of(fact.fact),
            severity: Severity::Warning,
            question: Some(self.index),
            message: format!(
                "`{}` is recorded as {}, at most {most} people, but {people} committed regularly in both quarters",
                self.question.id,
                self.says()
            ),
            evidence: fact.evidence.clone(),
            instead: Some(Reply { sets: left, number: None }),
        })
    }

    /// There were many services when it was confirmed, and half of them are gone.
    fn services_are_gone(&self, observed: &Observed, fact: &Fact) -> Option<Drift> {
        let (FactKind::Services, None) = (observed.fact, fact.level) else { return None };
        let Some(KeptFact::Count(was)) = self.kept?.facts.get(&FactKind::Services) else { return None };
        let now = fact.count?;
        let many = left_by_level(observed, observed.fact.level("many")?)?;
        let said_so = self.sets.iter().zip(&many).all(|(recorded, many)| recorded.is_subset(*many));
        (said_so && *was >= 5 && now * 2 <= *was).then(|| Drift {
            code: Code::ObservedServices,
            severity: Severity::Warning,
            question: Some(self.index),
            message: format!(
                "`{}` is recorded as {}, but of {was} services {now} are left",
                self.question.id,
                self.says()
            ),
            evidence: fact.evidence.clone(),
            instead: None,
        })
    }
}

/// Returns the code of a contradiction by a fact of this kind.
fn code_of(fact: FactKind) -> Code {
    match fact {
        FactKind::Releases => Code::ObservedCadence,
        FactKind::ReleaseHistory => Code::ObservedStage,
        FactKind::People | FactKind::OwningTeams => Code::ObservedTeams,
        FactKind::Code => Code::ObservedExists,
        FactKind::Services => Code::ObservedServices,
        FactKind::ReleaseTrains | FactKind::CoChange => Code::ObservedTrains,
        _ => Code::ObservedOtherwise,
    }
}

/// Says what a fact is, as a clause.
fn clause(fact: &Fact) -> String {
    let level = fact.level.unwrap_or_default().replace('-', " ");
    let count = fact.count.unwrap_or_default();
    match (fact.fact, fact.level) {
        (FactKind::Releases, _) => format!("it is released {level}"),
        (FactKind::ReleaseHistory, _) => "it has been released for two years and more".to_owned(),
        (FactKind::Code, _) => "there is code that is worked on".to_owned(),
        (FactKind::Services, Some("many")) => format!("{count} services are built here"),
        (FactKind::Services, _) => "a single application is all there is".to_owned(),
        (FactKind::ReleaseTrains, Some("together")) => "packages are mostly released together".to_owned(),
        (FactKind::ReleaseTrains, _) => "packages are mostly released each by itself".to_owned(),
        (FactKind::CoChange, Some("together")) => "parts mostly change together".to_owned(),
        (FactKind::CoChange, _) => "parts mostly change each by itself".to_owned(),
        (kind, Some(_)) => format!("the fact `{}` is {level}", kind.id()),
        (kind, None) => format!("the fact `{}` says otherwise", kind.id()),
    }
}

/// Returns which facts moved since they were kept: most answers are needs, so that this is the change that
/// asks whether they still hold.
fn moved(facts: &Facts, kept: &KeptFacts) -> Vec<Drift> {
    let note = |fact: &Fact, message: String| Drift {
        code: Code::ObservedMoved,
        severity: Severity::Note,
        question: None,
        message: format!("{message} since {}", kept.as_of),
        evidence: fact.evidence.clone(),
        instead: None,
    };
    let moved = kept.facts.iter().filter_map(|(kind, was)| {
        let fact = facts.of(*kind).filter(|fact| fact.complete)?;
        let message = match was {
            KeptFact::Count(was) => count_moved(*kind, *was, fact.count?)?,
            KeptFact::Level(was) => level_moved(*kind, was, fact.level)?,
            KeptFact::Values(was) => values_moved(*kind, was, &fact.values)?,
        };
        Some(note(fact, message))
    });
    moved.collect()
}

fn count_moved(kind: FactKind, was: u64, now: u64) -> Option<String> {
    let what = match kind {
        FactKind::People => "people who commit regularly",
        FactKind::Services => "services built here",
        FactKind::OwningTeams => "teams that own files",
        _ => return None,
    };
    let has_moved = match kind {
        FactKind::People => now >= was.saturating_mul(2) || now.saturating_mul(2) <= was,
        // By half, and by two at least: one more of two is no trend.
        _ => now.abs_diff(was) >= 2 && now.abs_diff(was).saturating_mul(2) >= was,
    };
    (has_moved && now != was).then(|| format!("{what}: {was} became {now}"))
}

fn level_moved(kind: FactKind, was: &str, now: Option<&str>) -> Option<String> {
    let now = now?;
    (kind.level(now)? != kind.level(was)?).then(|| format!("`{}`: {was} became {now}", kind.id()))
}

fn values_moved(kind: FactKind, was: &[String], now: &[String]) -> Option<String> {
    let only = |these: &[String], those: &[String]| -> Vec<String> {
        these.iter().filter(|value| !those.contains(value)).cloned().collect()
    };
    let (new, gone) = (only(now, was), only(was, now));
    let part = |word: &str, values: Vec<String>| {
        (!values.is_empty()).then(|| format!("{word} {}", values.join(", ")))
    };
    let parts: Vec<String> = [part("new", new), part("gone", gone)].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| format!("`{}`: {}", kind.id(), parts.join("; ")))
}
