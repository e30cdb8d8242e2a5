//! Names the files of decision records: how a folder names its own, the next number, and the file of a new
//! record.

mod date;
mod slug;

use jiff::civil::Date;

use slug::slug;

/// A year in the name of a file has four digits and lies in here.
const YEARS: std::ops::RangeInclusive<u32> = 1900..=2199;
/// What the letters before a number are, without which it would need three digits.
const PREFIXES: [&str; 12] =
    ["adr", "madr", "sadr", "adl", "ad", "dr", "ddr", "edr", "mdr", "rfc", "decision", "record"];
/// Longer than any of a prefix.
const MAX_PREFIX: usize = 12;
/// Eight digits are a date.
const MAX_DIGITS: usize = 7;
const SEPARATORS: [char; 7] = ['-', '_', ' ', '.', '–', '—', ':'];
/// What the files are called that are no records.
const OTHERS: [&str; 5] = ["readme", "index", "template", "adr-template", "toc"];

/// How the records of a folder are named.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// What stands before the number or the date: `ADR-`.
    prefix: String,
    lead: Lead,
    /// What stands between the number or the date and the title.
    separator: String,
    /// What stands between the words of the title.
    joiner: char,
    /// The end of the name: `.md`.
    extension: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Lead {
    /// A number with at least so many digits.
    Number { width: usize },
    /// A date in this form.
    Date(&'static str),
}

/// What the name of a record begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// A number that may as well be a year.
    Year(u32),
    /// Year, month and day.
    Date([u32; 3]),
    Number(u32),
}

impl Naming {
    /// Returns how records are named that have a number: `0007-title.md`.
    pub fn by_number() -> Self {
        Self::plain(Lead::Number { width: 4 })
    }

    /// Returns how records are named that have a date: `20270601-title.md`.
    pub fn by_date() -> Self {
        Self::plain(Lead::Date("YYYYMMDD"))
    }

    fn plain(lead: Lead) -> Self {
        let [separator, extension] = ["-", ".md"].map(str::to_owned);
        Self { prefix: String::new(), lead, separator, joiner: '-', extension }
    }

    /// Returns how most of these files are named: as the newest of them; `None` if they have neither numbers
    /// nor dates.
    pub fn of_files<'a>(files: impl IntoIterator<Item = &'a str>) -> Option<Self> {
        let read: Vec<(Rank, Self)> = files.into_iter().filter_map(read).collect();
        let newest = |numbered: bool| {
            let kind = read.iter().filter(move |(rank, naming)| {
                naming.is_numbered() == numbered && !matches!(rank, Rank::Year(_))
            });
            (kind.clone().count(), kind.max_by_key(|(rank, _)| *rank))
        };
        let (numbered, dated) = (newest(true), newest(false));
        let (_, found) = if numbered.0 >= dated.0 { numbered } else { dated };
        found.map(|(_, naming)| naming.clone())
    }

    /// Returns whether the records are numbered; else they begin with a date.
    pub fn is_numbered(&self) -> bool {
        matches!(self.lead, Lead::Number { .. })
    }

    /// Returns the number after the highest of these files, 1 if none is numbered; `None` if there is none.
    pub fn next_number<'a>(files: impl IntoIterator<Item = &'a str>) -> Option<u32> {
        let ranks: Vec<Rank> = files.into_iter().filter_map(|file| Some(read(file)?.0)).collect();
        let highest = ranks.iter().filter_map(|rank| match rank {
            Rank::Number(number) => Some(*number),
            _ => None,
        });
        let highest = highest.max().unwrap_or(0);
        // What looks like a year is a number where there are that many.
        let years = ranks.iter().filter_map(|rank| match rank {
            Rank::Year(year) if highest + 1 >= *YEARS.start() => Some(*year),
            _ => None,
        });
        let next = years.max().unwrap_or(0).max(highest) + 1;
        (next.to_string().len() <= MAX_DIGITS).then_some(next)
    }

    /// Returns the files that are records, the newest first: the highest number, or the last date.
    pub fn newest_first<'a>(files: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
        let is_record = |file: &&str| !OTHERS.contains(&stem(file).to_lowercase().as_str());
        let records = files.into_iter().filter(is_record);
        let mut records: Vec<_> = records.map(|file| (read(file).map(|(rank, _)| rank), file)).collect();
        records.sort();
        records.into_iter().rev().map(|(_, file)| file).collect()
    }

    /// Returns the name of the file of a new record; `taken` says which names are in use.
    pub fn file_name(&self, number: u32, date: Date, title: &str, taken: impl Fn(&str) -> bool) -> String {
        let Self { prefix, separator, extension, .. } = self;
        let lead = match self.lead {
            Lead::Number { width } => format!("{number:0width$}"),
            Lead::Date(form) => date::written(form, date),
        };
        let begin = format!("{prefix}{lead}{separator}{}", slug(title, self.joiner));
        let mut name = format!("{begin}{extension}");
        let mut copy = 2;
        // Two records of one day may have one title.
        while taken(&name) {
            name = format!("{begin}{}{copy}{extension}", self.joiner);
            copy += 1;
        }
        name
    }
}

/// Returns the number that the name of a record begins with: 7 for `0007-hybrid.md`, `ADR-7 hybrid.md` and
/// `0007_hybrid.markdown`. A date is no number.
pub fn number(file: &str) -> Option<u32> {
    match read(file)?.0 {
        Rank::Number(number) | Rank::Year(number) => Some(number),
        Rank::Date(_) => None,
    }
}

/// Returns the name of a record without its end.
pub fn stem(file: &str) -> &str {
    let end = [".md", ".markdown"].into_iter().find(|end| {
        let begin = file.len().checked_sub(end.len()).filter(|&begin| begin > 0);
        begin.and_then(|begin| file.get(begin..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
    });
    end.map_or(file, |end| &file[..file.len() - end.len()])
}

/// Reads what the name of a record begins with, and how it is formed.
fn read(file: &str) -> Option<(Rank, Naming)> {
    let stem = stem(file);
    let extension = file.get(stem.len()..).filter(|extension| !extension.is_empty())?;
    let letters = stem.find(|c: char| !c.is_ascii_alphabetic()).filter(|&length| length <= MAX_PREFIX)?;
    let separated = letters + separators(&stem[letters..]);
    let (prefix, rest) = stem.split_at(if letters == 0 { 0 } else { separated });
    let is_known = letters == 0 || PREFIXES.contains(&stem[..letters].to_lowercase().as_str());
    let (rank, lead, length) = match date::read(rest) {
        Some((form, date)) if is_known => (Rank::Date(date), Lead::Date(form), form.len()),
        Some(_) => return None,
        None => {
            let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
            let number = rest[..digits].parse().ok().filter(|_| digits <= MAX_DIGITS)?;
            let is_year = digits == 4 && YEARS.contains(&number);
            // Any letters may stand before a number, but not before any digits: `v2-plan`.
            if !is_known && (separated == letters || digits < 3 || is_year) {
                return None;
            }
            let width = if rest.starts_with('0') || digits >= 4 { digits } else { 1 };
            let rank = if is_year && letters == 0 { Rank::Year(number) } else { Rank::Number(number) };
            (rank, Lead::Number { width }, digits)
        }
    };
    let after = &rest[length..];
    let title = &after[separators(after)..];
    if !after.is_empty() && title.len() == after.len() {
        return None;
    }
    let separator = if title.is_empty() { "-" } else { &after[..after.len() - title.len()] };
    let joiner = title.chars().find(|c| [' ', '_', '-'].contains(c));
    let naming = Naming {
        prefix: prefix.to_owned(),
        lead,
        separator: separator.to_owned(),
        joiner: joiner.unwrap_or(if separator == "_" { '_' } else { '-' }),
        extension: extension.to_owned(),
    };
    Some((rank, naming))
}

/// Returns the length of the separators that a text begins with.
fn separators(text: &str) -> usize {
    text.len() - text.trim_start_matches(SEPARATORS).len()
}

#[cfg(test)]
mod tests;
