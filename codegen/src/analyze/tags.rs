//! Which tags lead to an operation and to a type: what features switch on, where there is one a tag.

use std::collections::{BTreeMap, BTreeSet};

use super::direction::reach;
use crate::ir::{Api, Operation, Type, TypeId};

/// More tags than this make no features.
const MOST_TAGS: usize = 1000;

/// What has to be asked for before an item is there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeatureSet {
    /// It is always there.
    #[default]
    Empty,
    /// One of these tags, each by its place among all: in order, at least one.
    AnyOf(Vec<u16>),
}

impl FeatureSet {
    /// What is needed for one of several to be there.
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

/// By operation and type, which tags lead there. Where features weren't asked for, nothing needs any.
#[derive(Clone, Debug, Default)]
pub struct Tags {
    all: Vec<String>,
    operations: Vec<FeatureSet>,
    types: Vec<FeatureSet>,
}

static EMPTY: FeatureSet = FeatureSet::Empty;

impl Tags {
    /// All tags of operations, sorted.
    #[must_use]
    pub fn all(&self) -> &[String] {
        &self.all
    }

    /// Whether there are more tags than features can be made of; nothing needs any then.
    #[must_use]
    pub const fn are_too_many(&self) -> bool {
        self.all.len() > MOST_TAGS
    }

    /// What the operation at an index needs: one of its tags.
    #[must_use]
    pub fn operation(&self, index: usize) -> &FeatureSet {
        self.operations.get(index).unwrap_or(&EMPTY)
    }

    /// What a type needs: a tag of an operation that reaches it. Nothing where an operation without tags does, or none.
    #[must_use]
    pub fn ty(&self, id: TypeId) -> &FeatureSet {
        self.types.get(id.index()).unwrap_or(&EMPTY)
    }

    /// Whether anything needs a tag.
    #[must_use]
    pub fn matter(&self) -> bool {
        self.operations
            .iter()
            .any(|needs| *needs != FeatureSet::Empty)
    }
}

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
    tags.types = types(api, &tags.operations, tags.all.len());
    tags
}

fn types(api: &Api, operations: &[FeatureSet], count: usize) -> Vec<FeatureSet> {
    let mut reaching: Vec<Vec<u16>> = vec![Vec::new(); api.types.len()];
    let tagged = || api.operations.iter().zip(operations);
    for tag in (0_u16..).take(count) {
        let has =
            |needs: &FeatureSet| matches!(needs, FeatureSet::AnyOf(tags) if tags.contains(&tag));
        let with_tag = tagged().filter(|(_, needs)| has(needs));
        let marks = reached(api, with_tag.flat_map(|(operation, _)| operation.types()));
        for (tags, _) in reaching.iter_mut().zip(marks).filter(|(_, mark)| *mark) {
            tags.push(tag);
        }
    }
    // What none reaches is there for the caller, with all that it holds.
    let free = tagged().filter(|(_, needs)| **needs == FeatureSet::Empty);
    let free = free.flat_map(|(operation, _)| operation.types());
    let unreached: Vec<Type> = (0..)
        .map(TypeId)
        .zip(&reaching)
        .filter(|(_, tags)| tags.is_empty())
        .map(|(id, _)| Type::Named(id))
        .collect();
    let always = reached(api, free.chain(&unreached));
    let types = reaching.into_iter().zip(always);
    types
        .map(|(tags, always)| {
            if always {
                FeatureSet::Empty
            } else {
                any_of(tags)
            }
        })
        .collect()
}

fn any_of(tags: Vec<u16>) -> FeatureSet {
    if tags.is_empty() {
        FeatureSet::Empty
    } else {
        FeatureSet::AnyOf(tags)
    }
}

fn reached<'t>(api: &Api, from: impl Iterator<Item = &'t Type>) -> Vec<bool> {
    let mut marks = vec![false; api.types.len()];
    for ty in from {
        reach(api, ty, &mut marks);
    }
    marks
}
