//! Names of the mock's methods and items. Its module has a scope of its own.

use super::name::Name;
use super::place::ModulePath;
use super::reserved::is_reserved_mock_method;
use super::scope::{NameRequest, Scope};
use super::spelling::{ident, upper_camel};
use crate::diagnostic::Diagnostics;
use crate::ir::Operation;

/// Names the mock's methods like the client's, after the resources that lead to them, where the mock has no other of
/// that name.
pub(super) fn methods(
    operations: &[Operation],
    methods: &[Name],
    modules: &[ModulePath],
) -> Vec<Name> {
    let mut scope = Scope::new("the mock", is_reserved_mock_method, "operation");
    let named = methods.iter().zip(modules);
    for (operation, (method, module)) in operations.iter().zip(named) {
        let spelled = match module.as_slice() {
            [] => method.unraw().to_owned(),
            path => path.join("_"),
        };
        scope.request(NameRequest {
            raw: spelled.clone(),
            spelled,
            kind: None,
            at: operation.origin.at,
            name_override: None,
        });
    }
    // The client's are all different.
    scope.assign(&mut Diagnostics::default())
}

/// Names the struct of a received call.
pub(super) fn received(operation: &Name, mock: &Name, module: &ModulePath) -> Name {
    let name = operation.unraw();
    let stem = name.strip_suffix("Operation").unwrap_or(name);
    match module.as_slice() {
        [] => ident(&format!("{stem}Received")),
        _ => ident(&format!(
            "{}Received",
            upper_camel(&[mock.unraw().to_owned()])
        )),
    }
}
