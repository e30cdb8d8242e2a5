//! Documents from templates: one environment for the built-in ones and for those of a user.
//!
//! A template sees the report as it is serialised, and a few filters. What it prints is made harmless for the
//! kind of document that its name says: `.md`, `.html`, `.json`, `.yaml`. It cannot run for ever, cannot fill
//! the memory, and reads no file but through the function that it is given.

mod error;
mod filters;

use std::collections::BTreeMap;
use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Value, merge_maps};
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior,
    default_auto_escape_callback, escape_formatter,
};
use serde::Serialize;

use super::escape;
use crate::diagnostic::Diagnostics;
use crate::report::Report;
use error::STEPS;
use filters::serialised;

/// What names of built-in templates begin with.
const BUILTIN: &str = "builtin/";

/// The name of the escaping of Markdown.
const MARKDOWN: &str = "markdown";

/// Reads a template that another one names; `None` if there is none. An error is a reason in words.
pub type Loader = dyn Fn(&str) -> Result<Option<String>, String> + Send + Sync;

/// A template of a user.
pub struct Template {
    /// As the user knows it. The end of the name says what is escaped.
    pub name: String,
    /// All of it.
    pub text: String,
    /// Gets the names that the template includes, imports or extends.
    pub loader: Box<Loader>,
}

/// Fills in a built-in template, by its name below `templates`; `more` is data beside the report, by name.
///
/// # Errors
/// None that data can cause, unless a template has a mistake.
pub(crate) fn builtin(
    name: &str,
    report: &Report,
    more: &BTreeMap<&str, impl Serialize>,
) -> Result<String, Diagnostics> {
    let mut environment = environment(report);
    environment.set_loader(|name| Ok(builtin_text(name)));
    render(&environment, &format!("{BUILTIN}{name}"), report, more)
}

/// Fills in a template of a user.
///
/// # Errors
/// A mistake in the template, with its place.
pub fn template(
    template: Template,
    report: &Report,
    more: &BTreeMap<&str, impl Serialize>,
) -> Result<String, Diagnostics> {
    let Template { name, text, loader } = template;
    let main = name.clone();
    let mut environment = environment(report);
    environment.set_loader(move |wanted| match (builtin_text(wanted), wanted == main) {
        (Some(builtin), _) => Ok(Some(builtin)),
        (None, true) => Ok(Some(text.clone())),
        (None, false) => loader(wanted).map_err(|reason| Error::new(ErrorKind::InvalidOperation, reason)),
    });
    render(&environment, &name, report, more)
}

/// The built-in pages that show something else than one report.
#[derive(Debug)]
pub(crate) struct Pages(Environment<'static>);

impl Pages {
    /// Makes them ready. Each is read once, where it is first filled in.
    pub(crate) fn new() -> Self {
        let mut environment = plain_environment();
        environment.set_loader(|name| Ok(builtin_text(name)));
        Self(environment)
    }

    /// Fills in a template, by its name below `templates`.
    ///
    /// # Errors
    /// None that data can cause, unless a template has a mistake.
    pub(crate) fn filled(&self, name: &str, data: impl Serialize) -> Result<String, Error> {
        self.0.get_template(&format!("{BUILTIN}{name}"))?.render(serialised(data))
    }
}

fn render(
    environment: &Environment<'_>,
    name: &str,
    report: &Report,
    more: &BTreeMap<&str, impl Serialize>,
) -> Result<String, Diagnostics> {
    let data = merge_maps([serialised(more), serialised(report)]);
    let rendered = environment.get_template(name).and_then(|template| template.render(data));
    rendered.map_err(|error| error::diagnostics(&error, report))
}

macro_rules! builtin_templates {
    ($($folder:literal $prefix:literal [$($name:literal),* $(,)?])*) => {
        fn builtin_text(name: &str) -> Option<String> {
            let text = match name.strip_prefix(BUILTIN)? {
                $($(concat!($prefix, $name) => include_str!(concat!($folder, $name)),)*)*
                _ => return None,
            };
            Some(text.to_owned())
        }
    };
}

builtin_templates!(
    "../adr/templates/" "adr/" [
        "answers.md",
        "confirmation.md",
        "consequences.md",
        "context.md",
        "first-steps.md",
        "information.md",
        "log4brains.md",
        "madr4.md",
        "nygard.md",
        "options.md",
        "outcome.md",
        "pros-and-cons.md",
    ]
    "templates/" "" [
        "comparison.html",
        "comparison.md",
        "comparison/body.html",
        "comparison/body.md",
        "comparison/verdicts.html",
        "group.html",
        "group.md",
        "markdown.md",
        "page/frame.html",
        "report.html",
        "report/asked.html",
        "report/change.html",
        "report/evidence.html",
        "report/map.html",
        "report/next.html",
        "report/open.html",
        "report/parts.html",
        "report/ranking.html",
        "report/sketch.html",
        "report/verdict.html",
        "report/weights.html",
        "report/why.html",
        "survey/foot.html",
        "survey/head.html",
        "survey/overview.html",
        "survey/row.html",
        "survey/timeline.html",
    ]
);

fn environment(report: &Report) -> Environment<'static> {
    let mut environment = plain_environment();
    filters::add(&mut environment, &Arc::new(report.clone()));
    environment
}

/// Returns an environment that knows of no report.
fn plain_environment() -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(STEPS));
    // For the places of errors.
    environment.set_debug(true);
    if let Ok(syntax) =
        SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build()
    {
        environment.set_syntax(syntax);
    }
    environment.set_auto_escape_callback(escaping);
    environment.set_formatter(format);
    filters::add_plain(&mut environment);
    environment
}

/// Returns what is escaped, by the name of the template.
fn escaping(name: &str) -> AutoEscape {
    let name = [".j2", ".jinja", ".jinja2"].iter().find_map(|end| name.strip_suffix(end)).unwrap_or(name);
    match name.rsplit_once('.') {
        Some((_, "md" | "markdown")) => AutoEscape::Custom(MARKDOWN.into()),
        _ => default_auto_escape_callback(name),
    }
}

/// Prints one value. What is not known prints as nothing.
fn format(out: &mut Output, state: &mut State, value: &Value) -> Result<(), Error> {
    match state.auto_escape() {
        AutoEscape::Json => escape_formatter(out, state, value),
        _ if value.is_none() => Ok(()),
        AutoEscape::Custom(_) if !value.is_safe() && !value.is_number() => {
            Ok(out.write_str(&escape::markdown(&value.to_string()))?)
        }
        AutoEscape::Custom(_) => Ok(out.write_str(&value.to_string())?),
        _ => escape_formatter(out, state, value),
    }
}
