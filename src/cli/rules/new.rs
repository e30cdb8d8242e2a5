//! `archwise rules new`: a small commented rulebook to begin with.

use anyhow::{Context, Result, bail};

use super::super::args::NewArgs;
use super::super::exit::Exit;
use super::super::output;

const TEMPLATE: &str = include_str!("new.yaml");

pub(in crate::cli) fn run(args: &NewArgs) -> Result<Exit> {
    let folder = args.folder.display();
    let file = args.folder.join("rulebook.yaml");
    if file.exists() {
        bail!("`{}` exists already; name another folder", file.display());
    }
    std::fs::create_dir_all(&args.folder).with_context(|| format!("cannot make the folder `{folder}`"))?;
    output::write(TEMPLATE, Some(&file))?;
    anstream::eprintln!("wrote {}", file.display());
    anstream::eprintln!("next: `archwise rules test {folder}`, `archwise --rules {folder}`");
    Ok(Exit::Done)
}
