//! What a Dockerfile says of a service: the image that its last stage rests on, and whether it runs for long.

/// Images of infrastructure: what is built on them is no service of one's own.
const INFRASTRUCTURE: [&str; 33] = [
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "mongo",
    "mongodb",
    "redis",
    "valkey",
    "memcached",
    "rabbitmq",
    "kafka",
    "cp-kafka",
    "zookeeper",
    "nats",
    "elasticsearch",
    "opensearch",
    "kibana",
    "grafana",
    "prometheus",
    "loki",
    "tempo",
    "jaeger",
    "nginx",
    "httpd",
    "haproxy",
    "traefik",
    "envoy",
    "caddy",
    "minio",
    "vault",
    "consul",
    "keycloak",
    "localstack",
];

/// What is read of a Dockerfile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dockerfile {
    /// The name of the image below the last stage, without registry and tag; empty if another stage is.
    pub base: String,
    /// Whether it names a port or a check of its health.
    pub runs_for_long: bool,
}

impl Dockerfile {
    /// Reads a Dockerfile; `None` if it builds nothing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let mut stages: Vec<(String, String)> = Vec::new();
        let mut runs_for_long = false;
        for line in text.lines() {
            let mut words = line.split_whitespace();
            let instruction = words.next().unwrap_or_default().to_ascii_uppercase();
            match instruction.as_str() {
                "FROM" => {
                    let words: Vec<&str> = words.filter(|word| !word.starts_with("--")).collect();
                    let name = match words.as_slice() {
                        [_, by, name, ..] if by.eq_ignore_ascii_case("as") => (*name).to_lowercase(),
                        _ => String::new(),
                    };
                    stages.push((name, words.first().copied().unwrap_or_default().to_lowercase()));
                }
                "EXPOSE" => runs_for_long = true,
                "HEALTHCHECK" => runs_for_long |= !line.to_ascii_uppercase().contains("HEALTHCHECK NONE"),
                _ => {}
            }
        }
        // A stage may stand on one before it: what counts is the image below.
        let mut image = stages.last()?.1.clone();
        for (name, below) in stages.iter().rev().skip(1) {
            if !name.is_empty() && *name == image {
                image = below.clone();
            }
        }
        Some(Self { base: image_name(&image), runs_for_long })
    }

    /// Returns whether the image is infrastructure rather than something of one's own.
    pub(super) fn is_infrastructure(&self) -> bool {
        INFRASTRUCTURE.contains(&self.base.as_str())
    }
}

/// Returns the last part of the name of an image: `nginx` of `docker.io/library/nginx:1.27@sha256:…`.
fn image_name(image: &str) -> String {
    let without_digest = image.split('@').next().unwrap_or_default();
    let last = without_digest.rsplit('/').next().unwrap_or_default();
    last.split(':').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_stage_and_the_port_count() {
        let text = "FROM rust:1.9 AS build\nRUN x\nFROM --platform=linux/amd64 gcr.io/distroless/base:v1 as Run\nexpose 80\n";
        let found = Dockerfile::parse(text);
        assert_eq!(found, Some(Dockerfile { base: "base".to_owned(), runs_for_long: true }));
        let nested = "FROM docker.io/library/nginx:1@sha256:00 AS web\nFROM web\nHEALTHCHECK NONE\n";
        let found =
            Dockerfile::parse(nested).unwrap_or(Dockerfile { base: String::new(), runs_for_long: true });
        assert!(found.is_infrastructure() && !found.runs_for_long, "{found:?}");
        assert_eq!(Dockerfile::parse("# nothing\n"), None);
    }
}
