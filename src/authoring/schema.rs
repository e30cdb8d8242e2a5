//! JSON Schemas: of all that is printed as JSON, and of the files that people write, for the rulebook in use.

mod answers;
mod rulebook;

use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
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

/// Returns the schema of what serde reads of a type, as a person writes it.
pub fn read<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    let mut schema = settings.into_generator().subschema_for::<T>();
    RecursiveTransform(without_format).transform(&mut schema);
    RecursiveTransform(without_null).transform(&mut schema);
    RecursiveTransform(without_line_breaks).transform(&mut schema);
    schema.to_value()
}

/// Joins the lines of a description, which are broken for those who read the code.
fn without_line_breaks(schema: &mut Schema) {
    if let Some(Value::String(description)) = schema.get_mut("description") {
        let paragraphs = description.split("\n\n").map(|paragraph| paragraph.replace('\n', " "));
        *description = paragraphs.collect::<Vec<_>>().join("\n\n");
    }
}

/// Refuses `null` and empty defaults: who has nothing to say under an optional key leaves it out.
fn without_null(schema: &mut Schema) {
    schema.remove("default");
    if let Some(Value::Array(types)) = schema.get("type")
        && let [only, Value::String(null)] = types.as_slice()
        && null == "null"
    {
        let only = only.clone();
        schema.insert("type".to_owned(), only);
    }
    if let Some(Value::Array(values)) = schema.get_mut("enum") {
        values.retain(|value| !value.is_null());
    }
    if let Some(Value::Array(forms)) = schema.get("anyOf")
        && let [Value::Object(only), null] = forms.as_slice()
        && *null == json!({ "type": "null" })
    {
        let only = only.clone();
        schema.remove("anyOf");
        schema.ensure_object().extend(only);
    }
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
