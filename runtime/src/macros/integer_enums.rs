/// Gives an enum of known integers with a variant `Other` of their type what
/// an integer has. Callers may write other values.
///
/// The enum is declared by the caller, with `#[derive(Clone, Copy, Debug)]`, a
/// method that gives the integer and a function `listed` of it, which are each
/// other's inverse for the values that are listed. The macro is told the
/// integer's type and the method's name.
#[macro_export]
macro_rules! open_integer_enum {
    ($name:ident, $integer:ty, $get:ident) => {
        $crate::__integer_enum!($name, $integer, $get);

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
                        $crate::__private::miss_open();
                        Self::Other(value)
                    }
                })
            }
        }
    };
}

/// Gives an enum of known integers with a variant
/// [`Unknown(UnknownInteger<…>)`](crate::UnknownInteger) what an integer has.
/// Only decoding makes the unknown.
///
/// The enum is declared by the caller as for
/// [`open_integer_enum!`](crate::open_integer_enum).
#[macro_export]
macro_rules! closed_integer_enum {
    ($name:ident, $integer:ty, $get:ident) => {
        $crate::closed_integer_enum!($name, $integer, $get, unknown_integer);
    };
    // With one value, the enum is a constant.
    ($name:ident, $integer:ty, $get:ident, constant) => {
        $crate::closed_integer_enum!($name, $integer, $get, contradicting_integer);
    };
    ($name:ident, $integer:ty, $get:ident, $unknown:ident) => {
        $crate::__integer_enum!($name, $integer, $get);
        $crate::__listed_integer!($name, $integer);

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
}

/// Gives an enum of known integers and nothing else what an integer has:
/// another value is an error of decoding.
///
/// The enum is declared by the caller as for
/// [`open_integer_enum!`](crate::open_integer_enum).
#[macro_export]
macro_rules! strict_integer_enum {
    ($name:ident, $integer:ty, $get:ident) => {
        $crate::__integer_enum!($name, $integer, $get);
        $crate::__listed_integer!($name, $integer);

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
}

/// What enums have that callers can't make of every integer.
#[doc(hidden)]
#[macro_export]
macro_rules! __listed_integer {
    ($name:ident, $integer:ty) => {
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
}

/// What enums of integers have in common. A variant is its number: equality,
/// order and hash go by it, so `Other(3)` equals the variant written `3`.
#[doc(hidden)]
#[macro_export]
macro_rules! __integer_enum {
    ($name:ident, $integer:ty, $get:ident) => {
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
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeSet, HashSet};

    use crate::UnknownInteger;

    #[derive(Clone, Copy, Debug)]
    enum Day {
        Monday,
        Never,
        // A name that traits use for a type.
        Err,
        Other(i64),
    }
    impl Day {
        fn as_i64(&self) -> i64 {
            match self {
                Self::Monday => 1,
                Self::Never => -1,
                Self::Err => 7,
                Self::Other(value) => *value,
            }
        }

        fn listed(value: i64) -> Option<Self> {
            match value {
                1 => Some(Self::Monday),
                -1 => Some(Self::Never),
                7 => Some(Self::Err),
                _ => None,
            }
        }
    }
    crate::open_integer_enum!(Day, i64, as_i64);

    #[derive(Clone, Copy, Debug)]
    enum Level {
        Low,
        Error,
        Unknown(UnknownInteger<i32>),
    }
    impl Level {
        fn as_i32(&self) -> i32 {
            match self {
                Self::Low => 1,
                Self::Error => 2,
                Self::Unknown(value) => value.get(),
            }
        }

        fn listed(value: i32) -> Option<Self> {
            match value {
                1 => Some(Self::Low),
                2 => Some(Self::Error),
                _ => None,
            }
        }
    }
    crate::closed_integer_enum!(Level, i32, as_i32);

    #[derive(Clone, Copy, Debug)]
    enum Strict {
        One,
    }
    impl Strict {
        fn as_u64(&self) -> u64 {
            1
        }

        fn listed(value: u64) -> Option<Self> {
            (value == 1).then_some(Self::One)
        }
    }
    crate::strict_integer_enum!(Strict, u64, as_u64);

    #[test]
    fn an_open_enum_is_its_number() {
        assert_eq!(Day::Other(1), Day::Monday);
        assert_eq!(HashSet::from([Day::Other(1), Day::Monday]).len(), 1);
        let days = BTreeSet::from([Day::Err, Day::Never, Day::Other(3), Day::Monday]);
        let numbers: Vec<i64> = days.into_iter().map(i64::from).collect();
        assert_eq!(numbers, [-1, 1, 3, 7]);
        assert!(matches!(Day::from(-1), Day::Never));
        assert!(matches!("7".parse(), Ok(Day::Err)));
        assert!("x".parse::<Day>().is_err());
        assert_eq!(format!("{:>3}|{:03}", Day::Monday, Day::Err), "  1|007");
        assert_eq!(Day::Monday, 1);
    }

    #[test]
    fn an_open_enum_keeps_what_it_does_not_know() {
        for (text, written) in [("9", "9"), ("1.0", "1"), ("-1", "-1")] {
            let day: Day = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&day).unwrap(), written);
        }
        let error = serde_json::from_str::<Day>("\"1\"").unwrap_err();
        assert_eq!(error.to_string(), "expected an integer, found a string");
    }

    #[test]
    fn a_closed_enum_decodes_what_nobody_can_write() {
        let level: Level = serde_json::from_str("9").unwrap();
        assert!(matches!(level, Level::Unknown(unknown) if unknown.get() == 9));
        assert_eq!(serde_json::to_string(&level).unwrap(), "9");
        assert_eq!("2".parse(), Ok(Level::Error));
        assert!("9".parse::<Level>().is_err());
        assert_eq!(Level::try_from(1), Ok(Level::Low));
        assert!(Level::try_from(9).is_err());
        assert!(serde_json::from_str::<Level>("2147483648").is_err());
    }

    #[test]
    fn a_strict_enum_refuses_what_it_does_not_list() {
        assert_eq!(serde_json::from_str::<Strict>("1").unwrap(), Strict::One);
        let error = serde_json::from_str::<Strict>("2").unwrap_err();
        assert_eq!(
            error.to_string(),
            "expected a listed value, found another number"
        );
    }
}
