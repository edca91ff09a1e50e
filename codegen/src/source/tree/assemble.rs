//! Building a tree, which only the loader does.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Format, LONG_OBJECT, Node, NodeId, Tree, Value};

impl Tree {
    /// Adds a node. The value of one with children is set later.
    pub(crate) fn add(&mut self, value: Value) -> NodeId {
        // A node that nothing adopts is the root of its file.
        let parent = self.nodes.next_id();
        self.nodes.push(Node {
            value,
            parent,
            slot: 0,
        })
    }

    /// Completes an array.
    pub(crate) fn set_items(&mut self, id: NodeId, items: Vec<NodeId>) {
        for (slot, item) in items.iter().enumerate() {
            self.adopt(id, *item, slot);
        }
        self.nodes.get_mut(id).value = Value::Array(items);
    }

    /// Completes an object. Members that repeat a name are left out and returned, each with the first of its name.
    pub(crate) fn set_members(
        &mut self,
        id: NodeId,
        members: Vec<(String, NodeId)>,
    ) -> Vec<(NodeId, NodeId)> {
        let (mut members, repeated) = split_repeated(members);
        for (name, value, _) in &repeated {
            self.adopt(id, *value, usize::MAX);
            self.repeated.insert(*value, name.clone());
        }
        for (slot, (_, member)) in members.iter().enumerate() {
            self.adopt(id, *member, slot);
        }
        self.merge(&mut members);
        if members.len() > LONG_OBJECT {
            self.sorted.insert(id, sorted_positions(&members));
        }
        self.nodes.get_mut(id).value = Value::Object(members);
        repeated
            .into_iter()
            .map(|(_, value, first)| (value, first))
            .collect()
    }

    /// Keeps how values are spelled.
    pub(crate) fn keep_written(&mut self, written: BTreeMap<NodeId, String>) {
        self.written.extend(written);
    }

    /// Carries out YAML's merge key: the members of `<<` stand in for those that the object doesn't have. They stay
    /// children of the value of `<<`, where the text has them.
    fn merge(&self, members: &mut Vec<(String, NodeId)>) {
        let file = self.files.rows().next_back();
        if file.map(|file| file.format) != Some(Format::Yaml) {
            return;
        }
        let Some((_, merged)) = members.iter().find(|(name, _)| name == "<<").cloned() else {
            return;
        };
        let sources: Vec<NodeId> = match self.value(merged) {
            Value::Object(_) => vec![merged],
            Value::Array(items) => items.clone(),
            _ => return,
        };
        let mut names: HashSet<String> = members.iter().map(|(name, _)| name.clone()).collect();
        for source in sources {
            for (name, value) in self.members(source) {
                if names.insert(name.clone()) {
                    members.push((name.clone(), *value));
                }
            }
        }
    }

    fn adopt(&mut self, parent: NodeId, child: NodeId, slot: usize) {
        let node = self.nodes.get_mut(child);
        node.parent = parent;
        node.slot = u32::try_from(slot).unwrap_or(u32::MAX);
    }
}

type Members = Vec<(String, NodeId)>;

/// Takes the members out whose name an earlier one has. Each comes with that earlier one.
fn split_repeated(members: Members) -> (Members, Vec<(String, NodeId, NodeId)>) {
    if !has_repeated(&members) {
        return (members, Vec::new());
    }
    let mut first = HashMap::new();
    let mut kept = Vec::new();
    let mut repeated = Vec::new();
    for (name, value) in members {
        match first.get(&name) {
            Some(earlier) => repeated.push((name, value, *earlier)),
            None => {
                first.insert(name.clone(), value);
                kept.push((name, value));
            }
        }
    }
    (kept, repeated)
}

fn has_repeated(members: &Members) -> bool {
    if members.len() <= LONG_OBJECT {
        return members
            .iter()
            .enumerate()
            .any(|(at, (name, _))| members.iter().take(at).any(|(other, _)| other == name));
    }
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.last())
}

fn sorted_positions(members: &Members) -> Vec<u32> {
    let mut named: Vec<(&str, u32)> = members
        .iter()
        .map(|(name, _)| name.as_str())
        .zip(0..)
        .collect();
    named.sort_unstable();
    named.into_iter().map(|(_, position)| position).collect()
}
