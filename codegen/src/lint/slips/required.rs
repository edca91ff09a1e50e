//! Names under `required` that no property has, but for one letter; and names that are repeated.

use std::collections::{HashMap, HashSet};

use super::warning::{Words, warn};
use crate::diagnostic::Diagnostics;
use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::source::tree::NodeId;
use crate::suggest::is_slip;

/// How many schemas inside one another are asked for their properties.
const MOST_PARTS: usize = 3;
/// How many schemas are asked that one is a part of, and how many parts each is asked for.
const MOST_RELATED: usize = 16;
/// How many names are compared in all: it takes the product of their lengths.
const BUDGET: usize = 1 << 20;

/// Looks at the `required` of schemas, one after the other.
pub(super) struct Required<'a> {
    resolved: &'a Resolved,
    /// By schema, those that it is a part of.
    wholes: HashMap<SchemaId, Vec<SchemaId>>,
    /// How many more names may be compared.
    budget: usize,
}

impl<'a> Required<'a> {
    pub(super) fn new(resolved: &'a Resolved) -> Self {
        let mut wholes: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (id, schema) in resolved.schemas.iter() {
            for part in &schema.all_of {
                wholes.entry(*part).or_default().push(id);
            }
        }
        Self {
            resolved,
            wholes,
            budget: BUDGET,
        }
    }

    pub(super) fn check(
        &mut self,
        id: SchemaId,
        schema: &'a Schema,
        diagnostics: &mut Diagnostics,
    ) {
        let mut seen = HashSet::new();
        let mut unknown = Vec::new();
        let own = schema.properties.iter().map(|(name, _)| name.as_str());
        let own: HashSet<&str> = own.collect();
        for (name, at) in &schema.required {
            if !seen.insert(name) {
                let words = Words {
                    message: &format!("`{name}` is required twice"),
                    label: "repeated here",
                    help: "remove one of the two",
                };
                warn(*at, "repeated", &words, diagnostics);
            } else if !own.contains(name.as_str()) {
                unknown.push((name.as_str(), *at));
            }
        }
        if unknown.is_empty() {
            return;
        }
        for (name, at, property) in self.slips(id, schema, &unknown) {
            let words = Words {
                message: &format!("no property is called `{name}`"),
                label: "not a property",
                help: &format!("did you mean `{property}`?"),
            };
            warn(at, "required", &words, diagnostics);
        }
    }

    /// Returns the names that are a letter away from a property's, each with the property.
    fn slips<'n>(
        &mut self,
        id: SchemaId,
        schema: &'a Schema,
        unknown: &[(&'n str, NodeId)],
    ) -> Vec<(&'n str, NodeId, &'a str)> {
        let mut names: Vec<&'a str> = Vec::new();
        self.properties(schema, MOST_PARTS, &mut names);
        // What it is a part of may have the property.
        let wholes = self.wholes.get(&id).into_iter().flatten();
        for whole in wholes.take(MOST_RELATED) {
            self.properties(self.resolved.schema(*whole), MOST_PARTS, &mut names);
        }
        let known: HashSet<&str> = names.iter().copied().collect();
        let mut found = Vec::new();
        for (name, at) in unknown.iter().filter(|(name, _)| !known.contains(name)) {
            self.budget = self.budget.saturating_sub(names.len());
            if self.budget == 0 {
                break;
            }
            let close = names.iter().find(|property| is_slip(name, property));
            found.extend(close.map(|close| (*name, *at, *close)));
        }
        found
    }

    /// Adds the properties of a schema and of its parts, up to so many schemas inside one another.
    fn properties(&self, schema: &'a Schema, depth: usize, names: &mut Vec<&'a str>) {
        names.extend(schema.properties.iter().map(|(name, _)| name.as_str()));
        let Some(depth) = depth.checked_sub(1) else {
            return;
        };
        let parts = schema.reference.iter().chain(&schema.all_of);
        for part in parts.take(MOST_RELATED) {
            self.properties(self.resolved.schema(*part), depth, names);
        }
    }
}
