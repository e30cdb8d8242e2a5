//! The facts of a repository that an answers file keeps: those that were known when it was confirmed.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::decision::date;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::{Node, yaml_scalar};
use crate::fact::FactKind;

/// Facts that were kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptFacts {
    /// The hash of the commit of which they were.
    pub commit: String,
    /// The day in UTC of that commit.
    pub as_of: Date,
    /// The facts, one of each kind.
    pub facts: BTreeMap<FactKind, KeptFact>,
}

/// What is kept of a fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum KeptFact {
    /// Its level.
    Level(String),
    /// What was counted.
    Count(u64),
    /// What was found.
    Values(Vec<String>),
}

impl KeptFacts {
    /// Returns the values of the entry `observed` of an answers file, each as YAML on one line.
    pub(super) fn values(&self) -> [(&'static str, String); 3] {
        let fact = |(kind, fact): (&FactKind, &KeptFact)| format!("{}: {}", kind.id(), fact.to_yaml());
        let facts: Vec<String> = self.facts.iter().map(fact).collect();
        let facts = format!("{{{}}}", facts.join(", "));
        [("commit", yaml_scalar(&self.commit)), ("as_of", self.as_of.to_string()), ("facts", facts)]
    }

    /// Returns the entry `observed` of an answers file.
    pub fn to_yaml(&self) -> String {
        let line = |(key, value): (&str, String)| format!("  {key}: {value}\n");
        format!("observed:\n{}", self.values().map(line).concat())
    }

    /// Reads the entry `observed`.
    pub(super) fn read(node: &Node<'_>, found: &mut Diagnostics) -> Option<Self> {
        const KEYS: [&str; 3] = ["commit", "as_of", "facts"];
        let (mut commit, mut as_of, mut facts) = (None, None, BTreeMap::new());
        let before = found.len();
        for (key, node) in node.entries("`observed`", found) {
            match key.as_str() {
                "commit" => commit = node.expect_text("the commit", found),
                "as_of" => as_of = date("as_of", &node, found),
                "facts" => facts = read_facts(&node, found),
                unknown => found.push(node.unknown_key(unknown, &KEYS)),
            }
        }
        if found.len() == before && (commit.is_none() || as_of.is_none()) {
            let diagnostic = Diagnostic::error(Code::MissingKey, "`observed` needs `commit` and `as_of`");
            found.push(diagnostic.at(node.key_place()).help("`archwise observe` writes them"));
        }
        Some(Self { commit: commit?, as_of: as_of?, facts })
    }
}

impl KeptFact {
    fn to_yaml(&self) -> String {
        match self {
            Self::Level(level) => yaml_scalar(level),
            Self::Count(count) => count.to_string(),
            Self::Values(values) => {
                let values: Vec<String> = values.iter().map(|value| yaml_scalar(value)).collect();
                format!("[{}]", values.join(", "))
            }
        }
    }
}

fn read_facts(node: &Node<'_>, found: &mut Diagnostics) -> BTreeMap<FactKind, KeptFact> {
    let mut facts = BTreeMap::new();
    for (id, node) in node.entries("`facts`", found) {
        let Some(kind) = FactKind::find(&id) else {
            let known = FactKind::ALL.into_iter().map(FactKind::id);
            let diagnostic = Diagnostic::error(Code::UnknownFact, format!("there is no fact `{id}`"));
            found.push(diagnostic.at(node.key_place()).help(did_you_mean(&id, known)));
            continue;
        };
        facts.extend(read_fact(kind, &node, found).map(|fact| (kind, fact)));
    }
    facts
}

fn read_fact(kind: FactKind, node: &Node<'_>, found: &mut Diagnostics) -> Option<KeptFact> {
    if node.value().as_sequence().is_some() {
        let items = node.items("the fact", found);
        let values = items.iter().filter_map(|item| item.expect_text("a value of the fact", found));
        return Some(KeptFact::Values(values.collect()));
    }
    if let Some(count) = node.value().as_u64() {
        return Some(KeptFact::Count(count));
    }
    if kind.levels().is_empty() {
        let message = format!("the fact `{}` is neither a number nor a list", kind.id());
        let help = "`archwise observe` writes it; leave it out if it is not known";
        found.push(Diagnostic::error(Code::UnknownFact, message).at(node.place()).help(help));
        return None;
    }
    let level = node.expect_text("the level", found)?;
    if kind.level(&level).is_none() {
        let message = format!("the fact `{}` has no level `{level}`", kind.id());
        let diagnostic = Diagnostic::error(Code::UnknownFact, message).at(node.place());
        found.push(diagnostic.help(did_you_mean(&level, kind.levels().iter().map(|level| level.id))));
        return None;
    }
    Some(KeptFact::Level(level))
}
