//! A survey as one page that needs nothing else: a table of the systems, and tables of what they have in
//! common.

use std::fmt::Write;

use super::sentences;
use crate::render::escape::markup;
use crate::rulebook::Rulebook;
use crate::survey::{Row, Summary};

const STYLE: &str = include_str!("survey.css");

pub(super) fn head(rulebook: &Rulebook) -> String {
    let (title, version) = (markup(&rulebook.title), markup(&rulebook.version));
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n\
         <title>Architecture survey</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n\
         <h1>Architecture survey</h1>\n<p>By the rulebook {title}, version {version}. \
         <a href=\"#summary\">To the summary</a></p>\n\
         <section class=\"wide\" role=\"region\" aria-labelledby=\"systems\" tabindex=\"0\">\n<table>\n\
         <caption id=\"systems\">Systems</caption>\n<thead>\n<tr><th scope=\"col\">System</th>\
         <th scope=\"col\">Verdict</th><th scope=\"col\" class=\"number\">Margin</th><th scope=\"col\">Settled</th>\
         <th scope=\"col\">Find out first</th><th scope=\"col\">Warnings</th>\
         <th scope=\"col\">Recorded decision</th></tr>\n</thead>\n<tbody>\n"
    )
}

pub(super) fn row(row: &Row, rulebook: &Rulebook, next: bool, out: &mut String) {
    let decided = |architecture: &str, holds: bool| {
        let holds = if holds { "holds" } else { "no longer holds" };
        format!("{}: {holds}", sentences::name(rulebook, architecture))
    };
    let whole = row.decision.iter().map(|decision| decided(&decision.architecture, decision.holds));
    let parts =
        row.parts.iter().map(|part| format!("{}, {}", part.part, decided(&part.architecture, part.holds)));
    let decisions: Vec<String> = whole.chain(parts).collect();
    let title = match (&row.file, &row.title) {
        (Some(_), Some(title)) if row.line.is_none() => format!("<br>{}", markup(title)),
        _ => String::new(),
    };
    let verdict = match row.errors.is_empty() {
        true => markup(&sentences::verdict(row, rulebook)),
        false => format!("{}: {}", sentences::verdict(row, rulebook), markup(&sentences::error(row))),
    };
    // Writing to a string cannot fail.
    let _ = writeln!(
        out,
        "<tr class=\"{}\"><th scope=\"row\">{}{title}</th><td>{verdict}</td><td class=\"number\">{}</td><td>{}</td>\
         <td>{}</td><td>{}</td><td>{}</td></tr>",
        row.status.word(),
        markup(&sentences::system_of(row)),
        sentences::margin(row),
        sentences::settled(row),
        markup(&sentences::find_out(row, next)),
        markup(&row.warnings.join(", ")),
        markup(&decisions.join("; ")),
    );
}

pub(super) fn foot(summary: &Summary, rulebook: &Rulebook) -> String {
    let mut out = format!(
        "</tbody>\n</table>\n</section>\n<h2 id=\"summary\">Summary</h2>\n<p>{}.</p>\n",
        markup(&sentences::headline(summary))
    );
    for section in sentences::sections(summary, rulebook) {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "<table>\n<caption>{}</caption>\n<tbody>", markup(&section.title));
        for (name, said) in &section.entries {
            let _ =
                writeln!(out, "<tr><th scope=\"row\">{}</th><td>{}</td></tr>", markup(name), markup(said));
        }
        out.push_str("</tbody>\n</table>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}
