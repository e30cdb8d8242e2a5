//! The page.

use archwise::render::{PageInputs, PageOrigin, html};

use super::*;

/// The page of a case, without what other answers would change.
pub fn printed(case: &Case, report: &Report) -> String {
    let (problem, origin) = (case.problem(), PageOrigin::default());
    html(&PageInputs { report, problem: &problem, questions: &[], map: None, origin: &origin }).unwrap()
}

pub fn page_section<'p>(page: &'p str, id: &str) -> Option<&'p str> {
    inside(page, &format!("<section id=\"{id}\""), "</section>").first().copied()
}

/// Points that are set in bold, each with the reason that stands beside it.
fn bold_reasons(text: &str, row: &str) -> Vec<Counted> {
    let reason = |row: &str| {
        let bold = inside(row, "<b class=\"", "</b>")[0];
        let because = inside(row, "<p>", "</p>")[0];
        (points(bold.split('>').nth(1).unwrap()), because.to_owned())
    };
    sorted(text.split(row).skip(1).map(reason))
}

#[test]
fn the_page_adds_up() {
    let (mut met, mut cut) = (0, 0);
    each_case(|case, report| {
        let page = printed(case, report);
        let context = format!("seed {}: {:?}", case.seed, report.verdict);
        heat_map_adds_up(page_section(&page, "qualities").unwrap(), &context);
        let Some(leader) = &report.verdict.architecture else { return };
        let mut costs = counted(report, |argument| of(argument, leader));
        costs.retain(|(points, _)| *points < 0);
        let listed = page_section(&page, "costs").map(|section| bold_reasons(section, "<li>"));
        assert_eq!(listed.unwrap_or_default(), costs, "{context}");
        let Some(((first, difference), why)) = report.compared().zip(page_section(&page, "why")) else {
            return;
        };
        let expected = between(report, first, &difference.runner_up);
        let announced = points(inside(why, "a lead of ", ",")[0]);
        assert_eq!(announced, sum(&expected), "{context}");
        let chart = inside(why, "<tbody>", "</tbody>")[0];
        let steps = inside(chart, "<td class=\"number\">", "</td>");
        assert_eq!(steps.iter().map(|step| points(step)).sum::<i32>(), announced, "{context}");
        assert_eq!(points(inside(inside(why, "<tfoot>", "</tfoot>")[0], "number\">", "</td>")[0]), announced);
        let mut all = Vec::new();
        for step in inside(why, "<details", "</details>") {
            let rules = bold_reasons(inside(step, "<tbody>", "</tbody>")[0], "<tr>");
            let announced = points(inside(step, "<b class=\"", "</b>")[0].split('>').nth(1).unwrap());
            assert_eq!(sum(&rules), announced, "{context}");
            all.extend(rules);
        }
        assert_eq!(sorted(all), expected, "{context}");
        let heads = ["<h3>For ", "<h3>Against "];
        for side in heads.iter().flat_map(|head| why.split(head).skip(1)) {
            let side = side.split("<h3").next().unwrap();
            let announced = points(side.split("</h3>").next().unwrap().rsplit(": ").next().unwrap());
            let strongest = bold_reasons(side, "<li>");
            assert!(strongest.iter().all(|reason| expected.contains(reason)), "{context}");
            let rest = side.rsplit("<p class=\"foot\">").next().filter(|rest| rest.contains(" more reason"));
            let rest = rest.map_or(0, |rest| points(rest.split_whitespace().next().unwrap()));
            assert_eq!(sum(&strongest) + rest, announced, "{context}");
            cut += u32::from(rest != 0);
        }
        met += 1;
    });
    assert!(met > 100 && cut > 10, "{met} {cut}");
}

/// Each column of the heat map adds up to the net below it.
fn heat_map_adds_up(section: &str, context: &str) {
    let Some(body) = inside(section, "<tbody>", "</tbody>").first().copied() else { return };
    let cells = |row: &str| -> Vec<i32> {
        let cells = inside(row, "<td>", "</td>");
        cells.iter().map(|cell| points(inside(cell, "<span>", "</span>")[0])).collect()
    };
    let nets = cells(inside(section, "<tfoot>", "</tfoot>")[0]);
    let rows: Vec<Vec<i32>> = body.split("<tr>").skip(1).map(cells).collect();
    for (column, net) in nets.iter().enumerate() {
        assert_eq!(rows.iter().map(|row| row[column]).sum::<i32>(), *net, "{context}");
    }
}
