//! The header of a rulebook, its qualities and its sources.

use typed_index_collections::TiVec;

use super::ids::Ids;
use super::validator::{Validator, place_of};
use crate::diagnostic::Code;
use crate::rulebook::calibration::{Calibration, Hits};
use crate::rulebook::ids::{QualityId, SourceId};
use crate::rulebook::limits::{
    DEFAULT_CLOSE_CALL, DEFAULT_LIKELY, MAX_CLOSE_CALL, MAX_REVIEW_MONTHS, MAX_WEIGHT, MIN_LIKELY,
};
use crate::rulebook::model::{Quality, Source};
use crate::rulebook::review_months::ReviewMonths;
use crate::rulebook::source::{CitationSource, Entry, HeaderSource, QualitySource};

/// What the headers of all layers say together.
pub(super) struct Header<'s> {
    /// The header that gives the whole its name.
    pub name: &'s HeaderSource,
    pub close_call: u32,
    pub likely: u8,
    pub calibration: Option<Calibration>,
    pub introduction: Option<&'s str>,
    pub review_months: ReviewMonths,
}

impl Validator<'_> {
    /// The header of the last of the layers that has one gives the whole its name; what calls a verdict close
    /// or likely is as the last layer says that says it. What was measured counts for that layer only.
    pub(super) fn header<'s>(
        &mut self,
        headers: &'s [Entry<'_, HeaderSource>],
        layers: usize,
    ) -> Option<Header<'s>> {
        for (extra, before) in headers.iter().skip(1).zip(headers) {
            if extra.layer == before.layer {
                let message = "a rulebook has one `rulebook` header, this is another";
                let place = extra.node.key_place();
                self.error_with_help(Code::DuplicateKey, message, place, "keep one of them");
            }
        }
        let Some(Entry { source: name, layer, .. }) = headers.last() else {
            if !self.found.has_errors() {
                self.missing("header", "rulebook: {id: my-rulebook, version: 1.0.0, title: …}");
            }
            return None;
        };
        headers.iter().for_each(|header| self.check_header(header));
        let mut latest = headers.iter().rev().map(|header| &header.source);
        let close_call = latest.clone().find_map(|header| header.close_call);
        let likely = latest.clone().find_map(|header| header.likely);
        let introduction = latest.clone().find_map(|header| header.introduction.as_deref());
        let review_months = latest.find_map(|header| header.review_months);
        Some(Header {
            name,
            close_call: close_call.unwrap_or(DEFAULT_CLOSE_CALL),
            likely: likely.unwrap_or(DEFAULT_LIKELY),
            calibration: name.calibration.filter(|_| layer + 1 == layers),
            introduction,
            review_months: review_months.unwrap_or_default(),
        })
    }

    fn check_header(&mut self, Entry { source, node, .. }: &Entry<'_, HeaderSource>) {
        self.define(&mut Ids::new("rulebook"), &source.id, node);
        if source.close_call.is_some_and(|points| points > MAX_CLOSE_CALL) {
            let message = format!("`close_call` is a number of points from 0 to {MAX_CLOSE_CALL}");
            self.error(Code::OutOfRange, message, place_of(node, "close_call"));
        }
        if source.likely.is_some_and(|share| !(MIN_LIKELY..=100).contains(&share)) {
            let message = format!("`likely` is a percentage from {MIN_LIKELY} to 100");
            let help = "what keeps its lead in fewer than half of the completions is not likely";
            self.error_with_help(Code::OutOfRange, message, place_of(node, "likely"), help);
        }
        let months =
            source.review_months.iter().flat_map(|months| [("firm", months.firm), ("open", months.open)]);
        for (key, _) in months.filter(|(_, months)| !(1..=MAX_REVIEW_MONTHS).contains(months)) {
            let list = node.entry("review_months");
            let place = list.map_or_else(|| node.place(), |list| place_of(&list, key));
            let message = format!("`{key}` is a number of months from 1 to {MAX_REVIEW_MONTHS}");
            self.error(Code::OutOfRange, message, place);
        }
        let measured = source.calibration.iter().flat_map(Calibration::entries);
        for (key, Hits { accepted, of }) in measured.filter(|(_, hits)| hits.accepted > hits.of) {
            let hits = node.entry("calibration").and_then(|node| node.entry(key));
            let place = hits.map_or_else(|| node.place(), |node| place_of(&node, "accepted"));
            let message = format!("{accepted} of {of} cannot be accepted");
            let help = "`of` counts all the cases, `accepted` those whose outcome is accepted";
            self.error_with_help(Code::OutOfRange, message, place, help);
        }
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
