//! The references of schemas and of discriminators.

use super::{Resolver, cycle, dynamic};
use crate::openapi::read::model::{Kind, Reference, Schema, SchemaId, Type};
use crate::source::files;
use crate::source::tree::{NodeId, Value};

impl Resolver<'_> {
    /// The table of schemas with every reference followed. One that leads nowhere, or back to itself, is taken away:
    /// what is left allows everything, and an error was given.
    pub(super) fn schemas(&mut self) -> Vec<Schema> {
        let names: std::collections::HashMap<String, SchemaId> =
            self.components.schemas.iter().cloned().collect();
        // Reading a target may bring further references.
        loop {
            let references = std::mem::take(&mut self.store.references);
            let mappings = std::mem::take(&mut self.store.mappings);
            let dynamic = std::mem::take(&mut self.store.dynamic_references);
            if references.is_empty() && mappings.is_empty() && dynamic.is_empty() {
                break;
            }
            self.dynamic_references(dynamic);
            for (id, reference) in references {
                let target = self.schema_target(&reference);
                if let Some(schema) = self.store.schemas.get_mut(id.index()) {
                    schema.reference = target;
                }
            }
            for (id, value, reference) in mappings {
                let named = names.get(&reference.target).copied();
                let Some(target) = named.or_else(|| self.mapping_target(&reference)) else {
                    continue;
                };
                let schema = self.store.schemas.get_mut(id.index());
                if let Some(discriminator) = schema.and_then(|schema| schema.discriminator.as_mut())
                {
                    discriminator.mapping.push((value, target));
                }
            }
        }
        self.bind();
        let mut schemas = std::mem::take(&mut self.store.schemas);
        cycle::break_cycles(self.tree, &mut schemas, self.diagnostics);
        dynamic::inline(&mut schemas, &self.bindings);
        schemas.iter_mut().for_each(join_siblings);
        schemas
    }

    /// A mapping names a schema or refers to one (OpenAPI 3.1.0, section 4.8.25).
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
            target,
            ..reference.clone()
        })
    }

    pub(super) fn schema_target(&mut self, reference: &Reference) -> Option<SchemaId> {
        let node = self.reader().target(reference)?;
        match self.store.kind(node) {
            Some(Kind::Schema(id)) => Some(id),
            None if self.could_be_schema(node) => {
                self.note_whole(node);
                Some(self.reader().schema(node))
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

/// Since 3.1 a reference is one keyword of several (JSON Schema 2020-12 core, section 8.2.3.1): with members or
/// alternatives beside it, it is a part like those of `allOf`.
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
