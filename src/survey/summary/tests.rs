//! Tests that a summary counts what is in the rows, whichever way the rows were split.

use super::*;
use crate::diagnostic::Diagnostics;
use crate::survey::{Decision, PartDecision};

/// Returns a row that says who leads and how firmly, and nothing else.
fn row(status: Status, architecture: Option<&str>) -> Row {
    let architecture = architecture.map(str::to_owned);
    Row { status, architecture, ..Row::of_errors(&Diagnostics::default()) }
}

/// Returns a row on which `split` was decided and `whole` leads, but in one of its two parts.
fn overruled(title: &str) -> Row {
    let decision = Decision { architecture: "split".to_owned(), holds: false };
    let part = |part: &str, leads: &str| PartDecision {
        part: part.to_owned(),
        architecture: "split".to_owned(),
        leads: Some(leads.to_owned()),
        holds: leads == "split",
    };
    Row {
        title: Some(title.to_owned()),
        decision: Some(decision),
        parts: vec![part("billing", "whole"), part("search", "split")],
        ..row(Status::Decided, Some("whole"))
    }
}

fn summary(rows: &[Row]) -> Summary {
    let mut summary = Summary::default();
    rows.iter().for_each(|row| summary.add(row));
    summary
}

fn ids(ids: &[&str]) -> Vec<String> {
    ids.iter().map(|id| (*id).to_owned()).collect()
}

#[test]
fn an_architecture_is_counted_by_how_firmly_it_leads() {
    let summary = summary(&[
        row(Status::Decided, Some("whole")),
        row(Status::Close, Some("whole")),
        row(Status::Open, Some("split")),
        row(Status::None, None),
        row(Status::Error, None),
    ]);
    assert_eq!(summary.systems, 5);
    assert_eq!(
        summary.statuses,
        StatusCounts { decided: 1, close: 1, likely: 0, open: 1, none: 1, error: 1 }
    );
    let leads = [
        ("whole".to_owned(), LeadCounts { decided: 1, close: 1, likely: 0, open: 0 }),
        ("split".to_owned(), LeadCounts { decided: 0, close: 0, likely: 0, open: 1 }),
    ];
    assert_eq!(summary.architectures, BTreeMap::from(leads));
}

#[test]
fn a_veto_is_counted_apart_where_it_decides() {
    let vetoed = |vetoes: &[&str], deciding: &[&str]| Row {
        vetoes: ids(vetoes),
        deciding_vetoes: ids(deciding),
        ..row(Status::Decided, Some("whole"))
    };
    let summary = summary(&[vetoed(&["law", "distance"], &["law"]), vetoed(&["law"], &[])]);
    assert_eq!(summary.vetoes["law"], VetoCount { holds: 2, decides: 1 });
    assert_eq!(summary.vetoes["distance"], VetoCount { holds: 1, decides: 0 });
}

#[test]
fn decisions_on_parts_count_like_those_on_the_whole() {
    let decisions = summary(&[overruled("Shop"), row(Status::Open, Some("whole"))]).decisions;
    assert_eq!((decisions.recorded, decisions.hold, decisions.overruled()), (3, 1, 2));
    let about: Vec<Option<&str>> = decisions.overruled.iter().map(|one| one.part.as_deref()).collect();
    assert_eq!(about, [None, Some("billing")]);
    assert!(decisions.overruled.iter().all(|one| one.title.as_deref() == Some("Shop")));
}

#[test]
fn rows_that_were_counted_apart_add_up_to_the_same() {
    let mut rows = vec![
        Row { warnings: ids(&["far"]), next: Some("teams".to_owned()), ..row(Status::Open, Some("split")) },
        Row { deciding_questions: ids(&["teams", "budget"]), ..row(Status::Open, Some("whole")) },
        Row { vetoes: ids(&["law"]), deciding_vetoes: ids(&["law"]), ..row(Status::Close, Some("whole")) },
        row(Status::None, None),
        row(Status::Error, None),
    ];
    // Each has two decisions that no longer hold: together they are more than are named.
    rows.extend((0..70).map(|number| overruled(&number.to_string())));
    rows.extend(rows.clone());
    let all = summary(&rows);
    for split in [0, 3, 40, rows.len()] {
        let mut merged = summary(&rows[..split]);
        merged.merge(summary(&rows[split..]));
        assert_eq!(merged, all, "split at {split}");
    }
    assert_eq!(all.decisions.overruled.len(), 100);
    assert_eq!(all.decisions.overruled(), 280);
}

#[test]
fn the_most_frequent_comes_first_and_equals_by_name() {
    let counts = [("a", 1), ("b", 3), ("c", 1)].map(|(id, systems)| (id.to_owned(), systems));
    let counts = counts.into();
    let order: Vec<&str> = by_frequency(&counts).into_iter().map(|(id, _)| id).collect();
    assert_eq!(order, ["b", "a", "c"]);
}
