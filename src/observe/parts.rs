//! Cuts a repository into parts: as a person says, by its services, by the members of its workspace, or by
//! its folders.

use std::collections::{BTreeMap, BTreeSet};

use super::code_files::is_code;
use super::settings::{Settings, is_below};
use super::snapshot::Snapshot;

/// Fewer parts say nothing of how they go together.
const LEAST_PARTS: usize = 3;
/// Parts of folders that hold less than one file of code in so many are left out.
const LEAST_SHARE: usize = 50;

/// Names of layers of one part rather than of parts.
const LAYERS: [&str; 36] = [
    "controllers",
    "models",
    "views",
    "helpers",
    "services",
    "jobs",
    "lib",
    "libs",
    "utils",
    "util",
    "common",
    "core",
    "api",
    "web",
    "frontend",
    "backend",
    "client",
    "server",
    "components",
    "app",
    "config",
    "db",
    "database",
    "domain",
    "infrastructure",
    "application",
    "presentation",
    "assets",
    "javascript",
    "policies",
    "presenters",
    "forms",
    "mailers",
    "middleware",
    "internal",
    "pkg",
];

/// How a repository is cut.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Partition {
    /// What the parts are: `services`, `Cargo packages`.
    pub by: &'static str,
    /// The name of each part.
    pub names: Vec<String>,
    cut: Cut,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Cut {
    /// By the patterns of a person; the first that matches counts.
    Patterns(Vec<glob::Pattern>),
    /// By folders; the deepest counts.
    Folders,
}

impl Partition {
    /// Returns the position of the part in which a file lies.
    pub(super) fn part_of(&self, path: &str) -> Option<usize> {
        match &self.cut {
            Cut::Patterns(patterns) => patterns.iter().position(|pattern| pattern.matches(path)),
            Cut::Folders => {
                let within = self.names.iter().enumerate().filter(|(_, folder)| is_below(path, folder));
                within.max_by_key(|(_, folder)| folder.len()).map(|(part, _)| part)
            }
        }
    }

    fn of_folders(by: &'static str, names: Vec<String>) -> Self {
        Self { by, names, cut: Cut::Folders }
    }

    /// Returns whether half of the parts or more are called after layers: that changes go through all layers
    /// says nothing.
    pub(super) fn is_of_layers(&self) -> bool {
        let is_layer = |name: &&String| {
            let last = name.rsplit('/').next().unwrap_or(name).to_lowercase();
            LAYERS.contains(&last.as_str())
        };
        matches!(self.cut, Cut::Folders) && self.names.iter().filter(is_layer).count() * 2 >= self.names.len()
    }
}

/// Returns how a repository is cut, whose services are known.
pub(super) fn partition(one: &Snapshot, services: &BTreeSet<String>, settings: &Settings) -> Partition {
    if !settings.parts.is_empty() {
        let (names, patterns) = settings.parts.iter().cloned().unzip();
        return Partition { by: "parts that were named", names, cut: Cut::Patterns(patterns) };
    }
    let code: Vec<&str> = one.paths.iter().map(String::as_str).filter(|path| is_code(path)).collect();
    enough("services", services.iter().cloned().collect(), &code)
        .or_else(|| members(one, &code))
        .unwrap_or_else(|| folders(&code))
}

/// Returns the parts with code in them, if there are several and they hold at least half of it.
fn enough(by: &'static str, folders: Vec<String>, code: &[&str]) -> Option<Partition> {
    let all = Partition::of_folders(by, folders);
    let held: Vec<usize> = code.iter().filter_map(|path| all.part_of(path)).collect();
    let with_code: BTreeSet<usize> = held.iter().copied().collect();
    let names = with_code.iter().map(|&part| all.names[part].clone()).collect();
    let is_enough = with_code.len() >= LEAST_PARTS && held.len() * 2 >= code.len();
    is_enough.then(|| Partition::of_folders(by, names))
}

/// A kind of workspace: what its parts are called, and whether a file makes its folder one of them.
struct Workspace {
    by: &'static str,
    is_declared: fn(&BTreeMap<String, String>) -> bool,
    is_member: fn(name: &str, text: &str) -> bool,
}

fn has(texts: &BTreeMap<String, String>, path: &str, marker: &str) -> bool {
    texts.get(path).is_some_and(|text| text.contains(marker))
}

fn count(texts: &BTreeMap<String, String>, end: &str) -> usize {
    texts.keys().filter(|path| path.ends_with(end)).count()
}

const WORKSPACES: [Workspace; 8] = [
    Workspace {
        by: "Cargo packages",
        is_declared: |texts| has(texts, "Cargo.toml", "[workspace]"),
        is_member: |name, text| name == "Cargo.toml" && text.contains("[package]"),
    },
    Workspace {
        by: "npm packages",
        is_declared: |texts| {
            has(texts, "package.json", "\"workspaces\"")
                || texts.contains_key("pnpm-workspace.yaml")
                || texts.contains_key("lerna.json")
        },
        is_member: |name, _| name == "package.json",
    },
    Workspace {
        by: "Maven modules",
        is_declared: |texts| has(texts, "pom.xml", "<modules>"),
        is_member: |name, text| name == "pom.xml" && !text.contains("<modules>"),
    },
    Workspace {
        by: "Gradle projects",
        is_declared: |texts| {
            has(texts, "settings.gradle", "include") || has(texts, "settings.gradle.kts", "include")
        },
        is_member: |name, _| name == "build.gradle" || name == "build.gradle.kts",
    },
    Workspace {
        by: "Go modules",
        is_declared: |texts| texts.contains_key("go.work") || count(texts, "go.mod") >= 2,
        is_member: |name, _| name == "go.mod",
    },
    Workspace {
        by: ".NET projects",
        is_declared: |texts| count(texts, ".sln") + count(texts, ".slnx") > 0,
        is_member: |name, _| name.ends_with(".csproj") || name.ends_with(".fsproj"),
    },
    Workspace {
        by: "gems",
        is_declared: |texts| count(texts, ".gemspec") >= LEAST_PARTS,
        is_member: |name, _| name.ends_with(".gemspec"),
    },
    Workspace {
        by: "Python packages",
        is_declared: |texts| has(texts, "pyproject.toml", "[tool.uv.workspace]"),
        is_member: |name, _| name == "pyproject.toml",
    },
];

/// Returns the members of the workspace.
fn members(one: &Snapshot, code: &[&str]) -> Option<Partition> {
    WORKSPACES.iter().filter(|workspace| (workspace.is_declared)(&one.texts)).find_map(|workspace| {
        let member = |(path, text): (&String, &String)| {
            let (folder, name) = path.rsplit_once('/')?;
            (workspace.is_member)(name, text).then(|| folder.to_owned())
        };
        let folders: BTreeSet<String> = one.texts.iter().filter_map(member).collect();
        // What lies inside of a member is a part of it, such as the package of its fuzz tests.
        let inside =
            |folder: &&String| folders.iter().any(|other| other != *folder && is_below(folder, other));
        let outer = folders.iter().filter(|folder| !inside(folder)).cloned().collect();
        enough(workspace.by, outer, code)
    })
}

/// Returns the folders with enough code. A folder that holds most of it is taken apart into those in it,
/// unless most of it lies in no folder there.
fn folders(code: &[&str]) -> Partition {
    let mut found: BTreeMap<String, usize> = folders_in("", code);
    while let Some((top, size)) = found.iter().find(|(_, size)| **size * 2 > code.len()) {
        let (top, size) = (top.clone(), *size);
        let inside = folders_in(&top, code);
        if inside.values().sum::<usize>() * 2 < size {
            break;
        }
        found.remove(&top);
        found.extend(inside);
    }
    let large = found.into_iter().filter(|(_, size)| size * LEAST_SHARE >= code.len());
    Partition::of_folders("folders", large.map(|(folder, _)| folder).collect())
}

/// Returns the folders right below another, with how many files of code lie in each.
fn folders_in(top: &str, code: &[&str]) -> BTreeMap<String, usize> {
    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    for path in code.iter().filter(|path| is_below(path, top)) {
        let below = if top.is_empty() { path } else { &path[top.len() + 1..] };
        if let Some((first, _)) = below.split_once('/') {
            let folder = if top.is_empty() { first.to_owned() } else { format!("{top}/{first}") };
            *found.entry(folder).or_default() += 1;
        }
    }
    found
}
