//! IR + facts + names → tokens. Nothing here can fail.
//!
//! One function an item: first the holes, then one `quote!` in the shape of the output. What has no hole stands in the
//! runtime, under the one path that every file imports.

mod client;
mod docs;
mod enums;
mod operations;
mod replies;
mod structs;
mod types;
mod unions;

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use crate::analyze::Facts;
use crate::ir::{Api, Docs, Item, Shape, TypeId};
use crate::names::Names;

/// A file of the output: its path, and its items in groups.
#[derive(Clone, Debug)]
pub struct File {
    /// Relative to the output folder.
    pub path: String,
    /// What the file is, for its first line.
    pub title: String,
    /// Each group is an item and what belongs to it.
    pub groups: Vec<TokenStream>,
}

impl File {
    /// The module that the file holds.
    fn module(&self) -> &'static str {
        match self.path.as_str() {
            "client.rs" => "client",
            "operations.rs" => "operations",
            _ => "types",
        }
    }
}

/// The crate that is generated into.
#[derive(Clone, Debug)]
pub struct CrateInfo {
    /// The package's name, sent as the user agent.
    pub name: String,
    /// The package's version, sent as the user agent.
    pub version: String,
    /// The file with the crate's root.
    pub root: String,
}

/// Emits the whole crate.
#[must_use]
pub fn emit(api: &Api, facts: &Facts, names: &Names, info: &CrateInfo) -> Vec<File> {
    let emitter = Emitter { api, facts, names };
    let modules = [
        emitter.client_file(info),
        emitter.operations_file(),
        emitter.types_file(),
    ];
    let modules: Vec<File> = modules
        .into_iter()
        .filter(|file| !file.groups.is_empty())
        .collect();
    std::iter::once(emitter.root(info, &modules))
        .chain(modules)
        .collect()
}

struct Emitter<'a> {
    api: &'a Api,
    facts: &'a Facts,
    names: &'a Names,
}

impl Emitter<'_> {
    fn root(&self, info: &CrateInfo, modules: &[File]) -> File {
        let allow = self.has_deprecated().then(|| quote!(#[allow(deprecated)]));
        let names: Vec<Ident> = modules
            .iter()
            .map(|file| format_ident!("{}", file.module()))
            .collect();
        let modules = quote!(#(#allow mod #names;)*);
        let exports = quote! {
            #(pub use self::#names::*;)*
            pub use openapi_bindgen_runtime as runtime;
            pub use openapi_bindgen_runtime::SecretKey;
        };
        File {
            path: info.root.clone(),
            title: self.api.title.clone(),
            groups: vec![modules, exports],
        }
    }

    fn types_file(&self) -> File {
        let items = self.api.items().map(|(id, item)| self.item(id, item));
        let mut groups: Vec<TokenStream> = items.collect();
        if !groups.is_empty() {
            groups.insert(
                0,
                quote!(
                    use openapi_bindgen_runtime as runtime;
                ),
            );
        }
        File {
            path: "types.rs".to_owned(),
            title: "The types of the API's schemas.".to_owned(),
            groups,
        }
    }

    fn item(&self, id: TypeId, item: &Item) -> TokenStream {
        match &item.shape {
            Shape::Struct(object) => self.structure(id, item, object),
            Shape::Enum(values) => self.enumeration(id, item, values),
            Shape::SiblingUnion(union) => self.sibling_union(id, item, union),
            Shape::TaggedUnion(union) => self.tagged_union(id, item, union),
            Shape::ShapeUnion(union) => self.shape_union(id, item, union),
            Shape::Text => self.text(id, item),
            Shape::Alias(ty) => self.alias(id, item, ty),
        }
    }

    fn has_deprecated(&self) -> bool {
        let operations = self.api.operations.iter();
        let mut said = operations.flat_map(|operation| {
            let parameters = operation.parameters.iter().map(|parameter| &parameter.docs);
            std::iter::once(&operation.docs).chain(parameters)
        });
        said.any(|docs| docs.deprecated) || self.api.types.iter().any(item_has_deprecated)
    }
}

fn item_has_deprecated(item: &Item) -> bool {
    let inside = match &item.shape {
        Shape::Struct(object) => object.fields.iter().any(|field| field.docs.deprecated),
        Shape::Enum(values) => values.values.iter().any(|value| value.docs.deprecated),
        Shape::SiblingUnion(union) => union.variants.iter().any(|variant| variant.docs.deprecated),
        Shape::TaggedUnion(union) => union.variants.iter().any(|variant| variant.docs.deprecated),
        Shape::ShapeUnion(union) => union.variants.iter().any(|variant| variant.docs.deprecated),
        Shape::Text | Shape::Alias(_) => false,
    };
    inside || item.docs.deprecated
}

/// A setter is named after what it sets, also where a trait of operators has a method of that name.
fn operator_lint(name: &Ident) -> Option<TokenStream> {
    const OPERATORS: [&str; 10] = [
        "add", "bitand", "bitor", "bitxor", "div", "mul", "rem", "shl", "shr", "sub",
    ];
    let listed = OPERATORS.iter().any(|operator| name == operator);
    listed.then(|| quote!(#[allow(clippy::should_implement_trait)]))
}

/// The documentation of an item, a field or a variant, as attributes; the fallback where the document says nothing.
fn docs(docs: &Docs, fallback: &str) -> TokenStream {
    let text = docs.text.as_deref().unwrap_or(fallback);
    let mut lines = docs::rustdoc(text);
    if lines.is_empty() {
        lines = docs::rustdoc(fallback);
    }
    if !docs.notes.is_empty() {
        lines.push(String::new());
        lines.extend(docs::rustdoc(&docs.notes.join(" ")));
    }
    let lines = lines.into_iter().map(|line| {
        if line.is_empty() {
            line
        } else {
            format!(" {line}")
        }
    });
    let deprecated = docs.deprecated.then(|| quote!(#[deprecated]));
    quote!(#(#[doc = #lines])* #deprecated)
}
