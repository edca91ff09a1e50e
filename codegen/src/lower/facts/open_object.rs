//! The properties of objects that allow other members.

use std::collections::{BTreeMap, BTreeSet};

use super::Facts;
use crate::openapi::model::{Schema, SchemaId};

/// How many parts and alternatives one object may have.
const MOST_PARTS: usize = 256;

/// The properties of an object, of its parts and of its alternatives. The object allows other members.
#[derive(Default)]
pub(crate) struct OpenObject<'a> {
    pub(crate) properties: BTreeMap<&'a str, Vec<SchemaId>>,
    /// What the object and its parts require, its alternatives aside.
    pub(crate) required: BTreeSet<&'a str>,
    /// The properties that an alternative describes: another alternative may describe them differently.
    pub(crate) loose: BTreeSet<&'a str>,
}

/// Returns the properties of an object. `None` where it has `additionalProperties`, or consists of too many schemas.
pub(crate) fn open_object<'a>(facts: &Facts<'a>, id: SchemaId) -> Option<OpenObject<'a>> {
    let mut object = OpenObject::default();
    let mut seen = BTreeSet::new();
    let mut open = vec![(facts.target(id), false)];
    while let Some((id, is_alternative)) = open.pop() {
        if !seen.insert(id) {
            continue;
        }
        let schema = facts.schema(id);
        if schema.additional_properties.is_some() || seen.len() > MOST_PARTS {
            return None;
        }
        for (name, property) in &schema.properties {
            object.properties.entry(name).or_default().push(*property);
        }
        if is_alternative {
            let names = schema.properties.iter().map(|(name, _)| name.as_str());
            object.loose.extend(names);
        } else {
            let required = schema.required.iter().map(|(name, _)| name.as_str());
            object.required.extend(required);
        }
        let parts = schema.all_of.iter();
        open.extend(parts.map(|part| (facts.target(*part), is_alternative)));
        open.extend(alternatives(schema).map(|part| (facts.target(part), true)));
    }
    Some(object)
}

/// A property that two objects describe, and whether one of them requires it.
pub(crate) struct Shared {
    pub(crate) own: SchemaId,
    pub(crate) other: SchemaId,
    pub(crate) is_required: bool,
}

/// Returns the properties that two objects both describe, their alternatives aside.
pub(crate) fn shared<'o>(
    one: &'o OpenObject<'_>,
    other: &'o OpenObject<'_>,
) -> impl Iterator<Item = Shared> {
    let names = one.properties.iter();
    let names =
        names.filter(|(name, _)| !one.loose.contains(*name) && !other.loose.contains(*name));
    names.flat_map(|(name, own)| {
        let is_required = one.required.contains(name) || other.required.contains(name);
        let others = other.properties.get(name).into_iter().flatten();
        others.flat_map(move |other| {
            own.iter().map(move |own| Shared {
                own: *own,
                other: *other,
                is_required,
            })
        })
    })
}

fn alternatives(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    schema.one_of.iter().chain(&schema.any_of).copied()
}
