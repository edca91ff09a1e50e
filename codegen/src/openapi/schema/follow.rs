//! Follows the references of schemas and of discriminators.

use std::collections::HashMap;

use super::cycle;
use super::dynamic::{self, Bindings};
use crate::openapi::model::{Schema, SchemaId, Type};
use crate::openapi::reader::Reader;
use crate::openapi::store::{Kind, Pending, Reference};
use crate::source::files;
use crate::source::tree::{NodeId, Value};

impl Reader<'_> {
    /// Follows every reference of the schemas. One that leads nowhere, or back to itself, is taken away, and an error
    /// says so: what is left allows everything. `components` are the schemas of the components.
    pub(crate) fn follow_schemas(&mut self, components: &[(String, SchemaId)]) {
        let names: HashMap<String, SchemaId> = components.iter().cloned().collect();
        let mut bindings = Bindings::new(&self.store.schemas, components);
        // What a reference leads to is read if it isn't yet, and may have further references.
        while !self.store.pending.is_empty() {
            let pending = std::mem::take(&mut self.store.pending);
            self.follow_pending(pending, &names, &mut bindings);
        }
        self.bind(&mut bindings);
        cycle::break_cycles(self.tree, &mut self.store.schemas, self.diagnostics);
        dynamic::inline(&mut self.store.schemas, &bindings);
        self.store.schemas.rows_mut().for_each(join_siblings);
    }

    fn follow_pending(
        &mut self,
        pending: Pending,
        names: &HashMap<String, SchemaId>,
        bindings: &mut Bindings,
    ) {
        self.dynamic_references(pending.dynamic, bindings);
        for (id, reference) in pending.references {
            let target = self.schema_target(&reference);
            self.store.schemas.get_mut(id).reference = target;
        }
        for (id, value, reference) in pending.mappings {
            let named = names.get(&reference.target).copied();
            let Some(target) = named.or_else(|| self.mapping_target(&reference)) else {
                continue;
            };
            // A discriminator without a property is dropped, its mapping with it.
            if let Some(discriminator) = &mut self.store.schemas.get_mut(id).discriminator {
                discriminator.mapping.push((value, target));
            }
        }
    }

    /// Returns the schema that a mapping names or refers to (OpenAPI 3.1.0, section 4.8.25).
    fn mapping_target(&mut self, reference: &Reference) -> Option<SchemaId> {
        let from = self.tree.file(reference.at);
        let is_file = || files::linked(self.tree, from, &reference.target).is_ok();
        if reference.target.contains(['#', '/']) || is_file() {
            return self.schema_target(reference);
        }
        let target = format!(
            "#/components/schemas/{}",
            reference.target.replace('~', "~0").replace('/', "~1")
        );
        self.schema_target(&Reference {
            at: reference.at,
            target,
        })
    }

    /// Returns the schema that a reference leads to. Reads it if it isn't read yet.
    pub(super) fn schema_target(&mut self, reference: &Reference) -> Option<SchemaId> {
        let node = self.target(reference)?;
        match self.store.kind(node) {
            Some(Kind::Schema(id)) => Some(id),
            None if self.could_be_schema(node) => {
                self.note_whole(node);
                Some(self.schema(node))
            }
            _ => {
                self.wrong_target(reference, "a schema", node);
                None
            }
        }
    }

    fn could_be_schema(&self, node: NodeId) -> bool {
        node != NodeId::ROOT && matches!(self.tree.value(node), Value::Object(_) | Value::Bool(_))
    }
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
