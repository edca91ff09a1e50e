//! What is known of schemas before anything is lowered: where references lead, which schemas are objects and files, and
//! what a schema says of values.
//!
//! Takes the resolved document and the options. It is read-only, but for memoised answers, and knows nothing of the table
//! of types.

mod content;
mod docs;
mod enums;
mod files;
mod kinds;
mod meet;
mod nesting;
mod objects;
mod open_object;
mod plain;
mod rest;
mod tags;
mod values;

pub(super) use content::{Content, content};
pub(super) use docs::{code, docs, docs_where_used};
pub(super) use enums::{EnumType, enum_type, enum_type_of, integer_type, is_base_type};
pub(super) use files::is_binary;
pub(super) use kinds::has_items;
pub(super) use meet::{Meet, Meeting, go_together, meet};
pub(super) use nesting::{Nesting, nesting};
pub(super) use open_object::{OpenObject, open_object, shared};
pub(super) use plain::{
    Plain, all_of_plain, have_values_in_common, plain_parts, plain_type, says, sense,
};
pub(super) use rest::{Rest, rest};
pub(super) use tags::{Tag, mentions, tag};
pub(super) use values::{Listed, is_of, is_open, literal_of, only_type, word};

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::LowerOptions;
use crate::openapi;
use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::openapi::segments::components_in_files;
use crate::source::tree::Tree;
use crate::table::Table;

/// Facts about the schemas of a document.
pub(super) struct Facts<'a> {
    tree: &'a Tree,
    resolved: &'a Resolved,
    options: LowerOptions<'a>,
    /// By schema, what it refers to in the end.
    targets: Table<SchemaId, SchemaId>,
    /// The schemas that have members, of their own or by `allOf`.
    objects: BTreeSet<SchemaId>,
    /// The schemas that are files: binary strings in multipart bodies.
    files: BTreeSet<SchemaId>,
    /// The component that a schema is, or that stands for it alone.
    components: BTreeMap<SchemaId, String>,
    known: RefCell<tags::Known>,
}

impl<'a> Facts<'a> {
    /// Works out what is asked of all schemas.
    pub(super) fn of(tree: &'a Tree, resolved: &'a Resolved, options: LowerOptions<'a>) -> Self {
        let targets = openapi::targets::targets(&resolved.schemas);
        let components = resolved.components.iter();
        let mut components: BTreeMap<SchemaId, String> =
            components.map(|(name, id)| (*id, name.clone())).collect();
        for (id, names) in components_in_files(tree, resolved) {
            if let [only] = names.as_slice() {
                components.insert(id, (*only).to_owned());
            }
        }
        Self {
            tree,
            resolved,
            options,
            objects: objects::objects(resolved, &targets),
            files: files::files(resolved),
            components,
            targets,
            known: RefCell::default(),
        }
    }

    /// Returns the values of the document.
    pub(super) const fn tree(&self) -> &'a Tree {
        self.tree
    }

    /// Returns the document.
    pub(super) const fn resolved(&self) -> &'a Resolved {
        self.resolved
    }

    /// Returns what steers the lowering beside the document.
    pub(super) const fn options(&self) -> &LowerOptions<'a> {
        &self.options
    }

    /// Returns a schema.
    pub(super) fn schema(&self, id: SchemaId) -> &'a Schema {
        self.resolved.schema(id)
    }

    /// Returns the schema that holds what an id says: behind references that add nothing.
    pub(super) fn target(&self, id: SchemaId) -> SchemaId {
        *self.targets.get(id)
    }

    /// Returns the component that a schema is; none where it is none, or several stand for it.
    pub(super) fn component(&self, id: SchemaId) -> Option<&str> {
        self.components.get(&id).map(String::as_str)
    }

    /// Returns whether a schema has members, of its own or by `allOf`.
    pub(super) fn is_object(&self, id: SchemaId) -> bool {
        self.objects.contains(&id)
    }

    /// Returns whether a schema is a file: a binary string in a multipart body.
    pub(super) fn is_file(&self, id: SchemaId) -> bool {
        self.files.contains(&id)
    }
}
