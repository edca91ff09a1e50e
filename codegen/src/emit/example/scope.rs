//! What an example uses: the one place that says how items of the generated crate are reached.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use crate::emit::Here;
use crate::emit::context::Context;
use crate::ir::{Docs, Type, TypeId};
use crate::names::Name;

/// How many values an example makes at most: beyond, it takes what is missing as an argument.
const MOST_VALUES: usize = 60;

/// What an example uses beside the client.
pub(super) struct Scope<'a> {
    pub(super) cx: Context<'a>,
    /// What is imported from the crate's root: modules, and items where they stand there.
    imported: BTreeMap<String, TokenStream>,
    /// Whether something deprecated is used.
    pub(super) deprecated: bool,
    /// What is given from outside: a variable and its type.
    pub(super) given: Vec<(String, TokenStream)>,
    /// How many values there may still be.
    left: usize,
    /// The types whose values are being made.
    pub(super) open: BTreeSet<TypeId>,
}

impl<'a> Scope<'a> {
    pub(super) const fn new(cx: Context<'a>) -> Self {
        Self {
            cx,
            imported: BTreeMap::new(),
            deprecated: false,
            given: Vec::new(),
            left: MOST_VALUES,
            open: BTreeSet::new(),
        }
    }

    /// Counts a value. Returns nothing where there are too many.
    pub(super) fn count(&mut self) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        Some(())
    }

    /// Returns the path of a type as the example spells it, and imports what it begins with.
    pub(super) fn path(&mut self, id: TypeId) -> TokenStream {
        let docs = &self.cx.api.item(id).docs;
        self.note(docs);
        let names = self.cx.names.of(id);
        self.item(&names.module, &names.name)
    }

    /// Returns the path of an item in a public module, and imports what it begins with.
    pub(super) fn item(&mut self, module: &[Name], name: &Name) -> TokenStream {
        let first = module.first().unwrap_or(name);
        self.imported
            .insert(first.as_str().to_owned(), quote!(#first));
        quote!(#(#module::)* #name)
    }

    /// Returns the path of a type of the runtime.
    pub(super) fn runtime(&mut self, name: &str) -> TokenStream {
        let name = format_ident!("{name}");
        self.imported.insert("runtime".to_owned(), quote!(runtime));
        quote!(runtime::#name)
    }

    /// Takes note of what is deprecated.
    pub(super) fn note(&mut self, docs: &Docs) {
        self.deprecated |= docs.deprecated;
    }

    /// Takes a value from outside: a parameter of the function around the example.
    pub(super) fn give(&mut self, variable: &Name, ty: &Type) -> TokenStream {
        let ty = crate::emit::types::spell(self.cx.at(Here::default()), ty);
        self.given.push((variable.as_str().to_owned(), ty));
        quote!(#variable)
    }

    /// Returns the `use` item; nothing where nothing is imported.
    pub(super) fn imports(&self) -> Option<TokenStream> {
        let root = self.root();
        let paths: Vec<&TokenStream> = self.imported.values().collect();
        match paths.as_slice() {
            [] => None,
            [only] => Some(quote!(use #root::#only;)),
            several => Some(quote!(use #root::{#(#several),*};)),
        }
    }

    /// Returns the path of the crate's root.
    pub(super) fn root(&self) -> TokenStream {
        root(self.cx)
    }
}

/// Returns the path of the crate's root, as a caller writes it.
pub(super) fn root(cx: Context<'_>) -> TokenStream {
    let path = cx.info.crate_path.as_deref().unwrap_or("api");
    path.parse().unwrap_or_else(|_| quote!(api))
}
