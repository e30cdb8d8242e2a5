//! JSON Schemas: of all that is printed as JSON, and of the files that people write, for the rulebook in use.

mod answers;
mod rulebook;

use schemars::generate::SchemaSettings;
use schemars::transform::RecursiveTransform;
use schemars::{JsonSchema, Schema};
use serde_json::{Value, json};

use crate::rulebook::{Question, Rulebook};

pub use answers::answers;
pub use rulebook::rulebook;

const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// Returns the schema of what serde writes of a type.
pub fn printed<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with_transform(RecursiveTransform(without_format));
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Removes the formats that schemars writes: the number types of Rust, which strict validators do not know.
fn without_format(schema: &mut Schema) {
    schema.remove("format");
}

/// Returns the schema of an object with these properties and no others.
fn closed(properties: Value) -> Value {
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

/// Returns the same with some of the properties required.
fn closed_requiring(required: &[&str], properties: Value) -> Value {
    let mut object = closed(properties);
    object["required"] = json!(required);
    object
}

fn one_or_more(item: &Value) -> Value {
    json!({ "anyOf": [item, { "type": "array", "items": item, "minItems": 1 }] })
}

fn described(mut schema: Value, description: &str) -> Value {
    schema["description"] = json!(description);
    schema
}

fn text(description: &str) -> Value {
    json!({ "type": "string", "description": description })
}

/// Refers to a definition, and says what it means in this place.
fn reference(definition: &str, description: &str) -> Value {
    json!({ "$ref": format!("#/$defs/{definition}"), "description": description })
}

fn one_of<'a>(ids: impl Iterator<Item = &'a String>) -> Value {
    json!({ "enum": ids.collect::<Vec<_>>() })
}

fn architecture(rulebook: &Rulebook) -> Value {
    one_of(rulebook.architectures.iter().map(|architecture| &architecture.id))
}

fn option(question: &Question) -> Value {
    one_of(question.options.iter().map(|choice| &choice.id))
}
