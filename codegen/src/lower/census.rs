//! Properties in, properties out: what the schemas declare is counted without asking how they were lowered, and what
//! became of none of it is told. No kind of schema can lose a member in silence.

use std::collections::BTreeSet;

use super::Lower;
use crate::document::tree::NodeId;
use crate::ir::Census;
use crate::resolve::model::{MediaType, Operation, ParameterShape, Schema, SchemaId};

/// How many names a warning lists.
const LISTED: usize = 5;

impl Lower<'_> {
    /// Counts the properties that are in use, and warns of those that no type has.
    pub(super) fn census(&mut self) -> Census {
        let mut census = Census::default();
        for id in self.schemas_in_use() {
            let schema = self.schema(id);
            let lost: Vec<&str> = schema
                .properties
                .iter()
                .filter(|(_, property)| !self.placed.contains(&self.schema(*property).at))
                .map(|(name, _)| name.as_str())
                .collect();
            census.declared += schema.properties.len();
            census.generated += schema.properties.len() - lost.len();
            if !lost.is_empty() && !self.is_spoken_of(schema.at) {
                self.warn(
                    "lost-properties",
                    schema.at,
                    format!("no type has these properties: {}", list(&lost)),
                    "give the schema `type: object`, and say its properties apart from its other shapes",
                );
            }
        }
        census
    }

    /// The schemas that values of what is generated may have to fit.
    fn schemas_in_use(&self) -> BTreeSet<SchemaId> {
        let mut open: Vec<SchemaId> = Vec::new();
        if !self.wishes.only_reached {
            open.extend(self.resolved.components.iter().map(|(_, id)| *id));
        }
        open.extend(self.resolved.operations.iter().flat_map(of_operation));
        let mut seen = BTreeSet::new();
        while let Some(id) = open.pop() {
            if seen.insert(id) {
                open.extend(parts(self.schema(id)));
            }
        }
        seen
    }

    /// Whether there is a diagnostic at a node, or at one around it.
    fn is_spoken_of(&self, node: NodeId) -> bool {
        let mut around = std::iter::successors(Some(node), |node| self.tree.parent(*node));
        around.any(|node| self.diagnostics.speaks_of(node))
    }
}

pub(crate) fn of_operation(operation: &Operation) -> impl Iterator<Item = SchemaId> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter_map(|parameter| match &parameter.shape {
        ParameterShape::Schema(schema) => Some(*schema),
        ParameterShape::Content(media) => media.schema,
    });
    let bodies = operation.request_body.iter().flat_map(|body| &body.content);
    let replies = operation.responses.iter();
    let contents = bodies.chain(replies.flat_map(|response| &response.content));
    parameters.chain(contents.filter_map(|media: &MediaType| media.schema))
}

/// The schemas that a value or its parts have to fit as well.
pub(crate) fn parts(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let properties = schema.properties.iter().chain(&schema.pattern_properties);
    let lists = [
        &schema.all_of,
        &schema.any_of,
        &schema.one_of,
        &schema.prefix_items,
    ];
    let single = schema.reference.into_iter().chain(schema.items);
    single
        .chain(schema.additional_properties)
        .chain(properties.map(|(_, id)| *id))
        .chain(lists.into_iter().flatten().copied())
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
