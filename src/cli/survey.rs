//! `archwise survey`: a row for each of many systems.

mod chunks;
mod pipeline;
mod progress;
mod reports;
mod repositories;
mod sink;
mod sources;
mod timeline;

use std::io::{ErrorKind, IsTerminal};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::{Context, Result};

use super::args::SurveyArgs;
use super::exit::Exit;
use super::{errors, files, output};
use crate::rulebook::Rulebook;
use crate::survey::{Summary, SurveyWriter, Surveyor};
use chunks::{Chunks, Rows};
use progress::Progress;
use reports::Reports;
use repositories::Repositories;
use sink::Sink;

pub(super) fn run(args: &SurveyArgs, rulebook: &Rulebook, rules: &[PathBuf]) -> Result<Exit> {
    let surveyor = Arc::new(Surveyor::new(rulebook.clone(), args.next));
    let writer = writer(args, rulebook);
    let sources = sources::all(&args.paths);
    if let Some(output) = &args.output {
        files::not_read("--output", output, sources.iter().filter_map(sources::Source::path))?;
    }
    let rows_are_seen = args.output.is_none() && std::io::stdout().is_terminal() && !writer.has_overview();
    if let Some(since) = &args.since {
        return timeline::run(args, since, &surveyor, sources);
    }
    let progress = Progress::new(sources::count(&sources), !rows_are_seen);
    let mut sink = Sink::open(args.output.as_deref(), writer.has_overview())?;
    let open = |folder| Reports::open(folder, args.output.as_deref(), rules);
    let reports = args.reports.as_deref().map(open);
    let reports = reports.transpose()?.map(Arc::new);
    let lock = reports.as_deref().map(Reports::lock).transpose()?;
    let mut summary = Summary::default();
    let mut first = true;
    if is_closed(sink.write(&writer.head()?))? {
        return Ok(Exit::Done);
    }
    let repositories = args.observe.then(Repositories::new).transpose()?.map(Arc::new);
    let assess = assess(args, surveyor, reports.clone(), repositories);
    let ended = pipeline::in_order(Chunks::new(sources), args.jobs.map(usize::from), assess, |rows| {
        let Rows { text, summary: part } = rows?;
        let text = if first { writer.first(&text) } else { &text };
        first &= text.is_empty();
        let closed = is_closed(sink.write_rows(text))?;
        progress.add(part.systems);
        summary.merge(part);
        Ok(if closed { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    progress.finish();
    // The survey itself may be in the same folder.
    drop(lock);
    let mut end = || {
        sink.write(&writer.overview(&summary)?)?;
        sink.release()?;
        sink.write(&writer.foot(&summary)?)
    };
    if ended.is_break() || is_closed(end())? {
        return Ok(Exit::Done);
    }
    sink.finish()?;
    if let Some(reports) = reports {
        errors::say(reports.news());
    }
    Ok(if summary.statuses.error > 0 { Exit::NotPassed } else { Exit::Done })
}

/// Returns what writes the survey, text as wide as the terminal to which it goes.
fn writer<'r>(args: &SurveyArgs, rulebook: &'r Rulebook) -> SurveyWriter<'r> {
    let writer = SurveyWriter::new(args.format, rulebook, args.next);
    match args.output.is_none() && std::io::stdout().is_terminal() {
        true => writer.for_terminal(output::width(None)),
        false => writer,
    }
}

/// Returns what a thread does with a piece of the input.
fn assess(
    args: &SurveyArgs,
    surveyor: Arc<Surveyor>,
    reports: Option<Arc<Reports>>,
    repositories: Option<Arc<Repositories>>,
) -> impl Fn(chunks::Chunk) -> Result<Rows> + Send + Sync + 'static {
    let args = args.clone();
    move |chunk| {
        let writer = writer(&args, surveyor.rulebook());
        chunks::assess(chunk, &surveyor, &writer, reports.as_deref(), repositories.as_deref())
    }
}

/// Returns whether the reader has seen enough, which is not an error.
fn is_closed(written: std::io::Result<()>) -> Result<bool> {
    match written {
        Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(true),
        other => other.map(|()| false).context("cannot write the survey"),
    }
}
