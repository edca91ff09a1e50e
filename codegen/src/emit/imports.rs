//! What a file takes from other files: each type by its name. A glob in every file of many would make the compiler go
//! through all types once a file.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use super::{Emitter, Group};
use crate::analyze::FeatureSet;
use crate::ir::{Operation, Response, Type, TypeId};
use crate::names::{needs_body_enum, needs_enum};

/// Where types stand, seen from a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImportFrom {
    /// In the module of the types, so many modules up.
    Types(usize),
    /// In other files of the module above.
    Siblings,
}

impl Emitter<'_> {
    /// What these groups name and don't hold, in the order of the types: in one group for all that is needed under the
    /// same features.
    pub(super) fn imports_of(&self, groups: &[Group], from: ImportFrom) -> Vec<Group> {
        let own: BTreeSet<TypeId> = groups.iter().filter_map(held).collect();
        let mut users: BTreeMap<TypeId, Vec<&FeatureSet>> = BTreeMap::new();
        for group in groups {
            for id in self.named_in(group) {
                if !own.contains(&id) {
                    users.entry(id).or_default().push(self.needs(group));
                }
            }
        }
        let mut together: BTreeMap<FeatureSet, Vec<TypeId>> = BTreeMap::new();
        for (id, users) in users {
            together
                .entry(FeatureSet::of_any(users))
                .or_default()
                .push(id);
        }
        let import = |(needs, ids)| Group::ImportsOfTypes { from, ids, needs };
        together.into_iter().map(import).collect()
    }

    pub(super) fn import_types(&self, from: ImportFrom, ids: &[TypeId]) -> TokenStream {
        let names = ids.iter().map(|id| self.names.ty(*id));
        let path = match from {
            ImportFrom::Types(depth) => {
                let up = super::up(depth);
                quote!(#up types)
            }
            ImportFrom::Siblings => quote!(super),
        };
        match ids {
            [only] => {
                let name = self.names.ty(*only);
                quote!(use #path::#name;)
            }
            _ => quote!(use #path::{#(#names),*};),
        }
    }

    /// The types that a group is spelled with.
    fn named_in(&self, group: &Group) -> Vec<TypeId> {
        match group {
            Group::Type(id) => {
                let types = self.api.item(*id).kind.parts();
                types.into_iter().filter_map(Type::named).collect()
            }
            Group::Operation(index) => {
                let operation = self.api.operations.get(*index);
                let types = operation.map(spelled).unwrap_or_default();
                types.into_iter().filter_map(Type::named).collect()
            }
            _ => Vec::new(),
        }
    }
}

fn held(group: &Group) -> Option<TypeId> {
    match group {
        Group::Type(id) => Some(*id),
        _ => None,
    }
}

/// The types of an operation that its code names: of what is the same, the first.
fn spelled(operation: &Operation) -> Vec<&Type> {
    let mut types: Vec<&Type> = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.ty)
        .collect();
    if let Some(body) = &operation.body {
        let contents = body.contents.iter().map(|content| &content.ty);
        types.extend(contents.take(if needs_body_enum(body) { usize::MAX } else { 1 }));
    }
    types.extend(of_replies(&operation.success));
    types.extend(of_replies(&operation.failure));
    types.extend(
        operation
            .pagination
            .iter()
            .map(|pagination| &pagination.item),
    );
    types
}

fn of_replies(replies: &[Response]) -> impl Iterator<Item = &Type> {
    let all = needs_enum(replies);
    let replies = replies.iter().take(if all { usize::MAX } else { 1 });
    let contents = replies.flat_map(move |reply| {
        let contents = reply.contents.iter();
        contents.take(if all { usize::MAX } else { 1 })
    });
    contents.map(|content| &content.ty)
}
