//! Objects with alternatives beside their members, where a tag tells the alternatives apart: unions of what each
//! alternative makes of the whole.

use std::collections::BTreeSet;

use super::members::{Members, Property};
use super::{LoweredType, SchemaLowerer};
use crate::ir::Type;
use crate::lower::facts::{self, Facts};
use crate::openapi::model::{DerivedName, Schema, SchemaId};

/// How often the members of a variant are gathered: to see whether it is an object, to make it, and to compare it.
const GATHERED: usize = 3;

impl<'a> SchemaLowerer<'a> {
    /// Lowers an object with alternatives beside its members to a tagged union. None where no tag tells them apart.
    pub(super) fn told_apart(&mut self, id: SchemaId, nullable: bool) -> Option<LoweredType> {
        let facts = self.facts;
        let variants = facts.resolved().wholes.get(&id)?;
        let tag = facts::sure_tag(facts, facts.schema(id), variants)?;
        let most = self.gatherer.most_copied();
        let copies: usize = variants.iter().map(|id| size(facts, *id, most)).sum();
        if !self.gatherer.can_afford(copies.saturating_mul(GATHERED)) {
            self.report.warn(
                "loose-union",
                facts.schema(id).at,
                "these alternatives and the members beside them are too many to be combined: this is one object with optional fields",
                "refer to the alternatives by a property instead of listing them beside members",
            );
            return None;
        }
        let are_objects = variants.iter().all(|variant| {
            let mut members = Members::default();
            self.gatherer.gather(*variant, false, &mut members)
        });
        if !are_objects || (is_other_name(facts, id) && self.add_nothing(variants)) {
            return None;
        }
        Some(self.tagged(id, tag, variants, nullable))
    }

    /// Returns the type of what an alternative makes of a whole: the alternative's own where the whole adds nothing. A
    /// required tag with a single value is the variant itself, and no field.
    pub(super) fn whole_type(
        &mut self,
        variant: SchemaId,
        tag: &str,
        values: usize,
        is_required: bool,
    ) -> Type {
        let mut members = Members::default();
        let are_objects = self.gatherer.gather(variant, false, &mut members);
        if !are_objects || self.facts.resolved().wholes.contains_key(&variant) {
            return self.type_of(variant).ty;
        }
        let is_said = is_required && values == 1 && members.rests.is_empty();
        let tag = Some(tag).filter(|_| is_said);
        let alternative = self.facts.in_document(variant);
        let mentions = members.properties.iter().flat_map(Property::mentions);
        let facts = self.facts;
        self.emitted
            .extend(mentions.map(|property| facts.schema(property).at));
        if self.adds_nothing(&members, alternative, tag) {
            return self.type_of(alternative).ty;
        }
        if let Some(tag) = tag {
            members.forget(tag);
        }
        self.define_struct(variant, false, members).ty
    }

    /// Returns whether no whole has more to it than its alternative.
    fn add_nothing(&mut self, wholes: &[SchemaId]) -> bool {
        wholes.iter().all(|whole| {
            let mut members = Members::default();
            let alternative = self.facts.in_document(*whole);
            self.gatherer.gather(*whole, false, &mut members)
                && self.adds_nothing(&members, alternative, None)
        })
    }

    /// Returns whether an alternative describes and requires all members of the whole itself, the tag aside.
    fn adds_nothing(&mut self, whole: &Members, alternative: SchemaId, tag: Option<&str>) -> bool {
        let mut own = Members::default();
        if !self.facts.is_object(alternative)
            || !self.gatherer.gather(alternative, false, &mut own)
            || whole.rests.len() != own.rests.len()
            || whole.closed != own.closed
            || whole.conditional.len() != own.conditional.len()
        {
            return false;
        }
        let is_required = |name: &String| {
            own.required.contains_key(name) || tag.is_some_and(|tag| tag == name.as_str())
        };
        let is_own = |property: &Property| {
            let place = own.places.get(&property.name);
            let known = place.and_then(|place| own.properties.get(*place));
            tag.is_some_and(|tag| tag == property.name)
                || known.is_some_and(|known| is_same(self.facts, property, known))
        };
        whole.required.keys().all(is_required) && whole.properties.iter().all(is_own)
    }
}

impl Facts<'_> {
    /// Returns whether a schema is what an alternative makes of the object that it stands in.
    pub(super) fn is_whole(&self, id: SchemaId) -> bool {
        let derived = self.schema(id).derived.as_ref();
        derived.is_some_and(|derived| matches!(derived.name, DerivedName::Inside(_)))
    }
}

/// Returns whether a schema says no more of values than one of its parts, but for what is required.
fn is_other_name(facts: &Facts<'_>, id: SchemaId) -> bool {
    let schema = facts.schema(id);
    let parts = schema.all_of.iter();
    !facts.has_own_constraints(schema)
        && parts.filter(|part| facts.has_constraints(**part)).count() < 2
}

/// Returns whether the alternative alone gives a member the type and the direction that the whole gives it.
fn is_same(facts: &Facts<'_>, whole: &Property, own: &Property) -> bool {
    let known = own.mentions();
    let known: BTreeSet<SchemaId> = known.iter().map(|id| facts.target(*id)).collect();
    let more = whole.mentions().into_iter();
    let mut more = more
        .filter(|id| !known.contains(&facts.target(*id)))
        .peekable();
    if more.peek().is_none() {
        return true;
    }
    let is_plain = |schema: &Schema| {
        !schema.read_only && !schema.write_only && !facts.options().optional.contains(&schema.at)
    };
    own.alternatives.is_empty()
        && more.all(|id| is_plain(facts.schema(id)) && is_plain(facts.target_schema(id)))
        && facts::say_the_same(facts, &whole.schemas, &own.schemas)
}

/// Returns how many schemas and members there are in an object, at least where there are more than may be.
fn size(facts: &Facts<'_>, id: SchemaId, most: usize) -> usize {
    let mut seen = BTreeSet::new();
    let mut open = vec![id];
    let mut size = 0_usize;
    while let Some(id) = open.pop() {
        let id = facts.target(id);
        if size <= most && seen.insert(id) {
            let schema = facts.schema(id);
            size = size.saturating_add(1 + schema.properties.len());
            let lists = [&schema.all_of, &schema.one_of, &schema.any_of];
            open.extend(lists.into_iter().flatten());
        }
    }
    size
}
