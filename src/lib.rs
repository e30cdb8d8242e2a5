//! An architecture decision advisor: answers in, a recommendation out whose every point can be traced.
//!
//! The front door is [`assessment`]: a rulebook and an answers file in, everything that is known out.
//!
//! ```
//! use archwise::{answers::AnswersFile, assessment::Assessor, document::Document, rulebook::Rulebook};
//!
//! let rulebook = Rulebook::builtin();                                  // YAML → rulebook
//! let text = "answers: {geographic-spread: global, teams: 24}".to_owned();
//! let document = Document::parse("answers.yaml", text)?;               // YAML, with the place of everything
//! let (file, _notes) = AnswersFile::read(&document, rulebook)?;        // statements narrow the answers
//! let assessment = Assessor::new(rulebook).assess(&file);              // sets → verdict, flips, parts …
//! assert_eq!(assessment.analysis.verdict.settled, Some(false));        // two answers settle nothing
//! let report = assessment.report();                                    // names and sentences
//! # assert!(report.parts.is_empty());
//! # Ok::<(), archwise::diagnostic::Diagnostics>(())
//! ```
//!
//! `render` writes a [`report`] down. The library does not print, exit, read the clock or keep state; only
//! `cli` does. `examples/embed.rs` is a whole program.
//!
//! # Features
//!
//! | feature | adds | brings |
//! | --- | --- | --- |
//! | none | everything from a rulebook and answers to a [`report`] that serde can write | serde, YAML |
//! | `render` | the module `render`: reports and findings as text, HTML and more | minijinja and others |
//! | `interview` | the module `interview`: the questions at a terminal | console, rustix |
//! | `cli` (default) | the module `cli` and the program; both of the above | clap, anyhow and others |
//!
//! A dependent that only assesses writes `archwise = { version = "…", default-features = false }`.
//!
//! # What is a promise
//!
//! Versions follow [Semantic Versioning](https://semver.org/). Promised are: the modules [`answers`],
//! [`assessment`], [`diagnostic`], [`document`], [`engine`], [`options`], [`report`], [`rulebook`] and
//! [`survey`], as documented; the formats of answers and rulebooks; the fields of every `archwise-…/1`
//! object, to which fields may be added, and to `status` words (as `likely` was); the diagnostic codes; and
//! of the program its commands, flags and exit codes. Before version 1.0 a break of any of these raises the
//! second number.
//!
//! Not promised are: the words of sentences and diagnostics, the layout of texts, the rules and points of the
//! built-in rulebook (each change raises its own version), the order and shape of what is `pub` only for the
//! program (`render`, `interview`, [`authoring`], `cli`), and the oldest compiler, which may rise with the
//! second number.

pub mod adr;
pub mod answers;
pub mod assessment;
pub mod authoring;
pub mod check;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
pub mod diagnostic;
pub mod document;
pub mod engine;
pub mod fact;
pub mod git;
pub mod group;
#[cfg(feature = "interview")]
pub mod interview;
pub mod observe;
pub mod options;
#[cfg(feature = "render")]
pub mod render;
pub mod report;
pub mod rulebook;
pub mod survey;
