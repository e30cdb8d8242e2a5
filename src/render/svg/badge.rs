//! The verdict as a badge for a README: who leads, and how firm that is.

use textwrap::core::display_width;

use crate::engine::Status;
use crate::render::web::writer::{Writer, label};
use crate::report::Report;

const LABEL: &str = "architecture";
const HEIGHT: f64 = 20.0;
/// About the width of a letter of 11 units; every text is stretched to what is laid out for it.
const LETTER: f64 = 6.6;
const PAD: f64 = 8.0;

/// Returns the badge. It has no dark colours of its own: it is dark by day as well.
pub fn badge(report: &Report) -> String {
    let leader = report.leader().map(|leader| leader.name.as_str());
    let verdict = match leader {
        Some(name) => {
            let assumed = if report.assumed().is_some() { ", on assumptions" } else { "" };
            format!("{name}, {}{assumed}", report.verdict.status.word())
        }
        None => "no candidate is possible".to_owned(),
    };
    let width = |text: &str| display_width(text) as f64 * LETTER;
    let (left, right) = (width(LABEL) + 2.0 * PAD, width(&verdict) + 2.0 * PAD);
    let mut writer = Writer::default();
    writer.rect("label", (0.0, 0.0), (left + 6.0, HEIGHT), 4.0);
    writer.rect("verdict", (left, 0.0), (right, HEIGHT), 4.0);
    writer.rect("verdict", (left, 0.0), (6.0, HEIGHT), 0.0);
    writer.text("text", (left / 2.0, 14.0), LABEL);
    writer.text("text", (left + right / 2.0, 14.0), &verdict);
    let title = label(&format!("{LABEL}: {verdict}"));
    let all = left + right;
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" role=\"img\" width=\"{all:.0}\" height=\"{HEIGHT:.0}\" \
         viewBox=\"0 0 {all:.1} {HEIGHT:.0}\">\n<title>{title}</title>\n<style>\
         .text {{ fill: #fff; font: 11px Verdana, Geneva, \"DejaVu Sans\", sans-serif; text-anchor: middle; }} \
         .label {{ fill: #3b434b; }} .verdict {{ fill: {}; }}</style>\n{}</svg>\n",
        colour(report.verdict.status),
        writer.finish()
    )
}

/// Returns a colour on which white is read easily.
fn colour(status: Status) -> &'static str {
    match status {
        Status::Decided | Status::Likely => "#1f5791",
        Status::Close => "#7a5a00",
        Status::Open => "#56616c",
        Status::None => "#a0480c",
    }
}
