//! What the alternatives of a union are called.

use std::collections::BTreeMap;

use crate::source::tree::{NodeId, Tree};

/// How many characters a title has at most that is a name.
const LONGEST_TITLE: usize = 40;

/// How many characters a list of properties or of kinds has at most.
const LONGEST_LIST: usize = 60;

/// How many properties a name lists at most.
const NAMED_PROPERTIES: usize = 2;

/// How many lists and maps inside of each other a name tells.
const NAMED_LEVELS: usize = 3;

/// Names, and how many alternatives have them.
type Counted = BTreeMap<String, usize>;

/// The names that the alternatives of one list have.
pub(super) struct Alternatives {
    titles: Counted,
    constants: Counted,
    kinds: Counted,
}

impl Alternatives {
    /// Counts the names in a list.
    pub(super) fn of(tree: &Tree, list: NodeId) -> Self {
        let nodes = || tree.items(list).iter().copied();
        Self {
            titles: count(nodes().filter_map(|node| title(tree, node))),
            constants: count(nodes().filter_map(|node| constant(tree, node))),
            kinds: count(nodes().filter_map(|node| kind(tree, node, NAMED_LEVELS))),
        }
    }

    /// Returns what an alternative is called: its title, else the one constant among its properties, else what its
    /// values are. A name that two alternatives share is none.
    pub(super) fn name(&self, tree: &Tree, node: NodeId) -> Option<String> {
        let own =
            |name: Option<String>, names: &Counted| name.filter(|name| names.get(name) == Some(&1));
        own(title(tree, node), &self.titles)
            .or_else(|| own(constant(tree, node), &self.constants))
            .or_else(|| own(kind(tree, node, NAMED_LEVELS), &self.kinds))
    }
}

fn count(names: impl Iterator<Item = String>) -> Counted {
    let mut counted = Counted::new();
    for name in names {
        *counted.entry(name).or_default() += 1;
    }
    counted
}

fn title(tree: &Tree, node: NodeId) -> Option<String> {
    let title = tree.as_str(tree.get(node, "title")?)?.trim();
    (!title.is_empty() && title.chars().count() <= LONGEST_TITLE).then(|| title.to_owned())
}

fn constant(tree: &Tree, node: NodeId) -> Option<String> {
    let properties = tree.get(node, "properties")?;
    let only = |(_, property): &(String, NodeId)| {
        let listed = tree.get(*property, "enum");
        let constant = match listed.map(|listed| tree.items(listed)) {
            Some([only]) => Some(*only),
            _ => tree.get(*property, "const"),
        };
        constant.and_then(|constant| tree.as_str(constant))
    };
    let mut constants = tree.members(properties).iter().filter_map(only);
    let first = constants.next()?;
    constants.next().is_none().then(|| first.to_owned())
}

/// Returns what the values of an alternative are.
fn kind(tree: &Tree, node: NodeId, levels: usize) -> Option<String> {
    if let Some(target) = tree
        .get(node, "$ref")
        .and_then(|target| tree.as_str(target))
    {
        return target.rsplit('/').next().map(str::to_owned);
    }
    let inner = |what: &str, key: &str| {
        let levels = levels.checked_sub(1)?;
        let inner = kind(tree, tree.get(node, key)?, levels)?;
        Some(format!("{what} of {inner}"))
    };
    let name = object(tree, node)
        .or_else(|| inner("list", "items"))
        .or_else(|| inner("map", "additionalProperties"));
    name.filter(|name| name.chars().count() <= LONGEST_LIST)
        .or_else(|| value(tree, node))
}

/// Names an object by its required properties, or else by the first of all in the order of their names: the order of a
/// document means nothing.
fn object(tree: &Tree, node: NodeId) -> Option<String> {
    let properties = tree.members(tree.get(node, "properties")?);
    let required = tree.get(node, "required").map(|list| tree.items(list));
    let required = required.unwrap_or_default().iter();
    let required: Vec<&str> = required
        .filter_map(|name| tree.as_str(*name))
        .take(NAMED_PROPERTIES)
        .collect();
    let first = || properties.iter().map(|(name, _)| name.as_str()).min();
    match required.as_slice() {
        [] => first().map(|name| format!("with {name}")),
        names => Some(format!("with {}", names.join(" "))),
    }
}

fn value(tree: &Tree, node: NodeId) -> Option<String> {
    let ty = tree.get(node, "type").and_then(|ty| tree.as_str(ty));
    if tree.get(node, "enum").is_some() {
        let is_integer = ty == Some("integer");
        return Some(if is_integer { "integer" } else { "value" }.to_owned());
    }
    let is_object = tree.get(node, "properties").is_some();
    let word = match ty.or(is_object.then_some("object"))? {
        "boolean" => "bool",
        "string" => "text",
        "array" => "list",
        other @ ("integer" | "number" | "object") => other,
        _ => return None,
    };
    Some(word.to_owned())
}
