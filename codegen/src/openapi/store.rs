//! What a reader remembers: the tables of the model as they grow, and what was learned on the way.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::identity::Identities;
use super::model::{
    Example, Header, Operation, Parameter, RequestBody, Response, Schema, SchemaId, Security,
    SecurityScheme, Server,
};
use crate::defect::{self, Certain as _};
use crate::source::tree::{NodeId, Tree};
use crate::table::Table;

/// The invariant of what is kept by node.
const ONE_TREE: &str = "a reader knows the nodes of one tree";

/// The version of OpenAPI that a document follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 3.0.x: schemas are OpenAPI's own dialect.
    V3_0,
    /// 3.1.x and later: schemas are JSON Schema 2020-12.
    V3_1,
}

/// The text of a `$ref`.
#[derive(Clone, Debug)]
pub(super) struct Reference {
    /// The node of the text.
    pub(super) at: NodeId,
    /// The text.
    pub(super) target: String,
}

/// Where a reference leads.
#[derive(Clone, Copy, Debug)]
pub(super) enum Target {
    Nowhere,
    Found(NodeId),
    /// Not where the `$id` around it says, but where it would lead without.
    OfDocument(NodeId),
    /// To the whole file, by a pointer to a member with an empty name.
    WholeFile(NodeId),
}

/// References of schemas that aren't followed yet. Schemas refer to each other in circles and in chains as long as the
/// document, so that their references are followed one after the other once the schemas are read.
#[derive(Clone, Debug, Default)]
pub(super) struct Pending {
    /// `$ref`s.
    pub(super) references: Vec<(SchemaId, Reference)>,
    /// `$dynamicRef`s.
    pub(super) dynamic: Vec<(SchemaId, Reference)>,
    /// The entries of `discriminator.mapping`, by value.
    pub(super) mappings: Vec<(SchemaId, String, Reference)>,
}

impl Pending {
    pub(super) const fn is_empty(&self) -> bool {
        self.references.is_empty() && self.dynamic.is_empty() && self.mappings.is_empty()
    }
}

/// What came of the objects of one kind that something refers to.
pub(super) type Memo<T> = HashMap<NodeId, Known<T>>;

/// What came of an object.
#[derive(Clone, Debug)]
pub(super) struct Known<T> {
    /// The object, if it can be used.
    pub(super) value: Option<T>,
    /// Whether an error was reported in it: then whatever uses it is broken, too.
    pub(super) is_broken: bool,
}

/// The operations of a path before they inherit, and what they inherit.
#[derive(Clone, Debug, Default)]
pub(super) struct PathItem {
    /// `parameters`, each with the place where the list has it.
    pub(super) parameters: Vec<(NodeId, Parameter)>,
    /// `servers`, as written.
    pub(super) servers: Vec<Server>,
    /// The operations, in order, and whether an error was reported in each.
    pub(super) operations: Vec<(Operation, bool)>,
    /// The methods of operations that aren't generated; a warning says so for each.
    pub(super) unread: Vec<String>,
    /// Whether an error was reported in what all operations inherit.
    pub(super) is_broken: bool,
}

/// What a reader remembers.
#[derive(Debug)]
pub(super) struct Store {
    pub(super) version: Version,
    /// Other spellings of extension names, with ours.
    pub(super) aliases: BTreeMap<String, String>,
    /// Every schema read so far.
    pub(super) schemas: Table<SchemaId, Schema>,
    pub(super) pending: Pending,
    /// What schemas call themselves; nothing in 3.0, which has no such names.
    pub(super) identities: Identities,
    /// Where references led, by the resource that they stand in.
    pub(super) targets: HashMap<NodeId, HashMap<String, Target>>,
    /// How many names were searched for what was meant.
    pub(super) searches: usize,
    pub(super) parameters: Memo<Parameter>,
    pub(super) responses: Memo<Response>,
    pub(super) request_bodies: Memo<RequestBody>,
    pub(super) headers: Memo<Header>,
    pub(super) examples: Memo<Example>,
    pub(super) security_schemes: Memo<SecurityScheme>,
    pub(super) path_items: Memo<PathItem>,
    /// The entries of the sections of `components`, but for the schemas.
    pub(super) components: HashSet<NodeId>,
    /// The names of `components.securitySchemes`.
    pub(super) scheme_names: Vec<String>,
    /// `security` of the root.
    pub(super) security: Security,
    /// Whether the root or an operation has `security`.
    pub(super) says_security: bool,
    /// The roots of the files that are referred to as a whole.
    pub(super) whole_files: BTreeSet<NodeId>,
    /// Whether what is read is used. Components that nothing uses are read for what they say themselves; their
    /// references aren't followed.
    pub(super) is_used: bool,
    /// By object, the names that were most likely meant by unknown keys, with the keys' values.
    misspelt: HashMap<NodeId, Vec<(String, NodeId)>>,
    /// What each node was read as.
    kinds: Vec<Option<Kind>>,
}

impl Store {
    /// Makes an empty store for a tree.
    pub(super) fn new(tree: &Tree, version: Version, aliases: BTreeMap<String, String>) -> Self {
        Self {
            version,
            aliases,
            schemas: Table::new(Schema::anything(NodeId::ROOT)),
            pending: Pending::default(),
            identities: match version {
                Version::V3_0 => Identities::default(),
                Version::V3_1 => Identities::of(tree),
            },
            targets: HashMap::new(),
            searches: 0,
            parameters: Memo::new(),
            responses: Memo::new(),
            request_bodies: Memo::new(),
            headers: Memo::new(),
            examples: Memo::new(),
            security_schemes: Memo::new(),
            path_items: Memo::new(),
            components: HashSet::new(),
            scheme_names: Vec::new(),
            security: Security::new(),
            says_security: false,
            whole_files: BTreeSet::new(),
            is_used: true,
            misspelt: HashMap::new(),
            kinds: vec![None; tree.len()],
        }
    }

    /// Returns what a node was read as, if it was.
    pub(super) fn kind(&self, node: NodeId) -> Option<Kind> {
        let kind = self.kinds.get(node.index());
        kind.copied().certain(ONE_TREE)
    }

    pub(super) fn set_kind(&mut self, node: NodeId, kind: Kind) {
        match self.kinds.get_mut(node.index()) {
            Some(slot) => *slot = Some(kind),
            None => defect::record(ONE_TREE),
        }
    }

    /// Returns the value of the unknown key that was most likely meant to be this one.
    pub(super) fn misspelt(&self, object: NodeId, key: &str) -> Option<NodeId> {
        let mut names = self.misspelt.get(&object)?.iter();
        names.find(|(name, _)| name == key).map(|(_, node)| *node)
    }

    pub(super) fn note_misspelt(&mut self, object: NodeId, key: &str, value: NodeId) {
        let names = self.misspelt.entry(object).or_default();
        names.push((key.to_owned(), value));
    }
}

/// The kind of object that a node was read as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A schema, and which.
    Schema(SchemaId),
    Parameter,
    Response,
    RequestBody,
    Header,
    Example,
    SecurityScheme,
    PathItem,
    /// Some other object of the specification.
    Other(&'static str),
}

impl Kind {
    /// Returns the name of the kind with its article.
    pub(super) const fn describe(self) -> &'static str {
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
