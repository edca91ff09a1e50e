//! Values that just don't fit: a member gone, another constant, another kind.

use serde_json::{Value, json};

/// How deep in a value faults are made.
const DEPTH: usize = 4;

/// In how many places of one value faults are made: every fault is a value of its own.
const MOST_PLACES: usize = 40;

/// What was done to a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// A member isn't there.
    MemberGone,
    /// A text is another text, a boolean the other one, a number another number.
    OtherValue,
    /// A value is of another kind.
    OtherKind,
    /// There is null.
    Null,
    /// A member is there that nothing speaks of.
    Stranger,
}

/// A value with a fault.
#[derive(Clone, Debug)]
pub(super) struct Miss {
    pub(super) value: Value,
    pub(super) fault: Fault,
    /// Where: names and indices.
    pub(super) at: Vec<String>,
}

/// Makes values out of one, each with one fault: those near the root first.
pub(super) fn misses(value: &Value) -> Vec<Miss> {
    let mut places = Vec::new();
    collect(value, &mut Vec::new(), &mut places);
    places.sort_by_key(Vec::len);
    places.truncate(MOST_PLACES);
    let mut misses = Vec::new();
    for at in places {
        faults(value, &at, &mut misses);
    }
    misses
}

fn collect(value: &Value, at: &mut Vec<String>, places: &mut Vec<Vec<String>>) {
    places.push(at.clone());
    if at.len() >= DEPTH {
        return;
    }
    let members: Vec<(String, &Value)> = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, member)| (name.clone(), member))
            .collect(),
        // One item is as good as another.
        Value::Array(items) => items
            .iter()
            .enumerate()
            .take(1)
            .map(|(index, item)| (index.to_string(), item))
            .collect(),
        _ => Vec::new(),
    };
    for (name, member) in members {
        at.push(name);
        collect(member, at, places);
        at.pop();
    }
}

fn faults(root: &Value, at: &[String], misses: &mut Vec<Miss>) {
    let pointer = pointer(at);
    let Some(here) = root.pointer(&pointer) else {
        return;
    };
    let mut put = |fault, replacement: Option<Value>| {
        let mut value = root.clone();
        let done = match replacement {
            Some(replacement) => value
                .pointer_mut(&pointer)
                .map(|place| *place = replacement)
                .is_some(),
            None => remove(&mut value, at),
        };
        if done {
            misses.push(Miss {
                value,
                fault,
                at: at.to_vec(),
            });
        }
    };
    if !at.is_empty() {
        put(Fault::MemberGone, None);
        put(Fault::Null, Some(Value::Null));
    }
    match here {
        Value::String(_) => {
            put(Fault::OtherValue, Some(json!("gate-other")));
            put(Fault::OtherKind, Some(json!(7)));
        }
        Value::Number(_) => {
            put(Fault::OtherValue, Some(json!(4_711)));
            put(Fault::OtherKind, Some(json!("gate-other")));
        }
        Value::Bool(value) => {
            put(Fault::OtherValue, Some(json!(!value)));
            put(Fault::OtherKind, Some(json!("gate-other")));
        }
        Value::Array(_) => put(Fault::OtherKind, Some(json!({}))),
        Value::Object(_) => {
            put(Fault::OtherKind, Some(json!([])));
            put(Fault::OtherKind, Some(json!("gate-other")));
            let mut more = here.clone();
            if let Value::Object(members) = &mut more {
                members.insert(super::make::STRANGER.to_owned(), json!(1));
            }
            put(Fault::Stranger, Some(more));
        }
        Value::Null => put(Fault::OtherKind, Some(json!("gate-other"))),
    }
}

/// Returns the JSON pointer of a place.
pub(super) fn pointer(at: &[String]) -> String {
    at.iter()
        .map(|token| format!("/{}", token.replace('~', "~0").replace('/', "~1")))
        .collect()
}

/// Takes a member out; false where it is none.
pub(super) fn remove(root: &mut Value, at: &[String]) -> bool {
    let Some((name, owner)) = at.split_last() else {
        return false;
    };
    match root.pointer_mut(&pointer(owner)) {
        Some(Value::Object(members)) => members.remove(name).is_some(),
        _ => false,
    }
}
