//! The types.

use std::borrow::Cow;

use super::{Docs, Origin};
use crate::source::tree::NodeId;
use crate::table::id;

id! {
    /// The id of a type: of a row of [`super::Api::types`].
    pub struct TypeId;
}

/// An item of the generated crate.
#[derive(Clone, Debug)]
pub struct Item {
    pub origin: Origin,
    /// Whether the document names it; what has no name there is known by its place.
    pub named: bool,
    pub docs: Docs,
    pub kind: ItemKind,
}

impl Item {
    /// Returns what stands for an item that isn't there, which is a defect.
    pub(crate) const fn placeholder() -> Self {
        Self {
            origin: Origin {
                at: NodeId::ROOT,
                segments: Vec::new(),
                name_override: None,
            },
            named: false,
            docs: Docs {
                text: None,
                notes: Vec::new(),
                deprecated: false,
            },
            kind: ItemKind::Alias(Type::Json),
        }
    }

    /// Whether a name was given to it, by the document or by the configuration: then it is no other item's equal.
    #[must_use]
    pub fn is_of_its_own(&self) -> bool {
        self.named || self.origin.name_override.is_some()
    }
}

/// What an item is.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ItemKind {
    Struct(Struct),
    Enum(Enum),
    /// A union whose tag names the sibling that carries the content.
    KeyedUnion(KeyedUnion),
    /// A union whose variants each carry the tag among their own members.
    TaggedUnion(TaggedUnion),
    /// A union told apart by the shape of the value alone.
    UntaggedUnion(UntaggedUnion),
    /// A string with a name of its own.
    Text,
    /// Another name for a type.
    Alias(Type),
    /// A list of a fixed length, each item of a type of its own.
    Tuple(Vec<Type>),
}

impl ItemKind {
    /// Returns whether there is only one value.
    #[must_use]
    pub fn is_constant(&self) -> bool {
        let is_single = |values: &Enum| {
            values.unknown_values != UnknownValues::Allow && values.values.len() == 1
        };
        matches!(self, Self::Enum(values) if is_single(values))
    }
}

/// How a value is typed where it is used.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// `null` and nothing else.
    Null,
    /// `true` and nothing else.
    True,
    /// `false` and nothing else.
    False,
    Bool,
    I32,
    I64,
    U32,
    U64,
    F32,
    F64,
    String,
    Url,
    Timestamp,
    /// A date and a time of day without an offset.
    DateTime,
    /// One with an offset or without.
    AnyDateTime,
    Date,
    Time,
    Duration,
    Uuid,
    Decimal,
    Ipv4,
    Ipv6,
    /// Bytes, written as base64.
    Base64,
    /// A body as it is, byte by byte.
    Bytes,
    /// A file in a multipart body.
    File,
    /// Any JSON.
    Json,
    List(Box<Type>),
    Map(Box<Type>),
    Nullable(Box<Type>),
    Sensitive(Box<Type>),
    Named(TypeId),
}

impl Type {
    /// Whether its values are integers.
    pub const fn is_integer(&self) -> bool {
        matches!(self, Self::I32 | Self::I64 | Self::U32 | Self::U64)
    }

    /// The items that a value of this type names, at any depth.
    pub fn named(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::List(inner)
            | Self::Map(inner)
            | Self::Nullable(inner)
            | Self::Sensitive(inner) => inner.named(),
            _ => None,
        }
    }

    /// The same, to be changed.
    pub fn named_mut(&mut self) -> Option<&mut TypeId> {
        match self {
            Self::Named(id) => Some(id),
            Self::List(inner)
            | Self::Map(inner)
            | Self::Nullable(inner)
            | Self::Sensitive(inner) => inner.named_mut(),
            _ => None,
        }
    }

    /// Returns whether there is only one value. `kind` is what the items are, as far as they are known.
    pub fn is_constant<'t>(&self, kind: impl Fn(TypeId) -> Option<&'t ItemKind>) -> bool {
        match self {
            Self::Null | Self::True | Self::False => true,
            Self::Named(id) => kind(*id).is_some_and(ItemKind::is_constant),
            _ => false,
        }
    }

    /// Whether the runtime has the type, or one inside of it.
    pub fn is_of_runtime(&self) -> bool {
        match self {
            Self::List(inner) | Self::Map(inner) | Self::Nullable(inner) => inner.is_of_runtime(),
            Self::Bool | Self::I32 | Self::I64 | Self::U32 | Self::U64 => false,
            Self::F32 | Self::F64 | Self::String | Self::Named(_) => false,
            Self::Ipv4 | Self::Ipv6 => false,
            Self::Null | Self::True | Self::False => true,
            Self::Time | Self::Duration | Self::Uuid | Self::Decimal => true,
            Self::DateTime | Self::AnyDateTime => true,
            Self::Url | Self::Timestamp | Self::Date | Self::Base64 | Self::Bytes => true,
            Self::File | Self::Json | Self::Sensitive(_) => true,
        }
    }

    /// How many types stand around the innermost one.
    pub fn depth(&self) -> usize {
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::Nullable(inner)
            | Self::Sensitive(inner) => 1 + inner.depth(),
            _ => 0,
        }
    }

    /// The item that a value of this type holds in itself, not behind a list or a map.
    pub fn embedded(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::Nullable(inner) | Self::Sensitive(inner) => inner.embedded(),
            _ => None,
        }
    }
}

/// An object with known members.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// The type of the members that are not fields, where the document speaks of them.
    pub additional: Option<Type>,
    /// The document allows no other members.
    pub closed: bool,
}

/// Whether a member may be missing, null, or neither.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Always there, never null.
    Required,
    /// May be missing.
    Optional,
    /// Always there, may be null.
    Nullable,
    /// May be missing, may be null: three states.
    OptionalNullable,
}

impl Presence {
    /// From the two questions.
    #[must_use]
    pub const fn of(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (false, false) => Self::Optional,
            (true, true) => Self::Nullable,
            (false, true) => Self::OptionalNullable,
        }
    }
}

/// A member of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The member's name in JSON.
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
    pub presence: Presence,
    /// The only value there is: a caller needn't give it.
    pub constant: bool,
    /// The direction that a member goes alone although it has to be there, until it is known where its type goes.
    pub one_way: Option<OneWay>,
}

/// The one direction that a member goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OneWay {
    /// It is received and not sent (`readOnly`).
    Received,
    /// It is sent and not received (`writeOnly`).
    Sent,
}

/// A set of values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enum {
    pub unknown_values: UnknownValues,
    pub repr: EnumRepr,
    pub values: Vec<Value>,
}

/// What the values of an enum are, those that aren't listed included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EnumRepr {
    /// Strings.
    Text,
    /// Integers, and the type that holds them.
    Integer(Type),
    /// Whatever JSON has.
    Mixed,
}

/// What becomes of values that aren't listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum UnknownValues {
    /// They are decoded, and callers may send them.
    Allow,
    /// They are decoded and kept; callers can't make them.
    Keep,
    /// They are an error of decoding.
    Reject,
}

/// A listed value.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Value {
    pub wire: Literal,
    pub origin: Origin,
    pub docs: Docs,
}

/// A value as it stands in JSON.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Literal {
    Text(String),
    /// A number without a fraction, however it is written.
    Integer(i128),
    /// A number with one.
    Number(serde_json::Number),
    Bool(bool),
}

impl Literal {
    /// The string, or what JSON writes.
    #[must_use]
    pub fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) => Cow::Borrowed(text),
            Self::Integer(value) => Cow::Owned(value.to_string()),
            Self::Number(value) => Cow::Owned(value.to_string()),
            Self::Bool(value) => Cow::Owned(value.to_string()),
        }
    }
}

/// An object whose member `tag` names the sibling that carries the content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyedUnion {
    pub tag: String,
    pub variants: Vec<KeyedVariant>,
}

/// One value of the tag, and the sibling of that name where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyedVariant {
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub content: Option<(Type, Presence)>,
}

/// Objects told apart by the value of one of their members.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaggedUnion {
    pub tag: String,
    /// Whether every variant asks for the tag.
    pub is_required: bool,
    pub variants: Vec<TaggedVariant>,
}

/// A variant and the tag's values that mean it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaggedVariant {
    pub values: Vec<Literal>,
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
}

/// Values told apart by their shape.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UntaggedUnion {
    pub variants: Vec<UntaggedVariant>,
}

/// One of the shapes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UntaggedVariant {
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
}
