//! `archwise questions --update`: answers files brought up to the rulebook, all planned before one is
//! written.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::answers::{Updated, updated};
use crate::cli::errors;
use crate::cli::exit::Exit;
use crate::cli::output::{self, Locks, Replacement, Staged};
use crate::cli::sources::{self, Source};
use crate::diagnostic::{Diagnostics, visible_path};
use crate::document::{is_standard, read_text};
use crate::rulebook::{Rulebook, and_list};

/// What becomes of one file.
struct Plan {
    path: PathBuf,
    before: String,
    update: Updated,
}

/// Updates the files; `-` is read from standard input and printed.
///
/// # Errors
/// Everything that is wrong with any of them; then none is written.
pub(super) fn run(paths: &[PathBuf], rulebook: &Rulebook) -> Result<Exit> {
    let files = sources::all(paths, &sources::YAML);
    let real = |source: &Source| output::real_path(source.path());
    let targets: Vec<PathBuf> = files.iter().filter(|file| !is_standard(file.path())).map(real).collect();
    let folders: Vec<&Path> = targets.iter().filter_map(|path| path.parent()).collect();
    let locks = Locks::of(&folders)?;
    let (mut plans, mut errors) = (Vec::new(), Diagnostics::default());
    for source in files {
        match plan(source, rulebook) {
            Ok(plan) => plans.push(plan),
            Err(found) => errors.extend(found),
        }
    }
    if errors.has_errors() {
        return Err(errors.into());
    }
    let staged = plans.iter().map(|plan| plan.stage(&locks)).collect::<Result<Vec<_>>>()?;
    for (plan, staged) in plans.iter().zip(staged) {
        staged.map_or(Ok(()), Staged::replace)?;
        plan.report();
    }
    let printed = plans.iter().filter(|plan| is_standard(&plan.path));
    printed.into_iter().try_for_each(|plan| output::write(&plan.update.text, None))?;
    Ok(Exit::Done)
}

fn plan(source: Source, rulebook: &Rulebook) -> Result<Plan, Diagnostics> {
    let path = match source {
        Source::File(path) => path,
        Source::Broken(_, found) => return Err(found),
    };
    let name = visible_path(&path);
    let before = read_text(&path)?;
    let update = updated(rulebook, &name, &before).map_err(|found| found.in_file(&name))?;
    Ok(Plan { path, before, update })
}

impl Plan {
    /// Writes the new text beside the file, where a full disk shows; `None` if nothing is to be written.
    fn stage(&self, locks: &Locks) -> Result<Option<Staged>> {
        if is_standard(&self.path) || self.update.text == self.before {
            return Ok(None);
        }
        if output::is_special(&self.path) {
            bail!(
                "`{}` is no file that can be changed in place; `-` reads and prints",
                visible_path(&self.path)
            );
        }
        let replacement = Replacement::under(locks, &self.path);
        if read_text(&self.path)? != self.before {
            bail!("`{}` was changed meanwhile: run the command again", visible_path(&self.path));
        }
        replacement.staged(&mut self.update.text.as_bytes()).map(Some)
    }

    /// Says what was done.
    fn report(&self) {
        let Updated { text, renamed, added, lost } = &self.update;
        errors::print(lost);
        let file = visible_path(&self.path);
        if *text == self.before {
            return errors::say(format_args!("`{file}` needs no update"));
        }
        let renamed = match renamed.as_slice() {
            [] => String::new(),
            some => format!("\n  {}", some.join("\n  ")),
        };
        let ids: Vec<String> = added.iter().map(|id| format!("`{id}`")).collect();
        let added =
            if ids.is_empty() { String::new() } else { format!("\n  new, as unknown: {}", and_list(&ids)) };
        errors::say(format_args!("`{file}` is up to date now{renamed}{added}"));
    }
}
