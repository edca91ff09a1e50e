//! Reads schemas: it takes a node and gives the id of the schema in the table of all schemas.
//!
//! It knows OpenAPI 3.0's dialect (3.0.3, section 4.7.24) and JSON Schema 2020-12.

mod dialect;
mod types;

use super::kinds::Kind;
use super::model::{Discriminator, Schema, SchemaId};
use super::reader::{Reader, members};
use super::{example, extensions};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::tree::{NodeId, Value};

/// Reads the schema at a node, once.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> SchemaId {
    if let Some(Kind::Schema(id)) = reader.kinds.get(at) {
        return id;
    }
    let id = reader.schemas.add(at);
    reader.kinds.set(at, Kind::Schema(id));
    let schema = read_new(reader, at, id);
    *reader.schemas.get_mut(id) = schema;
    id
}

/// Reads a list of schemas.
pub(super) fn read_list(reader: &mut Reader<'_>, at: NodeId) -> Vec<SchemaId> {
    let items = reader.array(at);
    items.iter().map(|item| read(reader, *item)).collect()
}

/// Reads schemas by name.
pub(super) fn read_map(reader: &mut Reader<'_>, at: NodeId) -> Vec<(String, SchemaId)> {
    let members = reader.map(at);
    members
        .map(|(name, value)| (name.to_owned(), read(reader, value)))
        .collect()
}

/// Reads the schema at a node that isn't read yet.
fn read_new(reader: &mut Reader<'_>, at: NodeId, id: SchemaId) -> Schema {
    let mut schema = Schema::anything(at);
    if let Some(value) = reader.tree.as_bool(at) {
        schema.boolean = Some(value);
        if reader.is_3_0() && reader.tree.key(at) != Some("additionalProperties") {
            dialect::report_other(reader, at, "`true` and `false` in place of a schema belong");
        }
        return schema;
    }
    if let Some(target) = reader.tree.get(at, "$ref") {
        if let Some(reference) = reader.reference(target) {
            reader.schemas.refer(id, reference);
        }
        if reader.is_3_0() {
            reader.ignored_siblings(at, &["$ref"]);
            return schema;
        }
    }
    if let Some(target) = reader
        .tree
        .get(at, "$dynamicRef")
        .filter(|_| !reader.is_3_0())
        && let Some(reference) = reader.reference(target)
    {
        reader.schemas.refer_dynamically(id, reference);
    }
    read_keywords(reader, at, id, &mut schema);
    extensions::keep_parallel(reader, &mut schema);
    dialect::modernize(reader, at, &mut schema);
    schema
}

/// Reads the members of a schema that is an object.
#[rustfmt::skip]
fn read_keywords(reader: &mut Reader<'_>, at: NodeId, id: SchemaId, schema: &mut Schema) {
    members!(reader, at, "a schema", |value| {
        "type" => schema.types = types::read(reader, value),
        "description" => schema.description = reader.string(value),
        "properties" => schema.properties = read_map(reader, value),
        "required" => schema.required = read_required(reader, value),
        "items" => schema.items = Some(read(reader, value)),
        "$ref" => (),
        "enum" => schema.values = Some(reader.array(value).to_vec()),
        "format" => schema.format = reader.string(value),
        "nullable" => schema.nullable = reader.bool(value).unwrap_or_default(),
        "title" => schema.title = reader.string(value),
        "example" => schema.examples.push(example::resolve(reader, value)),
        "examples" => schema.examples.extend(read_examples(reader, value)),
        "default" => schema.default = Some(value),
        "additionalProperties" => schema.additional_properties = Some(read(reader, value)),
        "allOf" => schema.all_of = read_list(reader, value),
        "anyOf" => schema.any_of = read_list(reader, value),
        "oneOf" => schema.one_of = read_list(reader, value),
        "not" => schema.not = Some(read(reader, value)),
        "discriminator" => schema.discriminator = read_discriminator(reader, value, id),
        "readOnly" => schema.read_only = reader.bool(value).unwrap_or_default(),
        "writeOnly" => schema.write_only = reader.bool(value).unwrap_or_default(),
        "deprecated" => schema.deprecated = reader.bool(value).unwrap_or_default(),
        "minimum" => schema.limits.minimum = reader.number(value),
        "maximum" => schema.limits.maximum = reader.number(value),
        "exclusiveMinimum" => schema.limits.exclusive_minimum = read_exclusive(reader, value),
        "exclusiveMaximum" => schema.limits.exclusive_maximum = read_exclusive(reader, value),
        "multipleOf" => schema.limits.multiple_of = reader.number(value),
        "minLength" => schema.limits.min_length = reader.count(value),
        "maxLength" => schema.limits.max_length = reader.count(value),
        "pattern" => schema.limits.pattern = reader.string(value),
        "minItems" => schema.limits.min_items = reader.count(value),
        "maxItems" => schema.limits.max_items = reader.count(value),
        "uniqueItems" => schema.limits.unique_items = reader.bool(value).unwrap_or_default(),
        "minProperties" => schema.limits.min_properties = reader.count(value),
        "maxProperties" => schema.limits.max_properties = reader.count(value),
        "const" => schema.constant = Some(value),
        "prefixItems" => schema.prefix_items = read_list(reader, value),
        "patternProperties" => schema.pattern_properties = read_map(reader, value),
        "contentEncoding" => schema.content_encoding = reader.string(value),
        "contentMediaType" => schema.content_media_type = reader.string(value),
        // They say nothing of values, or are read when something refers to them.
        "externalDocs" | "xml" | "$schema" | "$id" | "$comment" | "$defs" | "definitions" | "$anchor"
        | "$vocabulary" | "contentSchema" => (),
        // They apply to some values only: their properties are optional.
        "if" => schema.condition = Some(read_conditional(reader, value)),
        "then" | "else" => schema.conditional.extend([read_conditional(reader, value)]),
        "dependentSchemas" | "dependencies" => schema.conditional.extend(read_dependent(reader, value)),
        "unevaluatedProperties" => schema.unevaluated_properties = Some(read(reader, value)),
        "unevaluatedItems" => schema.unevaluated_items = Some(read(reader, value)),
        // A Rust type doesn't express them: it accepts more.
        "contains" | "minContains" | "maxContains" | "propertyNames" | "dependentRequired" | "additionalItems"
            => report_unchecked(reader, value),
        "$dynamicRef" | "$dynamicAnchor" => if reader.is_3_0() { report_not_followed(reader, value); },
        "$recursiveRef" | "$recursiveAnchor" => report_not_followed(reader, value),
        _(name) => extensions::read_of_schema(reader, name, value, &mut schema.extensions),
    });
}

/// Reads an exclusive limit. In 3.0 it is a flag beside the limit.
fn read_exclusive(reader: &mut Reader<'_>, at: NodeId) -> Option<String> {
    match reader.tree.as_bool(at) {
        Some(_) => None,
        None => reader.number(at),
    }
}

/// Warns of a keyword that the generated types don't express.
fn report_unchecked(reader: &mut Reader<'_>, at: NodeId) {
    let key = reader.tree.key(at).unwrap_or_default();
    let message = format!("`{key}` is not checked by the generated code");
    let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
    let help =
        "the generated type accepts all that the schema does, and more; check the rest yourself";
    reader
        .diagnostics
        .push(warning.label("not checked").help(help));
}

/// Reads a schema that applies to some values only.
fn read_conditional(reader: &mut Reader<'_>, at: NodeId) -> SchemaId {
    let key = reader.tree.key(at).unwrap_or_default();
    let message = format!("when `{key}` applies is not checked by the generated code");
    let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
    let help = "the properties that it names are optional fields; check yourself which of them belong together";
    reader
        .diagnostics
        .push(warning.label("not checked").help(help));
    read(reader, at)
}

/// Reads `dependentSchemas`, and `dependencies`, its earlier name: lists of names in the latter are no schemas.
fn read_dependent(reader: &mut Reader<'_>, at: NodeId) -> Vec<SchemaId> {
    let members = reader.tree.members(at);
    let is_schema = |value: NodeId| !matches!(reader.tree.value(value), Value::Array(_));
    if !members.iter().any(|(_, value)| is_schema(*value)) {
        report_unchecked(reader, at);
        return Vec::new();
    }
    let schemas: Vec<NodeId> = members
        .iter()
        .map(|(_, value)| *value)
        .filter(|value| is_schema(*value))
        .collect();
    schemas
        .into_iter()
        .map(|value| read_conditional(reader, value))
        .collect()
}

/// Warns of references of other versions of JSON Schema.
fn report_not_followed(reader: &mut Reader<'_>, at: NodeId) {
    let key = reader.tree.key(at).unwrap_or_default();
    let message = format!("`{key}` is not followed: a value here is raw JSON");
    let warning = Diagnostic::warning("unsupported", Place::Key(at), message);
    reader
        .diagnostics
        .push(warning.label("not followed").help("use `$ref`"));
}

/// Reads `required`: the names, with their nodes. Some documents have it as a property's own flag.
fn read_required(reader: &mut Reader<'_>, at: NodeId) -> Vec<(String, NodeId)> {
    if reader.tree.as_bool(at).is_some() {
        let key = reader.tree.key(at).unwrap_or_default();
        let message = format!("`{key}` of a schema is a list of property names");
        let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
        reader.diagnostics.push(
            warning
                .label("ignored")
                .help("list the name under `required` of the object that has the property"),
        );
        return Vec::new();
    }
    let items = reader.array(at);
    items
        .iter()
        .filter_map(|item| Some((reader.string(*item)?, *item)))
        .collect()
}

/// Reads `examples`, a list in JSON Schema. 3.0 doesn't have it; what is there is often a map of examples.
fn read_examples(reader: &mut Reader<'_>, at: NodeId) -> Vec<NodeId> {
    if reader.is_3_0() {
        dialect::report_other(reader, at, "`examples` of a schema belong");
        return Vec::new();
    }
    reader.array(at).to_vec()
}

/// Reads `discriminator`. What its mapping refers to is followed later.
fn read_discriminator(reader: &mut Reader<'_>, at: NodeId, id: SchemaId) -> Option<Discriminator> {
    let mut property = None;
    let at = reader.landed(at)?;
    members!(reader, at, "a discriminator", |value| {
        "propertyName" => property = reader.string(value),
        "defaultMapping" => reader.unsupported(
            value,
            "the variant for values that no mapping has is not generated",
            "such a value is `Unknown`: read the variant from its JSON",
        ),
        "mapping" => for (name, target) in reader.map(value) {
            if let Some(reference) = reader.reference(target) {
                reader.schemas.refer_by_tag(id, name.to_owned(), reference);
            }
        },
    });
    if property.is_none() && reader.lacks(at, "propertyName") {
        reader.missing(at, "propertyName", "a discriminator");
    }
    Some(Discriminator {
        at,
        property: property?,
        mapping: Vec::new(),
    })
}
