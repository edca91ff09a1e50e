//! The one builder of trees, fed by any self-describing deserializer.

use std::fmt;

use serde::de::{
    self, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess, Visitor,
};

use super::tree::{Format, NodeId, Tree, Value};

/// How large a tree may become. A text without aliases never gets there.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limit {
    nodes: usize,
    bytes: usize,
}

impl Limit {
    /// Each value takes a byte of text at least, so that only aliases make more values than there are bytes.
    pub(super) const fn of(text: &str) -> Self {
        const MOST_NODES: usize = 32 << 20;
        let nodes = 1024 + text.len();
        Self {
            nodes: if nodes < MOST_NODES {
                nodes
            } else {
                MOST_NODES
            },
            bytes: (1 << 20) + 8 * text.len(),
        }
    }
}

/// A tree under construction.
#[derive(Debug)]
pub(super) struct Builder {
    tree: Tree,
    repeated: Vec<(NodeId, NodeId)>,
    limit: Limit,
    bytes: usize,
}

impl Builder {
    pub(super) fn new(format: Format, limit: Limit) -> Self {
        Self {
            tree: Tree::new(format),
            repeated: Vec::new(),
            limit,
            bytes: 0,
        }
    }

    /// Reads the whole document; its root becomes [`NodeId::ROOT`].
    pub(super) fn read<'de, D: Deserializer<'de>>(
        &mut self,
        deserializer: D,
    ) -> Result<(), D::Error> {
        Seed(self).deserialize(deserializer).map(|_| ())
    }

    /// The tree, and each repeated member with the first of its name.
    pub(super) fn finish(self) -> (Tree, Vec<(NodeId, NodeId)>) {
        (self.tree, self.repeated)
    }

    fn add<E: de::Error>(&mut self, value: Value) -> Result<NodeId, E> {
        if self.tree.len() >= self.limit.nodes {
            return Err(E::custom(TOO_LARGE));
        }
        if let Value::String(text) = &value {
            self.count(text)?;
        }
        Ok(self.tree.add(value))
    }

    fn count<E: de::Error>(&mut self, text: &str) -> Result<(), E> {
        self.bytes += text.len();
        if self.bytes > self.limit.bytes {
            Err(E::custom(TOO_LARGE))
        } else {
            Ok(())
        }
    }
}

/// The message of the one error that the builder makes itself about size.
pub(super) const TOO_LARGE: &str = "the document holds too many values: aliases multiply them";
/// The message of the one error that the builder makes itself about keys.
pub(super) const KEY_NOT_SCALAR: &str = "the key of an object has to be a string";

struct Seed<'b>(&'b mut Builder);

impl<'de> DeserializeSeed<'de> for Seed<'_> {
    type Value = NodeId;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<NodeId, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_> {
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

    /// A YAML value with a tag of its own (`!name value`): the value counts.
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
