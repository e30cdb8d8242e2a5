//! The first page of a record in sentences: what it is about, which options there were, and what came out.

use serde::Serialize;

use crate::engine::Status;
use crate::options::Truth;
use crate::render::signed;
use crate::report::{Argument, NeedState, Ranked, Report, clause, points, sum};
use crate::rulebook::{and_list, counted};

/// How many needs are named of each kind.
const FEW: usize = 2;
/// How many reasons for and against an option, facts, questions and the like are named.
const MOST: usize = 3;

/// What the templates of a record say on its first page.
#[derive(Serialize)]
pub(super) struct FirstPage {
    /// Which question is decided, what decides it most, and what is not known.
    context: Vec<String>,
    /// Each option with its points and the strongest reasons for and against it.
    options: Vec<String>,
    /// What was chosen, and what for.
    outcome: String,
    /// What follows from it, good and bad.
    consequences: Vec<String>,
    /// What to watch, for which to decide again.
    watch: Vec<String>,
}

impl FirstPage {
    pub(super) fn of(report: &Report) -> Self {
        Self {
            context: context(report),
            options: report.ranking.iter().map(|ranked| option(report, ranked)).collect(),
            outcome: outcome(report),
            consequences: consequences(report),
            watch: watch(report),
        }
    }
}

fn context(report: &Report) -> Vec<String> {
    // A title may be any text: the quotation marks say where it ends.
    let what = report.title.as_ref().map_or("the system".to_owned(), |title| format!("“{title}”"));
    let mut context = vec![format!("Which architecture should {what} have?")];
    let facts = facts(report);
    if !facts.is_empty() {
        context.push(format!("What separates the first two most: {}.", facts.join("; ")));
    }
    let live: Vec<String> = report
        .open_questions
        .iter()
        .filter(|open| open.matters != Some(false))
        .map(|open| format!("“{}”", open.ask))
        .collect();
    if !live.is_empty() {
        let rest = live.len().saturating_sub(MOST);
        let mut named = live[..live.len() - rest].to_vec();
        if rest > 0 {
            named.push(counted(rest, "other question"));
        }
        context.push(format!("What is still open and can change the decision: {}.", and_list(&named)));
    }
    context
}

/// Returns the facts behind the strongest reasons for and against the leader, each once.
fn facts(report: &Report) -> Vec<&str> {
    let Some((leader, other)) = report.pair() else { return Vec::new() };
    let weighing = report.weighing(leader, other);
    let strongest = weighing.in_favour.iter().take(MOST).chain(weighing.against.iter().take(MOST - 1));
    let all: Vec<&str> = strongest.map(|(_, argument)| clause(&argument.why)).collect();
    // One that another one holds as well would be said twice.
    let is_new = |at: usize| {
        all.iter()
            .enumerate()
            .all(|(other, fact)| other == at || !fact.contains(all[at]) || (*fact == all[at] && other > at))
    };
    (0..all.len()).filter(|at| is_new(*at)).map(|at| all[at]).collect()
}

/// Returns an option with its points, and with what counts most for and against it.
fn option(report: &Report, ranked: &Ranked) -> String {
    let name = report.name(&ranked.architecture);
    let [in_favour, against] = [report.gains(&ranked.architecture), report.costs(&ranked.architecture)];
    let out = report
        .vetoes
        .iter()
        .filter(|veto| veto.state == Truth::Holds && veto.architectures.contains(&ranked.architecture));
    let out: Vec<String> = out.map(|veto| clause(&veto.why).to_owned()).collect();
    let in_favour = side(report, "For it", &in_favour);
    let net = points(ranked.net);
    match out.is_empty() {
        true => format!("{name}: {net}.{in_favour}{}", side(report, "Against it", &against)),
        // What rules it out counts for more than all that is against it.
        false => format!("{name}: {net}, but ruled out because {}.{in_favour}", out.join(", and because ")),
    }
}

/// Returns what counts on one side, the rest added up: ` For it: the budget is tight (Cost +3).`
fn side(report: &Report, word: &str, reasons: &[(i32, &Argument)]) -> String {
    if reasons.is_empty() {
        return String::new();
    }
    let shown = &reasons[..reasons.len().min(MOST)];
    let rest = &reasons[shown.len()..];
    let mut said: Vec<String> = shown
        .iter()
        .map(|(points, argument)| {
            let quality = report.quality_name(&argument.quality);
            format!("{} ({quality} {})", clause(&argument.why), signed(*points))
        })
        .collect();
    if !rest.is_empty() {
        said.push(format!("{} ({})", counted(rest.len(), "more reason"), signed(sum(rest))));
    }
    format!(" {word}: {}.", said.join("; "))
}

fn outcome(report: &Report) -> String {
    let verdict = &report.verdict;
    let Some(name) = verdict.architecture.as_deref().map(|id| report.name(id)) else {
        return "No option is left: every one is ruled out.".to_owned();
    };
    if verdict.status == Status::Open {
        let so_far = match (verdict.runner_up.as_deref(), verdict.margin) {
            (Some(second), Some(0)) => format!("\"{name}\" and \"{}\" are level so far", report.name(second)),
            (_, Some(margin @ 1..)) => format!("\"{name}\" leads so far, by {}", points(margin)),
            _ => format!("\"{name}\" comes first so far"),
        };
        return format!("{so_far}. The assessment is open: answers that are missing can still change it.");
    }
    let why = match (&verdict.ruled_out_leader, &verdict.runner_up, verdict.margin) {
        (Some(out), ..) => {
            let lead = points(out.lead);
            format!(", because {}, which would lead by {lead}, is ruled out: {}", out.name, out.because())
        }
        (None, Some(second), Some(margin))
            if verdict.status == Status::Close && margin < report.rulebook.close_call =>
        {
            let second = report.name(second);
            match margin {
                0 => format!(", which the rulebook lists first; {second} has as many points"),
                _ => format!(", though {second} is only {} behind", points(margin)),
            }
        }
        (None, Some(second), Some(margin)) => {
            format!(", because it is {} ahead of {}", points(margin), report.name(second))
        }
        _ => ", because no other one is left".to_owned(),
    };
    format!("Chosen option: \"{name}\"{why}.")
}

fn consequences(report: &Report) -> Vec<String> {
    let Some(leader) = report.leader() else {
        return vec!["None: nothing was decided.".to_owned()];
    };
    let net = |sign: i32| {
        let mut of: Vec<(i32, &str)> = report
            .qualities
            .iter()
            .map(|quality| (quality.net.get(&leader.id).copied().unwrap_or_default(), quality.name.as_str()))
            .filter(|(points, _)| points.signum() == sign)
            .collect();
        of.sort_by_key(|(points, _)| -points * sign);
        of.iter().map(|(points, name)| format!("{name} ({})", signed(*points))).collect::<Vec<_>>()
    };
    let needs = |state: NeedState, word: &'static str| {
        let needs = leader.guidance.needs.iter().filter(move |need| need.state == state);
        needs.map(move |need| format!("{word}: {}", need.what))
    };
    let lists = [("Good for", net(1)), ("Bad for", net(-1))];
    let lists = lists.into_iter().filter(|(_, list)| !list.is_empty());
    let lists = lists.map(|(word, list)| format!("{word} {}.", and_list(&list)));
    let missing = needs(NeedState::NotInPlace, "Missing");
    let unknown = needs(NeedState::NotAsked, "To be checked");
    let warnings = report.holding_warnings().take(1).map(|warning| format!("Watch out: {}", warning.message));
    let risks = leader.guidance.risks.iter().filter(|risk| risk.bites == Some(Truth::Holds));
    let risks = risks.take(1).map(|risk| format!("Risk: {} {}", risk.what, risk.mitigation));
    let price = leader.price.iter().map(|price| format!("Its price: {price}"));
    lists
        .chain(price)
        .chain(missing.take(FEW))
        .chain(unknown.take(FEW))
        .chain(warnings)
        .chain(risks)
        .collect()
}

fn watch(report: &Report) -> Vec<String> {
    let watched = report.changes.answered.iter().filter(|change| change.to_watch);
    watched.take(MOST).map(|change| change.when.clone()).collect()
}
