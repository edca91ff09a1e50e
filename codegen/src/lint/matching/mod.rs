//! Whether a value matches a schema: as much of JSON Schema's validation as a document's own values need. Patterns are
//! not looked at, and `oneOf` asks for one matching branch only, since patterns may tell branches apart.

mod equal;
mod formats;
mod limits;
mod mismatch;
mod types;

use crate::diagnostic::Place;
use crate::formats::Formats;
use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::source::tree::{NodeId, Tree, Value};
use equal::is_equal;
use mismatch::Matches;

pub(super) use mismatch::{Kind, Mismatch};

/// Whether the value is sent or received: what is read-only isn't sent, what is write-only isn't received.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
    Either,
}

/// How deep a value is looked at. What is beyond is taken to match.
const MOST_DEPTH: usize = 64;
/// How many schemas are tried for one value. What is beyond is taken to match.
const MOST_STEPS: usize = 100_000;
/// How many values of an `enum` a message lists.
const LISTED: usize = 8;

/// Matches values against schemas, one after the other.
pub(super) struct Matcher<'a> {
    tree: &'a Tree,
    resolved: &'a Resolved,
    formats: &'a Formats,
    root: NodeId,
    direction: Direction,
    depth: usize,
    steps: usize,
}

impl<'a> Matcher<'a> {
    pub(super) const fn new(tree: &'a Tree, resolved: &'a Resolved, formats: &'a Formats) -> Self {
        Self {
            tree,
            resolved,
            formats,
            root: NodeId::ROOT,
            direction: Direction::Either,
            depth: 0,
            steps: 0,
        }
    }

    /// Returns the first place where a value doesn't match a schema, as an error.
    pub(super) fn check(
        &mut self,
        schema: SchemaId,
        node: NodeId,
        direction: Direction,
    ) -> Result<(), Mismatch> {
        self.root = node;
        self.direction = direction;
        self.depth = 0;
        self.steps = 0;
        self.schema(schema, node).map_err(|mismatch| *mismatch)
    }

    fn schema(&mut self, id: SchemaId, node: NodeId) -> Matches {
        self.steps += 1;
        if self.depth >= MOST_DEPTH || self.steps >= MOST_STEPS {
            return Ok(());
        }
        self.depth += 1;
        let matches = self.keywords(self.resolved.schema(id), node);
        self.depth -= 1;
        matches
    }

    fn keywords(&mut self, schema: &'a Schema, node: NodeId) -> Matches {
        if schema.boolean == Some(false) {
            let message = format!("{} is not allowed", self.name(node));
            let because = Place::Value(schema.at);
            return Err(Mismatch::new(node, because, message, "not allowed"));
        }
        let value = self.tree.value(node);
        if schema.nullable && *value == Value::Null {
            return Ok(());
        }
        self.types(schema, node)?;
        self.values(schema, node)?;
        if let Some(expected) = formats::missed(self.formats, schema, value) {
            let message = format!("{} must be {expected}", self.name(node));
            let because = self.keyword(schema, "format");
            let mismatch = Mismatch::new(node, because, message, "not of this format");
            return Err(mismatch.of(Kind::Format));
        }
        if let Some((keyword, expected, found)) = limits::exceeded(&schema.limits, value) {
            let message = format!("{} must {expected}", self.name(node));
            let because = self.keyword(schema, keyword);
            return Err(Mismatch::new(node, because, message, found));
        }
        match value {
            Value::Object(members) => self.members(schema, node, members)?,
            Value::Array(items) => self.items(schema, items)?,
            _ => (),
        }
        self.applied(schema, node)
    }

    fn types(&self, schema: &Schema, node: NodeId) -> Matches {
        let value = self.tree.value(node);
        let types = &schema.types;
        if types.is_empty() || types.iter().any(|expected| types::is_of(value, *expected)) {
            return Ok(());
        }
        let expected: Vec<&str> = types.iter().copied().map(types::describe).collect();
        let (expected, found) = (expected.join(" or "), value.describe());
        let message = format!("{} must be {expected}, but is {found}", self.name(node));
        let because = self.keyword(schema, "type");
        Err(Mismatch::new(node, because, message, found).of(Kind::Type))
    }

    /// Matches `enum` and `const`.
    fn values(&self, schema: &Schema, node: NodeId) -> Matches {
        let (allowed, keyword) = match (&schema.values, &schema.constant) {
            (_, Some(constant)) => (std::slice::from_ref(constant), "const"),
            (Some(values), None) => (values.as_slice(), "enum"),
            (None, None) => return Ok(()),
        };
        let is_one = |allowed: &NodeId| is_equal(self.tree, *allowed, node);
        if allowed.iter().any(is_one) {
            return Ok(());
        }
        let listed = allowed.iter().take(LISTED);
        let listed: Vec<String> = listed
            .map(|value| self.tree.to_json(*value).to_string())
            .collect();
        let more = if allowed.len() > LISTED { ", …" } else { "" };
        let listed = listed.join(", ");
        let message = format!("{} must be one of {listed}{more}", self.name(node));
        let because = self.keyword(schema, keyword);
        let mismatch = Mismatch::new(node, because, message, "not one of the values");
        Err(mismatch.of(match allowed {
            [_] => Kind::Constant,
            _ => Kind::Other,
        }))
    }

    fn members(
        &mut self,
        schema: &'a Schema,
        node: NodeId,
        members: &'a [(String, NodeId)],
    ) -> Matches {
        for (name, at) in &schema.required {
            if self.tree.get(node, name).is_none() && !self.may_be_left_out(schema, name) {
                let message = format!("`{name}` is missing");
                let label = format!("has no `{name}`");
                let mismatch = Mismatch::new(node, Place::Value(*at), message, label);
                return Err(mismatch.of(Kind::Missing));
            }
        }
        for (name, value) in members {
            match (property(schema, name), schema.additional_properties) {
                (Some(property), _) => self.schema(property, *value)?,
                (None, Some(additional)) if schema.pattern_properties.is_empty() => {
                    if self.resolved.schema(additional).boolean == Some(false) {
                        let message = format!("the schema has no property `{name}`");
                        let because = self.keyword(schema, "additionalProperties");
                        return Err(Mismatch::new(*value, because, message, "no such property"));
                    }
                    self.schema(additional, *value)?;
                }
                (None, _) => (),
            }
        }
        Ok(())
    }

    /// Returns whether a required property may be missing: a read-only one in a request, a write-only one in a response.
    fn may_be_left_out(&self, schema: &Schema, name: &str) -> bool {
        let property = property(schema, name).map(|id| self.resolved.schema(id));
        let target = property
            .and_then(|property| property.reference)
            .map(|target| self.resolved.schema(target));
        property.into_iter().chain(target).any(|property| {
            (property.read_only && self.direction != Direction::Response)
                || (property.write_only && self.direction != Direction::Request)
        })
    }

    fn items(&mut self, schema: &'a Schema, items: &[NodeId]) -> Matches {
        for (position, item) in items.iter().enumerate() {
            match schema.prefix_items.get(position).copied().or(schema.items) {
                Some(expected) => self.schema(expected, *item)?,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// Matches the schemas that apply to the same value.
    fn applied(&mut self, schema: &'a Schema, node: NodeId) -> Matches {
        if let Some(reference) = schema.reference {
            self.schema(reference, node)?;
        }
        for part in &schema.all_of {
            self.schema(*part, node)?;
        }
        self.any(schema, &schema.any_of, node)?;
        self.any(schema, &schema.one_of, node)?;
        if let Some(not) = schema.not
            && self.schema(not, node).is_ok()
            && self.steps < MOST_STEPS
        {
            let message = format!("{} matches the schema of `not`", self.name(node));
            let because = self.keyword(schema, "not");
            return Err(Mismatch::new(node, because, message, "excluded"));
        }
        Ok(())
    }

    fn any(&mut self, schema: &'a Schema, branches: &'a [SchemaId], node: NodeId) -> Matches {
        let mut mismatches = Vec::new();
        for branch in branches {
            match self.schema(*branch, node) {
                Ok(()) => return Ok(()),
                Err(mismatch) => mismatches.push(mismatch),
            }
        }
        let count = mismatches.len();
        let Some(last) = mismatches.pop() else {
            return Ok(());
        };
        if count == 1 {
            return Err(last);
        }
        mismatches.push(last);
        // The one branch that the value may be meant for.
        let mut meant = mismatches.into_iter().filter(|it| !it.kind.is_elsewhere());
        if let (Some(mismatch), None) = (meant.next(), meant.next()) {
            return Err(mismatch);
        }
        let message = format!(
            "{} matches none of the {count} alternatives",
            self.name(node)
        );
        let because = Place::Key(schema.at);
        Err(Mismatch::new(
            node,
            because,
            message,
            "matches none of them",
        ))
    }

    /// Returns what messages call a value.
    fn name(&self, node: NodeId) -> String {
        match self.tree.key(node) {
            _ if node == self.root => "it".to_owned(),
            Some(key) => format!("`{key}`"),
            None => "an item".to_owned(),
        }
    }

    /// Returns the place of a schema's keyword.
    fn keyword(&self, schema: &Schema, keyword: &str) -> Place {
        self.tree
            .get(schema.at, keyword)
            .map_or(Place::Key(schema.at), Place::Key)
    }
}

fn property(schema: &Schema, name: &str) -> Option<SchemaId> {
    let mut properties = schema.properties.iter();
    let property = properties.find(|(property, _)| property == name);
    property.map(|(_, id)| *id)
}
