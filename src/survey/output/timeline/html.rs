//! A time line as one page: a strip for each system, then its versions with what became otherwise.

use jiff::civil::Date;
use serde::Serialize;
use serde::ser::Error as _;

use super::sentences;
use crate::render::Pages;
use crate::render::web::axes_map::dots::{self, Dot};
use crate::render::web::number_line::{CROSS, DIAMOND, Strip};
use crate::render::web::time_line::TimeScale;
use crate::render::web::{self, csp};
use crate::report::RulebookName;
use crate::rulebook::Rulebook;
use crate::survey::output::sentences as shared;
use crate::survey::{Event, Row, Status, SystemHistory, Timeline, Version};

/// What only this page has.
const STYLE: &str = include_str!("../../../render/templates/survey/timeline.css");
/// How thick bars are, in pixels.
const THICKNESS: i32 = 12;

#[derive(Serialize)]
struct TimelinePage<'a> {
    policy: String,
    style: String,
    rulebook: &'a RulebookName,
    since: Option<&'a str>,
    until: Option<&'a str>,
    summary: String,
    overruled: usize,
    axis: String,
    architectures: Vec<(String, Dot)>,
    systems: Vec<SystemView<'a>>,
}

#[derive(Serialize)]
struct SystemView<'a> {
    name: String,
    file: &'a str,
    plot: String,
    now: Option<VersionView<'a>>,
    overruled: bool,
    review: Option<String>,
    review_is_past: bool,
    /// The first, the last, and those that brought news.
    versions: Vec<VersionView<'a>>,
}

#[derive(Serialize)]
struct VersionView<'a> {
    when: &'a str,
    hash: &'a str,
    subject: Option<&'a str>,
    sign: &'static str,
    came_to: String,
    dot: Option<Dot>,
    /// What became of decisions, and whether that is bad.
    events: Vec<(String, bool)>,
    answers: Vec<String>,
    error: Option<String>,
}

pub(super) fn page(timeline: &Timeline, rulebook: &Rulebook) -> Result<String, serde_json::Error> {
    let scale = scale(timeline);
    let style = [web::STYLE, STYLE].concat();
    let systems = timeline.systems.iter();
    let kinds = rulebook.architectures.iter().enumerate();
    let page = TimelinePage {
        policy: csp::policy(&style, ""),
        style,
        rulebook: &timeline.rulebook,
        since: systems.clone().map(|system| system.since.date.as_str()).min(),
        until: systems.clone().map(|system| system.until.date.as_str()).max(),
        summary: sentences::summary(timeline).join(" "),
        overruled: timeline.summary.overruled,
        axis: scale.map(TimeScale::axis).unwrap_or_default(),
        architectures: kinds.map(|(kind, known)| (known.name.clone(), Dot::of(kind))).collect(),
        systems: systems.map(|history| system(history, rulebook, scale)).collect(),
    };
    Pages::new().filled("survey/timeline.html", page).map_err(serde_json::Error::custom)
}

/// Returns a scale over the history, and as far beyond it as reviews are due, but not further than it is
/// long.
fn scale(timeline: &Timeline) -> Option<TimeScale> {
    let moments = timeline.systems.iter().flat_map(|system| [&system.since, &system.until]);
    let days: Vec<Date> = moments.filter_map(|moment| moment.date.parse().ok()).collect();
    let (first, last) = (*days.iter().min()?, *days.iter().max()?);
    let limit = last.saturating_add(first.duration_until(last));
    let reviews = timeline.systems.iter().filter_map(review_day).map(|day| day.min(limit));
    TimeScale::over(days.iter().copied().chain(reviews))
}

fn review_day(system: &SystemHistory) -> Option<Date> {
    system.review_by.as_ref()?.parse().ok()
}

fn system<'a>(history: &'a SystemHistory, rulebook: &Rulebook, scale: Option<TimeScale>) -> SystemView<'a> {
    let last = history.versions.last();
    SystemView {
        name: shared::title(history.title.as_deref()).unwrap_or_else(|| history.file.clone()),
        file: &history.file,
        plot: scale.map(|scale| plot(history, rulebook, scale)).unwrap_or_default(),
        now: last.map(|last| version(last, rulebook)),
        overruled: last.is_some_and(|last| last.row.holds() == Some(false)),
        review: sentences::review(history),
        review_is_past: history.review_is_past,
        versions: sentences::shown(history).map(|shown| version(shown, rulebook)).collect(),
    }
}

fn version<'a>(version: &'a Version, rulebook: &Rulebook) -> VersionView<'a> {
    let bad = |event: Event| matches!(event, Event::NoLongerHolds | Event::Unreadable);
    let events = sentences::events(version, rulebook).into_iter();
    let answers = version.answers.iter().map(sentences::answer);
    VersionView {
        when: sentences::when(version),
        hash: sentences::hash(version),
        subject: version.subject.as_deref(),
        sign: shared::sign(version.row.status),
        came_to: sentences::came_to(version, rulebook),
        dot: kind(&version.row, rulebook).map(Dot::of),
        events: events.map(|(event, said)| (said, bad(event))).collect(),
        answers: answers.chain(version.weights.iter().map(sentences::weight)).collect(),
        error: (version.row.status == Status::Error).then(|| shared::error(&version.row)),
    }
}

/// Returns the position of the architecture that leads.
fn kind(row: &Row, rulebook: &Rulebook) -> Option<usize> {
    row.architecture.as_deref().and_then(|id| rulebook.architecture(id)).map(usize::from)
}

/// Draws who led from when to when, where a decision ceased to hold, and by when it is to be looked at again.
fn plot(history: &SystemHistory, rulebook: &Rulebook, scale: TimeScale) -> String {
    let mut strip = scale.strip();
    let until = history.until.date.parse().map_or(100.0, |day| scale.at(day));
    let begin = |version: &Version| {
        let day = version.commit.as_ref().and_then(|commit| commit.date.parse().ok());
        day.map_or(until, |day| scale.at(day))
    };
    let begins: Vec<f64> = history.versions.iter().map(begin).collect();
    let mut led = None;
    for (at, version) in history.versions.iter().enumerate() {
        let end = begins.get(at + 1).copied().unwrap_or(until);
        span(&mut strip, &version.row, rulebook, (begins[at], end));
        let leads = kind(&version.row, rulebook);
        if let Some(kind) = leads.filter(|_| leads != led) {
            let mark = format!("M0 0{}", dots::dot(kind));
            strip.mark(&format!("dot-mark {}", dots::class(kind)), begins[at], &mark);
        }
        led = leads;
    }
    for (version, begin) in history.versions.iter().zip(&begins) {
        if version.events.contains(&Event::NoLongerHolds) {
            strip.mark("gone", *begin, CROSS);
        }
    }
    if let Some(day) = review_day(history) {
        strip.mark(if history.review_is_past { "review past" } else { "review" }, scale.at(day), DIAMOND);
    }
    strip.finish("")
}

/// Draws how firmly somebody led for a while.
fn span(strip: &mut Strip, row: &Row, rulebook: &Rulebook, (from, to): (f64, f64)) {
    let class = match kind(row, rulebook) {
        Some(kind) => format!("span {} {}", row.status.word(), dots::class(kind)),
        None => format!("span {}", row.status.word()),
    };
    strip.bar(&class, from, to, THICKNESS);
    if row.holds() == Some(false) {
        strip.along("gone", from, to);
    }
}
