//! Where the document has the schemas of types: generated code names it in errors and documentation.

use std::collections::BTreeMap;

use crate::ir::{Api, Item, ItemKind, TypeId};
use crate::source::tree::{FileId, NodeId, Tree};
use crate::table::Table;

/// The place of each type.
#[derive(Clone, Debug)]
pub struct Places(Table<TypeId, Place>);

/// The schema of a type, and the properties of a struct that another schema has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The path of the file, unless it is the root document, and a JSON pointer behind a `#`.
    pub schema: String,
    /// The other schemas, each with the names of its properties, in the order of the fields.
    pub elsewhere: Vec<(String, Vec<String>)>,
}

impl Places {
    /// Works out the place of each type.
    pub(super) fn of(api: &Api, tree: &Tree) -> Self {
        Self(api.types.map(Place::default(), |_, item| place(item, tree)))
    }

    /// Returns the place of a type.
    #[must_use]
    pub fn get(&self, id: TypeId) -> &Place {
        self.0.get(id)
    }
}

fn place(item: &Item, tree: &Tree) -> Place {
    let schema = pointer(item.origin.at, tree);
    let ItemKind::Struct(object) = &item.kind else {
        return Place {
            schema,
            elsewhere: Vec::new(),
        };
    };
    let mut owners: BTreeMap<NodeId, usize> = BTreeMap::new();
    let mut elsewhere: Vec<(String, Vec<String>)> = Vec::new();
    for field in &object.fields {
        let Some(owner) = owner(field.origin.at, tree).filter(|owner| *owner != item.origin.at)
        else {
            continue;
        };
        let place = *owners.entry(owner).or_insert_with(|| {
            elsewhere.push((pointer(owner, tree), Vec::new()));
            elsewhere.len() - 1
        });
        if let Some((_, properties)) = elsewhere.get_mut(place) {
            properties.push(field.wire.clone());
        }
    }
    Place { schema, elsewhere }
}

/// Returns the schema that has a node among its properties.
fn owner(property: NodeId, tree: &Tree) -> Option<NodeId> {
    let properties = tree.parent(property)?;
    (tree.key(properties) == Some("properties"))
        .then(|| tree.parent(properties))
        .flatten()
}

fn pointer(node: NodeId, tree: &Tree) -> String {
    let file = tree.file(node);
    let name = match file {
        FileId::ROOT => "",
        file => tree.file_name(file),
    };
    format!("{name}#{}", tree.pointer(node))
}
