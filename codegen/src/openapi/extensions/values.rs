//! Reads the values that extensions of several objects have: a text, a flag, a role, the names of groups.

use crate::openapi::model::Role;
use crate::openapi::reader::Reader;
use crate::openapi::vocabulary::{GROUP, ROLE, misuse};
use crate::source::tree::{NodeId, Value};

/// How many groups may be around an operation: each of them is a module.
const MOST_GROUPS: usize = 16;

/// The longest name of a group: all operations of a tag have those of the tag.
const LONGEST_GROUP: usize = 100;

/// Reads the groups of an operation or a tag: `accounts`, `customers.sources` or `[customers, sources]`.
pub(super) fn read_groups(reader: &mut Reader<'_>, at: NodeId) -> Option<Vec<String>> {
    let names: Vec<&str> = match reader.tree.value(at) {
        Value::String(text) => text.split('.').collect(),
        Value::Array(items) => {
            let names = items.iter().map(|item| reader.tree.as_str(*item));
            names.collect::<Option<_>>().unwrap_or_default()
        }
        _ => Vec::new(),
    };
    let names: Vec<String> = names.into_iter().map(|it| it.trim().to_owned()).collect();
    let is_name = |name: &String| (1..=LONGEST_GROUP).contains(&name.len());
    if !(1..=MOST_GROUPS).contains(&names.len()) || !names.iter().all(is_name) {
        let wanted =
            "the name of a group, with a dot before a group inside of it, or a list of such names";
        reader.diagnostics.push(misuse(at, GROUP, wanted));
        return None;
    }
    Some(names)
}

/// Reads a role, one of those that are allowed.
pub(super) fn read_role(reader: &mut Reader<'_>, at: NodeId, allowed: &[Role]) -> Option<Role> {
    const ROLES: [(&str, Role); 5] = [
        ("idempotency-key", Role::IdempotencyKey),
        ("request-id", Role::RequestId),
        ("retry-advice", Role::RetryAdvice),
        ("error-code", Role::ErrorCode),
        ("error-message", Role::ErrorMessage),
    ];
    let text = reader.tree.as_str(at).unwrap_or_default();
    let found = ROLES
        .iter()
        .find(|(name, role)| *name == text && allowed.contains(role));
    if found.is_none() {
        let names: Vec<String> = ROLES
            .iter()
            .filter(|(_, role)| allowed.contains(role))
            .map(|(name, _)| format!("`{name}`"))
            .collect();
        reader.diagnostics.push(misuse(
            at,
            ROLE,
            &format!("one of the roles that fit here: {}", names.join(", ")),
        ));
    }
    found.map(|(_, role)| *role)
}

/// Reads a text that isn't empty. `wanted` says in an error what it is.
pub(super) fn read_text(
    reader: &mut Reader<'_>,
    at: NodeId,
    name: &str,
    wanted: &str,
) -> Option<String> {
    let text = reader.tree.as_str(at).filter(|text| !text.is_empty());
    if text.is_none() {
        reader.diagnostics.push(misuse(at, name, wanted));
    }
    text.map(str::to_owned)
}

/// Reads `true` or `false`.
pub(super) fn read_flag(reader: &mut Reader<'_>, at: NodeId, name: &str) -> bool {
    let flag = reader.tree.as_bool(at);
    if flag.is_none() {
        reader
            .diagnostics
            .push(misuse(at, name, "`true` or `false`"));
    }
    flag.unwrap_or_default()
}
