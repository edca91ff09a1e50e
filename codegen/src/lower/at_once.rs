//! Objects of an `anyOf` that one value may match at once: a variant with the members of all of them keeps such a value
//! whole.

use std::collections::{BTreeMap, BTreeSet};

use super::Lower;
use super::gather::{Members, Property};
use super::meet::{Meet, Meeting};
use crate::ir::{Docs, Item, ItemKind, Origin, Type, UntaggedVariant};
use crate::openapi::model::{Schema, SchemaId};
use crate::source::tree::NodeId;

/// How many objects of one union are compared with each other.
const MOST_OBJECTS: usize = 64;

/// How many parts and alternatives one object may have.
const MOST_PARTS: usize = 256;

/// How many combined objects stand inside one another.
const MOST_NESTED: usize = 6;

/// The combined objects there are so far.
#[derive(Default)]
pub(super) struct AtOnce {
    /// By the objects that they combine.
    known: BTreeMap<Vec<SchemaId>, Type>,
    /// How many are being made, one inside the other.
    depth: usize,
}

/// An object among the variants of a union.
struct Object<'a> {
    /// The variant that it is, or that it is an alternative of.
    variant: usize,
    id: SchemaId,
    open: OpenObject<'a>,
}

/// What an object says of its members, its parts and alternatives included. It allows members that it doesn't name.
#[derive(Default)]
pub(super) struct OpenObject<'a> {
    pub(super) properties: BTreeMap<&'a str, Vec<SchemaId>>,
    /// What the object and its parts ask for, its alternatives aside.
    pub(super) required: BTreeSet<&'a str>,
    /// The properties that an alternative of it describes: another one may describe them in another way.
    pub(super) loose: BTreeSet<&'a str>,
}

/// The objects among the variants of a union, those of unions inside of it included.
#[derive(Default)]
struct Objects<'a> {
    all: Vec<Object<'a>>,
    /// The properties of discriminators, and where each is said: a variant needn't describe them.
    tags: Vec<(String, NodeId)>,
}

impl<'a> Lower<'a> {
    /// A variant with the members of those objects of an `anyOf` that may hold at once; none where no two do, or where one
    /// has a place for everything. The origin is the union's.
    pub(super) fn variant_of_several(
        &mut self,
        variants: &[SchemaId],
        origin: &Origin,
    ) -> Option<UntaggedVariant> {
        let objects = self.at_once(variants);
        if objects.all.is_empty() {
            return None;
        }
        let ty = self.object_of_several(&objects, origin)?;
        let indices: BTreeSet<usize> = objects.all.iter().map(|object| object.variant).collect();
        let names: Vec<String> = indices
            .into_iter()
            .filter_map(|index| variants.get(index))
            .map(|variant| self.variant_word(*variant, &ty))
            .collect();
        Some(UntaggedVariant {
            origin: Origin {
                at: origin.at,
                segments: vec![names.join(" and ")],
                name_override: None,
            },
            docs: Docs {
                text: Some("Several of the alternatives at once.".to_owned()),
                ..Docs::default()
            },
            ty,
        })
    }

    /// The objects that may hold at once with one of another variant.
    fn at_once(&self, variants: &[SchemaId]) -> Objects<'a> {
        let mut objects = Objects::default();
        for (index, variant) in variants.iter().enumerate() {
            self.collect_objects(index, *variant, &mut BTreeSet::new(), &mut objects);
        }
        let all = &objects.all;
        if all.len() > MOST_OBJECTS {
            return Objects::default();
        }
        let mut meeting = Meeting::default();
        let mut met = vec![false; all.len()];
        for (index, one) in all.iter().enumerate() {
            for (other_index, other) in all.iter().enumerate().skip(index + 1) {
                if one.variant != other.variant
                    && one.id != other.id
                    && self.may_hold_at_once(&one.open, &other.open, &mut meeting)
                {
                    for index in [index, other_index] {
                        met.get_mut(index).into_iter().for_each(|met| *met = true);
                    }
                }
            }
        }
        let mut met = met.into_iter();
        objects.all.retain(|_| met.next().unwrap_or_default());
        let mut seen = BTreeSet::new();
        objects.all.retain(|object| seen.insert(object.id));
        if self.has_a_place_for_all(variants, &objects) {
            return Objects::default();
        }
        objects
    }

    /// Collects the object that a variant is, or those that it has as alternatives.
    fn collect_objects(
        &self,
        variant: usize,
        id: SchemaId,
        seen: &mut BTreeSet<SchemaId>,
        objects: &mut Objects<'a>,
    ) {
        let id = self.target(id);
        if seen.len() > MOST_OBJECTS || !seen.insert(id) {
            return;
        }
        if self.objects.contains(&id) {
            let open = self.open_object(id);
            let object = open.map(|open| Object { variant, id, open });
            objects.all.extend(object);
            return;
        }
        let schema = self.schema(id);
        if let Some(discriminator) = &schema.discriminator {
            let tag = (discriminator.property.clone(), discriminator.at);
            objects.tags.push(tag);
        }
        for part in alternatives(schema) {
            self.collect_objects(variant, part, seen, objects);
        }
        // A reference in disguise.
        if let ([only], None) = (schema.all_of.as_slice(), alternatives(schema).next()) {
            self.collect_objects(variant, *only, seen, objects);
        }
    }

    /// What an object says of its members; `None` where it allows no others, where it has a place for all others, or where
    /// it is made of too many schemas.
    pub(super) fn open_object(&self, id: SchemaId) -> Option<OpenObject<'a>> {
        let mut object = OpenObject::default();
        let mut seen = BTreeSet::new();
        let mut open = vec![(self.target(id), false)];
        while let Some((id, is_alternative)) = open.pop() {
            if !seen.insert(id) {
                continue;
            }
            let schema = self.schema(id);
            if schema.additional_properties.is_some() || seen.len() > MOST_PARTS {
                return None;
            }
            for (name, property) in &schema.properties {
                object.properties.entry(name).or_default().push(*property);
            }
            if is_alternative {
                let names = schema.properties.iter().map(|(name, _)| name.as_str());
                object.loose.extend(names);
            } else {
                let required = schema.required.iter().map(|(name, _)| name.as_str());
                object.required.extend(required);
            }
            let parts = schema.all_of.iter();
            open.extend(parts.map(|part| (self.target(*part), is_alternative)));
            open.extend(alternatives(schema).map(|part| (self.target(part), true)));
        }
        Some(object)
    }

    /// Whether one value may match two objects, and neither has a place for all of it.
    ///
    /// Objects that share a constant are forms of one thing, such as a customer and what is left of a deleted one: they
    /// don't hold at once. Neither do those that a member tells apart.
    fn may_hold_at_once(
        &self,
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
            && shared(one, other).all(
                |shared| match self.meet(shared.own, shared.other, meeting) {
                    Meet::Values => true,
                    Meet::Constant | Meet::OtherValues => false,
                    // Both may match a value without the member.
                    Meet::Nothing => !shared.is_required,
                },
            )
    }

    /// Whether a single variant names the members of all objects and asks for none that they don't ask for.
    fn has_a_place_for_all(&self, variants: &[SchemaId], objects: &Objects<'a>) -> bool {
        let all: BTreeSet<&str> = objects
            .all
            .iter()
            .flat_map(|object| object.open.properties.keys().copied())
            .collect();
        let is_asked_for = |name: &&str| {
            let mut objects = objects.all.iter();
            objects.all(|object| object.open.required.contains(*name))
        };
        let mut variants = variants.iter().map(|id| self.target(*id));
        variants.any(|id| {
            let open = self.open_object(id).filter(|_| self.objects.contains(&id));
            open.is_some_and(|open| {
                all.iter().all(|name| open.properties.contains_key(name))
                    && open.required.iter().all(|name| is_asked_for(name))
            })
        })
    }

    /// The object with the members of all: those of two are as they are, of more each may be missing.
    fn object_of_several(&mut self, objects: &Objects<'a>, origin: &Origin) -> Option<Type> {
        let ids: Vec<SchemaId> = objects.all.iter().map(|object| object.id).collect();
        if let Some(known) = self.at_once.known.get(&ids) {
            return Some(known.clone());
        }
        if self.at_once.depth >= MOST_NESTED || !self.can_afford(objects) {
            return None;
        }
        let mut members = Members::default();
        let fine = match ids.len() > 2 {
            true => self.gather_alternatives(&ids, false, &mut members),
            false => ids.iter().all(|id| self.gather(*id, false, &mut members)),
        };
        if !fine || members.is_empty() {
            return None;
        }
        self.let_either_hold(&mut members);
        members.alternatives.hold_at_once();
        let tags = objects.tags.iter().cloned();
        members.alternatives.mention(tags);
        // The variant says that it stands for several alternatives: that is no fault of the document.
        members.loose.clear();
        let mut origin = origin.clone();
        origin.name_override = None;
        members.owner = Some(origin.clone());
        origin.segments.push("combined".to_owned());
        let id = self.reserve();
        let ty = Type::Named(id);
        // Before the members are built: they may hold such an object again.
        self.at_once.known.insert(ids, ty.clone());
        self.at_once.depth += 1;
        let kind = ItemKind::Struct(self.build_members(members));
        self.at_once.depth -= 1;
        let item = Item {
            origin,
            named: false,
            docs: Docs {
                text: Some("The members of several alternatives at once.".to_owned()),
                ..Docs::default()
            },
            kind,
        };
        self.fill(id, item);
        Some(ty)
    }

    /// Whether there is room for what an object of several takes in: it is an offer, and no reason for an error.
    fn can_afford(&self, objects: &Objects<'a>) -> bool {
        let copied = objects.all.iter().map(|it| 1 + it.open.properties.len());
        let copied: usize = copied.sum::<usize>().saturating_mul(2);
        self.gathered.saturating_add(copied) <= self.most_gathered() / 2
    }

    /// Lets a member have what either object says of it, where no one type is what both say.
    fn let_either_hold(&self, members: &mut Members) {
        let apart = |property: &&mut Property| {
            !property.alternatives.is_empty() || !self.go_together(&property.schemas)
        };
        for property in members.properties.iter_mut().filter(apart) {
            let schemas = std::mem::take(&mut property.schemas).into_iter();
            let either = members.alternatives.either(schemas.len());
            property.alternatives.extend(either.zip(schemas));
        }
    }
}

/// A member that two objects describe, and whether one of them asks for it.
pub(super) struct Shared {
    pub(super) own: SchemaId,
    pub(super) other: SchemaId,
    pub(super) is_required: bool,
}

/// What two objects say of the members that both describe, their alternatives aside.
pub(super) fn shared<'o>(
    one: &'o OpenObject<'_>,
    other: &'o OpenObject<'_>,
) -> impl Iterator<Item = Shared> {
    let names = one.properties.iter();
    let names =
        names.filter(|(name, _)| !one.loose.contains(*name) && !other.loose.contains(*name));
    names.flat_map(|(name, own)| {
        let is_required = one.required.contains(name) || other.required.contains(name);
        let others = other.properties.get(name).into_iter().flatten();
        others.flat_map(move |other| {
            own.iter().map(move |own| Shared {
                own: *own,
                other: *other,
                is_required,
            })
        })
    })
}

fn alternatives(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    schema.one_of.iter().chain(&schema.any_of).copied()
}
