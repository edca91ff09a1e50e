//! The operation that is mocked.

use proc_macro2::TokenStream;

use crate::emit::context::Context;
use crate::ir::Operation;
use crate::names::OperationNames;

/// What the mock of an operation is made of.
pub(super) struct MockOperation<'a> {
    pub(super) cx: Context<'a>,
    pub(super) operation: &'a Operation,
    pub(super) names: &'a OperationNames,
    /// The path to the crate's root.
    pub(super) root: TokenStream,
    /// The path to the client, for documentation.
    pub(super) client: String,
}
