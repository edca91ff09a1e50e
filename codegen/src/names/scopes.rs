//! The scopes of all modules.

use std::collections::BTreeMap;

use super::name::Name;
use super::place::ModulePath;
use super::reserved::is_reserved_type;
use super::scope::{NameRequest, Scope};
use crate::defect::Certain as _;
use crate::diagnostic::Diagnostics;
use crate::source::tree::Tree;

/// One scope of types per module.
pub(super) struct Scopes<'a> {
    tree: &'a Tree,
    indices: BTreeMap<ModulePath, usize>,
    scopes: Vec<(Scope<'a>, usize)>,
}

/// What was requested: it stands for a name once all are assigned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ticket {
    scope: usize,
    place: usize,
}

impl<'a> Scopes<'a> {
    pub(super) const fn new(tree: &'a Tree) -> Self {
        Self {
            tree,
            indices: BTreeMap::new(),
            scopes: Vec::new(),
        }
    }

    /// Requests a name in a module.
    pub(super) fn request(&mut self, module: &ModulePath, request: NameRequest) -> Ticket {
        let scope = match self.indices.get(module) {
            Some(scope) => *scope,
            None => {
                let what = match module.as_slice() {
                    [] => "the crate".to_owned(),
                    path => format!("`{}`", path.join("::")),
                };
                let scope = Scope::new(what, is_reserved_type, "Schema").all_over(self.tree);
                self.scopes.push((scope, 0));
                self.indices.insert(module.clone(), self.scopes.len() - 1);
                self.scopes.len() - 1
            }
        };
        let mut place = 0;
        if let Some((scope, count)) = self.scopes.get_mut(scope) {
            scope.request(request);
            place = *count;
            *count += 1;
        }
        Ticket { scope, place }
    }

    /// Assigns all names, module by module.
    pub(super) fn assign(self, diagnostics: &mut Diagnostics) -> Assigned {
        let mut names: Vec<Vec<Name>> = vec![Vec::new(); self.scopes.len()];
        let mut scopes: Vec<Option<Scope<'a>>> = Vec::new();
        scopes.extend(self.scopes.into_iter().map(|(scope, _)| Some(scope)));
        for index in self.indices.into_values() {
            let scope = scopes.get_mut(index).and_then(Option::take);
            if let (Some(scope), Some(names)) = (scope, names.get_mut(index)) {
                *names = scope.assign(diagnostics);
            }
        }
        Assigned {
            names,
            nameless: super::spelling::ident("Nameless"),
        }
    }
}

/// The names of all modules.
pub(super) struct Assigned {
    names: Vec<Vec<Name>>,
    nameless: Name,
}

impl Assigned {
    /// Returns the name that a ticket stands for.
    #[track_caller]
    pub(super) fn get(&self, ticket: Ticket) -> Name {
        let names = self.names.get(ticket.scope);
        let name = names.and_then(|names| names.get(ticket.place));
        name.cloned()
            .certain_or("each request has a name", self.nameless.clone())
    }

    /// Returns the name of what may have been requested.
    #[track_caller]
    pub(super) fn get_if(&self, ticket: Option<Ticket>) -> Name {
        ticket.map_or_else(|| self.nameless.clone(), |ticket| self.get(ticket))
    }
}
