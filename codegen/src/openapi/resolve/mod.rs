//! Stage 2: every `$ref` becomes an id or a diagnostic, and everything gets what it inherits.
//!
//! An operation with an error in it is left out, and the others stay.

mod cycle;
mod dynamic;
pub mod model;
mod operation;
mod parameter;
mod path;
mod reference;
mod schema;
mod security;
mod server;
pub(crate) mod targets;

use std::collections::BTreeSet;

use crate::diagnostic::Diagnostics;
use crate::openapi::read::Reader;
use crate::openapi::read::model::{Components, Document, Store};
use crate::source::tree::{NodeId, Tree};
use model::Resolved;

/// Follows the references of a document.
pub fn resolve(tree: &Tree, document: Document, diagnostics: &mut Diagnostics) -> Resolved {
    let Document {
        at,
        info,
        servers,
        tags,
        security,
        paths,
        components,
        pagination,
        store,
    } = document;
    let mut resolver = Resolver {
        tree,
        components,
        store,
        diagnostics,
        whole_files: BTreeSet::new(),
        says_security: tree.get(at, "security").is_some(),
        bindings: dynamic::Bindings::default(),
    };
    let security_schemes = resolver.security_schemes();
    let servers = resolver.root_servers(at, servers);
    let security = resolver.security(&security);
    let (operations, left_out) = resolver.operations(paths, &security);
    let schemas = resolver.schemas();
    let components = resolver.components.schemas;
    let whole_files = resolver.whole_files;
    let says_security = resolver.says_security;
    Resolved {
        at,
        info,
        servers,
        tags,
        security_schemes,
        says_security,
        operations,
        schemas,
        components,
        pagination,
        whole_files,
        left_out,
    }
}

struct Resolver<'a> {
    tree: &'a Tree,
    components: Components,
    store: Store,
    diagnostics: &'a mut Diagnostics,
    /// The roots of the files that are referred to as a whole.
    whole_files: BTreeSet<NodeId>,
    says_security: bool,
    /// What is known of `$dynamicRef`s.
    bindings: dynamic::Bindings,
}

impl Resolver<'_> {
    /// Reads what wasn't read before because only a reference leads there.
    const fn reader(&mut self) -> Reader<'_> {
        Reader {
            tree: self.tree,
            store: &mut self.store,
            diagnostics: self.diagnostics,
        }
    }
}
