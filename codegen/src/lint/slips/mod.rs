//! Slips that leave a document valid and change what is generated from it.

mod keywords;
mod pattern;
mod required;
mod values;
mod warning;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::formats::Formats;
use crate::openapi::model::Resolved;
use crate::source::tree::{NodeId, Tree};
use required::Required;

/// Looks for slips in a resolved document. In a document of one's own, `strict`, an operation without an id is one.
pub(crate) fn slips(
    tree: &Tree,
    resolved: &Resolved,
    formats: &Formats,
    strict: bool,
    diagnostics: &mut Diagnostics,
) {
    let mut required = Required::new(resolved);
    for (id, schema) in resolved.schemas.iter() {
        required.check(id, schema, diagnostics);
        values::repeated(tree, schema, diagnostics);
        values::rows(tree, schema, diagnostics);
        keywords::limits(tree, schema, diagnostics);
        keywords::format(tree, formats, schema, diagnostics);
        pattern::patterns(tree, resolved, schema, diagnostics);
    }
    operations(tree, resolved, strict, diagnostics);
}

/// Warns about operations without an id, which are named by their method and path: where others have one, it was
/// forgotten.
fn operations(tree: &Tree, resolved: &Resolved, strict: bool, diagnostics: &mut Diagnostics) {
    let has_id = |at: &NodeId| tree.get(*at, "operationId").is_some();
    let operations = resolved.operations.iter().map(|operation| operation.at);
    let (with, without): (Vec<NodeId>, Vec<NodeId>) = operations.partition(has_id);
    if with.is_empty() && !strict {
        return;
    }
    for at in without {
        let message = "an operation has no `operationId`: it is named by its method and path";
        let warning = Diagnostic::warning("missing-key", Place::Key(at), message);
        let warning = warning.label("has no `operationId`");
        diagnostics.push(warning.help("add an `operationId`, which stays when the path changes"));
    }
}
