//! What is known about a system: a set of options for every question, and where each came from.

mod contents;
mod decision;
mod edit;
mod file;
mod observed;
mod part;
mod people;
mod preset;
mod questionnaire;
mod renames;
mod reply;
mod sets;
mod sources;
mod statement;
mod wording;
mod write;

pub use contents::{FileContents, NewDecision};
pub use decision::{DecisionRecord, RulebookPin, parse_date};
pub use edit::{Updated, edited, updated};
pub use file::{AnswersFile, read_answers, weight};
pub use observed::{KeptFact, KeptFacts};
pub use part::{Part, forget_missing, parts};
pub use people::person;
pub use preset::{preset, preset_mistakes};
pub use questionnaire::{Draft, DraftAnswer, questionnaire, questionnaire_from};
pub use reply::Reply;
pub use sets::{Answers, Given};
pub use statement::{Origin, Statement, TypedRenames, statements, typed};
pub use wording::is_grouped;
pub use write::{UNTITLED, to_yaml};
