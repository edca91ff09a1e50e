//! Types and the items that they name.

use std::borrow::Cow;

use super::{Docs, Origin};
use crate::http::StatusRange;
use crate::source::tree::NodeId;
use crate::table::id;

id! {
    /// The id of a type: a row of [`super::Api::types`].
    pub struct TypeId;
}

/// An item of the generated crate.
#[derive(Clone, Debug)]
pub struct Item {
    pub origin: Origin,
    /// Whether the document names it, as it does components.
    pub named: bool,
    pub docs: Docs,
    pub kind: ItemKind,
}

impl Item {
    /// Returns the item that stands for one that is missing, which is a defect.
    pub(crate) const fn placeholder() -> Self {
        Self {
            origin: Origin {
                at: NodeId::ROOT,
                segments: Vec::new(),
                roles: Vec::new(),
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

    /// Returns whether the document or a setting names it: then it isn't shared with other items.
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
    /// A union whose tag names the property with the content.
    KeyedUnion(KeyedUnion),
    /// A union whose variants have the tag among their own members.
    TaggedUnion(TaggedUnion),
    /// A union whose variant the members and their values decide.
    UntaggedUnion(UntaggedUnion),
    /// A string with a name of its own.
    Text,
    /// An alias of a type.
    Alias(Type),
    /// A list of a fixed length. Each item has its own type.
    Tuple(Vec<Type>),
    /// The headers that responses declare.
    Headers(Vec<Header>),
    /// What error responses carry, by status and media type.
    Failures(Vec<Response>),
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
    /// A date and a time of day, without an offset.
    DateTime,
    /// A date and a time of day, with an offset or without.
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
    /// A body, byte by byte.
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
    /// Returns whether its values are integers.
    pub const fn is_integer(&self) -> bool {
        matches!(self, Self::I32 | Self::I64 | Self::U32 | Self::U64)
    }

    /// Returns the item that the type names, at any depth.
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

    /// Returns the item that the type names, to be changed.
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

    /// Returns whether there is only one value. `kind` gives the kinds of items, as far as they are known.
    pub fn is_constant<'t>(&self, kind: impl Fn(TypeId) -> Option<&'t ItemKind>) -> bool {
        match self {
            Self::Null | Self::True | Self::False => true,
            Self::Named(id) => kind(*id).is_some_and(ItemKind::is_constant),
            _ => false,
        }
    }

    /// Returns how many types are around the innermost one.
    pub fn depth(&self) -> usize {
        match self {
            Self::List(inner)
            | Self::Map(inner)
            | Self::Nullable(inner)
            | Self::Sensitive(inner) => 1 + inner.depth(),
            _ => 0,
        }
    }

    /// Returns the item that a value holds in itself, not behind a list or a map.
    pub fn embedded(&self) -> Option<TypeId> {
        match self {
            Self::Named(id) => Some(*id),
            Self::Nullable(inner) | Self::Sensitive(inner) => inner.embedded(),
            _ => None,
        }
    }
}

/// An object with properties.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Struct {
    pub fields: Vec<Field>,
    /// The type of further members, where the document describes them.
    pub additional: Option<Type>,
    /// Whether the document allows no further members.
    pub closed: bool,
}

/// Whether a property is required and whether it is nullable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// Required, not nullable.
    Required,
    /// Optional, not nullable.
    Optional,
    /// Required, nullable.
    Nullable,
    /// Optional and nullable: three states.
    OptionalNullable,
}

impl Presence {
    /// Returns the presence of a property.
    #[must_use]
    pub const fn of(required: bool, nullable: bool) -> Self {
        match (required, nullable) {
            (true, false) => Self::Required,
            (false, false) => Self::Optional,
            (true, true) => Self::Nullable,
            (false, true) => Self::OptionalNullable,
        }
    }

    /// Returns the presence of the content in the constructor of a keyed union's variant: there is none without it, so its
    /// argument says whether the content is absent.
    #[must_use]
    pub(crate) const fn of_content(self) -> Self {
        match self {
            Self::Optional => Self::Nullable,
            presence => presence,
        }
    }
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The property's name in JSON.
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
    pub presence: Presence,
    /// Whether there is only one value, which callers needn't give.
    pub constant: bool,
    /// The one direction of a required property, until the directions of its type are known.
    pub one_way: Option<OneWay>,
}

impl Field {
    /// Returns whether a constructor takes its value.
    #[must_use]
    pub const fn is_argument(&self) -> bool {
        matches!(self.presence, Presence::Required | Presence::Nullable) && !self.constant
    }
}

/// The one direction of a property.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OneWay {
    /// It is received and not sent (`readOnly`).
    Received,
    /// It is sent and not received (`writeOnly`).
    Sent,
}

/// An enum.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enum {
    pub unknown_values: UnknownValues,
    pub repr: EnumRepr,
    pub values: Vec<Value>,
}

/// How the values of an enum are represented, unlisted ones included.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum EnumRepr {
    /// Strings.
    Text,
    /// Integers, and the type that holds them.
    Integer(Type),
    /// Several kinds of scalars.
    Mixed,
}

/// What becomes of unlisted values.
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

/// A scalar in JSON.
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
    /// Returns the string, or the JSON text of another value.
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

/// An object whose property `tag` names the property with the content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyedUnion {
    pub tag: String,
    pub variants: Vec<KeyedVariant>,
}

/// One value of the tag, and the property of that name where there is one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct KeyedVariant {
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub content: Option<(Type, Presence)>,
}

/// A union whose variant the value of one property decides.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaggedUnion {
    pub tag: String,
    /// Whether every variant requires the tag.
    pub is_required: bool,
    pub variants: Vec<TaggedVariant>,
}

/// A variant and its tag values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaggedVariant {
    pub values: Vec<Literal>,
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
}

/// A union whose variant the members and their values decide.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UntaggedUnion {
    pub variants: Vec<UntaggedVariant>,
}

/// A variant of an untagged union.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct UntaggedVariant {
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
}

/// A header of a response.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Header {
    /// The name, as the document writes it.
    pub wire: String,
    pub origin: Origin,
    pub docs: Docs,
    pub ty: Type,
    /// Whether every one of the responses declares it as required.
    pub required: bool,
    pub encoding: HeaderEncoding,
}

/// How a header's value is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HeaderEncoding {
    /// As the text of one value.
    Text,
    /// As a list with commas.
    List,
    /// As a list of the lines that have the name.
    Lines,
    /// As JSON text.
    Json,
}

/// The response for a status or a range of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Response {
    pub status: StatusRange,
    pub docs: Docs,
    /// The contents that the server chooses from, best first; empty where it has no body.
    pub contents: Vec<ResponseContent>,
}

/// A content of a response.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ResponseContent {
    /// Named after the media type, which distinguishes it from other contents.
    pub origin: Origin,
    /// The media types with this content, as the document writes them, the best first.
    pub declared: Vec<String>,
    pub encoding: ResponseEncoding,
    pub ty: Type,
}

impl ResponseContent {
    /// Returns whether both are decoded in the same way.
    #[must_use]
    pub fn is_read_like(&self, other: &Self) -> bool {
        (self.encoding, &self.ty) == (other.encoding, &other.ty)
    }
}

/// How a response body is decoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ResponseEncoding {
    Json,
    /// The text of one value.
    Text,
    /// JSON or the text of one value, by the `Content-Type`.
    Any,
    Bytes,
}
