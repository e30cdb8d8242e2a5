//! A survey in every format, row by row, so that no format needs all rows at once.

mod csv;
mod html;
mod sentences;
mod text;
mod timeline;

pub use timeline::{TimelineFormat, write_timeline};

use crate::report::RulebookName;
use crate::rulebook::Rulebook;
use crate::survey::{Row, SCHEMA, Status, Summary};

/// The forms in which a survey is written. JSON is the `archwise-survey/1` object, NDJSON a row of that
/// object on each line and nothing else, CSV a table of the rows without the summary, HTML one self-contained
/// page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
#[allow(missing_docs)] // `--help` would print them.
pub enum SurveyFormat {
    Text,
    Json,
    Ndjson,
    Csv,
    Html,
}

/// Writes the rows of a survey as they come. The whole is the [head](Self::head), the
/// [overview](Self::overview), the rows and the [foot](Self::foot).
#[derive(Debug)]
pub struct SurveyWriter<'r> {
    format: SurveyFormat,
    rulebook: &'r Rulebook,
    text: text::Layout<'r>,
    html: html::Html<'r>,
}

impl<'r> SurveyWriter<'r> {
    /// Writes in a format; `next` says whether the rows name the question to answer next.
    pub fn new(format: SurveyFormat, rulebook: &'r Rulebook, next: bool) -> Self {
        let (text, html) = (text::Layout::new(rulebook, next, None), html::Html::new(rulebook, next));
        Self { format, rulebook, text, html }
    }

    /// Lays text out for a terminal of this width, in columns.
    #[must_use]
    pub fn for_terminal(self, width: usize) -> Self {
        Self { text: self.text.for_terminal(width), ..self }
    }

    /// Returns whether the rows wait until all are known, because what they have in common stands before
    /// them.
    pub fn has_overview(&self) -> bool {
        self.format == SurveyFormat::Html
    }

    /// Returns what stands before the rows and needs none of them.
    ///
    /// # Errors
    /// None that a rulebook can cause; serde's own.
    pub fn head(&self) -> Result<String, serde_json::Error> {
        Ok(match self.format {
            SurveyFormat::Text => self.text.head(),
            SurveyFormat::Json => {
                let name = serde_json::to_string(&RulebookName::of(self.rulebook))?;
                format!("{{\n\"schema\": \"{SCHEMA}\",\n\"rulebook\": {name},\n\"rows\": [")
            }
            SurveyFormat::Ndjson => String::new(),
            SurveyFormat::Csv => csv::head(),
            SurveyFormat::Html => self.html.head()?,
        })
    }

    /// Returns what stands between the head and the rows: nothing but in a format that
    /// [has an overview](Self::has_overview).
    ///
    /// # Errors
    /// None that a summary can cause; serde's own.
    pub fn overview(&self, summary: &Summary) -> Result<String, serde_json::Error> {
        if self.has_overview() { self.html.overview(summary) } else { Ok(String::new()) }
    }

    /// Adds one row to `out`.
    ///
    /// # Errors
    /// None that a row can cause; serde's own.
    pub fn row(&self, row: &Row, out: &mut String) -> Result<(), serde_json::Error> {
        match self.format {
            SurveyFormat::Text => self.text.row(row, out),
            SurveyFormat::Json => {
                out.push_str(",\n");
                out.push_str(&serde_json::to_string(row)?);
            }
            SurveyFormat::Ndjson => {
                let tells_line = row.line.is_some() && row.status != Status::Error;
                let without_line = tells_line.then(|| Row { line: None, ..row.clone() });
                out.push_str(&serde_json::to_string(without_line.as_ref().unwrap_or(row))?);
                out.push('\n');
            }
            SurveyFormat::Csv => csv::row(row, out),
            SurveyFormat::Html => self.html.row(row, out)?,
        }
        Ok(())
    }

    /// Adds what a blank line of the input becomes: one in NDJSON, so that the lines of input and output stay
    /// side by side, and nothing else.
    pub fn blank(&self, out: &mut String) {
        if self.format == SurveyFormat::Ndjson {
            out.push('\n');
        }
    }

    /// Returns the first rows of all, without what separates rows.
    pub fn first<'t>(&self, rows: &'t str) -> &'t str {
        match self.format {
            SurveyFormat::Json => rows.strip_prefix(',').unwrap_or(rows),
            _ => rows,
        }
    }

    /// Returns what stands after the rows.
    ///
    /// # Errors
    /// None that a summary can cause; serde's own.
    pub fn foot(&self, summary: &Summary) -> Result<String, serde_json::Error> {
        Ok(match self.format {
            SurveyFormat::Text => self.text.foot(summary),
            SurveyFormat::Json => format!("\n],\n\"summary\": {}\n}}\n", serde_json::to_string(summary)?),
            SurveyFormat::Ndjson | SurveyFormat::Csv => String::new(),
            SurveyFormat::Html => self.html.foot(summary)?,
        })
    }
}
