//! The comparison: what each difference does alone is what the engine says of it, and all of it together is
//! the change of the lead, in data, text, Markdown and page.

use archwise::assessment::Assessment;
use archwise::engine::Evaluation;
use archwise::render::{ComparisonFormat, ComparisonOrigin, ComparisonStyle, comparison};
use archwise::report::{Comparison, LeadChange};

use super::*;

fn assessed<'r>(case: &'r Case, answers: &'r Answers, weights: &[u8]) -> Assessment<'r> {
    let effort = Effort { samples: 0, completions: 20, ..Effort::default() };
    let assessor = Assessor { effort, ..Assessor::new(&case.rulebook) };
    assessor.assess_answers(Cow::Borrowed(answers), weights.to_vec().into())
}

/// The answers of the case with some of another system, and weights of which some differ.
fn other(case: &Case, random: &mut Random) -> (Answers, Vec<u8>) {
    let mut answers = case.answers.clone();
    for (index, question) in case.rulebook.questions.iter().enumerate() {
        if random.below(3) > 0 {
            let known = case.rulebook.all_open()[question.variables.clone()].to_vec();
            let sets = known.iter().map(|set| random.subset(set.len())).collect();
            answers.set(&case.rulebook, index.into(), &Reply { sets, number: None }, Origin::Prompt);
        }
    }
    let weight = |weight: &u8| if random.below(4) == 0 { (weight + 1) % (MAX_WEIGHT + 1) } else { *weight };
    (answers, case.weights.iter().map(weight).collect())
}

/// The lead that is compared, by points alone, where a side has these sets and weights.
fn lead(case: &Case, lead: &LeadChange, answers: &Answers, weights: &[u8]) -> i32 {
    let sets = answers.sets().to_vec();
    let problem = Problem { sets, weights: weights.to_vec().into(), ..Problem::open(&case.rulebook) };
    let evaluation = Evaluation::of(&problem);
    let net = |id: &str| evaluation.scores[case.rulebook.architecture(id).unwrap()].net;
    net(&lead.of) - net(&lead.over)
}

fn written(case: &Case, compared: &Comparison, format: ComparisonFormat) -> String {
    let origin = ComparisonOrigin { files: [String::new(), String::new()], command: String::new() };
    let style = ComparisonStyle { format, width: 100, origin: &origin };
    anstream::adapter::strip_str(&comparison(compared, &case.rulebook, &style).unwrap()).to_string()
}

#[test]
fn what_differs_adds_up_to_what_changes() {
    let (mut compared, mut together, mut weighed) = (0, 0, 0);
    each_case(|case, _| {
        let (answers, weights) = other(case, &mut Random::new(case.seed + 7_000));
        let before = assessed(case, &case.answers, &case.weights);
        let after = assessed(case, &answers, &weights);
        let found = Comparison::of(&before, &after);
        let Some(change) = &found.lead else { return };
        let context = format!("seed {}", case.seed);
        assert_eq!(change.before, lead(case, change, &case.answers, &case.weights), "{context}");
        assert_eq!(change.after, lead(case, change, &answers, &weights), "{context}");
        let mut sum = 0;
        let mut last = i32::MAX;
        for difference in &found.answers {
            let mut only = case.answers.clone();
            let question = case.rulebook.question(&difference.question).unwrap();
            let variables = case.rulebook.questions[question].variables.clone();
            let reply = Reply { sets: answers.sets()[variables].to_vec().into(), number: None };
            only.set(&case.rulebook, question, &reply, Origin::Prompt);
            let moves = difference.moves_lead_by.unwrap();
            assert_eq!(moves, lead(case, change, &only, &case.weights) - change.before, "{context}");
            assert!(moves.abs() <= last, "{context}: not the largest first");
            (sum, last) = (sum + moves, moves.abs());
        }
        let answered = lead(case, change, &answers, &case.weights);
        assert_eq!(sum + change.together, answered - change.before, "{context}");
        assert_eq!(change.weights, change.after - answered, "{context}");
        if found.answers.len() + found.weights.len() > 1 {
            page_adds_up(&written(case, &found, ComparisonFormat::Html), change, &context);
            markdown_adds_up(&written(case, &found, ComparisonFormat::Markdown), change, &context);
            text_adds_up(&written(case, &found, ComparisonFormat::Text), change, &context);
            compared += 1;
        }
        together += i32::from(change.together != 0);
        weighed += i32::from(change.weights != 0);
    });
    assert!(compared > 300 && together > 20 && weighed > 50, "{compared} {together} {weighed}");
}

fn page_adds_up(page: &str, change: &LeadChange, context: &str) {
    let chart = inside(page, "<table class=\"chart steps-of-lead\">", "</table>")[0];
    let steps = inside(chart, "<td class=\"number\">", "</td>");
    let mut steps: Vec<i32> = steps.into_iter().map(points).collect();
    assert_eq!(steps.pop(), Some(change.after), "{context}");
    assert_eq!(steps.iter().sum::<i32>(), change.after, "{context}");
    assert_eq!(steps[0], change.before, "{context}");
}

fn markdown_adds_up(text: &str, change: &LeadChange, context: &str) {
    let table = inside(text, "| moves the lead by |\n| --- | --- | --- | ---: |\n", "\n\n")[0];
    let last = |row: &str| row.trim_end_matches('|').rsplit('|').next().unwrap().trim().to_owned();
    let mut figures: Vec<i32> =
        table.lines().map(last).filter(|figure| !figure.is_empty()).map(|figure| points(&figure)).collect();
    assert_eq!(figures.pop(), Some(change.after - change.before), "{context}");
    assert_eq!(figures.iter().sum::<i32>(), change.after - change.before, "{context}\n{table}");
}

fn text_adds_up(text: &str, change: &LeadChange, context: &str) {
    let differs = inside(text, "What differs\n", "\n\n")[0];
    let is_figure = |line: &&str| {
        let text = line.trim_start();
        text.starts_with(['+', '−', '0'])
            && line.chars().nth(4) != Some(' ')
            && line.chars().nth(5) == Some(' ')
    };
    let figures = differs.lines().filter(is_figure);
    let sum: i32 = figures.map(|line| points(line.split_whitespace().next().unwrap())).sum();
    assert_eq!(sum, change.after - change.before, "{context}\n{differs}");
}
