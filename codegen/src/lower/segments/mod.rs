//! Name segments: what the place of a node is called, keyword by keyword.
//!
//! They are what names are made of. They depend on the place alone, so that a name depends neither on who asks first
//! nor on the order of siblings.

mod alternatives;
mod files;

use std::cell::RefCell;
use std::collections::BTreeMap;

use alternatives::Alternatives;
pub(crate) use files::{components_in_files, is_in_other_file};

use crate::ir::SegmentRole;
use crate::openapi::model::{Operation, Resolved};
use crate::source::tree::{NodeId, Tree};

/// A segment, with what it stands for.
pub(crate) type Step = (String, SegmentRole);

/// Works out name segments.
pub(crate) struct Segments<'a> {
    tree: &'a Tree,
    /// The nodes that have segments whatever is around them: operations, other files and components in them.
    starts: BTreeMap<NodeId, Vec<Step>>,
    /// What the alternatives of each list are called, counted once per list however long it is.
    alternatives: RefCell<BTreeMap<NodeId, Alternatives>>,
}

impl<'a> Segments<'a> {
    pub(crate) fn new(tree: &'a Tree, resolved: &Resolved) -> Self {
        let mut starts: BTreeMap<NodeId, Vec<Step>> = BTreeMap::new();
        for (node, names) in files::starts(tree, resolved) {
            starts.insert(node, with_role(names, SegmentRole::Name));
        }
        for operation in &resolved.operations {
            let steps = with_role(of_operation(operation), SegmentRole::Operation);
            starts.insert(operation.at, steps);
        }
        Self {
            tree,
            starts,
            alternatives: RefCell::default(),
        }
    }

    /// Returns the segments of a node, outermost first.
    pub(crate) fn of(&self, at: NodeId) -> Vec<String> {
        let steps = self.steps_of(at).into_iter();
        steps.map(|(word, _)| word).collect()
    }

    /// Returns the segments of a node, outermost first, each with what it stands for.
    pub(crate) fn steps_of(&self, at: NodeId) -> Vec<Step> {
        // From the node up to the root of its file, each step with the node it leads to.
        let mut steps = Vec::new();
        let mut node = at;
        while let Some(parent) = self.tree.parent(node) {
            steps.push((self.token(node), node));
            node = parent;
        }
        steps.reverse();
        match (self.starts.get(&node), steps.as_slice()) {
            (Some(start), steps) => self.walk(start.clone(), steps),
            // A file with sections like those of `components`.
            (None, [(section, _), (name, at), rest @ ..])
                if node != NodeId::ROOT && is_section(section) =>
            {
                let start = self.starts.get(at).cloned();
                let named = || vec![(name.clone(), SegmentRole::Name)];
                self.walk(start.unwrap_or_else(named), rest)
            }
            (None, steps) => self.walk(Vec::new(), steps),
        }
    }

    /// Returns whether a node has segments whatever is around it.
    pub(crate) fn is_start(&self, at: NodeId) -> bool {
        self.starts.contains_key(&at)
    }

    fn walk(&self, mut segments: Vec<Step>, steps: &[(String, NodeId)]) -> Vec<Step> {
        use SegmentRole as Role;
        let mut steps = steps.iter().map(|(key, node)| (key.as_str(), *node));
        while let Some((key, node)) = steps.next() {
            if let Some(start) = self.starts.get(&node) {
                segments.clone_from(start);
                continue;
            }
            let next = match key {
                // A section of components: the key after it is a name.
                "components" => {
                    steps.next();
                    steps.next().map(|(name, _)| (name.to_owned(), Role::Name))
                }
                "properties" | "patternProperties" | "headers" | "$defs" | "definitions"
                | "callbacks" | "paths" => {
                    steps.next().map(|(name, _)| (name.to_owned(), Role::Name))
                }
                "parameters" => {
                    let next = steps.next();
                    next.map(|(_, node)| (self.parameter(node), Role::Name))
                }
                "responses" => {
                    let next = steps.next();
                    next.map(|(status, _)| (of_response(status), Role::Response))
                }
                "requestBody" => Some(("request".to_owned(), Role::Body)),
                "content" => {
                    let next = steps.next().and_then(|(name, _)| of_media_type(name));
                    next.map(|word| (word, Role::MediaType))
                }
                "items" => Some(("item".to_owned(), Role::Item)),
                "additionalProperties" => Some(("value".to_owned(), Role::Value)),
                "oneOf" | "anyOf" => {
                    let next = steps.next();
                    let next = next.and_then(|(index, node)| self.alternative(index, node));
                    next.map(|word| (word, Role::Name))
                }
                "allOf" | "prefixItems" => {
                    let next = steps.next().and_then(|(index, _)| of_part(key, index));
                    next.map(|word| (word, Role::TupleItem))
                }
                // YAML 1.1 merges what is under `<<` into the object around it.
                "schema" | "<<" => None,
                other => Some((other.to_owned(), Role::Name)),
            };
            segments.extend(next);
        }
        segments
    }

    /// Returns the step from a parent to its child: a member's name, or an index.
    fn token(&self, node: NodeId) -> String {
        let index = || self.tree.position(node).unwrap_or(0).to_string();
        self.tree.key(node).map_or_else(index, str::to_owned)
    }

    fn parameter(&self, node: NodeId) -> String {
        let name = self
            .tree
            .get(node, "name")
            .and_then(|name| self.tree.as_str(name));
        name.unwrap_or("parameter").to_owned()
    }

    /// Returns what an alternative is called: by what it says, else by its position. The only alternative beside `null`
    /// is the value itself, and has no name of its own.
    fn alternative(&self, index: &str, node: NodeId) -> Option<String> {
        let list = self.tree.parent(node).unwrap_or(NodeId::ROOT);
        if self.is_only_beside_null(list) {
            return None;
        }
        let mut lists = self.alternatives.borrow_mut();
        let names = lists
            .entry(list)
            .or_insert_with(|| Alternatives::of(self.tree, list));
        let number = index
            .parse::<u32>()
            .map_or(0, |index| index.saturating_add(1));
        let name = names.name(self.tree, node);
        Some(name.unwrap_or_else(|| format!("variant {number}")))
    }

    /// Returns whether a list of alternatives has one that isn't `null`, and `null` beside it.
    fn is_only_beside_null(&self, list: NodeId) -> bool {
        let alternatives = self.tree.items(list);
        let is_null = |node: &&NodeId| {
            let ty = self.tree.get(**node, "type");
            ty.and_then(|ty| self.tree.as_str(ty)) == Some("null")
        };
        alternatives.len() == 2 && alternatives.iter().filter(is_null).count() == 1
    }
}

fn with_role(words: Vec<String>, role: SegmentRole) -> Vec<Step> {
    words.into_iter().map(|word| (word, role)).collect()
}

/// Returns the segments of an operation: its id, or else its method and path.
pub(crate) fn of_operation(operation: &Operation) -> Vec<String> {
    if let Some(id) = operation.id.as_deref().filter(|id| !id.trim().is_empty()) {
        return vec![id.to_owned()];
    }
    let mut segments = vec![operation.method.name().to_ascii_lowercase()];
    for part in operation
        .path
        .split(['/', '#', '?', '&', '='])
        .filter(|part| !part.is_empty())
    {
        match part
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(parameter) => segments.extend(["by".to_owned(), parameter.to_owned()]),
            None => segments.push(part.to_owned()),
        }
    }
    segments
}

/// Returns whether a key at the root of a file is a section of components.
fn is_section(key: &str) -> bool {
    let sections = [
        "schemas",
        "parameters",
        "responses",
        "requestBodies",
        "headers",
    ];
    sections.contains(&key)
}

fn of_response(status: &str) -> String {
    match status {
        "200" => "response".to_owned(),
        // Not `error`: the operation's own error type has that name.
        "default" => "default response".to_owned(),
        status => format!("response {status}"),
    }
}

/// Names the media types other than JSON, which everybody expects.
fn of_media_type(media_type: &str) -> Option<String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match essence {
        "application/json" | "*/*" | "" => None,
        "application/x-www-form-urlencoded" => Some("form".to_owned()),
        essence => Some(essence.rsplit('/').next().unwrap_or(essence).to_owned()),
    }
}

/// Tells the items of a tuple apart. The parts of an `allOf` are one thing.
fn of_part(key: &str, index: &str) -> Option<String> {
    (key == "prefixItems").then(|| format!("item {index}"))
}
