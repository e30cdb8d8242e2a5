//! `--json FIELDS`: some fields of a report only, in the shape and order that they have in the whole.

use std::collections::BTreeMap;

use anyhow::{Result, bail};
use serde_json::Value;
// Keeps the fields in the order in which they are printed, which the values of serde_json do not.
use serde_yaml::{Mapping, Value as Ordered};

use super::args::JsonArgs;
use crate::authoring::schema;
use crate::check::CheckReportView;
use crate::diagnostic::{did_you_mean, visible};
use crate::group::GroupReport;
use crate::observe::Facts;
use crate::report::{Comparison, Report};

impl JsonArgs {
    /// Returns the format to print in: `json` where fields are named.
    pub(super) fn format_or<F>(&self, json: F, format: F) -> F {
        if self.json.is_empty() { format } else { json }
    }

    /// Returns the wanted fields of the report that a command prints as JSON; the whole if none are named.
    ///
    /// # Errors
    /// When there is no such field.
    pub(super) fn of(&self, report: String, command: &str) -> Result<String> {
        if self.json.is_empty() {
            return Ok(report);
        }
        let schema = schema_of(command).unwrap_or_default();
        let wrong: Vec<String> = self.json.iter().filter_map(|field| wrong(&schema, field)).collect();
        if !wrong.is_empty() {
            bail!("{}", wrong.join("\nerror: "));
        }
        let whole: Ordered = serde_json::from_str(&report)?;
        let paths: Vec<Vec<&str>> = self.json.iter().map(|field| field.split('.').collect()).collect();
        let paths: Vec<&[&str]> = paths.iter().map(Vec::as_slice).collect();
        Ok(serde_json::to_string_pretty(&chosen(&whole, &paths))? + "\n")
    }
}

/// Returns the schema of what a command prints as JSON; `None` if it does not take `--json`.
fn schema_of(command: &str) -> Option<Value> {
    Some(match command {
        "advise" => schema::printed::<Report>(),
        "check" => schema::printed::<CheckReportView>(),
        "compare" => schema::printed::<Comparison>(),
        "group" => schema::printed::<GroupReport>(),
        "observe" => schema::printed::<Facts>(),
        _ => return None,
    })
}

/// Returns the fields of what a command prints as JSON, and those in them; `None` if it does not take
/// `--json`.
pub(super) fn names(command: &str) -> Option<Vec<String>> {
    let schema = schema_of(command)?;
    let mut names = Vec::new();
    for (name, value) in fixed_fields(&objects(&schema, vec![&schema])) {
        names.push(name.to_owned());
        let inner = objects(&schema, vec![value]);
        names.extend(fixed_fields(&inner).into_keys().map(|inner| format!("{name}.{inner}")));
    }
    Some(names)
}

/// Returns the fields that one of the objects is known to have, in the order of the alphabet.
fn fixed_fields<'s>(objects: &[&'s Value]) -> BTreeMap<&'s str, &'s Value> {
    let fields = objects.iter().filter_map(|object| object.get("properties")?.as_object());
    fields.flatten().map(|(name, value)| (name.as_str(), value)).collect()
}

/// Returns what the paths lead to, through every entry of a list; all of it where one of them ends here.
fn chosen(value: &Ordered, paths: &[&[&str]]) -> Ordered {
    if paths.iter().any(|path| path.is_empty()) {
        return value.clone();
    }
    match value {
        Ordered::Sequence(entries) => entries.iter().map(|entry| chosen(entry, paths)).collect(),
        Ordered::Mapping(entries) => {
            let kept = entries.iter().filter_map(|(key, value)| {
                let name = key.as_str()?;
                let below: Vec<&[&str]> =
                    paths.iter().filter(|path| path[0] == name).map(|path| &path[1..]).collect();
                (!below.is_empty()).then(|| (key.clone(), chosen(value, &below)))
            });
            Ordered::Mapping(kept.collect::<Mapping>())
        }
        // What is null in this report has no fields.
        other => other.clone(),
    }
}

/// Says what is wrong with a path; `None` if a report may have such a field. In jq a path begins with a dot,
/// and has `[]` behind a list.
fn wrong(schema: &Value, path: &str) -> Option<String> {
    let plain = path.trim_matches('.').replace("[]", "");
    if plain == path {
        return missing(schema, path);
    }
    let help = match missing(schema, &plain) {
        _ if plain.is_empty() => "`--format json` prints all fields".to_owned(),
        None => format!("write `--json {}`, without the dots and brackets of jq", visible(&plain)),
        Some(wrong) => return Some(wrong),
    };
    Some(format!("there is no field `{}`\n  {help}", visible(path)))
}

/// Says which name in a path is none of a field; `None` if a report may have such a field.
fn missing(schema: &Value, path: &str) -> Option<String> {
    let mut at = vec![schema];
    for name in path.split('.') {
        let objects = objects(schema, at);
        let found: Vec<&Value> = objects.iter().filter_map(|object| field(object, name)).collect();
        if found.is_empty() {
            let within = path
                .split_once(&format!(".{name}"))
                .map_or(String::new(), |(outer, _)| format!(" in `{}`", visible(outer)));
            let known = fixed_fields(&objects);
            let help = match known.is_empty() {
                true => "it has no fields of its own".to_owned(),
                false => did_you_mean(name, known.into_keys()),
            };
            return Some(format!("there is no field `{}`{within}\n  {help}", visible(name)));
        }
        at = found;
    }
    None
}

/// Returns the field of an object with fixed fields, or with any.
fn field<'s>(object: &'s Value, name: &str) -> Option<&'s Value> {
    let fixed = object.get("properties").and_then(|fields| fields.get(name));
    fixed.or_else(|| object.get("additionalProperties").filter(|any| any.is_object()))
}

/// Returns the schemas of the objects that a value may be or hold, behind references, choices and lists.
fn objects<'s>(root: &'s Value, schemas: Vec<&'s Value>) -> Vec<&'s Value> {
    let mut left = schemas;
    let mut found = Vec::new();
    while let Some(schema) = left.pop() {
        let reference = schema.get("$ref").and_then(Value::as_str).and_then(|name| name.strip_prefix('#'));
        left.extend(reference.and_then(|name| root.pointer(name)));
        for key in ["anyOf", "oneOf", "allOf"] {
            left.extend(schema.get(key).and_then(Value::as_array).into_iter().flatten());
        }
        left.extend(schema.get("items"));
        if schema.get("properties").or(schema.get("additionalProperties")).is_some() {
            found.push(schema);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(fields: &[&str]) -> Result<String> {
        let args = JsonArgs { json: fields.iter().map(|field| (*field).to_owned()).collect() };
        let report = r#"{"verdict": {"status": "open", "margin": 3}, "axes": [{"axis": "a", "ask": "b"}]}"#;
        args.of(report.to_owned(), "advise")
    }

    #[test]
    fn fields_keep_their_shape_and_order() {
        let both = of(&["axes.axis", "verdict.margin", "verdict.status"]).unwrap();
        let both: String = both.split_whitespace().collect();
        assert_eq!(both, r#"{"verdict":{"status":"open","margin":3},"axes":[{"axis":"a"}]}"#);
        let all: String = of(&["verdict", "verdict.status"]).unwrap().split_whitespace().collect();
        assert_eq!(all, r#"{"verdict":{"status":"open","margin":3}}"#);
    }

    #[test]
    fn a_field_that_no_report_has_is_an_error_with_those_that_are_near() {
        let wrong = of(&["verdit", "verdict.statu", "verdict.status.x"]).unwrap_err().to_string();
        assert!(wrong.contains("no field `verdit`\n  did you mean `verdict`?"), "{wrong}");
        assert!(wrong.contains("no field `statu` in `verdict`\n  did you mean `status`?"), "{wrong}");
        assert!(wrong.contains("no field `x` in `verdict.status`\n  it has no fields"), "{wrong}");
    }

    #[test]
    fn a_path_for_jq_is_told_as_one_for_here() {
        let wrong = of(&[".verdict.status", ".axes[].axis", ".verdit", "."]).unwrap_err().to_string();
        for help in [
            "no field `.verdict.status`\n  write `--json verdict.status`, without",
            "no field `.axes[].axis`\n  write `--json axes.axis`, without",
            "no field `verdit`\n  did you mean `verdict`?",
            "no field `.`\n  `--format json` prints all fields",
        ] {
            assert!(wrong.contains(help), "{help}\n{wrong}");
        }
    }

    #[test]
    fn every_command_with_the_flag_has_fields_of_its_own_in_order() {
        let command = crate::cli::args::command();
        let with_flag = |command: &&clap::Command| command.get_arguments().any(|arg| arg.get_id() == "json");
        let all: Vec<Vec<String>> = command
            .get_subcommands()
            .filter(with_flag)
            .map(|command| names(command.get_name()).unwrap_or_else(|| panic!("{}", command.get_name())))
            .collect();
        assert_eq!(all.len(), 5);
        for (at, names) in all.iter().enumerate() {
            assert!(names.is_sorted() && !names.is_empty() && !all[..at].contains(names), "{names:?}");
        }
        assert!(all[0].contains(&"verdict".to_owned()) && all[0].contains(&"verdict.status".to_owned()));
        assert_eq!(names("survey"), None);
    }
}
