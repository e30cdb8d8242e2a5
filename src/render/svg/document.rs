//! A picture as a file of its own.

use super::style::style;
use crate::render::web::writer::label;

/// What makes a drawing a file.
pub(super) struct Document<'a> {
    /// The class by which the rules know it.
    pub class: &'a str,
    pub title: &'a str,
    /// What it shows in words, if the title does not say it.
    pub words: Option<&'a str>,
    /// The rules of its style, with the variables of a page.
    pub rules: &'a str,
    /// The upper left corner, and the width and height, in units of the drawing.
    pub place: [f64; 4],
    pub shapes: &'a str,
}

impl Document<'_> {
    /// Returns the file, on paper of the colour of a page.
    pub(super) fn svg(&self) -> String {
        let Self { class, shapes, place: [x, y, width, height], .. } = self;
        let (title, style) = (label(self.title), style(self.rules));
        let words = self.words.map(|words| format!("<desc>{}</desc>\n", label(words))).unwrap_or_default();
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"{class}\" role=\"img\" width=\"{width:.0}\" \
             height=\"{height:.0}\" viewBox=\"{x:.0} {y:.0} {width:.0} {height:.0}\">\n<title>{title}</title>\n\
             {words}<style>{style}</style>\n<rect class=\"paper\" x=\"{x:.0}\" y=\"{y:.0}\" \
             width=\"{width:.0}\" height=\"{height:.0}\"/>\n{shapes}</svg>\n"
        )
    }
}
