//! References in the JSON Schema of a rulebook file to what serde does not know: the ids of the rulebook in
//! use, and what validation reads key by key. `authoring::schema` defines each of them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

macro_rules! references {
    ($($type:ident to $name:literal),* $(,)?) => {$(
        pub(super) struct $type;

        impl JsonSchema for $type {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> Cow<'static, str> {
                $name.into()
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!({ "$ref": concat!("#/$defs/", $name) })
            }
        }
    )*};
}

references! {
    IdRef to "id",
    ArchitectureRef to "architecture",
    AxisRef to "axis",
    QualityRef to "quality",
    CitationRef to "source",
    PointsRef to "points",
    SharesRef to "shares",
    ConditionRef to "condition",
    AcrossRef to "across",
    PartsStandRef to "parts_stand",
    StepsRef to "steps",
    FormerlyRef to "formerly",
    ObservedRef to "observed",
    AnswersRef to "answers",
}
