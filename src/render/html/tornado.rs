//! The tornado: how far the lead would move if one answer were another one, the widest first.

use serde::Serialize;

use crate::render::signed;
use crate::render::web::number_line::{CROSS, Scale};
use crate::report::{Alternative, QuestionAlternatives, Report, number, points};
use crate::rulebook::capitalised;

#[derive(Serialize)]
pub(super) struct Tornado {
    axis: String,
    lead: i32,
    rows: Vec<SwingRow>,
    /// Whether some answer rules the leader out.
    out: bool,
    /// How many questions move nothing.
    still: usize,
}

/// The other answer that leaves the leader the smallest lead.
pub(super) struct WorstAnswer {
    pub lead: i32,
    ask: String,
    label: String,
    /// Whether there are answers besides that rule it out.
    beside_vetoes: bool,
}

impl WorstAnswer {
    /// Says which answer it is and what it does.
    pub(super) fn sentence(&self) -> String {
        let then = match self.lead {
            ..0 => format!("would put it {} behind", points(-self.lead)),
            0 => "would leave it level with the next".to_owned(),
            _ => format!("would leave it {} ahead", points(self.lead)),
        };
        let Self { label, ask, beside_vetoes, .. } = self;
        let which = if *beside_vetoes {
            "The worst single answer that leaves it possible"
        } else {
            "The worst single answer"
        };
        format!("{which}, “{label}” to “{ask}”, {then}.")
    }
}

impl Tornado {
    /// Returns the answer that makes the lead smallest; `None` if none makes it smaller.
    pub(super) fn worst(&self) -> Option<WorstAnswer> {
        let ends = self.rows.iter().filter_map(|row| Some((row, row.worst.as_ref()?)));
        let (row, end) = ends.min_by_key(|(_, end)| end.lead).filter(|(_, end)| end.lead < self.lead)?;
        let beside_vetoes = self.rows.iter().any(|row| !row.ruled_out.is_empty());
        Some(WorstAnswer { lead: end.lead, ask: row.ask.clone(), label: end.label.clone(), beside_vetoes })
    }

    /// Says which answers rule the leader out by themselves: the answer if it is one, else how many they are.
    pub(super) fn ruling_out(&self) -> Option<String> {
        let answers: Vec<(&str, &str)> = self
            .rows
            .iter()
            .flat_map(|row| row.ruled_out.iter().map(|label| (label.as_str(), row.ask.as_str())))
            .collect();
        match answers.as_slice() {
            [] => None,
            [(label, ask)] => Some(format!("One would rule it out: “{label}” to “{ask}”.")),
            some => Some(format!(
                "{} would rule it out, each by itself: “{}” to “{}” is one of them.",
                capitalised(&number(some.len())),
                some[0].0,
                some[0].1
            )),
        }
    }
}

#[derive(Serialize)]
struct SwingRow {
    question: String,
    ask: String,
    /// Whether the answer is not known, or not wholly.
    open: bool,
    least: Option<SwingEnd>,
    most: Option<SwingEnd>,
    /// The least lead of those that are an answer: not to know is none.
    #[serde(skip)]
    worst: Option<SwingEnd>,
    /// The answers that rule the leader out.
    ruled_out: Vec<String>,
    /// Whether some answer puts another first.
    flips: bool,
    plot: String,
}

#[derive(Serialize)]
struct SwingEnd {
    lead: i32,
    label: String,
}

/// What a question makes of the lead.
struct Swing<'a> {
    question: &'a QuestionAlternatives,
    leads: Vec<(i32, &'a Alternative)>,
    out: Vec<&'a Alternative>,
}

impl<'a> Swing<'a> {
    /// Returns what each answer makes of the lead; `None` where no answer moves anything.
    fn of(question: &'a QuestionAlternatives, leader: &str) -> Option<Self> {
        let (out, standing): (Vec<_>, Vec<_>) =
            question.alternatives.iter().partition(|way| way.ruled_out.iter().any(|id| id == leader));
        let leads: Vec<_> =
            standing.into_iter().filter_map(|way| Some((way.lead_of(leader)?, way))).collect();
        let swing = Self { question, leads, out };
        (swing.width() > 0 || !swing.out.is_empty()).then_some(swing)
    }

    fn least(&self) -> Option<(i32, &'a Alternative)> {
        self.leads.iter().copied().min_by_key(|(lead, _)| *lead)
    }

    fn worst(&self) -> Option<(i32, &'a Alternative)> {
        let answers = self.leads.iter().copied().filter(|(_, way)| way.answer != "unknown");
        answers.min_by_key(|(lead, _)| *lead)
    }

    fn most(&self) -> Option<(i32, &'a Alternative)> {
        self.leads.iter().copied().max_by_key(|(lead, _)| *lead)
    }

    fn width(&self) -> i32 {
        self.most().zip(self.least()).map_or(0, |((most, _), (least, _))| most - least)
    }
}

pub(super) fn tornado(report: &Report, questions: &[QuestionAlternatives]) -> Option<Tornado> {
    let leader = report.verdict.architecture.as_deref()?;
    let now = report.verdict.margin?;
    let mut swings: Vec<Swing<'_>> =
        questions.iter().filter_map(|question| Swing::of(question, leader)).collect();
    swings.sort_by_key(|swing| (swing.out.is_empty(), std::cmp::Reverse(swing.width())));
    let ends = swings.iter().flat_map(|swing| [swing.least(), swing.most()]).flatten().map(|(lead, _)| lead);
    let scale = Scale::over(ends.chain([now]));
    let asked = questions.iter().filter(|question| !question.alternatives.is_empty()).count();
    Some(Tornado {
        axis: scale.axis(signed),
        lead: now,
        out: swings.iter().any(|swing| !swing.out.is_empty()),
        still: asked - swings.len(),
        rows: swings.iter().map(|swing| row(swing, report, now, scale)).collect(),
    })
}

fn row(swing: &Swing<'_>, report: &Report, now: i32, scale: Scale) -> SwingRow {
    let end = |(lead, way): (i32, &Alternative)| SwingEnd { lead, label: way.label.clone() };
    let leader = report.verdict.architecture.as_ref();
    let flips = |way: &Alternative| way.architecture.as_ref() != leader;
    SwingRow {
        question: swing.question.question.clone(),
        ask: swing.question.ask.clone(),
        open: report.open_questions.iter().any(|open| open.question == swing.question.question),
        least: swing.least().map(end),
        most: swing.most().map(end),
        worst: swing.worst().map(end),
        ruled_out: swing.out.iter().map(|way| way.label.clone()).collect(),
        flips: swing.question.alternatives.iter().any(flips),
        plot: plot(swing, now, scale),
    }
}

fn plot(swing: &Swing<'_>, now: i32, scale: Scale) -> String {
    let mut strip = scale.strip();
    let zero = scale.of(0);
    if let (Some((least, _)), Some((most, _))) = (swing.least(), swing.most()) {
        let (low, high) = (scale.of(least), scale.of(most));
        if low < zero {
            strip.bar("against", low, high.min(zero), 12);
        }
        if high > zero {
            strip.bar("for", low.max(zero), high, 12);
        }
        if !swing.out.is_empty() {
            strip.along("gone", scale.at(f64::MIN), low);
        }
    }
    if !swing.out.is_empty() {
        strip.mark("gone", scale.at(f64::MIN), CROSS);
    }
    strip.upright("now", scale.of(now), (0, 100));
    strip.finish("")
}
