//! The command line as data: every command in `tests/cmd` and in the README prints what stands there.

/// Commands run in the folder `NAME.in` beside their `NAME.md`. Where several files share a folder, `NAME.in`
/// is a file that holds the path of that folder and nothing else, not even a line end: trycmd follows it as
/// it follows what git makes of a symbolic link on Windows.
#[test]
fn commands_print_what_is_written_down() {
    trycmd::TestCases::new()
        .env("NO_COLOR", "1")
        .env("COLUMNS", "80")
        .case("tests/cmd/*.md")
        .case("docs/group.md")
        .case("docs/templates.md")
        .case("README.md");
}
