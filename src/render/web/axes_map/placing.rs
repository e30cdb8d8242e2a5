//! Finds a free place for a small label beside a mark.

/// The least distance between the middles of two labels.
const APART: f64 = 17.0;

/// How many distances are tried, and how many directions at each.
const RINGS: u32 = 8;
const DIRECTIONS: u32 = 24;

/// The places that are taken.
pub(crate) struct Placing {
    left: f64,
    top: f64,
    side: f64,
    taken: Vec<(f64, f64)>,
}

impl Placing {
    /// Places labels within a square.
    pub(crate) fn within(left: f64, top: f64, side: f64) -> Self {
        Self { left, top, side, taken: Vec::new() }
    }

    /// Keeps labels away from a place.
    pub(crate) fn take(&mut self, place: Option<(f64, f64)>) {
        self.taken.extend(place);
    }

    /// Returns a place beside a mark that no other label has: as near as there is one, clockwise from the
    /// right above.
    pub(crate) fn beside(&mut self, (x, y): (f64, f64), distance: f64) -> (f64, f64) {
        let rings = (0..RINGS).map(|ring| distance + APART * f64::from(ring));
        let around = |far: f64| {
            (0..DIRECTIONS).map(move |step| {
                let angle = std::f64::consts::TAU * (f64::from(step) / f64::from(DIRECTIONS) - 0.125);
                (x + far * angle.cos(), y + far * angle.sin())
            })
        };
        let place = rings.flat_map(around).find(|place| self.is_free(*place)).unwrap_or((x, y));
        self.taken.push(place);
        place
    }

    fn is_free(&self, (x, y): (f64, f64)) -> bool {
        let inside = |value: f64, start: f64| (start + 9.0..=start + self.side - 9.0).contains(&value);
        let far = |taken: &(f64, f64)| (taken.0 - x).hypot(taken.1 - y) >= APART;
        inside(x, self.left) && inside(y, self.top) && self.taken.iter().all(far)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_of_marks_at_one_place_do_not_cover_each_other() {
        let mut placing = Placing::within(0.0, 0.0, 300.0);
        placing.take(Some((5.0, 5.0)));
        let places: Vec<(f64, f64)> = (0..20).map(|_| placing.beside((5.0, 5.0), 12.0)).collect();
        for (at, a) in places.iter().enumerate() {
            assert!(places[..at].iter().all(|b| (a.0 - b.0).hypot(a.1 - b.1) >= APART), "{places:?}");
        }
    }
}
