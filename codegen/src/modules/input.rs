//! What the modules are worked out from.

use crate::analyze::Facts;
use crate::ir::Api;
use crate::names::Names;

/// What the modules are worked out from.
#[derive(Clone, Copy)]
pub(super) struct Input<'a> {
    pub(super) api: &'a Api,
    pub(super) facts: &'a Facts,
    pub(super) names: &'a Names,
}
