//! The one builder of trees, fed by any self-describing deserializer.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::tree::{Format, NodeId, Tree, Value};

/// How much a text may add to the tree. A text without aliases never gets there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    nodes: usize,
    bytes: usize,
}

/// How many values all files may have: three times those of the largest public documents. Each takes some hundred bytes
/// while it is read.
pub(super) const MOST_NODES: usize = 4 << 20;

impl Limit {
    /// Returns the limit of a text. Each value takes a byte of text at least, so that only aliases make more values
    /// than there are bytes.
    pub(super) const fn of(text: &str) -> Self {
        Self {
            nodes: 1024 + text.len(),
            bytes: (1 << 20) + 8 * text.len(),
        }
    }
}

/// The limit at which a builder stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Exceeded {
    /// The values that all files may have.
    Values,
    /// What a text may add to the tree.
    Text,
}

impl Exceeded {
    /// Returns what is wrong with the document.
    pub(super) const fn message(self) -> &'static str {
        match self {
            Self::Values => {
                "the document holds more values than are read: 4194304 in all its files"
            }
            Self::Text => "the document holds too many values: aliases multiply them",
        }
    }
}

/// The last file of a tree under construction.
#[derive(Debug)]
pub(super) struct Builder<'t> {
    tree: &'t mut Tree,
    repeated: Repeated,
    /// How many nodes there may be in all.
    most_nodes: usize,
    limit: Limit,
    bytes: usize,
    exceeded: Option<Exceeded>,
}

/// Each repeated member with the first of its name.
pub(super) type Repeated = Vec<(NodeId, NodeId)>;

impl<'t> Builder<'t> {
    pub(super) fn new(tree: &'t mut Tree, format: Format, limit: Limit) -> Self {
        tree.restart(format);
        let most_nodes = MOST_NODES.min(tree.len() + limit.nodes);
        Self {
            tree,
            repeated: Vec::new(),
            most_nodes,
            limit,
            bytes: 0,
            exceeded: None,
        }
    }

    /// Reads the whole text. The node that is added first is the file's root.
    pub(super) fn read<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
    ) -> Result<(), D::Error> {
        Seed(self).deserialize(deserializer).map(|_| ())
    }

    /// Returns the limit that made reading fail, if one did.
    pub(super) const fn exceeded(&self) -> Option<Exceeded> {
        self.exceeded
    }

    pub(super) fn finish(self) -> Repeated {
        self.repeated
    }

    fn add<E: de::Error>(&mut self, value: Value) -> Result<NodeId, E> {
        if self.tree.len() >= self.most_nodes {
            let is_written = self.most_nodes == MOST_NODES;
            return Err(self.stop(if is_written {
                Exceeded::Values
            } else {
                Exceeded::Text
            }));
        }
        if let Value::String(text) = &value {
            self.count(text)?;
        }
        Ok(self.tree.add(value))
    }

    fn count<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        self.bytes += text.len();
        if self.bytes > self.limit.bytes {
            Err(self.stop(Exceeded::Text))
        } else {
            Ok(())
        }
    }

    /// Returns the error at a limit. The deserializer adds the place to it, and the builder keeps the reason.
    fn stop<E: de::Error>(&mut self, exceeded: Exceeded) -> E {
        self.exceeded = Some(exceeded);
        E::custom(exceeded.message())
    }
}

/// What the builder expects where a key isn't a scalar.
pub(super) const KEY_NOT_SCALAR: &str = "the key of an object has to be a string";

struct Seed<'b, 't>(&'b mut Builder<'t>);

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = NodeId;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<NodeId, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = NodeId;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a value")
    }

    fn visit_unit<E: de::Error>(self) -> Result<NodeId, E> {
        self.0.add(Value::Null)
    }

    fn visit_none<E: de::Error>(self) -> Result<NodeId, E> {
        self.0.add(Value::Null)
    }

    fn visit_bool<E: de::Error>(self, value: bool) -> Result<NodeId, E> {
        self.0.add(Value::Bool(value))
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<NodeId, E> {
        self.0.add(Value::Number(value.into()))
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<NodeId, E> {
        self.0.add(Value::Number(value.into()))
    }

    // Integers beyond 64 bits lose their last digits, as they do in most JSON readers.
    #[allow(clippy::cast_precision_loss)]
    fn visit_i128<E: de::Error>(self, value: i128) -> Result<NodeId, E> {
        self.visit_f64(value as f64)
    }

    #[allow(clippy::cast_precision_loss)]
    fn visit_u128<E: de::Error>(self, value: u128) -> Result<NodeId, E> {
        self.visit_f64(value as f64)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<NodeId, E> {
        // YAML's infinities are no numbers of JSON: they stay the words they are written as.
        let value = serde_json::Number::from_f64(value)
            .map_or_else(|| Value::String(value.to_string()), Value::Number);
        self.0.add(value)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<NodeId, E> {
        self.0.add(Value::String(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<NodeId, E> {
        self.0.add(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<NodeId, A::Error> {
        let id = self.0.add(Value::Null)?;
        let mut items = Vec::new();
        while let Some(item) = access.next_element_seed(Seed(self.0))? {
            items.push(item);
        }
        self.0.tree.set_items(id, items);
        Ok(id)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<NodeId, A::Error> {
        let id = self.0.add(Value::Null)?;
        let mut members = Vec::new();
        while let Some(Key(name)) = access.next_key()? {
            self.0.count(&name)?;
            members.push((name, access.next_value_seed(Seed(self.0))?));
        }
        let repeated = self.0.tree.set_members(id, members);
        self.0.repeated.extend(repeated);
        Ok(id)
    }

    /// Takes the value of a YAML value with a tag of its own (`!name value`).
    fn visit_enum<A: EnumAccess<'de>>(self, access: A) -> Result<NodeId, A::Error> {
        let (Key(_), value) = access.variant()?;
        value.newtype_variant_seed(self)
    }
}

/// The name of a member. YAML's other scalars (`200:`, `null:`) count as the text they are written as.
struct Key(String);

impl<'de> de::Deserialize<'de> for Key {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_string(KeyVisitor)
    }
}

struct KeyVisitor;

impl Visitor<'_> for KeyVisitor {
    type Value = Key;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(KEY_NOT_SCALAR)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Key, E> {
        Ok(Key(value.to_owned()))
    }

    fn visit_string<E: de::Error>(self, value: String) -> Result<Key, E> {
        Ok(Key(value))
    }
}
