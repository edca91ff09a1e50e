//! The lowerer of schemas: which kind of schema it is, its memo, and the items that it makes.

use std::collections::BTreeMap;

use super::members::{Gatherer, Members};
use crate::ir::{Item, ItemKind, Type, TypeId};
use crate::lower::coverage::EmittedProperties;
use crate::lower::facts::{self, Facts};
use crate::lower::item_table::ItemTable;
use crate::lower::naming::{Naming, VariantNames};
use crate::lower::report::Report;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// How deep lists and maps are nested in one type at most: half of the compiler's default limit.
pub(crate) const MOST_DEPTH: usize = 64;

/// How deep schemas may be nested.
pub(super) const MOST_NESTED: usize = 10_000;

/// How a schema is typed where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct LoweredType {
    pub(crate) ty: Type,
    pub(crate) nullable: bool,
}

impl LoweredType {
    /// Makes a type that isn't nullable.
    pub(crate) const fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }

    /// Returns the type of an element, which has no presence to say that it may be null.
    pub(crate) fn element(self) -> Type {
        match self.nullable {
            true => Type::Nullable(Box::new(self.ty)),
            false => self.ty,
        }
    }
}

/// What is known of a schema so far.
pub(super) enum Memo {
    /// It is being lowered. The item is the one that a use inside of itself names, if there is such a use.
    InProgress(Option<TypeId>),
    Done(LoweredType),
}

/// The objects that several schemas together describe, so far.
#[derive(Default)]
pub(super) struct CombinedObjects {
    /// By schemas that a value has to match all.
    pub(super) of_all: BTreeMap<Vec<SchemaId>, LoweredType>,
    /// By variants of a union that a value may match at once.
    pub(super) of_any: BTreeMap<Vec<SchemaId>, Type>,
    /// How deep the objects of variants that are being made are nested.
    pub(super) depth: usize,
}

/// Lowers schemas.
pub(crate) struct SchemaLowerer<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) naming: &'a Naming<'a>,
    pub(super) report: &'a Report,
    pub(super) items: ItemTable,
    pub(super) memo: BTreeMap<SchemaId, Memo>,
    pub(super) combined: CombinedObjects,
    /// How deep the schemas that are being lowered are nested.
    pub(super) depth: usize,
    /// The structs whose fields are built when nothing else is being lowered.
    pub(super) deferred_structs: Vec<(TypeId, SchemaId, Members)>,
    pub(super) gatherer: Gatherer<'a>,
    pub(super) emitted: EmittedProperties,
}

impl<'a> SchemaLowerer<'a> {
    /// Makes a lowerer that has lowered nothing.
    pub(crate) fn new(facts: &'a Facts<'a>, naming: &'a Naming<'a>, report: &'a Report) -> Self {
        Self {
            facts,
            naming,
            report,
            items: ItemTable::default(),
            memo: BTreeMap::new(),
            combined: CombinedObjects::default(),
            depth: 0,
            deferred_structs: Vec::new(),
            gatherer: Gatherer::new(facts, report),
            emitted: EmittedProperties::default(),
        }
    }

    /// Adds an item that is made of no schema.
    pub(crate) fn add(&mut self, item: Item) -> Type {
        let id = self.items.reserve();
        self.items.fill(id, item);
        Type::Named(id)
    }

    /// Ends the lowering. Returns the types, and the properties that are part of them.
    pub(crate) fn finish(mut self) -> (ItemTable, EmittedProperties) {
        self.build_deferred();
        (self.items, self.emitted)
    }

    /// Returns the names of variants of the items so far.
    pub(super) fn variant_names(&self) -> VariantNames<'_> {
        VariantNames::new(self.facts, self.naming, &self.items)
    }
}

impl<'a> SchemaLowerer<'a> {
    /// Returns how a schema is typed where it is used. Lowers it the first time.
    pub(crate) fn type_of(&mut self, id: SchemaId) -> LoweredType {
        match self.memo.get(&id) {
            Some(Memo::Done(lowered)) => return lowered.clone(),
            Some(Memo::InProgress(_)) => return self.inside_itself(id),
            None => {}
        }
        if self.depth >= MOST_NESTED {
            return too_nested(self.facts, self.report, id);
        }
        // A reference is no schema of its own: there are no references to themselves, and an object may lead back to
        // itself through its own properties.
        if self.facts.schema(id).reference.is_none() {
            self.memo.insert(id, Memo::InProgress(None));
        }
        self.depth += 1;
        let mut lowered = self.lower_schema(id);
        self.depth -= 1;
        if lowered.ty.depth() > MOST_DEPTH {
            lowered.ty = too_deep(self.facts, self.report, id);
        }
        let known = self.memo.insert(id, Memo::Done(lowered.clone()));
        if let Some(Memo::InProgress(Some(place))) = known {
            name_itself(
                self.facts,
                self.naming,
                &mut self.items,
                place,
                id,
                &lowered,
            );
        }
        lowered
    }

    /// Returns the type of a schema inside of itself: an item. Whether an object is in between is checked at the end.
    pub(super) fn inside_itself(&mut self, id: SchemaId) -> LoweredType {
        let schema = self.facts.schema(id);
        let nullable = self.facts.is_nullable(schema) || self.facts.has_null(schema);
        if let Some(mut lowered) = wrapped(self.facts, &self.memo, schema) {
            lowered.nullable |= nullable;
            return lowered;
        }
        let place = self.place(id);
        self.memo.insert(id, Memo::InProgress(Some(place)));
        LoweredType {
            ty: Type::Named(place),
            nullable,
        }
    }

    /// Lowers a schema by what it mainly consists of.
    pub(super) fn lower_schema(&mut self, id: SchemaId) -> LoweredType {
        let schema = self.facts.schema(id);
        if let Some(ty) = self.facts.options().formats_at.get(&schema.at) {
            return self.set_by_user(id, ty.clone());
        }
        if let Some(target) = schema.reference {
            let mut lowered = self.type_of(target);
            lowered.nullable |= schema.nullable || schema.types.contains(&JsonType::Null);
            return sensitive(schema, lowered);
        }
        let nullable = self.facts.is_nullable(schema);
        let lowered = if let Some((tag, at)) = &schema.extensions.union {
            self.keyed_union(id, tag, *at, nullable)
        } else if let Some(lowered) = self.told_apart(id, nullable) {
            lowered
        } else if !schema.all_of.is_empty() {
            self.all_of(id, nullable)
        } else if schema.constant.is_some() || schema.values.is_some() {
            self.enumeration(id, nullable)
        } else if !schema.one_of.is_empty() || !schema.any_of.is_empty() {
            self.union(id, nullable)
        } else {
            self.by_type(id, nullable)
        };
        sensitive(schema, lowered)
    }

    /// Lowers a schema whose type a setting gives.
    pub(super) fn set_by_user(&mut self, id: SchemaId, ty: Type) -> LoweredType {
        let schema = self.facts.schema(id);
        let target = self.facts.target_schema(id);
        let nullable = self.facts.is_nullable(schema) || self.facts.is_nullable(target);
        let lowered = match self.naming.name_of(id) {
            None => LoweredType { ty, nullable },
            Some(_) if ty == Type::String => self.define(id, nullable, |_| ItemKind::Text),
            Some(_) => self.define(id, nullable, |_| ItemKind::Alias(ty)),
        };
        sensitive(target, lowered)
    }

    /// Returns the id of a schema's item. It is taken already where something inside the schema names it.
    pub(super) fn place(&mut self, schema: SchemaId) -> TypeId {
        match self.memo.get(&schema) {
            Some(Memo::InProgress(Some(place))) => *place,
            _ => self.items.reserve(),
        }
    }

    /// Makes an item for one of several types of a schema. `word` is added to its name.
    pub(super) fn nested(
        &mut self,
        schema: SchemaId,
        word: &str,
        kind: impl FnOnce(&mut Self) -> ItemKind,
    ) -> Type {
        let id = self.items.reserve();
        let kind = kind(self);
        let origin = self.naming.origin(schema);
        let origin = origin.with_segment(word.to_owned());
        let item = Item {
            origin,
            named: false,
            docs: facts::docs(self.facts, self.facts.schema(schema)),
            kind,
        };
        self.items.fill(id, item);
        Type::Named(id)
    }

    /// Makes the item of a schema. Its id is taken first, since what is inside may name it.
    pub(super) fn define(
        &mut self,
        schema: SchemaId,
        nullable: bool,
        kind: impl FnOnce(&mut Self) -> ItemKind,
    ) -> LoweredType {
        let id = self.place(schema);
        let lowered = LoweredType {
            ty: Type::Named(id),
            nullable,
        };
        self.memo.insert(schema, Memo::Done(lowered.clone()));
        let kind = kind(self);
        let item = self.naming.item(
            schema,
            facts::docs(self.facts, self.facts.schema(schema)),
            kind,
        );
        self.items.fill(id, item);
        lowered
    }
}

/// Reports lists and maps that are nested too deep.
pub(crate) fn warn_deep(report: &Report, at: NodeId) {
    report.warn(
        "deep-type",
        at,
        format!(
            "lists and maps are nested more than {MOST_DEPTH} deep here; this is typed as raw JSON"
        ),
        "put an object between the lists, or accept raw JSON",
    );
}

/// Returns the type, marked as sensitive where the schema is.
pub(crate) fn sensitive(schema: &Schema, mut lowered: LoweredType) -> LoweredType {
    if schema.extensions.sensitive && !matches!(lowered.ty, Type::Sensitive(_)) {
        lowered.ty = Type::Sensitive(Box::new(lowered.ty));
    }
    lowered
}

fn too_nested(facts: &Facts<'_>, report: &Report, id: SchemaId) -> LoweredType {
    let at = facts.schema(id).at;
    report.error(
        "too-deep",
        at,
        format!("more than {MOST_NESTED} schemas lead to this one with no object in between"),
        "refer to the schema directly",
    );
    LoweredType::plain(Type::Json)
}

/// Reports lists that are nested deeper than the compiler follows, through references.
fn too_deep(facts: &Facts<'_>, report: &Report, id: SchemaId) -> Type {
    warn_deep(report, facts.schema(id).at);
    Type::Json
}

/// Returns the type of the only part of a schema. Documents use an `allOf` of one to add documentation to
/// a reference, and alternatives of one and null.
fn wrapped(
    facts: &Facts<'_>,
    memo: &BTreeMap<SchemaId, Memo>,
    schema: &Schema,
) -> Option<LoweredType> {
    if !schema.required.is_empty() || schema.extensions.sensitive {
        return None;
    }
    let part = match schema.all_of.as_slice() {
        [part] if !facts.has_own_constraints(schema) => part,
        [] if schema.properties.is_empty() && schema.types.is_empty() => {
            let parts = schema.one_of.iter().chain(&schema.any_of);
            let mut parts = parts.filter(|part| !facts.is_only_null(**part));
            let part = parts.next()?;
            if parts.next().is_some() {
                return None;
            }
            part
        }
        _ => return None,
    };
    match memo.get(&facts.target(*part)) {
        Some(Memo::Done(lowered)) => Some(lowered.clone()),
        _ => None,
    }
}

/// Makes the item that a schema is called by inside of itself an alias of its type.
fn name_itself(
    facts: &Facts<'_>,
    naming: &Naming<'_>,
    items: &mut ItemTable,
    place: TypeId,
    id: SchemaId,
    lowered: &LoweredType,
) {
    if lowered.ty == Type::Named(place) {
        return;
    }
    let schema = facts.schema(id);
    let is_expressed = lowered.nullable == (facts.is_nullable(schema) || facts.has_null(schema));
    let ty = match is_expressed {
        true => lowered.ty.clone(),
        false => lowered.clone().element(),
    };
    let item = naming.item(id, facts::docs(facts, schema), ItemKind::Alias(ty));
    items.fill(place, item);
}
