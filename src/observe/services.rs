//! Which services a repository builds: folders of code that are built into an image and run for long.

use std::collections::{BTreeMap, BTreeSet};

use super::code_files::is_code;
use super::dockerfile::Dockerfile;
use super::settings::is_below;

/// A folder with fewer files of code is a tool or a piece of configuration.
const LEAST_CODE: usize = 3;
/// Folders between a service and its Dockerfile that only package it.
const PACKAGING: [&str; 17] = [
    "docker",
    ".docker",
    "dockerfiles",
    "images",
    "build",
    "deploy",
    "container",
    "ci",
    "rootfs",
    "packaging",
    "ops",
    "infra",
    "devops",
    "release",
    "targets",
    "etc",
    "src",
];
/// Folders of what is no part of the product.
const NOISE: [&str; 22] = [
    "test",
    "tests",
    "testing",
    "e2e",
    "example",
    "examples",
    "sample",
    "samples",
    "demo",
    "demos",
    "doc",
    "docs",
    "vendor",
    "devcontainer",
    ".devcontainer",
    "hack",
    ".github",
    ".gitlab",
    ".ci",
    "fixtures",
    "testdata",
    "benchmarks",
];
/// Endings of Dockerfiles that are variants for other purposes.
const VARIANTS: [&str; 6] = ["dev", "test", "debug", "local", "ci", "e2e"];

/// What is known of a repository before services are looked for.
#[derive(Debug, Default)]
pub(super) struct Tree<'t> {
    /// All paths, with `/` between folders.
    pub paths: Vec<&'t str>,
    /// The texts of the Dockerfiles by path.
    pub dockerfiles: BTreeMap<&'t str, &'t str>,
    /// The names of compose services, deployments and the like.
    pub deployed: BTreeSet<String>,
    /// The folders of modules that are services by their framework: Aspire projects, Spring applications.
    pub by_framework: BTreeSet<String>,
}

/// Returns the folders of the services; the empty name is the whole repository.
pub(super) fn services(tree: &Tree<'_>) -> BTreeSet<String> {
    found_in(tree, true)
}

/// Returns the folders of code that are built into images, whether these run for long or not.
pub(super) fn images(tree: &Tree<'_>) -> BTreeSet<String> {
    found_in(tree, false)
}

fn found_in(tree: &Tree<'_>, that_run: bool) -> BTreeSet<String> {
    let code: Vec<&str> = tree.paths.iter().copied().filter(|path| is_code(path)).collect();
    let has_code = |folder: &str| code.iter().filter(|path| is_below(path, folder)).count() >= LEAST_CODE;
    let mut found: BTreeSet<String> = tree.by_framework.clone();
    for (path, text) in &tree.dockerfiles {
        let Some(dockerfile) = Dockerfile::parse(text) else { continue };
        if is_noise(path) || dockerfile.is_infrastructure() {
            continue;
        }
        let folder = service_folder(path);
        let name = folder.rsplit('/').next().unwrap_or_default();
        let runs = !that_run
            || dockerfile.runs_for_long
            || !name.is_empty() && tree.deployed.contains(&name.to_lowercase());
        if runs && has_code(&folder) {
            found.insert(folder);
        }
    }
    // What lies inside of a service is a part of it; the whole repository counts only if nothing else does.
    let inside = |folder: &String| {
        found.iter().any(|other| other != folder && !other.is_empty() && is_below(folder, other))
    };
    let outer: BTreeSet<String> = found.iter().filter(|folder| !inside(folder)).cloned().collect();
    let has_parts = outer.iter().any(|folder| !folder.is_empty());
    outer.into_iter().filter(|folder| !folder.is_empty() || !has_parts).collect()
}

/// Returns the folder that a Dockerfile builds: its own, or the one above those that only package.
fn service_folder(path: &str) -> String {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    while folders.last().is_some_and(|folder| PACKAGING.contains(&folder.to_lowercase().as_str())) {
        folders.pop();
    }
    folders.join("/")
}

/// Returns whether a Dockerfile serves tests, examples or development.
pub(super) fn is_noise(path: &str) -> bool {
    let lower = path.to_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let ends = name.rsplit(['.', '-', '_']).next().unwrap_or_default();
    // Packages of Java may be called `org.springframework.samples`.
    let folders = folders.split("src/main/java").next().unwrap_or_default();
    VARIANTS.contains(&ends) || folders.split('/').any(|folder| NOISE.contains(&folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: &str = "FROM base\nEXPOSE 80\n";
    const TOOL: &str = "FROM base\n";

    fn counted(dockerfiles: &[(&'static str, &str)], folders: &[&str], deployed: &[&str]) -> Vec<String> {
        let code: Vec<String> = folders
            .iter()
            .flat_map(|folder| {
                (0..3).map(
                    move |n| if folder.is_empty() { format!("{n}.rs") } else { format!("{folder}/{n}.rs") },
                )
            })
            .collect();
        let tree = Tree {
            paths: code.iter().map(String::as_str).collect(),
            dockerfiles: dockerfiles.iter().copied().collect(),
            deployed: deployed.iter().map(|name| (*name).to_owned()).collect(),
            by_framework: BTreeSet::new(),
        };
        services(&tree).into_iter().collect()
    }

    #[test]
    fn a_service_has_code_an_image_and_a_port_or_a_deployment() {
        let dockerfiles = [
            ("src/api/Dockerfile", LONG),
            ("src/worker/Dockerfile", TOOL),
            ("src/tool/Dockerfile", TOOL),
            ("src/mail/docker/Dockerfile", LONG),
            ("examples/shop/Dockerfile", LONG),
            ("src/web/Dockerfile.dev", LONG),
            ("db/Dockerfile", "FROM postgres:16\nEXPOSE 5432\n"),
            ("empty/Dockerfile", LONG),
        ];
        let folders = ["src/api", "src/worker", "src/tool", "src/mail", "examples/shop", "src/web", "db"];
        assert_eq!(counted(&dockerfiles, &folders, &["worker"]), ["src/api", "src/mail", "src/worker"]);
    }

    #[test]
    fn what_lies_in_a_service_is_a_part_of_it_and_the_root_counts_once() {
        let dockerfiles = [("a/Dockerfile", LONG), ("a/b/Dockerfile", LONG), ("Dockerfile", LONG)];
        assert_eq!(counted(&dockerfiles, &["a", "a/b"], &[]), ["a"]);
        assert_eq!(counted(&[("Dockerfile", LONG), ("docker/Dockerfile", LONG)], &[""], &[]), [""]);
        let java = [("m/src/main/java/org/samples/Dockerfile", LONG)];
        assert_eq!(counted(&java, &["m/src/main/java/org/samples"], &[]).len(), 1);
    }
}
