//! `archwise rules explain-code`: says what a diagnostic code means and what to do.

use anyhow::Result;

use super::super::args::CodeArgs;
use super::super::exit::Exit;
use super::super::output;
use crate::diagnostic::{Code, Diagnostics, IdKind};

pub(in crate::cli) fn run(args: &CodeArgs) -> Result<Exit> {
    let text = match &args.code {
        None => Code::ALL.iter().map(|code| format!("{}: {}\n", code.id(), code.summary())).collect(),
        Some(id) => {
            let found = IdKind::Code.find(id, Code::ALL.iter().map(|code| code.id()));
            let position: usize = found.map_err(Diagnostics::from)?;
            let code = Code::ALL[position];
            format!("{}\n\n{}\n{}\n", code.id(), code.summary(), code.mend())
        }
    };
    output::write(&text, None)?;
    Ok(Exit::Done)
}
