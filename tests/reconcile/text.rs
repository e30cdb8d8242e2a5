//! The text report.

use archwise::options::Truth;
use archwise::render::{self, TextStyle};

use super::*;

pub fn plain(report: &Report, explain: bool) -> String {
    // So wide that nothing is wrapped.
    anstream::adapter::strip_str(&render::text(report, TextStyle { width: 10_000, explain })).to_string()
}

/// The section whose heading begins so: the heading, and the lines below it.
pub fn section<'t>(text: &'t str, heading: &str) -> Option<(&'t str, Vec<&'t str>)> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(heading));
    let heading = lines.next()?;
    Some((heading, lines.take_while(|line| line.is_empty() || line.starts_with(' ')).collect()))
}

/// The reasons of a list of two lines each, and the points of those that are only added up.
fn reasons(lines: &[&str]) -> (Vec<Counted>, i32) {
    let words = |line: &str| line.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let (mut reasons, mut rest) = (Vec::new(), 0);
    for (at, line) in lines.iter().enumerate() {
        if line.contains("and against it ") {
            continue;
        } else if line.trim_start().starts_with("and ") {
            rest = last_points(line);
        } else if line.contains(", since ") {
            reasons.push((points(&words(line)[0]), words(lines[at + 1])[0].clone()));
        }
    }
    (sorted(reasons), rest)
}

#[test]
fn the_text_adds_up_to_the_lead_over_the_second() {
    let mut met = 0;
    each_case(|case, report| {
        let Some((first, difference)) = report.compared() else { return };
        let expected = between(report, first, &difference.runner_up);
        let begins = if report.ruled_out_difference.is_some() { "What is given up" } else { "Why a" };
        for explain in [false, true] {
            let page = plain(report, explain);
            let compares = |heading: &str| heading.contains(" and not ") || heading.contains(" over ");
            let Some((heading, lines)) = section(&page, begins).filter(|(h, _)| compares(h)) else {
                assert!(expected.is_empty(), "seed {}", case.seed);
                continue;
            };
            let bars = lines.iter().filter(|line| line.contains('■'));
            let bars: i32 = bars.map(|line| points(line.split_whitespace().next().unwrap())).sum();
            assert_eq!(bars, last_points(heading), "seed {}:\n{page}", case.seed);
            assert_eq!(bars, sum(&expected), "seed {}:\n{page}", case.seed);
            let (listed, rest) = reasons(&lines);
            assert!(listed.iter().all(|reason| expected.contains(reason)), "seed {}:\n{page}", case.seed);
            assert_eq!(sum(&listed) + rest, sum(&positive(&expected)), "seed {}:\n{page}", case.seed);
            assert!(!explain || rest == 0, "seed {}:\n{page}", case.seed);
            let against = lines.iter().find(|line| line.contains("and against it "));
            let against = against.map_or(0, |line| last_points(line));
            assert_eq!(sum(&listed) + rest + against, bars, "seed {}:\n{page}", case.seed);
            met += 1;
        }
    });
    assert!(met > 100, "{met}");
}

#[test]
fn the_text_adds_up_to_what_the_first_costs() {
    let (mut met, mut cut) = (0, 0);
    each_case(|case, report| {
        let Some(leader) = &report.verdict.architecture else { return };
        let mut expected = counted(report, |argument| of(argument, leader));
        expected.retain(|(points, _)| *points < 0);
        for explain in [false, true] {
            let page = plain(report, explain);
            let Some((heading, lines)) = section(&page, "What a") else {
                assert!(expected.is_empty(), "seed {}", case.seed);
                continue;
            };
            let (listed, rest) = reasons(&lines);
            assert!(listed.iter().all(|reason| expected.contains(reason)), "seed {}:\n{page}", case.seed);
            assert_eq!(sum(&listed) + rest, last_points(heading), "seed {}:\n{page}", case.seed);
            assert_eq!(sum(&listed) + rest, sum(&expected), "seed {}:\n{page}", case.seed);
            assert!(!explain || rest == 0, "seed {}:\n{page}", case.seed);
            (met, cut) = (met + 1, cut + u32::from(rest != 0));
        }
    });
    assert!(met > 100 && cut > 0, "{met} {cut}");
}

#[test]
fn the_text_adds_up_to_how_far_each_other_is_behind() {
    let (mut met, mut weightless, mut ahead) = (0, 0, 0);
    each_case(|case, report| {
        let Some(leader) = &report.verdict.architecture else { return };
        for explain in [false, true] {
            let page = plain(report, explain);
            let Some((_, lines)) = section(&page, "Why not the others") else { continue };
            for line in lines.iter().filter(|line| line.contains(" ahead so far")) {
                let words: Vec<&str> = line.split_whitespace().collect();
                let expected = between(report, &words[0].to_lowercase(), leader);
                assert_eq!(points(words[2]), sum(&expected), "seed {}:\n{page}", case.seed);
                ahead += 1;
            }
            for (at, line) in lines.iter().enumerate().filter(|(_, line)| line.contains(" behind")) {
                let words: Vec<&str> = line.split_whitespace().collect();
                let (other, behind) = (words[0].to_lowercase(), points(words[2]));
                let expected = between(report, &other, leader);
                let context = format!("seed {}, {other}:\n{page}", case.seed);
                let listed: Vec<&str> =
                    lines[at + 1..].iter().take_while(|line| line.starts_with("    ")).copied().collect();
                let numbers: Vec<i32> =
                    listed.iter().map(|line| points(line.split_whitespace().next().unwrap())).collect();
                assert!(behind > 0, "{context}");
                assert_eq!(behind, -sum(&expected), "{context}");
                if explain {
                    assert_eq!(numbers.iter().sum::<i32>(), -behind, "{context}");
                    assert_eq!(numbers.len(), expected.len(), "{context}");
                } else {
                    let mut most: Vec<i32> = expected.iter().map(|(points, _)| *points).collect();
                    most.retain(|points| *points < 0);
                    most.sort_unstable();
                    assert_eq!(numbers, most[..most.len().min(2)], "{context}");
                }
                for line in listed.iter().map(|line| line.split_whitespace().collect::<Vec<_>>()) {
                    let known = report.arguments.iter().filter(|a| {
                        let quality = line[1].trim_end_matches(',') == report.quality_name(&a.quality);
                        a.because == line[1] || (line.ends_with(&["(see", "above)"]) && quality)
                    });
                    let mut known = known.map(|argument| (points(line[0]), argument.because.clone()));
                    assert!(known.any(|reason| expected.contains(&reason)), "{line:?}: {context}");
                }
                met += 1;
                let silenced = |a: &&Argument| {
                    let weight = report.qualities.iter().find(|q| q.quality == a.quality).unwrap().weight;
                    a.state == Truth::Holds && weight == 0 && of(a, &other) != of(a, leader)
                };
                weightless += u32::from(report.arguments.iter().any(|a| silenced(&a)));
            }
        }
    });
    assert!(met > 100 && weightless > 20 && ahead > 0, "{met} {weightless} {ahead}");
}
