//! What is known of each question, and where that came from.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::answer_labels::answer_label;
use crate::answers::{Answers, Origin, Reply};
use crate::assessment::Assessment;
use crate::options::Truth;
use crate::rulebook::{Kind, QuestionId, Rulebook};

/// What is known of a question.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct AnswerView {
    /// Its id.
    pub question: String,
    /// As it is asked.
    pub ask: String,
    /// How it is answered.
    pub kind: Kind,
    /// The options still possible; of a multiple choice those that apply or may apply.
    pub options: Vec<String>,
    /// As a reader wants it: `24 (many)`.
    pub text: String,
    /// In the words of the questionnaire: `24 teams`, `Tight; the cost of each user decides`.
    pub label: String,
    /// As `--set` takes it: `24`; `unknown` where nothing is known.
    pub value: String,
    /// `flag`, `environment`, `file`, `part`, `prompt`, `assumed`, `observed`, `unanswered` or `not-asked`.
    #[schemars(with = "String")]
    pub origin: AnswerOrigin,
    /// How much of it is known; not serialised.
    #[serde(skip)]
    pub knowledge: Knowledge,
    /// What the user noted about it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// Where an answer came from, or why there is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnswerOrigin {
    /// From the command line.
    Flag,
    /// From an environment variable.
    Environment,
    /// From the answers file.
    File,
    /// From a part of the answers file.
    Part,
    /// From the interview.
    Prompt,
    /// From a preset, or what the answers file assumes: confirmed by nobody.
    Assumed,
    /// From the facts of a repository, confirmed by nobody.
    Observed,
    /// Nobody answered it.
    Unanswered,
    /// Given the other answers it is not asked.
    NotAsked,
}

impl AnswerOrigin {
    /// Returns whether somebody answered, even if by "don't know".
    pub fn is_answered(self) -> bool {
        !matches!(self, Self::Unanswered | Self::NotAsked)
    }
}

impl From<&Origin> for AnswerOrigin {
    fn from(origin: &Origin) -> Self {
        match origin {
            Origin::Flag(_) => Self::Flag,
            Origin::Environment(_) => Self::Environment,
            Origin::File(_) => Self::File,
            Origin::Part(_) => Self::Part,
            Origin::Prompt => Self::Prompt,
            Origin::Assumed(_) => Self::Assumed,
            Origin::Observed(_) => Self::Observed,
        }
    }
}

/// How much is known of a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Knowledge {
    /// Everything.
    Known,
    /// Some options are excluded, and several are left.
    Partly,
    /// Nothing.
    Unknown,
}

pub(super) fn answer_views(assessment: &Assessment<'_>) -> Vec<AnswerView> {
    let (rulebook, answers) = (assessment.problem.rulebook, &assessment.answers);
    let view = |index: QuestionId| {
        let question = &rulebook.questions[index];
        let not_asked = answers.asked(rulebook, index) == Truth::Fails;
        let options = if not_asked { Vec::new() } else { answers.option_ids(rulebook, index) };
        AnswerView {
            question: question.id.clone(),
            ask: question.ask.clone(),
            kind: question.kind,
            options: options.into_iter().map(str::to_owned).collect(),
            text: answers.shown(rulebook, index),
            label: answer_label(rulebook, answers, index),
            value: answers.text(rulebook, index),
            origin: match answers.given(index) {
                _ if not_asked => AnswerOrigin::NotAsked,
                Some(given) => AnswerOrigin::from(&given.origin),
                None => AnswerOrigin::Unanswered,
            },
            knowledge: knowledge(rulebook, answers, index),
            note: assessment.notes.get(&index).cloned(),
        }
    };
    rulebook.questions.keys().map(view).collect()
}

fn knowledge(rulebook: &Rulebook, answers: &Answers, question: QuestionId) -> Knowledge {
    if answers.is_complete(rulebook, question) {
        Knowledge::Known
    } else if answers.of(rulebook, question) == Reply::unknown(&rulebook.questions[question]).sets {
        Knowledge::Unknown
    } else {
        Knowledge::Partly
    }
}
