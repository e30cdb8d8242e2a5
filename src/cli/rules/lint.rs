//! `archwise rules lint`: finds what is well-formed and yet cannot be meant.

use anyhow::Result;

use super::super::args::{FindingsFormat, LintArgs};
use super::super::exit::Exit;
use super::super::output;
use crate::authoring;
use crate::diagnostic::{Diagnostics, Severity};
use crate::render::findings;
use crate::rulebook::{Rulebook, counted};

pub(in crate::cli) fn run(args: &LintArgs, shared: &Rulebook) -> Result<Exit> {
    let loaded = args.path.as_deref().map(Rulebook::load).transpose()?;
    let rulebook = loaded.as_ref().map_or(shared, |(rulebook, _)| rulebook);
    let found = authoring::lint(rulebook);
    output::write(&rendered(&found, args.format), args.output.as_deref())?;
    let denied = |severity: Severity| {
        severity == Severity::Error || (args.deny_warnings() && severity == Severity::Warning)
    };
    let failed = found.iter().any(|diagnostic| denied(diagnostic.severity));
    Ok(if failed { Exit::NotPassed } else { Exit::Done })
}

fn rendered(found: &Diagnostics, format: FindingsFormat) -> String {
    match format {
        FindingsFormat::Json => findings::json(found),
        FindingsFormat::Sarif => findings::sarif(found),
        FindingsFormat::Github => findings::github(found),
        FindingsFormat::Text => {
            let count = |severity| found.iter().filter(|diagnostic| diagnostic.severity == severity).count();
            let (errors, warnings) = (count(Severity::Error), count(Severity::Warning));
            let (errors, warnings) = (counted(errors, "error"), counted(warnings, "warning"));
            format!("{}{errors}, {warnings}\n", findings::text(found))
        }
    }
}
