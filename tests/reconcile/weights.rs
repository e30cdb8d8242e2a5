//! The weights with which the winner stays first, in the text and on the page.

use std::collections::BTreeMap;

use archwise::engine::Evaluation;
use archwise::rulebook::QualityId;

use super::page::{page_section, printed};
use super::text::{section, whole};
use super::*;

/// For each quality that the text names, the weights with which it says that the winner stays first, in the
/// words of the page.
fn intervals_of_the_text(lines: &[&str]) -> BTreeMap<String, String> {
    let interval = |line: &&str| {
        let (_, said) = line.split_once(" stays first while the weight of ")?;
        let (quality, said) = said.split_once(" is ")?;
        let interval = said.split(" (it is").next().unwrap();
        let interval = match (interval.strip_prefix("at least "), interval.strip_prefix("at most ")) {
            (Some(least), _) => format!("{least} or more"),
            (_, Some(most)) => format!("up to {most}"),
            _ => interval.replace("between ", "").replace(" and ", " to "),
        };
        Some((quality.to_owned(), interval))
    };
    lines.iter().filter_map(interval).collect()
}

#[test]
fn text_and_page_say_the_same_of_every_weight_and_it_is_true() {
    const NONE_DOES: &str = "No single weight from 0 to 5";
    let (mut bound, mut free, mut at_the_end, mut another) = (0, 0, 0, 0);
    each_case(|case, report| {
        let (text, page) = (whole(report), printed(case, report));
        let Some(page) = page_section(&page, "weights") else { return };
        let Some((_, lines)) = section(&text, "How firm it is") else {
            assert!(report.verdict.margin.is_some_and(|margin| margin < 0), "seed {}", case.seed);
            assert!(!page.contains("tays first") && !page.contains(NONE_DOES), "seed {}:\n{page}", case.seed);
            another += 1;
            return;
        };
        let context = format!("seed {}:\n{}\n{page}", case.seed, lines.join("\n"));
        let said = intervals_of_the_text(&lines);
        let tables =
            inside(page, "<table", "</table>").into_iter().filter(|table| table.contains(">Stays first<"));
        let mut on_page = BTreeMap::new();
        for row in tables.flat_map(|table| inside(table, "<tbody>", "</tbody>")[0].split("<tr").skip(1)) {
            let quality = inside(row, "row\">", "<")[0].trim().to_owned();
            on_page.insert(quality, inside(row, "number\">", "</td>")[0].to_owned());
        }
        assert_eq!(on_page.len(), report.qualities.len(), "{context}");
        on_page.retain(|_, interval| interval != "any");
        assert_eq!(said, on_page, "{context}");
        assert_eq!(lines.iter().any(|line| line.contains(NONE_DOES)), said.is_empty(), "{context}");
        assert_eq!(page.contains(NONE_DOES), said.is_empty(), "{context}");
        let problem = case.problem();
        let leader = case.rulebook.architecture(report.verdict.architecture.as_ref().unwrap()).unwrap();
        for (index, quality) in report.qualities.iter().enumerate() {
            let stays_first = |weight: u8| {
                let mut changed = problem.clone();
                changed.weights[QualityId::from(index)] = weight;
                let scores = Evaluation::of(&changed);
                scores.scores[leader].net == scores.standing().map(|a| scores.scores[a].net).max().unwrap()
            };
            let named = said.contains_key(&quality.name);
            assert_eq!(named, !(stays_first(0) && stays_first(MAX_WEIGHT)), "{}: {context}", quality.name);
            (bound, free) = (bound + u32::from(named), free + u32::from(!named));
            let most = report.robustness.weights[index].stable.max;
            at_the_end += u32::from(most == Some(f64::from(MAX_WEIGHT)));
        }
    });
    let met = [bound, free, at_the_end, another];
    assert!(bound > 50 && free > 100 && at_the_end > 0 && another > 0, "{met:?}");
}
