//! What help and manual say of a command beyond its flags: examples, exit status, environment and files.

pub(super) mod manual;
mod page;
mod pages;

use std::ffi::OsString;
use std::fmt::Write;

use clap::Command;
use clap::builder::{StyledStr, Styles};

use page::Section;
use pages::page_of;

/// Returns whether help may be asked for: to lay out all pages takes time that no other command should.
pub(super) fn is_wanted(arguments: &[OsString]) -> bool {
    let asks = |word: &str| {
        let short = word.strip_prefix('-').filter(|rest| !rest.starts_with('-'));
        matches!(word, "help" | "--help") || short.is_some_and(|letters| letters.contains('h'))
    };
    arguments.iter().filter_map(|argument| argument.to_str()).any(asks)
}

/// Adds to every command below the arguments what its page says: examples to the summary, all of it to the
/// long help.
pub(super) fn with_pages(command: Command) -> Command {
    with_page(command, "")
}

fn with_page(command: Command, path: &str) -> Command {
    let page = page_of(path);
    let styles = command.get_styles().clone();
    let command = match &page {
        Some(page) => {
            let sections = page.sections();
            let examples = sections.iter().filter(|section| section.title == page::EXAMPLES);
            command.after_help(text(examples, &styles)).after_long_help(text(sections.iter(), &styles))
        }
        None => command,
    };
    command.mut_subcommands(|inner| {
        let path = format!("{path} {}", inner.get_name());
        with_page(inner, path.trim_start())
    })
}

/// Writes sections as clap writes its own: a heading in its style, the entries indented below.
fn text<'s>(sections: impl Iterator<Item = &'s Section>, styles: &Styles) -> StyledStr {
    let (begin, end) = (styles.get_header().render(), styles.get_header().render_reset());
    let mut text = String::new();
    for section in sections {
        // Writing to a string cannot fail.
        let _ = write!(text, "{}{begin}{}:{end}", if text.is_empty() { "" } else { "\n\n" }, section.title);
        for entry in &section.entries {
            text.push('\n');
            let _ = write!(text, "{}", entry.for_help(section.is_code, section.width()));
        }
    }
    text.into()
}
