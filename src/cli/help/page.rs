//! One command's page: what stands below its flags, for help and for the manual alike.

use crate::cli::environment::Variable;
use crate::cli::exit::Exit;

pub(super) const EXAMPLES: &str = "Examples";
/// The columns of a terminal in which help is read.
const WIDTH: usize = 100;

/// What a command's help says beyond its flags.
pub(super) struct Page {
    /// The command without the program, such as `rules lint`; empty for the program itself.
    pub command: &'static str,
    /// What one wants to do, and the command line that does it.
    pub examples: &'static [(&'static str, &'static str)],
    /// With what the command can end besides 0 and 2.
    pub exits: &'static [(Exit, &'static str)],
    /// The variables that it reads besides those that every command does.
    pub variables: &'static [Variable],
    /// The files that it reads or writes besides those that the arguments name.
    pub files: &'static [(&'static str, &'static str)],
}

/// Entries under a heading.
pub(super) struct Section {
    pub title: &'static str,
    /// Whether the terms are command lines, which stand below what they do.
    pub is_code: bool,
    pub entries: Vec<Entry>,
}

/// A term, and what is said of it.
pub(super) struct Entry {
    pub term: String,
    pub about: String,
}

impl Page {
    /// Returns the sections that have something to say.
    pub(super) fn sections(&self) -> Vec<Section> {
        let done = (Exit::Done, "Done.");
        let bad = (Exit::BadInput, "The input, the rulebook or the usage is wrong; every error is named.");
        let mut exits: Vec<(Exit, &str)> =
            [done, bad].into_iter().chain(self.exits.iter().copied()).collect();
        exits.sort_by_key(|(exit, _)| exit.number());
        // The page of the program lists all variables, that of a command only its own.
        let everywhere = if self.command.is_empty() { &[][..] } else { &[Variable::Everywhere] };
        let variables = self.variables.iter().chain(everywhere);
        let entry = |(term, about): (String, &str)| Entry { term, about: about.to_owned() };
        let sections = [
            Section {
                title: EXAMPLES,
                is_code: true,
                entries: self.examples.iter().map(|(what, line)| entry(((*line).to_owned(), what))).collect(),
            },
            Section {
                title: "Exit status",
                is_code: false,
                entries: exits
                    .into_iter()
                    .map(|(exit, why)| entry((exit.number().to_string(), why)))
                    .collect(),
            },
            Section {
                title: "Environment",
                is_code: false,
                entries: variables
                    .map(|variable| entry((variable.name().to_owned(), variable.meaning())))
                    .collect(),
            },
            Section {
                title: "Files",
                is_code: false,
                entries: self.files.iter().map(|(name, what)| entry(((*name).to_owned(), what))).collect(),
            },
        ];
        sections.into_iter().filter(|section| !section.entries.is_empty()).collect()
    }
}

impl Section {
    /// Returns the columns of the longest term that still leaves room for its text beside it.
    pub(super) fn width(&self) -> usize {
        let most = WIDTH / 3;
        self.entries.iter().map(|entry| entry.term.len()).filter(|&width| width <= most).max().unwrap_or(0)
    }
}

impl Entry {
    /// Returns the entry as help shows it: a command line below what it does, a term beside it.
    pub(super) fn for_help(&self, is_code: bool, width: usize) -> String {
        if is_code {
            return format!("  {}:\n    $ {}", self.about, self.term);
        }
        let rest = " ".repeat(width + 4);
        let wide = self.term.len() > width;
        let first = format!("  {:width$}  ", if wide { "" } else { &self.term });
        let options = textwrap::Options::new(WIDTH).initial_indent(&first).subsequent_indent(&rest);
        let text = textwrap::fill(&self.about, options);
        if wide { format!("  {}\n{text}", self.term) } else { text }
    }
}
