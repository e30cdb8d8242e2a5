//! `# allow: code, reason` in or right above an entry: the finding is meant to be.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic, Place, SourceText};
use crate::rulebook::Rulebook;

/// One comment, and the lines of the entry that it belongs to.
struct Allow {
    source: Arc<SourceText>,
    line: usize,
    code: String,
    reason: String,
    from: usize,
    to: usize,
    used: bool,
}

/// Returns the findings that are not allowed, and those about the comments themselves.
pub(super) fn filter(rulebook: &Rulebook, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut allows = allows(rulebook);
    let mut kept = Vec::new();
    for diagnostic in found {
        let covers = |allow: &&mut Allow| {
            diagnostic.place.as_ref().is_some_and(|place| {
                allow.code == diagnostic.code.id()
                    && allow.source.name == place.source.name
                    && (allow.from..allow.to).contains(&place.line)
            })
        };
        match allows.iter_mut().find(covers) {
            Some(allow) => allow.used = true,
            None => kept.push(diagnostic),
        }
    }
    for allow in allows {
        let Allow { code, reason, used, .. } = &allow;
        if reason.is_empty() {
            let message = format!("`# allow: {code}` gives no reason");
            kept.push(Diagnostic::warning(Code::AllowWithoutReason, message).at(allow.place()));
        }
        if !used {
            let message = format!("`# allow: {code}` allows nothing that was found");
            kept.push(Diagnostic::warning(Code::UnusedAllow, message).at(allow.place()));
        }
    }
    kept
}

impl Allow {
    fn place(&self) -> Place {
        let line = self.source.text.lines().nth(self.line - 1).unwrap_or_default();
        let indent = line.chars().take_while(|c| c.is_whitespace()).count();
        let length = line.chars().count() - indent;
        let point = Place::point(&self.source, self.line, indent + 1);
        Place { characters: point.characters.start..point.characters.start + length, ..point }
    }
}

/// Returns the comments of all files, each with the entry around or below it.
fn allows(rulebook: &Rulebook) -> Vec<Allow> {
    let mut starts: BTreeMap<String, (Arc<SourceText>, Vec<usize>)> = BTreeMap::new();
    let rules = rulebook.rules.iter().map(|rule| &rule.at);
    let questions = rulebook.questions.iter().map(|question| &question.at);
    let qualities = rulebook.qualities.iter().map(|quality| &quality.at);
    let architectures = rulebook.architectures.iter().map(|architecture| &architecture.at);
    let axes = rulebook.axes.iter().map(|axis| &axis.at);
    let sources = rulebook.sources.iter().map(|source| &source.at);
    for at in rules.chain(questions).chain(qualities).chain(architectures).chain(axes).chain(sources) {
        let place = at.place(None);
        let entry = starts.entry(place.source.name.clone()).or_insert((place.source.clone(), Vec::new()));
        entry.1.push(place.line);
    }
    starts.into_values().flat_map(|(source, lines)| in_file(&source, &lines)).collect()
}

fn in_file(source: &Arc<SourceText>, starts: &[usize]) -> Vec<Allow> {
    let mut found = Vec::new();
    for (index, text) in source.text.lines().enumerate() {
        let line = index + 1;
        let Some((_, rest)) = text.split_once("# allow:") else { continue };
        let (code, reason) = rest.split_once([',', ' ']).map_or((rest, ""), |_| split(rest));
        // A comment on a line of its own right above an entry belongs to the entry below it.
        let above =
            text.trim_start().starts_with('#') && starts.iter().any(|start| belongs(source, line, *start));
        let from = match above {
            true => starts.iter().copied().filter(|start| *start > line).min(),
            false => starts.iter().copied().filter(|start| *start <= line).max(),
        };
        let Some(from) = from else { continue };
        let to = starts.iter().copied().filter(|start| *start > from).min().unwrap_or(usize::MAX);
        found.push(Allow {
            source: source.clone(),
            line,
            code: code.to_owned(),
            reason: reason.to_owned(),
            from,
            to,
            used: false,
        });
    }
    found
}

/// Splits `code, reason` or `code: reason` or `code reason`.
fn split(rest: &str) -> (&str, &str) {
    let rest = rest.trim();
    let end = rest.find([',', ':', ' ']).unwrap_or(rest.len());
    (&rest[..end], rest[end..].trim_start_matches([',', ':', ' ']))
}

/// Returns whether only comments stand between a line and the entry that starts below it.
fn belongs(source: &SourceText, line: usize, start: usize) -> bool {
    let between = source.text.lines().skip(line).take(start.saturating_sub(line + 1));
    start > line && between.into_iter().all(|text| text.trim_start().starts_with('#'))
}
