//! Whether the services are traced: by the libraries that their manifests name.

use std::collections::BTreeSet;

use super::deployment::Built;
use super::facts::Fact;
use super::settings::is_below;
use super::snapshot::Snapshot;
use crate::fact::FactKind;

/// Names of libraries for traces in manifests.
const LIBRARIES: [&str; 9] = [
    "opentelemetry",
    "go.opentelemetry.io",
    "opentracing",
    "micrometer-tracing",
    "zipkin",
    "dd-trace",
    "ddtrace",
    "applicationinsights",
    "elastic-apm",
];
const MANIFESTS: [&str; 11] = [
    "package.json",
    "cargo.toml",
    "go.mod",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "pyproject.toml",
    "requirements.txt",
    "gemfile",
    "mix.exs",
    "composer.json",
];

/// Returns whether half of two or more services are traced.
pub(super) fn tracing_fact(all: &[Snapshot], built: &[Built]) -> Fact {
    let (mut services, mut traced) = (0, BTreeSet::new());
    for (one, built) in all.iter().zip(built) {
        let manifests: Vec<(&String, &String)> =
            one.texts.iter().filter(|(path, _)| is_manifest(path)).collect();
        for service in &built.services {
            services += 1;
            let names = |(path, text): &&(&String, &String)| {
                let lower = text.to_lowercase();
                is_below(path, service) && LIBRARIES.iter().any(|library| lower.contains(library))
            };
            traced.extend(manifests.iter().find(names).map(|(path, _)| path.as_str()));
        }
    }
    if services < 2 {
        return Fact::new(FactKind::Tracing, "There are not several services to trace.").counted(0);
    }
    let evidence = format!("{} of {services} services name a library for traces.", traced.len());
    Fact::new(FactKind::Tracing, evidence)
        .level((traced.len() * 2 >= services).then_some("seen"))
        .counted(traced.len())
        .witnesses(traced)
}

fn is_manifest(path: &str) -> bool {
    let lower = path.to_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    MANIFESTS.contains(&name) || name.ends_with(".csproj")
}
