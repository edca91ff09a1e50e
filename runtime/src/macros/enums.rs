/// Gives an enum of known strings with a variant `Other(String)` what a
/// string type has. Callers may write other values.
///
/// The enum is declared by the caller, with `#[derive(Clone, Debug)]`, a method
/// `as_str(&self) -> &str` and a function `listed(&str) -> Option<Self>`, which
/// are each other's inverse for the values that are listed.
#[macro_export]
macro_rules! open_enum {
    ($name:ident) => {
        $crate::__string_enum!($name);

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
}

/// Gives an enum of known strings with a variant
/// [`Unknown(Unknown)`](crate::Unknown) what a string type has. Only decoding
/// makes the unknown.
///
/// The enum is declared by the caller as for [`open_enum!`](crate::open_enum).
/// `constant` behind its name says that it has one value: a variant of a union
/// that has another one there doesn't fit.
#[macro_export]
macro_rules! closed_enum {
    ($name:ident) => {
        $crate::closed_enum!($name, read_closed);
    };
    // With one value, the enum is a constant.
    ($name:ident, constant) => {
        $crate::closed_enum!($name, read_constant);
    };
    ($name:ident, $read:ident) => {
        $crate::__string_enum!($name);

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
                $crate::__private::$read(json, Self::listed, Self::Unknown)
            }
        }
    };
}

/// Gives an enum of known strings and nothing else what a string type has:
/// another value is an error of decoding.
///
/// The enum is declared by the caller as for [`open_enum!`](crate::open_enum).
#[macro_export]
macro_rules! strict_enum {
    ($name:ident) => {
        $crate::__string_enum!($name);

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
                $crate::__private::read_strict(json, Self::listed)
            }
        }
    };
}

/// What open and closed enums have in common. A variant is its text: equality,
/// order and hash go by it, so `Other("x")` equals the variant written `x`.
///
/// An API has hundreds of them: the bodies call functions and no methods of
/// traits, which the compiler would look for in each.
#[doc(hidden)]
#[macro_export]
macro_rules! __string_enum {
    ($name:ident) => {
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
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    #[derive(Clone, Debug)]
    enum Shade {
        Light,
        VeryDark,
        // A name that traits use for a type.
        Err,
        Other(String),
    }
    impl Shade {
        fn as_str(&self) -> &str {
            match self {
                Self::Light => "light",
                Self::VeryDark => "very dark",
                Self::Err => "err",
                Self::Other(value) => value,
            }
        }

        fn listed(value: &str) -> Option<Self> {
            match value {
                "light" => Some(Self::Light),
                "very dark" => Some(Self::VeryDark),
                "err" => Some(Self::Err),
                _ => None,
            }
        }
    }
    crate::open_enum!(Shade);

    #[derive(Clone, Debug)]
    enum Size {
        Small,
        Unknown(crate::Unknown),
    }
    impl Size {
        fn as_str(&self) -> &str {
            match self {
                Self::Small => "s",
                Self::Unknown(value) => value.as_str(),
            }
        }

        fn listed(value: &str) -> Option<Self> {
            (value == "s").then_some(Self::Small)
        }
    }
    crate::closed_enum!(Size);

    #[test]
    fn an_open_enum_is_its_text() {
        let other = Shade::Other("very dark".to_owned());
        assert_eq!(other, Shade::VeryDark);
        assert_eq!(HashSet::from([other.clone(), Shade::VeryDark]).len(), 1);
        assert_eq!(
            BTreeSet::from([other, Shade::VeryDark, Shade::Light]).len(),
            2
        );
        assert!(matches!(Shade::from("very dark"), Shade::VeryDark));
        assert!(matches!("light".parse(), Ok(Shade::Light)));
        assert_eq!(format!("{:>7}", Shade::Light), "  light");
    }

    #[test]
    fn an_open_enum_keeps_what_it_does_not_know() {
        let shade: Shade = serde_json::from_str("\"Light \"").unwrap();
        assert!(matches!(&shade, Shade::Other(text) if text == "Light "));
        assert_eq!(serde_json::to_string(&shade).unwrap(), "\"Light \"");
    }

    #[test]
    fn a_closed_enum_decodes_what_nobody_can_write() {
        let size: Size = serde_json::from_str("\"xxl\"").unwrap();
        assert!(matches!(&size, Size::Unknown(unknown) if unknown.as_str() == "xxl"));
        assert_eq!(serde_json::to_string(&size).unwrap(), "\"xxl\"");
        assert!(matches!("s".parse(), Ok(Size::Small)));
        let error = "xxl".parse::<Size>().unwrap_err().to_string();
        assert_eq!(error, "none of the values that the API describes");
        assert_eq!(size, "xxl");
    }
}
