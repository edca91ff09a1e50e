//! The macro that implements serde's traits.

/// Implements `serde::Serialize` and `serde::Deserialize` for types with [`FromJson`](crate::FromJson) and
/// [`ToJson`](crate::ToJson).
///
/// Only self-describing formats such as JSON and YAML can be deserialized.
///
/// Without the feature `serde`, it implements nothing: two functions per type take time to compile where there are
/// thousands of types.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),+ $(,)?) => { $(
        impl $crate::__private::serde::Serialize for $name {
            fn serialize<S: $crate::__private::serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::__private::serialize(&$crate::ToJson::to_json(self), serializer)
            }
        }

        impl<'de> $crate::__private::serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__private::serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::__private::deserialize(deserializer)
            }
        }
    )+ };
}

/// Implements nothing, since the feature `serde` is off.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! serde_bridge {
    ($($name:ty),+ $(,)?) => {};
}
