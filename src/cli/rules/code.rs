//! `archwise rules explain-code`: says what a diagnostic code means and what to do.

use anyhow::Result;

use super::super::args::CodeArgs;
use super::super::exit::Exit;
use super::super::output;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};

pub(in crate::cli) fn run(args: &CodeArgs) -> Result<Exit> {
    let known = || Code::ALL.iter().map(|code| code.id());
    let text = match &args.code {
        None => Code::ALL.iter().map(|code| format!("{}: {}\n", code.id(), code.summary())).collect(),
        Some(id) => match Code::ALL.iter().find(|code| code.id() == id) {
            Some(code) => format!("{}\n\n{}\n{}\n", code.id(), code.summary(), code.mend()),
            None => {
                let diagnostic = Diagnostic::error(Code::UnknownCode, format!("there is no code `{id}`"));
                return Err(Diagnostics::from(diagnostic.help(did_you_mean(id, known()))).into());
            }
        },
    };
    output::write(&text, None)?;
    Ok(Exit::Done)
}
