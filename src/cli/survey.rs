//! `archwise survey`: a row for each of many systems.

mod chunks;
mod pipeline;
mod progress;
mod sink;
mod sources;

use std::io::{ErrorKind, IsTerminal};
use std::ops::ControlFlow;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::args::SurveyArgs;
use super::exit::Exit;
use super::files;
use crate::rulebook::Rulebook;
use crate::survey::{Summary, SurveyWriter, Surveyor};
use chunks::{Chunks, Rows};
use progress::Progress;
use sink::Sink;

pub(super) fn run(args: &SurveyArgs, rulebook: &Rulebook) -> Result<Exit> {
    let surveyor = Arc::new(Surveyor::new(rulebook.clone(), args.next));
    let writer = SurveyWriter::new(args.format, rulebook, args.next);
    let sources = sources::all(&args.paths);
    if let Some(output) = &args.output {
        files::not_read("--output", output, sources.iter().filter_map(sources::Source::path))?;
    }
    let rows_are_seen = args.output.is_none() && std::io::stdout().is_terminal();
    let progress = Progress::new(sources::count(&sources), !rows_are_seen);
    let mut sink = Sink::open(args.output.as_deref())?;
    let mut summary = Summary::default();
    let mut first = true;
    if is_closed(sink.write(&writer.head()?))? {
        return Ok(Exit::Done);
    }
    let (format, next) = (args.format, args.next);
    let assess = move |chunk| chunks::assess(chunk, &surveyor, format, next);
    let ended = pipeline::in_order(Chunks::new(sources), args.jobs.map(usize::from), assess, |rows| {
        let Rows { text, summary: part } = rows?;
        let text = if first { writer.first(&text) } else { &text };
        first &= text.is_empty();
        let closed = is_closed(sink.write(text))?;
        progress.add(part.systems);
        summary.merge(part);
        Ok(if closed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    progress.finish();
    if ended.is_break() || is_closed(sink.write(&writer.foot(&summary)?))? {
        return Ok(Exit::Done);
    }
    sink.finish()?;
    Ok(if summary.statuses.error > 0 { Exit::NotPassed } else { Exit::Done })
}

/// Returns whether the reader has seen enough, which is not an error.
fn is_closed(written: std::io::Result<()>) -> Result<bool> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(true),
        other => other.map(|()| false).context("cannot write the survey"),
    }
}
