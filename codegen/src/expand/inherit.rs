//! Inheritance: a schema with a `discriminator` and no alternatives also stands for the schemas that take it in by
//! `allOf` (OpenAPI 3.0.3, section 4.7.25: they "may be used as an alternate schema").
//!
//! The parent becomes a union of its children, direct and indirect. A schema is added, its base, that is what the
//! parent was: its properties are part of the children's. The base is an alternative itself if a value of the
//! discriminator means it: the mapping names the parent, or there is no mapping and the property may have the parent's
//! name.

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::{
    Derived, DerivedName, Discriminator, Resolved, Schema, SchemaId, Type,
};
use crate::openapi::targets::targets;
use crate::source::tree::Tree;
use crate::table::Table;

/// Makes all parents unions. Returns the base of each.
pub(super) fn expand(
    tree: &Tree,
    resolved: &mut Resolved,
    diagnostics: &mut Diagnostics,
) -> BTreeMap<SchemaId, SchemaId> {
    let has_discriminator = |schema: &Schema| schema.discriminator.is_some();
    if !resolved.schemas.rows().any(has_discriminator) {
        return BTreeMap::new();
    }
    let families = Families::of(tree, resolved);
    let mut bases: BTreeMap<SchemaId, SchemaId> = BTreeMap::new();
    for (parent, children) in &families.children {
        if children.is_empty() {
            if !families.has_alternatives_in_parts(resolved, *parent) {
                families.warn(resolved, *parent, diagnostics);
            }
            continue;
        }
        let base = base_of(resolved.schema(*parent), *parent);
        let base = resolved.schemas.push(base);
        bases.insert(*parent, base);
    }
    let unions: Vec<(SchemaId, Schema)> = bases
        .iter()
        .map(|(parent, base)| (*parent, families.union(resolved, *parent, *base, &bases)))
        .collect();
    for (parent, union) in unions {
        *resolved.schemas.get_mut(parent) = union;
    }
    families.take_in_bases(&mut resolved.schemas, &bases);
    bases
}

/// Returns the base of a parent: what it is without its children.
fn base_of(parent: &Schema, of: SchemaId) -> Schema {
    let mut base = parent.clone();
    base.discriminator = None;
    base.one_of = Vec::new();
    base.any_of = Vec::new();
    base.extensions.name = None;
    base.derived = Some(Derived {
        of,
        name: DerivedName::With("base"),
    });
    base
}

/// Parents, and the schemas that take them in.
struct Families<'t> {
    tree: &'t Tree,
    targets: Table<SchemaId, SchemaId>,
    names: BTreeMap<SchemaId, String>,
    /// By parent, its children in the order of their ids.
    children: BTreeMap<SchemaId, Vec<SchemaId>>,
}

impl<'t> Families<'t> {
    fn of(tree: &'t Tree, resolved: &Resolved) -> Self {
        let components = resolved.components.iter();
        let mut families = Self {
            tree,
            targets: targets(&resolved.schemas),
            names: components.map(|(name, id)| (*id, name.clone())).collect(),
            children: BTreeMap::new(),
        };
        let mut wholes: BTreeMap<SchemaId, Vec<SchemaId>> = BTreeMap::new();
        for (id, schema) in resolved.schemas.iter() {
            for part in &schema.all_of {
                wholes.entry(families.target(*part)).or_default().push(id);
            }
        }
        for (id, schema) in resolved.schemas.iter() {
            let Some(discriminator) = &schema.discriminator else {
                continue;
            };
            let descendants = descendants(id, &wholes);
            let mut alternatives = schema.one_of.iter().chain(&schema.any_of);
            let is_parent = match schema.one_of.is_empty() && schema.any_of.is_empty() {
                true => !schema.properties.is_empty() || !schema.all_of.is_empty(),
                // Its alternatives take it in.
                false => alternatives.any(|part| descendants.contains(&families.target(*part))),
            };
            if is_parent {
                let children = descendants
                    .into_iter()
                    .filter(|child| families.is_child(resolved, discriminator, *child));
                families.children.insert(id, children.collect());
            }
        }
        families
    }

    fn target(&self, id: SchemaId) -> SchemaId {
        *self.targets.get(id)
    }

    /// Returns whether a schema that takes in a parent is a child of it: a component, and not just another name.
    fn is_child(&self, resolved: &Resolved, discriminator: &Discriminator, id: SchemaId) -> bool {
        let mut mapped = discriminator.mapping.iter();
        if mapped.any(|(_, mapped)| self.target(*mapped) == id) {
            return true;
        }
        let is_wrapper = resolved.schema(id).is_wrapper();
        self.names.contains_key(&id) && (discriminator.mapping.is_empty() || !is_wrapper)
    }

    /// Returns whether a part has alternatives: the discriminator beside the parts tells them apart.
    fn has_alternatives_in_parts(&self, resolved: &Resolved, id: SchemaId) -> bool {
        let mut parts = resolved.schema(id).all_of.iter();
        parts.any(|part| {
            let part = resolved.schema(self.target(*part));
            !part.one_of.is_empty() || !part.any_of.is_empty()
        })
    }

    fn warn(&self, resolved: &Resolved, parent: SchemaId, diagnostics: &mut Diagnostics) {
        let Some(discriminator) = &resolved.schema(parent).discriminator else {
            return;
        };
        diagnostics.push(
            Diagnostic::warning(
                "discriminator",
                Place::Value(discriminator.at),
                "this discriminator tells nothing apart: there is no `oneOf` or `anyOf` beside it, and no schema takes \
                 this one in by `allOf`",
            )
            .help("list the alternatives under `oneOf`, or remove the discriminator"),
        );
    }

    /// Returns the union that a parent stands for.
    fn union(
        &self,
        resolved: &Resolved,
        parent: SchemaId,
        base: SchemaId,
        bases: &BTreeMap<SchemaId, SchemaId>,
    ) -> Schema {
        let schema = resolved.schema(parent);
        let mut union = schema.clone();
        let object = |id: SchemaId| bases.get(&id).copied().unwrap_or(id);
        let Some(discriminator) = &schema.discriminator else {
            return union;
        };
        let mut mapping: Vec<(String, SchemaId)> = Vec::new();
        let mut alternatives: Vec<SchemaId> = Vec::new();
        let children = self.children.get(&parent).into_iter().flatten().copied();
        for child in children.chain([parent]) {
            let values = self.values(resolved, discriminator, parent, child);
            if !values.is_empty() {
                let object = if child == parent { base } else { object(child) };
                alternatives.push(object);
                mapping.extend(values.into_iter().map(|value| (value, object)));
            }
        }
        // A parent with alternatives of its own keeps them. Its children don't take them in.
        if schema.one_of.is_empty() && schema.any_of.is_empty() {
            union = Schema::anything(schema.at);
            union.types = schema
                .types
                .iter()
                .copied()
                .filter(|ty| *ty == Type::Null)
                .collect();
            union.nullable = schema.nullable;
            union.title.clone_from(&schema.title);
            union.description.clone_from(&schema.description);
            union.deprecated = schema.deprecated;
            union.examples.clone_from(&schema.examples);
            union.extensions = schema.extensions.clone();
            union.one_of = alternatives;
            union.discriminator = Some(Discriminator {
                mapping,
                ..discriminator.clone()
            });
        }
        union
    }

    /// Returns the values of the property that mean a schema: the mapped ones, or its own constants, or its name.
    fn values(
        &self,
        resolved: &Resolved,
        discriminator: &Discriminator,
        parent: SchemaId,
        child: SchemaId,
    ) -> Vec<String> {
        let mapped = discriminator.mapping.iter();
        let mapped: Vec<String> = mapped
            .filter(|(_, id)| self.target(*id) == child)
            .map(|(value, _)| value.clone())
            .collect();
        if !mapped.is_empty() {
            return mapped;
        }
        let name = self.names.get(&child).cloned();
        if child == parent {
            let listed = self.listed(resolved.schema(parent), resolved, &discriminator.property);
            let is_listed = |name: &String| listed.is_empty() || listed.contains(name);
            let is_concrete = discriminator.mapping.is_empty();
            return name
                .filter(|name| is_concrete && is_listed(name))
                .into_iter()
                .collect();
        }
        let mut seen = BTreeSet::from([parent]);
        let constants = self.constants(resolved, child, &discriminator.property, &mut seen);
        if constants.is_empty() {
            name.into_iter().collect()
        } else {
            constants
        }
    }

    /// Returns the strings that a schema or its parts list for a property, without the parents in `seen`.
    fn constants(
        &self,
        resolved: &Resolved,
        id: SchemaId,
        property: &str,
        seen: &mut BTreeSet<SchemaId>,
    ) -> Vec<String> {
        let mut open = vec![id];
        let mut constants = Vec::new();
        while let Some(id) = open.pop() {
            let id = self.target(id);
            if seen.insert(id) && constants.is_empty() {
                let schema = resolved.schema(id);
                constants = self.listed(schema, resolved, property);
                open.extend(&schema.all_of);
            }
        }
        constants
    }

    /// Returns the strings that a schema's own property lists.
    fn listed(&self, schema: &Schema, resolved: &Resolved, property: &str) -> Vec<String> {
        let mut properties = schema.properties.iter();
        let Some((_, id)) = properties.find(|(name, _)| name == property) else {
            return Vec::new();
        };
        let property = resolved.schema(self.target(*id));
        let nodes = property.values.iter().flatten().chain(&property.constant);
        nodes
            .filter_map(|node| self.tree.as_str(*node).map(str::to_owned))
            .collect()
    }

    /// Lets schemas that take in a parent take in its base. A schema with nothing else that is no child is the parent
    /// by another name.
    fn take_in_bases(
        &self,
        schemas: &mut Table<SchemaId, Schema>,
        bases: &BTreeMap<SchemaId, SchemaId>,
    ) {
        let children: BTreeSet<SchemaId> = self.children.values().flatten().copied().collect();
        for id in schemas.ids() {
            let schema = schemas.get_mut(id);
            let is_child = children.contains(&id) || schema.derived.is_some();
            if schema.is_wrapper() && !is_child {
                continue;
            }
            for part in &mut schema.all_of {
                if let Some(base) = bases.get(&self.target(*part)) {
                    *part = *base;
                }
            }
        }
    }
}

/// Returns the schemas that take one in, directly and indirectly, in the order of their ids.
fn descendants(parent: SchemaId, wholes: &BTreeMap<SchemaId, Vec<SchemaId>>) -> BTreeSet<SchemaId> {
    let mut found = BTreeSet::new();
    let mut open = vec![parent];
    while let Some(id) = open.pop() {
        for whole in wholes.get(&id).into_iter().flatten() {
            if *whole != parent && found.insert(*whole) {
                open.push(*whole);
            }
        }
    }
    found
}
