//! `archwise rules new`: writes a small commented rulebook to begin with.

use anyhow::{Context, Result, bail};

use super::super::args::NewArgs;
use super::super::exit::Exit;
use super::super::{editor, errors, output};
use crate::authoring::schema;
use crate::diagnostic::visible_path;
use crate::rulebook::Rulebook;

const TEMPLATE: &str = include_str!("new.yaml");
const SCHEMA: &str = "rulebook.schema.json";

pub(in crate::cli) fn run(args: &NewArgs) -> Result<Exit> {
    let folder = visible_path(&args.folder);
    let file = args.folder.join("rulebook.yaml");
    if file.exists() {
        bail!("`{}` exists already; name another folder", visible_path(&file));
    }
    std::fs::create_dir_all(&args.folder).with_context(|| format!("cannot make the folder `{folder}`"))?;
    let (rulebook, _) = Rulebook::parse(vec![("rulebook.yaml".to_owned(), TEMPLATE.to_owned())])?;
    let schema = serde_json::to_string_pretty(&schema::rulebook(&rulebook))? + "\n";
    output::write(&schema, Some(&args.folder.join(SCHEMA)))?;
    output::write(&editor::naming(SCHEMA, TEMPLATE), Some(&file))?;
    errors::say(format_args!("wrote {}", visible_path(&file)));
    errors::say(format_args!("next: `archwise rules test {folder}`, `archwise --rules {folder}`"));
    Ok(Exit::Done)
}
