//! The picture of the parts in the page: a sketch for each width of a screen, or a matrix where they are
//! many.

use serde::Serialize;

use crate::render::diagram::matrix::Matrix;
use crate::render::diagram::picture::Room;
use crate::render::diagram::{Diagram, layout, mermaid};
use crate::render::svg;
use crate::report::Report;

#[derive(Serialize)]
pub(super) struct Sketch {
    /// The same sketch in two widths, of which the screen shows one; none beside a matrix.
    drawn: Vec<Drawn>,
    matrix: Option<Matrix>,
    /// How many parts the matrix has.
    columns: usize,
    /// What the signs mean.
    caption: String,
    /// The source of the sketch for Mermaid; `None` if it would be too large.
    mermaid: Option<String>,
}

#[derive(Serialize)]
struct Drawn {
    /// `wide` or `narrow`.
    room: &'static str,
    width: f64,
    height: f64,
    /// What stands inside the `svg` element, escaped.
    svg: String,
}

pub(super) fn sketch(report: &Report) -> Option<Sketch> {
    let diagram = Diagram::of(report)?;
    let mermaid = mermaid::mermaid(report);
    if diagram.is_crowded() {
        let matrix = Matrix::of(&diagram);
        let columns = matrix.blocks.iter().map(|block| block.rows.len()).sum();
        let caption = svg::matrix_caption(&matrix);
        return Some(Sketch { drawn: Vec::new(), matrix: Some(matrix), columns, caption, mermaid });
    }
    let draw = |(room, of): (&'static str, Room)| {
        let picture = layout::picture(&diagram, of);
        Drawn { room, width: picture.width, height: picture.height, svg: svg::drawing(&picture) }
    };
    let drawn = [("wide", Room::Wide), ("narrow", Room::Narrow)].map(draw);
    Some(Sketch { drawn: drawn.into(), matrix: None, columns: 0, caption: svg::caption(&diagram), mermaid })
}
