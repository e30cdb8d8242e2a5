//! Axes: the two sides into which each divides the architectures.

use typed_index_collections::TiVec;

use super::ids::Ids;
use super::validator::{Validator, place_of};
use crate::diagnostic::Code;
use crate::document::Node;
use crate::rulebook::axis::{Axis, Side};
use crate::rulebook::ids::{ArchitectureSet, AxisId};
use crate::rulebook::source::{AxisSource, Entry};

impl Validator<'_> {
    pub(super) fn axes(&mut self, entries: &[Entry<'_, AxisSource>]) -> TiVec<AxisId, Axis> {
        let mut ids = Ids::new("axis");
        let mut all = TiVec::new();
        for Entry { source, node, .. } in entries {
            self.define(&mut ids, &source.id, node);
            if source.ask.trim().is_empty() {
                let message = format!("the axis `{}` asks nothing", source.id);
                let help =
                    "write the question that its sides answer with yes and no: `ask: Over several regions?`";
                self.error_with_help(Code::EmptyValue, message, place_of(node, "ask"), help);
            }
            let high = self.side(source, Side::High, node, ArchitectureSet::EMPTY);
            let low = self.side(source, Side::Low, node, high);
            let (id, ask) = (source.id.clone(), source.ask.clone());
            all.push(Axis { id, at: node.whereabouts(), ask, high, low });
        }
        all
    }

    /// The architectures of one side, none of which stands on the `other` one as well.
    fn side(
        &mut self,
        source: &AxisSource,
        side: Side,
        node: &Node<'_>,
        other: ArchitectureSet,
    ) -> ArchitectureSet {
        let ids = match side {
            Side::High => &source.high,
            Side::Low => &source.low,
        };
        let nodes = node.entry(side.word()).map(|node| node.items(&format!("`{}`", side.word()), self.found));
        let mut all = ArchitectureSet::EMPTY;
        for (id, node) in ids.iter().zip(&nodes.unwrap_or_default()) {
            let Some(architecture) = self.architecture(id, node) else { continue };
            let twice = match (all.contains(architecture), other.contains(architecture)) {
                (true, _) => format!("`{id}` is listed twice on this side of the axis `{}`", source.id),
                (false, true) => format!("`{id}` stands on both sides of the axis `{}`", source.id),
                (false, false) => {
                    all = all.union(ArchitectureSet::only(architecture));
                    continue;
                }
            };
            let help =
                "list each architecture once: under `high` if it answers with yes, under `low` if with no";
            self.error_with_help(Code::BadAxis, twice, node.place(), help);
        }
        all
    }
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Diagnostics;
    use crate::rulebook::{Layer, Rulebook};

    const HEADER: &str = "
rulebook: {id: small, version: 1.0.0, title: Small}
architectures: [{id: one, name: One, summary: S.}, {id: two, name: Two, summary: S.}]
questions: [{id: size, ask: How large?, kind: nominal, options: [{id: small}, {id: large}]}]
qualities: [{id: speed, name: Speed, about: How fast.}]
";

    fn read(layers: &[&str]) -> Result<Rulebook, Diagnostics> {
        let layer =
            |text: &&str| Layer::parse("a".to_owned(), vec![("a.yaml".to_owned(), (*text).to_owned())]);
        let layers: Vec<Layer> = layers.iter().map(|text| layer(text).unwrap()).collect();
        Rulebook::from_layers(&layers).map(|(rulebook, _)| rulebook)
    }

    fn errors(axes: &str) -> Vec<String> {
        let found = read(&[&format!("{HEADER}axes: {axes}")]).unwrap_err();
        found.iter().map(|error| format!("{}: {}", error.code.id(), error.message)).collect()
    }

    fn sides(rulebook: &Rulebook) -> Vec<String> {
        let axes = rulebook.axes.iter();
        axes.map(|axis| format!("{} {} {:?} {:?}", axis.id, axis.ask, axis.high, axis.low)).collect()
    }

    #[test]
    fn an_architecture_may_stand_on_neither_side_and_a_side_may_be_empty() {
        let axes =
            "axes: [{id: some, ask: Some?, high: [two], low: []}, {id: none, ask: None?, high: [], low: []}]";
        let rulebook = read(&[&format!("{HEADER}{axes}")]).unwrap();
        assert_eq!(sides(&rulebook), ["some Some? {ArchitectureId(1)} {}", "none None? {} {}"]);
    }

    #[test]
    fn each_mistake_in_an_axis_is_named() {
        for (axes, error) in [
            (
                "[{id: a, ask: A?, high: [tow], low: [one]}]",
                "unknown-architecture: there is no architecture `tow`",
            ),
            (
                "[{id: a, ask: A?, high: [two, two], low: [one]}]",
                "bad-axis: `two` is listed twice on this side of the axis `a`",
            ),
            (
                "[{id: a, ask: A?, high: [two], low: [one, two]}]",
                "bad-axis: `two` stands on both sides of the axis `a`",
            ),
            ("[{id: a, ask: ' ', high: [two], low: [one]}]", "empty-value: the axis `a` asks nothing"),
            ("[{id: a, ask: A?, low: [one]}]", "missing-key: the key `high` is missing"),
            (
                "[{id: a, ask: A?, high: [], low: []}, {id: a, ask: A?, high: [], low: []}]",
                "duplicate-id: the axis `a` is defined twice",
            ),
        ] {
            assert_eq!(errors(axes), [error]);
        }
    }

    #[test]
    fn an_axis_of_a_later_layer_stands_in_the_place_of_the_earlier_one() {
        let axes =
            "axes: [{id: a, ask: A?, high: [one], low: [two]}, {id: b, ask: B?, high: [two], low: [one]}]";
        let later = "architectures: [{id: three, name: Three, summary: S.}]\naxes: [{id: a, ask: Again?, high: [one, three], low: [two]}]";
        let rulebook = read(&[&format!("{HEADER}{axes}"), later]).unwrap();
        assert_eq!(
            sides(&rulebook),
            [
                "a Again? {ArchitectureId(0), ArchitectureId(2)} {ArchitectureId(1)}",
                "b B? {ArchitectureId(1)} {ArchitectureId(0)}"
            ]
        );
    }

    #[test]
    fn the_numbers_of_the_header_are_those_of_the_last_layer_that_says_them() {
        let header = HEADER.replace(
            "title: Small",
            "title: Small, close_call: 5, likely: 80, calibration: {open: {accepted: 1, of: 2}}",
        );
        let numbers = |layers: &[&str]| {
            let rulebook = read(layers).unwrap();
            (rulebook.close_call, rulebook.likely, rulebook.calibration.map(|measured| measured.open.of))
        };
        assert_eq!(numbers(&[HEADER]), (3, 70, None));
        assert_eq!(numbers(&[&header]), (5, 80, Some(2)));
        let later = "rulebook: {id: later, version: 1.0.0, title: Later, likely: 90}";
        assert_eq!(numbers(&[&header, later]), (5, 90, None));
        // What was measured without a layer says nothing of what that layer changes.
        assert_eq!(numbers(&[&header, "sources: []"]), (5, 80, None));
    }

    #[test]
    fn numbers_of_the_header_out_of_range_are_errors() {
        for (said, error) in [
            ("likely: 49", "out-of-range: `likely` is a percentage from 50 to 100"),
            ("likely: 101", "out-of-range: `likely` is a percentage from 50 to 100"),
            ("calibration: {clear_axes: {accepted: 3, of: 2}}", "out-of-range: 3 of 2 cannot be accepted"),
        ] {
            let found =
                read(&[&HEADER.replace("title: Small", &format!("title: Small, {said}"))]).unwrap_err();
            let all: Vec<String> =
                found.iter().map(|found| format!("{}: {}", found.code.id(), found.message)).collect();
            assert_eq!(all, [error]);
        }
    }
}
