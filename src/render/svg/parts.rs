//! The picture of the parts: boxes and lines where they are few, a table of dots where they are many.

use textwrap::core::display_width;

use super::document::Document;
use crate::render::diagram::matrix::{Cell, Matrix};
use crate::render::diagram::picture::{FONT, MARK_RADIUS, Picture, Room, Text};
use crate::render::diagram::{BoxGroup, Diagram, LinkKind, Role, layout};
use crate::render::escape::{one_line, shortened};
use crate::render::web::axes_map::dots::class;
use crate::render::web::writer::Writer;
use crate::report::Report;
use crate::rulebook::Shape;

/// The rules of the picture, here and in a page.
pub(super) const RULES: &str = include_str!("../templates/sketch.css");

/// The size of a cell of the table, and of what stands around it.
const CELL: f64 = 24.0;
const HEAD_LETTERS: usize = 20;
const SMALL_CHARACTER: f64 = 7.0;
const SMALL_LINE: f64 = 17.0;

/// Returns the picture of the parts as a file of its own: with its colours by day and by night, a title,
/// what it shows in words, and below it what its signs mean. `None` if there is nothing to draw.
pub fn parts(report: &Report) -> Option<String> {
    let diagram = Diagram::of(report)?;
    let (mut writer, width, height, mut words) = if diagram.is_crowded() {
        let matrix = Matrix::of(&diagram);
        let (writer, width, height) = dots(&matrix);
        (writer, width, height, vec![matrix_caption(&matrix)])
    } else {
        let picture = layout::picture(&diagram, Room::Wide);
        let mut writer = Writer::default();
        draw(&mut writer, &picture);
        (writer, picture.width, picture.height, vec![caption(&diagram)])
    };
    words.extend(warnings(report));
    let mut y = height + 24.0;
    for text in &words {
        let columns = ((width - 8.0) / SMALL_CHARACTER) as usize;
        for line in textwrap::wrap(text, columns.max(20)) {
            writer.text("small", (2.0, y), &line);
            y += SMALL_LINE;
        }
        y += 5.0;
    }
    let title = report.title.as_deref().unwrap_or("Architecture recommendation");
    let document = Document {
        class: "sketch",
        title: &format!("The parts of {title}"),
        words: Some(&in_words(report, &diagram)),
        rules: RULES,
        place: [-16.0, -16.0, width + 32.0, y + 24.0],
        shapes: &writer.finish(),
    };
    Some(document.svg())
}

/// Returns what stands inside the `svg` element of a page.
pub(in crate::render) fn drawing(picture: &Picture) -> String {
    let mut writer = Writer::default();
    draw(&mut writer, picture);
    writer.finish()
}

fn draw(writer: &mut Writer, picture: &Picture) {
    for frame in &picture.frames {
        let shape = match frame.shape {
            Shape::Copies => "copies",
            Shape::Apart => "apart",
            Shape::Together => "together",
        };
        let backbone = if frame.role == Role::Backbone { " backbone" } else { "" };
        let class = format!("frame {} {shape}{backbone}", class(frame.kind));
        let rect = frame.rect;
        writer.rect(&class, (rect.x, rect.y), (rect.width, rect.height), 10.0);
        for column in &frame.columns {
            writer.rect("column", (column.x, column.y), (column.width, column.height), 6.0);
        }
    }
    for standing in &picture.standing {
        let (from, to) = (standing.from, standing.to);
        writer.path("standing", &[from, to]);
        writer.path("standing", &[(to.0 - 5.0, to.1 - 8.0), to, (to.0 + 5.0, to.1 - 8.0)]);
        text(writer, "small", &standing.label);
    }
    for line in &picture.lines {
        writer.path(line_class(line.kind), &line.points);
    }
    for frame in &picture.frames {
        frame.title.iter().for_each(|line| text(writer, "title", line));
    }
    for named in &picture.boxes {
        let rect = named.rect;
        writer.rect("box", (rect.x, rect.y), (rect.width, rect.height), 6.0);
        named.name.iter().for_each(|line| text(writer, "name", line));
    }
    for line in &picture.lines {
        let LinkKind::Warned(number) = line.kind else { continue };
        for (x, y) in &line.marks {
            writer.circle("mark", (*x, *y), MARK_RADIUS);
            writer.text("mark middle", (*x, *y + 4.5), &number.to_string());
        }
    }
}

fn line_class(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Inside => "line inside",
        LinkKind::Seam => "line seam",
        LinkKind::Warned(_) => "line warned",
    }
}

fn text(writer: &mut Writer, class: &str, text: &Text) {
    let class = if text.centred { format!("{class} middle") } else { class.to_owned() };
    writer.text(&class, text.at, &text.text);
}

/// Draws the table and returns its size.
fn dots(matrix: &Matrix) -> (Writer, f64, f64) {
    let mut writer = Writer::default();
    let rows = || matrix.blocks.iter().flat_map(|block| &block.rows);
    let count = rows().count();
    let letters = |text: &str| (display_width(text) as f64 + 1.0) * 7.6;
    let names: Vec<String> = rows().map(|row| shortened(&one_line(&row.name), HEAD_LETTERS)).collect();
    let widest = names.iter().map(|name| letters(name)).fold(0.0, f64::max);
    let titles = matrix.blocks.iter().map(|block| display_width(&block.title) as f64 * 8.0 + 24.0);
    let (left, top) = (widest + 8.0, widest + 4.0);
    let mut y = top;
    let mut done = 0;
    let mut at = 0;
    for block in &matrix.blocks {
        let class = class(block.kind);
        writer.rect(&format!("swatch {class}"), (0.0, y + 8.0), (10.0, 10.0), 2.0);
        writer.text("title", (16.0, y + 18.0), &block.title);
        y += CELL + 2.0;
        let size = block.rows.len() as f64 * CELL;
        writer.rect(&format!("block {class}"), (left + done as f64 * CELL, y), (size, size), 0.0);
        for row in &block.rows {
            writer.text("name end", (left - 8.0, y + 16.5), &names[at]);
            for (column, cell) in row.cells.iter().enumerate() {
                let (x, middle) = (left + column as f64 * CELL, y + CELL / 2.0);
                writer.rect("cell", (x, y), (CELL, CELL), 0.0);
                match cell {
                    Cell::Same => {
                        writer.rect(
                            &format!("same {class}"),
                            (x + 4.0, y + 4.0),
                            (CELL - 8.0, CELL - 8.0),
                            3.0,
                        );
                    }
                    Cell::Nothing { .. } => {}
                    Cell::Link { .. } => writer.circle("dot", (x + CELL / 2.0, middle), 4.0),
                    Cell::Warned { number } => {
                        writer.circle("mark", (x + CELL / 2.0, middle), MARK_RADIUS + 1.0);
                        writer.text("mark middle", (x + CELL / 2.0, middle + 4.5), &number.to_string());
                    }
                }
            }
            y += CELL;
            at += 1;
        }
        done += block.rows.len();
    }
    for (at, name) in names.iter().enumerate() {
        writer.upwards("name", (left + at as f64 * CELL + CELL / 2.0 + FONT * 0.35, top - 2.0), name);
    }
    let width = (left + count as f64 * CELL).max(titles.fold(0.0, f64::max)).max(360.0);
    (writer, width + 1.0, y + 1.0)
}

/// Says what the signs of the sketch mean, those that it has.
pub(in crate::render) fn caption(diagram: &Diagram) -> String {
    let groups = || diagram.groups.iter();
    let mut said = Vec::new();
    if groups().any(|group| group.role == Role::Backbone) {
        said.push("The thick frame is the backbone, which carries what stands above it.".to_owned());
    }
    if let Some(each) = groups().find_map(BoxGroup::each_copy) {
        said.push(format!("What lies across the columns runs in {each}."));
    }
    let has = |shape: Shape| groups().any(|group| group.shape == shape && group.boxes.len() > 1);
    match (has(Shape::Apart), has(Shape::Together)) {
        (true, true) => {
            said.push("Parts in a dashed frame stand apart, those in a solid one together.".to_owned())
        }
        (true, false) => said.push("Parts in a dashed frame stand apart.".to_owned()),
        _ => {}
    }
    let is_warned = |kind| matches!(kind, LinkKind::Warned(_));
    if !diagram.links.is_empty() {
        said.push("A line joins parts that exchange data.".to_owned());
    }
    if diagram.links.iter().any(|link| is_warned(link.kind)) {
        said.push(
            "A dashed line with a number is a seam to watch: the warning of that number says why.".to_owned(),
        );
    }
    said.join(" ")
}

/// Says what the signs of the table mean, those that it has.
pub(in crate::render) fn matrix_caption(matrix: &Matrix) -> String {
    let mut said = Vec::new();
    if matrix.linked {
        said.push("A dot marks two parts that exchange data.");
    }
    if matrix.warned {
        said.push("A number marks a seam to watch: the warning of that number says why.");
    }
    if !matrix.linked && !matrix.warned {
        said.push("No two of these parts exchange data.");
    }
    said.push("Parts on the same architecture stand together, in a shaded block.");
    let mut said = said.join(" ");
    if matrix.more > 0 {
        said.push_str(&format!(" {} more parts, those with the fewest links, are left out.", matrix.more));
    }
    said
}

/// Returns each warning once, after the numbers of its seams.
fn warnings(report: &Report) -> Vec<String> {
    let notes = report.blueprint.iter().flat_map(|blueprint| blueprint.seam_notes());
    notes
        .map(|note| {
            let numbers: Vec<String> = note.at.iter().map(|at| at.number.to_string()).collect();
            format!("{}: {}", numbers.join(", "), note.warning.message)
        })
        .collect()
}

/// Returns what the picture shows in words.
fn in_words(report: &Report, diagram: &Diagram) -> String {
    let mut said: Vec<String> =
        report.blueprint.iter().map(|blueprint| format!("{}.", blueprint.headline)).collect();
    let pairs: Vec<String> = diagram
        .links
        .iter()
        .map(|link| {
            let number = match link.kind {
                LinkKind::Warned(number) => format!(" (warning {number})"),
                LinkKind::Inside | LinkKind::Seam => String::new(),
            };
            format!("{} with {}{number}", diagram.name(link.from), diagram.name(link.to))
        })
        .collect();
    if !pairs.is_empty() {
        said.push(format!("Data is exchanged by {}.", pairs.join("; ")));
    }
    said.join(" ")
}
