//! `archwise survey --since`: the time line of decisions.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::sources::{Source, System};
use crate::cli::args::SurveyArgs;
use crate::cli::exit::Exit;
use crate::cli::output;
use crate::diagnostic::{Diagnostics, visible_path};
use crate::survey::{Status, SurveyFormat, Surveyor, TimelineFormat, timeline, write_timeline};

/// Prints what became of the systems since a revision.
///
/// # Errors
/// Everything that is wrong with the input; where a version cannot be read, its row says why.
pub(super) fn run(args: &SurveyArgs, since: &str, surveyor: &Surveyor, sources: Vec<Source>) -> Result<Exit> {
    let format = match args.format {
        SurveyFormat::Text => TimelineFormat::Text(output::width(args.output.as_deref())),
        SurveyFormat::Json => TimelineFormat::Json,
        SurveyFormat::Html => TimelineFormat::Html,
        SurveyFormat::Ndjson | SurveyFormat::Csv => {
            bail!(
                "a time line has no rows to print as CSV or NDJSON: choose `--format text`, `json` or `html`"
            )
        }
    };
    let timeline = timeline(surveyor, &files(sources)?, since)?;
    let text = write_timeline(&timeline, surveyor.rulebook(), format)?;
    output::show(&text, args.output.as_deref())?;
    let last = timeline.systems.iter().filter_map(|system| system.versions.last());
    let is_broken = last.into_iter().any(|version| version.row.status == Status::Error);
    Ok(if is_broken { Exit::NotPassed } else { Exit::Done })
}

/// Returns the answers files.
fn files(sources: Vec<Source>) -> Result<Vec<PathBuf>> {
    let mut found = Diagnostics::default();
    let mut files = Vec::new();
    for source in sources {
        match source {
            Source::One(System::File(path)) => files.push(path),
            Source::One(System::Broken(_, wrong)) => found.extend(wrong),
            Source::Lines(None) => bail!("standard input has no history: `--since` takes files and folders"),
            Source::Lines(Some(path)) => {
                bail!("`{}` holds many systems: `--since` takes answers files", visible_path(&path))
            }
        }
    }
    if found.has_errors() {
        return Err(found.into());
    }
    Ok(files)
}
