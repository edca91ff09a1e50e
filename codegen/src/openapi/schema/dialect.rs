//! Reads what schemas have of one version of OpenAPI and not of the other: it takes a schema as 3.0 writes it and gives it
//! as 3.1 does.

use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::model::{Schema, Type};
use crate::openapi::reader::Reader;
use crate::source::tree::NodeId;

/// Writes 3.0's `nullable` and `exclusiveMinimum: true` as 3.1 does.
pub(super) fn modernize(reader: &mut Reader<'_>, at: NodeId, schema: &mut Schema) {
    if schema.nullable && !schema.types.is_empty() && !schema.types.contains(&Type::Null) {
        schema.types.push(Type::Null);
    }
    if is_true(reader, at, "exclusiveMinimum") {
        schema.limits.exclusive_minimum = schema.limits.minimum.take();
    }
    if is_true(reader, at, "exclusiveMaximum") {
        schema.limits.exclusive_maximum = schema.limits.maximum.take();
    }
    report_others(reader, at);
}

/// Returns whether a member is `true`.
fn is_true(reader: &Reader<'_>, at: NodeId, key: &str) -> bool {
    let value = reader.tree.get(at, key);
    value.and_then(|value| reader.tree.as_bool(value)) == Some(true)
}

/// Warns of every keyword of a schema that belongs to the other version.
fn report_others(reader: &mut Reader<'_>, at: NodeId) {
    let is_3_0 = reader.is_3_0();
    for (key, value) in reader.tree.members(at) {
        let is_bool = reader.tree.as_bool(*value).is_some();
        match key.as_str() {
            "nullable" if !is_3_0 => report_other(reader, *value, "`nullable` belongs"),
            "exclusiveMinimum" | "exclusiveMaximum" if is_bool != is_3_0 => {
                let what = if is_bool {
                    "an exclusive limit of `true` or `false` belongs"
                } else {
                    "an exclusive limit that is a number belongs"
                };
                report_other(reader, *value, what);
            }
            "const" | "prefixItems" | "patternProperties" if is_3_0 => {
                report_other(reader, *value, &format!("`{key}` belongs"));
            }
            _ => (),
        }
    }
}

/// Warns of what belongs to the other version.
pub(super) fn report_other(reader: &mut Reader<'_>, at: NodeId, what: &str) {
    let (other, this) = if reader.is_3_0() {
        ("3.1", "3.0")
    } else {
        ("3.0", "3.1")
    };
    let message = format!("{what} to OpenAPI {other}, and this document is of {this}");
    let help = match (reader.is_3_0(), reader.tree.key(at)) {
        (false, Some("nullable")) => "write `type: [string, \"null\"]`, with the schema's type",
        (false, _) => "write the limit itself: `exclusiveMinimum: 5`",
        (true, Some("type")) | (true, None) => "write `nullable: true` beside one type",
        (true, _) => "write `openapi: 3.1.0` at the top if the document follows 3.1",
    };
    let warning = Diagnostic::warning("other-version", Place::Key(at), message);
    reader
        .diagnostics
        .push(warning.label(format!("of OpenAPI {other}")).help(help));
}
