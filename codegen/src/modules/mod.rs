//! Which module and file each item stands in, what it imports, and which Cargo features it needs.
//!
//! Takes the IR, the facts about it and its names. Gives a list of [`File`]s as plain data. Knows nothing of tokens.
//!
//! In the tree, each resource is a public module and a file, with a module per operation in it; the schemas' types are in
//! the module `types`. In the flat layout, the crate's root re-exports every item, and the modules are private: one for
//! the operations, one for the types.
//!
//! In a large API, types are in files by the first words of their names, and operations of the flat layout in files by
//! tag. These files are private modules, so that a path in a caller's code doesn't depend on the size of the API.

mod by_name;
mod by_tag;
mod file;
mod file_name;
mod imports;
mod input;
mod nested;
mod tree;

pub use file::{Content, File, Group, Import, ImportFrom, Module, Nested, Standing};

use std::collections::BTreeMap;

use crate::analyze::{Facts, FeatureSet};
use crate::ir::{Api, TypeId};
use crate::names::Names;
use by_name::MOST_TYPES;
use by_tag::OperationsByModule;
use input::Input;

/// Splits the operations by tag where there are more than this.
const MOST_OPERATIONS: usize = 40;

/// Assigns every item to a file. The first file is the one with the crate's root.
pub fn plan(api: &Api, facts: &Facts, names: &Names, root: &str, has_mock: bool) -> Vec<File> {
    let input = Input { api, facts, names };
    let mut modules = vec![private("client".to_owned(), FeatureSet::Empty)];
    let mut files = vec![client()];
    if names.is_tree() {
        let tree = tree::plan(input);
        modules.extend(tree.modules);
        files.extend(tree.files);
    } else {
        flat(input, &mut modules, &mut files);
    }
    if has_mock {
        files.extend(mock(input));
    }
    let root = File {
        path: root.to_owned(),
        title: api.title.clone(),
        needs: FeatureSet::Empty,
        standing: Standing::default(),
        groups: vec![Group::always(Content::Root(modules))],
    };
    std::iter::once(root).chain(files).collect()
}

/// Adds the files of a crate whose items are all in its root.
fn flat(input: Input<'_>, modules: &mut Vec<Module>, files: &mut Vec<File>) {
    let mut add = |name: &str, of: Vec<File>| {
        let needs = of.first().map(|file| file.needs.clone());
        modules.push(private(name.to_owned(), needs.unwrap_or_default()));
        files.extend(of);
    };
    if !input.api.operations.is_empty() {
        add("operations", operations(input));
    }
    if !input.api.types.is_empty() {
        add("types", types(input));
    }
}

/// Makes a module whose items are re-exported.
const fn private(name: String, needs: FeatureSet) -> Module {
    Module {
        name,
        title: None,
        needs,
        path: None,
    }
}

fn client() -> File {
    let imports = Content::Imports(vec![Import::Runtime]);
    let groups = [imports, Content::Client].map(Group::always);
    File {
        path: "client.rs".to_owned(),
        title: "The client.".to_owned(),
        needs: FeatureSet::Empty,
        standing: Standing::in_root(),
        groups: groups.into(),
    }
}

fn mock(input: Input<'_>) -> Vec<File> {
    let count = input.api.operations.len();
    let title = "The mock: a typed server for tests.";
    let mocks = |indices: Vec<usize>, depth: usize| -> Vec<Group> {
        let mock = |index| Group {
            needs: input.facts.tags.operation(index).clone(),
            content: Content::MockOperation { index, depth },
        };
        indices.into_iter().map(mock).collect()
    };
    let parent = |rest: Vec<Group>| {
        let imports = Content::Imports(vec![Import::Runtime, Import::Api]);
        let start = [imports, Content::Mock].map(Group::always);
        File {
            path: "mock.rs".to_owned(),
            title: title.to_owned(),
            needs: FeatureSet::Empty,
            standing: Standing::in_root(),
            groups: start.into_iter().chain(rest).collect(),
        }
    };
    let Some(by_module) = operations_by_module(input) else {
        let all: Vec<usize> = (0..count).collect();
        return vec![parent(mocks(all, 1))];
    };
    let mut modules = Vec::new();
    let mut files = Vec::new();
    for (name, indices) in by_module {
        let imports = vec![Import::Runtime];
        let path = format!("mock/{name}.rs");
        let file = file(path, title, imports, mocks(indices, 2));
        let needs = file.needs.clone();
        modules.push(private(name, needs));
        files.push(file);
    }
    let modules = Group::always(Content::Modules(modules));
    files.insert(0, parent(vec![modules]));
    files
}

/// Returns the operations by module, where they are in several.
fn operations_by_module(input: Input<'_>) -> Option<OperationsByModule> {
    if input.facts.tags.matter() {
        return Some(by_tag::operations_by_needs(input));
    }
    let is_large = input.api.operations.len() > MOST_OPERATIONS;
    is_large.then(|| by_tag::operations(input))
}

fn operations(input: Input<'_>) -> Vec<File> {
    let title = "The operations of the API.";
    let file = |path: String, indices: Vec<usize>, depth: usize| {
        let imports = vec![Import::Runtime, Import::Client(depth)];
        let operation = |index| Group {
            needs: input.facts.tags.operation(index).clone(),
            content: Content::Operation(index),
        };
        let groups: Vec<Group> = indices.into_iter().map(operation).collect();
        let types = imports::types(input, &groups, ImportFrom::Types(depth));
        file(path, title, imports, [types, groups].concat())
    };
    let Some(by_module) = operations_by_module(input) else {
        let all = (0..input.api.operations.len()).collect();
        return vec![file("operations.rs".to_owned(), all, 1)];
    };
    below("operations", title, by_module, |path, indices| {
        file(path, indices, 2)
    })
}

fn types(input: Input<'_>) -> Vec<File> {
    let title = "The types of the API's schemas.";
    let ids: Vec<TypeId> = input.api.items().map(|(id, _)| id).collect();
    let file = |path: String, ids: Vec<TypeId>| {
        let imports = vec![Import::Runtime];
        let item = |id| Group {
            needs: input.facts.tags.ty(id).clone(),
            content: Content::Type(id),
        };
        let groups: Vec<Group> = ids.into_iter().map(item).collect();
        let siblings = imports::types(input, &groups, ImportFrom::Siblings);
        file(path, title, imports, [siblings, groups].concat())
    };
    let by_module = if input.facts.tags.matter() {
        by_tag::types_by_needs(input, ids)
    } else if ids.len() <= MOST_TYPES {
        return vec![file("types.rs".to_owned(), ids)];
    } else {
        by_name::types(ids, input.names)
    };
    below("types", title, by_module, file)
}

/// Returns the file of a module that has further modules, and their files.
fn below<T>(
    module: &str,
    title: &str,
    by_module: BTreeMap<String, T>,
    file: impl Fn(String, T) -> File,
) -> Vec<File> {
    let mut modules = Vec::new();
    let mut files = Vec::new();
    for (name, members) in by_module {
        let file = file(format!("{module}/{name}.rs"), members);
        let needs = file.needs.clone();
        modules.push(private(name, needs));
        files.push(file);
    }
    let parent = File {
        path: format!("{module}.rs"),
        title: title.to_owned(),
        needs: FeatureSet::of_any(modules.iter().map(|module| &module.needs)),
        standing: Standing::in_root(),
        groups: vec![Group::always(Content::Modules(modules))],
    };
    files.insert(0, parent);
    files
}

/// Makes a file that needs what one of its groups needs, so that it is never empty.
fn file(path: String, title: &str, imports: Vec<Import>, groups: Vec<Group>) -> File {
    let needs = FeatureSet::of_any(groups.iter().map(|group| &group.needs));
    let imports = Group::always(Content::Imports(imports));
    File {
        path,
        title: title.to_owned(),
        needs,
        standing: Standing::in_root(),
        groups: std::iter::once(imports).chain(groups).collect(),
    }
}
