//! What was observed: facts with their evidence, and of which commit of which repository.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use schemars::JsonSchema;
use serde::{Serialize, Serializer};
use serde_json::Number;

use super::window::Window;
use crate::answers::{KeptFact, KeptFacts};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, Severity, visible};
use crate::fact::FactKind;
use crate::rulebook::and_list;

/// What one or more repositories say of one system.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Facts {
    /// The version of this format.
    #[schemars(extend("const" = "archwise-facts/1"))]
    pub schema: &'static str,
    /// Where it was observed.
    pub repositories: Vec<ObservedRepository>,
    /// What was observed, one of each kind, in the order of `archwise observe --facts`.
    pub facts: Vec<Fact>,
}

/// A repository, and how much of its history is there.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ObservedRepository {
    /// The name of its folder.
    pub name: String,
    /// The hash of the commit that was observed.
    pub commit: String,
    /// The day in UTC of that commit. Every window of time ends with it.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub as_of: Date,
    /// How many tags of commits there are up to then.
    pub tags: usize,
    /// SHA-256 over their names, commits and dates, as `sha256:` and 64 hexadecimal digits: a tag that is set
    /// later on an earlier commit changes the facts, and only this says so.
    pub tags_hash: String,
    /// Whether the history ends before its beginning, as in a shallow clone.
    pub shallow: bool,
    /// How many of the 364 days before the commit the history reaches back.
    pub days: i64,
    /// Where other repositories are linked in; they are not looked into.
    pub submodules: Vec<String>,
}

/// A fact, with how it is known.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Fact {
    /// What it is about.
    pub fact: FactKind,
    /// Its level; `null` if it has none, there is too little to tell, or the history is incomplete.
    pub level: Option<&'static str>,
    /// What was counted; `null` if nothing is counted, or the history is incomplete.
    pub count: Option<u64>,
    /// The least number of teams that it stands for; `null` if it says nothing of teams.
    pub least: Option<u64>,
    /// The greatest number of teams that it stands for today.
    pub most: Option<u64>,
    /// What was found, such as the regions or the folders of the services.
    pub values: Vec<String>,
    /// The figures that it rests on, by name.
    pub figures: BTreeMap<&'static str, Number>,
    /// The time that was looked at; `null` if it is about the files of the commit.
    pub window: Option<FactWindow>,
    /// Whether the history of that time is there.
    pub complete: bool,
    /// What was found, in a sentence.
    pub evidence: String,
    /// Files, tags or parts that show it, at most five.
    pub witnesses: Vec<String>,
}

/// A span of time that ends with the observed commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FactWindow {
    /// How long it is.
    pub weeks: i64,
    /// The day in UTC on which it begins.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub from: Date,
    /// The day on which it ends.
    #[serde(serialize_with = "as_text")]
    #[schemars(with = "String")]
    pub to: Date,
}

/// After so many days without a commit a repository is at rest.
const QUIET_DAYS: i32 = 180;
/// So many witnesses are named.
pub(super) const NAMED: usize = 5;

impl Facts {
    pub(super) const SCHEMA: &'static str = "archwise-facts/1";

    /// Returns the fact of a kind.
    pub fn of(&self, kind: FactKind) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.fact == kind)
    }

    /// Returns the day of the newest commit that was observed.
    fn newest(&self) -> Option<Date> {
        self.repositories.iter().map(|one| one.as_of).max()
    }

    /// Returns a note if nothing has been worked on for half a year: what is at rest does not drift.
    pub fn at_rest(&self, today: Date) -> Option<Diagnostic> {
        let days = (today - self.newest()?).get_days();
        let names: Vec<String> = self.repositories.iter().map(|one| format!("`{}`", one.name)).collect();
        let message = format!("the newest commit of {} is {days} days old", and_list(&names));
        let note = Diagnostic::note(Code::RepositoryQuiet, message);
        (days > QUIET_DAYS).then(|| note.help("the facts are not compared with the answers"))
    }

    /// Returns what an answers file keeps of them.
    pub fn kept(&self) -> Option<KeptFacts> {
        // Of several the newest stands for all.
        let first = self.repositories.iter().max_by_key(|one| one.as_of)?;
        let facts = self.facts.iter().filter_map(|fact| Some((fact.fact, fact.kept()?))).collect();
        Some(KeptFacts { commit: first.commit.clone(), as_of: first.as_of, facts })
    }

    /// Returns a note on what is missing of the history, and how to fetch it; `None` if nothing is.
    pub fn missing_history(&self) -> Option<Diagnostic> {
        let short = self.repositories.iter().find(|one| one.shallow && one.days < 364)?;
        let message = format!(
            "the clone of `{}` is shallow: its history reaches back {} of 364 days, so that facts of time are \
             left out",
            short.name, short.days
        );
        Some(Diagnostic::note(Code::HistoryIncomplete, message).help(FETCH_MORE))
    }

    /// Checks that nothing is missing of the history.
    ///
    /// # Errors
    /// What is missing.
    pub fn require_history(&self) -> Result<(), Diagnostics> {
        let missing = self.missing_history();
        missing.map_or(Ok(()), |note| Err(Diagnostic { severity: Severity::Error, ..note }.into()))
    }
}

/// What to do about a shallow clone.
const FETCH_MORE: &str = "with actions/checkout set `fetch-depth: 0` and `filter: blob:none`; elsewhere run \
     `git fetch --shallow-since='60 weeks ago' --tags`";

impl Fact {
    /// Returns a fact of which nothing is known but what was looked for.
    ///
    /// What is named in it comes from somebody else's repository: what could act on a terminal is written
    /// out.
    pub(super) fn new(fact: FactKind, evidence: impl AsRef<str>) -> Self {
        Self {
            fact,
            level: None,
            count: None,
            least: None,
            most: None,
            values: Vec::new(),
            figures: BTreeMap::new(),
            window: None,
            complete: true,
            evidence: visible(evidence.as_ref()),
            witnesses: Vec::new(),
        }
    }

    /// Returns a fact of history of which too little is there.
    pub(super) fn incomplete(fact: FactKind, window: Window) -> Self {
        let evidence = format!("The history of these {} weeks is not all here.", window.weeks);
        Self { complete: false, ..Self::new(fact, evidence).over(window) }
    }

    pub(super) fn level(mut self, level: Option<&'static str>) -> Self {
        self.level = level;
        self
    }

    pub(super) fn over(mut self, window: Window) -> Self {
        let (from, to) = (day(window.begin()), day(window.end));
        self.window = from.zip(to).map(|(from, to)| FactWindow { weeks: window.weeks, from, to });
        self
    }

    pub(super) fn counted(mut self, count: usize) -> Self {
        self.count = Some(count as u64);
        self
    }

    pub(super) fn figure(mut self, name: &'static str, value: usize) -> Self {
        self.figures.insert(name, Number::from(value));
        self
    }

    /// Adds a figure that is no whole number, to three places, so that it is the same on every machine.
    pub(super) fn share(mut self, name: &'static str, value: f64) -> Self {
        let rounded = Number::from_f64((value * 1000.0).round() / 1000.0);
        rounded.into_iter().for_each(|value| _ = self.figures.insert(name, value));
        self
    }

    pub(super) fn witnesses<S: AsRef<str>>(mut self, witnesses: impl IntoIterator<Item = S>) -> Self {
        self.witnesses = witnesses.into_iter().take(NAMED).map(|witness| visible(witness.as_ref())).collect();
        self
    }

    pub(super) fn values<S: AsRef<str>>(mut self, values: impl IntoIterator<Item = S>) -> Self {
        self.values = values.into_iter().map(|value| visible(value.as_ref())).collect();
        self
    }

    fn kept(&self) -> Option<KeptFact> {
        match self.fact {
            FactKind::People | FactKind::Services | FactKind::OwningTeams => self.count.map(KeptFact::Count),
            FactKind::Regions => (!self.values.is_empty()).then(|| KeptFact::Values(self.values.clone())),
            _ => self.level.map(|level| KeptFact::Level(level.to_owned())),
        }
    }
}

/// Returns the day in UTC of a moment in seconds since 1970.
pub(super) fn day(moment: i64) -> Option<Date> {
    Some(Offset::UTC.to_datetime(Timestamp::from_second(moment).ok()?).date())
}

fn as_text<S: Serializer>(date: &Date, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(date)
}
