//! Values that the document shows of what is sent, for the examples in documentation.

use serde_json::Value;

use crate::ir::Samples;
use crate::lower::facts::Facts;
use crate::openapi::model::{ParameterShape, SchemaId};
use crate::source::tree::NodeId;

/// A value with more parts than this is an example for a page, not for a doc comment.
const MOST_PARTS: usize = 200;

/// Returns the values that the document shows of parameters, request bodies and schemas, each by the node of what it is
/// a value of.
pub(crate) fn samples(facts: &Facts<'_>) -> Samples {
    let mut samples = Samples::default();
    for operation in &facts.resolved().operations {
        for parameter in &operation.parameters {
            let own = first(facts, parameter.examples.iter().copied());
            let of_schema = || match &parameter.shape {
                ParameterShape::Schema(schema) => of_schema(facts, *schema),
                ParameterShape::Content(_) => None,
            };
            samples.add(parameter.at, own.or_else(of_schema));
        }
        let bodies = operation.request_body.iter().flat_map(|body| &body.content);
        for media in bodies {
            let shown = media.examples.iter().map(|(_, example)| *example);
            samples.add(media.at, first(facts, shown));
        }
    }
    for (id, schema) in facts.resolved().schemas.iter() {
        samples.add(schema.at, of_schema(facts, id));
    }
    samples
}

/// Returns the first value that a schema shows, or else that of the schema that it refers to.
fn of_schema(facts: &Facts<'_>, id: SchemaId) -> Option<Value> {
    let own = first(facts, facts.schema(id).examples.iter().copied());
    own.or_else(|| first(facts, facts.target_schema(id).examples.iter().copied()))
}

/// Returns the first value that matches its schema and isn't large.
fn first(facts: &Facts<'_>, mut shown: impl Iterator<Item = NodeId>) -> Option<Value> {
    let refused = facts.options().refused;
    let example = shown.find(|example| !refused.contains(example))?;
    let value = facts.tree().to_json(example);
    (parts(&value) <= MOST_PARTS).then_some(value)
}

/// Returns how many values there are in a value, itself included.
fn parts(value: &Value) -> usize {
    let inside: usize = match value {
        Value::Array(items) => items.iter().map(parts).sum(),
        Value::Object(members) => members.values().map(parts).sum(),
        _ => 0,
    };
    1 + inside
}
