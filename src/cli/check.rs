//! `archwise check`: does the recorded decision still hold?

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::{CheckArgs, CheckFormat};
use super::exit::Exit;
use super::input::{Inputs, RawAnswers};
use super::sources::{self, Source};
use super::{input, output, today};
use crate::adr::{Basis, ParsedRecord, read_saved_report};
use crate::check::output as render;
use crate::check::{self, CheckReport, FileReport, Outcome, RecordError, Requirements, Subject};
use crate::diagnostic::Diagnostics;
use crate::document::{read_text, reason};
use crate::engine::{Effort, Status};
use crate::report::RulebookName;
use crate::rulebook::Rulebook;

pub(super) fn run(args: &CheckArgs, rulebook: &Rulebook) -> Result<Exit> {
    let requirements = requirements(args, rulebook)?;
    let files = sources::all(&args.files, &["yaml", "yml"]);
    let baseline = args.baseline.as_deref().map(|path| read_baseline(path, files.len())).transpose()?;
    let summary = args.summary.then(summary_file).transpose()?;
    let outputs = outputs(args, summary.as_deref())?;
    let effort = args.sampling.effort(Vec::new());
    let check = |source| match source {
        Source::File(path) => check(&path, baseline.as_ref(), &requirements, rulebook, &effort),
        Source::Broken(path, found) => FileReport::broken(&path.to_string_lossy(), found),
    };
    let report = CheckReport {
        rulebook: RulebookName::of(rulebook),
        files: files.into_iter().map(check).collect(),
        fail_on: args.fail_on,
    };
    for (format, file) in outputs {
        output::write(&rendered(&report, format)?, file.as_deref())?;
    }
    if let Some(path) = summary {
        append(&path, &render::markdown(&report))?;
    }
    Ok(match report.passed() {
        _ if report.count(Outcome::Broken) > 0 => Exit::BadInput,
        passed if passed || args.exit_zero => Exit::Done,
        _ => Exit::NotPassed,
    })
}

fn requirements(args: &CheckArgs, rulebook: &Rulebook) -> Result<Requirements, Diagnostics> {
    let mut found = Diagnostics::default();
    let expected: Vec<String> = args.expect.iter().cloned().collect();
    let expect = input::among(&expected, rulebook, &mut found).first().filter(|_| args.expect.is_some());
    let among = input::among(&args.among, rulebook, &mut found);
    if found.has_errors() {
        return Err(found);
    }
    Ok(Requirements {
        expect,
        min_margin: args.min_margin,
        require: args.require.map(Status::from),
        min_robustness: args.min_robustness,
        among: (!args.among.is_empty()).then_some(among),
        today: today::today(args.today)?,
    })
}

fn read_baseline(path: &Path, files: usize) -> Result<(Basis, Status)> {
    if files > 1 {
        bail!("`--baseline` is the report of one file, and {files} files are given; check each with its own");
    }
    Ok(read_saved_report(&path.to_string_lossy(), &read_text(path)?)?)
}

fn check(
    path: &Path,
    baseline: Option<&(Basis, Status)>,
    requirements: &Requirements,
    rulebook: &Rulebook,
    effort: &Effort,
) -> FileReport {
    let name = path.to_string_lossy();
    // The result must not depend on who runs the check, so nothing but the file counts.
    let raw = RawAnswers { file: Some(path), only_file: true, ..RawAnswers::default() };
    let (inputs, notes) = match Inputs::read(raw, rulebook) {
        Ok(read) => read,
        Err(errors) => return FileReport::broken(&name, errors),
    };
    let folder = path.parent().unwrap_or(Path::new(""));
    let records = |record: &str| read_record(&folder.join(record));
    let subject = Subject { name: &name, file: &inputs.file, records: &records, baseline };
    check::check(&subject, requirements, rulebook, effort).with_notes(notes)
}

fn read_record(path: &Path) -> Result<ParsedRecord, RecordError> {
    let name = path.to_string_lossy();
    if path.is_dir() {
        return Err(RecordError::Missing(format!("`{name}` is a directory, not a file")));
    }
    File::open(path).map_err(|error| RecordError::Missing(reason(&error)))?;
    let text = read_text(path).map_err(RecordError::Invalid)?;
    ParsedRecord::read(&name, &text).map_err(RecordError::Invalid)
}

/// Returns what is printed where: `--format` to standard output unless a file is named for it, and each
/// `FORMAT=FILE` besides.
///
/// # Errors
/// Two texts would go to one file, or two files are named for what `--format` says.
fn outputs(args: &CheckArgs, summary: Option<&Path>) -> Result<Vec<(CheckFormat, Option<PathBuf>)>> {
    let mut files: Vec<PathBuf> = summary.into_iter().map(output::real_path).collect();
    for target in &args.output {
        let real = output::real_path(&target.file);
        if files.contains(&real) {
            bail!("two outputs would go to `{}`; name another file for one of them", target.file.display());
        }
        files.push(real);
    }
    // Files come first, so that nothing is printed if one of them cannot be written.
    let (besides, main): (Vec<_>, Vec<_>) = args.output.iter().partition(|target| target.format.is_some());
    if let [_, other, ..] = main.as_slice() {
        let file = other.file.display();
        bail!("two files are named for what `--format` says; write `--output FORMAT={file}` for one of them");
    }
    let mut outputs: Vec<_> = besides
        .into_iter()
        .chain(main.iter().copied())
        .map(|target| (target.format.unwrap_or(args.format), Some(target.file.clone())))
        .collect();
    if main.is_empty() {
        outputs.push((args.format, None));
    }
    Ok(outputs)
}

fn rendered(report: &CheckReport, format: CheckFormat) -> Result<String> {
    Ok(match format {
        CheckFormat::Text => render::text(report),
        CheckFormat::Json => render::json(report)?,
        CheckFormat::Sarif => render::sarif(report),
        CheckFormat::Junit => render::junit(report),
        CheckFormat::Github => render::github(report),
        CheckFormat::Markdown => render::markdown(report),
    })
}

fn summary_file() -> Result<PathBuf> {
    let path = std::env::var_os("GITHUB_STEP_SUMMARY").filter(|path| !path.is_empty());
    let help = "GitHub Actions sets it; elsewhere write `--output markdown=FILE`";
    path.map(PathBuf::from)
        .with_context(|| format!("`--summary` needs GITHUB_STEP_SUMMARY, which is not set: {help}"))
}

/// Appends to a file, since earlier steps of the job may have written to it.
fn append(path: &Path, text: &str) -> Result<()> {
    let written = OpenOptions::new().create(true).append(true).open(path);
    written
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| anyhow::anyhow!("cannot write `{}`: {}", path.display(), reason(&error)))
}
