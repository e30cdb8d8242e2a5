//! The record to write: its name, its style, its text, and whether an earlier run has written it.

use std::path::PathBuf;

use anyhow::Result;
use jiff::civil::Date;

use super::command::command;
use super::folder::{Folder, Habits};
use super::old_record::OldRecord;
use crate::adr::{Naming, RecordMetadata, Style, number, record_title, write};
use crate::cli::args::AdrArgs;
use crate::diagnostic::visible_path;
use crate::report::Report;

/// What a new record says and how it looks, but for its number.
pub(super) struct NewRecord<'a> {
    folder: &'a Folder,
    report: &'a Report,
    date: Date,
    naming: Naming,
    crlf: bool,
    metadata: RecordMetadata,
    /// What the user should know of its name.
    pub notice: Option<String>,
}

impl<'a> NewRecord<'a> {
    pub(super) fn new(
        args: &AdrArgs,
        report: &'a Report,
        folder: &'a Folder,
        old: Option<&OldRecord>,
        date: Date,
        rules: &[PathBuf],
        named: Vec<String>,
    ) -> Result<Self> {
        let Habits { style: found, naming, crlf } = folder.habits();
        let is_dated = naming.as_ref().is_some_and(|naming| !naming.is_numbered());
        let usual = if is_dated { Style::Log4brains } else { Style::Madr4 };
        let style = args.adr_style.or(found).unwrap_or(usual);
        // Who asks for a style asks for its names; of the two kinds the folder's own form is kept.
        let fits = |naming: &Naming| {
            args.adr_style.is_none() || naming.is_numbered() == style.naming().is_numbered()
        };
        let unnumbered = naming.is_none() && !folder.newest_first().is_empty();
        let naming = naming.filter(fits).unwrap_or_else(|| style.naming());
        let notice = (unnumbered && naming.is_numbered()).then(|| {
            format!(
                "no record in `{}` has a number that is known: the new one is the first",
                visible_path(folder.path())
            )
        });
        let metadata = RecordMetadata {
            style,
            number: None,
            status: args.status.unwrap_or_default(),
            date,
            deciders: if args.decider.is_empty() { named } else { args.decider.clone() },
            supersedes: old.map(|old| old.link_from(folder.path())).transpose()?,
            command: command(&args.answers, rules, &args.sampling, report),
        };
        Ok(Self { folder, report, date, naming, crlf, metadata, notice })
    }

    /// Returns the record with the next number.
    pub(super) fn next(&self) -> Result<OldRecord> {
        let number = self.folder.next_number()?;
        let title = record_title(self.report);
        let file = self.naming.file_name(number, self.date, &title, |name| self.folder.has(name));
        Ok(OldRecord { path: self.folder.path().join(file), text: self.text(number)? })
    }

    /// Returns the newest record of the folder if it says what this one would, but perhaps on another day: a
    /// run was ended after it had written that, and before it had written everything.
    pub(super) fn left_behind(&self) -> Result<Option<OldRecord>> {
        let Some(&file) = self.folder.newest_first().first() else { return Ok(None) };
        let Ok(found) = OldRecord::read(&self.folder.path().join(file)) else { return Ok(None) };
        let text = self.text(number(file).unwrap_or_default())?;
        // The day of the record, and the day by which it asks to be looked at again.
        let is_date = |line: &str| {
            let line = line.trim_start_matches(['-', ' ']).to_lowercase();
            line.starts_with("date:") || line.starts_with("look at this decision again by ")
        };
        let same = found.text.lines().count() == text.lines().count()
            && found.text.lines().zip(text.lines()).all(|(a, b)| a == b || (is_date(a) && is_date(b)));
        Ok(same.then_some(found))
    }

    fn text(&self, number: u32) -> Result<String> {
        let number = self.naming.is_numbered().then_some(number);
        let text = write(self.report, &RecordMetadata { number, ..self.metadata.clone() })?;
        Ok(if self.crlf { text.replace('\n', "\r\n") } else { text })
    }
}
