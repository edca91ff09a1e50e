//! The macro that implements string types.

/// Implements what a string type has, for a tuple struct around a `String`.
///
/// The caller declares the struct, with `#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]`.
#[macro_export]
macro_rules! string_newtype {
    ($name:ident) => {
        impl $name {
            /// Returns the text, byte for byte.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// Takes the text out.
            #[must_use]
            pub fn into_string(self) -> ::std::string::String {
                self.0
            }
        }

        impl ::core::convert::From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(::std::string::String::from(text))
            }
        }

        impl ::core::convert::From<::std::string::String> for $name {
            fn from(text: ::std::string::String) -> Self {
                Self(text)
            }
        }

        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.0
            }
        }

        impl $crate::__private::TextType for $name {}

        impl ::core::str::FromStr for $name {
            type Err = ::core::convert::Infallible;

            fn from_str(text: &str) -> ::core::result::Result<Self, Self::Err> {
                ::core::result::Result::Ok(::core::convert::From::from(text))
            }
        }

        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl ::core::cmp::PartialEq<str> for $name {
            fn eq(&self, other: &str) -> bool {
                self.0 == other
            }
        }

        impl ::core::cmp::PartialEq<&str> for $name {
            fn eq(&self, other: &&str) -> bool {
                self.0 == *other
            }
        }

        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }

        impl $crate::FromJson for $name {
            fn from_json(
                json: $crate::Json<'_>,
            ) -> ::core::result::Result<Self, $crate::DecodeError> {
                ::core::result::Result::Ok(Self($crate::FromJson::from_json(json)?))
            }
        }

        impl $crate::ToJson for $name {
            fn to_json(&self) -> $crate::Json<'_> {
                $crate::ToJson::to_json(&self.0)
            }
        }

        $crate::serde_bridge!($name);
    };
}

#[cfg(test)]
mod tests {
    use crate::{Patch, UrlString};

    #[test]
    fn is_a_string_by_another_name() {
        let url = UrlString::from("https://example.com/{id}");
        assert_eq!(url, "https://example.com/{id}");
        assert_eq!(format!("{url:>30}|"), "      https://example.com/{id}|");
        assert_eq!(
            serde_json::from_str::<UrlString>("\"a\\nb\"")
                .unwrap()
                .as_str(),
            "a\nb"
        );
        assert_eq!(
            serde_json::to_string(&url).unwrap(),
            "\"https://example.com/{id}\""
        );
        assert_eq!(
            Patch::<UrlString>::from("x"),
            Patch::Value(UrlString::from("x"))
        );
        let error = serde_json::from_str::<UrlString>("3")
            .unwrap_err()
            .to_string();
        assert_eq!(error, "expected a string, found a number");
    }
}
