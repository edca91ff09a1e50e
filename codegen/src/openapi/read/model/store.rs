//! What readers remember.

use std::collections::{BTreeMap, HashMap};

use super::{Reference, Schema, SchemaId, Version};
use crate::openapi::read::identity::Identities;
use crate::openapi::read::reference::Target;
use crate::source::tree::{NodeId, Tree};

/// What the readers of a document share and what later references are read with.
#[derive(Clone, Debug)]
pub struct Store {
    /// The edition of the specification.
    pub version: Version,
    /// Every schema read so far; a [`SchemaId`] is an index. Their references aren't followed yet.
    pub schemas: Vec<Schema>,
    /// The schemas' `$ref`s.
    pub references: Vec<(SchemaId, Reference)>,
    /// The schemas' `$dynamicRef`s.
    pub dynamic_references: Vec<(SchemaId, Reference)>,
    /// The schemas' `discriminator.mapping` entries.
    pub mappings: Vec<(SchemaId, String, Reference)>,
    /// A document's or a caller's own spellings of extension names, and ours.
    pub aliases: BTreeMap<String, String>,
    /// What schemas call themselves; nothing in 3.0, which doesn't have it.
    pub(crate) identities: Identities,
    /// Where references led, by the resource that they stand in.
    pub(in crate::openapi) targets: HashMap<NodeId, HashMap<String, Target>>,
    /// How many names were searched for what was meant.
    pub(in crate::openapi) searches: usize,
    /// By object, the names that were most likely meant by unknown keys, with the keys' values.
    misspelt: HashMap<NodeId, Vec<(String, NodeId)>>,
    /// What each node was read as.
    kinds: Vec<Option<Kind>>,
}

impl Store {
    /// An empty store for a tree.
    #[must_use]
    pub fn new(tree: &Tree, version: Version, aliases: BTreeMap<String, String>) -> Self {
        Self {
            version,
            schemas: Vec::new(),
            references: Vec::new(),
            dynamic_references: Vec::new(),
            mappings: Vec::new(),
            aliases,
            identities: match version {
                Version::V3_0 => Identities::default(),
                Version::V3_1 => Identities::of(tree),
            },
            targets: HashMap::new(),
            searches: 0,
            misspelt: HashMap::new(),
            kinds: vec![None; tree.len()],
        }
    }

    /// What a node was read as, if it was.
    #[must_use]
    pub fn kind(&self, node: NodeId) -> Option<Kind> {
        self.kinds.get(node.index()).copied().flatten()
    }

    /// The value of the unknown key that was most likely meant to be this one.
    pub(crate) fn misspelt(&self, object: NodeId, key: &str) -> Option<NodeId> {
        let mut names = self.misspelt.get(&object)?.iter();
        names.find(|(name, _)| name == key).map(|(_, node)| *node)
    }

    pub(in crate::openapi) fn note_misspelt(&mut self, object: NodeId, key: &str, value: NodeId) {
        let names = self.misspelt.entry(object).or_default();
        names.push((key.to_owned(), value));
    }

    pub(in crate::openapi) fn set_kind(&mut self, node: NodeId, kind: Kind) {
        if let Some(slot) = self.kinds.get_mut(node.index()) {
            *slot = Some(kind);
        }
    }
}

/// The sort of object that a node was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A schema, and which.
    Schema(SchemaId),
    /// A parameter.
    Parameter,
    /// A response.
    Response,
    /// A request body.
    RequestBody,
    /// A header.
    Header,
    /// An example.
    Example,
    /// A security scheme.
    SecurityScheme,
    /// A path item.
    PathItem,
    /// Some other object of the specification.
    Other(&'static str),
}

impl Kind {
    /// With its article, as a message says it.
    #[must_use]
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Schema(_) => "a schema",
            Self::Parameter => "a parameter",
            Self::Response => "a response",
            Self::RequestBody => "a request body",
            Self::Header => "a header",
            Self::Example => "an example",
            Self::SecurityScheme => "a security scheme",
            Self::PathItem => "a path item",
            Self::Other(what) => what,
        }
    }
}
