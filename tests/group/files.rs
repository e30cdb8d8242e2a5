//! Whole files of random people: what the group is told of them is what the program says of each file in
//! which their disagreements are settled, and what is saved says the same again.

use std::collections::BTreeMap;

use archwise::answers::{AnswersFile, Origin, Part, Reply};
use archwise::assessment::Assessor;
use archwise::document::Document;
use archwise::engine::{Outcome, Verdict};
use archwise::group::{Agreement, Group, Person, saved};
use archwise::options::{OptionSet, Truth};
use archwise::rulebook::{Kind, Question, Rulebook, VariableId};

use super::people::effort;
use super::spec::{Random, Spec};

const GROUPS: u64 = 800;

fn rulebook(random: &mut Random) -> Rulebook {
    Rulebook::parse(vec![("random.yaml".to_owned(), Spec::random(6, random).yaml())]).unwrap().0
}

fn reply(question: &Question, random: &mut Random) -> Reply {
    let numbered = (question.kind == Kind::Number && random.chance(30)).then(|| random.below(30) as f64);
    if let Some(reply) = numbered.and_then(|number| Reply::number(question, number)) {
        return reply;
    }
    let mut reply = Reply::unknown(question);
    reply.sets.iter_mut().for_each(|set| *set = random.subset(set.len()));
    reply
}

/// A person who answers most of what is asked, and now and then a part.
fn person(name: &str, rulebook: &Rulebook, random: &mut Random) -> Person {
    let mut file = AnswersFile::blank(rulebook);
    let mut part = Part { id: "part".to_owned(), ..Part::default() };
    for (index, question) in rulebook.questions.iter_enumerated() {
        if random.chance(80) && file.answers.asked(rulebook, index) != Truth::Fails {
            file.answers.set(rulebook, index, &reply(question, random), Origin::Prompt);
        }
        if random.chance(30) {
            part.set_reply(index, Some(reply(question, random)));
        }
    }
    for quality in rulebook.qualities.keys() {
        if random.chance(40) {
            file.weights.insert(quality, random.below(4) as u8);
        }
    }
    if random.chance(40) {
        file.parts.push(part);
    }
    Person { name: name.to_owned(), path: None, file }
}

fn people(rulebook: &Rulebook, random: &mut Random) -> Vec<Person> {
    ["Ada", "Ben", "Chris"].map(|name| person(name, rulebook, random)).into()
}

/// What is known of a variable: `None` where nothing is, or where the question is not asked.
fn known(rulebook: &Rulebook, person: &Person, variable: VariableId) -> Option<OptionSet> {
    let question = rulebook.variables[variable].question;
    let set = person.file.answers.sets()[variable];
    let asked = person.file.answers.asked(rulebook, question) != Truth::Fails;
    (asked && set != rulebook.all_open()[variable]).then_some(set)
}

fn outcome(verdict: &Verdict) -> Outcome {
    Outcome { leader: verdict.leader, sides: verdict.axes.iter().map(|axis| axis.side).collect() }
}

#[test]
fn what_matters_is_what_changes_the_assessment_of_a_file_in_which_all_is_settled() {
    let (mut matters, mut idle, mut decided) = (0, 0, 0);
    for seed in 0..GROUPS {
        let mut random = Random::new(seed ^ 0x6772_6f75);
        let rulebook = rulebook(&mut random);
        let people = people(&rulebook, &mut random);
        let assessor = Assessor { effort: effort(), ..Assessor::new(&rulebook) };
        let group = Group::of(&assessor, &people, true).unwrap();
        let report = group.report();
        let disputed: Vec<VariableId> = rulebook
            .variables
            .keys()
            .filter(|&variable| {
                let mut known = people.iter().filter_map(|person| known(&rulebook, person, variable));
                let first = known.next();
                known.any(|other| Some(other) != first)
            })
            .collect();
        assert_eq!(report.disagreements.len(), disputed.len(), "seed {seed}");
        let outcomes = settled(&assessor, &group.common.file, &disputed, &people);
        let first = outcomes.values().next();
        let is_one = outcomes.values().all(|outcome| Some(outcome) == first);
        assert_eq!(report.decided, Some(is_one), "seed {seed}");
        decided += u32::from(is_one && !disputed.is_empty());
        for (place, &variable) in disputed.iter().enumerate() {
            let differs = outcomes.iter().any(|(way, outcome)| {
                outcomes.iter().any(|(other, there)| {
                    let rest = |way: &[usize]| [&way[..place], &way[place + 1..]].concat();
                    there != outcome && rest(way) == rest(other)
                })
            });
            let asked = &rulebook.questions[rulebook.variables[variable].question];
            let entry = rulebook.variables[variable].choice.map(|choice| asked.options[choice].id.clone());
            let mut items = report.disagreements.iter();
            let item = items.find(|item| item.question == asked.id && item.entry == entry).unwrap();
            assert_eq!(item.matters, Some(differs), "seed {seed}: {}", asked.id);
            *(if differs { &mut matters } else { &mut idle }) += 1;
        }
    }
    assert!(matters > 100 && idle > 100 && decided > 50, "{matters} {idle} {decided}");
}

/// What each way to settle comes to, each as a file of its own.
fn settled(
    assessor: &Assessor<'_>,
    common: &AnswersFile,
    disputed: &[VariableId],
    people: &[Person],
) -> BTreeMap<Vec<usize>, Outcome> {
    let rulebook = assessor.rulebook;
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for &variable in disputed {
        let said = people.iter().filter_map(|person| known(rulebook, person, variable));
        let said: Vec<usize> = said.fold(OptionSet::EMPTY, OptionSet::union).iter().collect();
        ways = ways.iter().flat_map(|way| said.iter().map(|o| [way.as_slice(), &[*o]].concat())).collect();
    }
    ways.into_iter().map(|way| (way.clone(), assessed(assessor, common, disputed, &way))).collect()
}

/// What the program says of a file in which every variable that is disputed is settled.
fn assessed(assessor: &Assessor<'_>, file: &AnswersFile, disputed: &[VariableId], way: &[usize]) -> Outcome {
    let rulebook = assessor.rulebook;
    let mut file = file.clone();
    for (&variable, &option) in disputed.iter().zip(way) {
        let question = rulebook.variables[variable].question;
        let mut reply = Reply { sets: file.answers.of(rulebook, question).to_vec(), number: None };
        let first = usize::from(rulebook.questions[question].variables.start);
        reply.sets[usize::from(variable) - first] = OptionSet::only(option);
        file.answers.set(rulebook, question, &reply, Origin::Prompt);
    }
    outcome(&assessor.judge(&file).verdict)
}

#[test]
fn what_is_saved_says_what_the_group_says() {
    let mut parts = 0;
    for seed in 0..GROUPS {
        let mut random = Random::new(seed ^ 0x7361_7665);
        let rulebook = rulebook(&mut random);
        let people = people(&rulebook, &mut random);
        let assessor = Assessor { effort: effort(), ..Assessor::new(&rulebook) };
        let group = Group::of(&assessor, &people, true).unwrap();
        let text = saved(&rulebook, &people, &group.common);
        let document = Document::parse("common.yaml", text.clone()).unwrap();
        let (read, notes) = AnswersFile::read(&document, &rulebook)
            .unwrap_or_else(|found| panic!("seed {seed}: {found}\n{text}"));
        assert!(notes.is_empty(), "seed {seed}");
        assert_eq!(read.deciders, ["Ada", "Ben", "Chris"]);
        assert_eq!((&read.weights, &read.notes), (&group.common.file.weights, &group.common.file.notes));
        let (before, after) = (assessor.assess(&group.common.file), assessor.assess(&read));
        assert_eq!(before.analysis.verdict, after.analysis.verdict, "seed {seed}:\n{text}");
        for (index, _) in rulebook.questions.iter_enumerated() {
            if before.answers.asked(&rulebook, index) != Truth::Fails {
                let sets = [&before, &after].map(|side| side.answers.of(&rulebook, index).to_vec());
                assert_eq!(sets[0], sets[1], "seed {seed}:\n{text}");
            }
        }
        assert_eq!(before.parts.len(), after.parts.len(), "seed {seed}");
        for (before, after) in before.parts.iter().zip(&after.parts) {
            assert_eq!(before.judgement.verdict, after.judgement.verdict, "seed {seed}:\n{text}");
            parts += 1;
        }
    }
    assert!(parts > 100, "{parts}");
}

#[test]
fn every_figure_of_a_group_adds_up() {
    for seed in 0..GROUPS {
        let mut random = Random::new(seed ^ 0x6164_6473);
        let rulebook = rulebook(&mut random);
        let people = people(&rulebook, &mut random);
        let assessor = Assessor { effort: effort(), ..Assessor::new(&rulebook) };
        let report = Group::of(&assessor, &people, true).unwrap().report();
        let ways = report.ways.unwrap();
        let led: u64 = report.leads.iter().filter_map(|lead| lead.ways.count).sum();
        assert_eq!(led, ways, "seed {seed}");
        for item in &report.disagreements {
            let others = item.decides.of.unwrap();
            assert_eq!(others * item.choices.len() as u64, ways, "seed {seed}");
            assert_eq!(item.matters, Some(item.decides.count > Some(0)), "seed {seed}");
            for choice in &item.choices {
                assert_eq!(choice.leads.iter().filter_map(|lead| lead.ways.count).sum::<u64>(), others);
                assert!(!choice.people.is_empty(), "seed {seed}: nobody says {}", choice.option);
            }
            let said = |name: &String| item.choices.iter().any(|choice| choice.people.contains(name));
            let all = report.people.iter().map(|person| &person.name);
            assert!(all.clone().all(|name| said(name) != item.unknown_to.contains(name)), "seed {seed}");
        }
        let differ = report.questions.iter().filter(|row| row.agreement == Agreement::Differs);
        assert!(differ.count() <= report.disagreements.len(), "seed {seed}");
    }
}

#[test]
fn a_part_is_what_those_say_who_name_it_and_else_the_whole() {
    let (mut parts, mut open) = (0, 0);
    for seed in 0..GROUPS {
        let mut random = Random::new(seed ^ 0x7061_7274);
        let rulebook = rulebook(&mut random);
        let people = people(&rulebook, &mut random);
        let assessor = Assessor { effort: effort(), ..Assessor::new(&rulebook) };
        let group = Group::of(&assessor, &people, true).unwrap();
        let report = group.report();
        let naming: Vec<&Person> = people.iter().filter(|person| !person.file.parts.is_empty()).collect();
        let Some(part) = report.parts.first() else {
            assert!(naming.is_empty(), "seed {seed}");
            continue;
        };
        assert_eq!(part.people, naming.iter().map(|person| person.name.clone()).collect::<Vec<_>>());
        // Each who names it, as if the part were their whole system.
        let as_whole: Vec<Person> = naming.iter().map(|person| with_part(&rulebook, person)).collect();
        let mut answers = group.common.file.answers.clone();
        let mut disputed: Vec<VariableId> = Vec::new();
        for (index, question) in rulebook.questions.iter_enumerated() {
            let own = naming.iter().any(|person| person.file.parts[0].reply(index).is_some());
            let of = if own { &as_whole[..] } else { &people[..] };
            let mut reply = Reply::unknown(question);
            for (set, variable) in reply.sets.iter_mut().zip(question.variable_ids()) {
                let said: Vec<OptionSet> =
                    of.iter().filter_map(|person| known(&rulebook, person, variable)).collect();
                if said.iter().any(|other| *other != said[0]) {
                    disputed.push(variable);
                }
                *set = said.into_iter().reduce(OptionSet::union).unwrap_or(*set);
            }
            answers.set(&rulebook, index, &reply, Origin::Prompt);
        }
        let file = AnswersFile { answers, parts: Vec::new(), ..group.common.file.clone() };
        let expected = assessor.judge(&file).verdict;
        let common = &group.common.file;
        let over = common.parts[0].over(&rulebook, &common.answers);
        assert_eq!(over.sets(), file.answers.sets(), "seed {seed}");
        assert_eq!(part.verdict.settled, expected.settled, "seed {seed}");
        let id = |leader: archwise::rulebook::ArchitectureId| rulebook.architectures[leader].id.clone();
        assert_eq!(part.verdict.architecture, expected.leader.map(id), "seed {seed}");
        let outcomes = settled_ways(&assessor, &file, &disputed);
        let first = outcomes.values().next();
        assert_eq!(
            part.decided,
            Some(outcomes.values().all(|outcome| Some(outcome) == first)),
            "seed {seed}"
        );
        parts += 1;
        open += u32::from(part.decided == Some(false));
    }
    assert!(parts > 300 && open > 50, "{parts} {open}");
}

/// A person with the answers of their part in the place of those of the whole.
fn with_part(rulebook: &Rulebook, person: &Person) -> Person {
    let answers = person.file.parts[0].over(rulebook, &person.file.answers);
    Person { file: AnswersFile { answers, ..person.file.clone() }, ..person.clone() }
}

/// What each way to settle some variables of a file comes to.
fn settled_ways(
    assessor: &Assessor<'_>,
    file: &AnswersFile,
    disputed: &[VariableId],
) -> BTreeMap<Vec<usize>, Outcome> {
    let mut ways: Vec<Vec<usize>> = vec![Vec::new()];
    for &variable in disputed {
        let options: Vec<usize> = file.answers.sets()[variable].iter().collect();
        ways = ways.iter().flat_map(|way| options.iter().map(|o| [way.as_slice(), &[*o]].concat())).collect();
    }
    ways.into_iter().map(|way| (way.clone(), assessed(assessor, file, disputed, &way))).collect()
}
