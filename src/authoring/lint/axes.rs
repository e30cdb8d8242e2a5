//! Axes that divide nothing, that divide as another one does, or that leave architectures out; and rules
//! about an axis that tell apart what is the same on it.

use crate::diagnostic::{Code, Diagnostic};
use crate::rulebook::{ArchitectureId, Axis, AxisId, Clause, Effect, Rulebook, Side, and_list};

pub(super) fn check(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    for (index, axis) in rulebook.axes.iter_enumerated() {
        match Side::ALL.into_iter().find(|side| axis.side(*side).is_empty()) {
            Some(empty) => found.push(one_sided(axis, empty)),
            None => divides_alike(rulebook, index, axis, found),
        }
    }
    beside(rulebook, found);
    for clause in &rulebook.clauses {
        scored_apart(rulebook, clause, found);
    }
}

/// Finds two architectures that stand on the same side of an axis by definition, and that a rule about this
/// axis scores apart. One that is made of the other is more than it, so that it may pay for more.
fn scored_apart(rulebook: &Rulebook, clause: &Clause, found: &mut Vec<Diagnostic>) {
    let rule = &rulebook.rules[clause.rule];
    let Some(axis) = rule.axis.map(|axis| &rulebook.axes[axis]) else { return };
    let Effect::Points { points, .. } = &clause.effect else { return };
    let is_made_of = |a: ArchitectureId, b: ArchitectureId| rulebook.architectures[a].combines.contains(&b);
    for side in Side::ALL.map(|side| axis.side(side)) {
        let pairs = side.iter().flat_map(|a| side.iter().filter(move |b| a < *b).map(move |b| (a, b)));
        let mut apart = pairs
            .filter(|&(a, b)| points[a] != points[b])
            .filter(|&(a, b)| !is_made_of(a, b) && !is_made_of(b, a));
        let Some((a, b)) = apart.next() else { continue };
        let id = |a: ArchitectureId| &rulebook.architectures[a].id;
        let message = format!(
            "`{}` is about the axis `{}` and scores `{}` and `{}` apart, which stand on the same side of it",
            rule.id,
            axis.id,
            id(a),
            id(b)
        );
        let help = "give both the same points, or say in `# allow: scored-apart, …` what tells them apart";
        found.push(Diagnostic::note(Code::ScoredApart, message).at(clause.at.place(None)).help(help));
    }
}

fn one_sided(axis: &Axis, empty: Side) -> Diagnostic {
    let message =
        format!("the axis `{}` divides nothing: no architecture answers it with {}", axis.id, empty.answer());
    let help = "list architectures on both sides, or remove the axis";
    Diagnostic::warning(Code::OneSidedAxis, message).at(axis.at.place(Some(empty.word()))).help(help)
}

/// Finds an earlier axis with the same two sides, whichever of them it calls high.
fn divides_alike(rulebook: &Rulebook, index: AxisId, axis: &Axis, found: &mut Vec<Diagnostic>) {
    let mut earlier = rulebook.axes.iter_enumerated().take_while(|(other, _)| *other < index);
    let sides = |axis: &Axis| (axis.high.min(axis.low), axis.high.max(axis.low));
    if let Some((_, twin)) = earlier.find(|(_, other)| sides(other) == sides(axis)) {
        let message = format!("the axis `{}` divides the architectures as `{}` does", axis.id, twin.id);
        let help = "remove one of the two: they always say the same";
        found.push(Diagnostic::warning(Code::SameAxis, message).at(axis.at.place(None)).help(help));
    }
}

/// Finds architectures of which some axes say nothing. The place is theirs: an architecture may be added by a
/// later layer than the axis.
fn beside(rulebook: &Rulebook, found: &mut Vec<Diagnostic>) {
    let divides = |axis: &&Axis| !axis.high.is_empty() && !axis.low.is_empty();
    for (index, architecture) in rulebook.architectures.iter_enumerated() {
        let silent = rulebook.axes.iter().filter(divides);
        let silent = silent.filter(|axis| !axis.high.union(axis.low).contains(index));
        let ids: Vec<String> = silent.map(|axis| format!("`{}`", axis.id)).collect();
        if !ids.is_empty() {
            let axes = if ids.len() == 1 { "the axis" } else { "the axes" };
            let message =
                format!("`{}` stands on neither side of {axes} {}", architecture.id, and_list(&ids));
            let help = "list it under `high` or `low`; a later layer may define an axis anew";
            let place = architecture.at.place(None);
            found.push(Diagnostic::warning(Code::OffAxis, message).at(place).help(help));
        }
    }
}
