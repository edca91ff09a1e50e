//! IR + facts + names → tokens. Nothing here can fail.
//!
//! One function an item: first the holes, then one `quote!` in the shape of the output. What has no hole stands in the
//! runtime, under the one path that every file imports.

mod bodies;
mod client;
mod enums;
mod gates;
mod imports;
mod layout;
mod mock;
mod name;
mod operations;
mod pages;
mod replies;
mod servers;
mod structs;
mod topics;
mod types;
mod unions;

pub use crate::rustdoc::visible_line;
pub(crate) use gates::BOTH_WAYS;

pub use imports::ImportFrom;
pub use layout::{File, Group, Import};

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

use crate::analyze::{Facts, FeatureSet};
use crate::ir::{Api, Docs, Item, ItemKind, TypeId};
use crate::names::{Name, Names};
use crate::rustdoc;

/// The crate that is generated into.
#[derive(Clone, Debug)]
pub struct CrateInfo {
    /// The name and version that are sent as the user agent, where they are not those that Cargo knows.
    pub package: Option<(String, String)>,
    /// The file with the crate's root.
    pub root: String,
    /// Whether it is a module of somebody's crate, who uses what they need of it.
    pub module: bool,
    /// Whether it has a module `mock`, behind a feature of that name.
    pub mock: bool,
}

/// What makes the tokens of a crate, group by group.
///
/// The groups don't depend on each other, so that they can be made side by side.
#[derive(Clone, Copy, Debug)]
pub struct Emitter<'a> {
    api: &'a Api,
    facts: &'a Facts,
    names: &'a Names,
    info: &'a CrateInfo,
}

impl<'a> Emitter<'a> {
    /// Takes what the stages before made.
    #[must_use]
    pub const fn new(
        api: &'a Api,
        facts: &'a Facts,
        names: &'a Names,
        info: &'a CrateInfo,
    ) -> Self {
        Self {
            api,
            facts,
            names,
            info,
        }
    }

    /// The files of the crate, the root first.
    #[must_use]
    pub fn files(&self) -> Vec<File> {
        layout::layout(self, self.info)
    }

    /// The tokens of a group.
    #[must_use]
    pub fn tokens(&self, group: &Group) -> TokenStream {
        match group {
            Group::Root(modules) => self.root(modules),
            Group::Modules(modules) => self.submodules(modules),
            Group::Imports(imports) => imports
                .iter()
                .map(|import| import_tokens(*import))
                .collect(),
            Group::ImportsOfSome(imports) => {
                let imports = imports.iter().map(|import| import_tokens(*import));
                quote!(#(#[allow(unused_imports)] #imports)*)
            }
            Group::ImportsOfTypes { from, ids, .. } => self.import_types(*from, ids),
            Group::Client => self.client(),
            Group::Operation(index) => {
                let operation = self
                    .api
                    .operations
                    .get(*index)
                    .zip(self.names.operation(*index));
                operation
                    .map(|(operation, names)| self.operation(operation, names))
                    .unwrap_or_default()
            }
            Group::Mock => self.mock(),
            Group::Double { index, depth } => self.double(*index, *depth),
            Group::Type(id) => self.item(*id, self.api.item(*id)),
        }
    }

    fn root(&self, modules: &[(String, FeatureSet)]) -> TokenStream {
        let allow = self.has_deprecated().then(|| quote!(#[allow(deprecated)]));
        let (names, gates) = self.gated(modules);
        let (unused, unimported) = self
            .info
            .module
            .then(|| {
                (
                    quote!(#[allow(dead_code, unused_imports)]),
                    quote!(#[allow(unused_imports)]),
                )
            })
            .unzip();
        let mock = self.info.mock.then(|| {
            quote! {
                /// A server on loopback in place of the API, for the tests of those who call it.
                #[cfg(feature = "mock")]
                #unused
                #allow
                pub mod mock;
            }
        });
        quote! {
            #(#gates #unused #allow mod #names;)*
            #mock
            #(#gates #unimported pub use self::#names::*;)*
            #unimported
            pub use openapi_bindgen_runtime as runtime;
            #unimported
            pub use openapi_bindgen_runtime::SecretKey;
        }
    }

    /// The modules, and what stands before each.
    fn gated(&self, modules: &[(String, FeatureSet)]) -> (Vec<Ident>, Vec<TokenStream>) {
        let gated = modules.iter();
        gated
            .map(|(name, needs)| (format_ident!("{name}"), self.gate(needs)))
            .unzip()
    }

    fn submodules(&self, modules: &[(String, FeatureSet)]) -> TokenStream {
        let (names, gates) = self.gated(modules);
        quote! {
            #(#gates mod #names;)*
            #(#gates pub use self::#names::*;)*
        }
    }

    fn item(&self, id: TypeId, item: &Item) -> TokenStream {
        match &item.kind {
            ItemKind::Struct(object) => self.structure(id, item, object),
            ItemKind::Enum(values) => self.enumeration(id, item, values),
            ItemKind::KeyedUnion(union) => self.keyed_union(id, item, union),
            ItemKind::TaggedUnion(union) => self.tagged_union(id, item, union),
            ItemKind::UntaggedUnion(union) => self.untagged_union(id, item, union),
            ItemKind::Text => self.text(id, item),
            ItemKind::Alias(ty) => self.alias(id, item, ty),
            ItemKind::Tuple(types) => self.tuple(id, item, types),
        }
    }

    fn has_deprecated(&self) -> bool {
        let operations = self.api.operations.iter();
        let mut said = operations.flat_map(|operation| {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.docs);
            std::iter::once(&operation.docs).chain(parameters)
        });
        said.any(|docs| docs.deprecated) || self.api.types.rows().any(item_has_deprecated)
    }
}

fn item_has_deprecated(item: &Item) -> bool {
    let inside = match &item.kind {
        ItemKind::Struct(object) => object.fields.iter().any(|field| field.docs.deprecated),
        ItemKind::Enum(values) => values.values.iter().any(|value| value.docs.deprecated),
        ItemKind::KeyedUnion(union) => union.variants.iter().any(|variant| variant.docs.deprecated),
        ItemKind::TaggedUnion(union) => {
            union.variants.iter().any(|variant| variant.docs.deprecated)
        }
        ItemKind::UntaggedUnion(union) => {
            union.variants.iter().any(|variant| variant.docs.deprecated)
        }
        ItemKind::Text | ItemKind::Alias(_) | ItemKind::Tuple(_) => false,
    };
    inside || item.docs.deprecated
}

/// A setter is named after what it sets, also where a trait of operators has a method of that name.
fn operator_lint(name: &Name) -> Option<TokenStream> {
    const OPERATORS: [&str; 10] = [
        "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
    ];
    let listed = OPERATORS.iter().any(|operator| name.as_str() == *operator);
    listed.then(|| quote!(#[allow(clippy::should_implement_trait)]))
}

/// So many modules up.
fn up(depth: usize) -> TokenStream {
    std::iter::repeat_n(quote!(super::), depth).collect()
}

fn import_tokens(import: Import) -> TokenStream {
    match import {
        Import::Runtime => quote!(
            use openapi_bindgen_runtime as runtime;
        ),
        Import::Client(depth) => {
            let up = up(depth);
            quote!(use #up client::{Call, Client};)
        }
        Import::Api => quote!(
            use super::{API, Client};
        ),
        Import::Mock => quote!(
            use super::Mock;
        ),
    }
}

/// The documentation of an item, a field or a variant, as attributes; the fallback where the document says nothing.
fn docs(docs: &Docs, fallback: &str) -> TokenStream {
    let text = docs.text.as_deref().unwrap_or(fallback);
    let mut lines = rustdoc::rustdoc(text);
    if lines.is_empty() {
        lines = rustdoc::rustdoc(fallback);
    }
    if !docs.notes.is_empty() {
        lines.push(String::new());
        lines.extend(rustdoc::rustdoc(&docs.notes.join(" ")));
    }
    let lines = lines.into_iter().map(|line| {
        if line.is_empty() {
            raw_string("")
        } else {
            raw_string(&format!(" {line}"))
        }
    });
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#(#[doc = #lines])* #deprecated)
}

/// A text as a raw string literal where it can be one. Escapes are worked out character by character, here and in the
/// formatter: for the documentation of a large API they would cost a tenth of all time.
fn raw_string(text: &str) -> Literal {
    const MOST_HASHES: usize = 4;
    let fences = (0..MOST_HASHES).map(|count| "#".repeat(count));
    let fence = fences
        .into_iter()
        .find(|fence| !text.contains(&format!("\"{fence}")));
    let raw = fence.and_then(|fence| format!("r{fence}\"{text}\"{fence}").parse().ok());
    raw.unwrap_or_else(|| Literal::string(text))
}
