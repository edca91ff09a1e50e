//! The document as OpenAPI knows it: from a tree of values to one model, with the references followed.

pub(crate) mod read;
mod resolve;
pub(crate) mod segments;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostics;
use crate::source::tree::Tree;

pub(crate) use read::{file_references, keep_spellings, read_rules};
pub(crate) use resolve::{model, targets};

/// Reads the document of a tree and follows its references. `aliases` are other spellings of the extensions' names.
pub(crate) fn read(
    tree: &Tree,
    aliases: BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) -> Option<model::Resolved> {
    let document = read::read(tree, aliases, diagnostics)?;
    Some(resolve::resolve(tree, document, diagnostics))
}
