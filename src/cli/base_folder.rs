//! The folder from which the files in what other programs read are named.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::environment;
use crate::diagnostic::{slashed, visible_path};
use crate::render::PathBase;

/// The variables in which CI services name the folder of the checkout: GitHub Actions, and GitLab CI.
const CHECKOUT_VARIABLES: [&str; 2] = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR"];

/// Returns the base that was given, else the checkout of the CI service, else the repository of the folder of
/// work; in none of them files are named as the user named them.
///
/// # Errors
/// The base that was given is no folder.
pub(super) fn path_base(given: Option<&Path>) -> Result<PathBase> {
    let Ok(working_folder) = std::env::current_dir().and_then(|folder| folder.canonicalize()) else {
        return Ok(PathBase::default());
    };
    let base = match given {
        Some(base) => {
            let real = base.canonicalize().ok().filter(|real| real.is_dir());
            Some(real.with_context(|| format!("`--base {}` names no folder", visible_path(base)))?)
        }
        None => checkout(&working_folder).or_else(|| repository(&working_folder)),
    };
    // As files are named on the command line, which a canonical path of Windows is not.
    let plain = |folder: PathBuf| if cfg!(windows) { slashed(&folder).into() } else { folder };
    Ok(base.map(|base| PathBase::new(plain(base), plain(working_folder))).unwrap_or_default())
}

fn checkout(working_folder: &Path) -> Option<PathBuf> {
    let folders = CHECKOUT_VARIABLES.iter().filter_map(|name| environment::value(name));
    let mut folders = folders.filter_map(|folder| Path::new(&folder).canonicalize().ok());
    folders.find(|folder| working_folder.starts_with(folder))
}

/// Returns the nearest folder that git keeps; in a linked work tree `.git` is a file.
fn repository(working_folder: &Path) -> Option<PathBuf> {
    working_folder.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_owned)
}
