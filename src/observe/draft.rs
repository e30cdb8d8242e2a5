//! Facts as a draft of an answers file, which a person confirms or corrects.

use super::facts::Facts;
use super::proposals::{Hint, Proposal, proposals};
use crate::answers::{Draft, DraftAnswer};
use crate::rulebook::{Question, Rulebook, and_list};

/// Returns the draft: what the facts leave possible, or with `today` what they say of today.
pub fn draft(facts: &Facts, rulebook: &Rulebook, title: Option<&str>, today: bool) -> Draft {
    let names: Vec<String> = facts
        .repositories
        .iter()
        .map(|one| {
            let short = &one.commit[..one.commit.len().min(12)];
            format!("{} at {short}, as of {}", one.name, one.as_of)
        })
        .collect();
    let found = proposals(facts, rulebook);
    let answered = found.iter().filter(|proposal| proposal.bound.is_some()).count();
    let heading = format!(
        "A draft by `archwise observe` of {}. Of {} questions {answered} {} narrowed by what is done; confirm or \
         correct each: they ask for what is needed. Lines with `=>` are hints only.",
        and_list(&names),
        rulebook.questions.len(),
        if answered == 1 { "is" } else { "are" },
    );
    let first = facts.repositories.first().map_or("repository", |one| one.name.as_str());
    Draft {
        heading,
        title: title.unwrap_or(first).to_owned(),
        answers: found
            .iter()
            .map(|proposal| (proposal.question, draft_answer(proposal, rulebook, today)))
            .collect(),
        assumed: Vec::new(),
        observed: facts.kept(),
    }
}

fn draft_answer(proposal: &Proposal<'_>, rulebook: &Rulebook, today: bool) -> DraftAnswer {
    let question = &rulebook.questions[proposal.question];
    let point = proposal.today.as_ref().filter(|point| Some(*point) != proposal.bound.as_ref());
    let remark = match (today, point, &proposal.bound) {
        (false, Some(point), _) => Some(format!("today: {}", point.text(question))),
        (true, Some(_), Some(bound)) => Some(format!("possible: {}", question.left_by(&bound.sets))),
        _ => None,
    };
    DraftAnswer {
        reply: proposal.reply(today).cloned(),
        remark,
        hints: proposal.hints.iter().map(|hint| hint.sentence(question)).collect(),
        note: proposal
            .bound
            .is_some()
            .then(|| format!("{} What is done, not what is needed.", proposal.evidence())),
    }
}

impl Hint<'_> {
    /// Says what it points to, and why.
    pub fn sentence(&self, question: &Question) -> String {
        match &self.points_to {
            Some(sets) => {
                let options: Vec<String> =
                    self.options(question).map(|option| question.options[option].id.clone()).collect();
                let left = if options.is_empty() { question.left_by(sets) } else { and_list(&options) };
                format!("speaks for {left}: {}", self.fact.evidence)
            }
            None => self.fact.evidence.clone(),
        }
    }
}
