//! The files of a crate whose modules are resources: one file per resource, and the types.

use std::collections::BTreeMap;

use super::by_name::{self, MOST_TYPES};
use super::file::{Content, File, Group, Import, Module, Standing};
use super::file_name::file_name;
use super::imports;
use super::input::Input;
use super::nested::{self, Node};
use crate::analyze::FeatureSet;
use crate::names::{Name, ResourceNames};

/// The title of every file with types.
const TYPES: &str = "The types of the API's schemas.";

/// The modules of the crate's root, and all files but the root's.
pub(super) struct Tree {
    pub(super) modules: Vec<Module>,
    pub(super) files: Vec<File>,
}

/// Assigns everything but the client and the mock to files.
pub(super) fn plan(input: Input<'_>) -> Tree {
    let mut types = Node::of(input);
    let mut tree = Tree {
        modules: Vec::new(),
        files: Vec::new(),
    };
    for (index, names) in input.names.operations().iter().enumerate() {
        if names.resource.is_none() {
            let file = operation(input, index, &mut types);
            tree.add("", &file);
            tree.files.push(file);
        }
    }
    let mut below: BTreeMap<Option<usize>, Vec<Module>> = BTreeMap::new();
    let mut files = Vec::new();
    // Inner resources come after those that lead to them.
    for (index, names) in input.names.resources().iter().enumerate().rev() {
        let inner = below.remove(&Some(index)).unwrap_or_default();
        let file = resource(input, index, names, inner, &mut types);
        let outer = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let outer = outer.rsplit_once('/').map_or("", |(folder, _)| folder);
        let modules = below.entry(names.parent).or_default();
        modules.push(module(outer, &file));
        files.push(file);
    }
    tree.modules.extend(below.remove(&None).unwrap_or_default());
    tree.files.extend(files.into_iter().rev());
    let module: Vec<Name> = input.names.types_module().cloned().into_iter().collect();
    let of_types = types.take(&module);
    if of_types.count() > 0 {
        let files = self::types(input, of_types, module);
        if let Some(first) = files.first() {
            tree.add("", first);
        }
        tree.files.extend(files);
    }
    tree.modules.sort_by(|one, other| one.name.cmp(&other.name));
    tree
}

impl Tree {
    fn add(&mut self, folder: &str, file: &File) {
        self.modules.push(module(folder, file));
    }
}

/// Declares a file's module, in a file of this folder.
fn module(folder: &str, file: &File) -> Module {
    let names: Vec<&str> = file.standing.module.iter().map(Name::unraw).collect();
    // The modules in a file that is declared by its path are looked up beside it, not in a folder of its name: they are
    // declared by their paths, too.
    let is_usual = file.path == format!("{}.rs", names.join("/"));
    let name = names.last().copied().unwrap_or_default();
    let below = file.path.strip_prefix(folder).unwrap_or(&file.path);
    Module {
        name: name.to_owned(),
        title: Some(file.title.clone()),
        needs: file.needs.clone(),
        path: (!is_usual).then(|| below.trim_start_matches('/').to_owned()),
    }
}

/// Makes the file of an operation that the client has itself.
fn operation(input: Input<'_>, index: usize, types: &mut Node) -> File {
    let names = input.names.operation(index);
    let module = names.module.clone();
    let node = types.take(&module);
    let title = operation_title(input, index);
    let groups = operation_groups(input, index, &node);
    file(path(&module), title, module, groups)
}

/// Makes the file of a resource: its struct, and a module per operation.
fn resource(
    input: Input<'_>,
    index: usize,
    names: &ResourceNames,
    inner: Vec<Module>,
    types: &mut Node,
) -> File {
    let operations = input.names.operations().iter().enumerate();
    let own = operations.filter(|(_, operation)| operation.resource == Some(index));
    let mut groups: Vec<Group> = Vec::new();
    for (operation, names) in own {
        let node = types.take(&names.module);
        let title = operation_title(input, operation);
        let of_it = operation_groups(input, operation, &node);
        groups.push(nested::nested(of_it, names.module.clone(), title));
    }
    let needs = groups.iter().map(|group| &group.needs);
    let needs = FeatureSet::of_any(needs.chain(inner.iter().map(|module| &module.needs)));
    let resource = Group {
        needs: needs.clone(),
        content: Content::Resource(index),
    };
    let modules = (!inner.is_empty()).then(|| {
        let mut inner = inner;
        inner.sort_by(|one, other| one.name.cmp(&other.name));
        Group {
            needs,
            content: Content::PublicModules(inner),
        }
    });
    let groups = modules.into_iter().chain([resource]).chain(groups);
    let title = format!("The operations of {}.", names.title());
    file(
        path(&names.module),
        title,
        names.module.clone(),
        groups.collect(),
    )
}

fn operation_title(input: Input<'_>, index: usize) -> String {
    let operation = input.api.operations.get(index);
    let route = operation.map(|operation| {
        // As code, whatever stands in the path.
        let (method, path) = (operation.method.name(), operation.template.replace('`', ""));
        format!("`{method} {path}`")
    });
    route.unwrap_or_default()
}

fn operation_groups(input: Input<'_>, index: usize, node: &Node) -> Vec<Group> {
    let operation = Group {
        needs: input.facts.tags.operation(index).clone(),
        content: Content::Operation(index),
    };
    let module = &input.names.operation(index).module;
    let types = nested::groups(input, node, module);
    std::iter::once(operation).chain(types).collect()
}

/// Makes the files of the components, and of what is inline in them.
fn types(input: Input<'_>, node: Node, module: Vec<Name>) -> Vec<File> {
    if node.count() <= MOST_TYPES && !input.facts.tags.matter() {
        let groups = nested::groups(input, &node, &module);
        return vec![file(
            "types.rs".to_owned(),
            TYPES.to_owned(),
            module,
            groups,
        )];
    }
    let mut files = Vec::new();
    let mut modules = Vec::new();
    let taken: Vec<String> = node
        .modules
        .keys()
        .map(|it| it.unraw().to_owned())
        .collect();
    for (words, part) in by_name::parts(node, input) {
        let mut name = format!("{words}_types");
        // A private module must not hide a public one.
        while taken.contains(&name) {
            name.push('_');
        }
        let groups = nested::groups(input, &part, &module);
        let siblings = imports::siblings(input, &groups, &module);
        let mut file = file(
            format!("types/{name}.rs"),
            TYPES.to_owned(),
            module.clone(),
            [siblings, groups].concat(),
        );
        file.standing.is_private = true;
        modules.push(Module {
            name,
            title: None,
            needs: file.needs.clone(),
            path: None,
        });
        files.push(file);
    }
    let parent = File {
        path: "types.rs".to_owned(),
        title: TYPES.to_owned(),
        needs: FeatureSet::of_any(modules.iter().map(|module| &module.needs)),
        standing: Standing {
            module,
            is_private: false,
        },
        groups: vec![Group::always(Content::Modules(modules))],
    };
    files.insert(0, parent);
    files
}

/// Returns the path of the file of a module.
fn path(module: &[Name]) -> String {
    let parts: Vec<String> = module.iter().map(file_name).collect();
    format!("{}.rs", parts.join("/"))
}

fn file(path: String, title: String, module: Vec<Name>, groups: Vec<Group>) -> File {
    let needs = FeatureSet::of_any(groups.iter().map(|group| &group.needs));
    let depth = module.len();
    let imports = vec![Import::Runtime, Import::Client(depth), Import::Types(depth)];
    let imports = Group::always(Content::Imports(imports));
    File {
        path,
        title,
        needs,
        standing: Standing {
            module,
            is_private: false,
        },
        groups: std::iter::once(imports).chain(groups).collect(),
    }
}
