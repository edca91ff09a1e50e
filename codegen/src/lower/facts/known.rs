//! Memoised answers about schemas.

use std::collections::BTreeMap;

use crate::ir::Literal;
use crate::openapi::model::SchemaId;

/// What is known of schemas so far. Unions of unions lead to a schema in many ways: each is searched once.
#[derive(Default)]
pub(crate) struct Known {
    pub(super) objects: BTreeMap<SchemaId, bool>,
    pub(super) constants: BTreeMap<(SchemaId, String), Option<Vec<Literal>>>,
    pub(super) required: BTreeMap<(SchemaId, String), bool>,
}
