//! `archwise rules lint`: finds what is well-formed and yet cannot be meant.

use anyhow::Result;

use super::super::args::{FindingsFormat, LintArgs};
use super::super::base_folder::path_base;
use super::super::exit::Exit;
use super::super::output;
use crate::authoring;
use crate::diagnostic::{Diagnostics, Severity};
use crate::render::{PathBase, findings};
use crate::rulebook::{Rulebook, counted};

pub(in crate::cli) fn run(args: &LintArgs, shared: Result<&Rulebook, Diagnostics>) -> Result<Exit> {
    let base = path_base(args.base.base.as_deref())?;
    let loaded = args.path.as_deref().map(Rulebook::load).transpose();
    let found = match (&loaded, shared) {
        (Ok(Some((rulebook, _))), _) | (Ok(None), Ok(rulebook)) => authoring::lint(rulebook),
        (Err(found), _) => return broken(found, args, &base),
        (Ok(None), Err(found)) => return broken(&found, args, &base),
    };
    output::write(&rendered(&found, args.format, &base), args.output.as_deref())?;
    let denied = |severity: Severity| {
        severity == Severity::Error || (args.deny_warnings() && severity == Severity::Warning)
    };
    let failed = found.iter().any(|diagnostic| denied(diagnostic.severity));
    Ok(if failed { Exit::NotPassed } else { Exit::Done })
}

/// Reports a rulebook that cannot be read in the format that was asked for, and to people too.
fn broken(found: &Diagnostics, args: &LintArgs, base: &PathBase) -> Result<Exit> {
    if args.format != FindingsFormat::Text || args.output.is_some() {
        output::write(&rendered(found, args.format, base), args.output.as_deref())?;
    }
    Err(found.clone().into())
}

fn rendered(found: &Diagnostics, format: FindingsFormat, base: &PathBase) -> String {
    match format {
        FindingsFormat::Json => findings::json(found),
        FindingsFormat::Sarif => findings::sarif(found, base),
        FindingsFormat::Github => findings::github(found, base),
        FindingsFormat::Text => {
            let count = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
            let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            format!("{}{errors}, {warnings}\n", findings::text(found))
        }
    }
}
