//! The modules of types and operations as a tree.

use std::collections::BTreeMap;

use super::file::{Content, Group, Import, Nested, Standing};
use super::input::Input;
use crate::analyze::FeatureSet;
use crate::ir::TypeId;
use crate::names::Name;

/// A module with the types that stand in it, and the modules in it.
#[derive(Default)]
pub(super) struct Node {
    pub(super) types: Vec<TypeId>,
    pub(super) modules: BTreeMap<Name, Self>,
}

impl Node {
    /// Puts every type into its module. The root of the tree is the crate's.
    pub(super) fn of(input: Input<'_>) -> Self {
        let mut root = Self::default();
        for (id, _) in input.api.items() {
            let mut node = &mut root;
            for name in &input.names.of(id).module {
                node = node.modules.entry(name.clone()).or_default();
            }
            node.types.push(id);
        }
        root
    }

    /// Makes a part of a module that is one type of it.
    pub(super) fn of_type(id: TypeId) -> Self {
        Self {
            types: vec![id],
            modules: BTreeMap::new(),
        }
    }

    /// Makes a part of a module that is one module in it.
    pub(super) fn of_module(name: Name, inner: Self) -> Self {
        Self {
            types: Vec::new(),
            modules: BTreeMap::from([(name, inner)]),
        }
    }

    /// Makes one part of several.
    pub(super) fn merged(parts: Vec<Self>) -> Self {
        let mut merged = Self::default();
        for part in parts {
            merged.types.extend(part.types);
            merged.modules.extend(part.modules);
        }
        merged
    }

    /// Removes the module at a path, and returns it.
    pub(super) fn take(&mut self, path: &[Name]) -> Self {
        match path {
            [] => std::mem::take(self),
            [first, rest @ ..] => {
                let child = self.modules.get_mut(first);
                child.map(|child| child.take(rest)).unwrap_or_default()
            }
        }
    }

    /// Returns how many types are in it, at any depth.
    pub(super) fn count(&self) -> usize {
        let inner: usize = self.modules.values().map(Self::count).sum();
        self.types.len() + inner
    }
}

/// Returns the groups of a module's types, and those of the modules in it.
pub(super) fn groups(input: Input<'_>, node: &Node, module: &[Name]) -> Vec<Group> {
    let types = node.types.iter().map(|id| Group {
        needs: input.facts.tags.ty(*id).clone(),
        content: Content::Type(*id),
    });
    let nested = node.modules.iter().map(|(name, inner)| {
        let path: Vec<Name> = module.iter().chain([name]).cloned().collect();
        let title = format!("The types inside of `{}`.", name.unraw());
        self::nested(groups(input, inner, &path), path, title)
    });
    types.chain(nested).collect()
}

/// Returns a module inside of a file.
pub(super) fn nested(groups: Vec<Group>, module: Vec<Name>, title: String) -> Group {
    let needs = FeatureSet::of_any(groups.iter().map(|group| &group.needs));
    let depth = module.len();
    let imports = vec![Import::Runtime, Import::Client(depth), Import::Types(depth)];
    let imports = Group {
        needs: needs.clone(),
        content: Content::Imports(imports),
    };
    Group {
        needs,
        content: Content::Nested(Nested {
            standing: Standing {
                module,
                is_private: false,
            },
            title,
            groups: std::iter::once(imports).chain(groups).collect(),
        }),
    }
}
