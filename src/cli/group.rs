//! `archwise group`: several people's answers side by side.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use super::args::GroupArgs;
use super::exit::Exit;
use super::flags::{command_words, one_line, quoted, quoted_path};
use super::input::{self, Inputs, RawAnswers};
use super::{editor, errors, output};
use crate::assessment::Assessor;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, visible_path};
use crate::document::is_standard;
use crate::engine::Effort;
use crate::group::{Group, GroupFormat, GroupOrigin, GroupStyle, Person, saved, write_group};
use crate::rulebook::{ArchitectureSet, Rulebook, and_list};

/// So many people can still be laid side by side.
const MOST: usize = 30;

pub(super) fn run(args: &GroupArgs, rulebook: &Rulebook, rules: &[PathBuf]) -> Result<Exit> {
    if args.files.len() > MOST {
        bail!("{} files are too many to lay side by side: name {MOST} at most", args.files.len());
    }
    let save = args.save.as_deref();
    if let Some(path) = save.filter(|path| path.exists()) {
        // What was settled since may be in it.
        bail!("`{}` exists already; remove it, or name another file", visible_path(path));
    }
    let (people, among) = read(args, rulebook)?;
    note_titles(&people);
    let assessor = Assessor { rulebook, among, effort: Effort::default() };
    let Some(group) = Group::of(&assessor, &people, !args.anonymous) else {
        bail!("name the files of two people at least");
    };
    let style = GroupStyle {
        format: args.json.format_or(GroupFormat::Json, args.format),
        width: output::width(args.output.as_deref()),
        origin: &GroupOrigin { command: command(args, rules) },
    };
    let text = write_group(&group.report(), rulebook, &style)?;
    output::show(&args.json.of(text, "group")?, args.output.as_deref())?;
    if let Some(path) = save {
        let text = saved(rulebook, &people, &group.common);
        output::create_file(path, &editor::answers_file(path, text))?;
        let mut advise = command_words("advise", rules);
        advise.push(quoted_path(path));
        let (file, advise) = (visible_path(path), one_line(&advise.join(" ")));
        errors::say(format_args!("The common answers are in {file}. To go on:\n  {advise}"));
    }
    Ok(Exit::Done)
}

/// Reads everybody's file and who is a candidate, and reports every error.
fn read(args: &GroupArgs, rulebook: &Rulebook) -> Result<(Vec<Person>, ArchitectureSet), Diagnostics> {
    let mut found = Diagnostics::default();
    let among = input::among(&args.among, rulebook, &mut found);
    let mut people: Vec<Person> = Vec::new();
    let mut files: Vec<PathBuf> = Vec::new();
    for path in &args.files {
        let file = visible_path(path);
        let real = output::real_path(path);
        if files.contains(&real) {
            let message = format!("`{file}` is named twice");
            found.push(Diagnostic::error(Code::SamePerson, message).help("name each file once"));
            continue;
        }
        files.push(real);
        // What one person says must not depend on whose machine it is.
        let raw = RawAnswers { file: Some(path), only_file: true, ..RawAnswers::default() };
        match Inputs::read(raw, rulebook) {
            Ok((Inputs { file: answers, .. }, notes)) => {
                found.extend(notes);
                // What a file assumes nobody has said.
                let answers = answers.without_assumptions(rulebook);
                let name = answers.by.clone().unwrap_or_else(|| stem(path));
                if let Some(other) = people.iter().find(|other| other.name == name) {
                    let other = other.path.as_deref().unwrap_or_default();
                    let message = format!("`{file}` and `{other}` are both by `{name}`");
                    let help = "write `by: NAME` into one of them";
                    found.push(Diagnostic::error(Code::SamePerson, message).help(help));
                }
                people.push(Person { name, path: Some(file), file: answers });
            }
            Err(errors) => found.extend(errors),
        }
    }
    if args.anonymous {
        people.iter_mut().zip(1..).for_each(|(person, number)| {
            (person.name, person.path) = (format!("Person {number}"), None);
        });
    }
    let (read, notes) = found.unless_errors(Some((people, among)))?;
    errors::print(&notes);
    Ok(read)
}

/// Returns what a person is called whose file does not say it: its name without the end.
fn stem(path: &Path) -> String {
    if is_standard(path) {
        return "standard input".to_owned();
    }
    visible_path(Path::new(path.file_stem().unwrap_or(path.as_os_str())))
}

/// Says so if the files may be about several systems.
fn note_titles(people: &[Person]) {
    let mut titles: Vec<String> = Vec::new();
    for title in people.iter().filter_map(|person| person.file.title.as_ref()) {
        let title = format!("“{}”", one_line(title));
        if !titles.contains(&title) {
            titles.push(title);
        }
    }
    if let [first, _, ..] = titles.as_slice() {
        let all = and_list(&titles);
        errors::say(format_args!("note: the files are titled {all}; they are taken for one system, {first}"));
    }
}

/// Returns the command line that prints the same as text. It names no file where nobody is named.
fn command(args: &GroupArgs, rules: &[PathBuf]) -> String {
    let mut words = command_words("group", rules);
    if !args.among.is_empty() {
        words.extend(["--among".to_owned(), quoted(&args.among.join(","))]);
    }
    match args.anonymous {
        true => words.extend(["--anonymous".to_owned(), "FILE…".to_owned()]),
        false => words.extend(args.files.iter().map(|path| quoted_path(path))),
    }
    one_line(&words.join(" "))
}
