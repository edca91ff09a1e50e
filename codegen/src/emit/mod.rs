//! Makes the tokens of the generated code.
//!
//! Takes the IR, the facts about it, its names and its modules. Gives the tokens of one group of items after the other.
//! Knows nothing of documents, and can't fail: what can't be is a defect.
//!
//! One file per subject, with one function per item: first the holes, then one `quote!` that reads like the output. Code
//! without holes is in the runtime, under the one path that every file imports.

mod aliases;
mod bodies;
mod cfg;
mod client;
mod docs;
mod enums;
mod imports;
mod mock;
mod name;
mod operations;
mod pages;
mod requests;
mod responses;
mod root;
mod servers;
mod structs;
mod types;
mod unions;

pub(crate) use cfg::{BOTH_WAYS, group_cfg};

use proc_macro2::TokenStream;

use crate::analyze::Facts;
use crate::defect::Certain as _;
use crate::ir::{Api, Examples, Item, ItemKind, Operation, TypeId};
use crate::modules::{Content, Group};
use crate::names::{Names, OperationNames};

/// The crate that is generated.
#[derive(Clone, Debug)]
pub struct CrateInfo {
    /// The name and version for the user agent. Without them, they are those of the crate that compiles the code.
    pub package: Option<(String, String)>,
    /// The path of the file with the crate's root.
    pub root: String,
    /// Whether the code is a module of a crate that uses only some of it.
    pub module: bool,
    /// Whether there is a module `mock`, behind a Cargo feature of that name.
    pub mock: bool,
}

/// What emission reads.
///
/// Groups don't depend on each other, so their tokens can be made on several threads.
#[derive(Clone, Copy, Debug)]
pub struct Context<'a> {
    pub api: &'a Api,
    pub facts: &'a Facts,
    pub names: &'a Names,
    pub info: &'a CrateInfo,
}

impl<'a> Context<'a> {
    /// Returns an operation with its names.
    #[track_caller]
    fn operation(self, index: usize) -> Option<(&'a Operation, &'a OperationNames)> {
        let operation = self.api.operations.get(index);
        let named = operation.map(|it| Some((it, self.names.operation(index))));
        named.certain("each operation is in the table")
    }

    /// Returns what a mock shows of an operation.
    #[track_caller]
    fn examples(self, index: usize) -> Option<&'a Examples> {
        let examples = self.api.examples.get(index);
        examples.map(Some).certain("each operation has examples")
    }
}

/// Makes the tokens of a group.
#[must_use]
pub fn tokens(cx: Context<'_>, group: &Group) -> TokenStream {
    match &group.content {
        Content::Root(modules) => root::root(cx, modules),
        Content::Modules(modules) => root::submodules(cx, modules),
        Content::Imports(list) => imports::all(list),
        Content::ImportsOfSome(list) => imports::some(list),
        Content::ImportsOfTypes { from, ids } => imports::types(cx, *from, ids),
        Content::Client => client::client(cx),
        Content::Operation(index) => {
            let found = cx.operation(*index);
            let tokens =
                found.map(|(operation, names)| operations::operation(cx, operation, names));
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
    }
}
