//! Which files are code that people write: no locks, manifests, documents, tests, and nothing generated.

/// Ends of names of code, without the dot.
const CODE: [&str; 69] = [
    "rs", "go", "py", "rb", "java", "kt", "kts", "scala", "cs", "fs", "vb", "ts", "tsx", "js", "jsx", "mjs",
    "cjs", "vue", "svelte", "php", "c", "h", "cc", "cpp", "hpp", "m", "mm", "swift", "ex", "exs", "erl",
    "clj", "cljs", "hs", "ml", "lua", "pl", "pm", "r", "jl", "dart", "sql", "proto", "graphql", "gql",
    "thrift", "avsc", "tf", "hcl", "erb", "haml", "slim", "html", "hbs", "hbr", "css", "scss", "less",
    "sass", "sh", "ps1", "cshtml", "razor", "groovy", "gradle", "gts", "gjs", "j2", "jinja",
];
/// Names of manifests that end as code does.
const MANIFESTS: [&str; 3] = ["build.gradle", "build.gradle.kts", "settings.gradle"];
/// Folders of what is made by programs, or by somebody else.
const GENERATED: [&str; 12] = [
    "vendor",
    "node_modules",
    "third_party",
    "generated",
    "gen",
    "__snapshots__",
    "snapshots",
    "locale",
    "locales",
    "i18n",
    "translations",
    ".changeset",
];
/// Ends of names of what is made by programs.
const GENERATED_ENDS: [&str; 7] = [".min.js", ".pb.go", "_pb2.py", ".snap", ".g.cs", "_pb.js", "_pb.ts"];
/// Folders of tests, examples and documents.
const TESTS: [&str; 22] = [
    "test",
    "tests",
    "spec",
    "specs",
    "__tests__",
    "e2e",
    "testing",
    "testdata",
    "fixtures",
    "bench",
    "benches",
    "benchmark",
    "benchmarks",
    "example",
    "examples",
    "doc",
    "docs",
    "cypress",
    "playwright",
    "features",
    "mock",
    "mocks",
];

/// Returns whether a file is code that people write, by its path with `/` between folders.
pub(super) fn is_code(path: &str) -> bool {
    let lower = path.to_lowercase();
    let (folders, name) = lower.rsplit_once('/').unwrap_or(("", &lower));
    let Some((_, end)) = name.rsplit_once('.') else { return false };
    CODE.contains(&end)
        && !is_manifest(name)
        && !folders.split('/').any(|folder| GENERATED.contains(&folder) || TESTS.contains(&folder))
        && !GENERATED_ENDS.iter().any(|end| name.ends_with(end))
        && !name.contains("_generated.")
        && !is_test(name, path)
}

fn is_manifest(name: &str) -> bool {
    let is_version = name.strip_prefix("version.").is_some_and(|end| ["rb", "py", "go"].contains(&end));
    MANIFESTS.contains(&name) || is_version
}

/// Returns whether a name is that of a test by the custom of its language.
fn is_test(name: &str, path: &str) -> bool {
    let written = path.rsplit('/').next().unwrap_or(path);
    name.contains(".test.")
        || name.contains(".spec.")
        || written.ends_with("Test.java")
        || written.ends_with("Tests.cs")
        || name.starts_with("test_") && name.ends_with(".py")
        || name.ends_with("_test.go")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_what_people_write_and_ship() {
        for path in
            ["src/main.rs", "app/models/order.rb", "web/Button.tsx", "infra/main.tf", "latest/Contest.java"]
        {
            assert!(is_code(path), "{path}");
        }
        for path in [
            "README.md",
            "Cargo.toml",
            "build.gradle",
            "lib/version.rb",
            "vendor/x/y.go",
            "api/order.pb.go",
            "src/tests/order.rs",
            "order_test.go",
            "src/OrderTest.java",
            "test_order.py",
            "docs/conf.py",
            "Makefile",
            "Dockerfile",
            "web/button.test.tsx",
        ] {
            assert!(!is_code(path), "{path}");
        }
    }
}
