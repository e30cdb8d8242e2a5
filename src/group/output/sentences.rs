//! The sentences that every form of a group shares.

use crate::group::{
    Agreement, ChoiceView, DisputeView, GroupLead, GroupReport, LeadShare, NeedView, PortionView, WinnerView,
};
use crate::report::{number, percent, points};
use crate::rulebook::{Rulebook, and_list, capitalised, clause_list, counted, thousands};

/// Up to so many people are named in a sentence.
const NAMED: usize = 4;
/// From so many ways on a share says more than a count.
const MANY: u64 = 1_000;

/// Returns the people as the subject of a sentence: `Ada, Ben and Chris`, `12 people`.
pub(super) fn people(report: &GroupReport) -> String {
    let names: Vec<String> = report.people.iter().map(|person| person.name.clone()).collect();
    if names.len() > NAMED { format!("{} people", names.len()) } else { and_list(&names) }
}

/// Returns the name of an architecture.
pub(super) fn name<'r>(rulebook: &'r Rulebook, id: &'r str) -> &'r str {
    rulebook.architecture(id).map_or(id, |architecture| rulebook.architectures[architecture].name.as_str())
}

/// Returns what it comes to, a sentence each.
pub(super) fn summary(report: &GroupReport, rulebook: &Rulebook) -> Vec<String> {
    let people = people(report);
    let all = report.disagreements.len();
    if all == 0 {
        let common = &report.verdict.headline;
        let in_parts = report.parts.iter().any(|part| !part.matters.is_empty());
        let on = if in_parts { "on the system as a whole" } else { "on anything" };
        return vec![format!("{people} do not disagree {on}. Their common answers say: {common}.")];
    }
    let (things, them) = match all {
        1 => ("one thing".to_owned(), "it"),
        _ => (format!("{} things", number(all)), "them"),
    };
    let mut sentences = vec![format!("{people} disagree on {things}.")];
    match report.decided {
        Some(true) => {
            let leads = leader(report, rulebook);
            sentences.push(format!("That does not matter: however they settle {them}, {leads}."));
            if report.verdict.settled == Some(false) {
                sentences.push("What is not known can still change that.".to_owned());
            }
        }
        Some(false) => {
            sentences.push(how_many_matter(report));
            sentences.push(outcomes(report, rulebook, them));
        }
        None => sentences.push("The search ended before it could prove whether that matters.".to_owned()),
    }
    sentences
}

/// Returns who leads most often, to follow a comma.
fn leader(report: &GroupReport, rulebook: &Rulebook) -> String {
    match report.leads.first().and_then(|lead| lead.architecture.as_deref()) {
        Some(id) => format!("{} leads", name(rulebook, id)),
        None => "every candidate is ruled out".to_owned(),
    }
}

fn how_many_matter(report: &GroupReport) -> String {
    let count = |matters| report.disagreements.iter().filter(|item| item.matters == matters).count();
    let (matter, open, all) = (count(Some(true)), count(None), report.disagreements.len());
    let said = match matter {
        _ if all == 1 => "It matters".to_owned(),
        2 if all == 2 => "Both matter".to_owned(),
        _ if matter == all => "All of them matter".to_owned(),
        0 => return "Some of them matter, but it is not proven which.".to_owned(),
        1 => "One of them matters".to_owned(),
        some => format!("{} of them matter", capitalised(&number(some))),
    };
    match open {
        0 => format!("{said}."),
        some => format!("{said}, and {} more may.", number(some)),
    }
}

/// Returns how often each leads over all ways.
fn outcomes(report: &GroupReport, rulebook: &Rulebook, them: &str) -> String {
    if let [only] = report.leads.as_slice() {
        let leads = format!("{} leads", named(only, rulebook));
        return format!("However they settle {them}, {leads}, but not the same side on every axis.");
    }
    let exact = report.leads.iter().all(|lead| lead.ways.exact);
    let few = report.ways.filter(|ways| exact && *ways < MANY);
    let often = |lead: &LeadShare| match few {
        Some(_) => thousands(lead.ways.count.unwrap_or_default()),
        None => percent(lead.ways.share),
    };
    let each = report.leads.iter().map(|lead| format!("{} in {}", named(lead, rulebook), often(lead)));
    let each = and_list(&each.collect::<Vec<_>>()).replacen(" in ", " leads in ", 1);
    let ways =
        report.ways.map_or_else(|| "more ways than can be counted".to_owned(), |ways| counted(ways, "way"));
    let about = if exact { "" } else { ", as far as they were drawn" };
    format!("Of {ways} to settle {them}, {each}{about}.")
}

fn named(lead: &LeadShare, rulebook: &Rulebook) -> String {
    match &lead.architecture {
        Some(id) => name(rulebook, id).to_owned(),
        None => "nobody".to_owned(),
    }
}

/// Returns what counts as possible in the common answers; nothing where all is known.
pub(super) fn what_is_open(report: &GroupReport) -> Option<&'static str> {
    let disagree = !report.disagreements.is_empty();
    let nobody = report.questions.iter().any(|row| row.agreement == Agreement::Nobody);
    match (disagree, nobody) {
        (true, true) => Some(
            "Where they disagree, every answer that was given counts as possible; where nobody knows, every option \
             does.",
        ),
        (true, false) => Some("Where they disagree, every answer that was given counts as possible."),
        (false, true) => Some("Where nobody knows, every option counts as possible."),
        (false, false) => None,
    }
}

/// Returns whose lead the disagreements move.
pub(super) fn lead(report: &GroupReport, rulebook: &Rulebook) -> Option<String> {
    let GroupLead { of, over, now } = report.lead.as_ref()?;
    let (of, over) = (name(rulebook, of), name(rulebook, over));
    let now = match now {
        0 => "none by the common answers".to_owned(),
        1.. => format!("{} by the common answers", points(*now)),
        _ => format!("{} behind by the common answers", points(-now)),
    };
    Some(format!("What they move is the lead of {of} over {over}: {now}."))
}

/// Returns a disagreement as it is asked: the question, or the entry of a multiple choice in question.
pub(super) fn asked(item: &DisputeView) -> String {
    match &item.entry_label {
        Some(entry) => format!("{} – {}?", item.ask, entry.trim_end_matches('?')),
        None => item.ask.clone(),
    }
}

/// Returns what settling a disagreement changes, and by how much.
pub(super) fn effect(item: &DisputeView, report: &GroupReport, rulebook: &Rulebook) -> String {
    let decides = decides(item, report);
    match (&report.lead, item.moves_lead_by) {
        (Some(lead), Some(moves)) if moves > 0 => format!(
            "{decides}, and by itself moves the lead of {} over {} by {}.",
            name(rulebook, &lead.of),
            name(rulebook, &lead.over),
            points(moves)
        ),
        _ => format!("{decides}."),
    }
}

/// Returns who stands against whom, and the effect, in as few words as an overview has room for.
pub(super) fn overview(item: &DisputeView, report: &GroupReport) -> String {
    let moves = item.moves_lead_by.filter(|moves| *moves > 0);
    let moves = moves.map(|moves| format!(", and moves the lead by {}", points(moves)));
    let side = |choice: &ChoiceView| match choice.people.len() {
        ..NAMED => sayers(&choice.people, &choice.unsure),
        some => format!("{some} people"),
    };
    let sides: Vec<String> = item.choices.iter().map(side).collect();
    let sides = match sides.as_slice() {
        [one, other] => format!("{one} against {other}"),
        sides => format!("{} answers: {}", capitalised(&number(sides.len())), sides.join("; ")),
    };
    format!("{sides}. {}{}.", decides(item, report), moves.unwrap_or_default())
}

fn decides(item: &DisputeView, report: &GroupReport) -> String {
    let what = if report.leads.len() > 1 { "who leads" } else { "which side leads on an axis" };
    let PortionView { count, of, share, exact } = item.decides;
    match (count, of) {
        _ if item.matters.is_none() => "Whether it matters is not proven".to_owned(),
        (Some(1), Some(1)) => format!("It decides {what}"),
        (Some(count), Some(of)) if exact && count == of => {
            format!("It decides {what}, however the rest is settled")
        }
        (Some(count), Some(of)) if exact && of < MANY => {
            let (count, of) = (thousands(count), thousands(of));
            format!("It decides {what} in {count} of the {of} ways to settle the rest")
        }
        _ if exact => format!("It decides {what} in {} of the ways to settle the rest", percent(share)),
        _ => format!(
            "It decides {what} in about {} of the ways to settle the rest, as far as they were drawn",
            percent(share)
        ),
    }
}

/// Returns who leads most often, and how often: `Hybrid leads in 14 of 18 ways`.
pub(super) fn most_often(leads: &[LeadShare], rulebook: &Rulebook) -> String {
    let Some(first) = leads.first() else { return String::new() };
    let leads = match &first.architecture {
        Some(id) => format!("{} leads", name(rulebook, id)),
        None => "every candidate is ruled out".to_owned(),
    };
    let PortionView { count, of, share, exact } = first.ways;
    match (count, of) {
        (Some(1), Some(1)) if exact => leads,
        (Some(2), Some(2)) if exact => format!("{leads} in both ways"),
        (Some(count), Some(of)) if exact && count == of => format!("{leads} in all {} ways", thousands(of)),
        (Some(count), Some(of)) if exact && of < MANY => {
            format!("{leads} in {} of {} ways", thousands(count), thousands(of))
        }
        _ if exact => format!("{leads} in {} of the ways", percent(share)),
        _ => format!("{leads} in about {} of the ways", percent(share)),
    }
}

/// Returns who says something, with those marked who leave something else possible: `Ada and Ben (unsure)`.
pub(super) fn sayers(people: &[String], unsure: &[String]) -> String {
    let one = |name: &String| match unsure.contains(name) {
        true => format!("{name} (unsure)"),
        false => name.clone(),
    };
    and_list(&people.iter().map(one).collect::<Vec<_>>())
}

/// Returns what it takes for an architecture to lead however the rest is settled.
pub(super) fn takes(winner: &WinnerView, report: &GroupReport, rulebook: &Rulebook) -> String {
    let who = name(rulebook, &winner.architecture);
    match winner.needs.as_deref() {
        None => format!("{who}: the search ended before it found the fewest disagreements that it takes."),
        Some([]) => format!("{who} leads however they are settled."),
        Some(needs) => {
            let clauses: Vec<String> = needs.iter().map(|need| need.clause.clone()).collect();
            format!(
                "{who} leads, however the rest is settled, if {}. {}",
                clause_list(&clauses),
                against(needs, report)
            )
        }
    }
}

/// Returns who would have to give way.
fn against(needs: &[NeedView], report: &GroupReport) -> String {
    let gives_way = |name: &&String| needs.iter().any(|need| need.against.contains(name));
    let people = report.people.iter().map(|person| &person.name);
    let names: Vec<String> = people.filter(gives_way).cloned().collect();
    match names.as_slice() {
        [] => "Nobody rules that out.".to_owned(),
        names => format!("{} would have to give way.", and_list(names)),
    }
}

/// Returns what is said of the weights, a sentence each; nothing where all weigh alike.
pub(super) fn weights(report: &GroupReport, rulebook: &Rulebook) -> Vec<String> {
    let weights = &report.weights;
    if weights.differing.is_empty() {
        return Vec::new();
    }
    let leader = report.leads.first().and_then(|lead| lead.architecture.as_deref());
    let leader = leader.filter(|_| report.decided == Some(true)).map(|id| name(rulebook, id));
    let mut sentences = Vec::new();
    match (leader, weights.stands) {
        (Some(leader), Some(true)) => {
            sentences.push(format!(
                "{leader} leads with every weighting between these, however the rest is settled."
            ));
        }
        (Some(_), Some(false)) => {
            sentences.push("With some weightings between these another one leads.".to_owned());
        }
        (Some(leader), None) => {
            sentences
                .push(format!("It is not proven that {leader} leads with every weighting between these."));
        }
        (None, _) => {}
    }
    let who = |stands: Option<bool>| -> Vec<String> {
        let people = report.people.iter().filter(|person| person.stands == stands);
        people.map(|person| person.name.clone()).collect()
    };
    let (keep, lose, unproven) = (who(Some(true)), who(Some(false)), who(None));
    if lose.is_empty() && unproven.is_empty() {
        sentences
            .push("Each one’s own recommendation is the same with every weighting between these.".to_owned());
    } else {
        for (names, what) in [
            (&keep, "stays the same with every weighting between these"),
            (&lose, "changes with some weighting between these"),
            (&unproven, "is not proven to stay the same with every weighting between these"),
        ] {
            if !names.is_empty() {
                sentences.push(format!("The recommendation by the answers of {} {what}.", and_list(names)));
            }
        }
    }
    sentences
}
