//! What is asked of a report by those who print it: names by id, and the points of its arguments.

use indexmap::IndexMap;

use super::answer_views::{AnswerOrigin, AnswerView, Knowledge};
use super::changes::ChangeView;
use super::difference::DifferenceView;
use super::outlook::OpenQuestionView;
use super::parts::{PartView, standing};
use super::rulebook_views::ArchitectureView;
use super::rules::{Argument, Warning};
use super::sentences::unproven_percent;
use super::view::Report;
use crate::options::Truth;

/// How many questions are named of each axis.
const NAMED: usize = 2;
/// A change of more letters than these takes more than three lines of a terminal.
const LONG: usize = 180;

/// What counts for one architecture rather than another, and against it: together that is its lead.
#[derive(Debug, Clone)]
pub struct Weighing<'a> {
    /// The id of the one.
    pub first: &'a str,
    /// The id of the other.
    pub second: &'a str,
    /// The rules that give the first more, with the weighted points, the most first.
    pub in_favour: Vec<(i32, &'a Argument)>,
    /// The rules that give the second more, with the weighted points as they count for the first, the worst
    /// first.
    pub against: Vec<(i32, &'a Argument)>,
}

impl Weighing<'_> {
    /// Returns the lead of the first over the second; negative if it is behind.
    pub fn lead(&self) -> i32 {
        sum(&self.in_favour) + sum(&self.against)
    }
}

/// Returns the points of some reasons together.
pub(crate) fn sum(reasons: &[(i32, &Argument)]) -> i32 {
    reasons.iter().map(|(points, _)| points).sum()
}

impl Report {
    /// Returns how so many parts stand where `part` does, to follow their names: `as a service`.
    pub fn stand(&self, part: &PartView, parts: usize) -> String {
        let Some(id) = &part.verdict.architecture else { return "with no candidate left".to_owned() };
        let stand = self.architecture(id).and_then(|architecture| architecture.parts_stand.as_ref());
        standing(stand, self.name(id), parts)
    }

    /// Returns what a part is called, or its id if there is no such part.
    pub fn part_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.parts.iter().find(|part| part.part == id).map_or(id, PartView::name)
    }

    /// Returns the candidate with an id.
    pub fn architecture(&self, id: &str) -> Option<&ArchitectureView> {
        self.architectures.iter().find(|architecture| architecture.id == id)
    }

    /// Returns the recommended architecture; `None` if every candidate is ruled out.
    pub fn leader(&self) -> Option<&ArchitectureView> {
        self.architecture(self.verdict.architecture.as_ref()?)
    }

    /// Yields the warnings that hold.
    pub fn holding_warnings(&self) -> impl Iterator<Item = &Warning> {
        self.warnings.iter().filter(|warning| warning.state == Truth::Holds)
    }

    /// Returns the name of an architecture, or its id if there is no such architecture.
    pub fn name<'a>(&'a self, id: &'a str) -> &'a str {
        self.architecture(id).map_or(id, |architecture| &architecture.name)
    }

    /// Returns whether nobody is ahead of the leader by the rules that hold now. Somebody is where the
    /// leader is only the first of those that can still win.
    pub fn is_first_now(&self) -> bool {
        self.verdict.margin.is_none_or(|margin| margin >= 0)
    }

    /// Returns the two architectures to compare, the first by its id: the leader and the runner-up, or,
    /// where a veto keeps out what would lead, that one and the leader.
    pub fn compared(&self) -> Option<(&str, &DifferenceView)> {
        let out = self.verdict.ruled_out_leader.as_ref().zip(self.ruled_out_difference.as_ref());
        match out {
            Some((out, difference)) => Some((&out.architecture, difference)),
            None => self.verdict.architecture.as_deref().zip(self.difference.as_ref()),
        }
    }

    /// Returns answers in the form that `--set` takes, with a word on those that are assumed.
    #[cfg(feature = "render")]
    pub(crate) fn marked(&self, statements: &[String]) -> String {
        let is_assumed = |statement: &&String| {
            let answer = self.answer(statement.split('=').next().unwrap_or_default());
            answer.is_some_and(|answer| answer.origin == AnswerOrigin::Assumed)
        };
        let mark = match statements.iter().filter(is_assumed).count() {
            0 => "",
            all if all == statements.len() => ", assumed",
            _ => ", partly assumed",
        };
        format!("{}{mark}", statements.join(" "))
    }

    /// Returns whether something is known of a question, and not all.
    #[cfg(feature = "render")]
    pub(crate) fn is_known_in_part(&self, question: &str) -> bool {
        self.answer(question).is_some_and(|answer| answer.knowledge == Knowledge::Partly)
    }

    /// Says how many of the answers are assumed; `None` if none is.
    pub fn assumed(&self) -> Option<String> {
        let known = self
            .answers
            .iter()
            .filter(|answer| answer.origin.is_answered() && answer.knowledge != Knowledge::Unknown);
        let answered = known.clone().count();
        let assumed = known.filter(|answer| answer.origin == AnswerOrigin::Assumed).count();
        let what = match (assumed, answered - assumed) {
            (0, _) => return None,
            (1, 0) => "The only answer is assumed".to_owned(),
            (assumed, 0) => format!("All {assumed} answers are assumed"),
            (1, _) => format!("Of {answered} answers one is assumed"),
            (assumed, _) => format!("Of {answered} answers {assumed} are assumed"),
        };
        let whose = if assumed == 1 { "its" } else { "their" };
        Some(format!("{what}: what you know of the system should take {whose} place."))
    }

    /// Says that another one comes first more often than the leader, over the plausible ways to answer what
    /// is open; `None` if the leader does.
    pub fn often_first(&self) -> Option<String> {
        let leader = self.verdict.architecture.as_ref().filter(|_| self.verdict.settled != Some(true))?;
        let (most, share) = self.shares.first.iter().max_by(|a, b| a.1.total_cmp(b.1))?;
        let own = self.shares.first.get(leader).copied().unwrap_or_default();
        (own < *share).then(|| {
            let (leader, most) = (self.name(leader), self.name(most));
            let share = unproven_percent(*share);
            format!("By what is known so far {leader} leads, but {most} comes first in {share} of the plausible outcomes.")
        })
    }

    /// Returns the leader, and the one to compare it with unless the reader names another: the one that a
    /// veto keeps out though it would lead, else the runner-up.
    pub fn pair(&self) -> Option<(&str, &str)> {
        let out = self.verdict.ruled_out_leader.as_ref().map(|out| out.architecture.as_str());
        self.verdict.architecture.as_deref().zip(out.or(self.verdict.runner_up.as_deref()))
    }

    /// Returns what counts for the leader and against it next to `against`, or next to the one to compare it
    /// with if that is not given, or is the leader itself; `None` without another.
    pub fn leader_next_to<'a>(&'a self, against: Option<&'a str>) -> Option<Weighing<'a>> {
        let leader = self.verdict.architecture.as_deref()?;
        let other = against.filter(|other| *other != leader).or(self.pair().map(|(_, other)| other))?;
        Some(self.weighing(leader, other))
    }

    /// Returns why the first of two is ahead of the second, or behind it.
    pub fn weighing<'a>(&'a self, first: &'a str, second: &'a str) -> Weighing<'a> {
        let reasons = self.lead(first, second);
        let (in_favour, mut against): (Vec<_>, Vec<_>) =
            reasons.into_iter().partition(|(points, _)| *points > 0);
        // Stable, so that among equals the rulebook's order stands.
        against.sort_by_key(|(points, _)| *points);
        Weighing { first, second, in_favour, against }
    }

    /// Returns the points of an argument for an architecture, times the weight of its quality.
    pub fn weighted(&self, argument: &Argument, architecture: &str) -> i32 {
        let quality = self.qualities.iter().find(|quality| quality.quality == argument.quality);
        let weight = quality.map_or(0, |quality| i32::from(quality.weight));
        argument.points.get(architecture).map_or(0, |points| weight * i32::from(*points))
    }

    /// Returns the rules that hold and count for an architecture, with their weighted points, the best
    /// first.
    pub fn gains(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut gains = self.holding(|argument| self.weighted(argument, architecture));
        gains.retain(|(points, _)| *points > 0);
        gains
    }

    /// Returns the rules that hold and count against an architecture, with their weighted points, the worst
    /// first.
    pub fn costs(&self, architecture: &str) -> Vec<(i32, &Argument)> {
        let mut costs = self.holding(|argument| self.weighted(argument, architecture));
        costs.retain(|(points, _)| *points < 0);
        // Stable, so that among equals the rulebook's order stands.
        costs.sort_by_key(|(points, _)| *points);
        costs
    }

    /// Returns the rules that hold and tell two architectures apart, with the weighted points that they give
    /// the first more than the second, the most first. Together they are the lead of the first.
    pub fn lead(&self, first: &str, second: &str) -> Vec<(i32, &Argument)> {
        let mut lead =
            self.holding(|argument| self.weighted(argument, first) - self.weighted(argument, second));
        lead.retain(|(points, _)| *points != 0);
        lead
    }

    /// Returns the rules that hold by falling points.
    fn holding(&self, points: impl Fn(&Argument) -> i32) -> Vec<(i32, &Argument)> {
        let holding = self.arguments.iter().filter(|argument| argument.state == Truth::Holds);
        let mut holding: Vec<(i32, &Argument)> =
            holding.map(|argument| (points(argument), argument)).collect();
        holding.sort_by_key(|(points, _)| -points);
        holding
    }

    /// Returns what would settle most: one question of each axis that is open or likely in turn, then those
    /// that can change most altogether.
    pub fn most_telling(&self) -> Vec<&OpenQuestionView> {
        let live: Vec<_> = self.open_questions.iter().filter(|open| open.matters != Some(false)).collect();
        let unproven: Vec<_> = self.axes.iter().filter(|axis| !axis.status.is_proven()).collect();
        let of_axes =
            (0..NAMED).flat_map(|at| unproven.iter().filter_map(move |axis| axis.open_questions.get(at)));
        let of_axes = of_axes.filter_map(|open| live.iter().find(|known| known.question == open.question));
        let all = of_axes.chain(&live).map(|open| (open.question.as_str(), *open));
        all.collect::<IndexMap<&str, &OpenQuestionView>>().into_values().collect()
    }

    /// Returns what would change the verdict: what may really come first, of it what would have to be
    /// otherwise before what is not known, and what takes long to say last.
    pub fn likeliest_changes(&self) -> Vec<&ChangeView> {
        let mut ways: Vec<&ChangeView> = self.changes.answered.iter().chain(&self.changes.open).collect();
        ways.sort_by_key(|way| (way.rarity, way.sentence.len() > LONG));
        ways
    }

    fn answer(&self, id: &str) -> Option<&AnswerView> {
        self.answers.iter().find(|answer| answer.question == id)
    }

    /// Returns a question as it is asked, in quotes, or its id if there is no such question.
    pub fn asked(&self, id: &str) -> String {
        self.answer(id).map_or_else(|| id.to_owned(), |answer| format!("“{}”", answer.ask))
    }

    /// Returns the name of a quality, or its id if there is no such quality.
    pub fn quality_name<'a>(&'a self, id: &'a str) -> &'a str {
        self.qualities.iter().find(|quality| quality.quality == id).map_or(id, |quality| &quality.name)
    }
}
