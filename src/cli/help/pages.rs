//! The pages of all commands. A test runs every example.

use super::page::Page;
use crate::cli::environment::Variable::{
    Accessible, Answers, Ci, Epoch, Language, NoColor, NoInput, Pager, Rules, StateHome, Summary, Term,
};
use crate::cli::exit::Exit::{AnswerNeeded, Interrupted, NotPassed};

const DRAFTS: (&str, &str) = (
    "~/.local/state/archwise/",
    "The drafts of interviews that were broken off, one for each folder and rulebook; `--resume` goes on.",
);
const SCHEMA: (&str, &str) = (
    "archwise-answers.schema.json",
    "The schema beside an answers file, by which editors complete and check it.",
);
const NOT_ASKED: &str =
    "An answer is needed, and nobody can be asked; the flags that would give it are named.";
const PLAIN: Page = Page { command: "", examples: &[], exits: &[], variables: &[], files: &[] };

/// Every command has one.
static PAGES: [Page; 23] = [
    Page {
        command: "",
        examples: &[
            ("Write the questionnaire to fill in", "archwise questions --output system.yaml"),
            ("Advise on one that is filled in", "archwise answers.yaml"),
            ("Write the decision down", "archwise adr docs/adr answers.yaml"),
            ("Hold it, in CI", "archwise check answers.yaml"),
        ],
        exits: &[
            (NotPassed, "A check or a test did not pass."),
            (AnswerNeeded, NOT_ASKED),
            (Interrupted, "You broke off; what was answered is saved, and the command to go on is printed."),
        ],
        variables: &[
            Rules, Answers, NoInput, Ci, Accessible, NoColor, Pager, Term, Language, StateHome, Epoch,
            Summary,
        ],
        files: &[DRAFTS, SCHEMA],
    },
    Page {
        command: "advise",
        examples: &[
            ("Advise on the answers in a file", "archwise advise answers.yaml"),
            (
                "Advise on a few answers, in a script",
                "archwise advise --geographic-spread global --teams 24 --format json",
            ),
            ("Make a page to send round", "archwise advise answers.yaml -f html -o report.html"),
            ("See what business software sold as a service comes to", "archwise advise --preset saas"),
            ("Ask why not something simpler", "archwise advise answers.yaml --why-not modular-monolith"),
            ("See what another answer would change", "archwise advise answers.yaml --what-if budget=tight"),
            (
                "Read the reasons and what would change the verdict",
                "archwise advise answers.yaml --section why,flips",
            ),
        ],
        exits: &[
            (AnswerNeeded, NOT_ASKED),
            (Interrupted, "You broke off; what was answered is saved, and the command to go on is printed."),
        ],
        variables: &[Answers, NoInput, Ci, StateHome, Epoch],
        files: &[DRAFTS, SCHEMA],
    },
    Page {
        command: "check",
        examples: &[
            ("Say whether a recorded decision still holds", "archwise check answers.yaml"),
            ("Hold all decisions below a folder", "archwise check systems"),
            (
                "Ask for a firm verdict and a clear lead",
                "archwise check answers.yaml --require likely --min-margin 6",
            ),
            (
                "Keep the findings for code scanning as well",
                "archwise check answers.yaml -o sarif=check.sarif",
            ),
            ("Print nothing unless something fails", "archwise check --quiet answers.yaml"),
        ],
        exits: &[(NotPassed, "A decision no longer holds, or less firmly than was asked.")],
        variables: &[Epoch, Summary],
        files: &[],
    },
    Page {
        command: "adr",
        examples: &[
            ("Propose a decision", "archwise adr docs/adr answers.yaml"),
            (
                "Accept what was proposed",
                "archwise adr docs/adr answers.yaml --status accepted --decider Ada",
            ),
            ("Write records as adr-tools does", "archwise adr doc/adr undecided.yaml --adr-style nygard"),
        ],
        exits: &[(AnswerNeeded, NOT_ASKED)],
        variables: &[Answers, Epoch],
        files: &[],
    },
    Page {
        command: "compare",
        examples: &[
            ("Say what moved the verdict", "archwise compare before.yaml answers.yaml"),
            ("Show it as a page", "archwise compare before.yaml answers.yaml -f html -o compare.html"),
        ],
        ..PLAIN
    },
    Page {
        command: "group",
        examples: &[
            ("Say where people differ, and what of it matters", "archwise group ada.yaml ben.yaml"),
            ("Go on from what they agree on", "archwise group ada.yaml ben.yaml --save common.yaml"),
        ],
        ..PLAIN
    },
    Page {
        command: "explain",
        examples: &[
            ("Say of every rule whether it holds", "archwise explain answers.yaml"),
            ("See one rule", "archwise explain answers.yaml --rule data-near-users"),
            (
                "See what speaks for and against one candidate",
                "archwise explain answers.yaml --architecture hybrid",
            ),
        ],
        exits: &[],
        variables: &[Answers],
        files: &[],
    },
    Page {
        command: "questions",
        examples: &[
            ("Write the questionnaire to fill in", "archwise questions -o system.yaml"),
            (
                "Begin with what is typical of a system of a kind",
                "archwise questions --preset saas -o saas.yaml",
            ),
            ("Bring answers up to today's questions", "archwise questions --update answers.yaml"),
        ],
        exits: &[],
        variables: &[],
        files: &[SCHEMA],
    },
    Page {
        command: "observe",
        examples: &[
            ("Draft the answers from this repository", "archwise observe -o draft.yaml"),
            ("See every fact with its evidence", "archwise observe . --format text"),
            ("See which facts there are, and what each says", "archwise observe --facts"),
        ],
        exits: &[],
        variables: &[],
        files: &[SCHEMA],
    },
    Page {
        command: "survey",
        examples: &[
            ("Assess all systems below a folder", "archwise survey systems"),
            ("Print a table for a spreadsheet", "archwise survey systems -f csv -o systems.csv"),
            (
                "Make a page, with a report for each system",
                "archwise survey systems -f html -o all.html --reports reports",
            ),
            ("See what changed since a release", "archwise survey systems --since v1.0"),
        ],
        exits: &[(NotPassed, "A system cannot be read; the others are in the result.")],
        variables: &[],
        files: &[],
    },
    Page {
        command: "rules",
        examples: &[
            ("Begin with rules above the built-in ones", "archwise rules new our-rules --extends builtin"),
            ("Find mistakes in it", "archwise rules lint my-rules"),
            ("Run its cases", "archwise rules test my-rules --coverage"),
            ("Advise by it", "archwise --rules my-rules advise --no-input --expected-load high"),
        ],
        exits: &[(NotPassed, "A test did not pass, or lint found an error.")],
        variables: &[],
        files: &[],
    },
    Page {
        command: "rules show",
        examples: &[
            ("List the built-in rulebook", "archwise rules show"),
            ("See a rule, a question, an architecture or a source", "archwise rules show data-near-users"),
        ],
        ..PLAIN
    },
    Page {
        command: "rules lint",
        examples: &[
            ("Look over a rulebook", "archwise rules lint my-rules"),
            (
                "Fail on warnings too, and annotate them in CI",
                "archwise rules lint my-rules --deny warnings -f github",
            ),
        ],
        exits: &[(NotPassed, "Errors were found, or with `--deny warnings` warnings.")],
        variables: &[],
        files: &[],
    },
    Page {
        command: "rules test",
        examples: &[
            ("Run the cases beside the rules", "archwise rules test my-rules"),
            (
                "Say what no case sees, and what no case would miss",
                "archwise rules test my-rules --coverage --mutate",
            ),
            ("See how often verdicts agree with published decisions", "archwise rules test --calibration"),
        ],
        exits: &[(
            NotPassed,
            "A case failed, the cases see too little, or a change of a rule goes unnoticed.",
        )],
        variables: &[],
        files: &[],
    },
    Page {
        command: "rules diff",
        examples: &[
            ("See what one's own rulebook changes", "archwise rules diff builtin company"),
            ("See what it makes of a system", "archwise rules diff builtin company answers.yaml"),
        ],
        ..PLAIN
    },
    Page {
        command: "rules new",
        examples: &[
            (
                "Add questions and rules to the built-in ones",
                "archwise rules new our-rules --extends builtin",
            ),
            ("Begin with nothing", "archwise rules new new-rules"),
        ],
        exits: &[],
        variables: &[],
        files: &[(
            "DIR/rulebook.schema.json",
            "The schema beside it, by which editors complete and check it.",
        )],
    },
    Page {
        command: "rules schema",
        examples: &[
            ("Check reports by a schema", "archwise rules schema --for report -o report.schema.json"),
            (
                "Let an editor complete a rulebook",
                "archwise rules schema --for rulebook -o rulebook.schema.json",
            ),
        ],
        ..PLAIN
    },
    Page {
        command: "rules explain-code",
        examples: &[
            ("Say what a finding means", "archwise rules explain-code not-decided"),
            ("List all codes", "archwise rules explain-code"),
        ],
        ..PLAIN
    },
    Page {
        command: "mcp",
        examples: &[
            ("Serve an assistant, which starts this by itself", "archwise mcp"),
            ("Let it save answers and records in one folder", "archwise mcp --write docs"),
        ],
        ..PLAIN
    },
    Page { command: "doctor", examples: &[("Print it into a bug report", "archwise doctor")], ..PLAIN },
    Page {
        command: "completions",
        examples: &[
            (
                "Complete in bash",
                "archwise completions bash > ~/.local/share/bash-completion/completions/archwise",
            ),
            ("Complete in zsh, in a folder of $fpath", "archwise completions zsh > ~/.zfunc/_archwise"),
            ("Complete in fish", "archwise completions fish > ~/.config/fish/completions/archwise.fish"),
        ],
        ..PLAIN
    },
    Page {
        command: "man",
        examples: &[
            ("Read the page of a command", "archwise man rules lint"),
            ("Install all pages", "archwise man --dir ~/.local/share/man/man1"),
        ],
        ..PLAIN
    },
    Page {
        command: "help",
        examples: &[("Print the help of a command", "archwise help rules lint")],
        ..PLAIN
    },
];

/// Returns the page of a command; the path of that of the program is empty.
pub(super) fn page_of(command: &str) -> Option<&'static Page> {
    PAGES.iter().find(|page| page.command == command)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;
    use crate::cli::environment::Variable::Everywhere;

    #[test]
    fn every_command_has_a_page_and_every_page_a_command() {
        let mut command = Cli::command();
        command.build();
        for page in &PAGES {
            let found =
                page.command.split_whitespace().try_fold(&command, |at, name| at.find_subcommand(name));
            assert!(found.is_some(), "there is no `{}`", page.command);
            assert!(!page.variables.contains(&Everywhere), "`{}`: it is added", page.command);
        }
        let mut left: Vec<(&clap::Command, String)> = vec![(&command, String::new())];
        while let Some((command, path)) = left.pop() {
            assert!(page_of(&path).is_some(), "`{path}` has no page");
            if command.get_name() != "help" {
                let inner =
                    |inner: &clap::Command| format!("{path} {}", inner.get_name()).trim_start().to_owned();
                let below =
                    command.get_subcommands().filter(|inner| path.is_empty() || inner.get_name() != "help");
                left.extend(below.map(|command| (command, inner(command))));
            }
        }
    }
}
