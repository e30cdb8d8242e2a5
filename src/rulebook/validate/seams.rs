//! Rules about seams: a warning, and between which parts it holds.

use super::rules::{Names, architecture};
use super::when;
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;
use crate::rulebook::condition::{Condition, Decided};
use crate::rulebook::ids::{ArchitectureSet, RuleId};
use crate::rulebook::source::{Item, RuleSource};
use crate::rulebook::topology::{Across, Seam};

const KEYS: [&str; 4] = ["between", "one", "other", "both"];

/// Whether a rule is about seams and not about one system.
pub(super) fn is_seam(source: &RuleSource) -> bool {
    source.warn_at_seam.is_some() || source.across.is_some()
}

pub(super) fn seam(
    item: &Item<'_, RuleSource>,
    rule: RuleId,
    names: &Names<'_>,
    found: &mut Diagnostics,
) -> Option<Seam> {
    let RuleSource { id, warn_at_seam, because, .. } = &item.source;
    for key in ["when", "points", "rules_out", "warn", "first_of", "quality"] {
        if let Some(node) = item.node.entry(key) {
            let message = format!("`{id}` is about seams and has `{key}` beside it");
            let help =
                "say in `across` what must hold of the parts, and write other effects as rules of their own";
            found.push(Diagnostic::error(Code::BadSeam, message).at(node.key_place()).help(help));
        }
    }
    let missing = |key: &str, help: &str| {
        Diagnostic::error(Code::BadSeam, format!("`{id}` is about seams and has no `{key}`"))
            .at(item.node.place())
            .help(help)
    };
    if warn_at_seam.is_none() {
        found.push(missing("warn_at_seam", "add `warn_at_seam: …`, the warning"));
    }
    let Some(node) = item.node.entry("across") else {
        found.push(missing("across", "add `across: {one: {question: option}}`"));
        return None;
    };
    let across = across(&node, names, found);
    Some(Seam {
        rule,
        at: item.node.whereabouts(),
        across: across?,
        message: warn_at_seam.clone()?,
        because: because.clone().unwrap_or_default(),
    })
}

fn across(node: &Node<'_>, names: &Names<'_>, found: &mut Diagnostics) -> Option<Across> {
    let before = found.len();
    let (mut one, mut other, mut both, mut two) = (None, None, None, None);
    let entries = node.entries("`across`", found);
    for (key, value) in &entries {
        match key.as_str() {
            "between" => two = between(value, names, found),
            "one" => one = when::condition(value, names, found),
            "other" => other = when::condition(value, names, found),
            "both" => both = when::condition(value, names, found),
            unknown => {
                let diagnostic = Diagnostic::error(Code::UnknownKey, format!("unknown key `{unknown}`"));
                found.push(diagnostic.at(value.key_place()).help(did_you_mean(unknown, KEYS)));
            }
        }
    }
    let has = |wanted: &str| entries.iter().any(|(key, _)| key == wanted);
    if entries.is_empty() && found.len() == before {
        let message = "`across` says nothing of the parts";
        let help = "write a condition under `one`, `other` or `both`, or two architectures under `between`";
        found.push(Diagnostic::error(Code::BadSeam, message).at(node.place()).help(help));
    }
    if has("other") && !has("one") {
        let message = "`other` without `one`: there is no first part yet";
        let help = "write `one` in its place";
        found.push(Diagnostic::error(Code::BadSeam, message).at(node.place()).help(help));
    }
    if found.len() > before {
        return None;
    }
    let nothing = Across { between: two, one, other, both, near: Decided::always(), far: Decided::always() };
    let decide = |condition: &Condition| names.decide(condition, &names.asked);
    match (decide(&nothing.near()), decide(&nothing.far())) {
        (Ok(near), Ok(far)) => Some(Across { near, far, ..nothing }),
        _ => {
            found.push(when::too_complex(node));
            None
        }
    }
}

/// Two different architectures.
fn between(node: &Node<'_>, names: &Names<'_>, found: &mut Diagnostics) -> Option<ArchitectureSet> {
    let before = found.len();
    let nodes = node.items("`between`", found);
    let resolve = |node: &Node<'_>| architecture(&node.text().unwrap_or_default(), node, names, found);
    let all: ArchitectureSet = nodes.iter().filter_map(resolve).collect();
    if found.len() == before && (nodes.len() != 2 || all.len() != 2) {
        let message = "`between` names two different architectures";
        let help = "on one and the same architecture there is no seam";
        found.push(Diagnostic::error(Code::BadSeam, message).at(node.place()).help(help));
    }
    (found.len() == before).then_some(all)
}
