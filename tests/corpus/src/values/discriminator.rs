//! What a `discriminator` says of a value, as a constraint that a validator knows.

use serde_json::{Value, json};

use super::identity::pointer_of;

/// Where components stand.
const COMPONENTS: &str = "/components/schemas/";

/// How far a schema is looked into for the constant that is its tag.
const DEPTH: usize = 8;

/// A parent with a discriminator, and the schemas that take it in.
pub(super) struct Family {
    /// The pointers of the children, each with the tag that means it.
    pub(super) children: Vec<(String, Value)>,
    /// The tag that means the parent itself: of a parent that no value means there is none.
    pub(super) itself: Option<Value>,
}

/// Returns the constraint that an alternative of a union with a discriminator has beside its own; `None` where the
/// alternative says it itself. `at` is where the alternative stands.
pub(super) fn of_alternative(
    document: &Value,
    union: &Value,
    part: &Value,
    at: &str,
) -> Option<Value> {
    let own = union.get("discriminator");
    let discriminator = own.or_else(|| beside_parts(document, at))?;
    let name = discriminator.get("propertyName")?.as_str()?;
    let pointer = pointer_of(part.get("$ref")?.as_str()?)?;
    let values = mapped(discriminator, &pointer).or_else(|| {
        let says_it = has_constant(document, document.pointer(&pointer)?, name, 0);
        (!says_it).then(|| vec![component(&pointer)])
    })?;
    Some(tag(name, values))
}

/// The discriminator beside an `allOf` with an alternative at a pointer in one of its parts.
fn beside_parts<'d>(document: &'d Value, at: &str) -> Option<&'d Value> {
    let mut steps = at.rsplit('/').skip(2);
    let (_, keyword) = (steps.next()?, steps.next()?);
    let whole: Vec<&str> = steps.collect();
    let whole: Vec<&str> = whole.into_iter().rev().collect();
    let whole = document.pointer(&whole.join("/"))?;
    whole
        .get("discriminator")
        .filter(|_| keyword == "allOf" && whole.get("oneOf").is_none())
}

/// Returns whether a parent with a discriminator has schemas that take it in among its alternatives.
pub(super) fn lists_children(
    document: &Value,
    members: &serde_json::Map<String, Value>,
    parent: &str,
) -> bool {
    let children = members
        .get("discriminator")
        .and_then(|discriminator| family(document, discriminator, parent));
    let lists = ["oneOf", "anyOf"].into_iter();
    let alternatives = lists.filter_map(|list| members.get(list)?.as_array());
    let mut alternatives = alternatives.flatten();
    children.is_some_and(|family| {
        alternatives.any(|part| {
            let target = part.get("$ref").and_then(Value::as_str);
            let target = target.and_then(pointer_of);
            let mut children = family.children.iter();
            children.any(|(child, _)| target.as_ref() == Some(child))
        })
    })
}

/// Returns what a parent stands for; `None` where nothing takes it in.
pub(super) fn family(document: &Value, discriminator: &Value, parent: &str) -> Option<Family> {
    let name = discriminator.get("propertyName")?.as_str()?;
    let components = document.pointer("/components/schemas")?.as_object()?;
    let mut members: Vec<String> = vec![parent.to_owned()];
    let mut next = 0;
    while let Some(member) = members.get(next).cloned() {
        next += 1;
        for (child, schema) in components {
            let escaped = child.replace('~', "~0").replace('/', "~1");
            let pointer = format!("{COMPONENTS}{escaped}");
            if !members.contains(&pointer) && takes_in(schema, &member) {
                members.push(pointer);
            }
        }
    }
    let children: Vec<(String, Value)> = members
        .into_iter()
        .skip(1)
        .map(|pointer| {
            let values =
                mapped(discriminator, &pointer).unwrap_or_else(|| vec![component(&pointer)]);
            (pointer, tag(name, values))
        })
        .collect();
    let is_mapped = discriminator.get("mapping").is_some();
    let values = mapped(discriminator, parent).or_else(|| {
        (!is_mapped && parent.starts_with(COMPONENTS)).then(|| vec![component(parent)])
    });
    let itself = values.map(|values| tag(name, values));
    (!children.is_empty()).then_some(Family { children, itself })
}

fn takes_in(schema: &Value, parent: &str) -> bool {
    let parts = schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    parts
        .filter_map(|part| part.get("$ref").and_then(Value::as_str))
        .any(|reference| pointer_of(reference).as_deref() == Some(parent))
}

/// Returns the values of the mapping that mean a schema.
fn mapped(discriminator: &Value, pointer: &str) -> Option<Vec<String>> {
    let mapping = discriminator.get("mapping")?.as_object()?.iter();
    let means = |target: &Value| {
        target.as_str().is_some_and(|target| {
            pointer_of(target).as_deref() == Some(pointer) || target == component(pointer)
        })
    };
    let values: Vec<String> = mapping
        .filter(|(_, target)| means(target))
        .map(|(value, _)| value.clone())
        .collect();
    (!values.is_empty()).then_some(values)
}

/// Returns the name of a component.
fn component(pointer: &str) -> String {
    let name = pointer.rsplit('/').next().unwrap_or_default();
    name.replace("~1", "/").replace("~0", "~")
}

/// Returns a schema in which the tag has one of the values, as text or as what JSON has in its place.
fn tag(name: &str, values: Vec<String>) -> Value {
    let mut all: Vec<Value> = Vec::new();
    for value in values {
        if let Ok(other @ (Value::Number(_) | Value::Bool(_))) = serde_json::from_str(&value) {
            all.push(other);
        }
        all.push(Value::String(value));
    }
    json!({"type": "object", "required": [name], "properties": {name: {"enum": all}}})
}

/// Returns whether a schema itself says which values a property may have.
fn has_constant(document: &Value, schema: &Value, name: &str, depth: usize) -> bool {
    if depth > DEPTH {
        return false;
    }
    if let Some(property) = schema
        .get("properties")
        .and_then(|properties| properties.get(name))
        && (property.get("const").is_some() || property.get("enum").is_some())
    {
        return true;
    }
    let target = schema.get("$ref").and_then(Value::as_str);
    let target = target
        .and_then(pointer_of)
        .and_then(|pointer| document.pointer(&pointer));
    let parts = schema
        .get("allOf")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    parts
        .chain(target)
        .any(|part| has_constant(document, part, name, depth + 1))
}
