//! Which services a repository builds, and which stores they name: from Dockerfiles, Compose, Kubernetes and
//! the frameworks that say so themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use regex_lite::Regex;
use serde_yaml::Value;

use super::facts::Fact;
use super::services::{Tree, images, is_noise, services};
use super::settings::Settings;
use super::snapshot::Snapshot;
use super::wanted::is_dockerfile;
use crate::fact::FactKind;
use crate::rulebook::counted;

/// From so many on they are services, and not a front end, a back end and a worker.
const MANY: usize = 5;

/// What a repository builds, each by its folder.
#[derive(Debug)]
pub(super) struct Built {
    /// The services.
    pub services: BTreeSet<String>,
    /// Those that are built by a file of their own. Services of a framework are members of a workspace as the
    /// libraries beside them are.
    pub by_a_file: BTreeSet<String>,
    /// How many folders of code are built into images, whether these run for long or not.
    images: usize,
}

impl Built {
    pub(super) fn of(one: &Snapshot) -> Self {
        let docker = one.texts.iter().filter(|(path, _)| is_dockerfile(path));
        let mut tree = Tree {
            paths: one.paths.iter().map(String::as_str).collect(),
            dockerfiles: docker.map(|(path, text)| (path.as_str(), text.as_str())).collect(),
            deployed: deployed(one),
            by_framework: BTreeSet::new(),
        };
        let (by_a_file, images) = (services(&tree), images(&tree).len());
        tree.by_framework = aspire(one).into_iter().chain(spring(one)).collect();
        Self { services: services(&tree), by_a_file, images }
    }
}

/// The services of all repositories together.
pub(super) fn services_fact(all: &[Snapshot], built: &[Built], settings: &Settings) -> Fact {
    let several = all.len() > 1;
    let shown = |one: &Snapshot, folder: &str| match (folder.is_empty(), several) {
        (true, _) => one.about.name.clone(),
        (false, true) => format!("{}/{folder}", one.about.name),
        (false, false) => folder.to_owned(),
    };
    let each = all.iter().zip(built);
    let found: Vec<String> =
        each.flat_map(|(one, built)| built.services.iter().map(move |folder| shown(one, folder))).collect();
    // An image that does not say that it runs for long may do so all the same.
    let images: usize = built.iter().map(|built| built.images).sum();
    let level = match found.len() {
        count if count >= MANY => Some("many"),
        0 | 1 if settings.whole && images <= 1 => Some("single"),
        _ => None,
    };
    let named = found.iter().take(3).cloned().collect::<Vec<_>>().join(", ");
    let evidence = match found.len() {
        0 if images == 0 => "No folder of code is built into an image here.".to_owned(),
        0 => format!("{} built into an image; none says that it runs for long.", folders(images)),
        1..=3 => format!("{} built here: {named}.", counted(found.len(), "service")),
        more => format!("{more} services built here: {named} and {} more.", more - 3),
    };
    Fact::new(FactKind::Services, evidence)
        .level(level)
        .counted(found.len())
        .figure("images", images)
        .witnesses(found.clone())
        .values(found)
}

fn folders(count: usize) -> String {
    match count {
        1 => "1 folder of code is".to_owned(),
        _ => format!("{count} folders of code are"),
    }
}

/// The names of what runs for long, in lower case.
fn deployed(one: &Snapshot) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (path, text) in one.texts.iter().filter(|(path, _)| is_yaml(path) && !is_noise(path)) {
        if is_compose(path) {
            names.extend(compose_services(text).into_iter().map(|(name, _)| name.to_lowercase()));
        } else {
            names.extend(workloads(text));
        }
    }
    names
}

fn is_yaml(path: &str) -> bool {
    path.ends_with(".yml") || path.ends_with(".yaml")
}

fn is_compose(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    name.contains("compose")
}

/// Returns the services of a Compose file with their images; nothing of one that cannot be read.
fn compose_services(text: &str) -> Vec<(String, Option<String>)> {
    let Ok(mut read) = serde_yaml::from_str::<Value>(text) else { return Vec::new() };
    // Services are often written once and merged into others.
    _ = read.apply_merge();
    let Some(services) = read.get("services").and_then(Value::as_mapping) else { return Vec::new() };
    let service = |(name, service): (&Value, &Value)| {
        let image = service.get("image").and_then(Value::as_str).map(str::to_owned);
        Some((name.as_str()?.to_owned(), image))
    };
    services.iter().filter_map(service).collect()
}

/// Returns the names of the workloads of Kubernetes. Templates of Helm are no YAML, so it is read by line.
fn workloads(text: &str) -> Vec<String> {
    let mut names = Vec::new();
    for document in text.split("\n---") {
        let is_workload = document.lines().any(|line| {
            let kind = line.strip_prefix("kind:").map(|kind| kind.trim().trim_matches(['"', '\'']));
            kind.is_some_and(|kind| ["Deployment", "StatefulSet", "DaemonSet"].contains(&kind))
        });
        let in_metadata = document.lines().skip_while(|line| !line.starts_with("metadata:")).skip(1);
        let named = in_metadata
            .take_while(|line| line.starts_with([' ', '\t']))
            .find_map(|line| line.trim().strip_prefix("name:"));
        if let Some(name) = named.filter(|_| is_workload) {
            names.push(name.trim().trim_matches(['"', '\'']).to_lowercase());
        }
    }
    names
}

/// Returns the folders of the projects that an AppHost of .NET Aspire starts.
fn aspire(one: &Snapshot) -> BTreeSet<String> {
    static PROJECT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"AddProject<Projects\.([A-Za-z0-9_]+)>").ok());
    let hosts = one.texts.iter().filter(|(path, _)| path.ends_with(".cs") && !is_noise(path));
    let named: BTreeSet<String> = hosts
        .flat_map(|(_, text)| PROJECT.iter().flat_map(|project| project.captures_iter(text)))
        .filter_map(|found| Some(found.get(1)?.as_str().to_owned()))
        .collect();
    let folder = |path: &String| {
        let (folder, name) = path.rsplit_once('/')?;
        let name = name.strip_suffix(".csproj")?.replace(['.', '-'], "_");
        named.contains(&name).then(|| folder.to_owned())
    };
    one.texts.keys().filter_map(folder).collect()
}

/// Returns the folders of the modules that are applications of Spring Boot, where there are several.
fn spring(one: &Snapshot) -> BTreeSet<String> {
    let module = |(path, text): (&String, &String)| {
        let source = ["/src/main/java/", "/src/main/kotlin/"].into_iter().find(|part| path.contains(part))?;
        let (module, _) = path.split_once(source)?;
        (text.contains("@SpringBootApplication") && !is_noise(path)).then(|| module.to_owned())
    };
    one.texts.iter().filter_map(module).collect()
}

/// What an image is of: a database or a broker of this name.
const STORES: [&str; 24] = [
    "postgres",
    "postgresql",
    "postgis",
    "mysql",
    "mariadb",
    "mssql",
    "mongo",
    "mongodb",
    "redis",
    "valkey",
    "memcached",
    "cassandra",
    "scylla",
    "cockroach",
    "elasticsearch",
    "opensearch",
    "clickhouse",
    "dynamodb",
    "rabbitmq",
    "kafka",
    "nats",
    "pulsar",
    "activemq",
    "etcd",
];

/// Which databases and brokers are named. Products name alternatives, so that it is no count of those in use.
pub(super) fn stores_fact(all: &[Snapshot]) -> Fact {
    let mut found: BTreeMap<&str, String> = BTreeMap::new();
    for (path, text) in all.iter().flat_map(|one| &one.texts).filter(|(path, _)| is_yaml(path)) {
        for (_, image) in if is_compose(path) { compose_services(text) } else { Vec::new() } {
            let image = image.unwrap_or_default().to_lowercase();
            let name = image.split(['@', ':']).next().unwrap_or_default().rsplit('/').next();
            let store = STORES.iter().find(|store| name.is_some_and(|name| name.starts_with(**store)));
            store.iter().for_each(|store| _ = found.entry(store).or_insert_with(|| path.clone()));
        }
    }
    let evidence = match found.len() {
        0 => "No database or broker is named in a Compose file.".to_owned(),
        _ => format!("Named in Compose files: {}.", found.keys().copied().collect::<Vec<_>>().join(", ")),
    };
    let values: Vec<&str> = found.keys().copied().collect();
    Fact::new(FactKind::Stores, evidence)
        .counted(values.len())
        .values(values)
        .witnesses(found.into_values().collect::<BTreeSet<_>>())
}
