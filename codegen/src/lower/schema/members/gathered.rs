//! The members of an object, as they are gathered.

use std::collections::{BTreeMap, BTreeSet};

use super::alternatives::Alternatives;
use crate::ir::Origin;
use crate::lower::facts::Rest;
use crate::openapi::model::SchemaId;
use crate::source::tree::NodeId;

/// The members of an object that several schemas describe.
#[derive(Default)]
pub(crate) struct Members {
    pub(crate) properties: Vec<Property>,
    /// The position of each name among the properties.
    pub(crate) places: BTreeMap<String, usize>,
    /// The required names and their nodes.
    pub(crate) required: BTreeMap<String, NodeId>,
    /// What is said of the members beside the properties.
    pub(crate) rests: Vec<Rest>,
    /// Whether a schema allows no other members.
    pub(crate) closed: bool,
    /// Properties of schemas that apply conditionally, in order.
    pub(crate) conditional: Vec<(String, Vec<SchemaId>)>,
    /// Properties of the conditions themselves.
    pub(crate) conditions: Vec<(String, SchemaId)>,
    /// Unions whose properties became optional properties of the object.
    pub(crate) flattened_unions: Vec<NodeId>,
    pub(crate) alternatives: Alternatives,
    /// The object's origin: types of its members are named after it.
    pub(crate) owner: Option<Origin>,

    pub(crate) seen: BTreeSet<SchemaId>,
    pub(crate) depth: usize,
}

/// A member that one or several schemas describe.
pub(crate) struct Property {
    pub(crate) name: String,
    /// The schemas that hold in any case, the nearest last: the value has to match all of them.
    pub(crate) schemas: Vec<SchemaId>,
    /// The schemas of alternatives, with the alternative: the value has to match one of them.
    pub(crate) alternatives: Vec<(usize, SchemaId)>,
}

impl Property {
    /// Returns all schemas that describe it: at least one.
    pub(crate) fn mentions(&self) -> Vec<SchemaId> {
        let alternatives = self.alternatives.iter().map(|(_, schema)| *schema);
        alternatives.chain(self.schemas.iter().copied()).collect()
    }
}

impl Members {
    /// Returns whether there are no properties.
    pub(crate) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }

    /// Takes out a member that has no field. Its name stays known.
    pub(crate) fn forget(&mut self, name: &str) {
        self.properties.retain(|property| property.name != name);
        self.required.remove(name);
        self.alternatives.mentioned.remove(name);
    }
}
