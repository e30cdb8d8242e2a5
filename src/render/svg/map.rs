//! The map of two axes as a file of its own, with what its signs mean below it.

use super::document::Document;
use crate::render::html::axes_map::{letter, picture};
use crate::render::web::MAP_STYLE;
use crate::render::web::axes_map::{HEIGHT, WIDTH, dots};
use crate::render::web::writer::Writer;
use crate::report::{AxesMap, Report};

const LINE: f64 = 16.0;
/// A line of the key has so many letters.
const COLUMNS: usize = 62;

/// Returns the map with its colours by day and by night, a title, and its key.
pub fn map(report: &Report, map: &AxesMap) -> String {
    let mut writer = Writer::default();
    let mut y = HEIGHT + LINE;
    let ranked = |id: &String| report.ranking.iter().any(|ranked| ranked.architecture == *id);
    for (kind, architecture) in report.architectures.iter().enumerate().filter(|(_, a)| ranked(&a.id)) {
        let class = format!("firm {}", dots::class(kind));
        writer.outline(&class, &format!("M8 {:.1}{}", y - 4.0, dots::dot(kind)));
        writer.text("", (20.0, y), &architecture.name);
        y += LINE;
    }
    for text in words(report, map) {
        for line in textwrap::wrap(&text, COLUMNS) {
            writer.text("", (2.0, y), &line);
            y += LINE;
        }
    }
    let title = report.title.as_deref().unwrap_or("Architecture recommendation");
    let document = Document {
        class: "map",
        title: &format!("{title}: {}", report.verdict.headline),
        words: None,
        rules: MAP_STYLE,
        place: [-8.0, -8.0, WIDTH + 16.0, y + 8.0],
        shapes: &(picture(report, map).shapes() + &writer.finish()),
    };
    document.svg()
}

/// Returns what the signs of the map mean, a sentence each.
fn words(report: &Report, map: &AxesMap) -> Vec<String> {
    let mut words = vec![format!("The diamond is the system as answered: {}.", report.verdict.headline)];
    if !map.completions.is_empty() {
        words.push("A small mark is a plausible way to answer what is open.".to_owned());
    }
    words.push(format!("In the grey cross a lead is under {} points: a close call.", map.close_call));
    let change = |(number, (said, _)): (usize, &(String, _))| format!("{number}: {said}");
    words.extend((1..).zip(&map.changes).map(change));
    let parts = map.parts.iter().enumerate();
    words.extend(parts.map(|(at, (name, _))| format!("{}: {name}", letter(at))));
    words
}
