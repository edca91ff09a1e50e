//! The basic facts: schemas, where references lead, and which schemas are objects and files.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use super::known::Known;
use crate::lower::options::LowerOptions;
use crate::lower::segments::components_in_files;
use crate::openapi;
use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::source::tree::Tree;
use crate::table::Table;

/// Facts about the schemas of a document.
pub(crate) struct Facts<'a> {
    tree: &'a Tree,
    resolved: &'a Resolved,
    options: LowerOptions<'a>,
    /// By schema, what it refers to in the end.
    targets: Table<SchemaId, SchemaId>,
    /// The schemas that have members, of their own or by `allOf`.
    objects: BTreeSet<SchemaId>,
    /// The schemas that are files: binary strings in multipart bodies.
    files: BTreeSet<SchemaId>,
    /// The component that a schema is, or the only one that refers to it.
    components: BTreeMap<SchemaId, String>,
    pub(crate) known: RefCell<Known>,
}

impl<'a> Facts<'a> {
    /// Works out what is asked of all schemas.
    pub(crate) fn of(tree: &'a Tree, resolved: &'a Resolved, options: LowerOptions<'a>) -> Self {
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
            objects: super::objects::objects(resolved, &targets),
            files: super::files::files(resolved),
            components,
            targets,
            known: RefCell::default(),
        }
    }

    /// Returns the values of the document.
    pub(crate) const fn tree(&self) -> &'a Tree {
        self.tree
    }

    /// Returns the document.
    pub(crate) const fn resolved(&self) -> &'a Resolved {
        self.resolved
    }

    /// Returns what steers the lowering beside the document.
    pub(crate) const fn options(&self) -> &LowerOptions<'a> {
        &self.options
    }

    /// Returns a schema.
    pub(crate) fn schema(&self, id: SchemaId) -> &'a Schema {
        self.resolved.schema(id)
    }

    /// Returns the schema that holds what an id says: behind references that add nothing.
    pub(crate) fn target(&self, id: SchemaId) -> SchemaId {
        *self.targets.get(id)
    }

    /// Returns the schema behind references that add nothing.
    pub(crate) fn target_schema(&self, id: SchemaId) -> &'a Schema {
        self.schema(self.target(id))
    }

    /// Returns the component that a schema is; none where it isn't one, or several refer to it.
    pub(crate) fn component(&self, id: SchemaId) -> Option<&str> {
        self.components.get(&id).map(String::as_str)
    }

    /// Returns whether a schema has members, of its own or by `allOf`.
    pub(crate) fn is_object(&self, id: SchemaId) -> bool {
        self.objects.contains(&id)
    }

    /// Returns whether a schema is a file: a binary string in a multipart body.
    pub(crate) fn is_file(&self, id: SchemaId) -> bool {
        self.files.contains(&id)
    }
}
