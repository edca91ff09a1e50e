//! Objects of an `anyOf` that one value may match at once, and lists and maps of them: a variant with the members of all
//! of them keeps the whole value.

use std::collections::BTreeSet;

use super::SchemaLowerer;
use super::members::{Gatherer, Members, Property};
use crate::defect::Certain as _;
use crate::ir::{Docs, Item, ItemKind, Origin, Type, UntaggedVariant};
use crate::lower::facts::{self, Facts, Meet, Meeting, OpenObject, shared};
use crate::lower::naming::Inside;
use crate::openapi::model::{Schema, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// How many objects of one union are compared with each other at most.
const MOST_OBJECTS: usize = 64;

/// How deep combined objects are nested at most.
const MOST_NESTED: usize = 6;

/// An object among the variants of a union.
struct Object<'a> {
    /// The variant that it is, or that it is an alternative of.
    variant: usize,
    id: SchemaId,
    open: OpenObject<'a>,
}

/// The objects among the variants of a union, and of unions inside of it.
#[derive(Default)]
struct Objects<'a> {
    all: Vec<Object<'a>>,
    /// The properties of discriminators and their nodes: a variant needn't describe them.
    tags: Vec<(String, NodeId)>,
}

impl<'a> SchemaLowerer<'a> {
    /// Makes variants with the members of the objects of an `anyOf` that one value may match at once: one of objects,
    /// one of lists of objects, one of maps. None where no two may, or where one variant has all members. The origin is
    /// the union's.
    pub(super) fn variants_of_several(
        &mut self,
        variants: &[SchemaId],
        origin: &Origin,
    ) -> Vec<UntaggedVariant> {
        let each = [Inside::Nothing, Inside::List, Inside::Map].into_iter();
        each.filter_map(|inside| self.variant_of_several(variants, inside, origin))
            .collect()
    }

    fn variant_of_several(
        &mut self,
        variants: &[SchemaId],
        inside: Inside,
        origin: &Origin,
    ) -> Option<UntaggedVariant> {
        let elements = variants
            .iter()
            .map(|id| (*id, element(inside, self.facts, *id)));
        let (variants, elements): (Vec<SchemaId>, Vec<SchemaId>) = elements
            .filter_map(|(id, element)| Some((id, element?)))
            .unzip();
        if elements.len() < 2 {
            return None;
        }
        let Some(objects) = at_once(self.facts, &elements) else {
            self.warn_of_too_many(origin);
            return None;
        };
        if objects.all.is_empty() {
            return None;
        }
        let object = self.object_of_several(&objects, segment(inside), origin)?;
        let is_nullable = |id: &SchemaId| self.facts.is_nullable(self.facts.target_schema(*id));
        let ty = type_of(inside, object, elements.iter().any(is_nullable));
        let met: BTreeSet<usize> = objects.all.iter().map(|object| object.variant).collect();
        let those_met = |ids: &[SchemaId]| -> Vec<SchemaId> {
            let ids = met.iter().filter_map(|index| ids.get(*index));
            ids.copied().collect()
        };
        let (variants, elements) = (those_met(&variants), those_met(&elements));
        let name = self
            .variant_names()
            .of_several(inside, &variants, &elements);
        Some(UntaggedVariant {
            origin: Origin::new(origin.at, name),
            docs: Docs {
                text: Some("Several of the alternatives at once.".to_owned()),
                ..Docs::default()
            },
            ty,
        })
    }

    /// Makes the object with the members of all. Those of two objects keep their presence; of more, each is optional.
    fn object_of_several(
        &mut self,
        objects: &Objects<'a>,
        segment: &str,
        origin: &Origin,
    ) -> Option<Type> {
        let ids: Vec<SchemaId> = objects.all.iter().map(|object| object.id).collect();
        if let Some(known) = self.combined.of_any.get(&ids) {
            return Some(known.clone());
        }
        if self.combined.depth >= MOST_NESTED || !can_afford(&self.gatherer, objects) {
            self.warn_of_too_many(origin);
            return None;
        }
        let mut members = Members::default();
        let are_objects = match ids.len() > 2 {
            true => self.gatherer.gather_alternatives(&ids, false, &mut members),
            false => ids
                .iter()
                .all(|id| self.gatherer.gather(*id, false, &mut members)),
        };
        if !are_objects || members.is_empty() {
            return None;
        }
        let_either_hold(self.facts, &mut members);
        members.alternatives.hold_at_once();
        let tags = objects.tags.iter().cloned();
        members.alternatives.mention(tags);
        // This isn't reported: the document is right, and the variant's documentation says what it is.
        members.flattened_unions.clear();
        let mut origin = origin.clone();
        origin.name_override = None;
        members.owner = Some(origin.clone());
        origin.segments.push(segment.to_owned());
        let id = self.items.reserve();
        let ty = Type::Named(id);
        // Kept before the members are built, since they may hold the object again.
        self.combined.of_any.insert(ids, ty.clone());
        self.combined.depth += 1;
        let kind = ItemKind::Struct(self.build_members(members));
        self.combined.depth -= 1;
        let item = Item {
            origin,
            named: false,
            docs: Docs {
                text: Some("The members of several alternatives at once.".to_owned()),
                ..Docs::default()
            },
            kind,
        };
        self.items.fill(id, item);
        Some(ty)
    }

    fn warn_of_too_many(&self, origin: &Origin) {
        self.report.warn(
            "combined-union",
            origin.at,
            "a value may match several objects of this `anyOf`, which are too many to be combined: it keeps the members of one",
            "write `oneOf` if a value matches only one of them, or describe one object with the members of all",
        );
    }
}

/// Returns the schema of what is inside of a variant's values, where they are of this kind.
fn element(inside: Inside, facts: &Facts<'_>, variant: SchemaId) -> Option<SchemaId> {
    let schema = facts.target_schema(variant);
    let has_alternatives = alternatives(schema).next().is_some();
    match inside {
        Inside::Nothing => Some(variant),
        Inside::List => schema
            .items
            .filter(|_| facts.is_list(variant) && schema.prefix_items.is_empty()),
        Inside::Map => schema.additional_properties.filter(|_| {
            let is_map = |ty: &JsonType| matches!(ty, JsonType::Object | JsonType::Null);
            schema.types.iter().all(is_map)
                && schema.properties.is_empty()
                && schema.pattern_properties.is_empty()
                && schema.all_of.is_empty()
                && !has_alternatives
        }),
    }
}

/// Returns what the object is called beside those that it is made of.
const fn segment(inside: Inside) -> &'static str {
    match inside {
        Inside::Nothing => "combined",
        Inside::List => "combined item",
        Inside::Map => "combined value",
    }
}

fn type_of(inside: Inside, object: Type, is_nullable: bool) -> Type {
    let element = match (inside, is_nullable) {
        (Inside::Nothing, _) => return object,
        (_, true) => Type::Nullable(Box::new(object)),
        (_, false) => object,
    };
    match inside {
        Inside::Map => Type::Map(Box::new(element)),
        _ => Type::List(Box::new(element)),
    }
}

/// Returns the objects that one value may match together with an object of another variant. None where there are too
/// many objects to compare.
fn at_once<'a>(facts: &Facts<'a>, variants: &[SchemaId]) -> Option<Objects<'a>> {
    let mut objects = Objects::default();
    for (index, variant) in variants.iter().enumerate() {
        collect_objects(facts, index, *variant, &mut BTreeSet::new(), &mut objects);
    }
    let all = &objects.all;
    if all.len() > MOST_OBJECTS {
        return None;
    }
    let mut meeting = Meeting::default();
    let mut met = vec![false; all.len()];
    for (index, one) in all.iter().enumerate() {
        for (other_index, other) in all.iter().enumerate().skip(index + 1) {
            if one.variant != other.variant
                && one.id != other.id
                && may_hold_at_once(facts, &one.open, &other.open, &mut meeting)
            {
                for index in [index, other_index] {
                    met.get_mut(index).into_iter().for_each(|met| *met = true);
                }
            }
        }
    }
    let mut met = met.into_iter();
    objects
        .all
        .retain(|_| met.next().certain("there is a mark per object"));
    let mut seen = BTreeSet::new();
    objects.all.retain(|object| seen.insert(object.id));
    if has_a_place_for_all(facts, variants, &objects) {
        objects.all.clear();
    }
    Some(objects)
}

/// Collects the object that a variant is, or those that it has as alternatives.
fn collect_objects<'a>(
    facts: &Facts<'a>,
    variant: usize,
    id: SchemaId,
    seen: &mut BTreeSet<SchemaId>,
    objects: &mut Objects<'a>,
) {
    let id = facts.target(id);
    if seen.len() > MOST_OBJECTS || !seen.insert(id) {
        return;
    }
    if facts.is_object(id) {
        let open = facts::open_object(facts, id);
        let object = open.map(|open| Object { variant, id, open });
        objects.all.extend(object);
        return;
    }
    let schema = facts.schema(id);
    if let Some(discriminator) = &schema.discriminator {
        let tag = (discriminator.property.clone(), discriminator.at);
        objects.tags.push(tag);
    }
    for part in alternatives(schema) {
        collect_objects(facts, variant, part, seen, objects);
    }
    // An `allOf` of one part is like a reference.
    if let ([only], None) = (schema.all_of.as_slice(), alternatives(schema).next()) {
        collect_objects(facts, variant, *only, seen, objects);
    }
}

/// Returns whether one value may match two objects, and neither describes all of its members.
///
/// Objects that share a constant are forms of one thing, such as a customer and what is left of a deleted one: no
/// value matches both. The same is true of objects with a property that decides between them.
fn may_hold_at_once<'a>(
    facts: &Facts<'a>,
    one: &OpenObject<'a>,
    other: &OpenObject<'a>,
    meeting: &mut Meeting,
) -> bool {
    let has_more = |one: &OpenObject<'_>, other: &OpenObject<'_>| {
        let mut names = one.properties.keys();
        names.any(|name| !other.properties.contains_key(name))
    };
    has_more(one, other)
        && has_more(other, one)
        && shared(one, other).all(|shared| {
            match facts::meet(facts, shared.own, shared.other, meeting) {
                Meet::Values => true,
                Meet::Constant | Meet::OtherValues => false,
                // Both may match a value without the property.
                Meet::Nothing => !shared.is_required,
            }
        })
}

/// Returns whether a single variant describes the properties of all objects, and requires none that they don't
/// require.
fn has_a_place_for_all<'a>(
    facts: &Facts<'a>,
    variants: &[SchemaId],
    objects: &Objects<'a>,
) -> bool {
    let all: BTreeSet<&str> = objects
        .all
        .iter()
        .flat_map(|object| object.open.properties.keys().copied())
        .collect();
    let is_asked_for = |name: &&str| {
        let mut objects = objects.all.iter();
        objects.all(|object| object.open.required.contains(*name))
    };
    let mut variants = variants.iter().map(|id| facts.target(*id));
    variants.any(|id| {
        let open = facts::open_object(facts, id).filter(|_| facts.is_object(id));
        open.is_some_and(|open| {
            all.iter().all(|name| open.properties.contains_key(name))
                && open.required.iter().all(is_asked_for)
        })
    })
}

/// Lets a member match either object's schema, where no one type expresses both.
fn let_either_hold(facts: &Facts<'_>, members: &mut Members) {
    let apart = |property: &&mut Property| {
        !property.alternatives.is_empty() || !facts::go_together(facts, &property.schemas)
    };
    for property in members.properties.iter_mut().filter(apart) {
        let schemas = std::mem::take(&mut property.schemas).into_iter();
        let either = members.alternatives.either(schemas.len());
        property.alternatives.extend(either.zip(schemas));
    }
}

fn alternatives(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    schema.one_of.iter().chain(&schema.any_of).copied()
}

/// Returns whether there is room for the copies of a combined object, which is optional.
fn can_afford(gatherer: &Gatherer<'_>, objects: &Objects<'_>) -> bool {
    let copies = objects.all.iter().map(|it| 1 + it.open.properties.len());
    let copies: usize = copies.sum::<usize>().saturating_mul(2);
    gatherer.can_afford(copies)
}
