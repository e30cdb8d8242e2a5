//! Which files are read: those that say how a system is built, tested, deployed and owned.

/// Names of files that are read wherever they lie, in lower case.
const NAMES: [&str; 22] = [
    "codeowners",
    ".gitattributes",
    "jenkinsfile",
    "package.json",
    "pnpm-workspace.yaml",
    "lerna.json",
    "cargo.toml",
    "go.mod",
    "go.work",
    "pom.xml",
    "build.gradle",
    "build.gradle.kts",
    "settings.gradle",
    "settings.gradle.kts",
    "pyproject.toml",
    "requirements.txt",
    "gemfile",
    "mix.exs",
    "program.cs",
    "apphost.cs",
    "containerfile",
    "composer.json",
];
/// Ends of names that are read.
const ENDS: [&str; 13] = [
    ".yml",
    ".yaml",
    ".tf",
    ".tf.json",
    ".bicep",
    ".sln",
    ".slnx",
    ".csproj",
    ".fsproj",
    ".gemspec",
    "application.java",
    "application.kt",
    ".containerfile",
];

/// Returns whether a file is read, by its path.
pub(super) fn is_wanted(path: &str) -> bool {
    let lower = path.to_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    NAMES.contains(&name) || is_dockerfile(path) || ENDS.iter().any(|end| name.ends_with(end))
}

/// Returns whether a file describes an image: `Dockerfile`, `Dockerfile.api`, `api.Dockerfile`.
pub(super) fn is_dockerfile(path: &str) -> bool {
    let lower = path.to_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    ["dockerfile", "containerfile"].iter().any(|kind| {
        name == *kind
            || name.strip_prefix(kind).is_some_and(|rest| rest.starts_with(['.', '-', '_']))
            || name.strip_suffix(kind).is_some_and(|rest| rest.ends_with('.'))
    })
}

/// Returns whether a file is about the whole repository, wherever one looks: owners, pipelines.
pub(super) fn is_of_the_whole(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == "CODEOWNERS" || path == ".gitattributes" || is_pipeline(path)
}

/// Returns whether a file tells a CI server what to do.
pub(super) fn is_pipeline(path: &str) -> bool {
    let lower = path.to_lowercase();
    let name = lower.rsplit('/').next().unwrap_or(&lower);
    lower.starts_with(".github/workflows/")
        || lower.starts_with(".circleci/")
        || lower.starts_with(".buildkite/")
        || lower.starts_with(".gitlab/ci/")
        || name.starts_with("azure-pipelines")
        || [".gitlab-ci.yml", "jenkinsfile", ".travis.yml", "bitbucket-pipelines.yml", ".drone.yml"]
            .contains(&name)
}
