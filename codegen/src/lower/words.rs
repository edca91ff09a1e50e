//! Names' raw material: the words of the place where a schema stands.
//!
//! A pure function of the place, so that a name depends neither on who asked first nor on the order of siblings.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::openapi::model::{Operation, Resolved};
use crate::source::tree::{NodeId, Tree};

pub(super) struct Words<'a> {
    tree: &'a Tree,
    /// The nodes whose words are known, whatever stands before them: operations, and what other files are called.
    starts: BTreeMap<NodeId, Vec<String>>,
    /// What the alternatives of each list are called, counted once a list however long it is.
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
    fn of(words: &Words<'_>, list: &[NodeId]) -> Self {
        let nodes = || list.iter().copied();
        Self {
            titles: count(nodes().filter_map(|node| words.title(node))),
            constants: count(nodes().filter_map(|node| words.constant(node))),
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

impl<'a> Words<'a> {
    pub(super) fn new(tree: &'a Tree, resolved: &Resolved) -> Self {
        let mut starts = super::named::starts(tree, resolved);
        let operations = resolved.operations.iter();
        starts.extend(operations.map(|operation| (operation.at, operation_words(operation))));
        Self {
            tree,
            starts,
            alternatives: RefCell::default(),
        }
    }

    /// The words of the place of a node, outermost first.
    pub(super) fn of(&self, at: NodeId) -> Vec<String> {
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
            // A file of named things.
            (None, [(section, _), (name, at), rest @ ..])
                if node != NodeId::ROOT && is_section(section) =>
            {
                let start = self.starts.get(at).cloned();
                self.walk(start.unwrap_or_else(|| vec![name.clone()]), rest)
            }
            (None, steps) => self.walk(Vec::new(), steps),
        }
    }

    /// Whether a node has a name whatever its pointer is.
    pub(super) fn is_start(&self, at: NodeId) -> bool {
        self.starts.contains_key(&at)
    }

    fn walk(&self, mut words: Vec<String>, steps: &[(String, NodeId)]) -> Vec<String> {
        let mut steps = steps.iter().map(|(key, node)| (key.as_str(), *node));
        while let Some((key, node)) = steps.next() {
            if let Some(start) = self.starts.get(&node) {
                words.clone_from(start);
                continue;
            }
            match key {
                // A group of named things: the next key is a name.
                "components" => {
                    steps.next();
                    words.extend(steps.next().map(|(name, _)| name.to_owned()));
                }
                "properties" | "patternProperties" | "headers" | "$defs" | "definitions"
                | "callbacks" => {
                    words.extend(steps.next().map(|(name, _)| name.to_owned()));
                }
                "paths" => words.extend(steps.next().map(|(name, _)| name.to_owned())),
                "parameters" => words.extend(steps.next().map(|(_, node)| self.parameter(node))),
                "responses" => words.extend(steps.next().map(|(status, _)| response_word(status))),
                "requestBody" => words.push("request".to_owned()),
                "content" => words.extend(steps.next().and_then(|(name, _)| media_word(name))),
                "items" => words.push("item".to_owned()),
                "additionalProperties" => words.push("value".to_owned()),
                "oneOf" | "anyOf" => words.extend(
                    steps
                        .next()
                        .map(|(index, node)| self.alternative(index, node)),
                ),
                "allOf" | "prefixItems" => {
                    words.extend(steps.next().and_then(|(index, _)| part_word(key, index)))
                }
                // What is merged in (YAML 1.1) is as good as written there.
                "schema" | "<<" => {}
                other => words.push(other.to_owned()),
            }
        }
        words
    }

    /// The step from a parent to its child: a member's name, or an index.
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

    /// An alternative is called by its title, or by the one constant among its members, or else by its place. What two
    /// of them share is no name.
    fn alternative(&self, index: &str, node: NodeId) -> String {
        let list = self.tree.parent(node).unwrap_or(NodeId::ROOT);
        let mut lists = self.alternatives.borrow_mut();
        let names = lists
            .entry(list)
            .or_insert_with(|| Alternatives::of(self, self.tree.items(list)));
        let own =
            |name: Option<String>, names: &Counted| name.filter(|name| names.get(name) == Some(&1));
        let place = || {
            format!(
                "variant {}",
                index
                    .parse::<u32>()
                    .map_or(0, |place| place.saturating_add(1))
            )
        };
        own(self.title(node), &names.titles)
            .or_else(|| own(self.constant(node), &names.constants))
            .unwrap_or_else(place)
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

/// The words of an operation: its id, or else its method and path.
pub(super) fn operation_words(operation: &Operation) -> Vec<String> {
    if let Some(id) = operation.id.as_deref().filter(|id| !id.trim().is_empty()) {
        return vec![id.to_owned()];
    }
    let mut words = vec![operation.method.name().to_ascii_lowercase()];
    for segment in operation
        .path
        .split(['/', '#', '?', '&', '='])
        .filter(|segment| !segment.is_empty())
    {
        match segment
            .strip_prefix('{')
            .and_then(|rest| rest.strip_suffix('}'))
        {
            Some(parameter) => words.extend(["by".to_owned(), parameter.to_owned()]),
            None => words.push(segment.to_owned()),
        }
    }
    words
}

/// The sections of `components`, which files have at their root.
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

fn response_word(status: &str) -> String {
    match status {
        "200" => "response".to_owned(),
        // Not `error`: that is what the operation's own error type is called.
        "default" => "default response".to_owned(),
        status => format!("response {status}"),
    }
}

/// JSON is what everybody expects; other media types are named.
fn media_word(media_type: &str) -> Option<String> {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    match essence {
        "application/json" | "*/*" | "" => None,
        "application/x-www-form-urlencoded" => Some("form".to_owned()),
        essence => Some(essence.rsplit('/').next().unwrap_or(essence).to_owned()),
    }
}

/// Parts of an `allOf` are one thing; those of a tuple are told apart.
fn part_word(key: &str, index: &str) -> Option<String> {
    (key == "prefixItems").then(|| format!("item {index}"))
}
