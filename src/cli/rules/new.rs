//! `archwise rules new`: writes a small commented rulebook to begin with.

use std::path::Path;

use anyhow::{Context, Result, bail};

use super::super::args::NewArgs;
use super::super::exit::Exit;
use super::super::flags::{one_line, quoted};
use super::super::output::real_path;
use super::super::{editor, errors, output};
use crate::authoring::schema;
use crate::diagnostic::visible_path;
use crate::rulebook::{Rulebook, id_from, layers_in};

/// A rulebook that stands alone.
const ALONE: &str = include_str!("new.yaml");
/// A layer above the built-in rulebook.
const LAYER: &str = include_str!("new-layer.yaml");
/// The id in both, in whose place the name of the folder is put.
const ID: &str = "my-rulebook";
const FILE: &str = "rulebook.yaml";
const SCHEMA: &str = "rulebook.schema.json";

pub(in crate::cli) fn run(args: &NewArgs) -> Result<Exit> {
    let folder = visible_path(&args.folder);
    let file = args.folder.join(FILE);
    if file.exists() {
        bail!("`{}` exists already; name another folder", visible_path(&file));
    }
    let template = if args.extends.is_some() { LAYER } else { ALONE };
    let text = template.replacen(&format!("id: {ID},"), &format!("id: {},", id_of(&args.folder)), 1);
    let rulebook = Rulebook::from_layers(&layers_in(FILE, &text)?)?.0;
    let schema = serde_json::to_string_pretty(&schema::rulebook(&rulebook))? + "\n";
    std::fs::create_dir_all(&args.folder).with_context(|| format!("cannot make the folder `{folder}`"))?;
    output::write(&schema, Some(&args.folder.join(SCHEMA)))?;
    output::write(&editor::naming(SCHEMA, &text), Some(&file))?;
    errors::say(format_args!("wrote {} and {SCHEMA}, its schema for editors", visible_path(&file)));
    let folder = one_line(&quoted(&args.folder.to_string_lossy()));
    errors::say(format_args!("next: `archwise rules test {folder}`, `archwise --rules {folder}`"));
    Ok(Exit::Done)
}

/// Returns the id of a rulebook in a folder: reports and drafts tell rulebooks apart by it.
fn id_of(folder: &Path) -> String {
    let name = real_path(folder).file_name().unwrap_or_default().to_string_lossy().into_owned();
    id_from(&name).unwrap_or_else(|| ID.to_owned())
}
