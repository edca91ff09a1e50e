//! Properties in, properties out: what the schemas declare is counted without asking how they were lowered, and what
//! became of none of it is told. No kind of schema can lose a member in silence.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use crate::ir::Coverage;
use crate::openapi::model::{Operation, SchemaId};
use crate::source::tree::NodeId;

/// How many names a warning lists.
const LISTED: usize = 5;

impl Lower<'_> {
    /// Counts the properties that are in use, and warns of those that no type has.
    pub(super) fn coverage(&mut self) -> Coverage {
        let mut coverage = Coverage::default();
        for id in self.schemas_in_use() {
            let schema = self.schema(id);
            let lost: Vec<&str> = schema
                .properties
                .iter()
                .filter(|(_, property)| !self.placed.contains(&self.schema(*property).at))
                .map(|(name, _)| name.as_str())
                .collect();
            coverage.declared += schema.properties.len();
            coverage.generated += schema.properties.len() - lost.len();
            if !lost.is_empty() && !self.is_spoken_of(schema.at) {
                self.warn(
                    "lost-properties",
                    schema.at,
                    format!("no type has these properties: {}", list(&lost)),
                    "give the schema `type: object`, and say its properties apart from its other shapes",
                );
            }
        }
        coverage
    }

    /// The schemas that values of what is generated may have to fit.
    fn schemas_in_use(&self) -> BTreeSet<SchemaId> {
        let mut open: Vec<SchemaId> = Vec::new();
        if !self.wishes.only_reached {
            open.extend(self.resolved.components.iter().map(|(_, id)| *id));
        }
        let twins = self.twins();
        let operations = self.resolved.operations.iter().flat_map(Operation::schemas);
        open.extend(operations.filter(|id| !twins.contains(id)));
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(self.schema(id).parts());
            }
        }
        seen
    }

    /// The schemas that a body writes out once more for another media type: one type stands for all of them.
    fn twins(&self) -> BTreeSet<SchemaId> {
        let mut twins = BTreeSet::new();
        for content in self
            .resolved
            .operations
            .iter()
            .flat_map(Operation::contents)
        {
            let mut written: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
            for schema in content.iter().filter_map(|media| media.schema) {
                // What is referred to is one anyhow.
                if content.len() > 1 && self.target(schema) == schema {
                    let text = self.tree.to_json(self.schema(schema).at).to_string();
                    written.entry(text).or_default().push(schema);
                }
            }
            for mut same in written.into_values() {
                // The one that became a type is counted.
                let counted = same.iter().position(|schema| self.is_placed(*schema));
                same.swap_remove(counted.unwrap_or_default());
                twins.extend(same);
            }
        }
        twins
    }

    fn is_placed(&self, schema: SchemaId) -> bool {
        let mut properties = self.schema(schema).properties.iter();
        properties.all(|(_, property)| self.placed.contains(&self.schema(*property).at))
    }

    /// Whether there is a diagnostic at a node, at one of its members, or at one around it.
    fn is_spoken_of(&self, node: NodeId) -> bool {
        let members = self.tree.members(node).iter();
        let mut own = members.filter(|(name, _)| name.starts_with("x-"));
        if own.any(|(_, member)| self.diagnostics.speaks_of(*member)) {
            return true;
        }
        let mut around = std::iter::successors(Some(node), |node| self.tree.parent(*node));
        around.any(|node| self.diagnostics.speaks_of(node))
    }
}

fn list(names: &[&str]) -> String {
    let listed: Vec<String> = names
        .iter()
        .take(LISTED)
        .map(|name| format!("`{}`", name.escape_debug()))
        .collect();
    let more = if names.len() > LISTED { ", …" } else { "" };
    format!("{}{more}", listed.join(", "))
}
