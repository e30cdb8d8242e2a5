//! The interview over plausible systems: how soon its leader is the one that all answers come to.

use std::collections::BTreeMap;

use archwise::answers::Answers;
use archwise::authoring::calibration::{AFTER, Exchange, Interviewer, Kept, LeadBand, Noise};
use archwise::authoring::calibration_results::{ReliabilityTable, kept};
use archwise::engine::{Effort, Evaluation, Problem, Shares};
use archwise::rulebook::{ArchitectureId, OptionSets, QuestionId, Rulebook};

use super::page;
use super::plausible::Archetypes;

/// Of each archetype.
const SYSTEMS: usize = 100;

/// The interviews with systems of one archetype.
struct Interviews {
    /// What the archetype is called, and what it is.
    id: String,
    about: String,
    systems: Vec<System>,
}

/// A system about which everything is known.
struct System {
    answers: Answers,
    winner: Option<ArchitectureId>,
    exchanges: Vec<Exchange>,
}

fn leader(rulebook: &Rulebook, sets: OptionSets) -> Option<ArchitectureId> {
    Evaluation::of(&Problem { sets, ..Problem::open(rulebook) }).leader()
}

/// Interviews systems of each archetype side by side; `first` is asked first, if it is given.
fn interviews(rulebook: &Rulebook, count: usize, first: Option<&[QuestionId]>) -> Vec<Interviews> {
    let known = Archetypes::load();
    let most = AFTER.into_iter().max().unwrap();
    std::thread::scope(|scope| {
        let threads = known.archetypes.iter().map(|archetype| {
            let systems = known.systems(archetype, rulebook, count);
            scope.spawn(move || {
                let mut interviewer = match first {
                    Some(first) => Interviewer::beginning_with(rulebook, first.to_vec()),
                    None => Interviewer::new(rulebook),
                };
                let systems = systems.into_iter().map(|answers| System {
                    winner: leader(rulebook, answers.sets().clone()),
                    exchanges: interviewer.ask(&answers, most),
                    answers,
                });
                Interviews {
                    id: archetype.id.clone(),
                    about: archetype.about.clone(),
                    systems: systems.collect(),
                }
            })
        });
        let threads: Vec<_> = threads.collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    })
}

fn agreement<'s>(systems: impl Iterator<Item = &'s System>, after: usize) -> Kept {
    let agrees = |system: &System| {
        let last = system.exchanges[..after.min(system.exchanges.len())].last();
        last.and_then(|exchange| exchange.leader) == system.winner
    };
    systems.map(agrees).collect()
}

fn all(interviews: &[Interviews]) -> impl Iterator<Item = &System> {
    interviews.iter().flat_map(|interviews| &interviews.systems)
}

fn agreements(interviews: &[Interviews]) -> ReliabilityTable {
    let row = |name: &str, systems: &[&System]| {
        let figures = AFTER.map(|after| kept(agreement(systems.iter().copied(), after)));
        [name.to_owned()].into_iter().chain(figures).collect::<Vec<String>>()
    };
    let mut rows: Vec<Vec<String>> = interviews
        .iter()
        .map(|interviews| row(&interviews.id, &interviews.systems.iter().collect::<Vec<_>>()))
        .collect();
    rows.push(row("all of them", &all(interviews).collect::<Vec<_>>()));
    let columns = ["".to_owned()].into_iter().chain(AFTER.map(|after| format!("{after} answers")));
    ReliabilityTable {
        heading: "Leaders of an interview".to_owned(),
        about: format!(
            "How often the architecture that leads after some answers is the one that all answers come to, over \
             {SYSTEMS} systems of each archetype."
        ),
        columns: columns.collect(),
        rows,
    }
}

/// Which questions are asked at each place, the most frequent ones.
fn order(rulebook: &Rulebook, interviews: &[Interviews]) -> ReliabilityTable {
    let places = AFTER.into_iter().max().unwrap();
    let rows = (0..places).map(|place| {
        let mut asked: BTreeMap<QuestionId, u32> = BTreeMap::new();
        let questions = all(interviews).filter_map(|system| system.exchanges.get(place));
        questions.for_each(|exchange| *asked.entry(exchange.question).or_default() += 1);
        let of: u32 = asked.values().sum();
        let mut asked: Vec<(QuestionId, u32)> = asked.into_iter().collect();
        asked.sort_by_key(|(question, times)| (std::cmp::Reverse(*times), *question));
        let shown = asked.iter().take(3).map(|(question, times)| {
            format!("{} ({} %)", rulebook.questions[*question].id, (100 * times + of / 2) / of)
        });
        vec![(place + 1).to_string(), shown.collect::<Vec<_>>().join(", ")]
    });
    ReliabilityTable {
        heading: "Questions of an interview".to_owned(),
        about: "The questions that are asked most often at each place of these interviews.".to_owned(),
        columns: ["place", "questions"].map(str::to_owned).to_vec(),
        rows: rows.collect(),
    }
}

fn winners(rulebook: &Rulebook, interviews: &[Interviews]) -> ReliabilityTable {
    let count = |systems: &[System], a: ArchitectureId| {
        let won = systems.iter().filter(|system| system.winner == Some(a)).count();
        format!("{:.0} %", 100.0 * won as f64 / systems.len() as f64)
    };
    let rows = interviews.iter().map(|interviews| {
        let shares = rulebook.architectures.keys().map(|a| count(&interviews.systems, a));
        [interviews.id.clone(), interviews.about.clone()].into_iter().chain(shares).collect()
    });
    let names = rulebook.architectures.iter().map(|architecture| architecture.id.clone());
    ReliabilityTable {
        heading: "Archetypes".to_owned(),
        about: format!("What is recommended to {SYSTEMS} systems of each archetype."),
        columns: ["", "what it is"].map(str::to_owned).into_iter().chain(names).collect(),
        rows: rows.collect(),
    }
}

fn noise(rulebook: &Rulebook, interviews: &[Interviews]) -> ReliabilityTable {
    let noise = Noise::measure(rulebook, all(interviews).map(|system| &system.answers));
    let row = |band: LeadBand| {
        Some(vec![format!("a lead {}", band.describe()), kept(*noise.by_lead.get(band.word())?)])
    };
    ReliabilityTable {
        heading: "Moved points over whole answers".to_owned(),
        about: format!(
            "How many winners stay when every point of every rule is moved by −1, 0 or +1 at random: {} draws over \
             {} of these systems, with every question answered.",
            noise.draws, noise.situations
        ),
        columns: ["", "winners that stay"].map(str::to_owned).to_vec(),
        rows: LeadBand::ALL.into_iter().filter_map(row).collect(),
    }
}

#[test]
fn the_interview_over_plausible_systems_is_as_the_docs_say() {
    let rulebook = Rulebook::builtin();
    let interviews = interviews(rulebook, SYSTEMS, None);
    let after_ten = agreement(all(&interviews), 10);
    assert!(after_ten.kept * 10 >= after_ten.of * 7, "{after_ten:?}");
    page::holds(
        "plausible systems",
        &[
            winners(rulebook, &interviews),
            agreements(&interviews),
            order(rulebook, &interviews),
            noise(rulebook, &interviews),
        ],
    );
}

/// How many winners are known by the answers to some questions alone.
fn known_by(rulebook: &Rulebook, systems: &[&System], questions: &[QuestionId]) -> usize {
    let knows = |system: &&&System| {
        let mut sets = rulebook.all_open();
        for question in questions {
            let variables = rulebook.questions[*question].variables.clone();
            sets[variables.clone()].copy_from_slice(&system.answers.sets()[variables]);
        }
        leader(rulebook, sets) == system.winner
    };
    systems.iter().filter(knows).count()
}

/// What wins most of the plausible completions after some answers.
fn likeliest(rulebook: &Rulebook, system: &System, after: usize) -> Option<ArchitectureId> {
    let mut sets = rulebook.all_open();
    for exchange in system.exchanges.iter().take(after) {
        let variables = rulebook.questions[exchange.question].variables.clone();
        sets[variables.clone()].copy_from_slice(&system.answers.sets()[variables]);
    }
    let shares = Shares::of(&Problem { sets, ..Problem::open(rulebook) }, &Effort::default());
    shares.first.keys().max_by(|a, b| shares.first[*a].total_cmp(&shares.first[*b]))
}

/// The pairs of positions under `end`.
fn pairs(end: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..end).flat_map(move |a| (a + 1..end).map(move |b| (a, b)))
}

fn print(rulebook: &Rulebook, of: usize, mut found: Vec<(usize, Vec<QuestionId>)>, most: usize) {
    found.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
    for (known, questions) in found.iter().take(most) {
        let ids: Vec<&str> = questions.iter().map(|q| rulebook.questions[*q].id.as_str()).collect();
        println!("{:.1} %  {}", 100.0 * *known as f64 / of as f64, ids.join(", "));
    }
}

/// Searches for the opening questions that tell most, the three that every interview begins with among them.
#[test]
#[ignore = "a search of minutes, to be read: cargo test --test calibration which -- --ignored --nocapture"]
fn which_questions_tell_most() {
    let rulebook = Rulebook::builtin();
    let known = Archetypes::load();
    let system = |answers: Answers| System {
        winner: leader(rulebook, answers.sets().clone()),
        answers,
        exchanges: Vec::new(),
    };
    let systems: Vec<System> = known
        .archetypes
        .iter()
        .flat_map(|archetype| known.systems(archetype, rulebook, 500))
        .map(system)
        .collect();
    let systems: Vec<&System> = systems.iter().collect();
    let few: Vec<&System> = systems.iter().copied().step_by(5).collect();
    let fixed =
        ["geographic-spread", "fault-tolerance", "release-cadence"].map(|id| rulebook.question(id).unwrap());
    println!("the three: {} of {}", known_by(rulebook, &systems, &fixed), systems.len());

    println!("with two more:");
    let others: Vec<QuestionId> = rulebook.questions.keys().filter(|q| !fixed.contains(q)).collect();
    let with_two = pairs(others.len()).map(|(a, b)| {
        let questions = [fixed.as_slice(), &[others[a], others[b]]].concat();
        (known_by(rulebook, &systems, &questions), questions)
    });
    let mut with_two: Vec<_> = with_two.collect();
    with_two.sort_by_key(|(known, _)| std::cmp::Reverse(*known));
    print(rulebook, systems.len(), with_two.clone(), 15);

    println!("the best three of any:");
    let ids: Vec<QuestionId> = rulebook.questions.keys().collect();
    let any = pairs(ids.len()).flat_map(|(a, b)| (b + 1..ids.len()).map(move |c| (a, b, c)));
    let any = any.map(|(a, b, c)| {
        let questions = vec![ids[a], ids[b], ids[c]];
        (known_by(rulebook, &few, &questions), questions)
    });
    print(rulebook, few.len(), any.collect(), 10);

    println!("what wins most of the plausible completions, in place of the leader:");
    let asked = interviews(rulebook, SYSTEMS, None);
    for after in AFTER {
        let agrees = |system: &System| likeliest(rulebook, system, after) == system.winner;
        println!("after {after}: {}", kept(all(&asked).map(agrees).collect()));
    }

    for (_, five) in with_two.iter().take(6) {
        println!("three of these five first:");
        let three = pairs(5).flat_map(|(a, b)| (b + 1..5).map(move |c| (a, b, c)));
        let three = three.map(|(a, b, c)| {
            let questions = vec![five[a], five[b], five[c]];
            (known_by(rulebook, &systems, &questions), questions)
        });
        print(rulebook, systems.len(), three.collect(), 10);
        let interviews = interviews(rulebook, SYSTEMS, Some(five));
        println!("the interview with these five first:");
        agreements(&interviews).rows.iter().for_each(|row| println!("{}", row.join(" | ")));
    }
}
