//! A survey as CSV (RFC 4180) whose cells no spreadsheet takes for a formula.

use csv::{Terminator, WriterBuilder};

use crate::render::escape::one_line;
use crate::rulebook::Side;
use crate::survey::{Row, RowAxis};

const COLUMNS: [&str; 23] = [
    "file",
    "line",
    "title",
    "status",
    "architecture",
    "runner_up",
    "margin",
    "least_margin",
    "settled",
    "possible",
    "vetoes",
    "bites",
    "warnings",
    "turns_on",
    "next",
    "decision",
    "decision_holds",
    "error",
    "overruled_parts",
    "axes",
    "report",
    "drift",
    "assumed",
];

pub(super) fn head() -> String {
    let mut out = String::new();
    record(COLUMNS.map(str::to_owned), &mut out);
    out
}

pub(super) fn row(row: &Row, out: &mut String) {
    let number = |number: Option<i32>| number.map(|number| number.to_string()).unwrap_or_default();
    let truth = |truth: Option<bool>| truth.map(|truth| truth.to_string()).unwrap_or_default();
    let id = |id: &Option<String>| harmless(id.as_deref().unwrap_or_default());
    // Ids hold no blanks.
    let list = |ids: &[String]| harmless(&ids.join(" "));
    let error = |error: &crate::survey::RowError| format!("{}: {}", error.code, one_line(&error.message));
    let errors: Vec<String> = row.errors.iter().map(error).collect();
    let overruled = row.parts.iter().filter(|part| !part.holds).map(|part| part.part.clone());
    let overruled: Vec<String> = overruled.collect();
    let axis = |(id, axis): (&String, &RowAxis)| {
        let side = axis.side.map_or("none", Side::word);
        format!("{id}:{side}:{}:{}", axis.status.word(), number(axis.margin))
    };
    let axes: Vec<String> = row.axes.iter().map(axis).collect();
    let cells = [
        id(&row.file),
        row.line.map(|line| line.to_string()).unwrap_or_default(),
        id(&row.title),
        row.status.word().to_owned(),
        id(&row.architecture),
        id(&row.runner_up),
        number(row.margin),
        number(row.least_margin),
        truth(row.settled),
        list(&row.possible),
        list(&row.vetoes),
        list(&row.deciding_vetoes),
        list(&row.warnings),
        list(&row.deciding_questions),
        id(&row.next),
        row.decision.as_ref().map(|decision| harmless(&decision.architecture)).unwrap_or_default(),
        truth(row.decision.as_ref().map(|decision| decision.holds)),
        harmless(&errors.join("; ")),
        list(&overruled),
        list(&axes),
        id(&row.report),
        row.drift.iter().flatten().map(|drift| drift.code).collect::<Vec<_>>().join(" "),
        list(&row.assumed),
    ];
    record(cells, out);
}

fn record(cells: [String; COLUMNS.len()], out: &mut String) {
    let mut writer =
        WriterBuilder::new().terminator(Terminator::CRLF).buffer_capacity(1 << 10).from_writer(Vec::new());
    // Writing to memory cannot fail, and text stays text.
    let _ = writer.write_record(cells);
    let bytes = writer.into_inner().unwrap_or_default();
    out.push_str(&String::from_utf8_lossy(&bytes));
}

/// Puts an apostrophe before a text that a spreadsheet would execute; it marks a cell as text.
fn harmless(text: &str) -> String {
    const ACTS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];
    if text.starts_with(ACTS) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_text_stays() {
        for text in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"] {
            assert_eq!(harmless(text), format!("'{text}"));
        }
        for text in ["", "a=b", "1-1", "'=1", "Shop, \"new\""] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_reader_gets_the_cells_back() {
        let mut out = head();
        let mut cells: [String; COLUMNS.len()] = std::array::from_fn(|i| i.to_string());
        cells[2] = "a \"b\", c\nd".to_owned();
        record(cells.clone(), &mut out);
        let mut reader = csv::Reader::from_reader(out.as_bytes());
        let read: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
        assert_eq!(read, [csv::StringRecord::from(cells.to_vec())]);
    }
}
