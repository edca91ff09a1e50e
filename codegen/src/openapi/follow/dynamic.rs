//! Follows `$dynamicRef`: a schema leaves a part of it to whatever refers to it (JSON Schema 2020-12 core, section
//! 8.2.3.2).
//!
//! By the specification, the outermost schema resource on the way decides what a dynamic anchor stands for. Documents
//! write such schemas as components, without an `$id`, so that a component counts as a resource here. Where one refers
//! to another and binds an anchor that is open there, it refers to a copy of it with the anchor bound.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::target;
use crate::diagnostic::{Diagnostic, Place};
use crate::openapi::model::{Schema, SchemaId};
use crate::openapi::reader::Reader;
use crate::openapi::reference::Reference;
use crate::openapi::schema;
use crate::source::tree::NodeId;
use crate::table::Table;

/// How many copies are made at most.
const MOST_COPIES: usize = 2_000;

/// What the names of dynamic anchors stand for.
type Scope = BTreeMap<String, SchemaId>;

/// What is known of dynamic references.
#[derive(Default)]
pub(super) struct Bindings {
    /// By schema with a `$dynamicRef` to a dynamic anchor, the anchor's name.
    names: HashMap<SchemaId, String>,
    /// By component or schema with an `$id`, the anchors in it.
    scopes: HashMap<NodeId, Scope>,
    /// The nodes of components.
    components: HashSet<NodeId>,
    /// The copies.
    copies: HashSet<SchemaId>,
    /// The first schema of which there were too many copies.
    beyond: Option<NodeId>,
    /// Whether the schemas with a dynamic anchor were read.
    is_read: bool,
}

impl Bindings {
    /// Makes bindings of which only the components are known.
    pub(super) fn new(
        schemas: &Table<SchemaId, Schema>,
        components: &[(String, SchemaId)],
    ) -> Self {
        let components = components.iter().map(|(_, id)| schemas.get(*id).at);
        Self {
            components: components.collect(),
            ..Self::default()
        }
    }

    /// Lets each `$dynamicRef` lead where it does if nothing binds its anchor.
    pub(super) fn follow(&mut self, reader: &mut Reader<'_>, written: Vec<(SchemaId, Reference)>) {
        if written.is_empty() {
            return;
        }
        self.read_anchors(reader);
        for (id, reference) in written {
            let Some(target) = self.unbound(reader, id, &reference) else {
                continue;
            };
            reader.schemas.get_mut(id).reference.get_or_insert(target);
        }
    }

    /// Reads the schemas with a dynamic anchor: nothing else may lead there.
    fn read_anchors(&mut self, reader: &mut Reader<'_>) {
        if std::mem::replace(&mut self.is_read, true) {
            return;
        }
        let anchors = reader.references.identities().dynamic();
        let mut anchors: Vec<(String, NodeId)> = anchors
            .map(|(name, node)| (name.to_owned(), node))
            .collect();
        anchors.sort_by_key(|(_, node)| *node);
        for (name, node) in anchors {
            let owner = self.owner(reader, node);
            let id = schema::read(reader, node);
            let scope = self.scopes.entry(owner).or_default();
            scope.entry(name).or_insert(id);
        }
    }

    /// Returns the component, the schema with an `$id` or the file that a node is in.
    fn owner(&self, reader: &Reader<'_>, node: NodeId) -> NodeId {
        let mut at = node;
        while let Some(parent) = reader.tree.parent(at) {
            if self.components.contains(&at) || reader.references.identities().is_resource(at) {
                return at;
            }
            at = parent;
        }
        at
    }

    /// Returns the schema that a `$dynamicRef` leads to from its own place.
    fn unbound(
        &mut self,
        reader: &mut Reader<'_>,
        id: SchemaId,
        reference: &Reference,
    ) -> Option<SchemaId> {
        let (part, name) = reference.target.split_once('#').unwrap_or_default();
        let is_name = part.is_empty() && !name.is_empty() && !name.starts_with('/');
        if !is_name {
            return target::find(reader, reference);
        }
        let owner = self.owner(reader, reference.at);
        let own = self.scopes.get(&owner);
        if let Some(own) = own.and_then(|scope| scope.get(name).copied()) {
            self.names.insert(id, name.to_owned());
            return Some(own);
        }
        let is_bound = |scope: &Scope| scope.contains_key(name);
        if !self.scopes.values().any(is_bound) {
            return target::find(reader, reference);
        }
        self.names.insert(id, name.to_owned());
        None
    }

    /// Makes the copies, and lets what binds an anchor refer to them.
    pub(super) fn bind(&mut self, reader: &mut Reader<'_>) {
        if self.names.is_empty() {
            return;
        }
        let schemas = reader.schemas.table().rows();
        let owners: Vec<NodeId> = schemas.map(|it| self.owner(reader, it.at)).collect();
        let mut binder = Binder {
            open: open_names(reader.schemas.table_mut(), &self.names),
            schemas: reader.schemas.table_mut(),
            bindings: self,
            owners,
            known: HashMap::new(),
            waiting: Vec::new(),
        };
        binder.bind_all();
        self.report_unbound(reader);
        self.report_copies(reader);
    }

    /// Reports that there are too many copies.
    fn report_copies(&self, reader: &mut Reader<'_>) {
        let Some(at) = self.beyond else {
            return;
        };
        let message = format!(
            "the schemas with a `$dynamicAnchor` bind each other's anchors in more than {MOST_COPIES} ways"
        );
        let error = Diagnostic::error("too-large", Place::Key(at), message);
        let help = "use `$ref` where an anchor has one meaning only";
        reader
            .diagnostics
            .push(error.label("one too many").help(help));
    }

    /// Warns of anchors that nothing binds: a value there is raw JSON.
    fn report_unbound(&self, reader: &mut Reader<'_>) {
        let schemas = self.names.keys().map(|id| reader.schemas.table().get(*id));
        let unbound = schemas.filter(|schema| schema.reference.is_none());
        let mut unbound: Vec<NodeId> = unbound.map(|schema| schema.at).collect();
        unbound.sort_unstable();
        unbound.dedup();
        for at in unbound {
            let place = Place::Key(reader.tree.get(at, "$dynamicRef").unwrap_or(at));
            let message = "nothing binds this anchor where the schema is used directly: a value here is raw JSON";
            let warning = Diagnostic::warning("unsupported", place, message).label("not bound");
            let help = "add a `$dynamicAnchor` of that name to the schema, as the default";
            reader.diagnostics.push(warning.help(help));
        }
    }

    /// Makes what only refers to a copy the copy itself, which has no name of its own.
    pub(super) fn inline(&self, schemas: &mut Table<SchemaId, Schema>) {
        if self.copies.is_empty() {
            return;
        }
        for id in schemas.ids() {
            let schema = schemas.get(id);
            let copy = schema.reference.filter(|id| self.copies.contains(id));
            let Some(copy) = copy.filter(|_| is_bare(schema)) else {
                continue;
            };
            let copy = schemas.get(copy).clone();
            let whole = Schema {
                at: schema.at,
                title: schema.title.clone(),
                description: schema.description.clone().or(copy.description.clone()),
                deprecated: schema.deprecated || copy.deprecated,
                ..copy
            };
            *schemas.get_mut(id) = whole;
        }
    }
}

/// Returns by schema the names of the anchors that are open in it: it leads to a `$dynamicRef` to one.
fn open_names(
    schemas: &mut Table<SchemaId, Schema>,
    names: &HashMap<SchemaId, String>,
) -> Table<SchemaId, BTreeSet<String>> {
    let mut leading: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
    for id in schemas.ids() {
        for part in schemas.get_mut(id).parts_mut() {
            leading.entry(*part).or_default().push(id);
        }
    }
    let mut open = Table::beside(schemas, BTreeSet::new());
    let mut changed: Vec<(SchemaId, &String)> =
        names.iter().map(|(id, name)| (*id, name)).collect();
    while let Some((id, name)) = changed.pop() {
        if open.get_mut(id).insert(name.clone()) {
            let leading = leading.get(&id).into_iter().flatten();
            changed.extend(leading.map(|leading| (*leading, name)));
        }
    }
    open
}

struct Binder<'a> {
    schemas: &'a mut Table<SchemaId, Schema>,
    bindings: &'a mut Bindings,
    /// By schema of the document; copies have none.
    owners: Vec<NodeId>,
    open: Table<SchemaId, BTreeSet<String>>,
    /// The copy of a schema in a scope.
    known: HashMap<(SchemaId, Scope), SchemaId>,
    /// Copies whose parts aren't copied yet.
    waiting: Vec<(SchemaId, SchemaId, Scope)>,
}

impl Binder<'_> {
    /// Binds the anchors in what each component refers to, and in the copies that this makes.
    fn bind_all(&mut self) {
        for id in self.schemas.ids() {
            let own = self.scope_of(id);
            if !own.is_empty() {
                self.bind_parts(id, id, &own);
            }
        }
        while let Some((copy, original, scope)) = self.waiting.pop() {
            self.bind_parts(copy, original, &scope);
        }
    }

    /// Returns what the anchors stand for in what a schema's own component refers to.
    fn scope_of(&self, id: SchemaId) -> Scope {
        let owner = self.owners.get(id.index());
        let scope = owner.and_then(|owner| self.bindings.scopes.get(owner));
        scope.cloned().unwrap_or_default()
    }

    /// Replaces the parts of a schema by their copies in a scope. Parts of its own component are as they are where
    /// nothing outside of it binds an anchor.
    fn bind_parts(&mut self, id: SchemaId, original: SchemaId, scope: &Scope) {
        let mut schema = self.schemas.get(id).clone();
        let owner = self.owners.get(original.index()).copied();
        for part in schema.parts_mut() {
            let is_own = self.owners.get(part.index()).copied() == owner;
            if id != original || !is_own {
                *part = self.in_scope(*part, scope);
            }
        }
        if let Some(name) = self.bindings.names.get(&original)
            && let Some(bound) = scope.get(name)
        {
            schema.reference = Some(*bound);
        }
        *self.schemas.get_mut(id) = schema;
    }

    /// Returns the copy of a schema with its open anchors bound, or the schema itself if the scope binds none.
    fn in_scope(&mut self, id: SchemaId, outer: &Scope) -> SchemaId {
        // The anchors of a copy are bound already.
        if self.bindings.copies.contains(&id) {
            return id;
        }
        let open = self.open.get(id);
        // The outermost scope that binds an anchor decides.
        let mut scope = self.scope_of(id);
        let own = scope.clone();
        scope.extend(outer.iter().map(|(name, id)| (name.clone(), *id)));
        scope.retain(|name, _| open.contains(name));
        let is_own = scope.iter().all(|(name, id)| own.get(name) == Some(id));
        if scope.is_empty() || is_own {
            return id;
        }
        let key = (id, scope);
        if let Some(copy) = self.known.get(&key) {
            return *copy;
        }
        let original = self.schemas.get(id).clone();
        if self.bindings.copies.len() >= MOST_COPIES {
            self.bindings.beyond.get_or_insert(original.at);
            return id;
        }
        let copy = self.schemas.push(original);
        self.bindings.copies.insert(copy);
        self.waiting.push((copy, id, key.1.clone()));
        self.known.insert(key, copy);
        copy
    }
}

/// Returns whether a schema says nothing of values but what it refers to.
fn is_bare(schema: &Schema) -> bool {
    schema.types.is_empty()
        && schema.properties.is_empty()
        && schema.pattern_properties.is_empty()
        && schema.additional_properties.is_none()
        && schema.required.is_empty()
        && schema.values.is_none()
        && schema.constant.is_none()
        && schema.items.is_none()
        && schema.condition.is_none()
        && schema.unevaluated_properties.is_none()
        && schema.unevaluated_items.is_none()
        && schema.prefix_items.is_empty()
        && [
            &schema.conditional,
            &schema.all_of,
            &schema.any_of,
            &schema.one_of,
        ]
        .iter()
        .all(|parts| parts.is_empty())
}
