//! The macro that implements enums of listed values.

/// Implements comparing, parsing, formatting, decoding and encoding for an enum of listed values.
///
/// The caller declares the enum. The macro takes its name, what its values are, and what to do with unknown values:
///
/// | values | derives | functions of the enum, inverse to each other |
/// | --- | --- | --- |
/// | `string` | `Clone, Debug` | `as_str(&self) -> &str`, `listed(&str) -> Option<Self>` |
/// | `i64, as_i64`, or another integer type | `Clone, Copy, Debug` | `as_i64(&self) -> i64`, `listed(i64) -> Option<Self>` |
/// | `mixed` | `Clone, Debug` | `as_json(&self) -> Json<'_>`, `listed(Literal<'_>) -> Option<Self>` |
///
/// | unknown values | variant | |
/// | --- | --- | --- |
/// | `allow` | `Other` of the type of the values | Callers may write other values. |
/// | `keep` | `Unknown` of an `Unknown…` type | Only decoding creates it. |
/// | `keep, constant` | the same | The enum lists one value: for a union, another one is a contradiction. |
/// | `reject` | none | Decoding an unknown value is an error. |
///
/// A variant is its value: equality, order and hash go by it, so `Other("x")` equals the variant written `x`.
///
/// ```
/// use openapi_bindgen_runtime as runtime;
///
/// #[derive(Clone, Debug)]
/// enum Color {
///     Red,
///     Other(String),
/// }
///
/// impl Color {
///     fn as_str(&self) -> &str {
///         match self {
///             Self::Red => "red",
///             Self::Other(value) => value,
///         }
///     }
///
///     fn listed(value: &str) -> Option<Self> {
///         (value == "red").then_some(Self::Red)
///     }
/// }
///
/// runtime::enumeration!(Color, string, unknown = allow);
///
/// assert!(matches!(Color::from("red"), Color::Red));
/// assert_eq!(Color::from("blue"), "blue");
/// ```
#[macro_export]
macro_rules! enumeration {
    ($name:ident, string, unknown = $($unknown:ident),+) => {
        $crate::enumeration!(@string $name);
        $crate::enumeration!(@string $($unknown)+: $name);
    };
    ($name:ident, mixed, unknown = $($unknown:ident),+) => {
        $crate::enumeration!(@mixed $name);
        $crate::enumeration!(@mixed $($unknown)+: $name);
    };
    ($name:ident, $integer:ident, $get:ident, unknown = $($unknown:ident),+) => {
        $crate::enumeration!(@integer $name, $integer, $get);
        $crate::enumeration!(@integer $($unknown)+: $name, $integer);
    };

    // Strings. An API has hundreds of these enums: the bodies call functions instead of trait methods, which the
    // compiler would look up in each.
    (@string $name:ident) => {
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::is_same(self.as_str(), other.as_str())
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                $crate::__private::order(self.as_str(), other.as_str())
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                $crate::__private::hash(self.as_str(), state);
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                $crate::__private::is_same(self.as_str(), other)
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                $crate::__private::is_same(self.as_str(), other)
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.pad(self.as_str())
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                self.as_str()
            }
        }

        impl $crate::ToJson for $name {
            fn to_json(&self) -> $crate::Json<'_> {
                $crate::__private::write_text(self.as_str())
            }
        }

        $crate::serde_bridge!($name);
    };
    (@string allow: $name:ident) => {
        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                match Self::listed(text) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => Self::Other(::std::string::String::from(text)),
                }
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                match Self::listed(&text) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => Self::Other(text),
                }
            }
        }

        impl $crate::__private::TextType for $name {}

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`, which may be a variant.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::__private::read_open(json, Self::listed, Self::Other)
            }
        }
    };
    (@string keep: $name:ident) => {
        $crate::enumeration!(@string listed: $name, read_closed, Self::Unknown);
    };
    (@string keep constant: $name:ident) => {
        $crate::enumeration!(@string listed: $name, read_constant, Self::Unknown);
    };
    (@string reject: $name:ident) => {
        $crate::enumeration!(@string listed: $name, read_strict);
    };
    (@string listed: $name:ident, $read:ident $(, $unknown:path)?) => {
        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                Self::listed(text).ok_or($crate::__private::UNKNOWN_VALUE)
            }
        }

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                $crate::__private::$read(json, Self::listed $(, $unknown)?)
            }
        }
    };

    // Integers.
    (@integer $name:ident, $integer:ty, $get:ident) => {
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                self.$get() == other.$get()
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }

        impl ::core::cmp::Ord for $name {
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.$get().cmp(&other.$get())
            }
        }

        impl ::core::hash::Hash for $name {
            fn hash<H: ::core::hash::Hasher>(&self, state: &mut H) {
                self.$get().hash(state);
            }
        }

        impl ::core::cmp::PartialEq<$integer> for $name {
            fn eq(&self, other: &$integer) -> bool {
                self.$get() == *other
            }
        }

        impl ::core::convert::From<$name> for $integer {
            fn from(value: $name) -> Self {
                value.$get()
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.$get(), f)
            }
        }

        impl $crate::ToJson for $name {
            fn to_json(&self) -> $crate::Json<'_> {
                $crate::__private::number(self.$get())
            }
        }

        $crate::serde_bridge!($name);
    };
    (@integer allow: $name:ident, $integer:ty) => {
        impl ::core::convert::From<$integer> for $name {
            fn from(value: $integer) -> Self {
                match Self::listed(value) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => Self::Other(value),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::num::ParseIntError;

            // Not `Self::Err`, which may be a variant.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::num::ParseIntError> {
                text.parse::<$integer>().map(::core::convert::From::from)
            }
        }

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let value = <$integer as $crate::FromJson>::from_json(json)?;
                ::core::result::Result::Ok(match Self::listed(value) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => {
                        $crate::__private::count_unnamed();
                        Self::Other(value)
                    }
                })
            }
        }
    };
    (@integer keep: $name:ident, $integer:ty) => {
        $crate::enumeration!(@integer kept: $name, $integer, unknown_integer);
    };
    (@integer keep constant: $name:ident, $integer:ty) => {
        $crate::enumeration!(@integer kept: $name, $integer, contradicting_integer);
    };
    (@integer kept: $name:ident, $integer:ty, $unknown:ident) => {
        $crate::enumeration!(@integer listed: $name, $integer);

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let value = <$integer as $crate::FromJson>::from_json(json)?;
                ::core::result::Result::Ok(match Self::listed(value) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => {
                        Self::Unknown($crate::__private::$unknown(value))
                    }
                })
            }
        }
    };
    (@integer reject: $name:ident, $integer:ty) => {
        $crate::enumeration!(@integer listed: $name, $integer);

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let value = <$integer as $crate::FromJson>::from_json(json)?;
                Self::listed(value).ok_or_else(|| {
                    $crate::DecodeError::mismatch("a listed value", "another number")
                })
            }
        }
    };
    (@integer listed: $name:ident, $integer:ty) => {
        impl ::core::convert::TryFrom<$integer> for $name {
            type Error = $crate::UnknownValue;

            // Not `Self::Error`, which may be a variant.
            fn try_from(value: $integer) -> ::core::result::Result<Self, $crate::UnknownValue> {
                Self::listed(value).ok_or($crate::__private::UNKNOWN_VALUE)
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                match text.parse::<$integer>() {
                    ::core::result::Result::Ok(value) => {
                        Self::listed(value).ok_or($crate::__private::UNKNOWN_VALUE)
                    }
                    ::core::result::Result::Err(_) => {
                        ::core::result::Result::Err($crate::__private::UNKNOWN_VALUE)
                    }
                }
            }
        }
    };

    // Values of several kinds.
    (@mixed $name:ident) => {
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                $crate::__private::same(&self.as_json(), &other.as_json())
            }
        }

        impl ::core::cmp::Eq for $name {}

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                $crate::__private::show(&self.as_json(), f)
            }
        }

        impl $crate::ToJson for $name {
            fn to_json(&self) -> $crate::Json<'_> {
                self.as_json()
            }
        }

        $crate::serde_bridge!($name);
    };
    (@mixed allow: $name:ident) => {
        impl ::core::convert::From<$crate::Value> for $name {
            fn from(value: $crate::Value) -> Self {
                let json = $crate::ToJson::to_json(&value);
                match $crate::Literal::of(&json).and_then(Self::listed) {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => Self::Other(value),
                }
            }
        }

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            // Not `Self::Err`, which may be a variant.
            fn from_str(text: &str) -> ::core::result::Result<Self, ::core::convert::Infallible> {
                ::core::result::Result::Ok(
                    match $crate::__private::listed_text(text, Self::listed) {
                        ::core::option::Option::Some(known) => known,
                        ::core::option::Option::None => {
                            Self::Other(::core::convert::From::from(text))
                        }
                    },
                )
            }
        }

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let known = $crate::Literal::of(&json).and_then(Self::listed);
                ::core::result::Result::Ok(match known {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => {
                        $crate::__private::count_unnamed();
                        Self::Other(::core::convert::From::from(json))
                    }
                })
            }
        }
    };
    (@mixed keep: $name:ident) => {
        $crate::enumeration!(@mixed listed: $name);

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let known = $crate::Literal::of(&json).and_then(Self::listed);
                ::core::result::Result::Ok(match known {
                    ::core::option::Option::Some(known) => known,
                    ::core::option::Option::None => {
                        Self::Unknown($crate::__private::unknown_json(json))
                    }
                })
            }
        }
    };
    (@mixed reject: $name:ident) => {
        $crate::enumeration!(@mixed listed: $name);

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let known = $crate::Literal::of(&json).and_then(Self::listed);
                known.ok_or_else(|| $crate::DecodeError::mismatch("a listed value", "another one"))
            }
        }
    };
    (@mixed listed: $name:ident) => {
        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                $crate::__private::listed_text(text, Self::listed)
                    .ok_or($crate::__private::UNKNOWN_VALUE)
            }
        }
    };
}

#[cfg(test)]
mod tests;
