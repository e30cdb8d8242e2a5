//! The map of two axes as a picture: a square whose corners are the sides of the axes, with a mark for each
//! place. The words that the rulebook gives are escaped; all else are numbers.

pub(crate) mod dots;
mod frame;
mod picture;
mod placing;
mod scale;
mod square;

use std::collections::BTreeMap;

use super::writer::{Writer, label};
use crate::engine::AxisLead;
use dots::{class, dot};
pub(crate) use picture::{AxesPicture, Mark, MarkShape};
use placing::Placing;
use scale::Scale;
pub(crate) use square::{HEIGHT, WIDTH};
use square::{LEFT, SIDE, TOP};

/// A place in units of the picture.
type Place = (f64, f64);

impl AxesPicture {
    /// Returns the picture as an element of SVG, whose class names the style sheet of the map knows.
    pub(crate) fn svg(&self) -> String {
        let (label, shapes) = (label(&self.label), self.shapes());
        format!(
            "<svg class=\"axes-map\" viewBox=\"0 0 {WIDTH} {HEIGHT}\" role=\"img\" aria-label=\"{label}\">{shapes}</svg>"
        )
    }

    /// Returns whether some mark stands on the rim, where one side of an axis has no candidate.
    pub(crate) fn has_edges(&self) -> bool {
        self.marks.iter().flat_map(|mark| mark.leads).any(|lead| matches!(lead, AxisLead::Only(_)))
    }

    /// Returns what stands inside of that element.
    pub(crate) fn shapes(&self) -> String {
        let scale = Scale::of(self);
        let mut out = Writer::default();
        self.frame(&mut out, &scale);
        self.clouds(&mut out, &scale);
        self.marks(&mut out, &scale);
        out.finish()
    }

    /// Draws the small dots: one path for each architecture, each place once.
    fn clouds(&self, out: &mut Writer, scale: &Scale) {
        let mut clouds: BTreeMap<usize, Vec<(i64, i64)>> = BTreeMap::new();
        for mark in self.marks.iter().filter(|mark| mark.shape == MarkShape::Cloud) {
            if let Some(((x, y), kind)) = scale.place(mark.leads).zip(mark.kind) {
                let places = clouds.entry(kind).or_default();
                let place = (x.round() as i64, y.round() as i64);
                if !places.contains(&place) {
                    places.push(place);
                }
            }
        }
        for (kind, places) in clouds {
            let d: String = places.iter().map(|(x, y)| format!("M{x} {y}{}", dot(kind))).collect();
            out.outline(&format!("cloud {}", class(kind)), &d);
        }
    }

    fn marks(&self, out: &mut Writer, scale: &Scale) {
        let now = self.marks.iter().find(|mark| mark.shape == MarkShape::Now);
        let now = now.and_then(|mark| scale.place(mark.leads));
        let mut placing = Placing::within(LEFT, TOP, SIDE);
        placing.take(now);
        for mark in &self.marks {
            if let Some(place) = scale.place(mark.leads) {
                mark.draw(out, place, now, &mut placing);
            }
        }
    }
}

impl Mark {
    fn draw(&self, out: &mut Writer, place: Place, now: Option<Place>, placing: &mut Placing) {
        let (x, y) = place;
        let kind = self.kind.map_or(String::new(), class);
        let figure = format!("M{x:.1} {y:.1}{}", dot(self.kind.unwrap_or_default()));
        match &self.shape {
            MarkShape::Cloud => {}
            MarkShape::System { firm, name } => {
                let how = if *firm { "firm" } else { "unsure" };
                out.named_outline(&format!("{how} {kind}"), &figure, name);
            }
            MarkShape::Part(letter) => {
                out.outline(&format!("part {kind}"), &figure);
                let (x, y) = placing.beside(place, 12.0);
                out.text("letter", (x, y + 4.0), letter);
            }
            MarkShape::Change(number) => {
                now.iter().for_each(|now| arrow(out, *now, place));
                let badge = placing.beside(place, 17.0);
                out.circle("badge", badge, 8.0);
                out.text("number", (badge.0, badge.1 + 4.0), &number.to_string());
            }
            MarkShape::Now => out.outline("now", &format!("M{x:.1} {:.1}l9 9-9 9-9-9Z", y - 9.0)),
        }
    }
}

/// Draws a line that ends in a head.
fn arrow(out: &mut Writer, (x, y): Place, (to_x, to_y): Place) {
    let (dx, dy) = (to_x - x, to_y - y);
    let length = dx.hypot(dy);
    // A change that keeps the place has no direction.
    if length < 18.0 {
        return;
    }
    let (ux, uy) = (dx / length, dy / length);
    let (base_x, base_y) = (to_x - 8.0 * ux, to_y - 8.0 * uy);
    let start = format!("M{:.1} {:.1}", x + 10.0 * ux, y + 10.0 * uy);
    out.outline("arrow", &format!("{start}L{base_x:.1} {base_y:.1}"));
    let corner = |side: f64| format!("L{:.1} {:.1}", base_x - side * uy, base_y + side * ux);
    out.outline("head", &format!("M{to_x:.1} {to_y:.1}{}{}Z", corner(4.0), corner(-4.0)));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rulebook::Side;

    fn picture(leads: Vec<[AxisLead; 2]>) -> AxesPicture {
        let marks = leads.into_iter().map(|leads| Mark {
            leads,
            kind: Some(0),
            shape: MarkShape::Part("a".to_owned()),
        });
        AxesPicture { close_call: 6, marks: marks.collect(), ..AxesPicture::default() }
    }

    #[test]
    fn every_place_lies_within_the_square_and_on_its_side_of_the_middle() {
        use AxisLead::{Only, Points};
        let leads =
            vec![[Points(-120), Points(3)], [Points(7), Only(Side::High)], [Only(Side::Low), Points(0)]];
        let picture = picture(leads);
        let scale = Scale::of(&picture);
        for mark in &picture.marks {
            let (x, y) = scale.place(mark.leads).unwrap();
            assert!((LEFT..=LEFT + SIDE).contains(&x) && (TOP..=TOP + SIDE).contains(&y), "{mark:?}");
            let side = |lead| match lead {
                Points(points) => points.signum(),
                Only(Side::High) => 1,
                _ => -1,
            };
            assert_eq!((x - scale.x(0)).partial_cmp(&0.0), Some(side(mark.leads[0]).cmp(&0)));
            assert_eq!((scale.y(0) - y).partial_cmp(&0.0), Some(side(mark.leads[1]).cmp(&0)));
        }
        assert_eq!(scale.place([AxisLead::Nobody; 2]), None);
    }

    #[test]
    fn words_of_a_rulebook_are_text() {
        let hostile = "</svg><script>".to_owned();
        let mut picture = picture(Vec::new());
        picture.label = hostile.clone();
        picture.asks = [hostile.clone(), hostile.clone()];
        picture.corners = vec![([Side::High, Side::Low], vec![hostile.clone()], Some(3))];
        picture.marks = vec![Mark {
            leads: [AxisLead::Points(1); 2],
            kind: None,
            shape: MarkShape::System { firm: true, name: hostile },
        }];
        let svg = picture.svg();
        assert!(!svg.contains("<script") && svg.matches("</svg>").count() == 1, "{svg}");
    }
}
