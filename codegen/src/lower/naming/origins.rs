//! Where the names of types come from.

use std::collections::BTreeMap;

use crate::ir::{Docs, Item, ItemKind, Origin};
use crate::lower::facts::Facts;
use crate::lower::segments::{Segments, is_in_other_file};
use crate::openapi::model::{DerivedName, Schema, SchemaId};
use crate::source::tree::NodeId;

/// Where names come from.
pub(crate) struct Naming<'a> {
    facts: &'a Facts<'a>,
    segments: Segments<'a>,
    /// The names of schemas in other files that are referred to by name, as components are.
    in_files: BTreeMap<SchemaId, String>,
}

impl<'a> Naming<'a> {
    /// Gives the schemas of other files that are referred to by a name of their own the standing of components.
    pub(crate) fn of(facts: &'a Facts<'a>) -> Self {
        let (tree, resolved) = (facts.tree(), facts.resolved());
        let segments = Segments::new(tree, resolved);
        let mut in_files = BTreeMap::new();
        let schemas = || resolved.schemas.rows();
        let mapped = schemas().filter_map(|schema| schema.discriminator.as_ref());
        let mapped = mapped.flat_map(|discriminator| &discriminator.mapping);
        let referred = schemas().filter_map(|schema| schema.reference);
        for id in referred.chain(mapped.map(|(_, id)| *id)) {
            if in_files.contains_key(&id) || !is_in_other_file(tree, resolved, id) {
                continue;
            }
            let at = resolved.schema(id).at;
            let own = segments.of(at);
            if own.len() == 1 || segments.is_start(at) {
                in_files.insert(id, own.join(" "));
            }
        }
        Self {
            facts,
            segments,
            in_files,
        }
    }

    /// Returns the name of a schema that is a type of its own wherever it is used: a component's, or a file's.
    pub(crate) fn name_of(&self, id: SchemaId) -> Option<&str> {
        let in_file = || self.in_files.get(&id).map(String::as_str);
        self.facts.component(id).or_else(in_file)
    }

    /// Returns where the name of a schema's type comes from.
    pub(crate) fn origin(&self, schema: SchemaId) -> Origin {
        let (id, schema) = (schema, self.facts.schema(schema));
        let asked_for = self.name_override(schema.at, Some(schema));
        match schema.derived.as_ref().map(|derived| derived.name) {
            None => self.place(schema.at).with_override(asked_for),
            // The name that was asked for is that of the schema in the document.
            Some(DerivedName::With(word)) => self.place(schema.at).with_segment(word),
            Some(DerivedName::Inside(whole)) => {
                let word = self.alternative(id);
                self.origin(whole)
                    .with_segment(word)
                    .with_override(asked_for)
            }
        }
    }

    fn place(&self, at: NodeId) -> Origin {
        let (segments, roles) = self.segments.steps_of(at).into_iter().unzip();
        Origin {
            at,
            segments,
            roles,
            name_override: None,
        }
    }

    /// Returns the word that an alternative adds to the name of what it stands in.
    pub(crate) fn alternative(&self, id: SchemaId) -> String {
        match self.name_of(self.facts.in_document(self.facts.target(id))) {
            Some(name) => name.to_owned(),
            None => self.last_segment(id),
        }
    }

    /// Makes the item of a schema.
    pub(crate) fn item(&self, schema: SchemaId, docs: Docs, kind: ItemKind) -> Item {
        Item {
            origin: self.origin(schema),
            named: self.name_of(schema).is_some(),
            docs,
            kind,
        }
    }

    /// Returns the last of the segments that lead to a schema.
    pub(crate) fn last_segment(&self, schema: SchemaId) -> String {
        let mut segments = self.segments.of(self.facts.schema(schema).at);
        segments.pop().unwrap_or_default()
    }

    /// Returns the name that is asked for: by a setting, or else in the document.
    pub(crate) fn name_override(&self, at: NodeId, schema: Option<&Schema>) -> Option<String> {
        let in_document = schema
            .and_then(|schema| schema.extensions.name.as_ref())
            .map(|(name, _)| name);
        let names = self.facts.options().names;
        names.get(&at).or(in_document).cloned()
    }
}
