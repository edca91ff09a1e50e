//! Names of the mock's methods and items. Its module has a scope of its own.

use super::name::Name;
use super::place::ModulePath;
use super::reserved::is_reserved_mock_method;
use super::scope::{JOINT, NameRequest, Scope};
use super::spelling::{ident, upper_camel};
use crate::diagnostic::Diagnostics;
use crate::ir::Operation;
use crate::source::tree::NodeId;

/// The identifiers of a resource's mock.
#[derive(Clone, Debug)]
pub struct ResourceMock {
    /// The method that leads to it.
    pub accessor: Name,
    /// The struct with the mocks of the resource's operations.
    pub ty: Name,
}

/// What the names of the mock depend on.
pub(super) struct Mocked<'n> {
    pub(super) operations: &'n [Operation],
    /// The client's method of each operation.
    pub(super) methods: &'n [Name],
    /// The module of each operation; empty where all are in the crate's root.
    pub(super) modules: &'n [ModulePath],
    /// The resource of each operation; none where the client has it.
    pub(super) resources: &'n [Option<usize>],
}

impl Mocked<'_> {
    /// Names the mock's method of each operation like the client's, where the mock has no other of that name.
    pub(super) fn methods(&self) -> Vec<Name> {
        let mut own = Scope::new("the mock", is_reserved_mock_method, "operation");
        let mut names = self.methods.to_vec();
        let is_own = |index: &usize| self.resources.get(*index).is_none_or(Option::is_none);
        let indices: Vec<usize> = (0..names.len()).filter(is_own).collect();
        for index in &indices {
            let method = self.methods.get(*index).map(|name| name.unraw().to_owned());
            own.request(request(method.unwrap_or_default(), self.place(*index)));
        }
        // The client's are all different.
        let assigned = own.assign(&mut Diagnostics::default());
        for (index, name) in indices.into_iter().zip(assigned) {
            if let Some(method) = names.get_mut(index) {
                *method = name;
            }
        }
        names
    }

    /// Names the struct of a received call, per operation.
    pub(super) fn received(&self, requests: impl Iterator<Item = Name>) -> Vec<Name> {
        let mut scope = Scope::new("the mock", |_| false, "call");
        for (index, (operation, module)) in requests.zip(self.modules).enumerate() {
            let name = operation.unraw();
            let stem = match module.as_slice() {
                [] => name.strip_suffix("Operation").unwrap_or(name).to_owned(),
                path => upper_camel(&[path.join("_")]),
            };
            let raw = match module.as_slice() {
                [] => stem.clone(),
                path => path.join(JOINT),
            };
            let spelled = format!("{stem}Received");
            let request = request(spelled, self.place(index));
            scope.request(NameRequest { raw, ..request });
        }
        scope.assign(&mut Diagnostics::default())
    }

    fn place(&self, index: usize) -> NodeId {
        let operation = self.operations.get(index);
        operation.map_or(NodeId::ROOT, |operation| operation.origin.at)
    }
}

/// Names the mock of each resource.
pub(super) fn resources(modules: &[ModulePath]) -> Vec<ResourceMock> {
    let mut scope = Scope::new("the mock", |_| false, "resource");
    for module in modules {
        let spelled = format!("{}Mock", upper_camel(&[module.join("_")]));
        let raw = module.join(JOINT);
        let request = request(spelled, NodeId::ROOT);
        scope.request(NameRequest { raw, ..request });
    }
    let types = scope.assign(&mut Diagnostics::default());
    let named = modules.iter().zip(types);
    let named = named.map(|(module, ty)| {
        let name = module.last().map_or("", String::as_str);
        let accessor = match module.len() == 1 && is_reserved_mock_method(name) {
            true => ident(&format!("{name}_resource")),
            false => ident(name),
        };
        ResourceMock { accessor, ty }
    });
    named.collect()
}

fn request(spelled: String, at: NodeId) -> NameRequest {
    NameRequest {
        raw: spelled.clone(),
        spelled,
        kind: None,
        at,
        name_override: None,
    }
}
