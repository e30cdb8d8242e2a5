//! What no experienced architect would accept, searched for over 20,000 plausible systems.
#![allow(clippy::unwrap_used)]

mod plausible;

use archwise::answers::{Answers, Origin, Reply};
use archwise::engine::{Evaluation, Problem};
use archwise::options::Truth;
use archwise::rulebook::{Clause, Rulebook};
use plausible::Archetypes;

/// Of each of the four archetypes.
const SYSTEMS: usize = 5_000;

/// Answers with which one region carries less of what is asked of it.
const HARDER_FOR_ONE_REGION: [(&str, &[&str]); 5] = [
    ("geographic-spread", &["multi-region", "global"]),
    ("data-residency", &["some-data", "several-jurisdictions"]),
    ("fault-tolerance", &["region-loss"]),
    ("blast-radius", &["+by-customers"]),
    ("growth", &["+regions"]),
];

/// Answers that tie the parts of a system closer together.
const MORE_COUPLED: [(&str, &[&str]); 3] = [
    ("communication", &["+chatty", "+large-payloads", "+deep-chains", "+cross-domain-queries"]),
    ("transaction-scope", &["compensable", "atomic-across-domains"]),
    ("release-independence", &["ship-together"]),
];

fn systems() -> impl Iterator<Item = Answers> {
    let known = Archetypes::load();
    let rulebook = Rulebook::builtin();
    let drawn: Vec<Vec<Answers>> =
        known.archetypes.iter().map(|archetype| known.systems(archetype, rulebook, SYSTEMS)).collect();
    drawn.into_iter().flatten()
}

fn evaluation(answers: &Answers) -> Evaluation {
    let rulebook = Rulebook::builtin();
    Evaluation::of(&Problem { sets: answers.sets().clone(), ..Problem::open(rulebook) })
}

fn leader(answers: &Answers) -> &'static str {
    let leader = evaluation(answers).leader();
    leader.map_or("nobody", |leader| &Rulebook::builtin().architectures[leader].id)
}

/// Returns each system that differs from this one by an answer of the list that says more than its own.
fn changed<'a>(
    answers: &'a Answers,
    list: &'a [(&'a str, &'a [&'a str])],
) -> impl Iterator<Item = (String, Answers)> + 'a {
    let rulebook = Rulebook::builtin();
    let changes = list.iter().flat_map(|(id, options)| options.iter().map(move |option| (*id, *option)));
    changes.filter_map(|(id, text)| {
        let question = rulebook.question(id).unwrap();
        let mut reply = Reply::parse(&rulebook.questions[question], text).unwrap();
        let now = answers.reply(rulebook, question)?;
        // Of a scale, or of a list from the least to the most demanding.
        let says_more = now.sets[0].first() < reply.sets[0].first();
        if text.starts_with('+') {
            // What is said of the other options stays.
            let given = reply.sets.iter().zip(&now.sets);
            reply.sets = given.map(|(new, old)| if new.single().is_some() { *new } else { *old }).collect();
        }
        if reply.sets == now.sets || !(says_more || text.starts_with('+') || id == "release-independence") {
            return None;
        }
        let mut changed = answers.clone();
        changed.set(rulebook, question, &reply, Origin::Prompt);
        Some((format!("{id} = {text}"), changed))
    })
}

/// Returns the answers one by one, for a reader who wants to try them.
fn told(answers: &Answers) -> String {
    let rulebook = Rulebook::builtin();
    let said = |(index, question): (_, &archwise::rulebook::Question)| {
        format!("{}: {}", question.id, answers.shown(rulebook, index))
    };
    rulebook.questions.iter_enumerated().map(said).collect::<Vec<_>>().join("; ")
}

/// Fails with how many of the changes move a system from one of `from` to one of `to`, and with the first.
fn none_moves(list: &[(&str, &[&str])], from: &[&str], to: &[&str]) {
    let (mut tried, mut moved) = (0, Vec::new());
    for answers in systems() {
        let before = leader(&answers);
        if !from.contains(&before) {
            continue;
        }
        for (change, changed) in changed(&answers, list) {
            tried += 1;
            let after = leader(&changed);
            if to.contains(&after) {
                moved.push(format!("{before} → {after} by {change}: {}", told(&answers)));
            }
        }
    }
    assert!(tried > 10_000, "{tried}");
    assert!(
        moved.is_empty(),
        "{} of {tried}, such as\n{}",
        moved.len(),
        moved[..moved.len().min(3)].join("\n")
    );
}

#[test]
fn what_one_region_carries_less_well_does_not_split_a_monolith() {
    none_moves(&HARDER_FOR_ONE_REGION, &["modular-monolith"], &["microservices"]);
}

#[test]
fn parts_that_are_coupled_more_do_not_make_a_hybrid() {
    none_moves(&MORE_COUPLED, &["modular-monolith", "microservices", "distributed"], &["hybrid"]);
}

#[test]
fn one_team_gets_services_only_with_a_warning_and_never_a_hybrid() {
    let rulebook = Rulebook::builtin();
    let teams = rulebook.question("teams").unwrap();
    let mut alone = 0;
    for answers in systems().filter(|answers| answers.text(rulebook, teams) == "one") {
        alone += 1;
        let found = leader(&answers);
        assert_ne!(found, "hybrid", "{}", told(&answers));
        if found == "microservices" {
            let evaluation = evaluation(&answers);
            let of_teams = |clause: &&Clause| {
                clause.effect.warning().is_some()
                    && clause.when.tests().any(|test| rulebook.variables[test.variable].question == teams)
            };
            let told_why = rulebook
                .clauses
                .iter_enumerated()
                .any(|(index, clause)| of_teams(&clause) && evaluation.truths[index] == Truth::Holds);
            assert!(told_why, "{}", told(&answers));
        }
    }
    assert!(alone > 3_000, "{alone}");
}

#[test]
fn what_customers_install_is_not_ruled_out_by_the_laws_of_its_customers() {
    let rulebook = Rulebook::builtin();
    let residency = rulebook.question("data-residency").unwrap();
    let mut installed = 0;
    for answers in systems() {
        let list = [("special-demands", ["+self-installed"].as_slice())];
        let (_, answers) =
            changed(&answers, &list).next().unwrap_or_else(|| (String::new(), answers.clone()));
        let evaluation = evaluation(&answers);
        for (index, clause) in rulebook.clauses.iter_enumerated() {
            let of_laws = clause.when.tests().any(|t| rulebook.variables[t.variable].question == residency);
            let bars = clause.effect.rules_out().is_some() && evaluation.truths[index] == Truth::Holds;
            assert!(!(of_laws && bars), "{}: {}", rulebook.rules[clause.rule].id, told(&answers));
        }
        installed += 1;
    }
    assert_eq!(installed, 4 * SYSTEMS);
}
