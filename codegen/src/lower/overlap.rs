//! A member that several parts of an `allOf` describe: its value has to fit all of them.

use super::gather::Members;
use super::narrow::Narrowed;
use super::schema::MOST_NESTED;
use super::{Lower, Usage};
use crate::ir::{Item, ItemKind, Type};
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};

/// How many schemas one member may be described by before only the last one counts.
const MOST_PARTS: usize = 64;

impl Lower<'_> {
    /// How a member is typed that all these schemas describe, the nearest last.
    pub(super) fn usage_of_all(&mut self, name: &str, schemas: &[SchemaId]) -> Usage {
        let [others @ .., last] = schemas else {
            return Usage::plain(Type::Json);
        };
        if others.is_empty() {
            return self.usage(*last);
        }
        let wished = |id: &&SchemaId| {
            let mut nodes = [**id, self.target(**id)]
                .into_iter()
                .map(|id| self.schema(id).at);
            nodes.any(|node| self.wishes.formats_at.contains_key(&node))
        };
        if let Some(wished) = schemas.iter().rev().find(wished) {
            return self.usage(*wished);
        }
        let distinct = self.distinct(schemas);
        let [first, .., nearest] = distinct.as_slice() else {
            return self.usage(distinct.first().copied().unwrap_or(*last));
        };
        let key: Vec<SchemaId> = distinct.iter().map(|id| self.target(*id)).collect();
        if let Some(known) = self.overlaps.get(&key) {
            return known.clone();
        }
        if distinct.len() > MOST_PARTS || self.depth >= MOST_NESTED {
            self.warn_of_conflict(name, *first, *nearest);
            return self.usage(*nearest);
        }
        match self.narrowest(&distinct, *nearest) {
            Narrowed::Fits(usage) => {
                self.overlaps.insert(key, usage.clone());
                return usage;
            }
            Narrowed::Conflict => {
                self.tell_conflict(name, *nearest);
                return self.usage(*nearest);
            }
            Narrowed::NotPlain => {}
        }
        let all = |is: fn(&Self, SchemaId) -> bool| distinct.iter().all(|id| is(self, *id));
        let combined = if all(Self::is_list) {
            self.list_of_all(name, &distinct)
        } else if all(Self::may_be_object) {
            self.object_of_all(&key, *nearest)
        } else {
            None
        };
        combined.unwrap_or_else(|| {
            self.warn_of_conflict(name, *first, *nearest);
            self.usage(*nearest)
        })
    }

    /// One schema of each that says something: the same one twice says no more than once.
    fn distinct(&self, schemas: &[SchemaId]) -> Vec<SchemaId> {
        let mut distinct: Vec<SchemaId> = Vec::new();
        for id in schemas.iter().rev() {
            let target = self.target(*id);
            let known = distinct.iter().any(|other| self.target(*other) == target);
            if !known && self.has_shape(target) {
                distinct.insert(0, *id);
            }
        }
        distinct
    }

    fn is_list(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        self.is_array(schema) && schema.all_of.is_empty()
    }

    /// Whether a schema, its parts aside, is of arrays alone.
    fn is_array(&self, schema: &Schema) -> bool {
        let typed = |ty: &JsonType| matches!(ty, JsonType::Array | JsonType::Null);
        let is_said = !schema.types.is_empty() || has_items(schema);
        is_said
            && schema.types.iter().all(typed)
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && schema.values.is_none()
            && schema.constant.is_none()
            && !self.has_members(schema)
    }

    fn may_be_object(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        let typed = |ty: &JsonType| matches!(ty, JsonType::Object | JsonType::Null);
        schema.types.iter().all(typed) && schema.values.is_none() && schema.items.is_none()
    }

    /// `allOf` whose parts are arrays, by what they say themselves: each item has to fit all of them.
    pub(super) fn list_of_parts(
        &mut self,
        id: SchemaId,
        shaped: &[SchemaId],
        nullable: bool,
    ) -> Option<Usage> {
        let schema = self.schema(id);
        let has_own = self.has_own_shape(schema);
        let is_list = (!has_own || self.is_array(schema))
            && !shaped.is_empty()
            && shaped.iter().all(|part| self.is_list(*part));
        if !is_list {
            return None;
        }
        let mut parts = shaped.to_vec();
        parts.extend(Some(id).filter(|_| has_items(schema)));
        let mut usage = self.list_of_all("items", &parts)?;
        usage.nullable |= nullable;
        Some(usage)
    }

    fn list_of_all(&mut self, name: &str, schemas: &[SchemaId]) -> Option<Usage> {
        let nullable = self.all_nullable(schemas);
        let with_items = schemas
            .iter()
            .copied()
            .filter(|id| has_items(self.schema(self.target(*id))));
        let ty = match with_items.collect::<Vec<SchemaId>>().as_slice() {
            [] => Type::List(Box::new(Type::Json)),
            // The whole `allOf` may be the one that has them: it is not asked for itself.
            [only] if self.is_list(*only) => self.usage(*only).ty,
            [only] => self.array(*only, nullable).ty,
            several => {
                let items: Option<Vec<SchemaId>> = several
                    .iter()
                    .map(|id| {
                        let schema = self.schema(self.target(*id));
                        schema.items.filter(|_| schema.prefix_items.is_empty())
                    })
                    .collect();
                let item = self.usage_of_all(name, &items?).element();
                Type::List(Box::new(item))
            }
        };
        Some(Usage { ty, nullable })
    }

    /// The object with the members of all, named after the nearest.
    fn object_of_all(&mut self, schemas: &[SchemaId], nearest: SchemaId) -> Option<Usage> {
        let mut members = Members::default();
        let fine = schemas
            .iter()
            .all(|id| self.gather(*id, false, &mut members));
        if !fine || members.is_empty() {
            return None;
        }
        let id = self.reserve();
        let usage = Usage {
            ty: Type::Named(id),
            nullable: self.all_nullable(schemas),
        };
        // Before the members are built: they may hold such an object again.
        self.overlaps.insert(schemas.to_vec(), usage.clone());
        self.depth += 1;
        let kind = ItemKind::Struct(self.build_members(members));
        self.depth -= 1;
        let item = Item {
            origin: self.origin(nearest),
            named: self.name_of(nearest).is_some(),
            docs: self.usage_docs(nearest),
            kind,
        };
        self.fill(id, item);
        Some(usage)
    }

    fn all_nullable(&self, schemas: &[SchemaId]) -> bool {
        schemas
            .iter()
            .all(|id| self.is_nullable(self.schema(self.target(*id))))
    }

    fn warn_of_conflict(&mut self, name: &str, first: SchemaId, nearest: SchemaId) {
        let (old, new) = (self.target(first), self.target(nearest));
        if self.schema(old).types == self.schema(new).types {
            return;
        }
        self.tell_conflict(name, nearest);
    }

    fn tell_conflict(&mut self, name: &str, nearest: SchemaId) {
        let at = self.schema(nearest).at;
        self.warn(
            "all-of-conflict",
            at,
            format!("the parts of this object type `{name}` differently; the last one holds"),
            "give the property one type in every part",
        );
    }
}

fn has_items(schema: &Schema) -> bool {
    schema.items.is_some() || !schema.prefix_items.is_empty()
}
