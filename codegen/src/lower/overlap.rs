//! A member that several parts of an `allOf` describe: its value has to fit all of them.

use super::object::Members;
use super::schema::MOST_NESTED;
use super::{Lower, Usage};
use crate::ir::{Item, Shape, Type};
use crate::resolve::model::{SchemaId, Type as JsonType};

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
        let distinct = self.distinct(schemas);
        let [first, .., nearest] = distinct.as_slice() else {
            return self.usage(distinct.first().copied().unwrap_or(*last));
        };
        let key: Vec<SchemaId> = distinct.iter().map(|id| self.target(*id)).collect();
        if let Some(known) = self.overlaps.get(&key) {
            return known.clone();
        }
        let all = |is: fn(&Self, SchemaId) -> bool| distinct.iter().all(|id| is(self, *id));
        let combined = if distinct.len() > MOST_PARTS || self.depth >= MOST_NESTED {
            None
        } else if all(Self::is_list) {
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
        schema.items.is_some() && schema.all_of.is_empty()
    }

    fn may_be_object(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        let typed = |ty: &JsonType| matches!(ty, JsonType::Object | JsonType::Null);
        schema.types.iter().all(typed) && schema.values.is_none() && schema.items.is_none()
    }

    fn list_of_all(&mut self, name: &str, schemas: &[SchemaId]) -> Option<Usage> {
        let items: Option<Vec<SchemaId>> = schemas
            .iter()
            .map(|id| self.schema(self.target(*id)).items)
            .collect();
        let item = self.usage_of_all(name, &items?).element();
        Some(Usage {
            ty: Type::List(Box::new(item)),
            nullable: self.all_nullable(schemas),
        })
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
        let shape = Shape::Struct(self.build_members(members));
        self.depth -= 1;
        let item = Item {
            origin: self.origin(nearest),
            named: self.name_of(nearest).is_some(),
            docs: self.usage_docs(nearest),
            shape,
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
        let at = self.schema(nearest).at;
        self.warn(
            "all-of-conflict",
            at,
            format!("the parts of this object type `{name}` differently; the last one holds"),
            "give the property one type in every part",
        );
    }
}
