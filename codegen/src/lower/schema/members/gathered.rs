//! The members of an object, as they are gathered.

use super::alternatives::Alternatives;
use std::collections::{BTreeMap, BTreeSet};

use crate::ir::Origin;
use crate::lower::facts::Rest;
use crate::openapi::model::SchemaId;
use crate::source::tree::NodeId;

/// What several schemas together say of an object.
#[derive(Default)]
pub(in crate::lower) struct Members {
    pub(in crate::lower) properties: Vec<Property>,
    /// Where each name stands among the properties.
    pub(in crate::lower) places: BTreeMap<String, usize>,
    /// The names that have to be there, and where that is said.
    pub(in crate::lower) required: BTreeMap<String, NodeId>,
    /// What is said of members without a name.
    pub(in crate::lower) rests: Vec<Rest>,
    /// Some schema allows no others than those it names.
    pub(in crate::lower) closed: bool,
    /// Members that schemas for some values only name, in order.
    pub(in crate::lower) conditional: Vec<(String, Vec<SchemaId>)>,
    /// Members that only the condition itself names.
    pub(in crate::lower) conditions: Vec<(String, SchemaId)>,
    /// Alternatives whose members were taken in as optional ones.
    pub(in crate::lower) flattened_unions: Vec<NodeId>,
    pub(in crate::lower) alternatives: Alternatives,
    /// What the object is made of: what is made for its members is named after it.
    pub(in crate::lower) owner: Option<Origin>,

    pub(in crate::lower) seen: BTreeSet<SchemaId>,
    pub(in crate::lower) depth: usize,
}

/// A member that one or several schemas describe.
pub(in crate::lower) struct Property {
    pub(in crate::lower) name: String,
    /// What describes it wherever it stands, the nearest last: the value has to fit all of it.
    pub(in crate::lower) schemas: Vec<SchemaId>,
    /// What describes it in alternatives, with the alternative: the value has to fit that of one of them.
    pub(in crate::lower) alternatives: Vec<(usize, SchemaId)>,
}

impl Property {
    /// All that describes it: never nothing.
    pub(in crate::lower) fn mentions(&self) -> Vec<SchemaId> {
        let alternatives = self.alternatives.iter().map(|(_, schema)| *schema);
        alternatives.chain(self.schemas.iter().copied()).collect()
    }
}

impl Members {
    pub(in crate::lower) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }
}
