//! The forms of decision record that readers know, and in which of them a record is written.

use super::naming::{Naming, number, stem};
use super::status::{Form, heading, statements};

/// The forms of decision record that readers know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "cli", derive(clap::ValueEnum))]
pub enum Style {
    /// MADR 4: `0007-title.md`, the status in the front matter.
    Madr4,
    /// As log4brains reads it: `20270601-title.md`, the status in a list.
    Log4brains,
    /// As adr-tools reads it: `0007-title.md`, the status in a section.
    Nygard,
}

impl Style {
    /// Returns how this style names its files.
    pub fn naming(self) -> Naming {
        match self {
            Self::Madr4 | Self::Nygard => Naming::by_number(),
            Self::Log4brains => Naming::by_date(),
        }
    }

    /// Returns the style that has the status where this record has it; `None` if it states none.
    pub fn of_record(text: &str) -> Option<Self> {
        Some(match statements(text).first()?.form {
            Form::FrontMatter => Self::Madr4,
            Form::Entry => Self::Log4brains,
            Form::Section | Form::Item | Form::Remark => Self::Nygard,
        })
    }
}

/// Returns how a link names the record in this file, as Markdown: by its title in the style of adr-tools,
/// else by its number, or by the name of its file.
pub fn link_name(file: &str, text: &str) -> String {
    match (number(file), Style::of_record(text), heading(text)) {
        (Some(_), Some(Style::Nygard), Some((markdown, plain))) => {
            // A link cannot stand in a link.
            if markdown.contains("](") { escaped(&plain, "\\`*_[]<>|") } else { markdown.to_owned() }
        }
        (Some(number), ..) => format!("ADR-{number:04}"),
        (None, ..) => escaped(stem(file), "[]"),
    }
}

/// Returns a text as Markdown in which none of these characters acts.
fn escaped(text: &str, acting: &str) -> String {
    let escape = |c: char| acting.contains(c).then_some('\\').into_iter().chain([c]);
    text.chars().flat_map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_style_is_told_by_where_the_status_stands() {
        assert_eq!(Style::of_record("---\nstatus: accepted\n---\n# T\n"), Some(Style::Madr4));
        assert_eq!(Style::of_record("# T\n\n* Status: accepted\n"), Some(Style::Log4brains));
        assert_eq!(Style::of_record("# T\n\n## Status\n\nAccepted\n"), Some(Style::Nygard));
        assert_eq!(Style::of_record("# T\n\n```\n## Status\n\nAccepted\n```\n"), None);
    }

    #[test]
    fn a_link_names_a_record_as_its_style_does() {
        let nygard = "\u{feff}# 7. Use [X](x.md) *now*\n\n## Status\n\nAccepted\n";
        assert_eq!(link_name("0007-x.md", nygard), "7. Use X now");
        assert_eq!(link_name("0007-x.md", &nygard.replace("[X](x.md)", "X")), "7. Use X *now*");
        assert_eq!(link_name("ADR-7-x.md", "# T\n\n- Status: accepted\n"), "ADR-0007");
        assert_eq!(link_name("20240115-my_x.md", "# T\n\n- Status: accepted\n"), "20240115-my_x");
        assert_eq!(link_name("2024-01-15-x.markdown", ""), "2024-01-15-x");
    }
}
