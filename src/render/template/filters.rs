//! What a template can do with a report besides printing it.

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, Serde, Value, ValueKind};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, State};
use serde::Serialize;

use crate::diagnostic::did_you_mean;
use crate::document::yaml_scalar;
use crate::render::comparison::{ArchitectureNames, ComparisonView};
use crate::render::diagram::mermaid;
use crate::render::{escape, signed};
use crate::report::{Argument, Report, clause, points, sum};
use crate::rulebook::{capitalised, or_list, thousands};

/// The width of wrapped text, in columns.
const WIDTH: usize = 80;

/// Adds what needs no report.
pub(super) fn add_plain(environment: &mut Environment<'static>) {
    environment.add_filter("signed", signed);
    environment.add_filter("percent", percent);
    environment.add_filter("assignments", assignments);
    environment.add_filter("markdown", |text: &str| Value::from_safe_string(escape::markdown(text)));
    environment.add_filter("wrap", wrap);
    environment.add_filter("isolated", isolated);
    environment.add_filter("yaml", |text: &str| Value::from_safe_string(yaml_scalar(text)));
    environment.add_filter("link", link);
    environment.add_filter("points", points);
    environment.add_filter("share", crate::render::percent);
    environment.add_filter("capitalised", |clause: &str| capitalised(clause));
    environment.add_filter("thousands", |number: u64| thousands(number));
    environment.add_filter("clause", |why: &str| clause(why).to_owned());
}

/// Adds what looks things up in a report.
pub(super) fn add(environment: &mut Environment<'static>, report: &Arc<Report>) {
    entries(environment, report);
    let of = report.clone();
    environment.add_function("gains", move |architecture: &str| weighed(&of.gains(architecture)));
    let of = report.clone();
    environment.add_function("costs", move |architecture: &str| weighed(&of.costs(architecture)));
    let of = report.clone();
    environment.add_function("assumed", move || assumed(&of));
    let of = report.clone();
    environment.add_function("pair", move || pair(&of));
    let of = report.clone();
    environment.add_function("weighing", move |first: &str, second: &str| weighing(&of, first, second));
    let of = report.clone();
    environment.add_function("diagram", move || {
        mermaid::mermaid(&of).map_or(Value::from(()), Value::from_safe_string)
    });
    let of = report.clone();
    environment.add_function("what_changes", move || what_changes(&of));
    let of = report.clone();
    environment.add_function("seam_notes", move || seam_notes(&of));
    let of = report.clone();
    environment.add_function("report", move || serialised(of.as_ref()));
}

/// Returns what differs with the change that was asked for, in names and sentences; nothing without one.
fn what_changes(report: &Report) -> Value {
    let names = ArchitectureNames::of_report(report);
    report.what_if.as_ref().map_or(Value::from(()), |it| serialised(ComparisonView::of(it, &names)))
}

/// Returns what the rules warn of at the seams, each rule once, with the numbers of its seams.
fn seam_notes(report: &Report) -> Value {
    let notes = report.blueprint.iter().flat_map(|blueprint| blueprint.seam_notes());
    notes.map(serialised).collect()
}

/// Returns a sentence in which no name that is written from right to left moves what stands next to it.
fn isolated(state: &State<'_, '_>, text: &str) -> Value {
    Value::from_safe_string(match state.auto_escape() {
        AutoEscape::Html => escape::markup_isolated(text),
        AutoEscape::Custom(_) => escape::markdown_isolated(text),
        _ => return Value::from(text),
    })
}

/// Returns data as serde serialises it.
pub(super) fn serialised(data: impl Serialize) -> Value {
    Value::from(Serde(data))
}

/// Adds the filters that give the entry with an id.
fn entries(environment: &mut Environment<'static>, report: &Arc<Report>) {
    let of = report.clone();
    environment.add_filter("architecture", move |id: &str| {
        entry("architecture", &of.architectures, |architecture| &architecture.id, id)
    });
    let of = report.clone();
    environment.add_filter("quality", move |id: &str| {
        entry("quality", &of.qualities, |quality| &quality.quality, id)
    });
    let of = report.clone();
    environment.add_filter("part_name", move |id: &str| of.part_name(id).to_owned());
    let of = report.clone();
    environment.add_filter("stands", move |id: &str| stands(&of, id));
    let of = report.clone();
    environment.add_filter("source", move |id: &str| entry("source", &of.sources, |source| &source.id, id));
    let of = report.clone();
    environment
        .add_filter("answer", move |id: &str| entry("question", &of.answers, |answer| &answer.question, id));
}

fn entry<T: Serialize>(
    kind: &str,
    entries: &[T],
    id_of: fn(&T) -> &String,
    id: &str,
) -> Result<Value, Error> {
    match entries.iter().find(|entry| id_of(entry) == id) {
        Some(entry) => Ok(serialised(entry)),
        None => {
            let known = entries.iter().map(|entry| id_of(entry).as_str());
            let message = format!("there is no {kind} `{id}`: {}", did_you_mean(id, known));
            Err(Error::new(ErrorKind::InvalidOperation, message))
        }
    }
}

/// Returns how a part stands: `as a service`.
fn stands(report: &Report, part: &str) -> String {
    let part = report.parts.iter().find(|known| known.part == part);
    part.map_or_else(String::new, |part| report.stand(part, 1))
}

/// Says how many of the answers are assumed; nothing if none is.
fn assumed(report: &Report) -> Value {
    report.assumed().map_or(Value::from(()), Value::from)
}

/// Returns the ids of the leader and of the one to compare it with; nothing without another.
fn pair(report: &Report) -> Value {
    report.pair().map_or(Value::from(()), |(first, second)| {
        Value::from(BTreeMap::from([("first", first.to_owned()), ("second", second.to_owned())]))
    })
}

/// Returns what counts for the first of two and against it, and what that comes to.
fn weighing(report: &Report, first: &str, second: &str) -> Value {
    let weighing = report.weighing(first, second);
    Value::from(BTreeMap::from([
        ("lead", Value::from(weighing.lead())),
        ("for", Value::from(sum(&weighing.in_favour))),
        ("against", Value::from(sum(&weighing.against))),
        ("reasons_for", weighed(&weighing.in_favour)),
        ("reasons_against", weighed(&weighing.against)),
    ]))
}

/// Returns each argument with its weighted points.
fn weighed(arguments: &[(i32, &Argument)]) -> Value {
    #[derive(Serialize)]
    struct Weighed<'a> {
        points: i32,
        argument: &'a Argument,
    }
    let weighed = |&(points, argument)| serialised(Weighed { points, argument });
    arguments.iter().map(weighed).collect()
}

/// Returns a share as per cent, with one decimal or with `digits`.
fn percent(share: f64, digits: Option<usize>) -> String {
    format!("{:.*} %", digits.unwrap_or(1).min(9), share * 100.0)
}

/// Returns answers by question: `teams = few, load = steady or growing`.
fn assignments(answers: &Value) -> Result<String, Error> {
    let mut all = Vec::new();
    for id in answers.try_iter()? {
        let value = answers.get_item(&id)?;
        let text = match value.kind() {
            ValueKind::Seq => {
                or_list(&value.try_iter()?.map(|option| option.to_string()).collect::<Vec<_>>())
            }
            _ => value.to_string(),
        };
        all.push(format!("{id} = {text}"));
    }
    Ok(all.join(", "))
}

/// Returns Markdown over several lines: `wrap(width=72, indent=2)`.
fn wrap(text: &Value, options: Kwargs) -> Result<Value, Error> {
    let width = options.get::<Option<usize>>("width")?.unwrap_or(WIDTH);
    let indent = options.get::<Option<usize>>("indent")?.unwrap_or(0);
    options.assert_all_used()?;
    Ok(Value::from_safe_string(escape::markdown_wrapped(&text.to_string(), width, indent)))
}

/// Returns a web address as a link in Markdown.
fn link(url: &str) -> Value {
    Value::from_safe_string(format!("<{}>", url.replace(['<', '>', ' '], "")))
}
