//! What the files of CI servers do: run tests, deploy.

use super::facts::Fact;
use super::snapshot::Snapshot;
use super::wanted::is_pipeline;
use crate::fact::FactKind;

/// Commands that run tests.
const TESTS: [&str; 32] = [
    "cargo test",
    "cargo nextest",
    "go test",
    "pytest",
    "tox",
    "npm test",
    "npm run test",
    "yarn test",
    "yarn run test",
    "pnpm test",
    "pnpm run test",
    "bun test",
    "vitest",
    "jest",
    "rspec",
    "rake test",
    "rails test",
    "bundle exec rake",
    "mvn test",
    "mvn verify",
    "mvnw test",
    "mvnw verify",
    "mvn -b verify",
    "gradle test",
    "gradlew test",
    "gradlew build",
    "gradlew check",
    "dotnet test",
    "mix test",
    "phpunit",
    "make test",
    "ctest",
];
/// Commands that deploy.
const DEPLOYS: [&str; 20] = [
    "kubectl apply",
    "kubectl set image",
    "kubectl rollout",
    "helm upgrade",
    "helm install",
    "helmfile apply",
    "kustomize build",
    "argocd app sync",
    "terraform apply",
    "terragrunt apply",
    "tofu apply",
    "pulumi up",
    "aws ecs update-service",
    "aws s3 sync",
    "aws cloudformation deploy",
    "cdk deploy",
    "serverless deploy",
    "gcloud run deploy",
    "flyctl deploy",
    "cf push",
];

/// Returns whether tests run, and whether something is deployed.
pub(super) fn pipeline_facts(all: &[Snapshot]) -> [Fact; 2] {
    let files: Vec<(&String, String)> = all
        .iter()
        .flat_map(|one| &one.texts)
        .filter(|(path, _)| is_pipeline(path))
        .map(|(path, text)| (path, text.to_lowercase()))
        .collect();
    let tests = seen(FactKind::AutomatedTests, &files, |text| first(text, &TESTS), "run tests");
    let deploys = |text: &str| {
        let environment = ["environment: production", "environment: prod", "name: production"];
        first(text, &DEPLOYS).or_else(|| first(text, &environment))
    };
    [tests, seen(FactKind::AutomatedDelivery, &files, deploys, "deploy")]
}

/// Returns the first of some marks that stands in a text as words by themselves, neither in a comment nor in
/// what is only printed.
fn first<'m>(text: &str, marks: &[&'m str]) -> Option<&'m str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
    let stands_in = |line: &str, mark: &str| {
        line.match_indices(mark)
            .any(|(at, _)| !line[..at].ends_with(is_part) && !line[at + mark.len()..].starts_with(is_part))
    };
    let does = |line: &&str| !line.trim_start().starts_with('#') && !line.contains("echo ");
    let lines: Vec<&str> = text.lines().filter(does).collect();
    marks.iter().copied().find(|mark| lines.iter().any(|line| stands_in(line, mark)))
}

fn seen(
    kind: FactKind,
    files: &[(&String, String)],
    found: impl Fn(&str) -> Option<&'static str>,
    what: &str,
) -> Fact {
    let marks: Vec<(&str, &str)> =
        files.iter().filter_map(|(path, text)| Some((path.as_str(), found(text)?))).collect();
    let evidence = match marks.first() {
        Some((path, mark)) => format!("`{mark}` in {path}."),
        None if files.is_empty() => "There are no files of a CI server.".to_owned(),
        None => format!("No command that is known to {what} in the files of the CI server."),
    };
    Fact::new(kind, evidence)
        .level((!marks.is_empty()).then_some("seen"))
        .counted(marks.len())
        .witnesses(marks.into_iter().map(|(path, _)| path))
}
