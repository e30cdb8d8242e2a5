//! `archwise rules test`: runs the cases of a rulebook, and says what they cover and what they would miss.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::super::args::{CasesFormat, CoverageFormat, TestArgs};
use super::super::base_folder::path_base;
use super::super::exit::Exit;
use super::super::{errors, output};
use crate::authoring::calibration::Reliability;
use crate::authoring::{
    CaseResult, Coverage, RulebookCase, calibration_results, case_results, cases, needless_changes, unnoticed,
};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::Document;
use crate::render::{PathBase, findings};
use crate::rulebook::{Layer, QuestionId, Rulebook, builtin_with_cases, counted, is_builtin, layers};

pub(in crate::cli) fn run(args: &TestArgs, shared: &[PathBuf]) -> Result<Exit> {
    if args.calibration && !matches!(args.format, CasesFormat::Text | CasesFormat::Json) {
        bail!("`--calibration` prints tables or JSON: take `--format text` or `--format json`");
    }
    let base = path_base(args.base.base.as_deref())?;
    let (layers, rulebook, cases) = match read(args, shared) {
        Ok(read) => read,
        Err(found) => return broken(&found, args, &base),
    };
    let results: Vec<_> = cases.iter().map(|case| case.run(&rulebook)).collect();
    let coverage = Coverage::of(&rulebook, &cases, &results);
    let mut text = match args.format {
        CasesFormat::Text => case_results::text(&results),
        CasesFormat::Json => case_results::json(&results),
        CasesFormat::Junit => case_results::junit(&results, &base),
        CasesFormat::Github => findings::github(&case_results::findings(&results), &base),
        CasesFormat::Sarif => findings::sarif(&case_results::findings(&results), &base),
    };
    if args.coverage == Some(CoverageFormat::Json) {
        text = serde_json::to_string_pretty(&coverage)? + "\n";
    } else if args.min_coverage.is_some() || args.coverage.is_some() {
        remark(args.format, &mut text, &case_results::coverage(&coverage));
    }
    let mut passed = results.iter().all(|result| result.passed());
    passed &= args.min_coverage.is_none_or(|least| coverage.percent() >= least);
    if args.mutate {
        let mut missed = unnoticed(&rulebook, &cases, &results);
        missed.extend(needless_changes(&layers, &rulebook, &results));
        let lines: String = missed.iter().map(|mutant| format!("unnoticed: {mutant}\n")).collect();
        remark(args.format, &mut text, &format!("{lines}{}\n", went_unnoticed(missed.len())));
        passed &= missed.is_empty();
    }
    if args.calibration {
        passed &= calibrate(args, &rulebook, &cases, &results, &mut text)?;
    }
    output::write(&text, args.output.as_deref())?;
    Ok(if passed { Exit::Done } else { Exit::NotPassed })
}

/// Adds the calibration to the text, or in JSON puts it in its place; returns whether the header of the
/// rulebook agrees with it.
fn calibrate(
    args: &TestArgs,
    rulebook: &Rulebook,
    cases: &[RulebookCase],
    results: &[CaseResult],
    text: &mut String,
) -> Result<bool> {
    let without: Result<Vec<QuestionId>, Diagnostic> =
        args.without.iter().map(|id| rulebook.find_question(id)).collect();
    let reliability = Reliability::measure(rulebook, cases, &without.map_err(Diagnostics::from)?);
    if args.format == CasesFormat::Json {
        errors::say(case_results::text(results).trim_end());
        *text = calibration_results::json(&reliability)?;
    } else {
        let width = output::width(args.output.as_deref());
        text.push_str(&format!("\n{}", calibration_results::text(&reliability, width)));
    }
    let correction = reliability.correction(rulebook);
    if let Some(measured) = &correction {
        errors::say(calibration_results::correction(measured).trim_end());
    }
    Ok(correction.is_none())
}

fn read(
    args: &TestArgs,
    shared: &[PathBuf],
) -> Result<(Vec<Layer>, Rulebook, Vec<RulebookCase>), Diagnostics> {
    let paths: Vec<&Path> = match &args.path {
        Some(path) => vec![path],
        None => shared.iter().map(PathBuf::as_path).collect(),
    };
    // Its cases are read only where nothing else is tested: there they would take longer than all else.
    let alone = paths.iter().all(|path| is_builtin(path));
    let layers = if alone { vec![builtin_with_cases()] } else { layers(&paths)? };
    let (rulebook, _) = Rulebook::from_layers(&layers)?;
    let documents: Vec<Document> = layers.iter().flat_map(|layer| &layer.documents).cloned().collect();
    let cases = cases::read(&documents, &rulebook)?;
    Ok((layers, rulebook, cases))
}

/// Reports a rulebook or cases that cannot be read in the format that was asked for, and to people too.
fn broken(found: &Diagnostics, args: &TestArgs, base: &PathBase) -> Result<Exit> {
    let text = match args.format {
        CasesFormat::Text => findings::text(found),
        CasesFormat::Json => case_results::broken_json(found),
        CasesFormat::Junit => case_results::broken_junit(found, base),
        CasesFormat::Github => findings::github(found, base),
        CasesFormat::Sarif => findings::sarif(found, base),
    };
    if args.format != CasesFormat::Text || args.output.is_some() {
        output::write(&text, args.output.as_deref())?;
    }
    Err(found.clone().into())
}

fn went_unnoticed(changes: usize) -> String {
    let go = if changes == 1 { "goes" } else { "go" };
    format!("{} of rules {go} unnoticed", counted(changes, "change"))
}

/// Adds a remark to a text; beside a format for programs it goes to standard error.
fn remark(format: CasesFormat, text: &mut String, remark: &str) {
    match format {
        CasesFormat::Text => text.push_str(remark),
        _ => errors::say(remark.trim_end()),
    }
}
