//! Plain values that several schemas describe: a value has to fit all of them, so that the narrowest type holds.

use std::collections::BTreeSet;

use super::enums::{Listed, is_open};
use super::{Lower, Usage};
use crate::ir::{Item, ItemKind, Literal, Type};
use crate::openapi::model::{Limits, Schema, SchemaId, Type as JsonType};
use crate::source::tree::Value as Node;

/// How many schemas one value may be described by before they aren't looked into.
const MOST_PARTS: usize = 64;

/// What became of schemas that together describe one value.
pub(super) enum Narrowed {
    /// They are of plain values, and this is the narrowest.
    Fits(Usage),
    /// They are of plain values, and no value fits all of them.
    Conflict,
    /// Some of them are of objects, lists or alternatives.
    NotPlain,
}

/// What several schemas say together.
struct Plain<'a> {
    schema: Schema,
    /// The values that all lists have, null left out, and the schema that speaks of them.
    listed: Option<(&'a Schema, Vec<Listed>)>,
    nullable: bool,
}

/// The part of it that makes a type.
#[derive(PartialEq)]
struct Sense {
    ty: Vec<JsonType>,
    format: Option<String>,
    sensitive: bool,
    listed: Option<BTreeSet<(bool, String)>>,
    open: bool,
}

impl<'a> Lower<'a> {
    /// The type of a value that fits all these schemas, the nearest last. What isn't one of theirs is made at `owner`.
    pub(super) fn narrowest(&mut self, schemas: &[SchemaId], owner: SchemaId) -> Narrowed {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let is_plain = schemas
            .iter()
            .all(|id| self.plain_parts(*id, &mut seen, &mut parts));
        if !is_plain || parts.is_empty() {
            return Narrowed::NotPlain;
        }
        let Some(plain) = self.all_of_plain(&parts) else {
            return Narrowed::Conflict;
        };
        let sense = self.sense(&plain);
        let mut candidates: Vec<SchemaId> = seen
            .into_iter()
            .chain(schemas.iter().map(|id| self.target(*id)))
            .filter(|id| (schemas != [owner] || *id != owner) && self.says(*id, &sense))
            .collect();
        // A type with a name goes before one without, and the nearest before others.
        candidates.sort_by_key(|id| self.name_of(*id).is_some());
        if let Some(same) = candidates.last() {
            let mut usage = self.usage(*same);
            usage.nullable = plain.nullable;
            return Narrowed::Fits(usage);
        }
        self.made_at(owner, plain)
            .map_or(Narrowed::NotPlain, Narrowed::Fits)
    }

    /// Whether any value fits all these schemas; `None` where they are not all of plain values.
    pub(super) fn have_values_in_common(&self, schemas: &[SchemaId]) -> Option<bool> {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let is_plain = schemas
            .iter()
            .all(|id| self.plain_parts(*id, &mut seen, &mut parts));
        is_plain.then(|| self.all_of_plain(&parts).is_some())
    }

    /// The plain values that a schema and its parts list; empty where they list none.
    pub(super) fn listed_in(&self, id: SchemaId) -> Vec<Literal> {
        let mut parts = Vec::new();
        let is_plain = self.plain_parts(id, &mut BTreeSet::new(), &mut parts);
        let plain = self.all_of_plain(&parts).filter(|_| is_plain);
        let listed = plain.and_then(|plain| plain.listed);
        let listed = listed.into_iter().flat_map(|(_, listed)| listed);
        listed.map(|(_, literal)| literal).collect()
    }

    /// Collects the schemas that a plain value has to fit; false where one of them is of something else.
    fn plain_parts(
        &self,
        id: SchemaId,
        seen: &mut BTreeSet<SchemaId>,
        parts: &mut Vec<&'a Schema>,
    ) -> bool {
        let id = self.target(id);
        if !seen.insert(id) {
            return true;
        }
        let schema = self.schema(id);
        if self.wishes.formats_at.contains_key(&schema.at) {
            return false;
        }
        // Counted on the way in: a chain of parts may be as long as the document.
        if seen.len() > MOST_PARTS || self.files.contains(&id) || !self.is_plain(schema) {
            return false;
        }
        let fine = schema
            .all_of
            .iter()
            .all(|part| self.plain_parts(*part, seen, parts));
        parts.push(schema);
        fine
    }

    /// Whether a schema, its parts aside, is of plain values or says nothing of what they are.
    fn is_plain(&self, schema: &Schema) -> bool {
        let is_scalar = |ty: &JsonType| !matches!(ty, JsonType::Object | JsonType::Array);
        schema.types.iter().all(is_scalar)
            && !self.has_members(schema)
            && schema.boolean != Some(false)
            && schema.additional_properties.is_none()
            && schema.pattern_properties.is_empty()
            && schema.items.is_none()
            && schema.prefix_items.is_empty()
            && schema.one_of.is_empty()
            && schema.any_of.is_empty()
            && schema.extensions.union.is_none()
            && self.lists_plain_values(schema)
    }

    fn lists_plain_values(&self, schema: &Schema) -> bool {
        let values = schema.values.iter().flatten().chain(&schema.constant);
        let mut nodes = values.map(|node| self.tree.value(*node));
        nodes.all(|value| !matches!(value, Node::Array(_) | Node::Object(_)))
    }

    /// What all parts say; nothing where they contradict each other.
    fn all_of_plain(&self, parts: &[&'a Schema]) -> Option<Plain<'a>> {
        let mut schema = Schema::anything(parts.last()?.at);
        let mut types: Option<Vec<JsonType>> = None;
        for part in parts {
            let said: Vec<JsonType> = not_null(part).collect();
            if !said.is_empty() {
                types = Some(types.map_or_else(|| said.clone(), |known| common(&known, &said)));
            }
            narrow_limits(&mut schema.limits, &part.limits);
            schema.extensions.sensitive |= part.extensions.sensitive;
            let encoding = schema.content_encoding.take();
            schema.content_encoding = encoding.or_else(|| part.content_encoding.clone());
        }
        if types.as_ref().is_some_and(Vec::is_empty) {
            return None;
        }
        schema.types = types.unwrap_or_default();
        schema.format = self.format_of_all(&schema.types, parts);
        let listed = self.listed_by_all(&schema, parts)?;
        let says = |part: &&Schema| {
            !part.types.is_empty() || part.values.is_some() || part.constant.is_some()
        };
        let nullable = parts.iter().any(says) && parts.iter().all(|part| self.takes_null(part));
        Some(Plain {
            schema,
            listed,
            nullable,
        })
    }

    /// The format that says most: of several, the one with the narrowest type, and of those the last.
    fn format_of_all(&self, types: &[JsonType], parts: &[&Schema]) -> Option<String> {
        let formats = self.wishes.formats;
        let said = parts.iter().filter_map(|part| part.format.as_deref());
        let width = |format: &&str| {
            let ty = match types {
                [ty] => Some(*ty),
                _ => formats.of(format),
            };
            width(&formats.get(
                ty.unwrap_or(JsonType::String),
                Some(format),
                &Limits::default(),
            ))
        };
        // Of equal ones, the first of the reversed list is the last.
        let mut said: Vec<&str> = said.collect();
        said.reverse();
        said.into_iter().min_by_key(width).map(str::to_owned)
    }

    /// The values that every list of values has. Of lists, one that is open only says what values there are now.
    #[allow(clippy::type_complexity)]
    fn listed_by_all(
        &self,
        whole: &Schema,
        parts: &[&'a Schema],
    ) -> Option<Option<(&'a Schema, Vec<Listed>)>> {
        let mut lists = Vec::new();
        for part in parts.iter().copied() {
            if part.values.is_none() && part.constant.is_none() {
                continue;
            }
            let kind = match whole.types.is_empty() {
                true => part,
                false => whole,
            };
            let listed: Option<Vec<Listed>> = self
                .nodes(part)
                .into_iter()
                .map(|node| Some((node, self.literal(kind, node)?)))
                .collect();
            lists.push((part, listed?));
        }
        let is_closed = |(part, _): &(&Schema, Vec<Listed>)| !is_open(part);
        if lists.iter().any(is_closed) {
            lists.retain(is_closed);
        }
        // The one that says something of its values goes before one that only lists them.
        let speaks = |part: &Schema| {
            let said = &part.extensions;
            said.enumeration.is_some()
                || said.value_names.is_some()
                || said.value_descriptions.is_some()
        };
        let source = lists.iter().position(|(part, _)| speaks(part));
        let Some((source, mut listed)) = lists.get(source.unwrap_or_default()).cloned() else {
            return Some(None);
        };
        for (_, others) in &lists {
            let others: BTreeSet<(bool, String)> = others.iter().map(key).collect();
            listed.retain(|value| others.contains(&key(value)));
        }
        let only_null = lists.iter().all(|(part, _)| self.takes_null(part));
        (!listed.is_empty() || only_null).then_some(Some((source, listed)))
    }

    /// Whether null fits a schema.
    fn takes_null(&self, schema: &Schema) -> bool {
        let is_null =
            |node: &crate::source::tree::NodeId| matches!(self.tree.value(*node), Node::Null);
        let by_type =
            schema.nullable || schema.types.is_empty() || schema.types.contains(&JsonType::Null);
        let by_values = schema
            .values
            .as_ref()
            .is_none_or(|values| values.iter().any(is_null));
        by_type && by_values && schema.constant.as_ref().is_none_or(is_null)
    }

    fn sense(&self, plain: &Plain<'_>) -> Sense {
        let listed = plain.listed.as_ref();
        Sense {
            ty: plain.schema.types.clone(),
            // What isn't shown by the type makes no other one.
            format: plain.schema.format.clone().filter(|_| listed.is_none()),
            sensitive: plain.schema.extensions.sensitive,
            open: listed.is_some_and(|(source, _)| is_open(source)),
            listed: listed.map(|(_, listed)| listed.iter().map(key).collect()),
        }
    }

    /// Whether one schema alone says as much.
    fn says(&self, id: SchemaId, sense: &Sense) -> bool {
        let mut parts = Vec::new();
        let is_plain = self.plain_parts(id, &mut BTreeSet::new(), &mut parts);
        let plain = self.all_of_plain(&parts).filter(|_| is_plain);
        plain.is_some_and(|plain| {
            let own = self.sense(&plain);
            // The values say the type, where one list has all of them.
            let same_type = own.ty == sense.ty
                || (own.ty.is_empty() && own.listed.is_some() && self.are_of(&plain, sense));
            Sense {
                ty: sense.ty.clone(),
                ..own
            } == *sense
                && same_type
        })
    }

    /// Whether all listed values are of the type as they stand.
    fn are_of(&self, plain: &Plain<'_>, sense: &Sense) -> bool {
        let [ty] = sense.ty.as_slice() else {
            return false;
        };
        let listed = plain.listed.iter().flat_map(|(_, listed)| listed);
        listed.map(|(_, literal)| literal).all(|literal| match ty {
            JsonType::String => matches!(literal, Literal::Text(_)),
            JsonType::Integer => matches!(literal, Literal::Integer(_)),
            JsonType::Number => matches!(literal, Literal::Integer(_) | Literal::Number(_)),
            JsonType::Boolean => matches!(literal, Literal::Bool(_)),
            _ => false,
        })
    }

    /// A type that none of the parts has alone.
    fn made_at(&mut self, owner: SchemaId, plain: Plain<'_>) -> Option<Usage> {
        let Plain {
            schema,
            listed,
            nullable,
        } = plain;
        let kind = match listed {
            Some((source, listed)) => {
                self.warn_misfits(&schema, listed.iter().map(|(node, _)| *node));
                self.shape_of_values(&schema, source, listed)?
            }
            None => ItemKind::Alias(self.plain_type(&schema)?),
        };
        let usage = match kind {
            ItemKind::Alias(ty) if self.name_of(owner).is_none() => Usage { ty, nullable },
            ItemKind::Alias(Type::String) => self.item_at(owner, nullable, ItemKind::Text),
            kind => self.item_at(owner, nullable, kind),
        };
        Some(self.sensitive(&schema, usage))
    }

    fn plain_type(&self, schema: &Schema) -> Option<Type> {
        let ty = match schema.types.as_slice() {
            [ty] => *ty,
            [] => self.implied(schema)?,
            [JsonType::Integer, JsonType::Number] | [JsonType::Number, JsonType::Integer] => {
                JsonType::Number
            }
            _ => return None,
        };
        Some(match ty {
            JsonType::Boolean => Type::Bool,
            _ => self.text_or_number(ty, schema),
        })
    }

    /// An item of a schema that may have been lowered as another one elsewhere: nothing is remembered of it.
    fn item_at(&mut self, owner: SchemaId, nullable: bool, kind: ItemKind) -> Usage {
        let id = self.place(owner);
        let item = Item {
            origin: self.origin(owner),
            named: self.name_of(owner).is_some(),
            docs: self.usage_docs(owner),
            kind,
        };
        self.fill(id, item);
        Usage {
            ty: Type::Named(id),
            nullable,
        }
    }
}

fn not_null(schema: &Schema) -> impl Iterator<Item = JsonType> {
    let types = schema.types.iter().copied();
    types.filter(|ty| *ty != JsonType::Null)
}

/// The types that both lists allow: every integer is a number.
fn common(one: &[JsonType], other: &[JsonType]) -> Vec<JsonType> {
    let narrower = |ty: JsonType, others: &[JsonType]| match ty {
        ty if others.contains(&ty) => Some(ty),
        JsonType::Integer if others.contains(&JsonType::Number) => Some(ty),
        JsonType::Number if others.contains(&JsonType::Integer) => Some(JsonType::Integer),
        _ => None,
    };
    let mut types: Vec<JsonType> = Vec::new();
    for ty in one.iter().filter_map(|ty| narrower(*ty, other)) {
        if !types.contains(&ty) {
            types.push(ty);
        }
    }
    types
}

/// A listed value apart from where it stands.
fn key((_, literal): &Listed) -> (bool, String) {
    (
        matches!(literal, Literal::Text(_)),
        literal.text().into_owned(),
    )
}

/// How much a type holds, as far as types of formats are compared.
const fn width(ty: &Type) -> u8 {
    match ty {
        Type::I32 | Type::F32 => 0,
        Type::U32 => 1,
        Type::U64 => 2,
        Type::I64 | Type::F64 => 3,
        Type::String | Type::Json => 9,
        _ => 1,
    }
}

fn narrow_limits(limits: &mut Limits, part: &Limits) {
    let text = |known: &mut Option<String>, said: &Option<String>| {
        if said.is_some() {
            known.clone_from(said);
        }
    };
    text(&mut limits.minimum, &part.minimum);
    text(&mut limits.maximum, &part.maximum);
    text(&mut limits.exclusive_minimum, &part.exclusive_minimum);
    text(&mut limits.exclusive_maximum, &part.exclusive_maximum);
    text(&mut limits.pattern, &part.pattern);
    limits.max_length = part.max_length.or(limits.max_length);
}
