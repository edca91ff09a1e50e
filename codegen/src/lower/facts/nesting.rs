//! How deep lists and objects are nested.

use super::Facts;
use crate::openapi::model::SchemaId;

/// How deep lists and objects are nested.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Nesting {
    /// Every style can write it.
    Flat,
    /// An object with a list of plain values in it.
    ListInside,
    /// An object in an object, a list of objects, a list of lists.
    Deep,
}

/// Returns how deep values of a schema are nested. `depth` bounds the search; nothing is lowered for it.
pub(crate) fn nesting(facts: &Facts<'_>, id: SchemaId, depth: usize) -> Nesting {
    let schema = facts.target_schema(id);
    let Some(depth) = depth.checked_sub(1) else {
        return Nesting::Flat;
    };
    let parts = [&schema.all_of, &schema.one_of, &schema.any_of];
    let parts = parts.into_iter().flatten();
    let of_parts = parts.map(|part| nesting(facts, *part, depth)).max();
    let items = schema.items.filter(|_| facts.may_be_array(id));
    let of_items = items.map(|items| match facts.is_structured(items, depth) {
        true => Nesting::Deep,
        false => Nesting::Flat,
    });
    let members = schema.properties.iter().chain(&schema.pattern_properties);
    let members = members.map(|(_, member)| *member);
    let members = members.chain(schema.additional_properties);
    let of_members = members.map(|member| inside(facts, member, depth)).max();
    let all = [of_parts, of_items, of_members];
    all.into_iter().flatten().max().unwrap_or(Nesting::Flat)
}

/// Returns how deep an object is nested that has this property.
fn inside(facts: &Facts<'_>, member: SchemaId, depth: usize) -> Nesting {
    if !facts.is_structured(member, depth) {
        return Nesting::Flat;
    }
    let items = facts.target_schema(member).items;
    match items.filter(|_| facts.may_be_array(member)) {
        Some(items) if !facts.is_structured(items, depth) => Nesting::ListInside,
        _ => Nesting::Deep,
    }
}
