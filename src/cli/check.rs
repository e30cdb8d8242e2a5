//! `archwise check`: does the recorded decision still hold?

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};

use super::args::{CheckArgs, CheckFormat, OutputTarget};
use super::base_folder::path_base;
use super::exit::Exit;
use super::files;
use super::input::{Inputs, RawAnswers};
use super::observing::Observer;
use super::sources::{self, Source};
use super::{environment, errors, input, output, today};
use crate::adr::{Basis, ParsedRecord, read_saved_report};
use crate::check::output as render;
use crate::check::{self, CheckReport, FileReport, Outcome, RecordError, Requirements, Subject};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};
use crate::document::{is_standard, read_text, reason, without_mark};
use crate::engine::{Effort, Status};
use crate::render::PathBase;
use crate::report::RulebookName;
use crate::rulebook::Rulebook;

pub(super) fn run(args: &CheckArgs, rulebook: Result<&Rulebook, Diagnostics>) -> Result<Exit> {
    let summary = args.summary.then(summary_file).transpose()?;
    let outputs = outputs(args)?;
    let base = path_base(args.base.base.as_deref())?;
    let checked = match rulebook {
        Ok(rulebook) => checked(args, rulebook)?,
        Err(found) => Err(found),
    };
    let (report, errors) = match checked {
        Ok(report) => (report, None),
        Err(found) => (CheckReport::broken(found.clone(), args.fail_on), Some(found)),
    };
    for (format, file) in outputs {
        // People read what is wrong with a rulebook where they read what is wrong with a flag.
        if errors.is_none() || format != CheckFormat::Text || file.is_some() {
            output::write(&rendered(&report, format, args, &base)?, file.as_deref())?;
        }
    }
    if let Some(path) = summary {
        append(&path, &render::markdown_within(&report, room(&path)))?;
    }
    if let Some(errors) = errors {
        return Err(errors.into());
    }
    Ok(match report.passed() {
        _ if report.count(Outcome::Broken) > 0 => Exit::BadInput,
        passed if passed || args.exit_zero => Exit::Done,
        _ => Exit::NotPassed,
    })
}

/// Checks the files, or returns what is wrong with the baseline, so that they cannot be checked.
///
/// # Errors
/// What the flags require cannot be required.
fn checked(args: &CheckArgs, rulebook: &Rulebook) -> Result<Result<CheckReport, Diagnostics>> {
    let requirements = requirements(args, rulebook)?;
    let files = sources::all(&args.files, &sources::YAML);
    for target in &args.output {
        files::not_read("--output", &target.file, files.iter().map(Source::path))?;
    }
    let baseline = match args.baseline.as_deref().map(|path| read_baseline(path, files.len())).transpose()? {
        Some(Ok(baseline)) => Some(baseline),
        Some(Err(found)) => return Ok(Err(found)),
        None => None,
    };
    let effort = args.sampling.effort(Vec::new());
    let observer = Observer::new(&args.observe, &args.lens)?;
    let gate = Gate { baseline: baseline.as_ref(), requirements: &requirements, observer: &observer };
    let check = |source| match source {
        Source::File(path) => gate.check(&path, rulebook, &effort),
        Source::Broken(path, found) => FileReport::broken(&visible_path(&path), found),
    };
    Ok(Ok(CheckReport {
        rulebook: Some(RulebookName::of(rulebook)),
        files: files.into_iter().map(check).collect(),
        fail_on: args.fail_on,
    }))
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

fn read_baseline(path: &Path, files: usize) -> Result<Result<(Basis, Status), Diagnostics>> {
    if files > 1 {
        bail!("`--baseline` is the report of one file, and {files} files are given; check each with its own");
    }
    let name = visible_path(path);
    let read = |text: String| {
        let text = without_mark(text);
        if text.trim().is_empty() {
            let help = "save a report in it by `archwise advise FILE --format json --output REPORT`";
            return Err(Diagnostic::error(Code::EmptyFile, format!("`{name}` is empty")).help(help).into());
        }
        read_saved_report(&name, &text)
    };
    Ok(read_text(path).and_then(read).map_err(|found| found.in_file(&name)))
}

/// What each file is held to.
struct Gate<'g> {
    baseline: Option<&'g (Basis, Status)>,
    requirements: &'g Requirements,
    observer: &'g Observer<'g>,
}

impl Gate<'_> {
    fn check(&self, path: &Path, rulebook: &Rulebook, effort: &Effort) -> FileReport {
        let name = visible_path(path);
        // The result must not depend on who runs the check, so nothing but the file counts.
        let raw = RawAnswers { file: Some(path), only_file: true, ..RawAnswers::default() };
        let (inputs, notes) = match Inputs::read(raw, rulebook) {
            Ok(read) => read,
            Err(errors) => return FileReport::broken(&name, errors),
        };
        let observed = match self.observer.scopes(&inputs.file) {
            Ok(observed) => observed,
            Err(errors) => return FileReport::broken(&name, errors),
        };
        let folder = path.parent().unwrap_or(Path::new(""));
        let records = |record: &str| read_record(&folder.join(record));
        let (file, baseline) = (&inputs.file, self.baseline);
        let subject = Subject { name: &name, file, records: &records, baseline, observed: &observed };
        check::check(&subject, self.requirements, rulebook, effort).with_notes(notes)
    }
}

fn read_record(path: &Path) -> Result<ParsedRecord, RecordError> {
    let name = visible_path(path);
    if path.is_dir() {
        return Err(RecordError::Missing(format!("`{name}` is a directory, not a file")));
    }
    File::open(path).map_err(|error| RecordError::Missing(reason(&error)))?;
    let invalid = |found: Diagnostics| RecordError::Invalid(found.in_file(&name));
    ParsedRecord::read(&name, &read_text(path).map_err(invalid)?).map_err(invalid)
}

/// Returns what is printed where: `--format` to standard output unless a file is named for it, and each
/// `FORMAT=FILE` besides. The file `-` is standard output, `None` here; then nothing else is printed there.
///
/// # Errors
/// Two texts would go to one file, or two files are named for what `--format` says.
fn outputs(args: &CheckArgs) -> Result<Vec<(CheckFormat, Option<PathBuf>)>> {
    let (printed, written): (Vec<_>, Vec<_>) =
        args.output.iter().partition(|target| is_standard(&target.file));
    let mut files: Vec<PathBuf> = Vec::new();
    for target in &written {
        let real = output::real_path(&target.file);
        if files.contains(&real) {
            bail!(
                "two outputs would go to `{}`; name another file for one of them",
                visible_path(&target.file)
            );
        }
        files.push(real);
    }
    // Files come first, so that nothing is printed if one of them cannot be written.
    let (besides, main): (Vec<_>, Vec<_>) = written.into_iter().partition(|target| target.format.is_some());
    if let [_, other, ..] = main.as_slice() {
        let file = visible_path(&other.file);
        bail!("two files are named for what `--format` says; write `--output FORMAT={file}` for one of them");
    }
    let main_format = args.json.format_or(CheckFormat::Json, args.format);
    let format = |target: &OutputTarget| target.format.unwrap_or(main_format);
    let files = besides.into_iter().chain(main.iter().copied());
    let mut outputs: Vec<_> = files.map(|target| (format(target), Some(target.file.clone()))).collect();
    if main.is_empty() && printed.is_empty() {
        outputs.push((main_format, None));
    }
    outputs.extend(printed.into_iter().map(|target| (format(target), None)));
    Ok(outputs)
}

fn rendered(report: &CheckReport, format: CheckFormat, args: &CheckArgs, base: &PathBase) -> Result<String> {
    Ok(match format {
        CheckFormat::Text if errors::is_quiet() => render::text_of_failures(report),
        CheckFormat::Text => render::text(report),
        CheckFormat::Json => args.json.of(render::json(report)?, "check")?,
        CheckFormat::Sarif => render::sarif(report, base),
        CheckFormat::Junit => render::junit(report, base),
        CheckFormat::Github => render::github(report, base),
        CheckFormat::Markdown => render::markdown(report),
    })
}

fn summary_file() -> Result<PathBuf> {
    let path = environment::value(files::SUMMARY_VARIABLE);
    let help = "GitHub Actions sets it; elsewhere write `--output markdown=FILE`";
    path.map(PathBuf::from)
        .with_context(|| format!("`--summary` needs GITHUB_STEP_SUMMARY, which is not set: {help}"))
}

/// Returns how many bytes of a summary GitHub still takes. Of one that is larger it shows nothing at all.
fn room(summary: &Path) -> usize {
    const LARGEST: u64 = 1 << 20;
    let written = std::fs::metadata(summary).map_or(0, |metadata| metadata.len());
    LARGEST.saturating_sub(written) as usize
}

/// Appends to a file, since earlier steps of the job may have written to it.
fn append(path: &Path, text: &str) -> Result<()> {
    let written = OpenOptions::new().create(true).append(true).open(path);
    written
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .map_err(|error| anyhow::anyhow!("cannot write `{}`: {}", visible_path(path), reason(&error)))
}
