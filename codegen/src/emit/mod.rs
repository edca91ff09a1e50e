//! Makes the tokens of the generated code.
//!
//! Takes the IR, the facts about it, its names and its modules. Gives the tokens of one group of items after the other.
//! Knows nothing of documents, and can't fail: what can't be is a defect.
//!
//! One file per subject, with one function per item: first the holes, then one `quote!` that reads like the output. Code
//! without holes is in the runtime, under the one path that every file imports.

mod aliases;
mod arguments;
mod bodies;
mod cfg;
mod client;
mod context;
mod docs;
mod enums;
mod example;
mod headers;
mod here;
mod imports;
mod mock;
mod name;
mod operations;
mod pages;
mod paths;
mod requests;
mod resources;
mod responses;
mod root;
mod servers;
mod setters;
mod snippets;
mod structs;
mod styles;
mod types;
mod unions;

pub use context::{Context, CrateInfo};
pub use example::{Entry, entries, first_program};
pub use snippets::Snippets;

pub(crate) use cfg::{BOTH_WAYS, cfg_of};
pub(crate) use here::Here;
pub(crate) use imports::{Mentions, in_use};

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Item, ItemKind, TypeId};
use crate::modules::{Content, Group, Nested};

/// Makes the tokens of a group.
#[must_use]
pub fn tokens(cx: Context<'_>, group: &Group) -> TokenStream {
    match &group.content {
        Content::Root(modules) => root::root(cx, modules),
        Content::Modules(modules) | Content::PublicModules(modules) => {
            root::submodules(cx, modules)
        }
        // What stands in a module is emitted group by group, and its imports when that is known.
        Content::Nested(_) | Content::Imports(_) => TokenStream::new(),
        Content::Resource(index) => resources::resource(cx, *index),
        Content::ImportsOfTypes { from, ids, is_used } => imports::types(cx, *from, ids, *is_used),
        Content::Client => client::client(cx),
        Content::Operation(index) => {
            let found = cx.operation(*index);
            let tokens =
                found.map(|(operation, names)| operations::operation(cx, *index, operation, names));
            tokens.unwrap_or_default()
        }
        Content::Mock => mock::mock(cx),
        Content::MockOperation { index, depth } => {
            let found = cx.operation(*index).zip(cx.examples(*index));
            let tokens = found.map(|((operation, names), examples)| {
                mock::operation(cx, operation, names, examples, *depth)
            });
            tokens.unwrap_or_default()
        }
        Content::Type(id) => type_item(cx, *id, cx.api.item(*id)),
    }
}

fn type_item(cx: Context<'_>, id: TypeId, item: &Item) -> TokenStream {
    match &item.kind {
        ItemKind::Struct(object) => structs::item(cx, id, item, object),
        ItemKind::Enum(values) => enums::item(cx, id, item, values),
        ItemKind::KeyedUnion(union) => unions::keyed(cx, id, item, union),
        ItemKind::TaggedUnion(union) => unions::tagged(cx, id, item, union),
        ItemKind::UntaggedUnion(union) => unions::untagged(cx, id, item, union),
        ItemKind::Text => types::text(cx, id, item),
        ItemKind::Alias(ty) => types::alias(cx, id, item, ty),
        ItemKind::Tuple(types) => types::tuple(cx, id, item, types),
        ItemKind::Headers(list) => headers::item(cx, id, item, list),
        ItemKind::Failures(list) => responses::failures(cx, id, item, list),
    }
}

/// Makes the tokens of a module inside of a file, without what stands in it.
#[must_use]
pub fn nested(nested: &Nested, cfg: &TokenStream) -> TokenStream {
    let name = nested.standing.module.last();
    let docs = docs::line(&nested.title);
    let lint = root::inception_lint(&nested.standing.module);
    quote!(#[doc = #docs] #cfg #lint pub mod #name;)
}
