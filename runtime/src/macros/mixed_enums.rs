/// Gives an enum of known JSON values of several kinds, with a variant
/// `Other(Value)`, what such a value has. Callers may write other values.
///
/// The enum is declared by the caller, with `#[derive(Clone, Debug)]`, a method
/// `as_json(&self) -> Json<'_>` and a function
/// `listed(Literal<'_>) -> Option<Self>`, which are each other's inverse for
/// the values that are listed.
#[macro_export]
macro_rules! open_mixed_enum {
    ($name:ident) => {
        $crate::__mixed_enum!($name);

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
                        $crate::__private::miss_open();
                        Self::Other(::core::convert::From::from(json))
                    }
                })
            }
        }
    };
}

/// Gives an enum of known JSON values of several kinds, with a variant
/// [`Unknown(UnknownVariant)`](crate::UnknownVariant), what such a value has.
/// Only decoding makes the unknown.
///
/// The enum is declared by the caller as for
/// [`open_mixed_enum!`](crate::open_mixed_enum).
#[macro_export]
macro_rules! closed_mixed_enum {
    ($name:ident) => {
        $crate::__mixed_enum!($name);
        $crate::__listed_literal!($name);

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
}

/// Gives an enum of known JSON values of several kinds, and nothing else, what
/// such a value has: another value is an error of decoding.
///
/// The enum is declared by the caller as for
/// [`open_mixed_enum!`](crate::open_mixed_enum).
#[macro_export]
macro_rules! strict_mixed_enum {
    ($name:ident) => {
        $crate::__mixed_enum!($name);
        $crate::__listed_literal!($name);

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                let known = $crate::Literal::of(&json).and_then(Self::listed);
                known.ok_or_else(|| $crate::DecodeError::mismatch("a listed value", "another one"))
            }
        }
    };
}

/// What enums have that callers can't make of every text.
#[doc(hidden)]
#[macro_export]
macro_rules! __listed_literal {
    ($name:ident) => {
        impl ::core::str::FromStr for $name {
            type Err = $crate::UnknownValue;

            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::UnknownValue> {
                $crate::__private::listed_text(text, Self::listed)
                    .ok_or($crate::__private::UNKNOWN_VALUE)
            }
        }
    };
}

/// What mixed enums have in common. A variant is its JSON value: equality goes
/// by it.
#[doc(hidden)]
#[macro_export]
macro_rules! __mixed_enum {
    ($name:ident) => {
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
}

#[cfg(test)]
mod tests {
    use crate::{Json, Literal, ToJson, UnknownVariant, Value};

    #[derive(Clone, Debug)]
    enum Position {
        Auto,
        N1,
        Text1,
        Half,
        True,
        Other(Value),
    }
    impl Position {
        fn as_json(&self) -> Json<'_> {
            match self {
                Self::Auto => Literal::Text("auto").into(),
                Self::N1 => Literal::Integer(1).into(),
                Self::Text1 => Literal::Text("1").into(),
                Self::Half => Literal::Number(-0.5).into(),
                Self::True => Literal::Bool(true).into(),
                Self::Other(value) => value.to_json(),
            }
        }

        fn listed(value: Literal<'_>) -> Option<Self> {
            match value {
                Literal::Text("auto") => Some(Self::Auto),
                Literal::Integer(1) => Some(Self::N1),
                Literal::Text("1") => Some(Self::Text1),
                Literal::Number(-0.5) => Some(Self::Half),
                Literal::Bool(true) => Some(Self::True),
                _ => None,
            }
        }
    }
    crate::open_mixed_enum!(Position);

    #[derive(Clone, Debug)]
    enum Closed {
        Never,
        N0,
        Unknown(UnknownVariant),
    }
    impl Closed {
        fn as_json(&self) -> Json<'_> {
            match self {
                Self::Never => Literal::Text("never").into(),
                Self::N0 => Literal::Integer(0).into(),
                Self::Unknown(value) => value.to_json(),
            }
        }

        fn listed(value: Literal<'_>) -> Option<Self> {
            match value {
                Literal::Text("never") => Some(Self::Never),
                Literal::Integer(0) => Some(Self::N0),
                _ => None,
            }
        }
    }
    crate::closed_mixed_enum!(Closed);

    fn position(text: &str) -> Position {
        serde_json::from_str(text).unwrap()
    }

    #[test]
    fn an_open_enum_is_its_value() {
        assert!(matches!(position("\"auto\""), Position::Auto));
        assert!(matches!(position("1"), Position::N1));
        assert!(matches!(position("1.0"), Position::N1));
        assert!(matches!(position("\"1\""), Position::Text1));
        assert!(matches!(position("-0.5"), Position::Half));
        assert!(matches!(position("true"), Position::True));
        assert_eq!(Position::Other(1.into()), Position::N1);
        assert_eq!(Position::Other(1.0.into()), Position::N1);
        assert_ne!(Position::Other("1".into()), Position::N1);
        assert!(matches!(Position::from(Value::from(1)), Position::N1));
        for text in ["\"auto\"", "1", "\"1\"", "-0.5", "true", "{\"a\":[1]}", "2"] {
            assert_eq!(serde_json::to_string(&position(text)).unwrap(), text);
        }
    }

    #[test]
    fn text_is_a_string_first() {
        assert!(matches!("1".parse(), Ok(Position::Text1)));
        assert!(matches!("true".parse(), Ok(Position::True)));
        assert!(matches!("2".parse(), Ok(Position::Other(Value::String(_)))));
        assert_eq!("0".parse(), Ok(Closed::N0));
        assert!("1".parse::<Closed>().is_err());
        assert_eq!(
            format!("{:>5}|{}", Position::Auto, Position::Half),
            " auto|-0.5"
        );
    }

    #[test]
    fn a_closed_enum_decodes_what_nobody_can_write() {
        let closed: Closed = serde_json::from_str("[\"secret\"]").unwrap();
        assert!(matches!(&closed, Closed::Unknown(_)));
        assert!(!format!("{closed:?}").contains("secret"));
        assert_eq!(serde_json::to_string(&closed).unwrap(), "[\"secret\"]");
    }
}
