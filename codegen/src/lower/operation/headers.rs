//! Header parameters that callers don't set: those with one value, and the idempotency key.

use crate::lower::facts::Facts;
use crate::openapi::model::{self, Location, ParameterShape, Role};

/// Returns whether a parameter is the idempotency key, which calls have as an option.
pub(super) fn is_idempotency_key(parameter: &model::Parameter) -> bool {
    parameter.role == Some(Role::IdempotencyKey) && parameter.location == Location::Header
}

/// Returns the one value that a required header parameter may have. The client sends it by itself.
pub(super) fn pinned(facts: &Facts<'_>, parameter: &model::Parameter) -> Option<String> {
    let ParameterShape::Schema(schema) = parameter.shape else {
        return None;
    };
    let header = parameter.location == Location::Header && parameter.required;
    let schema = facts.target_schema(schema);
    let only = match (schema.constant, schema.values.as_deref()) {
        (Some(constant), _) => constant,
        (None, Some([only])) => *only,
        _ => return None,
    };
    header
        .then(|| facts.tree().as_str(only).map(str::to_owned))
        .flatten()
}

/// Returns the headers that every operation pins to the same value. Operations send what only some of them pin.
pub(super) fn pinned_headers(facts: &Facts<'_>) -> Vec<(String, String)> {
    let mut operations = facts.resolved().operations.iter().map(|operation| {
        let pinned = |parameter: &model::Parameter| {
            Some((
                parameter.name.to_ascii_lowercase(),
                pinned(facts, parameter)?,
            ))
        };
        operation
            .parameters
            .iter()
            .filter_map(pinned)
            .collect::<Vec<(String, String)>>()
    });
    let mut common = operations.next().unwrap_or_default();
    for pinned in operations {
        common.retain(|header| pinned.contains(header));
    }
    common
}
