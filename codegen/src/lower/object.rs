//! Objects: structs and maps, and `allOf` as the object that holds all its parts.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::Alternatives;
use super::{Lower, Memo, Usage};
use crate::document::tree::NodeId;
use crate::ir::{Docs, Field, Item, Openness, Origin, Presence, Shape, Struct, Type};
use crate::resolve::model::{Schema, SchemaId, Type as JsonType};

/// How many schemas are lowered inside one another before structs wait.
const DEPTH_TO_WAIT: usize = 1_000;

/// How deep parts may be parts of parts.
const MOST_PARTS: usize = 1_000;

/// How many members of parts are copied at least before it is an error, and how many for each value of the document.
const MOST_GATHERED: usize = 100_000;
const GATHERED_BY_NODE: usize = 4;

/// What several schemas together say of an object.
#[derive(Default)]
pub(super) struct Members {
    properties: Vec<Property>,
    /// Where each name stands among the properties.
    places: BTreeMap<String, usize>,
    pub(super) required: BTreeSet<String>,
    additional: Option<SchemaId>,
    /// No other members are allowed.
    closed: bool,
    /// Alternatives whose members were taken in as optional ones.
    loose: Vec<NodeId>,
    pub(super) alternatives: Alternatives,
    /// What the object is made of: what is made for its members is named after it.
    pub(super) owner: Option<SchemaId>,

    pub(super) seen: BTreeSet<SchemaId>,
    depth: usize,
}

/// A member that one or several schemas describe.
pub(super) struct Property {
    pub(super) name: String,
    /// What describes it wherever it stands, the nearest last: the value has to fit all of it.
    pub(super) schemas: Vec<SchemaId>,
    /// What describes it in alternatives, with the alternative: the value has to fit that of one of them.
    pub(super) alternatives: Vec<(usize, SchemaId)>,
}

impl Property {
    /// All that describes it: never nothing.
    fn mentions(&self) -> impl DoubleEndedIterator<Item = SchemaId> {
        let alternatives = self.alternatives.iter().map(|(_, schema)| *schema);
        alternatives.chain(self.schemas.iter().copied())
    }
}

impl Members {
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }
}

impl Lower<'_> {
    /// `type: object`, no combination.
    pub(super) fn object(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        if !schema.properties.is_empty() || self.is_closed(schema) {
            let mut members = Members::default();
            members.closed = self.is_closed(schema);
            self.take(schema, false, &mut members);
            return self.define_struct(id, nullable, members);
        }
        let ty = Type::Map(Box::new(self.map_value(schema)));
        if self.name_of(id).is_some() {
            return self.define(id, nullable, |_| Shape::Alias(ty));
        }
        Usage { ty, nullable }
    }

    /// A struct whose name is known at once. Its fields may wait: a chain of structs may be longer than the call stack
    /// is deep.
    pub(super) fn define_struct(
        &mut self,
        id: SchemaId,
        nullable: bool,
        mut members: Members,
    ) -> Usage {
        members.owner = Some(id);
        if self.depth < DEPTH_TO_WAIT {
            return self.define(id, nullable, |lower| {
                Shape::Struct(lower.build_members(members))
            });
        }
        let table_id = self.reserve();
        let usage = Usage {
            ty: Type::Named(table_id),
            nullable,
        };
        self.memo.insert(id, Memo::Done(usage.clone()));
        self.waiting.push((table_id, id, members));
        usage
    }

    /// Builds the structs that were put off.
    pub(super) fn build_waiting(&mut self) {
        while let Some((table_id, id, members)) = self.waiting.pop() {
            let shape = Shape::Struct(self.build_members(members));
            let item = Item {
                origin: self.origin(id),
                named: self.name_of(id).is_some(),
                docs: self.docs(self.schema(id)),
                shape,
            };
            self.fill(table_id, item);
        }
    }

    /// An object that is one of several things a schema may be: an item of its own, named after the schema.
    pub(super) fn nested_object(&mut self, id: SchemaId) -> Type {
        let table_id = self.reserve();
        let mut members = Members::default();
        self.take(self.schema(id), false, &mut members);
        let shape = Shape::Struct(self.build_members(members));
        let mut origin = self.origin(id);
        origin.words.push("object".to_owned());
        origin.wish = None;
        let docs = self.docs(self.schema(id));
        self.fill(
            table_id,
            Item {
                origin,
                named: false,
                docs,
                shape,
            },
        );
        Type::Named(table_id)
    }

    /// No members but those listed, and none are.
    fn is_closed(&self, schema: &Schema) -> bool {
        let refused = |id: SchemaId| self.schema(self.target(id)).boolean == Some(false);
        schema.additional_properties.is_some_and(refused) && schema.pattern_properties.is_empty()
    }

    fn map_value(&mut self, schema: &Schema) -> Type {
        let one = match (
            schema.additional_properties,
            schema.pattern_properties.as_slice(),
        ) {
            (Some(additional), []) => Some(additional),
            (None, [(_, pattern)]) => Some(*pattern),
            (Some(additional), [(_, pattern)]) if self.schema(additional).boolean.is_some() => {
                Some(*pattern)
            }
            _ => None,
        };
        one.map_or(Type::Json, |value| self.usage(value).element())
    }

    /// `allOf`: the one part that has a shape, or the object that holds the members of all.
    pub(super) fn all_of(&mut self, id: SchemaId, nullable: bool) -> Usage {
        let schema = self.schema(id);
        let shaped: Vec<SchemaId> = schema
            .all_of
            .iter()
            .copied()
            .filter(|part| self.has_shape(*part))
            .collect();
        // What a parent was is a part of its children, and no child by itself.
        let is_base = |id: &SchemaId| self.schema(self.target(*id)).derived.is_some();
        if let ([only], false) = (shaped.as_slice(), has_own_shape(schema))
            && !is_base(only)
        {
            let mut usage = self.usage(*only);
            usage.nullable |= nullable;
            if self.name_of(id).is_some() {
                let inner = Shape::Alias(usage.ty);
                return self.define(id, usage.nullable, |_| inner);
            }
            return usage;
        }
        if shaped.is_empty() && !has_own_shape(schema) {
            return Usage {
                ty: Type::Json,
                nullable,
            };
        }
        let mut members = Members::default();
        if self.gather(id, false, &mut members) {
            return self.define_struct(id, nullable, members);
        }
        if self.gathered > self.most_gathered() {
            return Usage::plain(Type::Json);
        }
        self.warn(
            "all-of",
            schema.at,
            "the parts of this allOf are not all objects; it is typed as raw JSON",
            "combine objects, or give the schema one type",
        );
        Usage {
            ty: Type::Json,
            nullable,
        }
    }

    /// Whether a part says more than documentation.
    pub(super) fn has_shape(&self, id: SchemaId) -> bool {
        let schema = self.schema(self.target(id));
        has_own_shape(schema) || !schema.all_of.is_empty() || schema.reference.is_some()
    }

    /// Takes in the members of a schema and all its parts; false where one of them is no object.
    pub(super) fn gather(&mut self, id: SchemaId, optional: bool, members: &mut Members) -> bool {
        let id = self.target(id);
        if !members.seen.insert(id) {
            return true;
        }
        let schema = self.schema(id);
        if !self.is_affordable(schema) || members.depth > MOST_PARTS {
            return false;
        }
        members.depth += 1;
        let fine = self.gather_parts(schema, optional, members);
        members.depth -= 1;
        fine
    }

    fn gather_parts(&mut self, schema: &Schema, optional: bool, members: &mut Members) -> bool {
        let is_object = schema
            .types
            .iter()
            .all(|ty| matches!(ty, JsonType::Object | JsonType::Null));
        if !is_object
            || schema.values.is_some()
            || schema.constant.is_some()
            || schema.items.is_some()
        {
            return false;
        }
        let mut fine = schema
            .all_of
            .iter()
            .all(|part| self.gather(*part, optional, members));
        for alternatives in [&schema.one_of, &schema.any_of] {
            if alternatives.iter().any(|part| self.has_shape(*part)) {
                members.loose.push(schema.at);
                fine &= self.gather_alternatives(alternatives, optional, members);
            }
        }
        self.take(schema, optional, members);
        fine
    }

    fn most_gathered(&self) -> usize {
        MOST_GATHERED.max(self.tree.len().saturating_mul(GATHERED_BY_NODE))
    }

    /// Parts are copied into every whole: a short text could ask for more fields than any machine holds.
    fn is_affordable(&mut self, schema: &Schema) -> bool {
        let most = self.most_gathered();
        let was_affordable = self.gathered <= most;
        self.gathered = self.gathered.saturating_add(1 + schema.properties.len());
        if self.gathered > most && was_affordable {
            self.error(
                "too-large",
                schema.at,
                "the parts of all combined objects come to too many members",
                "let objects refer to shared parts by a property, instead of taking them in by `allOf`",
            );
        }
        self.gathered <= most
    }

    fn take(&mut self, schema: &Schema, optional: bool, members: &mut Members) {
        for (name, property) in &schema.properties {
            self.take_property(name, *property, optional, members);
        }
        let required = schema.required.iter().map(|(name, _)| name.clone());
        match optional {
            true => members.alternatives.require(required),
            false => members.required.extend(required),
        }
        let additional = schema
            .additional_properties
            .filter(|id| self.schema(*id).boolean != Some(false));
        members.additional = members.additional.or(additional);
    }

    fn take_property(
        &mut self,
        name: &str,
        schema: SchemaId,
        optional: bool,
        members: &mut Members,
    ) {
        let place = *members.places.entry(name.to_owned()).or_insert_with(|| {
            members.properties.push(Property {
                name: name.to_owned(),
                schemas: Vec::new(),
                alternatives: Vec::new(),
            });
            members.properties.len() - 1
        });
        if let Some(property) = members.properties.get_mut(place) {
            match optional {
                true => property
                    .alternatives
                    .push((members.alternatives.current(), schema)),
                false => property.schemas.push(schema),
            }
        }
    }

    pub(super) fn build_members(&mut self, members: Members) -> Struct {
        for at in &members.loose {
            self.warn(
                "loose-union",
                *at,
                "alternatives inside a combined object: their members are optional fields here",
                "make the object itself a oneOf of complete objects to have a variant for each",
            );
        }
        let Members {
            properties,
            required,
            additional,
            closed,
            alternatives,
            owner,
            ..
        } = members;
        let field = |property: Property| {
            let required = required.contains(&property.name);
            self.field(owner, property, &alternatives, required)
        };
        let fields = properties.into_iter().map(field).collect();
        let additional = additional.map(|id| self.usage(id).element());
        Struct {
            fields,
            additional,
            closed,
        }
    }

    fn field(
        &mut self,
        owner: Option<SchemaId>,
        property: Property,
        alternatives: &Alternatives,
        required: bool,
    ) -> Field {
        let usage = self.usage_of_member(owner, &property, alternatives);
        self.placed
            .extend(property.mentions().map(|id| self.resolved.schema(id).at));
        // The later part is the nearer one, and it names the field.
        let id = property.mentions().next_back().unwrap_or(SchemaId(0));
        let wire = property.name;
        let schema = self.schema(id);
        let target = self.schema(self.target(id));
        // A member that only one direction knows can't be asked for in the other.
        let one_way = [schema, target]
            .iter()
            .any(|schema| schema.read_only || schema.write_only);
        let required = required && !one_way;
        // `null` is a value, and absence another.
        let nullable = usage.nullable || (usage.ty == Type::Null && !required);
        let presence = Presence::of(required, nullable);
        let constant = presence == Presence::Required && self.is_constant(&usage.ty);
        let origin = Origin {
            at: schema.at,
            words: vec![wire.clone()],
            wish: self.wish(schema.at, Some(schema)),
        };
        Field {
            docs: self.usage_docs(id),
            wire,
            origin,
            ty: usage.ty,
            presence,
            constant,
        }
    }

    /// What stands beside a reference, or else what the target says of itself.
    pub(super) fn usage_docs(&self, id: SchemaId) -> Docs {
        let schema = self.schema(id);
        let own = self.docs(schema);
        if schema.reference.is_none() || own.text.is_some() {
            return own;
        }
        let target = self.docs(self.schema(self.target(id)));
        Docs {
            deprecated: own.deprecated,
            ..target
        }
    }

    /// Whether there is only one value.
    fn is_constant(&self, ty: &Type) -> bool {
        let id = match ty {
            Type::Named(id) => id,
            Type::Null | Type::True | Type::False => return true,
            _ => return false,
        };
        let item = self.types.get(id.index()).and_then(Option::as_ref);
        item.is_some_and(|item| matches!(&item.shape, Shape::Enum(values) if values.openness != Openness::Open && values.values.len() == 1))
    }
}

/// Whether the schema itself, its parts aside, says what a value looks like.
fn has_own_shape(schema: &Schema) -> bool {
    !schema.properties.is_empty()
        || schema.additional_properties.is_some()
        || schema.items.is_some()
        || schema.values.is_some()
        || schema.constant.is_some()
        || !schema.one_of.is_empty()
        || !schema.any_of.is_empty()
        || schema
            .types
            .iter()
            .any(|ty| !matches!(ty, JsonType::Object | JsonType::Null))
}
