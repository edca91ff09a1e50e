//! Name segments: what the place of a node is called, keyword by keyword.
//!
//! They are what names are made of. They depend on the place alone, so that a name depends neither on who asks first
//! nor on the order of siblings.

mod files;

use std::cell::RefCell;
use std::collections::BTreeMap;

pub(crate) use files::{components_in_files, is_in_other_file};

use super::model::{Operation, Resolved};
use crate::source::tree::{NodeId, Tree};

/// Works out name segments.
pub(crate) struct Segments<'a> {
    tree: &'a Tree,
    /// The nodes that have segments whatever is around them: operations, other files and components in them.
    starts: BTreeMap<NodeId, Vec<String>>,
    /// What the alternatives of each list are called, counted once per list however long it is.
    alternatives: RefCell<BTreeMap<NodeId, Alternatives>>,
}

/// Names, and how many have them.
type Counted = BTreeMap<String, usize>;

/// The names that the alternatives of one list have.
struct Alternatives {
    titles: Counted,
    constants: Counted,
}

impl Alternatives {
    fn of(segments: &Segments<'_>, list: &[NodeId]) -> Self {
        let nodes = || list.iter().copied();
        Self {
            titles: count(nodes().filter_map(|node| segments.title(node))),
            constants: count(nodes().filter_map(|node| segments.constant(node))),
        }
    }
}

fn count(names: impl Iterator<Item = String>) -> Counted {
    let mut counted = Counted::new();
    for name in names {
        *counted.entry(name).or_default() += 1;
    }
    counted
}

impl<'a> Segments<'a> {
    pub(crate) fn new(tree: &'a Tree, resolved: &Resolved) -> Self {
        let mut starts = files::starts(tree, resolved);
        let operations = resolved.operations.iter();
        starts.extend(operations.map(|operation| (operation.at, of_operation(operation))));
        Self {
            tree,
            starts,
            alternatives: RefCell::default(),
        }
    }

    /// Returns the segments of a node, outermost first.
    pub(crate) fn of(&self, at: NodeId) -> Vec<String> {
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
                self.walk(start.unwrap_or_else(|| vec![name.clone()]), rest)
            }
            (None, steps) => self.walk(Vec::new(), steps),
        }
    }

    /// Returns whether a node has segments whatever is around it.
    pub(crate) fn is_start(&self, at: NodeId) -> bool {
        self.starts.contains_key(&at)
    }

    fn walk(&self, mut segments: Vec<String>, steps: &[(String, NodeId)]) -> Vec<String> {
        let mut steps = steps.iter().map(|(key, node)| (key.as_str(), *node));
        while let Some((key, node)) = steps.next() {
            if let Some(start) = self.starts.get(&node) {
                segments.clone_from(start);
                continue;
            }
            match key {
                // A section of components: the key after it is a name.
                "components" => {
                    steps.next();
                    segments.extend(steps.next().map(|(name, _)| name.to_owned()));
                }
                "properties" | "patternProperties" | "headers" | "$defs" | "definitions"
                | "callbacks" => {
                    segments.extend(steps.next().map(|(name, _)| name.to_owned()));
                }
                "paths" => segments.extend(steps.next().map(|(name, _)| name.to_owned())),
                "parameters" => segments.extend(steps.next().map(|(_, node)| self.parameter(node))),
                "responses" => segments.extend(steps.next().map(|(status, _)| of_response(status))),
                "requestBody" => segments.push("request".to_owned()),
                "content" => {
                    segments.extend(steps.next().and_then(|(name, _)| of_media_type(name)))
                }
                "items" => segments.push("item".to_owned()),
                "additionalProperties" => segments.push("value".to_owned()),
                "oneOf" | "anyOf" => segments.extend(
                    steps
                        .next()
                        .map(|(index, node)| self.alternative(index, node)),
                ),
                "allOf" | "prefixItems" => {
                    segments.extend(steps.next().and_then(|(index, _)| of_part(key, index)))
                }
                // YAML 1.1 merges what is under `<<` into the object around it.
                "schema" | "<<" => {}
                other => segments.push(other.to_owned()),
            }
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

    /// Returns what an alternative is called: its title, else the one constant among its properties, else its position.
    /// A name that two alternatives share is none.
    fn alternative(&self, index: &str, node: NodeId) -> String {
        let list = self.tree.parent(node).unwrap_or(NodeId::ROOT);
        let mut lists = self.alternatives.borrow_mut();
        let names = lists
            .entry(list)
            .or_insert_with(|| Alternatives::of(self, self.tree.items(list)));
        let own =
            |name: Option<String>, names: &Counted| name.filter(|name| names.get(name) == Some(&1));
        let position = || {
            format!(
                "variant {}",
                index
                    .parse::<u32>()
                    .map_or(0, |index| index.saturating_add(1))
            )
        };
        own(self.title(node), &names.titles)
            .or_else(|| own(self.constant(node), &names.constants))
            .unwrap_or_else(position)
    }

    fn title(&self, node: NodeId) -> Option<String> {
        let title = self.tree.as_str(self.tree.get(node, "title")?)?.trim();
        (!title.is_empty() && title.chars().count() <= 40).then(|| title.to_owned())
    }

    fn constant(&self, node: NodeId) -> Option<String> {
        let properties = self.tree.get(node, "properties")?;
        let only = |(_, property): &(String, NodeId)| {
            let listed = self.tree.get(*property, "enum");
            let constant = match listed.map(|listed| self.tree.items(listed)) {
                Some([only]) => Some(*only),
                _ => self.tree.get(*property, "const"),
            };
            constant.and_then(|constant| self.tree.as_str(constant))
        };
        let mut constants = self.tree.members(properties).iter().filter_map(only);
        let first = constants.next()?;
        constants.next().is_none().then(|| first.to_owned())
    }
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
