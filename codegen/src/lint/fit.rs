//! Whether a value fits a schema: as much of JSON Schema's validation as a document's own values need. Patterns are not
//! looked at, and `oneOf` asks for one fitting branch only, since patterns may tell branches apart.

use super::{formats, limits};
use crate::diagnostic::Place;
use crate::formats::Formats;
use crate::openapi::model::Resolved;
use crate::openapi::model::{Schema, SchemaId, Type};
use crate::source::tree::{NodeId, Tree, Value};

/// Whether the value is sent or received: what is read-only isn't sent, what is write-only isn't received.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
    Either,
}

/// The first place where a value doesn't fit.
pub(super) struct Mismatch {
    /// The value.
    pub(super) node: NodeId,
    /// What asks for something else.
    pub(super) because: Place,
    pub(super) message: String,
    pub(super) label: String,
    pub(super) fault: Fault,
}

/// What a value doesn't keep to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Type,
    Missing,
    Format,
    /// The one value of a constant.
    Constant,
    Other,
}

impl Fault {
    /// Whether the type that is generated refuses the value.
    pub(super) const fn is_refused(self) -> bool {
        matches!(self, Self::Type | Self::Missing | Self::Format)
    }

    /// Whether the fault says that the value is meant for something else.
    const fn is_elsewhere(self) -> bool {
        matches!(self, Self::Type | Self::Constant)
    }
}

type Fits = Result<(), Box<Mismatch>>;

/// How deep a value is looked at, and how many schemas are tried for one; what is beyond is taken to fit.
const MOST_DEPTH: usize = 64;
const MOST_STEPS: usize = 100_000;

pub(super) struct Fit<'a> {
    tree: &'a Tree,
    resolved: &'a Resolved,
    formats: &'a Formats,
    root: NodeId,
    direction: Direction,
    depth: usize,
    steps: usize,
}

impl<'a> Fit<'a> {
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
        self.fits(schema, node).map_err(|mismatch| *mismatch)
    }

    fn fits(&mut self, id: SchemaId, node: NodeId) -> Fits {
        self.steps += 1;
        if self.depth >= MOST_DEPTH || self.steps >= MOST_STEPS {
            return Ok(());
        }
        self.depth += 1;
        let fits = self.fits_all(self.resolved.schema(id), node);
        self.depth -= 1;
        fits
    }

    fn fits_all(&mut self, schema: &'a Schema, node: NodeId) -> Fits {
        if schema.boolean == Some(false) {
            let message = format!("{} is not allowed", self.name(node));
            return Err(mismatch(
                node,
                Place::Value(schema.at),
                message,
                "not allowed",
            ));
        }
        let value = self.tree.value(node);
        if schema.nullable && *value == Value::Null {
            return Ok(());
        }
        self.fits_type(schema, node)?;
        self.fits_values(schema, node)?;
        if let Some(wanted) = formats::missed(self.formats, schema, value) {
            let message = format!("{} has to be {wanted}", self.name(node));
            let because = self.keyword(schema, "format");
            return Err(mismatch(node, because, message, "not of this format").of(Fault::Format));
        }
        if let Some((keyword, words, found)) = limits::exceeded(&schema.limits, value) {
            let message = format!("{} has to {words}", self.name(node));
            return Err(mismatch(
                node,
                self.keyword(schema, keyword),
                message,
                found,
            ));
        }
        match value {
            Value::Object(members) => self.fits_members(schema, node, members)?,
            Value::Array(items) => self.fits_items(schema, items)?,
            _ => (),
        }
        self.fits_applied(schema, node)
    }

    fn fits_type(&self, schema: &Schema, node: NodeId) -> Fits {
        let value = self.tree.value(node);
        if schema.types.is_empty() || schema.types.iter().any(|wanted| is_of(value, *wanted)) {
            return Ok(());
        }
        let names: Vec<&str> = schema.types.iter().copied().map(describe).collect();
        let message = format!(
            "{} has to be {}, and is {}",
            self.name(node),
            names.join(" or "),
            value.describe()
        );
        Err(mismatch(
            node,
            self.keyword(schema, "type"),
            message,
            value.describe(),
        )
        .of(Fault::Type))
    }

    /// `enum` and `const`.
    fn fits_values(&self, schema: &Schema, node: NodeId) -> Fits {
        let (allowed, keyword) = match (&schema.values, &schema.constant) {
            (_, Some(constant)) => (std::slice::from_ref(constant), "const"),
            (Some(values), None) => (values.as_slice(), "enum"),
            (None, None) => return Ok(()),
        };
        if allowed
            .iter()
            .any(|allowed| is_equal(self.tree, *allowed, node))
        {
            return Ok(());
        }
        let listed: Vec<String> = allowed
            .iter()
            .take(8)
            .map(|value| self.tree.to_json(*value).to_string())
            .collect();
        let more = if allowed.len() > 8 { ", …" } else { "" };
        let message = format!(
            "{} has to be one of {}{more}",
            self.name(node),
            listed.join(", ")
        );
        Err(mismatch(
            node,
            self.keyword(schema, keyword),
            message,
            "not one of the values",
        )
        .of(match allowed {
            [_] => Fault::Constant,
            _ => Fault::Other,
        }))
    }

    fn fits_members(
        &mut self,
        schema: &'a Schema,
        node: NodeId,
        members: &'a [(String, NodeId)],
    ) -> Fits {
        for (name, at) in &schema.required {
            if self.tree.get(node, name).is_none() && !self.is_left_out(schema, name) {
                let message = format!("`{name}` is missing");
                return Err(
                    mismatch(node, Place::Value(*at), message, format!("has no `{name}`"))
                        .of(Fault::Missing),
                );
            }
        }
        for (name, value) in members {
            let property = schema
                .properties
                .iter()
                .find(|(property, _)| property == name);
            match (property, schema.additional_properties) {
                (Some((_, property)), _) => self.fits(*property, *value)?,
                (None, Some(additional)) if schema.pattern_properties.is_empty() => {
                    if self.resolved.schema(additional).boolean == Some(false) {
                        let message = format!("the schema has no property `{name}`");
                        let because = self.keyword(schema, "additionalProperties");
                        return Err(mismatch(*value, because, message, "no such property"));
                    }
                    self.fits(additional, *value)?;
                }
                (None, _) => (),
            }
        }
        Ok(())
    }

    /// What is read-only needn't be in a request, nor what is write-only in a response.
    fn is_left_out(&self, schema: &Schema, name: &str) -> bool {
        let property = schema
            .properties
            .iter()
            .find(|(property, _)| property == name);
        let property = property.map(|(_, property)| self.resolved.schema(*property));
        let target = property
            .and_then(|property| property.reference)
            .map(|target| self.resolved.schema(target));
        property.into_iter().chain(target).any(|property| {
            (property.read_only && self.direction != Direction::Response)
                || (property.write_only && self.direction != Direction::Request)
        })
    }

    fn fits_items(&mut self, schema: &'a Schema, items: &[NodeId]) -> Fits {
        for (position, item) in items.iter().enumerate() {
            match schema.prefix_items.get(position).copied().or(schema.items) {
                Some(wanted) => self.fits(wanted, *item)?,
                None => return Ok(()),
            }
        }
        Ok(())
    }

    /// The schemas that apply to the same value.
    fn fits_applied(&mut self, schema: &'a Schema, node: NodeId) -> Fits {
        if let Some(reference) = schema.reference {
            self.fits(reference, node)?;
        }
        for part in &schema.all_of {
            self.fits(*part, node)?;
        }
        self.fits_any(schema, &schema.any_of, node)?;
        self.fits_any(schema, &schema.one_of, node)?;
        if let Some(not) = schema.not
            && self.fits(not, node).is_ok()
            && self.steps < MOST_STEPS
        {
            let message = format!("{} is what `not` excludes", self.name(node));
            return Err(mismatch(
                node,
                self.keyword(schema, "not"),
                message,
                "excluded",
            ));
        }
        Ok(())
    }

    fn fits_any(&mut self, schema: &'a Schema, branches: &'a [SchemaId], node: NodeId) -> Fits {
        let mut faults = Vec::new();
        for branch in branches {
            match self.fits(*branch, node) {
                Ok(()) => return Ok(()),
                Err(fault) => faults.push(fault),
            }
        }
        match (faults.len(), faults.pop()) {
            (_, None) => Ok(()),
            (1, Some(fault)) => Err(fault),
            (count, Some(last)) => {
                faults.push(last);
                // One that the value isn't plainly meant for something else than.
                let mut meant = faults.into_iter().filter(|it| !it.fault.is_elsewhere());
                if let (Some(fault), None) = (meant.next(), meant.next()) {
                    return Err(fault);
                }
                let message = format!("{} fits none of the {count} alternatives", self.name(node));
                Err(mismatch(
                    node,
                    Place::Key(schema.at),
                    message,
                    "fits none of them",
                ))
            }
        }
    }

    fn name(&self, node: NodeId) -> String {
        match self.tree.key(node) {
            _ if node == self.root => "it".to_owned(),
            Some(key) => format!("`{key}`"),
            None => "an item".to_owned(),
        }
    }

    /// Where a schema says something.
    fn keyword(&self, schema: &Schema, keyword: &str) -> Place {
        self.tree
            .get(schema.at, keyword)
            .map_or(Place::Key(schema.at), Place::Key)
    }
}

fn mismatch(
    node: NodeId,
    because: Place,
    message: String,
    label: impl Into<String>,
) -> Box<Mismatch> {
    Box::new(Mismatch {
        node,
        because,
        message,
        label: label.into(),
        fault: Fault::Other,
    })
}

impl Mismatch {
    const fn of(mut self: Box<Self>, fault: Fault) -> Box<Self> {
        self.fault = fault;
        self
    }
}

fn is_of(value: &Value, wanted: Type) -> bool {
    match (value, wanted) {
        (Value::Number(number), Type::Integer) => {
            number.is_i64()
                || number.is_u64()
                || number.as_f64().is_some_and(|number| number.fract() == 0.0)
        }
        (Value::Null, Type::Null)
        | (Value::Bool(_), Type::Boolean)
        | (Value::Number(_), Type::Number)
        | (Value::String(_), Type::String)
        | (Value::Array(_), Type::Array)
        | (Value::Object(_), Type::Object) => true,
        _ => false,
    }
}

const fn describe(wanted: Type) -> &'static str {
    match wanted {
        Type::Null => "null",
        Type::Boolean => "a boolean",
        Type::Integer => "an integer",
        Type::Number => "a number",
        Type::String => "a string",
        Type::Array => "an array",
        Type::Object => "an object",
    }
}

/// Equality of JSON values (JSON Schema 2020-12 core, section 4.2.2): `1` is `1.0`, members have no order.
pub(super) fn is_equal(tree: &Tree, one: NodeId, other: NodeId) -> bool {
    match (tree.value(one), tree.value(other)) {
        (Value::Number(one), Value::Number(other)) => {
            one == other || one.as_f64() == other.as_f64()
        }
        (Value::Array(one), Value::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_equal(tree, *one, *other))
        }
        (Value::Object(members), Value::Object(others)) => {
            let same = |(name, value): &(String, NodeId)| {
                tree.get(other, name)
                    .is_some_and(|other| is_equal(tree, *value, other))
            };
            members.len() == others.len() && members.iter().all(same)
        }
        (one, other) => one == other,
    }
}
