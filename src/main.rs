//! The program: maps a result to an exit code, nothing else.

use std::process::ExitCode;

fn main() -> ExitCode {
    archwise::cli::main(std::env::args_os())
}
