//! The types that a `format` may be mapped to.

use std::str::FromStr;

use crate::error::Error;
use crate::ir::Type;
use crate::openapi::model::Type as JsonType;

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
    /// A date and a time of day without an offset from UTC (RFC 3339, `full-date` and `partial-time`).
    DateTime,
    /// A date and a time of day, with an offset from UTC or without.
    AnyDateTime,
    /// A day (RFC 3339, `full-date`).
    Date,
    /// A time of day, without an offset from UTC (RFC 3339, `partial-time`).
    Time,
    /// A length of time (ISO 8601), months and days included.
    Duration,
    /// Bytes, written as base64.
    Base64,
    /// A UUID (RFC 9562).
    Uuid,
    /// A decimal number in a string, kept digit by digit.
    Decimal,
    /// An IPv4 address.
    Ipv4,
    /// An IPv6 address.
    Ipv6,
}

impl Primitive {
    /// All of them, by their names on the command line.
    const NAMED: [(&str, Self); 19] = [
        ("i32", Self::I32),
        ("i64", Self::I64),
        ("u32", Self::U32),
        ("u64", Self::U64),
        ("f32", Self::F32),
        ("f64", Self::F64),
        ("string", Self::String),
        ("url", Self::Url),
        ("timestamp", Self::Timestamp),
        ("datetime", Self::DateTime),
        ("anydatetime", Self::AnyDateTime),
        ("date", Self::Date),
        ("time", Self::Time),
        ("duration", Self::Duration),
        ("base64", Self::Base64),
        ("uuid", Self::Uuid),
        ("decimal", Self::Decimal),
        ("ipv4", Self::Ipv4),
        ("ipv6", Self::Ipv6),
    ];

    /// Returns the type of the IR.
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
            Self::DateTime => Type::DateTime,
            Self::AnyDateTime => Type::AnyDateTime,
            Self::Date => Type::Date,
            Self::Time => Type::Time,
            Self::Duration => Type::Duration,
            Self::Base64 => Type::Base64,
            Self::Uuid => Type::Uuid,
            Self::Decimal => Type::Decimal,
            Self::Ipv4 => Type::Ipv4,
            Self::Ipv6 => Type::Ipv6,
        }
    }

    /// Returns the JSON type of the values that it reads.
    pub(crate) const fn json(self) -> JsonType {
        match self {
            Self::I32 | Self::I64 | Self::U32 | Self::U64 => JsonType::Integer,
            Self::F32 | Self::F64 => JsonType::Number,
            Self::String | Self::Url | Self::Timestamp | Self::Date | Self::Time => {
                JsonType::String
            }
            Self::Duration | Self::Base64 | Self::Uuid | Self::Decimal => JsonType::String,
            Self::Ipv4 | Self::Ipv6 => JsonType::String,
            Self::DateTime | Self::AnyDateTime => JsonType::String,
        }
    }
}

impl FromStr for Primitive {
    type Err = Error;

    /// Parses the variant's name in lower case: `i64`, `string`, `uuid`.
    fn from_str(text: &str) -> Result<Self, Error> {
        let found = Self::NAMED.iter().find(|(name, _)| *name == text);
        found.map(|(_, primitive)| *primitive).ok_or_else(|| {
            let names = Self::NAMED.map(|(name, _)| name).join(", ");
            Error::new(format!("`{text}` is none of {names}"))
        })
    }
}
