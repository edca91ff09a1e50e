//! Which file of a crate imports which other, and whether that leads in a circle.
//!
//! It reads `use` items and the paths in code that begin with `crate`, `super` or `self`, outside of tests. A name that a
//! module re-exports counts as an import of the file that declares it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::{Attribute, Item, UseTree};

/// A path of modules from the root of the crate: empty for the root itself.
type ModulePath = Vec<String>;

/// More re-exports one after the other lead in a circle.
const MOST_DEPTH: usize = 12;

/// One file of a crate.
#[derive(Default)]
struct SourceFile {
    /// The names that it declares, macros of the whole crate aside.
    declared: BTreeSet<String>,
    /// What it brings in: the name here, and the path that it leads to.
    imported: Vec<Import>,
    /// The paths in its code, and the module that each stands in.
    paths: Vec<(ModulePath, Vec<String>)>,
}

struct Import {
    /// The module that the `use` stands in.
    module: ModulePath,
    /// The name that it gets; `None` for all names of a module.
    name: Option<String>,
    path: Vec<String>,
}

/// The files of a crate by the modules that they hold.
struct Sources {
    files: BTreeMap<ModulePath, SourceFile>,
    /// The files' paths, as errors name them.
    names: BTreeMap<ModulePath, String>,
    /// Macros that are exported to the root of the crate, and the files that declare them.
    macros: BTreeMap<String, ModulePath>,
}

/// Returns a circle of imports between the files of a crate, as the paths of its files, if there is any.
///
/// `root` is the crate's `lib.rs`.
pub fn circle(root: &Path) -> Option<Vec<String>> {
    let sources = Sources::read(root);
    let graph = sources.graph();
    let circle = find_circle(&graph)?;
    let name = |module: &ModulePath| sources.names[module].clone();
    Some(circle.iter().map(name).collect())
}

/// Returns the modules at the root of a crate, each with those that its files import. The root's own file is left out.
pub fn rooms(root: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut rooms: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (module, targets) in Sources::read(root).graph() {
        let Some(room) = module.first() else {
            continue;
        };
        let targets = targets.iter().filter_map(|target| target.first());
        let others = targets.filter(|target| *target != room).cloned();
        rooms.entry(room.clone()).or_default().extend(others);
    }
    rooms
}

/// Returns how many imports lead from a file of a crate to another one.
pub fn count(root: &Path) -> usize {
    let graph = Sources::read(root).graph();
    graph.values().map(BTreeSet::len).sum()
}

impl Sources {
    fn read(root: &Path) -> Self {
        let mut sources = Self {
            files: BTreeMap::new(),
            names: BTreeMap::new(),
            macros: BTreeMap::new(),
        };
        let folder = root.parent().expect("a file stands in a folder");
        sources.read_file(root, folder, &[], folder);
        sources
    }

    /// Reads a file and those of its modules, which stand in `folder`.
    fn read_file(&mut self, path: &Path, folder: &Path, module: &[String], root: &Path) {
        let text = std::fs::read_to_string(path)
            .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let parsed =
            syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let mut file = SourceFile::default();
        let mut modules = Vec::new();
        self.read_items(&parsed.items, module, module, &mut file, &mut modules);
        self.files.insert(module.to_vec(), file);
        let name = path.strip_prefix(root).unwrap_or(path);
        self.names
            .insert(module.to_vec(), name.display().to_string());
        for (name, own_path) in modules {
            let module = [module, std::slice::from_ref(&name)].concat();
            let own_path = own_path.map(|own| path.with_file_name(own));
            let (path, folder) = place_of(folder, &name, own_path);
            self.read_file(&path, &folder, &module, root);
        }
    }

    fn read_items(
        &mut self,
        items: &[Item],
        file_module: &[String],
        module: &[String],
        file: &mut SourceFile,
        modules: &mut Vec<(String, Option<String>)>,
    ) {
        for item in items {
            if is_test(attributes(item)) {
                continue;
            }
            match item {
                Item::Use(import) => {
                    let found = &mut file.imported;
                    read_tree(&import.tree, module, &mut Vec::new(), found);
                }
                Item::Mod(inner) => {
                    let name = inner.ident.to_string();
                    match &inner.content {
                        Some((_, items)) => {
                            let module = [module, std::slice::from_ref(&name)].concat();
                            file.declared.insert(name);
                            self.read_items(items, file_module, &module, file, modules);
                        }
                        None => modules.push((name, path_attribute(&inner.attrs))),
                    }
                }
                Item::Macro(declared) if declared.ident.is_some() => {
                    let is_exported =
                        |attribute: &Attribute| attribute.path().is_ident("macro_export");
                    if let Some(name) = &declared.ident
                        && declared.attrs.iter().any(is_exported)
                    {
                        self.macros.insert(name.to_string(), file_module.to_vec());
                    }
                    read_paths(item.to_token_stream(), module, &mut file.paths);
                }
                other => {
                    file.declared.extend(declared_name(other));
                    read_paths(other.to_token_stream(), module, &mut file.paths);
                }
            }
        }
    }

    /// The files that each file imports.
    fn graph(&self) -> BTreeMap<ModulePath, BTreeSet<ModulePath>> {
        let edges = |(module, file): (&ModulePath, &SourceFile)| {
            let imported = file.imported.iter();
            let imported = imported.map(|import| (&import.module, &import.path));
            let paths = file.paths.iter().map(|(module, path)| (module, path));
            let mut targets: BTreeSet<ModulePath> = imported
                .chain(paths)
                .filter_map(|(from, path)| self.target(from, path, 0))
                .collect();
            targets.remove(module);
            (module.clone(), targets)
        };
        self.files.iter().map(edges).collect()
    }

    /// The file that declares what a path in a module leads to; `None` for what is of another crate.
    fn target(&self, from: &[String], path: &[String], depth: usize) -> Option<ModulePath> {
        // Modules that import each other's names by `*` lead back to themselves for a name that neither declares.
        if depth > MOST_DEPTH {
            return None;
        }
        let mut module: ModulePath = match path.first()?.as_str() {
            "crate" => Vec::new(),
            "self" => from.to_vec(),
            "super" => from.split_last()?.1.to_vec(),
            first if self.is_known(from, first) => {
                let path = [std::slice::from_ref(&"self".to_owned()), path].concat();
                return self.target(from, &path, depth + 1);
            }
            _ => return None,
        };
        let mut rest = path.get(1..)?;
        while let [first, tail @ ..] = rest
            && first == "super"
        {
            module.pop();
            rest = tail;
        }
        while let [first, tail @ ..] = rest {
            let inner = [module.as_slice(), std::slice::from_ref(first)].concat();
            if self.is_module(&inner) {
                module = inner;
                rest = tail;
                continue;
            }
            return self.item(&module, rest, depth);
        }
        Some(self.file_of(&module))
    }

    /// The file that declares an item of a module.
    fn item(&self, module: &[String], path: &[String], depth: usize) -> Option<ModulePath> {
        let [name, tail @ ..] = path else {
            return None;
        };
        let file_module = self.file_of(module);
        let file = self.files.get(&file_module)?;
        let of_name = |import: &&Import| {
            import.module == module && import.name.as_deref().is_none_or(|known| known == name)
        };
        if file.declared.contains(name) {
            return Some(file_module);
        }
        for import in file.imported.iter().filter(of_name) {
            let path = match import.name {
                Some(_) => [&import.path, tail].concat(),
                None => [&import.path[..], path].concat(),
            };
            if let Some(target) = self.target(module, &path, depth + 1) {
                return Some(target);
            }
        }
        match self.macros.get(name) {
            Some(declared) if module.is_empty() => Some(declared.clone()),
            _ => None,
        }
    }

    fn is_known(&self, from: &[String], name: &str) -> bool {
        let inner = [from, std::slice::from_ref(&name.to_owned())].concat();
        self.is_module(&inner)
    }

    /// Whether a path is that of a module, in a file of its own or not.
    fn is_module(&self, module: &[String]) -> bool {
        self.files.contains_key(module)
    }

    /// The module whose file holds another one.
    fn file_of(&self, module: &[String]) -> ModulePath {
        let mut module = module.to_vec();
        while !self.files.contains_key(&module) {
            module.pop();
        }
        module
    }
}

/// The file of a module, and the folder of those inside of it.
fn place_of(folder: &Path, name: &str, own_path: Option<PathBuf>) -> (PathBuf, PathBuf) {
    let inside = folder.join(name);
    if let Some(path) = own_path {
        return (path, inside);
    }
    let flat = folder.join(format!("{name}.rs"));
    match flat.exists() {
        true => (flat, inside),
        false => (inside.join("mod.rs"), inside),
    }
}

/// The value of `#[path = "…"]`.
fn path_attribute(attributes: &[Attribute]) -> Option<String> {
    let found = attributes
        .iter()
        .find(|attribute| attribute.path().is_ident("path"))?;
    let value = &found.meta.require_name_value().ok()?.value;
    match value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) => Some(text.value()),
        _ => None,
    }
}

fn is_test(attributes: &[Attribute]) -> bool {
    let is_cfg_test = |attribute: &Attribute| {
        let tokens = attribute.meta.to_token_stream().to_string();
        attribute.path().is_ident("cfg") && tokens.replace(' ', "") == "cfg(test)"
    };
    attributes.iter().any(is_cfg_test)
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

fn declared_name(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

fn read_tree(tree: &UseTree, module: &[String], path: &mut Vec<String>, found: &mut Vec<Import>) {
    let mut import = |name: Option<String>, path: Vec<String>| {
        found.push(Import {
            module: module.to_vec(),
            name,
            path,
        });
    };
    match tree {
        UseTree::Path(inner) => {
            path.push(inner.ident.to_string());
            read_tree(&inner.tree, module, path, found);
            path.pop();
        }
        UseTree::Name(name) if name.ident == "self" => import(path.last().cloned(), path.clone()),
        UseTree::Name(name) => {
            let name = name.ident.to_string();
            import(Some(name.clone()), [&path[..], &[name]].concat());
        }
        UseTree::Rename(renamed) => {
            let path = match renamed.ident == "self" {
                true => path.clone(),
                false => [&path[..], &[renamed.ident.to_string()]].concat(),
            };
            import(Some(renamed.rename.to_string()), path);
        }
        UseTree::Glob(_) => import(None, path.clone()),
        UseTree::Group(group) => {
            for tree in &group.items {
                read_tree(tree, module, path, found);
            }
        }
    }
}

/// The paths in code that begin with `crate`, `super` or `self`; not those of `$crate`, which are the macro's user's.
fn read_paths(tokens: TokenStream, module: &[String], found: &mut Vec<(ModulePath, Vec<String>)>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let word = |at: usize| match tokens.get(at) {
        Some(TokenTree::Ident(ident)) => Some(ident.to_string()),
        _ => None,
    };
    let is = |at: usize, sign: char| matches!(tokens.get(at), Some(TokenTree::Punct(punct)) if punct.as_char() == sign);
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        // `pub(in crate::room)` says who may import, and imports nothing.
        let is_visibility = at > 0 && word(at - 1).as_deref() == Some("pub");
        if let (TokenTree::Group(group), false) = (token, is_visibility) {
            read_paths(group.stream(), module, found);
        }
        let begins = matches!(word(at).as_deref(), Some("crate" | "super" | "self"));
        if begins && !(at > 0 && is(at - 1, '$')) {
            let mut path = vec![word(at).unwrap_or_default()];
            while is(at + 1, ':') && is(at + 2, ':') {
                let Some(next) = word(at + 3) else {
                    break;
                };
                path.push(next);
                at += 3;
            }
            if path.len() > 1 {
                found.push((module.to_vec(), path));
            }
        }
        at += 1;
    }
}

fn find_circle(graph: &BTreeMap<ModulePath, BTreeSet<ModulePath>>) -> Option<Vec<ModulePath>> {
    let mut done = BTreeSet::new();
    let mut way = Vec::new();
    graph
        .keys()
        .find_map(|start| visit(graph, start, &mut done, &mut way))
}

/// Goes on from a file, and gives the part of the way that is a circle.
fn visit(
    graph: &BTreeMap<ModulePath, BTreeSet<ModulePath>>,
    module: &ModulePath,
    done: &mut BTreeSet<ModulePath>,
    way: &mut Vec<ModulePath>,
) -> Option<Vec<ModulePath>> {
    if let Some(start) = way.iter().position(|known| known == module) {
        let circle = way[start..].iter().chain([module]);
        return Some(circle.cloned().collect());
    }
    if !done.insert(module.clone()) {
        return None;
    }
    way.push(module.clone());
    let targets = graph.get(module).into_iter().flatten();
    let circle = targets
        .into_iter()
        .find_map(|target| visit(graph, target, done, way));
    way.pop();
    circle
}
