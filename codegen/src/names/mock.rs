//! Names of the mock's methods and items. Its module has a scope of its own.

use super::name::Name;
use super::reserved::is_reserved_mock_method;
use super::scope::{NameRequest, Scope};
use super::spelling::ident;
use crate::diagnostic::Diagnostics;
use crate::ir::Operation;

/// Names the mock's methods like the client's, where the mock has no other of that name.
pub(super) fn methods(operations: &[Operation], client: &[Name]) -> Vec<Name> {
    let mut scope = Scope::new("the mock", is_reserved_mock_method, "operation");
    for (operation, method) in operations.iter().zip(client) {
        scope.request(NameRequest {
            spelled: method.unraw().to_owned(),
            raw: method.unraw().to_owned(),
            kind: None,
            at: operation.origin.at,
            name_override: None,
        });
    }
    // The client's are all different.
    scope.assign(&mut Diagnostics::default())
}

/// Names the struct of a received call.
pub(super) fn received(operation: &Name) -> Name {
    let name = operation.unraw();
    let stem = name.strip_suffix("Operation").unwrap_or(name);
    ident(&format!("{stem}Received"))
}
