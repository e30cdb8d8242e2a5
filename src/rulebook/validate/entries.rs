//! The header of a rulebook, its qualities and its sources.

use typed_index_collections::TiVec;

use super::ids::Ids;
use super::validator::{Validator, place_of};
use crate::diagnostic::Code;
use crate::rulebook::ids::{QualityId, SourceId};
use crate::rulebook::limits::{MAX_CLOSE_CALL, MAX_WEIGHT};
use crate::rulebook::model::{Quality, Source};
use crate::rulebook::source::{CitationSource, Entry, HeaderSource, QualitySource};

impl Validator<'_> {
    /// The header of the last layer that has one: it gives the whole its name.
    pub(super) fn header<'s>(&mut self, headers: &'s [Entry<'_, HeaderSource>]) -> Option<&'s HeaderSource> {
        for (extra, before) in headers.iter().skip(1).zip(headers) {
            if extra.layer == before.layer {
                let message = "a rulebook has one `rulebook` header, this is another";
                let place = extra.node.key_place();
                self.error_with_help(Code::DuplicateKey, message, place, "keep one of them");
            }
        }
        let Some(Entry { source, node, .. }) = headers.last() else {
            if !self.found.has_errors() {
                self.missing("header", "rulebook: {id: my-rulebook, version: 1.0.0, title: …}");
            }
            return None;
        };
        self.define(&mut Ids::new("rulebook"), &source.id, node);
        if source.close_call.is_some_and(|points| points > MAX_CLOSE_CALL) {
            let message = format!("`close_call` is a number of points from 0 to {MAX_CLOSE_CALL}");
            self.error(Code::OutOfRange, message, place_of(node, "close_call"));
        }
        Some(source)
    }

    pub(super) fn qualities(&mut self, entries: &[Entry<'_, QualitySource>]) -> TiVec<QualityId, Quality> {
        let mut ids = Ids::new("quality");
        let mut all = TiVec::new();
        for Entry { source, node, .. } in entries {
            self.define(&mut ids, &source.id, node);
            self.check_name(&source.name, node);
            let weight = source.weight.unwrap_or(1);
            if weight > MAX_WEIGHT {
                let message = format!("the weight {weight} is not from 0 to {MAX_WEIGHT}");
                self.error(Code::OutOfRange, message, place_of(node, "weight"));
            }
            all.push(Quality {
                id: source.id.clone(),
                at: node.whereabouts(),
                name: source.name.clone(),
                about: source.about.clone(),
                standard: source.standard.clone(),
                weight,
            });
        }
        all
    }

    pub(super) fn citations(&mut self, entries: &[Entry<'_, CitationSource>]) -> TiVec<SourceId, Source> {
        let mut ids = Ids::new("source");
        let mut all = TiVec::new();
        for Entry { source, node, .. } in entries {
            self.define(&mut ids, &source.id, node);
            if !(source.url.starts_with("https://") || source.url.starts_with("http://")) {
                let message = format!("`{}` is not a web address", source.url);
                let help = "write it whole, with https://";
                self.error_with_help(Code::WrongShape, message, place_of(node, "url"), help);
            }
            all.push(Source {
                id: source.id.clone(),
                at: node.whereabouts(),
                title: source.title.clone(),
                author: source.author.clone(),
                year: source.year,
                url: source.url.clone(),
            });
        }
        all
    }
}
