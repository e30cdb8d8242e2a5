//! The documents in Markdown: the report and the decision record.

use archwise::adr::{self, RecordMetadata, RecordStatus, Style};
use archwise::render::markdown;
use jiff::civil::date;

use super::*;

/// The rows of the table below the heading that begins so, and the heading.
fn table<'t>(page: &'t str, heading: &str) -> Option<(&'t str, Vec<Vec<&'t str>>)> {
    let mut lines = page.lines().skip_while(|line| !line.starts_with(heading));
    let heading = lines.next()?;
    let lines = lines.skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|'));
    Some((heading, lines.skip(2).map(|line| line.split('|').skip(1).map(str::trim).collect()).collect()))
}

fn table_reasons(rows: &[Vec<&str>]) -> Vec<Counted> {
    sorted(rows.iter().map(|row| (points(row[0]), row[3].to_owned())))
}

#[test]
fn the_markdown_adds_up() {
    each_case(|case, report| {
        let page = markdown(report).unwrap();
        let context = format!("seed {}:\n{page}", case.seed);
        for row in table(&page, "## Ranking").unwrap().1 {
            assert_eq!(points(row[3]) + points(row[4]), points(row[2]), "{context}");
        }
        let Some(leader) = &report.verdict.architecture else { return };
        if let Some((first, second)) = report.pair() {
            let name = report.name(first);
            let begins = [format!("## Why {name} rather"), format!("## {name} next to")];
            let heading =
                page.lines().find(|line| begins.iter().any(|begin| line.starts_with(begin))).unwrap();
            let expected = between(report, first, second);
            let mut listed = Vec::new();
            for (at, _) in page.match_indices("\n### For ").chain(page.match_indices("\n### Against ")) {
                let (heading, rows) = table(&page[at + 1..], "### ").unwrap();
                assert_eq!(sum(&table_reasons(&rows)), last_points(heading), "{context}");
                listed.extend(table_reasons(&rows));
            }
            assert_eq!(sorted(listed), expected, "{context}");
            let lead = heading.split_whitespace().rev().nth(1).unwrap();
            assert_eq!(sum(&expected), points(lead), "{context}");
        }
        let mut costs = counted(report, |argument| of(argument, leader));
        costs.retain(|(points, _)| *points < 0);
        let listed = table(&page, "<summary>What counts against it")
            .map(|(_, rows)| table_reasons(&rows))
            .unwrap_or_default();
        assert_eq!(listed, costs, "{context}");
        let against = report.ranking.iter().find(|ranked| ranked.architecture == *leader).unwrap().against;
        assert_eq!(sum(&listed), against, "{context}");
    });
}

/// The items of the list below a heading, each on one line.
fn items(record: &str, heading: &str) -> Vec<String> {
    let below = record.split_once(&format!("\n{heading}\n")).unwrap().1;
    let below = below.split("\n#").next().unwrap();
    let one_line = |item: &str| item.split_whitespace().collect::<Vec<_>>().join(" ");
    let first = |item: &str| one_line(item.split("\n\n").next().unwrap());
    below.split("\n- ").skip(1).map(first).collect()
}

#[test]
fn the_record_adds_up() {
    let (mut cut, mut met) = (0, 0);
    each_case(|case, report| {
        let record = RecordMetadata {
            style: Style::Madr4,
            number: None,
            status: RecordStatus::Accepted,
            date: date(2026, 1, 1),
            deciders: Vec::new(),
            supersedes: None,
            command: String::new(),
        };
        let record = adr::write(report, &record).unwrap();
        let context = format!("seed {}:\n{record}", case.seed);
        let options = items(&record, "## Considered Options");
        for (ranked, option) in report.ranking.iter().zip(options) {
            let net = points(option.split_whitespace().nth(1).unwrap());
            assert_eq!(net, ranked.net, "{context}");
            let expected = counted(report, |argument| of(argument, &ranked.architecture));
            let heading = format!("### {}", report.name(&ranked.architecture));
            let mut total = 0;
            for item in items(&record, &heading) {
                if item.contains(" lesser ") {
                    total += last_points(&item);
                    cut += 1;
                } else if item.starts_with("Good, ") || item.starts_with("Bad, ") {
                    let counts = points(item.split_whitespace().nth(2).unwrap());
                    assert!(expected.iter().any(|(points, _)| *points == counts), "{item}: {context}");
                    total += counts;
                }
            }
            assert_eq!(total, net, "{context}");
        }
        for (ranked, option) in report.ranking.iter().zip(items(&record, "## Considered Options")) {
            let mut sides = counted(report, |argument| of(argument, &ranked.architecture));
            if !ranked.ruled_out_by.is_empty() {
                sides.retain(|(points, _)| *points > 0);
            }
            let said = inside(&option, "(", ")").into_iter().map(|said| said.split(' ').next_back().unwrap());
            let figures = said.filter(|figure| figure.starts_with(['+', '−']));
            assert_eq!(figures.map(points).sum::<i32>(), sum(&sides), "{option}: {context}");
            met += u32::from(!sides.is_empty());
        }
    });
    assert!(met > 100 && cut > 0, "{met} {cut}");
}
