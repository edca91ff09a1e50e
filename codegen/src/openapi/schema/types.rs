//! Reads `type` of a schema: it takes the node and gives the types.

use super::dialect;
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::model::Type;
use crate::openapi::reader::Reader;
use crate::source::tree::{NodeId, Value};

/// Reads `type`: one, or since 3.1 a list.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Vec<Type> {
    match reader.tree.value(at) {
        Value::Array(items) => {
            if reader.is_3_0() {
                dialect::report_other(reader, at, "a list of types belongs");
            }
            let mut types: Vec<Type> = items
                .iter()
                .filter_map(|item| read_item(reader, *item))
                .collect();
            types.dedup();
            types
        }
        // It may be left over, or mean the type `null`.
        Value::Null => {
            report_null(reader, at, "`type` is null, and counts as absent");
            Vec::new()
        }
        _ => read_one(reader, at).into_iter().collect(),
    }
}

/// Reads an item of a list of types, in which `null` without quotes can only mean the type.
fn read_item(reader: &mut Reader<'_>, at: NodeId) -> Option<Type> {
    if *reader.tree.value(at) == Value::Null {
        report_null(
            reader,
            at,
            "the type `\"null\"` is a string; null is read as that",
        );
        return Some(Type::Null);
    }
    read_one(reader, at)
}

/// Warns of a null in the place of a type.
fn report_null(reader: &mut Reader<'_>, at: NodeId, message: &str) {
    let help = match (reader.is_3_0(), reader.tree.key(at)) {
        (true, _) => "write `nullable: true` beside one type",
        (false, None) => "put it in quotes: \"null\"",
        (false, Some(_)) => "write `type: \"null\"` if null is meant, or remove it",
    };
    let warning = Diagnostic::warning("null-value", Place::Value(at), message);
    reader.diagnostics.push(warning.label("null").help(help));
}

/// Reads the name of a type.
fn read_one(reader: &mut Reader<'_>, at: NodeId) -> Option<Type> {
    let text = reader.word(at)?;
    let found = match text.as_str() {
        "string" => Type::String,
        "integer" => Type::Integer,
        "number" => Type::Number,
        "boolean" => Type::Boolean,
        "array" => Type::Array,
        "object" => Type::Object,
        "null" => {
            if reader.is_3_0() {
                dialect::report_other(reader, at, "the type `null` belongs");
            }
            Type::Null
        }
        other => return guess(reader, at, other),
    };
    Some(found)
}

/// Returns the type that a name that is none can only mean, with a warning.
fn guess(reader: &mut Reader<'_>, at: NodeId, name: &str) -> Option<Type> {
    const NAMES: [(&str, Type); 6] = [
        ("string", Type::String),
        ("integer", Type::Integer),
        ("number", Type::Number),
        ("boolean", Type::Boolean),
        ("array", Type::Array),
        ("object", Type::Object),
    ];
    let message = format!("`{name}` is not a type");
    let help = "the types are `string`, `integer`, `number`, `boolean`, `array`, `object`";
    let meant = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    let label = match meant {
        Some((known, _)) => format!("read as `{known}`"),
        None if name == "any" => "read as every type".to_owned(),
        None => {
            reader.invalid(at, message, help);
            return None;
        }
    };
    let warning = Diagnostic::warning("invalid-value", Place::Value(at), message);
    reader.diagnostics.push(warning.label(label).help(help));
    meant.map(|(_, ty)| *ty)
}
