//! What an output declares.

use std::collections::{BTreeMap, BTreeSet};

use crate::inlined::inlined;
use openapi_bindgen::Generated;
use quote::ToTokens;

/// Names by the scope that they stand in.
#[derive(Debug, Default, PartialEq)]
pub struct Declared {
    /// The names of each scope, sorted.
    pub scopes: BTreeMap<String, Vec<String>>,
    /// The words that each alias is spelled with.
    aliases: BTreeMap<String, Vec<String>>,
    /// The structs of resources.
    resources: BTreeSet<String>,
    /// How many implementations of the runtime's trait for operations there are.
    pub operations: usize,
}

/// A public module: its path from the crate's root.
type Module = Vec<String>;

/// Reads all files; each has to be Rust, and to be reached.
pub fn declared(generated: &Generated) -> Result<Declared, String> {
    let root = inlined(&generated.files)?;
    let mut declared = Declared::default();
    root.items
        .iter()
        .for_each(|item| declared.item(item, &Module::new()));
    declared.scopes.values_mut().for_each(|names| names.sort());
    Ok(declared)
}

impl Declared {
    /// The module that a declaration makes: none of its own where it is private, since all of it is re-exported.
    fn inner(&mut self, item: &syn::ItemMod, module: &Module) -> Module {
        let mut inner = module.clone();
        if matches!(item.vis, syn::Visibility::Public(_)) {
            self.name(&scope("types", module), &item.ident);
            inner.push(plain(&item.ident));
        }
        inner
    }

    fn name(&mut self, scope: &str, name: &impl ToString) {
        self.scopes
            .entry(scope.to_owned())
            .or_default()
            .push(plain(name));
    }

    fn item(&mut self, item: &syn::Item, module: &Module) {
        let types = scope("types", module);
        match item {
            syn::Item::Struct(item) => {
                self.name(&types, &item.ident);
                let scope = scope(&format!("struct {}", item.ident), module);
                let names = item.fields.iter().filter_map(|field| field.ident.as_ref());
                names.for_each(|name| self.name(&scope, name));
            }
            syn::Item::Enum(item) => {
                self.name(&types, &item.ident);
                let scope = scope(&format!("enum {}", item.ident), module);
                item.variants
                    .iter()
                    .for_each(|variant| self.name(&scope, &variant.ident));
            }
            syn::Item::Type(item) => {
                self.name(&types, &item.ident);
                let spelled = item.ty.to_token_stream().to_string().replace(" :: ", "::");
                let words = spelled.split(' ').map(|word| absolute(word, module));
                let name = absolute(&item.ident.to_string(), module);
                self.aliases.insert(name, words.collect());
            }
            syn::Item::Macro(item) => self.resource(item, module),
            syn::Item::Use(item) => self.export(&item.tree, module),
            syn::Item::Impl(item) => self.implementation(item, module),
            syn::Item::Mod(item) => {
                let inner = self.inner(item, module);
                let items = item.content.iter().flat_map(|(_, items)| items);
                items.for_each(|item| self.item(item, &inner));
            }
            _ => {}
        }
    }

    /// What is exported under another name is an alias.
    fn export(&mut self, tree: &syn::UseTree, module: &Module) {
        let mut path = Vec::new();
        let mut tree = tree;
        while let syn::UseTree::Path(step) = tree {
            path.push(step.ident.to_string());
            tree = &step.tree;
        }
        if let syn::UseTree::Rename(renamed) = tree
            && renamed.rename != "runtime"
        {
            path.push(renamed.ident.to_string());
            self.name(&scope("types", module), &renamed.rename);
            let name = absolute(&renamed.rename.to_string(), module);
            let meant = absolute(&path.join("::"), module);
            self.aliases.insert(name, vec![meant]);
        }
    }

    /// The struct that a resource's macro makes.
    fn resource(&mut self, item: &syn::ItemMacro, module: &Module) {
        let is_resource = |segment: &syn::PathSegment| segment.ident == "resource";
        if item.mac.path.segments.last().is_some_and(is_resource)
            && let Some(proc_macro2::TokenTree::Ident(name)) =
                item.mac.tokens.clone().into_iter().next()
        {
            self.name(&scope("types", module), &name);
            self.resources.insert(absolute(&name.to_string(), module));
        }
    }

    fn implementation(&mut self, item: &syn::ItemImpl, module: &Module) {
        let of = item.self_ty.to_token_stream().to_string();
        let of = absolute(&of.replace(" :: ", "::"), module);
        if let Some((path, _)) = &item.trait_ {
            let path = path.to_token_stream().to_string();
            self.operations += usize::from(path == "runtime :: Operation");
            self.name("implementations", &format!("{path} for {of}"));
            return;
        }
        // With any transport, and of whichever module imports it.
        let is_client = |name: &str| name == "Client" || name.starts_with("Client <");
        let of = match of.rsplit("::").next().is_some_and(is_client) {
            true => "Client".to_owned(),
            false => of.split(" <").next().unwrap_or_default().to_owned() + &arguments(&of),
        };
        let functions = item.items.iter().filter_map(|item| match item {
            syn::ImplItem::Fn(function) => Some(&function.sig),
            _ => None,
        });
        for function in functions {
            self.name(&format!("impl {of}"), &function.ident);
            let scope = format!("fn {of} {}", function.ident);
            let arguments = function.inputs.iter().filter_map(|input| match input {
                syn::FnArg::Typed(input) => Some(input.pat.to_token_stream().to_string()),
                syn::FnArg::Receiver(_) => None,
            });
            arguments.for_each(|argument| self.name(&scope, &argument));
        }
    }

    /// A name that stands twice in its scope.
    pub fn repeated(&self) -> Option<String> {
        self.scopes.iter().find_map(|(scope, names)| {
            let twice = names.windows(2).find(|pair| pair[0] == pair[1])?;
            Some(format!("`{}` twice in {scope}", twice[0]))
        })
    }

    /// A type, module, field, variant or method of an operation that another output doesn't have. What a function takes
    /// and what a type implements is told by required members; which functions make a type, by who sends it; what an
    /// alias has, by the type that it stands for.
    pub fn not_in(&self, other: &Self) -> Option<String> {
        let known: BTreeSet<(&String, &String)> = other.names().collect();
        let is_told_by_members = |scope: &str| match scope.strip_prefix("impl ") {
            Some(of) => of != "Client" && !self.resources.contains(of),
            None => scope == "implementations" || scope.starts_with("fn "),
        };
        let is_of_alias = |scope: &str| {
            let of = scope.split_once(' ').map_or(scope, |(_, of)| of);
            let (name, module) = of.split_once(" in ").unwrap_or((of, ""));
            let path = [module, name].join("::");
            other.aliases.contains_key(path.trim_start_matches("::"))
        };
        // The struct of required fields belongs to `new`.
        let is_of_new = |(scope, name): &(&String, &String)| {
            let of = scope.split(" in ").next().unwrap_or_default();
            of.ends_with("Required") || of == "types" && name.ends_with("Required")
        };
        let mut names = self.names().filter(|name| !is_of_new(name));
        let new = names.find(|name| {
            !known.contains(name) && !is_told_by_members(name.0) && !is_of_alias(name.0)
        })?;
        Some(format!("`{}` is new in {}", new.1, new.0))
    }

    fn names(&self) -> impl Iterator<Item = (&String, &String)> {
        let scopes = self.scopes.iter();
        scopes.flat_map(|(scope, names)| names.iter().map(move |name| (scope, name)))
    }

    /// An alias that stands for itself.
    pub fn endless_alias(&self) -> Option<&str> {
        let leads_back = |start: &str| {
            let mut seen = BTreeSet::new();
            let mut open: Vec<&String> = self.aliases[start].iter().collect();
            while let Some(name) = open.pop() {
                if name == start {
                    return true;
                }
                if seen.insert(name) {
                    open.extend(self.aliases.get(name).into_iter().flatten());
                }
            }
            false
        };
        self.aliases
            .keys()
            .map(String::as_str)
            .find(|name| leads_back(name))
    }
}

/// `r#type` and `type` are one name.
fn plain(name: &impl ToString) -> String {
    name.to_string().trim_start_matches("r#").to_owned()
}

fn scope(what: &str, module: &Module) -> String {
    match module.is_empty() {
        true => what.to_owned(),
        false => format!("{what} in {}", module.join("::")),
    }
}

/// The same type by its path from the crate's root.
fn absolute(path: &str, module: &Module) -> String {
    let mut module = module.clone();
    let mut rest = path;
    while let Some(below) = rest.strip_prefix("super::") {
        module.pop();
        rest = below;
    }
    // Each file with operations or types imports the module of the types.
    match rest.starts_with("types::") {
        true => rest.to_owned(),
        false => {
            module
                .iter()
                .map(|name| format!("{name}::"))
                .collect::<String>()
                + rest
        }
    }
}

/// What tells the calls of operations apart: they are one type with arguments.
fn arguments(of: &str) -> String {
    let is_call = of
        .split(" <")
        .next()
        .is_some_and(|name| name.ends_with("Call"));
    if is_call {
        of.to_owned()
    } else {
        String::new()
    }
}
