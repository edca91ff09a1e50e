//! Names of resources and of their methods.

use std::collections::{BTreeMap, BTreeSet};

use super::mock::ResourceMock;
use super::name::Name;
use super::place::ModulePath;
use super::reserved::{is_reserved_method, is_reserved_module, is_reserved_type};
use super::scope::bounded;
use super::spelling::{apart_from_paths, apart_from_type, ident, snake, upper_camel};
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::group::{Grouped, Groups};
use crate::ir::Api;

/// How many operations a warning points at beside the first.
const MOST_RELATED: usize = 4;

/// The identifiers of a resource: what groups operations.
#[derive(Clone, Debug)]
pub struct ResourceNames {
    /// Its module, from the crate's root.
    pub module: Vec<Name>,
    /// The struct with its operations.
    pub ty: Name,
    /// The resource that leads to it; none where the client does.
    pub parent: Option<usize>,
    pub mock: ResourceMock,
}

impl ResourceNames {
    /// Returns the method that leads to the resource: its module's name.
    #[must_use]
    pub fn accessor(&self) -> Option<&Name> {
        self.module.last()
    }

    /// Returns the words of its module, for documentation: the document's own spelling could be markup.
    #[must_use]
    pub fn title(&self) -> String {
        let words = self.accessor().map(|name| name.unraw().replace('_', " "));
        words.unwrap_or_default().trim().to_owned()
    }
}

/// The resources, and what each operation is called in its own.
#[derive(Default)]
pub(super) struct Resources {
    /// By their modules, in order.
    pub(super) each: Vec<ResourceNames>,
    pub(super) operations: Vec<ResourceOperation>,
}

/// An operation in its resource.
pub(super) struct ResourceOperation {
    /// None where the operation is the client's.
    pub(super) resource: Option<usize>,
    /// The method, before keywords are escaped. No other of the resource is called so, unless several operations have
    /// one id.
    pub(super) method: String,
}

impl Resources {
    /// Returns the module of a resource, as it is spelled.
    pub(super) fn path(&self, resource: Option<usize>) -> ModulePath {
        let resource = resource.and_then(|resource| self.each.get(resource));
        let module = resource.map_or(&[][..], |resource| resource.module.as_slice());
        module.iter().map(|name| name.unraw().to_owned()).collect()
    }
}

/// Names the resources, and the operations in each.
pub(super) fn of(api: &Api, groups: &Groups, diagnostics: &mut Diagnostics) -> Resources {
    let mut titles: BTreeMap<ModulePath, String> = BTreeMap::new();
    let paths: Vec<ModulePath> = groups.iter().map(path).collect();
    for (path, grouped) in paths.iter().zip(groups.iter()) {
        for (index, word) in grouped.resource.iter().enumerate() {
            let prefix = path.iter().take(index + 1).cloned().collect();
            let title = titles.entry(prefix).or_insert_with(|| word.clone());
            // Of several spellings, the first in order: the document's order means nothing.
            if word < title {
                title.clone_from(word);
            }
        }
    }
    let indices: BTreeMap<&ModulePath, usize> = titles.keys().zip(0..).collect();
    let modules: Vec<ModulePath> = titles.keys().cloned().collect();
    let mocks = super::mock::resources(&modules);
    let named = titles.iter().zip(mocks);
    let each = named.map(|((path, title), mock)| ResourceNames {
        mock,
        module: path.iter().map(|module| ident(module)).collect(),
        ty: ident(&type_name(title)),
        parent: path
            .split_last()
            .and_then(|(_, parent)| indices.get(&parent.to_vec()).copied()),
    });
    let resources: Vec<Option<usize>> = paths
        .iter()
        .map(|path| indices.get(path).copied())
        .collect();
    let methods = methods(api, groups, &paths, &titles, diagnostics);
    let operations = resources.into_iter().zip(methods);
    Resources {
        each: each.collect(),
        operations: operations
            .map(|(resource, method)| ResourceOperation { resource, method })
            .collect(),
    }
}

/// Returns whether the client or the crate has a method or a module of this name itself.
fn is_taken(name: &str) -> bool {
    is_reserved_module(name) || is_reserved_method(name)
}

/// Spells the struct of a resource.
fn type_name(title: &String) -> String {
    let name = bounded(upper_camel(std::slice::from_ref(title)), title);
    let module = snake(std::slice::from_ref(title));
    match is_reserved_type(&name) || is_taken(&module) {
        true => format!("{name}Resource"),
        false => name,
    }
}

/// Returns the module of an operation's resource.
fn path(grouped: &Grouped) -> ModulePath {
    let spelled = grouped.resource.iter().enumerate().map(|(depth, word)| {
        let name = bounded(snake(std::slice::from_ref(word)), word);
        match is_taken(&name) {
            true => format!("{name}_resource"),
            false if depth == 0 => apart_from_paths(name),
            // The struct of the resource around it stands beside it.
            false => apart_from_type(apart_from_paths(name)),
        }
    });
    spelled.collect()
}

/// Returns what each operation is called in its resource. Two that meet keep their long names, both: which one keeps
/// a short name would depend on which others there are.
fn methods(
    api: &Api,
    groups: &Groups,
    paths: &[ModulePath],
    resources: &BTreeMap<ModulePath, String>,
    diagnostics: &mut Diagnostics,
) -> Vec<String> {
    let short: Vec<String> = api
        .operations
        .iter()
        .zip(groups.iter())
        .map(|(operation, grouped)| {
            let asked = operation.origin.name_override.clone();
            method(&asked.unwrap_or_else(|| grouped.method.clone()))
        })
        .collect();
    let mut users: BTreeMap<(&ModulePath, &str), Vec<usize>> = BTreeMap::new();
    for (index, (path, method)) in paths.iter().zip(&short).enumerate() {
        users.entry((path, method)).or_default().push(index);
    }
    let mut meets = BTreeSet::new();
    for ((path, method), users) in users {
        let below: ModulePath = path.iter().cloned().chain([method.to_owned()]).collect();
        if users.len() < 2 && !resources.contains_key(&below) {
            continue;
        }
        meets.extend(users.iter().copied());
        warn(api, path, method, &users, diagnostics);
    }
    let named = short.into_iter().zip(groups.iter()).enumerate();
    named
        .map(|(index, (short, grouped))| match meets.contains(&index) {
            true => method(&grouped.long),
            false => short,
        })
        .collect()
}

/// Spells a method. It is a module's name, too.
fn method(words: &str) -> String {
    let words = words.strip_prefix("r#").unwrap_or(words);
    let name = bounded(snake(&[words.to_owned()]), words);
    match is_taken(&name) {
        true => format!("{name}_operation"),
        false => apart_from_paths(name),
    }
}

fn warn(
    api: &Api,
    path: &ModulePath,
    method: &str,
    users: &[usize],
    diagnostics: &mut Diagnostics,
) {
    let mut operations = users.iter().filter_map(|index| api.operations.get(*index));
    let Some(first) = operations.next() else {
        return;
    };
    let resource = match path.as_slice() {
        [] => "the client".to_owned(),
        path => format!("`{}`", path.join(".")),
    };
    let message = match users.len() {
        1 => format!(
            "{resource} has an operation and a resource `{method}`; the operation keeps its whole name"
        ),
        _ => format!(
            "several operations of {resource} would be called `{method}`; each keeps its whole name"
        ),
    };
    let mut diagnostic =
        Diagnostic::warning("name-collision", Place::Value(first.origin.at), message)
            .help("name one of them by `Builder::rename` or `--rename`, or put them into groups of their own by `x-bindgen-group`");
    for other in operations.take(MOST_RELATED) {
        let label = format!("this one, too: `{}`", other.id);
        diagnostic = diagnostic.related(Place::Value(other.origin.at), label);
    }
    diagnostics.push(diagnostic);
}
