//! The members of an object, as they are gathered.

use super::alternatives::Alternatives;
use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Origin;
use crate::lower::facts::Rest;
use crate::openapi::model::SchemaId;
use crate::source::tree::NodeId;

/// What several schemas together say of an object.
#[derive(Default)]
pub(crate) struct Members {
    pub(crate) properties: Vec<Property>,
    /// Where each name stands among the properties.
    pub(crate) places: BTreeMap<String, usize>,
    /// The names that have to be there, and where that is said.
    pub(crate) required: BTreeMap<String, NodeId>,
    /// What is said of members without a name.
    pub(crate) rests: Vec<Rest>,
    /// Some schema allows no others than those it names.
    pub(crate) closed: bool,
    /// Members that schemas for some values only name, in order.
    pub(crate) conditional: Vec<(String, Vec<SchemaId>)>,
    /// Members that only the condition itself names.
    pub(crate) conditions: Vec<(String, SchemaId)>,
    /// Alternatives whose members were taken in as optional ones.
    pub(crate) flattened_unions: Vec<NodeId>,
    pub(crate) alternatives: Alternatives,
    /// What the object is made of: what is made for its members is named after it.
    pub(crate) owner: Option<Origin>,

    pub(crate) seen: BTreeSet<SchemaId>,
    pub(crate) depth: usize,
}

/// A member that one or several schemas describe.
pub(crate) struct Property {
    pub(crate) name: String,
    /// What describes it wherever it stands, the nearest last: the value has to fit all of it.
    pub(crate) schemas: Vec<SchemaId>,
    /// What describes it in alternatives, with the alternative: the value has to fit that of one of them.
    pub(crate) alternatives: Vec<(usize, SchemaId)>,
}

impl Property {
    /// All that describes it: never nothing.
    pub(crate) fn mentions(&self) -> Vec<SchemaId> {
        let alternatives = self.alternatives.iter().map(|(_, schema)| *schema);
        alternatives.chain(self.schemas.iter().copied()).collect()
    }
}

impl Members {
    pub(crate) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }
}
