//! Reads the extensions: it takes a key of an object with its value, and gives whether it is one that the object has.

pub(super) mod aliases;
mod enumeration;
mod errors;
mod pagination;
mod values;

pub(super) use enumeration::keep_parallel;
pub(crate) use pagination::read_rules;

use super::model::{Extensions, Operation, PaginationRule, Role};
use super::reader::Reader;
use super::vocabulary::{
    ALIASES, ENUM, ENUM_DESCRIPTIONS, ENUM_NAMES, ERRORS, GROUP, NAME, PAGINATION, ROLE, SENSITIVE,
    UNION, misuse, neutral,
};
use crate::source::tree::NodeId;

/// Reads an extension of a schema. Returns whether it is one.
pub(super) fn read_of_schema(
    reader: &mut Reader<'_>,
    key: &str,
    at: NodeId,
    extensions: &mut Extensions,
) -> bool {
    if !key.starts_with("x-") {
        return false;
    }
    match neutral(&reader.aliases, key) {
        ENUM => extensions.enumeration = enumeration::read(reader, at),
        ENUM_NAMES => extensions.value_names = enumeration::read_texts(reader, at, ENUM_NAMES),
        ENUM_DESCRIPTIONS => {
            extensions.value_descriptions = enumeration::read_texts(reader, at, ENUM_DESCRIPTIONS);
        }
        UNION => {
            let text = values::read_text(reader, at, UNION, "the name of a property");
            extensions.union = text.map(|text| (text, at));
        }
        SENSITIVE => extensions.sensitive = values::read_flag(reader, at, SENSITIVE),
        NAME => {
            extensions.name = values::read_text(reader, at, NAME, "a name").map(|text| (text, at))
        }
        ROLE => {
            extensions.role = values::read_role(reader, at, &[Role::ErrorCode, Role::ErrorMessage])
        }
        _ => return false,
    }
    true
}

/// Reads an extension of the root. Returns whether it is one. The other spellings are read before all else.
pub(super) fn read_of_root(
    reader: &mut Reader<'_>,
    key: &str,
    at: NodeId,
    pagination: &mut Vec<PaginationRule>,
) -> bool {
    if !key.starts_with("x-") {
        return false;
    }
    match neutral(&reader.aliases, key) {
        ALIASES => key == ALIASES,
        PAGINATION => {
            if !pagination.is_empty() {
                let wanted = "all rules in one list: they are listed under two names";
                reader.diagnostics.push(misuse(at, PAGINATION, wanted));
            }
            *pagination = pagination::read_all(reader, at);
            true
        }
        _ => false,
    }
}

/// Reads an extension of an operation. Returns whether it is one.
pub(super) fn read_of_operation(
    reader: &mut Reader<'_>,
    key: &str,
    at: NodeId,
    operation: &mut Operation,
) -> bool {
    if !key.starts_with("x-") {
        return false;
    }
    match neutral(&reader.aliases, key) {
        ERRORS => errors::read_all(reader, at, &mut operation.errors),
        PAGINATION => operation.pagination = pagination::read_own(reader, at),
        GROUP => operation.group = values::read_groups(reader, at),
        NAME => operation.name = values::read_text(reader, at, NAME, "a name"),
        _ => return false,
    }
    true
}

/// Reads an extension of a tag. Returns whether it is one.
pub(super) fn read_of_tag(
    reader: &mut Reader<'_>,
    key: &str,
    at: NodeId,
    group: &mut Option<Vec<String>>,
) -> bool {
    if !key.starts_with("x-") || neutral(&reader.aliases, key) != GROUP {
        return false;
    }
    *group = values::read_groups(reader, at);
    true
}

/// Reads the role of a parameter or a header. Returns whether the key is that extension.
pub(super) fn read_role(
    reader: &mut Reader<'_>,
    key: &str,
    at: NodeId,
    allowed: &[Role],
    role: &mut Option<Role>,
) -> bool {
    if !key.starts_with("x-") || neutral(&reader.aliases, key) != ROLE {
        return false;
    }
    *role = values::read_role(reader, at, allowed);
    true
}
