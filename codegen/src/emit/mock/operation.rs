//! The operation that is mocked.

use proc_macro2::TokenStream;

use crate::emit::context::Context;
use crate::ir::Operation;
use crate::names::OperationNames;

/// The struct with the mock of an operation.
pub(super) enum Owner {
    /// The mock of the API: the path to its type.
    Mock(TokenStream),
    /// The mock of a resource: the path to its type.
    Resource(TokenStream),
}

/// What the mock of an operation is made of.
pub(super) struct MockOperation<'a> {
    pub(super) cx: Context<'a>,
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
    /// The path to the operation's request.
    pub(super) name: TokenStream,
    /// The path to the enum of its responses.
    pub(super) output: TokenStream,
    /// The path to the enum of its bodies.
    pub(super) sent: TokenStream,
    /// The path to the type with its method, for documentation.
    pub(super) client: String,
    /// Whose method the operation's mock is.
    pub(super) owner: Owner,
}
