//! What a format may be mapped to.

use crate::ir::Type;
use crate::resolve::model::Type as JsonType;

/// A type of the output that a `format` of a string or a number may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Primitive {
    /// `i32`.
    I32,
    /// `i64`.
    I64,
    /// `u32`.
    U32,
    /// `u64`.
    U64,
    /// `f32`.
    F32,
    /// `f64`.
    F64,
    /// `String`.
    String,
    /// A URL, kept as it is written.
    Url,
    /// A point in time (RFC 3339).
    Timestamp,
    /// A day (RFC 3339, `full-date`).
    Date,
    /// Bytes, written as base64.
    Base64,
}

impl Primitive {
    pub(crate) const fn ty(self) -> Type {
        match self {
            Self::I32 => Type::I32,
            Self::I64 => Type::I64,
            Self::U32 => Type::U32,
            Self::U64 => Type::U64,
            Self::F32 => Type::F32,
            Self::F64 => Type::F64,
            Self::String => Type::String,
            Self::Url => Type::Url,
            Self::Timestamp => Type::Timestamp,
            Self::Date => Type::Date,
            Self::Base64 => Type::Base64,
        }
    }

    /// The type in JSON of the values that this one reads.
    pub(crate) const fn json(self) -> JsonType {
        match self {
            Self::I32 | Self::I64 | Self::U32 | Self::U64 => JsonType::Integer,
            Self::F32 | Self::F64 => JsonType::Number,
            Self::String | Self::Url | Self::Timestamp | Self::Date | Self::Base64 => {
                JsonType::String
            }
        }
    }
}
