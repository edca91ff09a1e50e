//! Which tags lead to an operation and to a type: what the features of tags switch on.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, Operation, TypeId};
use crate::reach::{reach, reached};
use crate::table::Table;

/// How many tags become features at most.
const MOST_TAGS: usize = 1000;

/// The features that an item needs.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeatureSet {
    /// None: it is always there.
    #[default]
    Empty,
    /// One of the features of these tags: indices into [`Tags::all`], sorted, never empty.
    AnyOf(Vec<u16>),
}

impl FeatureSet {
    /// Returns what is needed for any of several items.
    #[must_use]
    pub fn of_any<'n>(several: impl IntoIterator<Item = &'n Self>) -> Self {
        let mut tags = BTreeSet::new();
        for needs in several {
            match needs {
                Self::Empty => return Self::Empty,
                Self::AnyOf(more) => tags.extend(more),
            }
        }
        any_of(tags.into_iter().collect())
    }
}

/// The tags that lead to operations and types. Nothing needs a feature where they aren't asked for.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    all: Vec<String>,
    operations: Vec<FeatureSet>,
    types: Option<Table<TypeId, FeatureSet>>,
}

static EMPTY: FeatureSet = FeatureSet::Empty;

impl Tags {
    /// Returns all tags of operations, sorted.
    #[must_use]
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// Returns whether there are too many tags for features: nothing needs any then.
    #[must_use]
    pub const fn are_too_many(&self) -> bool {
        self.all.len() > MOST_TAGS
    }

    /// Returns what the operation at an index needs: one of its tags.
    #[must_use]
    pub fn operation(&self, index: usize) -> &FeatureSet {
        self.operations.get(index).unwrap_or(&EMPTY)
    }

    /// Returns what a type needs: a tag of an operation that leads to it. Nothing where an operation without tags
    /// does, or none.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &FeatureSet {
        self.types.as_ref().map_or(&EMPTY, |types| types.get(id))
    }

    /// Returns whether anything needs a feature.
    #[must_use]
    pub fn matter(&self) -> bool {
        self.operations
            .iter()
            .any(|needs| *needs != FeatureSet::Empty)
    }
}

/// Works out the tags that lead to operations and types.
pub(super) fn tags(api: &Api) -> Tags {
    let all: BTreeSet<&String> = api.operations.iter().flat_map(|it| &it.tags).collect();
    let mut tags = Tags {
        all: all.into_iter().cloned().collect(),
        ..Tags::default()
    };
    if tags.are_too_many() {
        return tags;
    }
    let places: BTreeMap<&str, u16> = tags.all.iter().map(String::as_str).zip(0..).collect();
    let place = |tag: &String| places.get(tag.as_str()).copied();
    let needs = |operation: &Operation| {
        let own: BTreeSet<u16> = operation.tags.iter().filter_map(place).collect();
        any_of(own.into_iter().collect())
    };
    tags.operations = api.operations.iter().map(needs).collect();
    tags.types = Some(types(api, &tags.operations, tags.all.len()));
    tags
}

fn types(api: &Api, operations: &[FeatureSet], count: usize) -> Table<TypeId, FeatureSet> {
    let mut reaching: Table<TypeId, Vec<u16>> = Table::beside(&api.types, Vec::new());
    let tagged = || api.operations.iter().zip(operations);
    for tag in (0_u16..).take(count) {
        let has =
            |needs: &FeatureSet| matches!(needs, FeatureSet::AnyOf(tags) if tags.contains(&tag));
        let with_tag = tagged().filter(|(_, needs)| has(needs));
        let marks = reached(
            &api.types,
            with_tag.flat_map(|(operation, _)| operation.types()),
        );
        for (tags, _) in reaching
            .rows_mut()
            .zip(marks.rows())
            .filter(|(_, mark)| **mark)
        {
            tags.push(tag);
        }
    }
    // A type that no operation leads to is always there for callers, with all that it holds.
    let free = tagged().filter(|(_, needs)| **needs == FeatureSet::Empty);
    let mut always = reached(
        &api.types,
        free.flat_map(|(operation, _)| operation.types()),
    );
    let unreached = reaching.iter().filter(|(_, tags)| tags.is_empty());
    reach(&api.types, unreached.map(|(id, _)| id), &mut always);
    reaching.map(FeatureSet::Empty, |id, tags| match *always.get(id) {
        true => FeatureSet::Empty,
        false => any_of(tags.clone()),
    })
}

fn any_of(tags: Vec<u16>) -> FeatureSet {
    if tags.is_empty() {
        FeatureSet::Empty
    } else {
        FeatureSet::AnyOf(tags)
    }
}
