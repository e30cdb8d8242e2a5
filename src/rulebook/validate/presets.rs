//! Presets: their ids, titles and sources. Their answers are read where they are used.

use super::ids::Ids;
use super::validator::Validator;
use crate::rulebook::preset::Preset;
use crate::rulebook::source::{Entry, PresetSource};

impl Validator<'_> {
    /// Takes over the presets; one of a later layer takes the place of that of an earlier one.
    pub(super) fn presets(&mut self, entries: &[Entry<'_, PresetSource>]) -> Vec<Preset> {
        let mut presets: Vec<Preset> = Vec::new();
        let mut layer = None;
        let mut ids = Ids::new("preset");
        for Entry { source, node, layer: of } in entries {
            if layer.replace(*of) != Some(*of) {
                ids = Ids::new("preset");
            }
            self.define(&mut ids, &source.id, node);
            let sources = self.cited(&source.sources, node, "sources");
            let preset = Preset {
                id: source.id.clone(),
                at: node.whereabouts(),
                title: source.title.clone(),
                about: source.about.clone(),
                sources,
            };
            match presets.iter_mut().find(|earlier| earlier.id == preset.id) {
                Some(earlier) => *earlier = preset,
                None => presets.push(preset),
            }
        }
        presets
    }
}
