//! Which file holds what: plain data, worked out before any token is made.
//!
//! A small API is four files. In a large one the types stand in a file a first word of their names, the operations in a
//! file a tag: files that a person can open. Whatever the file, the crate's root re-exports everything, so that a path in
//! a caller's code never depends on the size of the API.

use std::collections::BTreeMap;

use heck::ToSnakeCase;

use super::{CrateInfo, Emitter, ImportFrom, topics};
use crate::analyze::FeatureSet;
use crate::ir::{Api, ItemKind, Operation, PathPart, TypeId};
use crate::names::is_reserved;

/// More types than this are told apart by the words of their names.
pub(super) const TYPES_A_FILE: usize = 150;

/// More operations than this are told apart by their tags.
const OPERATIONS_A_FILE: usize = 40;

/// More words of a name than this make no file name.
const WORDS: usize = 4;

/// A file of the output.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Relative to the output folder.
    pub path: String,
    /// What the file is, for its first line.
    pub title: String,
    /// What the module of the file stands behind.
    pub needs: FeatureSet,
    pub groups: Vec<Group>,
}

/// What stands together in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Group {
    /// The modules of the crate, what each stands behind, and what its root gives out beside them.
    Root(Vec<(String, FeatureSet)>),
    /// The modules of a module, given out as its own, and what each stands behind.
    Modules(Vec<(String, FeatureSet)>),
    /// What the file takes from elsewhere.
    Imports(Vec<Import>),
    /// The same, where only some of the file's groups use it.
    ImportsOfSome(Vec<Import>),
    /// Types that stand in other files, and what there must be for one of the file's groups to name them.
    ImportsOfTypes {
        from: ImportFrom,
        ids: Vec<TypeId>,
        needs: FeatureSet,
    },
    /// What the API is, and the client.
    Client,
    /// The operation at an index.
    Operation(usize),
    /// The item of a type.
    Type(TypeId),
    /// What stands in for a server.
    Mock,
    /// What stands in for the operation at an index, so many modules below the root's.
    Double { index: usize, depth: usize },
}

/// A `use` of a file. The number is how many modules the file lies below the root's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Import {
    Runtime,
    Client(usize),
    /// What the root gives out of the client.
    Api,
    /// What stands in for the server, in the module above.
    Mock,
}

pub(super) fn layout(emitter: &Emitter<'_>, info: &CrateInfo) -> Vec<File> {
    let api = emitter.api;
    let mut files = vec![
        client(),
        File {
            path: info.root.clone(),
            title: api.title.clone(),
            needs: FeatureSet::Empty,
            groups: Vec::new(),
        },
    ];
    let mut modules = vec![("client".to_owned(), FeatureSet::Empty)];
    let mut add = |name: &str, of: Vec<File>| {
        let needs = of.first().map(|file| file.needs.clone());
        modules.push((name.to_owned(), needs.unwrap_or_default()));
        files.extend(of);
    };
    if !api.operations.is_empty() {
        add("operations", operations(emitter));
    }
    if !api.types.is_empty() {
        add("types", types(emitter));
    }
    if info.mock {
        files.extend(mock(emitter));
    }
    files.swap(0, 1);
    if let Some(root) = files.first_mut() {
        root.groups.push(Group::Root(modules));
    }
    files
}

fn client() -> File {
    let groups = vec![Group::Imports(vec![Import::Runtime]), Group::Client];
    File {
        path: "client.rs".to_owned(),
        title: "The client.".to_owned(),
        needs: FeatureSet::Empty,
        groups,
    }
}

fn mock(emitter: &Emitter<'_>) -> Vec<File> {
    let api = emitter.api;
    let title = "What stands in for a server.";
    let runtime = |indices: &[usize]| -> Option<Import> {
        let mut indices = indices.iter();
        let is_named = indices.any(|index| emitter.double_names_runtime(*index));
        is_named.then_some(Import::Runtime)
    };
    let doubles = |indices: Vec<usize>, depth: usize| -> Vec<Group> {
        let double = move |index| Group::Double { index, depth };
        indices.into_iter().map(double).collect()
    };
    let parent = |imports: Vec<Import>, rest: Vec<Group>| File {
        path: "mock.rs".to_owned(),
        title: title.to_owned(),
        needs: FeatureSet::Empty,
        groups: [Group::Imports(imports), Group::Mock]
            .into_iter()
            .chain(rest)
            .collect(),
    };
    let Some(topics) = topics(emitter) else {
        let all: Vec<usize> = (0..api.operations.len()).collect();
        let imports = runtime(&all).into_iter().chain([Import::Api]).collect();
        return vec![parent(imports, doubles(all, 1))];
    };
    let mut modules = Vec::new();
    let mut children = Vec::new();
    for (topic, indices) in topics {
        let imports = runtime(&indices)
            .into_iter()
            .chain([Import::Mock])
            .collect();
        let path = format!("mock/{topic}.rs");
        let file = emitter.file_of(path, title, imports, doubles(indices, 2));
        modules.push((topic, file.needs.clone()));
        children.push(file);
    }
    children.insert(0, parent(vec![Import::Api], vec![Group::Modules(modules)]));
    children
}

/// The operations by the module they stand in, where they stand in several.
fn topics(emitter: &Emitter<'_>) -> Option<BTreeMap<String, Vec<usize>>> {
    let api = emitter.api;
    if emitter.facts.tags.matter() {
        return Some(topics::operations(emitter));
    }
    if api.operations.len() <= OPERATIONS_A_FILE {
        return None;
    }
    let mut topics: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, operation) in api.operations.iter().enumerate() {
        topics
            .entry(module_name(&topic(operation)))
            .or_default()
            .push(index);
    }
    Some(topics)
}

fn operations(emitter: &Emitter<'_>) -> Vec<File> {
    let api = emitter.api;
    let title = "The API's operations.";
    let file = |path: String, indices: Vec<usize>, depth: usize| {
        let imports = vec![Import::Runtime, Import::Client(depth)];
        let groups: Vec<Group> = indices.into_iter().map(Group::Operation).collect();
        let types = emitter.imports_of(&groups, ImportFrom::Types(depth));
        emitter.file_of(path, title, imports, [types, groups].concat())
    };
    let Some(topics) = topics(emitter) else {
        let all = (0..api.operations.len()).collect();
        return vec![file("operations.rs".to_owned(), all, 1)];
    };
    below("operations", title, topics, |path, indices| {
        file(path, indices, 2)
    })
}

fn types(emitter: &Emitter<'_>) -> Vec<File> {
    let title = "The types of the API's schemas.";
    let ids: Vec<TypeId> = emitter.api.items().map(|(id, _)| id).collect();
    let file = |path: String, ids: Vec<TypeId>| {
        let runtime = names_runtime(emitter.api, &ids).then_some(Import::Runtime);
        let imports = runtime.into_iter().collect();
        let groups: Vec<Group> = ids.into_iter().map(Group::Type).collect();
        let siblings = emitter.imports_of(&groups, ImportFrom::Siblings);
        emitter.file_of(path, title, imports, [siblings, groups].concat())
    };
    let topics = if emitter.facts.tags.matter() {
        topics::types(emitter, ids)
    } else if ids.len() <= TYPES_A_FILE {
        return vec![file("types.rs".to_owned(), ids)];
    } else {
        let mut topics = Topics::new();
        split(emitter.with_words(ids), 1, &mut topics);
        topics
    };
    below("types", title, topics, file)
}

/// A module, and one below it for each topic.
fn below<T>(
    module: &str,
    title: &str,
    topics: BTreeMap<String, T>,
    file: impl Fn(String, T) -> File,
) -> Vec<File> {
    let mut modules = Vec::new();
    let mut files = Vec::new();
    for (topic, members) in topics {
        let file = file(format!("{module}/{topic}.rs"), members);
        modules.push((topic, file.needs.clone()));
        files.push(file);
    }
    let parent = File {
        path: format!("{module}.rs"),
        title: title.to_owned(),
        needs: FeatureSet::of_any(modules.iter().map(|(_, needs)| needs)),
        groups: vec![Group::Modules(modules)],
    };
    files.insert(0, parent);
    files
}

impl Emitter<'_> {
    /// With the words of the types' names.
    pub(super) fn with_words(&self, ids: Vec<TypeId>) -> Vec<(TypeId, Vec<String>)> {
        let words = |id: TypeId| (id, words(&self.names.ty(id).to_string()));
        ids.into_iter().map(words).collect()
    }
}

/// The types by the module they stand in.
pub(super) type Topics = BTreeMap<String, Vec<TypeId>>;

/// By the first words of the names: as many as it takes to have few enough in a file.
pub(super) fn split(named: Vec<(TypeId, Vec<String>)>, count: usize, topics: &mut Topics) {
    let mut groups: BTreeMap<String, Vec<(TypeId, Vec<String>)>> = BTreeMap::new();
    for (id, words) in named {
        let topic: Vec<&str> = words.iter().take(count).map(String::as_str).collect();
        groups
            .entry(module_name(&topic.join("_")))
            .or_default()
            .push((id, words));
    }
    for (topic, members) in groups {
        if members.len() > TYPES_A_FILE && count < WORDS {
            split(members, count + 1, topics);
        } else {
            topics
                .entry(topic)
                .or_default()
                .extend(members.into_iter().map(|(id, _)| id));
        }
    }
}

fn words(name: &str) -> Vec<String> {
    let snake = name.trim_start_matches("r#").to_snake_case();
    snake
        .split('_')
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The tag, or else the first part of the path that isn't a version.
pub(super) fn topic(operation: &Operation) -> String {
    if let Some(tag) = operation.tags.first() {
        return tag.clone();
    }
    let literals = operation.path.iter().filter_map(|part| match part {
        PathPart::Literal(text) => Some(text.as_str()),
        PathPart::Parameter(_) => None,
    });
    let is_version = |segment: &str| {
        segment
            .strip_prefix(['v', 'V'])
            .is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit() || c == '.'))
    };
    let mut segments = literals
        .flat_map(|text| text.split('/'))
        .filter(|segment| !segment.is_empty());
    segments
        .find(|segment| !is_version(segment))
        .unwrap_or("other")
        .to_owned()
}

/// A name for a module and its file, on every file system: lower case letters, digits and underscores. What has none of
/// them, and what is a keyword or a device somewhere, is told by an ending.
pub(super) fn module_name(text: &str) -> String {
    let plain: String = text
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' })
        .collect();
    let mut name: String = plain.to_snake_case().chars().take(60).collect();
    if name.is_empty() || name.starts_with(|c: char| c.is_ascii_digit()) {
        name.insert_str(0, "other_");
    }
    let is_device = matches!(name.as_str(), "con" | "prn" | "aux" | "nul")
        || (name.len() == 4 && (name.starts_with("com") || name.starts_with("lpt")));
    if is_device || is_reserved(&name) {
        name.push_str("_items");
    }
    name
}

/// Whether one of these items is spelled with something of the runtime: all are, but for some aliases.
fn names_runtime(api: &Api, ids: &[TypeId]) -> bool {
    let mut shapes = ids.iter().map(|id| &api.item(*id).kind);
    shapes.any(|shape| match shape {
        ItemKind::Alias(ty) => ty.is_of_runtime(),
        ItemKind::Tuple(types) => types.iter().any(|ty| ty.is_of_runtime()),
        _ => true,
    })
}
