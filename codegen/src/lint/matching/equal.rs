//! Equality of values.

use crate::source::tree::{NodeId, Tree, Value};

/// Returns whether two JSON values are equal (JSON Schema 2020-12 core, section 4.2.2): `1` is `1.0`, and members have
/// no order.
pub(super) fn is_equal(tree: &Tree, one: NodeId, other: NodeId) -> bool {
    match (tree.value(one), tree.value(other)) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_equal(tree, *one, *other))
        }
        (Value::Object(members), Value::Object(others)) => {
            let same = |(name, value): &(String, NodeId)| {
                tree.get(other, name)
                    .is_some_and(|other| is_equal(tree, *value, other))
            };
            members.len() == others.len() && members.iter().all(same)
        }
        (one, other) => one == other,
    }
}
