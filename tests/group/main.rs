//! What a group is told, against the enumeration of all ways to settle what it disagrees on: over thousands
//! of random rulebooks and three random people each.
#![allow(clippy::panic, clippy::unwrap_used)]

#[allow(dead_code)]
#[path = "../exact/spec.rs"]
mod spec;

mod enumeration;
mod files;
mod people;
mod program;

use std::collections::BTreeSet;

use archwise::engine::{Effort, Outcome, Settlement, WeightRange, keeps_its_leader};
use archwise::rulebook::ArchitectureId;
use enumeration::{Enumeration, outcome};
use people::{Meeting, effort};

const MEETINGS: u64 = 2_500;

fn each_meeting(mut check: impl FnMut(&Meeting, &Settlement, &Enumeration, u64)) {
    for seed in 0..MEETINGS {
        let meeting = Meeting::new(seed);
        let settlement = Settlement::of(&meeting.problem(), &meeting.disputed, &effort());
        check(&meeting, &settlement, &Enumeration::of(&meeting), seed);
    }
}

#[test]
fn decided_although_they_differ_is_what_the_enumeration_says() {
    let mut seen = [0; 2];
    each_meeting(|meeting, settlement, all, seed| {
        let outcomes: BTreeSet<&Outcome> = all.outcomes.values().collect();
        assert_eq!(settlement.decided, Some(outcomes.len() == 1), "seed {seed}");
        assert_eq!(settlement.outcome.is_some(), outcomes.len() == 1, "seed {seed}");
        assert!(settlement.outcome.iter().all(|one| outcomes.contains(one)), "seed {seed}");
        assert_eq!(settlement.ways, all.outcomes.len() as u128, "seed {seed}");
        seen[usize::from(outcomes.len() == 1)] += u32::from(!meeting.disputed.is_empty());
    });
    assert!(seen.iter().all(|count| *count > 300), "{seen:?}");
}

#[test]
fn a_dispute_matters_exactly_if_two_ways_that_differ_only_in_it_come_to_something_else() {
    let mut seen = [0; 2];
    each_meeting(|meeting, settlement, all, seed| {
        let disputed: Vec<_> = settlement.disputes.iter().map(|dispute| dispute.variable).collect();
        assert_eq!(disputed, meeting.disputed, "seed {seed}");
        for dispute in &settlement.disputes {
            let decides = all.decides(dispute.variable);
            assert_eq!(dispute.matters, Some(decides > 0), "seed {seed}: {dispute:?}");
            assert_eq!(dispute.decides.count, decides, "seed {seed}: {dispute:?}");
            assert!(dispute.decides.exact);
            seen[usize::from(decides > 0)] += 1;
        }
    });
    assert!(seen.iter().all(|count| *count > 500), "{seen:?}");
}

#[test]
fn who_leads_in_how_many_ways_is_counted_in_all_and_for_each_option() {
    each_meeting(|_, settlement, all, seed| {
        for (leader, portion) in &settlement.leads {
            assert_eq!(portion.count, all.led_by(*leader, |_| true), "seed {seed}");
            assert_eq!((portion.of, portion.exact), (settlement.ways, true), "seed {seed}");
        }
        assert_eq!(settlement.leads.iter().map(|(_, portion)| portion.count).sum::<u128>(), settlement.ways);
        for dispute in &settlement.disputes {
            for (option, leads) in &dispute.choices {
                for (leader, portion) in leads {
                    let with = |way: &[usize]| way[all.place(dispute.variable)] == *option;
                    assert_eq!(portion.count, all.led_by(*leader, with), "seed {seed}");
                }
                let total: u128 = leads.iter().map(|(_, portion)| portion.count).sum();
                assert_eq!(total, dispute.decides.of, "seed {seed}");
            }
        }
    });
}

#[test]
fn the_smallest_sets_are_enough_and_no_smaller_one_is() {
    let mut sizes = [0; 4];
    each_meeting(|_, settlement, all, seed| {
        let leaders: BTreeSet<ArchitectureId> =
            all.outcomes.values().filter_map(|outcome| outcome.leader).collect();
        let named: BTreeSet<ArchitectureId> =
            settlement.winners.iter().map(|winner| winner.architecture).collect();
        assert_eq!(named, leaders, "seed {seed}");
        for winner in &settlement.winners {
            let smallest = all.smallest(winner.architecture);
            assert!(!winner.needs.is_empty(), "seed {seed}: {winner:?}");
            for needs in &winner.needs {
                assert!(all.is_enough(needs, winner.architecture), "seed {seed}: {winner:?}");
                assert_eq!(needs.len(), smallest, "seed {seed}: {winner:?}");
            }
            sizes[smallest.min(3)] += 1;
        }
    });
    assert!(sizes.iter().all(|count| *count > 20), "{sizes:?}");
}

#[test]
fn past_its_nodes_nothing_is_claimed_that_the_enumeration_denies() {
    let mut unproven = [0; 2];
    for seed in 0..MEETINGS {
        let meeting = Meeting::new(seed);
        let hasty = Effort { nodes: 3, ..effort() };
        let settlement = Settlement::of(&meeting.problem(), &meeting.disputed, &hasty);
        let all = Enumeration::with(&meeting, &hasty);
        let outcomes: BTreeSet<&Outcome> = all.outcomes.values().collect();
        assert!(settlement.decided.is_none_or(|decided| decided == (outcomes.len() == 1)), "seed {seed}");
        unproven[0] += u32::from(settlement.decided.is_none());
        for dispute in &settlement.disputes {
            let decides = all.decides(dispute.variable);
            assert!(dispute.matters.is_none_or(|matters| matters == (decides > 0)), "seed {seed}");
            assert!(!dispute.decides.exact || dispute.decides.count == decides, "seed {seed}");
            unproven[1] += u32::from(dispute.matters.is_none());
        }
        for winner in &settlement.winners {
            let mut needs = winner.needs.iter();
            assert!(needs.all(|needs| all.is_enough(needs, winner.architecture)), "seed {seed}");
        }
    }
    assert!(unproven.iter().all(|count| *count > 5), "{unproven:?}");
}

#[test]
fn a_leader_that_stands_for_all_weights_between_does_so_for_each_weighting() {
    let mut seen = [0; 3];
    for seed in 0..MEETINGS {
        let meeting = Meeting::new(seed);
        let range = WeightRange::spanned(meeting.weights.iter()).unwrap();
        for (sets, weights) in meeting.people.iter().zip(&meeting.weights) {
            let problem = meeting.problem_of(sets.clone(), weights.clone());
            let leader = outcome(&problem, &effort()).leader;
            let same = enumeration::weightings(&range).all(|weights| {
                outcome(&meeting.problem_of(sets.clone(), weights), &effort()).leader == leader
            });
            let found = keeps_its_leader(&problem, &range, &effort());
            assert!(found.is_none_or(|found| found == same), "seed {seed}: {found:?}");
            seen[found.map_or(2, usize::from)] += 1;
        }
    }
    assert!(seen[0] > 300 && seen[1] > 1_000, "{seen:?}");
    assert!(seen[2] == 0, "too little is proven: {seen:?}");
}

#[test]
fn what_is_settled_for_all_weights_is_so_for_each_weighting_and_every_way() {
    let mut seen = [0; 3];
    each_meeting(|meeting, settlement, _, seed| {
        let Some(outcome) = &settlement.outcome else { return };
        let range = WeightRange::spanned(meeting.weights.iter()).unwrap();
        let found = settlement.keeps_its_leader(&meeting.problem(), &range, &effort());
        let same = enumeration::weightings(&range).all(|weights| {
            let all = Enumeration::weighed(meeting, weights, &effort());
            all.outcomes.values().all(|there| there.leader == outcome.leader)
        });
        assert!(found.is_none_or(|found| found == same), "seed {seed}: {found:?}");
        seen[found.map_or(2, usize::from)] += 1;
    });
    assert!(seen[0] > 100 && seen[1] > 200, "{seen:?}");
    assert!(seen[2] == 0, "too little is proven: {seen:?}");
}
