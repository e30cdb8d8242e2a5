//! `archwise rules schema`: prints JSON Schemas for editors and validators.

use anyhow::Result;
use serde_json::Value;

use super::super::args::{SchemaArgs, SchemaFor};
use super::super::exit::Exit;
use super::super::output;
use crate::authoring::calibration::Reliability;
use crate::authoring::schema;
use crate::check::CheckReportView;
use crate::group::GroupReport;
use crate::observe::Facts;
use crate::report::{Comparison, Report};
use crate::rulebook::Rulebook;
use crate::survey::{Survey, Timeline};

pub(in crate::cli) fn run(args: &SchemaArgs, rulebook: &Rulebook) -> Result<Exit> {
    let schema = of(args.what, rulebook);
    output::write(&(serde_json::to_string_pretty(&schema)? + "\n"), args.output.as_deref())?;
    Ok(Exit::Done)
}

/// Returns the schema of what is printed or read.
fn of(what: SchemaFor, rulebook: &Rulebook) -> Value {
    match what {
        SchemaFor::Rulebook => schema::rulebook(rulebook),
        SchemaFor::Answers => schema::answers(rulebook),
        SchemaFor::Calibration => schema::printed::<Reliability>(),
        SchemaFor::Check => schema::printed::<CheckReportView>(),
        SchemaFor::Comparison => schema::printed::<Comparison>(),
        SchemaFor::Facts => schema::printed::<Facts>(),
        SchemaFor::Group => schema::printed::<GroupReport>(),
        SchemaFor::Report => schema::printed::<Report>(),
        SchemaFor::Survey => schema::printed::<Survey>(),
        SchemaFor::Timeline => schema::printed::<Timeline>(),
    }
}
