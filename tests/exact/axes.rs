//! Axes and likely verdicts against brute force.

use archwise::engine::{AxisVerdict, Status};
use archwise::rulebook::{ArchitectureSet, AxisId, Side};

use super::brute::Brute;
use super::case::{CASES, Case};
use super::spec::Axis;

/// What brute force says of an axis.
struct Expected {
    status: Status,
    side: Option<Side>,
    margin: Option<i32>,
    least: Option<i32>,
    settled: bool,
    share: f64,
}

impl Axis {
    pub fn side(&self, side: Side) -> &[usize] {
        match side {
            Side::High => &self.high,
            Side::Low => &self.low,
        }
    }

    fn side_of(&self, architecture: usize) -> Option<Side> {
        Side::ALL.into_iter().find(|&side| self.side(side).contains(&architecture))
    }

    pub fn among(&self, among: ArchitectureSet) -> ArchitectureSet {
        let placed: ArchitectureSet = self.high.iter().chain(&self.low).map(|&a| a.into()).collect();
        among.intersection(placed)
    }
}

fn expected(case: &Case, axis: &Axis) -> Expected {
    let brute = case.brute_among(axis.among(case.among));
    let side_of = |winner: &Option<usize>| winner.and_then(|winner| axis.side_of(winner));
    let sides: std::collections::BTreeSet<_> =
        brute.outcomes().iter().map(|w| side_of(w).map(Side::word)).collect();
    let settled = sides.len() == 1;
    let Some(leader) = brute.named() else {
        return Expected { status: Status::None, side: None, margin: None, least: None, settled, share: 0.0 };
    };
    let side = axis.side_of(leader).unwrap();
    let rivals = axis.side(side.other());
    let rival = rivals.iter().filter(|&&a| brute.stands(a)).map(|&a| brute.held(a)).max();
    let margin = rival.map(|rival| brute.held(leader) - rival);
    let least = settled.then(|| brute.least_side_lead(axis.side(side), rivals)).flatten();
    let share = brute.share_of(|winner| side_of(&winner) == Some(side));
    let close_call = case.spec.close_call;
    let clear = margin.is_none_or(|margin| margin >= close_call);
    let status = match settled {
        true if least.is_some_and(|least| least < close_call) => Status::Close,
        true => Status::Decided,
        false if clear && is_likely(case, share) => Status::Likely,
        false => Status::Open,
    };
    Expected { status, side: Some(side), margin, least, settled, share }
}

fn is_likely(case: &Case, share: f64) -> bool {
    share * 100.0 >= f64::from(case.spec.likely)
}

/// A share that rounding could put on either side of the bound says nothing.
fn on_the_edge(case: &Case, share: f64) -> bool {
    (share * 100.0 - f64::from(case.spec.likely)).abs() < 1e-6
}

#[test]
fn the_verdict_on_each_axis_is_that_of_brute_force() {
    let mut seen = [0; 5];
    for (seed, (case, analysis)) in CASES.iter().enumerate() {
        for (at, axis) in case.spec.axes.iter().enumerate() {
            let expected = expected(case, axis);
            let verdict: &AxisVerdict = &analysis.verdict.axes[AxisId::from(at)];
            assert_eq!(verdict.side, expected.side, "seed {seed}, axis {at}");
            assert_eq!(verdict.margin, expected.margin, "seed {seed}, axis {at}");
            assert_eq!(verdict.settled, Some(expected.settled), "seed {seed}, axis {at}");
            assert_eq!(verdict.least_margin, expected.least, "seed {seed}, axis {at}");
            let share = analysis.axes[AxisId::from(at)].share;
            assert!(
                (share - expected.share).abs() < 1e-9,
                "seed {seed}, axis {at}: {share} {}",
                expected.share
            );
            if !on_the_edge(case, share) {
                assert_eq!(verdict.status, expected.status, "seed {seed}, axis {at}");
            }
            seen[expected.status as usize] += 1;
        }
    }
    assert!(seen.iter().all(|count| *count > 20), "every status must have been met: {seen:?}");
}

/// What brute force says of the whole, where some open answer changes the winner.
pub fn likely(case: &Case, brute: &Brute<'_>, leader: usize) -> Option<bool> {
    let expected: Vec<Expected> = case.spec.axes.iter().map(|axis| expected(case, axis)).collect();
    let sides = |a: usize| case.spec.axes.iter().map(move |axis| axis.side_of(a)).collect::<Vec<_>>();
    let placed = |a: usize| !case.spec.axes.is_empty() && sides(a).iter().all(Option::is_some);
    let apart = |a: usize| a == leader || sides(a) != sides(leader);
    if case.among.iter().map(usize::from).all(|a| placed(a) && apart(a)) {
        let share = |e: &Expected| matches!(e.status, Status::Likely | Status::Open).then_some(e.share);
        if expected.iter().filter_map(share).any(|share| on_the_edge(case, share)) {
            return None;
        }
        return Some(expected.iter().all(|e| e.status.is_proven() || e.status == Status::Likely));
    }
    let second = case.among.iter().map(usize::from).filter(|&a| a != leader && brute.stands(a));
    let margin = second.map(|a| brute.held(leader) - brute.held(a)).min();
    let share = brute.share(Some(leader));
    let clear = margin.is_none_or(|margin| margin >= case.spec.close_call);
    (!on_the_edge(case, share)).then(|| clear && is_likely(case, share))
}
