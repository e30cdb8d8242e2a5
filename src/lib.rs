//! An architecture decision advisor: answers in, a recommendation out whose every point can be traced.
//!
//! The flow, each step in a module of its own:
//!
//! ```
//! use archwise::{answers::{Answers, AnswersFile}, document::Document, engine::{Analysis, Effort, Problem},
//!     rulebook::Rulebook};
//!
//! let rulebook = Rulebook::builtin();                                  // YAML → rulebook
//! let text = "answers: {geographic-spread: global, teams: 24}".to_owned();
//! let document = Document::parse("answers.yaml", text)?;
//! let (file, _notes) = AnswersFile::read(&document, rulebook)?;        // YAML → statements
//! let mut answers = Answers::open(rulebook);
//! answers.apply(rulebook, file.statements, &mut Default::default());   // statements narrow the answers
//! let problem = Problem { sets: answers.sets().to_vec(), ..Problem::open(rulebook) };
//! let analysis = Analysis::of(&problem, &Effort::default());           // sets → verdict, proven
//! assert_eq!(analysis.verdict.settled, Some(false));                   // two answers settle nothing
//! # Ok::<(), archwise::diagnostic::Diagnostics>(())
//! ```
//!
//! [`report`] then puts names and sentences to what the engine found, and [`render`] writes it down. The
//! library does not print, exit or read the clock; only [`cli`] does.

pub mod answers;
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod interview;
pub mod options;
pub mod render;
pub mod report;
pub mod rulebook;
pub mod workbench;
