//! Where the types of a tree of modules stand.
//!
//! A place is made of the segments of the type's own origin: the last one is its name, those before it are modules.

use std::collections::BTreeMap;

use super::reserved::is_reserved_module;
use super::scope::bounded;
use super::spelling::{apart_from_paths, apart_from_type, snake};
use crate::ir::{Origin, SegmentRole};
use crate::plurals::singular;
use crate::source::tree::{NodeId, Tree};

/// The module of components and of what is inline in them.
pub(super) const TYPES: &str = "types";

/// Modules as they are spelled, outermost first, before keywords are escaped.
pub(super) type ModulePath = Vec<String>;

/// The module of an operation.
pub(super) struct OperationModule {
    pub(super) path: ModulePath,
    /// Whether callers choose between several bodies.
    pub(super) has_several_bodies: bool,
}

/// The module of each operation, by the operation's node.
pub(super) struct OperationModules {
    modules: BTreeMap<NodeId, OperationModule>,
    /// The operations by what a framework names the schema of their body: `Body_{operationId}`.
    bodies: BTreeMap<String, NodeId>,
}

impl OperationModules {
    pub(super) fn new<'o>(modules: impl Iterator<Item = (&'o Origin, OperationModule)>) -> Self {
        let mut by_node = BTreeMap::new();
        let mut bodies = BTreeMap::new();
        for (origin, module) in modules {
            by_node.insert(origin.at, module);
            if let [id] = origin.segments.as_slice() {
                bodies.insert(format!("Body_{id}"), origin.at);
            }
        }
        Self {
            modules: by_node,
            bodies,
        }
    }

    /// Returns the module of the operation that a node is in.
    fn around(&self, at: NodeId, tree: &Tree) -> Option<&OperationModule> {
        let mut node = Some(at);
        while let Some(at) = node {
            if let Some(module) = self.modules.get(&at) {
                return Some(module);
            }
            node = tree.parent(at);
        }
        None
    }

    /// Returns the module of the operation whose body a component was made for.
    fn of_body(&self, component: &str) -> Option<&OperationModule> {
        self.modules.get(self.bodies.get(component)?)
    }
}

/// Where a type stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct TypePlace {
    pub(super) module: ModulePath,
    /// The words of its name.
    pub(super) words: Vec<String>,
}

/// Returns the place of a type.
pub(super) fn of_type(origin: &Origin, operations: &OperationModules, tree: &Tree) -> TypePlace {
    let mut steps = origin.steps().peekable();
    let mut names: Vec<Vec<String>> = Vec::new();
    let mut operation = None;
    if let Some((_, SegmentRole::Operation)) = steps.peek() {
        while steps
            .next_if(|(_, role)| *role == SegmentRole::Operation)
            .is_some()
        {}
        operation = operations.around(origin.at, tree);
    } else if let Some(of_body) = steps.peek().and_then(|(word, _)| operations.of_body(word)) {
        steps.next();
        operation = Some(of_body);
        names.push(vec!["body".to_owned()]);
    }
    let has_several_bodies = operation.is_some_and(|it| it.has_several_bodies);
    for (word, role) in steps {
        add(&mut names, word, role, has_several_bodies);
    }
    let base = operation.map_or_else(|| vec![TYPES.to_owned()], |it| it.path.clone());
    let words = names.pop().unwrap_or_else(|| vec!["value".to_owned()]);
    let modules = names.iter().map(|words| module_name(words));
    TypePlace {
        module: base.into_iter().chain(modules).collect(),
        words,
    }
}

/// Adds a segment: a module or a name of its own, or a word of the one before it.
fn add(names: &mut Vec<Vec<String>>, word: &str, role: SegmentRole, has_several_bodies: bool) {
    let own = |word: &str| vec![word.to_owned()];
    match role {
        SegmentRole::Name | SegmentRole::Operation | SegmentRole::Response => names.push(own(word)),
        SegmentRole::Body if has_several_bodies => {
            names.push(vec!["json".to_owned(), "body".to_owned()]);
        }
        SegmentRole::Body => names.push(own("body")),
        // The only body of an operation is called so whatever its media type.
        SegmentRole::MediaType => match names.last_mut().map(Vec::as_mut_slice) {
            Some([only]) if only == "body" => {}
            Some([first, body]) if first == "json" && body == "body" => word.clone_into(first),
            Some(_) => {
                if let Some(last) = names.last_mut() {
                    last.insert(0, word.to_owned());
                }
            }
            None => names.push(own(word)),
        },
        SegmentRole::Item | SegmentRole::Value | SegmentRole::TupleItem => match names.last_mut() {
            Some(last) if role == SegmentRole::Item => *last = item_of(last),
            Some(last) => last.push(word.to_owned()),
            None => names.push(own(word)),
        },
    }
}

/// Returns the name of an item: the singular of the list's name, or the name with a word added.
fn item_of(words: &[String]) -> Vec<String> {
    let mut words = words.to_vec();
    if let [of_list] = words.as_slice()
        && let Some(item) = of_list.strip_prefix("list of ")
    {
        return vec![item.to_owned(), "item".to_owned()];
    }
    let singular = words.last().and_then(|last| singular(last));
    match (singular, words.last_mut()) {
        (Some(singular), Some(last)) => *last = singular,
        _ => words.push("item".to_owned()),
    }
    words
}

/// Returns the name of the module for what is inline in an item.
pub(super) fn module_name(words: &[String]) -> String {
    let name = bounded(snake(words), &words.join(" "));
    match is_reserved_module(&name) {
        true => format!("{name}_"),
        false => apart_from_type(apart_from_paths(name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Step = (&'static str, SegmentRole);

    fn place(steps: &[Step]) -> (String, String) {
        let mut names = Vec::new();
        for (word, role) in steps {
            add(&mut names, word, *role, false);
        }
        let last = names.pop().unwrap_or_default();
        let modules: Vec<String> = names.iter().map(|words| module_name(words)).collect();
        (modules.join("::"), last.join(" "))
    }

    #[test]
    fn a_place_is_made_of_the_segments() {
        use SegmentRole::{Body, Item, MediaType, Name, Value};
        let cases: [(&[Step], &str, &str); 6] = [
            (&[("Account", Name), ("status", Name)], "account", "status"),
            (
                &[("Account", Name), ("capabilities", Name), ("item", Item)],
                "account",
                "capability",
            ),
            (
                &[
                    ("Account", Name),
                    ("data", Name),
                    ("item", Item),
                    ("kind", Name),
                ],
                "account::data_item",
                "kind",
            ),
            (
                &[("Account", Name), ("metadata", Name), ("value", Value)],
                "account",
                "metadata value",
            ),
            (&[("request", Body), ("form", MediaType)], "", "body"),
            (
                &[("request", Body), ("form", MediaType), ("address", Name)],
                "body",
                "address",
            ),
        ];
        for (steps, module, name) in cases {
            assert_eq!(
                place(steps),
                (module.to_owned(), name.to_owned()),
                "{steps:?}"
            );
        }
    }
}
