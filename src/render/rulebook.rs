//! A rulebook for a terminal: the list of all there is, and one entry whole.

mod guidance;

use super::page::{BOLD, Page, QUIET, styled};
use super::signed;
use crate::rulebook::condition::{Condition, Test};
use crate::rulebook::guidance::Entry;
use crate::rulebook::{
    Architecture, ArchitectureId, ArchitectureSet, Axis, Choice, Clause, Effect, Kind, Question, Rule,
    Rulebook, Seam, Shape, Side, Source, Usual, and_list, how_usual, or_list,
};

/// Returns the architectures, axes, qualities, questions and rules, a line each.
pub fn list(book: &Rulebook, width: usize) -> String {
    let mut page = Page::new(width);
    page.paragraph("", "", &format!("{} ({} {})", styled(BOLD, &book.title), book.id, book.version));
    page.paragraph("", "", &styled(QUIET, &book.hash));
    if book.layers.len() > 1 {
        page.paragraph("", "", &format!("Layers: {}", book.layers.join(", then ")));
    }
    page.heading(&format!("Architectures ({})", book.architectures.len()));
    for architecture in &book.architectures {
        entry(&mut page, &architecture.id, &architecture.summary);
    }
    if !book.axes.is_empty() {
        page.heading(&format!("Axes ({})", book.axes.len()));
    }
    for axis in &book.axes {
        let sides = Side::ALL.map(|side| side_line(book, axis, side)).join("; ");
        entry(&mut page, &axis.id, &format!("{} {sides}", axis.ask));
    }
    page.heading(&format!("Qualities ({})", book.qualities.len()));
    for quality in &book.qualities {
        entry(&mut page, &quality.id, &format!("{} (weight {})", quality.about, quality.weight));
    }
    page.heading(&format!("Questions ({})", book.questions.len()));
    for question in &book.questions {
        entry(&mut page, &question.id, &question.ask);
    }
    page.heading(&format!("Rules ({})", book.rules.len()));
    for rule in &book.rules {
        entry(&mut page, &rule.id, &rule_line(book, rule));
    }
    if !book.presets.is_empty() {
        page.heading(&format!("Presets ({})", book.presets.len()));
    }
    for preset in &book.presets {
        entry(&mut page, &preset.id, &preset.title);
    }
    page.finish()
}

fn entry(page: &mut Page, id: &str, text: &str) {
    page.paragraph("  ", "      ", &format!("{}: {text}", styled(BOLD, id)));
}

/// Returns which architectures answer the question of an axis in one of its two ways.
fn side_line(book: &Rulebook, axis: &Axis, side: Side) -> String {
    format!("{}: {}", side.answer(), ids(book, axis.side(side)))
}

fn ids(book: &Rulebook, architectures: ArchitectureSet) -> String {
    let ids: Vec<&str> = architectures.iter().map(|a| book.architectures[a].id.as_str()).collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

fn rule_line(book: &Rulebook, rule: &Rule) -> String {
    let seam = seam(book, rule).map(|_| "warns at a seam".to_owned());
    let effects: Vec<String> =
        book.clauses[rule.clauses.clone()].iter().map(|clause| effect(book, clause)).chain(seam).collect();
    let layer = match book.layers.len() {
        0 | 1 => String::new(),
        _ => styled(QUIET, &format!(" [{}]", book.layers[rule.layer])),
    };
    match rule.quality {
        Some(quality) => format!("{}: {}{layer}", book.qualities[quality].id, effects.join("; ")),
        None => format!("{}{layer}", effects.join("; ")),
    }
}

/// Returns the seam rule that a rule is, if it is one.
fn seam<'b>(book: &'b Rulebook, rule: &Rule) -> Option<&'b Seam> {
    book.seams.iter().find(|seam| book.rules[seam.rule].id == rule.id)
}

fn effect(book: &Rulebook, clause: &Clause) -> String {
    match &clause.effect {
        Effect::Points { points, .. } => {
            let given = book.architectures.iter().zip(points).filter(|(_, points)| **points != 0);
            given
                .map(|(a, points)| format!("{} {}", a.id, signed(i32::from(*points))))
                .collect::<Vec<_>>()
                .join(", ")
        }
        Effect::RulesOut(architectures) => format!("rules out {}", ids(book, *architectures)),
        Effect::Warn(_) => "warns".to_owned(),
    }
}

/// Returns every entry with this id, whole; an empty text if there is none.
pub fn entries(book: &Rulebook, id: &str, width: usize) -> String {
    let mut page = Page::new(width);
    for rule in book.rules.iter().filter(|rule| rule.id == id) {
        whole_rule(&mut page, book, rule);
    }
    for question in book.questions.iter().filter(|question| question.id == id) {
        whole_question(&mut page, book, question);
    }
    for architecture in book.architectures.iter().filter(|architecture| architecture.id == id) {
        page.heading(&format!("{} (architecture {id})", architecture.name));
        page.paragraph("  ", "  ", &architecture.summary);
        page.paragraph("  ", "  ", architecture.consists_of.as_deref().unwrap_or_default());
        if let Some(price) = &architecture.price {
            page.paragraph("  ", "    ", &format!("Its price: {price}"));
        }
        composition(&mut page, book, architecture);
        guidance::guidance(&mut page, book, &architecture.guidance);
    }
    for axis in book.axes.iter().filter(|axis| axis.id == id) {
        whole_axis(&mut page, book, axis);
    }
    for quality in book.qualities.iter().filter(|quality| quality.id == id) {
        page.heading(&format!("{} (quality {id}, weight {})", quality.name, quality.weight));
        page.paragraph("  ", "  ", &quality.about);
        page.paragraph("  ", "  ", quality.standard.as_deref().unwrap_or_default());
        let serving =
            book.rules.iter().filter(|rule| rule.quality.is_some_and(|q| book.qualities[q].id == id));
        serving.for_each(|rule| entry(&mut page, &rule.id, &rule_line(book, rule)));
    }
    for preset in book.presets.iter().filter(|preset| preset.id == id) {
        page.heading(&format!("{} (preset {id})", preset.title));
        page.paragraph("  ", "  ", &preset.about);
        page.paragraph("  ", "  ", &format!("`archwise questions --preset {id}` writes it as a file."));
        preset.sources.iter().for_each(|&source| citation(&mut page, &book.sources[source]));
        page.paragraph("  ", "  ", "What it assumes:");
    }
    for source in book.sources.iter().filter(|source| source.id == id) {
        whole_source(&mut page, book, source);
    }
    page.finish()
}

fn whole_axis(page: &mut Page, book: &Rulebook, axis: &Axis) {
    page.heading(&format!("{} (axis)", axis.id));
    page.paragraph("  ", "  ", &axis.ask);
    for side in Side::ALL {
        page.paragraph("  - ", "    ", &side_line(book, axis, side));
    }
    let all: ArchitectureSet = book.architectures.keys().collect();
    let neither = all.difference(axis.high.union(axis.low));
    if !neither.is_empty() {
        page.paragraph("  - ", "    ", &format!("on neither side: {}", ids(book, neither)));
    }
}

fn whole_source(page: &mut Page, book: &Rulebook, source: &Source) {
    page.heading(&format!("{} (source {})", source.title, source.id));
    citation(page, source);
    let index = book.sources.position(|other| other.id == source.id);
    let rules = book.rules.iter().filter(|rule| rule.sources.iter().any(|cited| Some(*cited) == index));
    let rules: Vec<&str> = rules.map(|rule| rule.id.as_str()).collect();
    let questions = book.questions.iter();
    let questions = questions.filter(|q| q.usual_sources.iter().any(|cited| Some(*cited) == index));
    let questions: Vec<&str> = questions.map(|question| question.id.as_str()).collect();
    let advised =
        book.architectures.iter().filter(|a| a.guidance.sources().any(|cited| Some(cited) == index));
    let advised: Vec<&str> = advised.map(|architecture| architecture.id.as_str()).collect();
    if !advised.is_empty() {
        page.paragraph("  ", "    ", &format!("cited in the advice for {}", advised.join(", ")));
    }
    if !rules.is_empty() || (questions.is_empty() && advised.is_empty()) {
        page.paragraph("  ", "    ", &format!("cited by {}", rules.join(", ")));
    }
    if !questions.is_empty() {
        page.paragraph("  ", "    ", &format!("cited for the shares of {}", questions.join(", ")));
    }
}

/// Says what an architecture is made of, and how parts stand on it.
fn composition(page: &mut Page, book: &Rulebook, architecture: &Architecture) {
    let id = |a: &ArchitectureId| format!("`{}`", book.architectures[*a].id);
    if !architecture.combines.is_empty() {
        let ids: Vec<String> = architecture.combines.iter().map(id).collect();
        let backbone = architecture.backbone.map(|a| format!(", on the backbone {}", id(&a)));
        let text = format!("combines {}{}", and_list(&ids), backbone.unwrap_or_default());
        page.paragraph("  ", "    ", &text);
    }
    if let Some(stand) = &architecture.parts_stand {
        let several = (stand.one != stand.several).then(|| format!(", several {}", stand.several));
        page.paragraph("  ", "    ", &format!("a part stands {}{}", stand.one, several.unwrap_or_default()));
    }
    if let Some(topology) = &architecture.topology {
        let shape = match topology.shape {
            Shape::Copies => "each part in copies",
            Shape::Apart => "parts apart",
            Shape::Together => "parts together in one",
        };
        page.paragraph("  ", "    ", &format!("drawn with {shape}: {}", topology.boxes.join(", ")));
    }
}

fn whole_rule(page: &mut Page, book: &Rulebook, rule: &Rule) {
    page.heading(&format!("{} (rule)", rule.id));
    if let Some(quality) = rule.quality {
        page.paragraph("  ", "    ", &format!("quality: {}", book.qualities[quality].name));
    }
    if let Some(axis) = rule.axis {
        page.paragraph("  ", "    ", &format!("axis: {}", book.axes[axis].id));
    }
    for clause in &book.clauses[rule.clauses.clone()] {
        let otherwise = if clause.branch.is_some_and(|branch| branch > 0) { "else " } else { "" };
        page.paragraph("  ", "    ", &format!("{otherwise}when {}", book.condition_text(&clause.when)));
        page.paragraph("    ", "      ", &effect(book, clause));
        if let Some(message) = clause.effect.warning() {
            page.paragraph("    ", "      ", message);
        }
        page.paragraph("    ", "      ", &clause.because);
    }
    if let Some(seam) = seam(book, rule) {
        let when = book.across_text(&seam.across);
        page.paragraph("  ", "    ", &format!("where two parts exchange data and stand apart, and {when}"));
        page.paragraph("    ", "      ", "warns at a seam");
        page.paragraph("    ", "      ", &seam.message);
        page.paragraph("    ", "      ", &seam.because);
    }
    if book.layers.len() > 1 {
        page.paragraph("  ", "    ", &format!("layer: {}", book.layers[rule.layer]));
    }
    if let Some(evidence) = rule.evidence {
        page.paragraph("  ", "    ", &format!("evidence: {}", evidence.word()));
    }
    for &source in &rule.sources {
        citation(page, &book.sources[source]);
    }
}

fn whole_question(page: &mut Page, book: &Rulebook, question: &Question) {
    page.heading(&format!("{} (question)", question.id));
    page.paragraph("  ", "  ", &question.ask);
    page.paragraph("  ", "  ", question.help.as_deref().unwrap_or_default());
    if let Some(ask_when) = &question.ask_when {
        page.paragraph("  ", "  ", &format!("asked only when {}", book.condition_text(ask_when)));
    }
    page.paragraph("  ", "  ", &styled(QUIET, question.kind.describe()));
    if question.fixed {
        page.paragraph("  ", "  ", &styled(QUIET, "history, which no change of plan undoes"));
    }
    formerly(page, "  ", &question.formerly);
    for choice in &question.options {
        let from = choice.from.map(|from| format!(" (from {from})")).unwrap_or_default();
        page.paragraph("  - ", "    ", &format!("{}: {}{from}", styled(BOLD, &choice.id), choice.label));
        if let Some(example) = &choice.example {
            page.paragraph("    ", "    ", &styled(QUIET, &format!("for example: {example}")));
        }
        formerly(page, "    ", &choice.formerly);
    }
    how_usual_its_options_are(page, book, question);
    observed(page, question);
    let index = book.question(&question.id);
    let asks = |test: &Test| Some(book.variables[test.variable].question) == index;
    let reads = |clause: &Clause| clause.when.tests().any(asks);
    let seam_reads = |seam: &Seam| seam.across.conditions().flat_map(Condition::tests).any(asks);
    let reading: Vec<&str> = book
        .rules
        .iter()
        .filter(|rule| {
            book.clauses[rule.clauses.clone()].iter().any(reads) || seam(book, rule).is_some_and(seam_reads)
        })
        .map(|rule| rule.id.as_str())
        .collect();
    if !reading.is_empty() {
        page.paragraph("  ", "    ", &format!("read by {}", reading.join(", ")));
    }
    let tells = |entry: Entry<'_>| {
        entry.conditions.into_iter().flatten().any(|when| when.condition.tests().any(asks))
    };
    let advised = book.architectures.iter().filter(|a| a.guidance.entries().any(tells));
    let advised: Vec<&str> = advised.map(|architecture| architecture.id.as_str()).collect();
    if !advised.is_empty() {
        page.paragraph("  ", "    ", &format!("read by the advice for {}", advised.join(", ")));
    }
}

/// Says what something was called in earlier versions.
fn formerly(page: &mut Page, indent: &str, ids: &[String]) {
    if !ids.is_empty() {
        page.paragraph(indent, indent, &styled(QUIET, &format!("formerly {}", or_list(ids))));
    }
}

/// Gives the shares of the options in figures and words, in the order in which they are tried.
fn how_usual_its_options_are(page: &mut Page, book: &Rulebook, question: &Question) {
    let (unit, first) = match question.kind {
        Kind::Multi => ("how usual each is by itself, in percent", "that holds and names it"),
        Kind::Ordinal | Kind::Nominal | Kind::Number => ("how usual, in percent", "that holds"),
    };
    match question.usual.as_slice() {
        [] => {}
        [only] if only.when.is_none() => {
            page.paragraph("  ", "    ", &format!("{unit}: {}", shares(question, only)));
        }
        several => {
            page.paragraph("  ", "    ", &format!("{unit}, by the first of these {first}:"));
            for usual in several {
                let when = usual.when.as_ref().map(|when| format!("when {}", book.condition_text(when)));
                let when = when.unwrap_or_else(|| "otherwise".to_owned());
                page.paragraph("  - ", "    ", &format!("{when}: {}", shares(question, usual)));
            }
        }
    }
    for &source in &question.usual_sources {
        citation(page, &book.sources[source]);
    }
}

/// Says which facts of a repository narrow the answer, or are shown beside it.
fn observed(page: &mut Page, question: &Question) {
    for observed in &question.observed {
        let levels = observed.fact.levels().iter().zip(&observed.by_level);
        let levels = levels
            .filter_map(|(level, sets)| Some(format!("{} {}", level.id, question.left_by(sets.as_ref()?))))
            .collect::<Vec<_>>();
        let levels = if levels.is_empty() { String::new() } else { format!(": {}", levels.join("; ")) };
        let does = if observed.hint { "is shown beside it" } else { "narrows it" };
        let text = format!("the observed fact {} {does}{levels}", observed.fact.id());
        page.paragraph("  ", "    ", &text);
    }
}

fn shares(question: &Question, usual: &Usual) -> String {
    let options = question.options.iter().zip(question.percentages(usual));
    let share = |(choice, percentage): (&Choice, Option<u32>)| {
        percentage.map(|of| format!("{} {of} ({})", choice.id, how_usual(of)))
    };
    options.filter_map(share).collect::<Vec<_>>().join(", ")
}

fn citation(page: &mut Page, source: &Source) {
    page.paragraph(
        "  ",
        "    ",
        &format!("[{}] {}: {}, {}. {}", source.id, source.author, source.title, source.year, source.url),
    );
}
