//! The report in Markdown, for a pull request or a wiki.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::signed;
use crate::report::{Argument, FlipView, Report, State};

/// The report in CommonMark with tables; safe to embed: nothing in it acts as HTML or as a table break.
pub fn markdown(report: &Report) -> String {
    let mut out = String::new();
    let title = report.title.as_deref().unwrap_or("Architecture recommendation");
    line(&mut out, &format!("# {}\n", escaped(title)));
    line(&mut out, &format!("**{}**\n", escaped(&report.verdict.headline)));
    for sentence in &report.verdict.explanation {
        line(&mut out, &format!("{}\n", escaped(sentence)));
    }
    let leader = report.verdict.architecture.as_deref().and_then(|id| report.architecture(id));
    if let Some(leader) = leader {
        line(&mut out, &format!("{}\n", escaped(&leader.summary)));
    }
    parts(&mut out, report);
    ranking(&mut out, report);
    let mut cited = BTreeSet::new();
    difference(&mut out, report, &mut cited);
    costs(&mut out, report, &mut cited);
    ruled_out(&mut out, report, &mut cited);
    warnings(&mut out, report, &mut cited);
    changes(&mut out, report);
    weights(&mut out, report);
    open_questions(&mut out, report);
    answers(&mut out, report);
    sources(&mut out, report, &cited);
    let rulebook = &report.rulebook;
    line(&mut out, &format!("Rulebook {} {}, `{}`.", rulebook.id, escaped(&rulebook.version), rulebook.hash));
    out
}

fn line(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = writeln!(out, "{text}");
}

/// The text with everything that Markdown or HTML would act on made literal, on one line.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.split_whitespace().collect::<Vec<_>>().join(" ").chars() {
        match c {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' | '~' | '!' | '$' => {
                out.push('\\');
                out.push(c);
            }
            c => out.push(c),
        }
    }
    out
}

fn table(out: &mut String, head: &[&str], rows: &[Vec<String>]) {
    line(out, &format!("| {} |", head.join(" | ")));
    line(out, &format!("|{}", " --- |".repeat(head.len())));
    for row in rows {
        line(out, &format!("| {} |", row.join(" | ")));
    }
    line(out, "");
}

fn parts(out: &mut String, report: &Report) {
    if report.parts.is_empty() {
        return;
    }
    line(out, "## Part by part\n");
    let rows: Vec<Vec<String>> = report
        .parts
        .iter()
        .map(|part| {
            let differs: Vec<String> =
                part.answers.iter().map(|(id, text)| format!("{id} = {text}")).collect();
            vec![
                escaped(part.title.as_deref().unwrap_or(&part.part)),
                escaped(&part.verdict.headline),
                escaped(&differs.join(", ")),
            ]
        })
        .collect();
    table(out, &["part", "verdict", "differs in"], &rows);
}

fn ranking(out: &mut String, report: &Report) {
    line(out, "## Ranking\n");
    let rows: Vec<Vec<String>> = report
        .ranking
        .iter()
        .map(|ranked| {
            let note = match ranked.ruled_out_by.is_empty() {
                true => String::new(),
                false => format!("ruled out by {}", escaped(&ranked.ruled_out_by.join(", "))),
            };
            let points = [ranked.net, ranked.in_favour, ranked.against].map(signed);
            let range = format!("{} to {}", signed(ranked.range.min), signed(ranked.range.max));
            let mut row = vec![ranked.rank.to_string(), escaped(report.name(&ranked.architecture))];
            row.extend(points);
            row.extend([range, note]);
            row
        })
        .collect();
    table(out, &["", "architecture", "net", "for", "against", "can be", ""], &rows);
}

fn reasons(out: &mut String, report: &Report, rows: &[(i32, &Argument)], cited: &mut BTreeSet<String>) {
    let row = |(points, argument): &(i32, &Argument)| {
        let sources: Vec<String> = argument.sources.iter().map(|id| format!("[{id}](#{id})")).collect();
        vec![
            signed(*points),
            escaped(report.quality_name(&argument.quality)),
            escaped(argument.why.strip_prefix("since ").unwrap_or(&argument.why)),
            escaped(&argument.because),
            sources.join(", "),
        ]
    };
    cited.extend(rows.iter().flat_map(|(_, argument)| argument.sources.iter().cloned()));
    let rows: Vec<Vec<String>> = rows.iter().map(row).collect();
    table(out, &["points", "quality", "answer", "reason", "sources"], &rows);
}

fn difference(out: &mut String, report: &Report, cited: &mut BTreeSet<String>) {
    let (Some(difference), Some(leader)) = (&report.difference, &report.verdict.architecture) else { return };
    let (first, second) = (report.name(leader), report.name(&difference.runner_up));
    line(
        out,
        &format!("## Why {} and not {}: {}\n", escaped(first), escaped(second), signed(difference.margin)),
    );
    let mut rules: Vec<(i32, &Argument)> = difference
        .qualities
        .iter()
        .flat_map(|quality| &quality.rules)
        .map(|rule| (rule.points, &report.arguments[rule.argument]))
        .collect();
    rules.sort_by_key(|(points, _)| -points);
    reasons(out, report, &rules, cited);
}

fn costs(out: &mut String, report: &Report, cited: &mut BTreeSet<String>) {
    let Some(leader) = &report.verdict.architecture else { return };
    let costs = report.costs(leader);
    if costs.is_empty() {
        return;
    }
    line(out, &format!("## What {} costs\n", escaped(report.name(leader))));
    reasons(out, report, &costs, cited);
}

fn ruled_out(out: &mut String, report: &Report, cited: &mut BTreeSet<String>) {
    let holding: Vec<_> = report.vetoes.iter().filter(|veto| veto.state == State::Holds).collect();
    if holding.is_empty() {
        return;
    }
    line(out, "## Ruled out\n");
    for veto in holding {
        let names: Vec<&str> = veto.architectures.iter().map(|id| report.name(id)).collect();
        cited.extend(veto.sources.iter().cloned());
        line(
            out,
            &format!(
                "- {}: {} {}",
                escaped(&names.join(", ")),
                escaped(&veto.because),
                escaped(&veto.lift())
            ),
        );
    }
    line(out, "");
}

fn warnings(out: &mut String, report: &Report, cited: &mut BTreeSet<String>) {
    let holding: Vec<_> = report.warnings.iter().filter(|warning| warning.state == State::Holds).collect();
    let leader = report.verdict.architecture.as_deref().and_then(|id| report.architecture(id));
    let prerequisites = leader.map(|leader| leader.prerequisites.as_slice()).unwrap_or_default();
    if holding.is_empty() && prerequisites.is_empty() {
        return;
    }
    line(out, "## Watch out\n");
    for warning in holding {
        cited.extend(warning.sources.iter().cloned());
        line(out, &format!("- {} {}", escaped(&warning.message), escaped(&warning.because)));
    }
    for prerequisite in prerequisites {
        line(out, &format!("- Must be in place: {}", escaped(prerequisite)));
    }
    line(out, "");
}

fn changes(out: &mut String, report: &Report) {
    if report.flips.is_empty() && report.verdict.refutations.is_empty() {
        return;
    }
    line(out, "## What would change it\n");
    let row = |flip: &FlipView| {
        let answers: Vec<String> = flip.answers.iter().map(|(id, text)| format!("{id} = {text}")).collect();
        let winner = flip.architecture.as_deref().map_or("none is left", |id| report.name(id));
        vec![escaped(&answers.join(", ")), escaped(winner), flip.margin.map(signed).unwrap_or_default()]
    };
    let rows: Vec<Vec<String>> = report.verdict.refutations.iter().chain(&report.flips).map(row).collect();
    table(out, &["if", "then leads", "by"], &rows);
}

fn weights(out: &mut String, report: &Report) {
    let robustness = &report.robustness;
    if robustness.samples == 0 || report.verdict.architecture.is_none() {
        return;
    }
    line(out, "## How much it depends on the weights\n");
    let rows: Vec<Vec<String>> = robustness
        .first
        .iter()
        .map(|(id, share)| vec![escaped(report.name(id)), format!("{:.1} %", share * 100.0)])
        .collect();
    let head = format!("first in this share of {} weightings", robustness.samples);
    table(out, &["architecture", &head], &rows);
}

fn open_questions(out: &mut String, report: &Report) {
    if report.open_questions.is_empty() {
        return;
    }
    line(out, "## Still open\n");
    let rows: Vec<Vec<String>> = report
        .open_questions
        .iter()
        .map(|open| {
            let matters = match open.matters {
                Some(true) => "yes",
                Some(false) => "no",
                None => "not proven",
            };
            vec![
                escaped(&open.ask),
                open.question.clone(),
                matters.to_owned(),
                format!("{:.2}", open.can_change),
            ]
        })
        .collect();
    table(out, &["question", "id", "can change the winner", "expected change"], &rows);
}

fn answers(out: &mut String, report: &Report) {
    line(out, "## Answers\n");
    let rows: Vec<Vec<String>> = report
        .answers
        .iter()
        .map(|answer| {
            let note = answer.note.as_deref().unwrap_or_default();
            vec![answer.question.clone(), escaped(&answer.text), answer.origin.to_owned(), escaped(note)]
        })
        .collect();
    table(out, &["question", "answer", "from", "note"], &rows);
}

fn sources(out: &mut String, report: &Report, cited: &BTreeSet<String>) {
    let cited: Vec<_> = report.sources.iter().filter(|source| cited.contains(&source.id)).collect();
    if cited.is_empty() {
        return;
    }
    line(out, "## Sources\n");
    for source in cited {
        let text = format!("{}: {}, {}.", source.author, source.title, source.year);
        line(
            out,
            &format!(
                "- <a id=\"{0}\"></a>{0}: {1} <{2}>",
                source.id,
                escaped(&text),
                source.url.replace(['<', '>', ' '], "")
            ),
        );
    }
    line(out, "");
}
