//! Resolved document → [`ir`](crate::ir): what each schema and operation becomes.
//!
//! A schema is lowered once, whoever asks; [`Lower::usage`] says how it is typed where it is used. What can't be
//! expressed becomes the widest honest type ([`Type::Json`]) and a warning that names the place.

mod aliases;
mod alternatives;
mod at_once;
mod body;
mod content;
mod coverage;
mod enums;
mod examples;
mod files;
mod formats;
mod gather;
mod lists;
mod media;
mod meet;
mod merged;
mod named;
mod narrow;
mod nesting;
mod notes;
mod object;
mod one_way;
mod operation;
mod overlap;
mod reply;
mod rest;
mod root;
mod schema;
mod servers;
mod shape_words;
mod siblings;
mod tags;
mod targets;
mod undeclared;
mod union;
mod values;
mod wide;

pub use formats::Formats;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::ir::{Api, Item, ItemKind, Operation, Origin, Type, TypeId};
use crate::openapi;
use crate::openapi::model::{Resolved, Schema, SchemaId};
use crate::openapi::segments::Segments;
use crate::source::tree::{NodeId, Tree};
use crate::table::{Id as _, Table};

/// What is asked of the lowering beside the document.
#[derive(Clone, Copy, Debug)]
pub struct Wishes<'a> {
    /// What formats mean.
    pub formats: &'a Formats,
    /// The types that the configuration asks for, by the schemas that they are for.
    pub formats_at: &'a BTreeMap<NodeId, Type>,
    /// The properties that may be missing although they are required.
    pub optional: &'a BTreeSet<NodeId>,
    /// A value that a closed enum doesn't list is an error of decoding.
    pub strict_enums: bool,
    /// The names that the configuration asks for, by the node they are for.
    pub names: &'a BTreeMap<NodeId, String>,
    /// Leaves out what no operation reaches.
    pub only_reached: bool,
    /// Keeps what the document shows of the answers.
    pub examples: bool,
    /// The examples that the type of their schema refuses.
    pub refused: &'a BTreeSet<NodeId>,
    /// The members that lead to the code of an error; empty where its role says so.
    pub error_code: &'a [String],
    /// The members that lead to the message of an error; empty where its role says so.
    pub error_message: &'a [String],
}

/// Lowers a whole document.
pub fn lower(
    tree: &Tree,
    resolved: &Resolved,
    wishes: Wishes<'_>,
    diagnostics: &mut Diagnostics,
) -> Api {
    let mut lower = Lower::new(tree, resolved, wishes, diagnostics);
    lower.pinned_headers = lower.pinned_headers();
    let components = resolved.components.iter().filter(|_| !wishes.only_reached);
    for (_, schema) in components {
        lower.usage(*schema);
    }
    let operations: Vec<Operation> = resolved
        .operations
        .iter()
        .map(|operation| lower.operation(operation))
        .collect();
    lower.build_waiting();
    lower.break_alias_cycles();
    lower.settle_one_way(&operations);
    lower.bound_alias_depth();
    let coverage = lower.coverage();
    let examples = if wishes.examples {
        lower.examples(&operations)
    } else {
        Vec::new()
    };
    Api {
        examples,
        coverage,
        ..lower.api(operations)
    }
}

/// How a schema is typed where it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Usage {
    ty: Type,
    nullable: bool,
}

impl Usage {
    const fn plain(ty: Type) -> Self {
        Self {
            ty,
            nullable: false,
        }
    }

    /// The type of an element, where there is no presence to say that it may be null.
    fn element(self) -> Type {
        if self.nullable {
            Type::Nullable(Box::new(self.ty))
        } else {
            self.ty
        }
    }
}

/// What is known of a schema so far.
enum Memo {
    /// Being lowered, and the item that a use inside itself names, where there was one.
    Open(Option<TypeId>),
    Done(Usage),
}

struct Lower<'a> {
    tree: &'a Tree,
    resolved: &'a Resolved,
    wishes: Wishes<'a>,
    diagnostics: &'a mut Diagnostics,
    /// The component of a schema, where it is one.
    components: BTreeMap<SchemaId, String>,
    /// What schemas of other files are called that are as good as components.
    named: BTreeMap<SchemaId, String>,
    memo: BTreeMap<SchemaId, Memo>,
    /// The objects that several variants of a union together describe.
    at_once: at_once::AtOnce,
    /// The objects that several schemas together describe.
    overlaps: BTreeMap<Vec<SchemaId>, Usage>,
    types: Vec<Option<Item>>,
    /// By schema, what it refers to in the end.
    targets: Table<SchemaId, SchemaId>,
    /// The schemas that have members, of their own or by `allOf`.
    objects: BTreeSet<SchemaId>,
    /// The schemas that are files: binary strings in multipart bodies.
    files: BTreeSet<SchemaId>,
    /// What every operation sends.
    pinned_headers: Vec<(String, String)>,
    words: Segments<'a>,
    known: RefCell<tags::Known>,
    /// How many schemas are being lowered, one inside the other.
    depth: usize,
    /// The structs whose fields wait until nothing else is being lowered.
    waiting: Vec<(TypeId, SchemaId, gather::Members)>,
    /// How many schemas and members combined objects have taken in so far.
    gathered: usize,
    /// The properties that became of something: where their schemas stand.
    placed: BTreeSet<NodeId>,
}

impl<'a> Lower<'a> {
    fn new(
        tree: &'a Tree,
        resolved: &'a Resolved,
        wishes: Wishes<'a>,
        diagnostics: &'a mut Diagnostics,
    ) -> Self {
        let targets = openapi::targets::targets(&resolved.schemas);
        let mut lower = Self {
            tree,
            resolved,
            wishes,
            diagnostics,
            components: resolved
                .components
                .iter()
                .map(|(name, id)| (*id, name.clone()))
                .collect(),
            named: BTreeMap::new(),
            memo: BTreeMap::new(),
            at_once: at_once::AtOnce::default(),
            overlaps: BTreeMap::new(),
            types: Vec::new(),
            objects: targets::objects(resolved, &targets),
            targets,
            files: files::files(resolved),
            pinned_headers: Vec::new(),
            words: Segments::new(tree, resolved),
            known: RefCell::default(),
            depth: 0,
            waiting: Vec::new(),
            gathered: 0,
            placed: BTreeSet::new(),
        };
        lower.name_schemas_in_files();
        lower
    }

    /// The name of a schema that is a type of its own wherever it is used: a component's, or a file's.
    fn name_of(&self, id: SchemaId) -> Option<&str> {
        let name = self.components.get(&id).or_else(|| self.named.get(&id));
        name.map(String::as_str)
    }

    fn schema(&self, id: SchemaId) -> &'a Schema {
        self.resolved.schema(id)
    }

    /// The schema that holds what an id says: behind references that add nothing.
    fn target(&self, id: SchemaId) -> SchemaId {
        *self.targets.get(id)
    }

    fn origin(&self, schema: SchemaId) -> Origin {
        let schema = self.schema(schema);
        let mut words = self.words.of(schema.at);
        let Some(derived) = &schema.derived else {
            return Origin {
                at: schema.at,
                segments: words,
                name_override: self.wish(schema.at, Some(schema)),
            };
        };
        // The name that was asked for is that of the schema in the document.
        words.push(derived.word.to_owned());
        Origin {
            at: schema.at,
            segments: words,
            name_override: None,
        }
    }

    /// The name that was asked for: by the configuration, or else in the document.
    fn wish(&self, at: NodeId, schema: Option<&Schema>) -> Option<String> {
        let said = schema
            .and_then(|schema| schema.extensions.name.as_ref())
            .map(|(name, _)| name);
        self.wishes.names.get(&at).or(said).cloned()
    }

    /// Takes a place in the table, so that what is inside the item may name it.
    fn reserve(&mut self) -> TypeId {
        let id = TypeId(u32::try_from(self.types.len()).unwrap_or(u32::MAX));
        self.types.push(None);
        id
    }

    /// The place of a schema's item: taken before, where something inside the schema names it.
    fn place(&mut self, schema: SchemaId) -> TypeId {
        match self.memo.get(&schema) {
            Some(Memo::Open(Some(place))) => *place,
            _ => self.reserve(),
        }
    }

    /// Makes an item of one of several things a schema may be.
    fn nested(
        &mut self,
        schema: SchemaId,
        word: &str,
        kind: impl FnOnce(&mut Self) -> ItemKind,
    ) -> Type {
        let id = self.reserve();
        let kind = kind(self);
        let mut origin = self.origin(schema);
        origin.segments.push(word.to_owned());
        origin.name_override = None;
        let item = Item {
            origin,
            named: false,
            docs: self.docs(self.schema(schema)),
            kind,
        };
        self.fill(id, item);
        Type::Named(id)
    }

    fn fill(&mut self, id: TypeId, item: Item) {
        if let Some(slot) = self.types.get_mut(id.index()) {
            *slot = Some(item);
        }
    }

    /// Makes an item of a schema: its place is taken first, since the shape may name it.
    fn define(
        &mut self,
        schema: SchemaId,
        nullable: bool,
        kind: impl FnOnce(&mut Self) -> ItemKind,
    ) -> Usage {
        let id = self.place(schema);
        let usage = Usage {
            ty: Type::Named(id),
            nullable,
        };
        self.memo.insert(schema, Memo::Done(usage.clone()));
        let kind = kind(self);
        let item = Item {
            origin: self.origin(schema),
            named: self.name_of(schema).is_some(),
            docs: self.docs(self.schema(schema)),
            kind,
        };
        self.fill(id, item);
        usage
    }

    fn warn(&mut self, kind: &'static str, at: NodeId, message: impl Into<String>, help: &str) {
        self.diagnostics
            .push(Diagnostic::warning(kind, Place::Value(at), message).help(help));
    }

    fn error(&mut self, kind: &'static str, at: NodeId, message: impl Into<String>, help: &str) {
        self.diagnostics
            .push(Diagnostic::error(kind, Place::Value(at), message).help(help));
    }
}
