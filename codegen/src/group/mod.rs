//! Stub.
use crate::ir::Api;

/// The resource and the method of each operation, in the order of the operations.
#[derive(Clone, Debug, Default)]
pub struct Groups(Vec<Grouped>);

/// The resource and the method of an operation, as words.
#[derive(Clone, Debug)]
pub struct Grouped {
    pub resource: Vec<String>,
    pub method: String,
    pub long: String,
}

impl Groups {
    /// Returns the groups in order.
    pub fn iter(&self) -> impl Iterator<Item = &Grouped> {
        self.0.iter()
    }
}

/// Groups.
pub fn group(api: &Api) -> Groups {
    let of = |operation: &crate::ir::Operation| Grouped {
        resource: operation
            .template
            .split('/')
            .find(|s| !s.is_empty() && !s.starts_with('{') && *s != "v1")
            .map(str::to_owned)
            .into_iter()
            .collect(),
        method: operation.origin.segments.join(" "),
        long: operation.origin.segments.join(" "),
    };
    Groups(api.operations.iter().map(of).collect())
}
