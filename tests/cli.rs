//! The command line as data: every command in `tests/cmd` and in the README prints what stands there.

#[test]
fn commands_print_what_is_written_down() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("tests/cmd/*.md")
        .case("docs/templates.md")
        .case("README.md");
}
