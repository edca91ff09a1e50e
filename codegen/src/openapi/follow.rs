//! Follows the references of schemas and of discriminators: it takes the table of schemas as they were read, and gives
//! each the id that its reference leads to.

mod cycle;
mod dynamic;
mod target;

use std::collections::HashMap;

use super::model::{Schema, SchemaId, Type};
use super::reader::Reader;
use super::reference::Reference;
use super::schema_table::Pending;
use crate::source::files;
use dynamic::Bindings;

/// Follows every reference of the schemas. One that leads nowhere, or back to itself, is taken away, and an error
/// says so: what is left allows everything. `components` are the schemas of the components.
pub(super) fn follow_all(reader: &mut Reader<'_>, components: &[(String, SchemaId)]) {
    let names: HashMap<String, SchemaId> = components.iter().cloned().collect();
    let mut bindings = Bindings::new(reader.schemas.table(), components);
    // What a reference leads to is read if it isn't yet, and may have further references.
    while let Some(pending) = reader.schemas.take_pending() {
        follow_pending(reader, pending, &names, &mut bindings);
    }
    bindings.bind(reader);
    let schemas = reader.schemas.table_mut();
    cycle::break_cycles(reader.tree, schemas, reader.diagnostics);
    bindings.inline(schemas);
    schemas.rows_mut().for_each(join_siblings);
}

/// Follows the references that were read since the last time.
fn follow_pending(
    reader: &mut Reader<'_>,
    pending: Pending,
    names: &HashMap<String, SchemaId>,
    bindings: &mut Bindings,
) {
    bindings.follow(reader, pending.dynamic);
    for (id, reference) in pending.references {
        let target = target::find(reader, &reference);
        reader.schemas.get_mut(id).reference = target;
    }
    for (id, value, reference) in pending.mappings {
        let named = names.get(&reference.target).copied();
        let Some(target) = named.or_else(|| find_mapped(reader, &reference)) else {
            continue;
        };
        // A discriminator without a property is dropped, its mapping with it.
        if let Some(discriminator) = &mut reader.schemas.get_mut(id).discriminator {
            discriminator.mapping.push((value, target));
        }
    }
}

/// Returns the schema that a mapping names or refers to (OpenAPI 3.1.0, section 4.8.25).
fn find_mapped(reader: &mut Reader<'_>, reference: &Reference) -> Option<SchemaId> {
    let from = reader.tree.file(reference.at);
    let is_file = || files::linked(reader.tree, from, &reference.target).is_ok();
    if reference.target.contains(['#', '/']) || is_file() {
        return target::find(reader, reference);
    }
    let target = format!(
        "#/components/schemas/{}",
        reference.target.replace('~', "~0").replace('/', "~1")
    );
    target::find(
        reader,
        &Reference {
            at: reference.at,
            target,
        },
    )
}

/// Makes a reference a part like those of `allOf` if it has siblings that say something of values. Since 3.1 it is one
/// keyword of several (JSON Schema 2020-12 core, section 8.2.3.1).
fn join_siblings(schema: &mut Schema) {
    let is_plain = |ty: &Type| !matches!(ty, Type::Object | Type::Array | Type::Null);
    let has_siblings = !schema.properties.is_empty()
        || !schema.pattern_properties.is_empty()
        || schema.additional_properties.is_some()
        || schema.unevaluated_properties.is_some()
        || !schema.required.is_empty()
        || !schema.conditional.is_empty()
        || schema.condition.is_some()
        || schema.items.is_some()
        || !schema.prefix_items.is_empty()
        || schema.values.is_some()
        || schema.constant.is_some()
        || schema.format.is_some()
        || schema.types.iter().any(is_plain)
        || [&schema.all_of, &schema.any_of, &schema.one_of]
            .iter()
            .any(|parts| !parts.is_empty());
    if has_siblings && let Some(reference) = schema.reference.take() {
        schema.all_of.insert(0, reference);
    }
}
