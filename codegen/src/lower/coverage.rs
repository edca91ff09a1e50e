//! Coverage: counts declared and generated properties, without regard to how they were lowered, and reports those that
//! were lost. No kind of schema can lose a property in silence.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::report::Report;
use crate::ir::Coverage;
use crate::openapi::model::{Operation, SchemaId};
use crate::source::tree::NodeId;

/// How many names a warning lists at most.
const LISTED: usize = 5;

/// The properties that are part of a type, by the nodes of their schemas.
#[derive(Default)]
pub(super) struct EmittedProperties {
    at: BTreeSet<NodeId>,
}

impl EmittedProperties {
    /// Adds properties.
    pub(super) fn extend(&mut self, properties: impl IntoIterator<Item = NodeId>) {
        self.at.extend(properties);
    }

    fn contains(&self, property: NodeId) -> bool {
        self.at.contains(&property)
    }
}

/// Counts the properties that are in use, and reports those that no type has.
pub(crate) fn coverage(
    facts: &Facts<'_>,
    report: &Report,
    emitted: &EmittedProperties,
) -> Coverage {
    let mut coverage = Coverage::default();
    for id in schemas_in_use(facts, emitted) {
        let schema = facts.schema(id);
        let lost: Vec<&str> = schema
            .properties
            .iter()
            .filter(|(_, property)| !emitted.contains(facts.schema(*property).at))
            .map(|(name, _)| name.as_str())
            .collect();
        coverage.declared += schema.properties.len();
        coverage.generated += schema.properties.len() - lost.len();
        if !lost.is_empty() && !is_spoken_of(facts, report, schema.at) {
            report.warn(
                "lost-properties",
                schema.at,
                format!("no type has these properties: {}", list(&lost)),
                "give the schema `type: object`, and describe its properties apart from its other types",
            );
        }
    }
    coverage
}

/// Returns the schemas that values of the generated types may have to match.
fn schemas_in_use(facts: &Facts<'_>, emitted: &EmittedProperties) -> BTreeSet<SchemaId> {
    let mut open: Vec<SchemaId> = Vec::new();
    if !facts.options().only_reached {
        open.extend(facts.resolved().components.iter().map(|(_, id)| *id));
    }
    let twins = twins(facts, emitted);
    let operations = facts
        .resolved()
        .operations
        .iter()
        .flat_map(Operation::schemas);
    open.extend(operations.filter(|id| !twins.contains(id)));
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if seen.insert(id) {
            open.extend(facts.schema(id).parts());
        }
    }
    seen
}

/// Returns the schemas that a body repeats for another media type: they share one type.
fn twins(facts: &Facts<'_>, emitted: &EmittedProperties) -> BTreeSet<SchemaId> {
    let mut twins = BTreeSet::new();
    for content in facts
        .resolved()
        .operations
        .iter()
        .flat_map(Operation::contents)
    {
        let mut written: BTreeMap<String, Vec<SchemaId>> = BTreeMap::new();
        for schema in content.iter().filter_map(|media| media.schema) {
            // A schema that is referred to is one schema anyhow.
            if content.len() > 1 && facts.target(schema) == schema {
                let text = facts.tree().to_json(facts.schema(schema).at).to_string();
                written.entry(text).or_default().push(schema);
            }
        }
        for mut same in written.into_values() {
            // The one that has a type is counted.
            let counted = same
                .iter()
                .position(|schema| is_emitted(facts, emitted, *schema));
            same.swap_remove(counted.unwrap_or_default());
            twins.extend(same);
        }
    }
    twins
}

fn is_emitted(facts: &Facts<'_>, emitted: &EmittedProperties, schema: SchemaId) -> bool {
    let mut properties = facts.schema(schema).properties.iter();
    properties.all(|(_, property)| emitted.contains(facts.schema(*property).at))
}

/// Returns whether there is a diagnostic at a node, at one of its extensions, or at a node around it.
fn is_spoken_of(facts: &Facts<'_>, report: &Report, node: NodeId) -> bool {
    let members = facts.tree().members(node).iter();
    let mut own = members.filter(|(name, _)| name.starts_with("x-"));
    if own.any(|(_, member)| report.speaks_of(*member)) {
        return true;
    }
    let mut around = std::iter::successors(Some(node), |node| facts.tree().parent(*node));
    around.any(|node| report.speaks_of(node))
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
