//! What a later layer changes in earlier ones: it replaces rules and axes, switches rules off, moves points.

use super::layer::RuleChange;
use super::source::{AxisSource, ChangeSource, Entry, RuleSource, Sources};
use crate::diagnostic::{Code, Diagnostic, Diagnostics, did_you_mean};
use crate::document::Node;

impl Sources<'_> {
    /// Applies `replaces` and `changes`, but for the change at position `without`; what they name must stand
    /// in an earlier layer. An axis takes the place of the one of its id in an earlier layer.
    pub(super) fn apply_changes(&mut self, without: Option<usize>, found: &mut Diagnostics) {
        self.replace_axes();
        self.replace(found);
        for (index, change) in std::mem::take(&mut self.changes).iter().enumerate() {
            if Some(index) != without {
                self.change(change, found);
            }
        }
    }

    /// Who adds an architecture has no other way to put it on a side of an axis of an earlier layer.
    fn replace_axes(&mut self) {
        let mut axes: Vec<Entry<'_, AxisSource>> = Vec::new();
        for axis in std::mem::take(&mut self.axes) {
            let same = |earlier: &&mut Entry<'_, AxisSource>| {
                earlier.source.id == axis.source.id && earlier.layer < axis.layer
            };
            match axes.iter_mut().find(same) {
                Some(earlier) => *earlier = axis,
                None => axes.push(axis),
            }
        }
        self.axes = axes;
    }

    fn replace(&mut self, found: &mut Diagnostics) {
        let mut replaced = Vec::new();
        for rule in
            self.rules.iter().filter(|rule| rule.source.replaces.is_some() || rule.source.reason.is_some())
        {
            let (Some(id), Some(_)) = (&rule.source.replaces, &rule.source.reason) else {
                let message = format!("`{}` has only one of `replaces` and `reason`", rule.source.id);
                let help = "say which rule it replaces, and why";
                found.push(Diagnostic::error(Code::MissingKey, message).at(rule.node.place()).help(help));
                continue;
            };
            replaced.extend(self.earlier(id, rule.layer, &rule.node, found));
        }
        let mut index = 0;
        self.rules.retain(|_| {
            index += 1;
            !replaced.contains(&(index - 1))
        });
    }

    fn change(&mut self, change: &Entry<'_, ChangeSource>, found: &mut Diagnostics) {
        let ChangeSource { rule, off, points, branch, reason } = &change.source;
        let Some(index) = self.earlier(rule, change.layer, &change.node, found) else { return };
        if reason.trim().is_empty() {
            let diagnostic = Diagnostic::error(Code::MissingKey, "a change without a reason");
            found.push(diagnostic.at(change.node.place()).help("say in `reason` why"));
        }
        self.applied.push(RuleChange {
            rule: rule.clone(),
            branch: branch.and_then(|branch| branch.checked_sub(1)),
            at: change.node.whereabouts(),
        });
        match (off, points) {
            (true, None) => _ = self.rules.remove(index),
            (false, Some(points)) => {
                let target = &mut self.rules[index].source;
                match points_of(target, *branch) {
                    Some(of) => of.extend(points.iter().map(|(id, points)| (id.clone(), *points))),
                    None => {
                        let message = format!("`{rule}` has no points there to change");
                        let help = "of a `first_of` name the `branch`, counted from 1";
                        found.push(
                            Diagnostic::error(Code::BadEffect, message).at(change.node.place()).help(help),
                        );
                    }
                }
            }
            _ => {
                let diagnostic =
                    Diagnostic::error(Code::BadEffect, "a change has one of `off: true` and `points`");
                found.push(diagnostic.at(change.node.place()).help("write one of them"));
            }
        }
    }

    /// The rule of an earlier layer.
    fn earlier(&self, id: &str, layer: usize, node: &Node<'_>, found: &mut Diagnostics) -> Option<usize> {
        let index = self.rules.iter().position(|rule| rule.source.id == id && rule.layer < layer);
        if index.is_none() {
            let earlier =
                self.rules.iter().filter(|rule| rule.layer < layer).map(|rule| rule.source.id.as_str());
            let message = format!("no earlier layer has a rule `{id}`");
            let diagnostic = Diagnostic::error(Code::UnknownRule, message).at(node.place());
            found.push(diagnostic.help(did_you_mean(id, earlier)));
        }
        index
    }
}

fn points_of(
    rule: &mut RuleSource,
    branch: Option<usize>,
) -> Option<&mut std::collections::BTreeMap<String, i8>> {
    match (branch, &mut rule.first_of) {
        (None, None) => rule.points.as_mut(),
        (Some(branch), Some(branches)) => branches.get_mut(branch.checked_sub(1)?)?.points.as_mut(),
        _ => None,
    }
}
