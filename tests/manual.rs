//! Help and manual: every example in them does what it says, and every page has what one looks for.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

const PROGRAM: &str = env!("CARGO_BIN_EXE_archwise");

fn archwise(arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).args(arguments).output().unwrap();
    assert!(output.status.success(), "{arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

/// Returns the names of all commands with the text of their help, those of `rules` as two words.
fn helps() -> BTreeMap<String, String> {
    let mut helps = BTreeMap::new();
    let mut left = vec![String::new()];
    while let Some(path) = left.pop() {
        let words: Vec<&str> = path.split_whitespace().chain(["--help"]).collect();
        let help = archwise(&words);
        let listed = help.split("\nCommands:\n").nth(1).into_iter().flat_map(str::lines);
        // What goes on in the next line stands further right.
        let entries = listed.take_while(|line| !line.is_empty()).filter(|line| !line.starts_with("   "));
        let names = entries.filter_map(|line| line.split_whitespace().next());
        left.extend(
            names.filter(|name| *name != "help").map(|name| format!("{path} {name}").trim().to_owned()),
        );
        helps.insert(path, help);
    }
    helps
}

/// Returns the lines of a section of help.
fn section<'h>(help: &'h str, title: &str) -> Vec<&'h str> {
    let below = help.split(&format!("\n{title}:\n")).nth(1).unwrap_or_default();
    below.lines().take_while(|line| !line.is_empty()).collect()
}

fn run(line: &str, folder: &Path) -> Output {
    let path = std::env::join_paths([
        Path::new(PROGRAM).parent().unwrap(),
        Path::new("/usr/bin"),
        Path::new("/bin"),
    ]);
    Command::new("sh")
        .args(["-c", line])
        .current_dir(folder)
        .env_clear()
        .env("PATH", path.unwrap())
        .env("HOME", folder.join("home"))
        .output()
        .unwrap()
}

/// Makes a folder with the files that the examples name.
fn setting() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let copy = |from: &str, to: &str| {
        let to = folder.path().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::copy(root.join(from), to).unwrap();
    };
    let text = fs::read_to_string(root.join("examples/internal-tool.yaml")).unwrap();
    for file in ["answers.yaml", "systems/tool/answers.yaml"] {
        fs::create_dir_all(folder.path().join("systems/tool")).unwrap();
        let decided = format!("{text}\ndecision: {{architecture: modular-monolith}}\n");
        fs::write(folder.path().join(file), decided).unwrap();
    }
    copy("examples/internal-tool.yaml", "undecided.yaml");
    copy("examples/rapid-product.yaml", "before.yaml");
    copy("examples/group/ada.yaml", "ada.yaml");
    copy("examples/group/ben.yaml", "ben.yaml");
    copy("examples/rulebooks/company/company.yaml", "company/company.yaml");
    fs::create_dir_all(folder.path().join("docs")).unwrap();
    for name in ["bash-completion/completions", "man/man1"] {
        fs::create_dir_all(folder.path().join("home/.local/share").join(name)).unwrap();
    }
    fs::create_dir_all(folder.path().join("home/.zfunc")).unwrap();
    fs::create_dir_all(folder.path().join("home/.config/fish/completions")).unwrap();
    let git = "git -c user.name=Ada -c user.email=ada@example.org";
    let begin = format!(
        "archwise rules new my-rules && git init -q && git add . && {git} commit -q -m Begin && git tag v1.0"
    );
    let made = run(&begin, folder.path());
    assert!(made.status.success(), "{made:?}");
    folder
}

#[test]
fn every_example_in_the_help_does_what_it_says() {
    let mut wrong = Vec::new();
    for (command, help) in helps() {
        let folder = setting();
        let examples = section(&help, "Examples");
        assert!(!examples.is_empty(), "the help of `{command}` has no examples");
        for example in examples.iter().filter_map(|line| line.trim().strip_prefix("$ ")) {
            let named = command.split_whitespace().all(|word| example.contains(word));
            assert!(named, "an example of `{command}` is of another command: {example}");
            let output = run(example, folder.path());
            if output.status.code() != Some(0) {
                wrong.push(format!("{example}\n{output:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_page_has_examples_exit_status_and_environment() {
    for (command, help) in helps() {
        let words: Vec<&str> = ["man"].into_iter().chain(command.split_whitespace()).collect();
        let page = archwise(&words);
        for title in ["Examples", "Exit status", "Environment"] {
            assert!(!section(&help, title).is_empty(), "the help of `{command}` has no {title}");
            let heading = title.to_uppercase();
            let heading = if heading.contains(' ') { format!("\"{heading}\"") } else { heading };
            assert!(page.contains(&format!("\n.SH {heading}\n")), "the page of `{command}` has no {title}");
        }
        // A line that begins with a dot or an apostrophe would be an order to the formatter.
        let lost = section(&help, "Examples").into_iter().filter_map(|line| line.trim().strip_prefix("$ "));
        for example in lost {
            let roff = example.replace('-', "\\-");
            assert!(page.contains(&format!("$ {roff}")), "the page of `{command}` has not: {example}");
        }
    }
}

#[test]
fn the_summary_has_the_examples_and_no_more() {
    let help = archwise(&["check", "-h"]);
    assert!(!section(&help, "Examples").is_empty());
    assert!(section(&help, "Environment").is_empty());
}

#[test]
fn a_command_of_two_words_is_found_in_either_form() {
    assert_eq!(archwise(&["man", "rules lint"]), archwise(&["man", "rules", "lint"]));
    let output = Command::new(PROGRAM).args(["man", "rules", "lynt"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("did you mean `lint`?"), "{output:?}");
}

#[test]
fn quiet_leaves_out_what_is_no_result_and_no_error() {
    let folder = setting();
    let said = |line: &str| {
        let output = run(line, folder.path());
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(output.stdout), text(output.stderr), output.status.code())
    };
    assert_eq!(said("archwise check -q answers.yaml"), (String::new(), String::new(), Some(0)));
    assert_eq!(said("archwise -q questions -o new.yaml"), (String::new(), String::new(), Some(0)));
    let (result, errors, code) =
        said("archwise check -q answers.yaml before.yaml missing.yaml --require decided");
    assert_eq!(code, Some(2));
    assert!(!result.contains("answers.yaml:") && result.contains("missing.yaml"), "{result}");
    assert!(errors.is_empty(), "{errors}");
    let (_, errors, code) = said("archwise -q advise --teems 3");
    assert!(code == Some(2) && errors.contains("--teams"), "{errors}");
}

#[test]
fn a_new_rulebook_takes_an_id_from_its_folder_if_it_can() {
    let folder = tempfile::tempdir().unwrap();
    for (name, id) in
        [("Our rules", "our-rules"), ("123", "my-rulebook"), ("on", "my-rulebook"), ("π", "my-rulebook")]
    {
        let output = run(&format!("archwise rules new '{name}' --extends builtin"), folder.path());
        assert_eq!(output.status.code(), Some(0), "{name}: {output:?}");
        let text = fs::read_to_string(folder.path().join(name).join("rulebook.yaml")).unwrap();
        assert!(text.contains(&format!("rulebook: {{id: {id}, ")), "{name}: {text}");
        assert_eq!(run(&format!("archwise rules test '{name}'"), folder.path()).status.code(), Some(0));
    }
}

#[test]
fn a_page_is_found_by_its_name_and_by_what_is_near_to_it() {
    let page = archwise(&["man", "rules", "lint"]);
    for names in [&["rules lint"][..], &["rules-lint"], &["archwise-rules-lint"], &["archwise", "rules-lint"]]
    {
        assert_eq!(archwise(&["man"].iter().chain(names).copied().collect::<Vec<_>>()), page, "{names:?}");
    }
    assert!(archwise(&["man", "rules-explain-code"]).contains("ARCHWISE-RULES-EXPLAIN-CODE"));
    assert_eq!(archwise(&["man", "archwise"]), archwise(&["man"]));

    let listed = archwise(&["--help"]);
    let names = section(&listed, "Commands").into_iter().filter(|line| !line.starts_with("   "));
    let names: Vec<String> =
        names.filter_map(|line| Some(format!("`{}`", line.split_whitespace().next()?))).collect();
    let all = format!("known are {}\n", names.join(", ").replace(", `help`", ""));
    for (words, help) in [
        ("lnt", "did you mean `rules lint`?"),
        ("rules-lnt", "`rules` has no command `lnt`\n  did you mean `lint`?"),
        ("rules lnt", "`rules` has no command `lnt`\n  did you mean `lint`?"),
        ("explain-code", "did you mean `rules explain-code`?"),
        ("archwise-advice", "did you mean `advise`?"),
        ("nope", &all),
        ("help", &all),
    ] {
        let output = Command::new(PROGRAM).arg("man").args(words.split(' ')).output().unwrap();
        let errors = String::from_utf8(output.stderr).unwrap();
        assert!(!output.status.success() && errors.contains(help), "{words}: {errors}");
    }
}
