//! A tree and an outline of its YAML, walked side by side: members are matched by name, and items by position.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::outline::{Kind, Outline};
use super::pending::PendingSpans;
use super::span::Span;
use super::{resume, yaml};
use crate::source::tree::{FileId, NodeId, Tree, Value};

/// A walk over a tree and outlines of its text.
pub(super) struct Walk<'t> {
    tree: &'t Tree,
    text: &'t str,
    pending: PendingSpans,
    repeated: HashMap<NodeId, Vec<(&'t str, NodeId)>>,
    found: BTreeMap<NodeId, Span>,
}

impl<'t> Walk<'t> {
    pub(super) fn new(tree: &'t Tree, file: FileId, pending: PendingSpans) -> Self {
        Self {
            tree,
            text: tree.text(file),
            pending,
            repeated: repeated(tree),
            found: BTreeMap::new(),
        }
    }

    /// Returns the spans of the pending nodes, and of those that lead to them.
    pub(super) fn run(mut self, outline: &Outline<'_>, root: NodeId) -> BTreeMap<NodeId, Span> {
        self.node(outline, 0, root);
        self.found
    }

    /// Finds a node, which is the value at a position of the outline, and those inside of it.
    fn node(&mut self, outline: &Outline<'_>, at: u32, node: NodeId) {
        let Some(entry) = outline.get(at) else { return };
        // What stands in an alias is found where it is written.
        let inside = match entry.kind {
            Kind::Alias(target) => target,
            _ => at,
        };
        if !self.agrees(outline, inside, node) {
            return;
        }
        let value = entry.span();
        self.found.insert(
            node,
            Span {
                key: entry.key(),
                start: value.start,
                value: (!value.is_empty()).then_some(value),
            },
        );
        if !self.pending.is_around(node) {
            return;
        }
        match self.tree.value(node) {
            Value::Array(items) => self.items(outline, inside, items),
            Value::Object(_) => self.members(outline, inside, node),
            _ => {}
        }
    }

    /// Returns whether the text has the same sort of value at a position as the tree.
    fn agrees(&self, outline: &Outline<'_>, at: u32, node: NodeId) -> bool {
        let kind = match self.tree.value(node) {
            Value::Array(_) => Kind::Sequence,
            Value::Object(_) => Kind::Mapping,
            _ => Kind::Scalar,
        };
        outline.get(at).is_some_and(|entry| match entry.kind {
            Kind::Alias(target) => outline.get(target).is_some_and(|entry| entry.kind == kind),
            own => own == kind,
        })
    }

    /// Finds items. They have nothing but their position, so that none is found unless all of them agree.
    fn items(&mut self, outline: &Outline<'_>, at: u32, items: &[NodeId]) {
        let is_whole = outline.get(at).is_some_and(|entry| entry.is_whole);
        let positions: Vec<u32> = outline.children(at).collect();
        let is_as_long = match is_whole {
            true => positions.len() == items.len(),
            // The parser stopped on the way.
            false => positions.len() <= items.len(),
        };
        let mut pairs = positions.iter().zip(items);
        if !is_as_long || !pairs.all(|(at, item)| self.agrees(outline, *at, *item)) {
            return;
        }
        for (at, item) in positions.into_iter().zip(items) {
            if self.pending.has(*item) {
                self.node(outline, at, *item);
            }
        }
    }

    /// Finds members.
    fn members(&mut self, outline: &Outline<'_>, at: u32, object: NodeId) {
        let members = self.own_members(object);
        let mut by_name: HashMap<&str, Vec<NodeId>> = HashMap::new();
        for (name, node) in members.iter().rev() {
            by_name.entry(name).or_default().push(*node);
        }
        for at in outline.children(at) {
            let of_name = by_name.get_mut(outline.name(at));
            let Some(node) = of_name.and_then(Vec::pop) else {
                continue;
            };
            if self.pending.has(node) {
                self.node(outline, at, node);
            }
        }
        if let Some((name, key)) = outline.unvalued(at)
            && let Some(node) = by_name.get_mut(name).and_then(Vec::pop)
            && self.pending.has(node)
        {
            let start = key.start;
            let (key, value) = (Some(key), None);
            self.found.insert(node, Span { key, value, start });
        }
        let is_whole = outline.get(at).is_some_and(|entry| entry.is_whole);
        if !is_whole {
            let left: BTreeSet<NodeId> = by_name.into_values().flatten().collect();
            if left.iter().any(|node| self.pending.has(*node)) {
                self.rest(outline, at, &members, &left);
            }
        }
    }

    /// Finds the members of an object that the outline doesn't reach. They have to be all the lines that could be
    /// members of this object: otherwise the text isn't what it seems, and none is found.
    fn rest(
        &mut self,
        outline: &Outline<'_>,
        at: u32,
        members: &[(&str, NodeId)],
        left: &BTreeSet<NodeId>,
    ) {
        let names: HashSet<&str> = members.iter().map(|(name, _)| *name).collect();
        let keys = outline.children(at);
        let keys = keys.filter_map(|at| outline.get(at)?.key());
        let mut keys = keys.chain(outline.unvalued(at).map(|(_, key)| key));
        let Some(first) = keys.next() else { return };
        let last = keys.last().unwrap_or_else(|| first.clone());
        let lines = resume::members(self.text, first.start, last.start, &names);
        let rest = members.iter().filter(|(_, node)| left.contains(node));
        let rest: Vec<(&str, NodeId)> = rest.copied().collect();
        let is_flow = outline.get(at).is_none_or(|entry| !entry.span().is_empty());
        let found = lines.iter().map(|(name, _)| *name);
        if is_flow || !found.eq(rest.iter().map(|(name, _)| Some(*name))) {
            return;
        }
        for ((_, start), (name, node)) in lines.into_iter().zip(rest) {
            if !self.pending.has(node) {
                continue;
            }
            let outline = yaml::member(self.text, start);
            if outline.name(1) == name {
                self.node(&outline, 1, node);
            }
        }
    }

    /// Returns the members that the text of an object has: all but those that YAML merges into it.
    fn own_members(&self, object: NodeId) -> Vec<(&'t str, NodeId)> {
        let members = self.tree.members(object).iter();
        let own = members.filter(|(_, node)| self.tree.parent(*node) == Some(object));
        let own = own.map(|(name, node)| (name.as_str(), *node));
        let repeated = self.repeated.get(&object).into_iter().flatten().copied();
        let mut own: Vec<_> = own.chain(repeated).collect();
        own.sort_unstable_by_key(|(_, node)| *node);
        own
    }
}

/// Returns, by object, the members that repeat a name, in the order of the text.
fn repeated(tree: &Tree) -> HashMap<NodeId, Vec<(&str, NodeId)>> {
    let mut repeated: HashMap<NodeId, Vec<(&str, NodeId)>> = HashMap::new();
    for (node, name) in tree.repeated() {
        if let Some(object) = tree.parent(node) {
            repeated.entry(object).or_default().push((name, node));
        }
    }
    for members in repeated.values_mut() {
        members.sort_unstable_by_key(|(_, node)| *node);
    }
    repeated
}
