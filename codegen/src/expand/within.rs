//! Which schemas have alternatives: of their own, or among the parts of their `allOf`.

use std::collections::BTreeMap;

use crate::openapi::model::{Schema, SchemaId, Type};
use crate::table::Table;

/// How many parts lead from a schema to alternatives at most.
const MOST_DEPTH: usize = 64;

/// The alternatives in a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// There are none.
    Nothing,
    /// One schema has them, so many parts deep.
    One(SchemaId, usize),
    /// Several lists, or one that is too deep.
    Several,
}

/// Finds the alternatives in each schema. `targets` says where references lead.
pub(super) fn within(
    schemas: &Table<SchemaId, Schema>,
    targets: &Table<SchemaId, SchemaId>,
) -> Table<SchemaId, Within> {
    let mut wholes: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
    let mut open = Vec::new();
    for (id, schema) in schemas.iter() {
        for part in &schema.all_of {
            wholes.entry(*targets.get(*part)).or_default().push(id);
        }
        let says = |list: &&Vec<SchemaId>| says_something(schemas, targets, list);
        let lists = [&schema.one_of, &schema.any_of];
        match lists.iter().filter(|list| says(list)).count() {
            0 => {}
            1 => open.push((id, Within::One(id, 0))),
            _ => open.push((id, Within::Several)),
        }
    }
    let mut found = Table::beside(schemas, Within::Nothing);
    while let Some((id, within)) = open.pop() {
        let known = *found.get(id);
        let both = match (known, within) {
            (Within::Nothing, within) => within,
            (Within::One(one, depth), Within::One(other, _)) if one == other => {
                Within::One(one, depth)
            }
            _ => Within::Several,
        };
        if both == known {
            continue;
        }
        *found.get_mut(id) = both;
        let around = match both {
            Within::One(union, depth) if depth < MOST_DEPTH => Within::One(union, depth + 1),
            _ => Within::Several,
        };
        let wholes = wholes.get(&id).into_iter().flatten();
        open.extend(wholes.map(|whole| (*whole, around)));
    }
    found
}

/// Returns the list of alternatives that says more than which members are required.
pub(super) fn alternatives<'s>(
    schemas: &Table<SchemaId, Schema>,
    targets: &Table<SchemaId, SchemaId>,
    schema: &'s Schema,
) -> &'s [SchemaId] {
    let mut lists = [&schema.one_of, &schema.any_of].into_iter();
    let list = lists.find(|list| says_something(schemas, targets, list));
    list.map(Vec::as_slice).unwrap_or_default()
}

/// Returns whether one of the alternatives says more than which members are required.
pub(super) fn says_something(
    schemas: &Table<SchemaId, Schema>,
    targets: &Table<SchemaId, SchemaId>,
    alternatives: &[SchemaId],
) -> bool {
    let mut alternatives = alternatives
        .iter()
        .map(|part| schemas.get(*targets.get(*part)));
    alternatives.any(|part| {
        let is_scalar = |ty: &Type| !matches!(ty, Type::Object | Type::Null);
        !part.properties.is_empty()
            || !part.all_of.is_empty()
            || !part.one_of.is_empty()
            || !part.any_of.is_empty()
            || part.items.is_some()
            || part.values.is_some()
            || part.constant.is_some()
            || part.additional_properties.is_some()
            || part.types.iter().any(is_scalar)
    })
}
