//! The text report: the brief, and the whole.

use archwise::options::Truth;
use archwise::render::{self, Section, TextStyle};

use super::*;

const WHOLE: Option<&[Section]> = Some(&Section::ALL);
const BRIEF: Option<&[Section]> = None;

pub fn plain(report: &Report, sections: Option<&[Section]>) -> String {
    // So wide that nothing is wrapped.
    let style = TextStyle { width: 10_000, sections, against: None };
    anstream::adapter::strip_str(&render::text(report, style)).to_string()
}

/// The whole report.
pub fn whole(report: &Report) -> String {
    plain(report, WHOLE)
}

/// The section whose heading begins so: the heading, and the lines below it.
pub fn section<'t>(text: &'t str, heading: &str) -> Option<(&'t str, Vec<&'t str>)> {
    let mut lines = text.lines().skip_while(|line| !line.starts_with(heading));
    let heading = lines.next()?;
    Some((heading, lines.take_while(|line| line.is_empty() || line.starts_with(' ')).collect()))
}

fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The reasons of a list of two lines each.
fn reasons(lines: &[&str]) -> Vec<Counted> {
    let listed = lines.iter().enumerate().filter(|(_, line)| is_reason(line));
    sorted(listed.map(|(at, line)| (points(words(line)[0]), words(lines[at + 1])[0].to_owned())))
}

fn is_reason(line: &str) -> bool {
    line.contains(", since ") && line.trim_start().starts_with(['+', '−'])
}

/// The points at the start of each line that has any.
fn listed(lines: &[&str]) -> i32 {
    let starts = lines.iter().filter(|line| line.trim_start().starts_with(['+', '−']));
    starts.map(|line| points(words(line)[0])).sum()
}

/// Those that count against.
fn negative(counted: &[Counted]) -> Vec<Counted> {
    counted.iter().filter(|(points, _)| *points < 0).cloned().collect()
}

#[test]
fn the_whole_adds_up_to_the_lead_over_the_other() {
    let mut met = 0;
    each_case(|case, report| {
        let Some((first, second)) = report.pair() else { return };
        let expected = between(report, first, second);
        let page = whole(report);
        let context = format!("seed {}:\n{page}", case.seed);
        let name = report.name(first);
        let headings = [format!("Why {name} rather than "), format!("{name} next to ")];
        let (heading, lines) = headings.iter().find_map(|heading| section(&page, heading)).expect(&context);
        let (_, figures) = heading.rsplit_once(": ").unwrap();
        let figures = words(figures);
        let [in_favour, against, lead] = [figures[0], figures[2], figures[4]].map(points);
        assert_eq!([figures[1], figures[3]], ["−", "="], "{context}");
        assert_eq!(in_favour - against, lead, "{context}");
        assert_eq!(lead, sum(&expected), "{context}");
        let bars = lines.iter().filter(|line| line.contains(['■', '□']));
        let bars: i32 = bars.map(|line| points(words(line)[0])).sum();
        assert_eq!(bars, lead, "{context}");
        assert_eq!(reasons(&lines), expected, "{context}");
        for (at, line) in lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.starts_with("  For ") || line.starts_with("  Against "))
        {
            let below = &lines[at + 1..];
            let end = below.iter().position(|line| line.is_empty()).unwrap_or(below.len());
            assert_eq!(listed(&below[..end]), last_points(line), "{context}");
            met += 1;
        }
    });
    assert!(met > 100, "{met}");
}

#[test]
fn the_brief_adds_up_to_the_lead_over_the_other() {
    let (mut met, mut cut) = (0, 0);
    each_case(|case, report| {
        let Some((first, second)) = report.pair() else { return };
        let expected = between(report, first, second);
        let page = plain(report, BRIEF);
        let context = format!("seed {}:\n{page}", case.seed);
        let name = report.name(first);
        let expected = [
            (format!("For {name} rather"), positive(&expected)),
            (format!("Against {name}: "), negative(&expected)),
        ];
        for (heading, expected) in expected {
            let Some((heading, lines)) = section(&page, &heading) else {
                assert!(expected.is_empty(), "{context}");
                continue;
            };
            let end = lines.iter().position(|line| line.is_empty()).unwrap_or(lines.len());
            assert_eq!(listed(&lines[..end]), sum(&expected), "{context}");
            let said = words(heading).into_iter().find(|word| word.starts_with(['+', '−']));
            assert_eq!(said.map_or(0, points), sum(&expected), "{context}");
            met += 1;
            cut += u32::from(lines[..end].iter().any(|line| line.contains(" more reason")));
        }
    });
    assert!(met > 100 && cut > 20, "{met} {cut}");
}

#[test]
fn the_text_adds_up_to_what_the_first_costs() {
    let mut met = 0;
    each_case(|case, report| {
        let Some(leader) = &report.verdict.architecture else { return };
        let expected = negative(&counted(report, |argument| of(argument, leader)));
        let page = whole(report);
        let Some((heading, lines)) = section(&page, "What counts against ") else {
            assert!(expected.is_empty(), "seed {}", case.seed);
            return;
        };
        assert_eq!(listed(&lines), last_points(heading), "seed {}:\n{page}", case.seed);
        assert_eq!(listed(&lines), sum(&expected), "seed {}:\n{page}", case.seed);
        assert_eq!(lines.iter().filter(|line| is_reason(line)).count(), expected.len(), "{page}");
        met += 1;
    });
    assert!(met > 100, "{met}");
}

#[test]
fn the_text_adds_up_to_how_far_each_other_is_behind() {
    let (mut met, mut weightless, mut ahead) = (0, 0, 0);
    each_case(|case, report| {
        let Some(leader) = &report.verdict.architecture else { return };
        let page = whole(report);
        let Some((_, lines)) = section(&page, "Why not the others") else { return };
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_standing(line)) {
            let words: Vec<&str> = words(line);
            let other = words[0].to_lowercase();
            let expected = between(report, &other, leader);
            let context = format!("seed {}, {other}:\n{page}", case.seed);
            let behind = match (line.contains(" behind:"), line.contains(" ahead now")) {
                (true, _) => -points(words[2]),
                (_, true) => points(words[2]),
                _ => 0,
            };
            assert_eq!(behind, sum(&expected), "{context}");
            ahead += u32::from(behind > 0);
            let below = &lines[at + 1..];
            let end = below.iter().position(|line| is_standing(line)).unwrap_or(below.len());
            assert_eq!(listed(&below[..end]), behind, "{context}");
            assert_eq!(
                below[..end].iter().filter(|line| is_reason(line)).count(),
                expected.len(),
                "{context}"
            );
            met += 1;
            let silenced = |a: &&Argument| {
                let weight = report.qualities.iter().find(|q| q.quality == a.quality).unwrap().weight;
                a.state == Truth::Holds && weight == 0 && of(a, &other) != of(a, leader)
            };
            weightless += u32::from(report.arguments.iter().any(|a| silenced(&a)));
        }
    });
    assert!(met > 100 && weightless > 20 && ahead > 0, "{met} {weightless} {ahead}");
}

/// Whether a line says how another one stands, of which the reasons follow.
fn is_standing(line: &str) -> bool {
    [" behind:", " ahead now", " is level"].iter().any(|words| line.contains(words))
        && !line.trim_start().starts_with(['+', '−'])
}

#[test]
fn the_brief_fits_one_screen() {
    let mut longest = 0;
    each_case(|case, report| {
        let style = TextStyle { width: 80, sections: None, against: None };
        let text = anstream::adapter::strip_str(&render::text(report, style)).to_string();
        let (brief, more) = text.trim_end().rsplit_once('\n').unwrap();
        assert!(brief.lines().count() <= 40, "seed {}:\n{text}", case.seed);
        assert!(more.contains("--full"), "the last line says how to see more: {text}");
        longest = longest.max(brief.lines().count());
    });
    assert!(longest > 25, "{longest}");
}
