//! What a person says about how a repository is to be read.

use glob::Pattern;
use jiff::civil::Date;
use regex_lite::Regex;

use super::identity::Identity;
use super::tags::{Tag, classified};
use crate::diagnostic::{Code, Diagnostic, Diagnostics};

/// How a repository is to be read. The default takes everything as the rules of each fact say.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    /// The last commit up to this day in UTC; `None`: the one that is checked out.
    pub as_of: Option<Date>,
    /// The folders that count, from the top, with `/` between them; empty: all.
    pub paths: Vec<String>,
    /// The parts whose changes are compared, by name; empty: those that the repository shows.
    pub parts: Vec<(String, Pattern)>,
    /// Which tags are releases.
    pub tags: ReleaseTags,
    /// Names or addresses of bots besides those that are known.
    pub bots: Option<Regex>,
    /// Names or addresses of people who look like bots.
    pub people: Option<Regex>,
    /// Whether the repositories are the whole system, so that what is not in them does not exist.
    pub whole: bool,
}

/// Which tags are releases.
#[derive(Debug, Clone, Default)]
pub enum ReleaseTags {
    /// Those whose names look like it.
    #[default]
    ByName,
    /// Those that match, whatever they look like.
    Matching(Regex),
    /// None: the project tags no releases.
    None,
}

impl Settings {
    pub(super) fn is_bot(&self, identity: &Identity) -> bool {
        let matches = |pattern: &Option<Regex>| {
            pattern.as_ref().is_some_and(|pattern| {
                pattern.is_match(&identity.name) || pattern.is_match(&identity.address)
            })
        };
        !matches(&self.people) && (identity.is_bot() || matches(&self.bots))
    }

    /// Reports folders that can lie in no repository.
    pub(super) fn check(&self, found: &mut Diagnostics) {
        let leads_out =
            |path: &&String| path.is_empty() || path.starts_with('/') || path.split('/').any(|p| p == "..");
        for path in self.paths.iter().filter(leads_out) {
            let message = format!("`{path}` names no folder inside of a repository");
            let help = "name it from the top of the repository: `services/billing`";
            found.push(Diagnostic::error(Code::NothingObserved, message).help(help));
        }
    }

    /// Checks that some of the files that count lie in each folder and in each part.
    ///
    /// # Errors
    /// The folders and parts in which none lies.
    pub(super) fn check_that_something_lies_in(&self, paths: &[String]) -> Result<(), Diagnostics> {
        let is_empty = |folder: &&String| !paths.iter().any(|path| is_below(path, folder));
        let matches = |pattern: &Pattern| paths.iter().any(|path| pattern.matches(path));
        let nothing = |what: String, help: &str| {
            Diagnostic::error(Code::NothingObserved, format!("no file lies in {what}")).help(help)
        };
        let folders = self.paths.iter().filter(is_empty).map(|folder| {
            nothing(
                format!("`{folder}`"),
                "name a folder of the observed commit, from the top of the repository",
            )
        });
        let parts = self.parts.iter().filter(|(_, pattern)| !matches(pattern)).map(|(name, pattern)| {
            let what = format!("the part `{name}` ({})", pattern.as_str());
            nothing(what, "a pattern matches whole paths: `services/billing/**`")
        });
        let found: Diagnostics = folders.chain(parts).collect();
        if found.has_errors() { Err(found) } else { Ok(()) }
    }

    /// Returns whether a path lies in a folder that counts.
    pub(super) fn counts(&self, path: &str) -> bool {
        self.paths.is_empty() || self.paths.iter().any(|folder| is_below(path, folder))
    }

    /// Returns what a tag says.
    pub(super) fn tag(&self, name: &str) -> Tag {
        match &self.tags {
            ReleaseTags::ByName => classified(name),
            ReleaseTags::None => Tag::Other,
            ReleaseTags::Matching(pattern) if !pattern.is_match(name) => Tag::Other,
            ReleaseTags::Matching(_) => match classified(name) {
                Tag::Release(package) => Tag::Release(package),
                Tag::Stage | Tag::Prerelease | Tag::Other => Tag::Release(None),
            },
        }
    }
}

/// Returns whether a path lies below a folder; everything lies below the empty one.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
