//! Where error responses have their code and their message, and which response headers have a role.

use std::collections::{BTreeMap, BTreeSet};

use crate::lower::facts::Facts;
use crate::openapi::model::{Role, Schema, SchemaId};

/// How deep an error body is searched for a code or a message.
const ROLE_DEPTH: usize = 6;

/// How deep the usual properties with messages are nested.
const MESSAGE_DEPTH: usize = 2;

/// The properties in which the runtime looks for an error's message.
const MESSAGES: [&str; 7] = [
    "message",
    "detail",
    "error",
    "error_description",
    "errors",
    "msg",
    "title",
];

/// Returns the name of the response header with a role, in lower case.
pub(super) fn response_header(facts: &Facts<'_>, role: Role) -> Option<String> {
    let responses = facts
        .resolved()
        .operations
        .iter()
        .flat_map(|operation| &operation.responses);
    let mut headers = responses.flat_map(|response| &response.headers);
    headers
        .find(|(_, header)| header.role == Some(role))
        .map(|(name, _)| name.to_ascii_lowercase())
}

/// Returns the properties that lead to a part of an error: those that a setting names, or else those with the role.
pub(crate) fn error_place(facts: &Facts<'_>, named: &[String], role: Role) -> Vec<String> {
    match named {
        [] => error_member(facts, role),
        named => named.to_vec(),
    }
}

/// Returns whether a property that usually holds an error's message is sensitive in any response.
pub(super) fn hides_messages(facts: &Facts<'_>) -> bool {
    let is_secret = |schema: &Schema| schema.extensions.sensitive;
    if !facts.resolved().schemas.rows().any(is_secret) {
        return false;
    }
    let operations = facts.resolved().operations.iter();
    let contents = operations
        .flat_map(|operation| &operation.responses)
        .flat_map(|response| &response.content);
    let mut seen = BTreeSet::new();
    contents
        .filter_map(|content| content.schema)
        .any(|schema| hides_message(facts, schema, MESSAGE_DEPTH, &mut seen))
}

fn hides_message(
    facts: &Facts<'_>,
    schema: SchemaId,
    depth: usize,
    seen: &mut BTreeSet<(SchemaId, usize)>,
) -> bool {
    let id = facts.target(schema);
    if depth == 0 || !seen.insert((id, depth)) {
        return false;
    }
    let schema = facts.schema(id);
    let mut combined = schema
        .all_of
        .iter()
        .chain(&schema.one_of)
        .chain(&schema.any_of)
        .chain(&schema.items);
    let mut messages = schema
        .properties
        .iter()
        .filter(|(name, _)| MESSAGES.contains(&name.as_str()));
    combined.any(|part| hides_message(facts, *part, depth, seen))
        || messages.any(|(_, member)| {
            let said = [facts.schema(*member), facts.target_schema(*member)];
            said.iter().any(|said| said.extensions.sensitive)
                || hides_message(facts, *member, depth - 1, seen)
        })
}

/// Returns the properties that lead to the one with a role, in the first response body that has it.
pub(crate) fn error_member(facts: &Facts<'_>, role: Role) -> Vec<String> {
    let has_role = |schema: &Schema| schema.extensions.role == Some(role);
    if !facts.resolved().schemas.rows().any(has_role) {
        return Vec::new();
    }
    let mut without_match = BTreeMap::new();
    let responses = facts
        .resolved()
        .operations
        .iter()
        .flat_map(|operation| &operation.responses);
    let mut schemas = responses
        .flat_map(|response| &response.content)
        .filter_map(|content| content.schema);
    schemas
        .find_map(|schema| member_path(facts, schema, role, ROLE_DEPTH, &mut without_match))
        .unwrap_or_default()
}

/// Returns the properties that lead to the one with a role. `without_match` holds how deep each schema was searched
/// in vain, so that none is searched twice.
fn member_path(
    facts: &Facts<'_>,
    schema: SchemaId,
    role: Role,
    depth: usize,
    without_match: &mut BTreeMap<SchemaId, usize>,
) -> Option<Vec<String>> {
    let id = facts.target(schema);
    let depth = depth.checked_sub(1)?;
    if without_match
        .get(&id)
        .is_some_and(|searched| *searched >= depth)
    {
        return None;
    }
    without_match.insert(id, depth);
    let schema = facts.schema(id);
    let mut combined = schema
        .all_of
        .iter()
        .chain(&schema.one_of)
        .chain(&schema.any_of);
    if let Some(path) =
        combined.find_map(|part| member_path(facts, *part, role, depth, without_match))
    {
        return Some(path);
    }
    schema.properties.iter().find_map(|(name, property)| {
        if facts.schema(*property).extensions.role == Some(role) {
            return Some(vec![name.clone()]);
        }
        let mut path = member_path(facts, *property, role, depth, without_match)?;
        path.insert(0, name.clone());
        Some(path)
    })
}
