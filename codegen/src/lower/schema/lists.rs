//! Arrays: lists, and tuples where the number of items is fixed and each has its own schema.

use super::{LoweredType, SchemaLowerer};
use crate::ir::{ItemKind, Type};
use crate::lower::facts::Facts;
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId};

/// How many items a tuple has at most: the standard library implements its traits up to there.
const MOST_IN_TUPLE: usize = 12;

impl<'a> SchemaLowerer<'a> {
    /// Lowers an array to a list or a tuple.
    pub(super) fn array(&mut self, id: SchemaId, nullable: bool) -> LoweredType {
        let schema = self.facts.schema(id);
        if let Some(prefix) = fixed(self.facts, schema) {
            return self.define(id, nullable, |lower| lower.tuple_of(prefix));
        }
        let ty = self.list_type(id);
        self.named_type(id, ty, nullable)
    }

    /// Lowers an array that is one of several types of a schema.
    pub(super) fn nested_array(&mut self, id: SchemaId) -> Type {
        match fixed(self.facts, self.facts.schema(id)) {
            Some(prefix) => self.nested(id, "list", |lower| lower.tuple_of(prefix)),
            None => self.list_type(id),
        }
    }

    fn tuple_of(&mut self, prefix: &[SchemaId]) -> ItemKind {
        let types = prefix.iter().map(|id| self.type_of(*id).element());
        ItemKind::Tuple(types.collect())
    }

    /// Returns a list of the one type that all items have.
    fn list_type(&mut self, id: SchemaId) -> Type {
        let schema = self.facts.schema(id);
        let prefix = prefix(schema);
        let ends = ends(self.facts, schema);
        let further = further(schema).filter(|_| !ends);
        let item = match further {
            Some(items) if prefix.is_empty() => self.type_of(items).element(),
            None if prefix.is_empty() => Type::Json,
            // Further items are of any type.
            None if !ends => json_items(self.facts, self.report, schema),
            further => self.common_item(schema, prefix, further),
        };
        Type::List(Box::new(item))
    }

    fn common_item(
        &mut self,
        schema: &Schema,
        prefix: &[SchemaId],
        further: Option<SchemaId>,
    ) -> Type {
        let mut types = Vec::new();
        for id in prefix.iter().copied().chain(further) {
            types.push(self.type_of(id).element());
        }
        match types.pop() {
            Some(first) if types.iter().all(|ty| *ty == first) => first,
            _ => json_items(self.facts, self.report, schema),
        }
    }
}

/// Returns the items' schemas, where the length is fixed and each position has its own (JSON Schema 2020-12 core,
/// section 10.3.1.1).
fn fixed<'s>(facts: &Facts<'_>, schema: &'s Schema) -> Option<&'s [SchemaId]> {
    let prefix = prefix(schema);
    let count = u64::try_from(prefix.len()).ok()?;
    let is_full = schema.limits.min_items >= Some(count);
    let fits = (2..=MOST_IN_TUPLE).contains(&prefix.len());
    (fits && is_full && ends(facts, schema)).then_some(prefix)
}

/// Returns the schemas of the first items, without those beyond `maxItems`.
fn prefix(schema: &Schema) -> &[SchemaId] {
    let most = schema.limits.max_items;
    let most = most.map_or(usize::MAX, |most| {
        usize::try_from(most).unwrap_or(usize::MAX)
    });
    let prefix = schema.prefix_items.as_slice();
    prefix.get(..most).unwrap_or(prefix)
}

/// Returns whether no items follow the prefix.
fn ends(facts: &Facts<'_>, schema: &Schema) -> bool {
    let most = schema.limits.max_items;
    let is_full = most.is_some_and(|most| most <= prefix(schema).len() as u64);
    is_full || further(schema).is_some_and(|id| facts.is_false(id))
}

/// Returns the schema of the items after the prefix.
fn further(schema: &Schema) -> Option<SchemaId> {
    schema.items.or(schema.unevaluated_items)
}

fn json_items(facts: &Facts<'_>, report: &Report, schema: &Schema) -> Type {
    let anything = |id: &SchemaId| !facts.has_constraints(*id);
    if !schema.prefix_items.iter().all(anything) {
        report.warn(
            "prefix-items",
            schema.at,
            "the items have several types and no fixed number; they are typed as raw JSON",
            "add `minItems` and `items: false` if each position has its own type, or accept raw JSON",
        );
    }
    Type::Json
}
