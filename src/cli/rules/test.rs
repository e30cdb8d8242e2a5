//! `archwise rules test`: runs the cases of a rulebook, and says what they cover and what they would miss.

use std::path::{Path, PathBuf};

use anyhow::Result;

use super::super::args::{CasesFormat, CoverageFormat, TestArgs};
use super::super::base_folder::path_base;
use super::super::exit::Exit;
use super::super::{errors, output};
use crate::authoring::case_results;
use crate::authoring::{Coverage, RulebookCase, cases, unnoticed};
use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::render::{PathBase, findings};
use crate::rulebook::{Rulebook, builtin_with_cases, layers};

pub(in crate::cli) fn run(args: &TestArgs, shared: &[PathBuf]) -> Result<Exit> {
    let base = path_base(args.base.base.as_deref())?;
    let (rulebook, cases) = match read(args, shared) {
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
        let missed = unnoticed(&rulebook, &cases, &results);
        let lines: String = missed.iter().map(|mutant| format!("unnoticed: {mutant}\n")).collect();
        remark(args.format, &mut text, &format!("{lines}{} changes of rules go unnoticed\n", missed.len()));
        passed &= missed.is_empty();
    }
    output::write(&text, args.output.as_deref())?;
    Ok(if passed { Exit::Done } else { Exit::NotPassed })
}

fn read(args: &TestArgs, shared: &[PathBuf]) -> Result<(Rulebook, Vec<RulebookCase>), Diagnostics> {
    let paths: Vec<&Path> = match &args.path {
        Some(path) => vec![path],
        None => shared.iter().map(PathBuf::as_path).collect(),
    };
    let layers = if paths.is_empty() { vec![builtin_with_cases()] } else { layers(&paths)? };
    let (rulebook, _) = Rulebook::from_layers(&layers)?;
    let documents: Vec<Document> = layers.into_iter().flat_map(|layer| layer.documents).collect();
    let cases = cases::read(&documents, &rulebook)?;
    Ok((rulebook, cases))
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

/// Adds a remark to a text; beside a format for programs it goes to standard error.
fn remark(format: CasesFormat, text: &mut String, remark: &str) {
    match format {
        CasesFormat::Text => text.push_str(remark),
        _ => errors::say(remark.trim_end()),
    }
}
