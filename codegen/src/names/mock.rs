//! The mock's methods and items. Its module has a scope of its own.

use super::name::Name;
use super::reserved::is_reserved_mock_method;
use super::scope::{Scope, Wanted};
use super::spelling::ident;
use crate::diagnostic::Diagnostics;
use crate::ir::Operation;

/// As the client's methods, where the mock has no other of that name.
pub(super) fn methods(operations: &[Operation], client: &[Name]) -> Vec<Name> {
    let mut scope = Scope::new("the mock", is_reserved_mock_method, "operation");
    for (operation, method) in operations.iter().zip(client) {
        scope.want(Wanted {
            spelled: method.unraw().to_owned(),
            raw: method.unraw().to_owned(),
            kind: None,
            at: operation.origin.at,
            wish: None,
        });
    }
    // No two of the client's are the same.
    scope.assign(&mut Diagnostics::default())
}

/// What a call is read back as.
pub(super) fn received(operation: &Name) -> Name {
    let name = operation.unraw();
    let stem = name.strip_suffix("Operation").unwrap_or(name);
    ident(&format!("{stem}Received"))
}
