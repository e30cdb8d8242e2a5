//! What a person says about how a repository is to be read.

use glob::Pattern;
use jiff::civil::Date;
use regex_lite::Regex;

use super::identity::Identity;
use super::tags::{Tag, classified};

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
