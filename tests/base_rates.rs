//! The shares of the built-in rulebook are those of `docs/base-rates.md`, tempered as `docs/method.md` says.
#![allow(clippy::panic, clippy::unwrap_used)]

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use archwise::rulebook::condition::Condition;
use archwise::rulebook::{Kind, Question, Rulebook, Usual};

/// No share is under this percentage, nor above what it leaves of 100.
const FLOOR: f64 = 2.0;

/// Percentages by option.
type Shares = BTreeMap<String, f64>;

/// The rows of the two tables.
struct Found {
    /// By question the weight of the mean in percent, and the shares.
    general: BTreeMap<String, (u32, Shares)>,
    /// By question and condition.
    given: BTreeMap<(String, String), Shares>,
}

fn found() -> Found {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/base-rates.md");
    let text = std::fs::read_to_string(path).unwrap();
    let mut found = Found { general: BTreeMap::new(), given: BTreeMap::new() };
    let rows = text.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    for row in rows {
        let cells: Vec<&str> = row.split(" | ").collect();
        let [question, second, shares] = cells.as_slice() else { panic!("a row of three cells: {row}") };
        let read = |share: &str| {
            let (option, share) = share.rsplit_once(' ')?;
            Some((option.to_owned(), share.parse().ok()?))
        };
        // The other rows are heads, and what the grades mean.
        let Some(shares) = shares.split(", ").map(read).collect::<Option<Shares>>() else { continue };
        let weight = ["A", "B", "C", "D"].iter().position(|grade| grade == second);
        match weight.map(|grade| [10, 20, 35, 50][grade]) {
            Some(weight) => _ = found.general.insert((*question).to_owned(), (weight, shares)),
            None => _ = found.given.insert(((*question).to_owned(), (*second).to_owned()), shares),
        }
    }
    found
}

/// The shares before tempering of an entry: of the table, or combined from the parts of its condition.
fn raw(found: &Found, rulebook: &Rulebook, question: &Question, usual: &Usual) -> Shares {
    let (_, general) = &found.general[&question.id];
    let Some(when) = &usual.when else { return general.clone() };
    let row =
        |condition: &Condition| found.given.get(&(question.id.clone(), rulebook.condition_text(condition)));
    if let Some(row) = row(when) {
        return row.clone();
    }
    let Condition::All(parts) = when else { panic!("no row for {}", rulebook.condition_text(when)) };
    let given: Vec<&Shares> = parts.iter().map(|part| row(part).unwrap()).collect();
    let odds = |share: f64| share / (100.0 - share);
    let combined = |option: &String| {
        let base = odds(general[option]);
        let odds = given.iter().fold(base, |product, shares| product * odds(shares[option]) / base);
        (option.clone(), 100.0 * odds / (1.0 + odds))
    };
    let said = question.options.iter().zip(&usual.shares).filter(|(_, share)| share.is_some());
    said.map(|(choice, _)| combined(&choice.id)).collect()
}

/// The shares that the rulebook should have, in the order of the options.
fn tempered(found: &Found, question: &Question, raw: &Shares) -> Vec<Option<u32>> {
    let (weight, general) = &found.general[&question.id];
    let raw: Vec<Option<f64>> = question.options.iter().map(|choice| raw.get(&choice.id).copied()).collect();
    if question.kind != Kind::Multi {
        let raw: Vec<f64> = raw.into_iter().map(Option::unwrap).collect();
        return largest_remainders(*weight, &raw).into_iter().map(Some).collect();
    }
    let mean = general.values().sum::<f64>() / general.len() as f64;
    let temper = |share: f64| (f64::from(100 - weight) * share + f64::from(*weight) * mean) / 100.0;
    let whole = |share: f64| temper(share).round().clamp(FLOOR, 100.0 - FLOOR) as u32;
    raw.into_iter().map(|share| share.map(whole)).collect()
}

/// Whole percentages that add up to 100, in whole numbers all the way: of what is left over, the largest
/// remainders get one each, and of equal ones those of the rarer options.
fn largest_remainders(weight: u32, raw: &[f64]) -> Vec<u32> {
    let count = raw.len() as u32;
    let tenths = raw.iter().map(|share| (share * 10.0).round() as u32);
    let parts: Vec<u32> = tenths.map(|tenths| (100 - weight) * count * tenths + weight * 1000).collect();
    let mut whole: Vec<u32> = parts.iter().map(|parts| parts / (1000 * count)).collect();
    let mut order: Vec<usize> = (0..raw.len()).collect();
    order.sort_by_key(|index| (Reverse(parts[*index] % (1000 * count)), parts[*index]));
    let missing = 100 - whole.iter().sum::<u32>();
    order.iter().take(missing as usize).for_each(|index| whole[*index] += 1);
    assert!(
        whole.iter().all(|share| f64::from(*share) >= FLOOR),
        "the floor takes something from the others"
    );
    whole
}

#[test]
fn the_shares_are_those_that_were_found_tempered() {
    let (found, rulebook) = (found(), Rulebook::builtin());
    let mut used = BTreeSet::new();
    for question in &rulebook.questions {
        assert!(!question.usual.is_empty(), "`{}` says nothing of its options", question.id);
        for usual in &question.usual {
            let when = usual.when.as_ref().map(|when| rulebook.condition_text(when));
            let expected = tempered(&found, question, &raw(&found, rulebook, question, usual));
            assert_eq!(usual.shares, expected, "{} when {when:?}", question.id);
            used.extend(when.map(|when| (question.id.clone(), when)));
        }
    }
    assert_eq!(found.general.len(), rulebook.questions.len());
    assert!(found.given.keys().all(|row| used.contains(row)), "a row has no entry: {used:?}");
}
