//! Arguments that may be `null`.

use std::collections::BTreeMap;

use super::text_type::TextType;

/// An argument for a required member that may be `null`: a value, or `None`.
///
/// ```
/// use openapi_bindgen_runtime::Nullable;
///
/// let name = |name: Nullable<String>| name.into_option();
/// assert_eq!(name("Rex".into()), Some("Rex".to_owned()));
/// assert_eq!(name(None.into()), None);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Nullable<T>(Option<T>);

impl<T> Nullable<T> {
    /// Takes the value out, if there is one.
    pub fn into_option(self) -> Option<T> {
        self.0
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self(Some(value))
    }
}

impl<T> From<Option<T>> for Nullable<T> {
    fn from(value: Option<T>) -> Self {
        Self(value)
    }
}

/// Any text type takes a string literal.
impl<T: TextType> From<&str> for Nullable<T> {
    fn from(value: &str) -> Self {
        Self(Some(value.into()))
    }
}

impl<T, const N: usize> From<[T; N]> for Nullable<Vec<T>> {
    fn from(items: [T; N]) -> Self {
        Self(Some(items.into()))
    }
}

impl<T: TextType, const N: usize> From<[&str; N]> for Nullable<Vec<T>> {
    fn from(items: [&str; N]) -> Self {
        Self(Some(items.map(T::from).into()))
    }
}

impl<T, const N: usize> From<[(&str, T); N]> for Nullable<BTreeMap<String, T>> {
    fn from(members: [(&str, T); N]) -> Self {
        Self(Some(
            members.map(|(name, value)| (name.to_owned(), value)).into(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arguments_are_values_options_texts_and_arrays() {
        fn set<T>(value: impl Into<Nullable<T>>) -> Option<T> {
            value.into().into_option()
        }
        assert_eq!(set::<String>("x"), Some("x".to_owned()));
        assert_eq!(set::<i64>(1), Some(1));
        assert_eq!(set::<i64>(None), None);
        assert_eq!(set::<i64>(Some(1)), Some(1));
        assert_eq!(set::<Vec<i64>>([1]), Some(vec![1]));
        assert_eq!(set::<Vec<String>>(["x"]), Some(vec!["x".to_owned()]));
        assert_eq!(set::<Vec<i64>>(vec![]), Some(vec![]));
        let map = BTreeMap::from([("a".to_owned(), 1)]);
        assert_eq!(set::<BTreeMap<String, i64>>([("a", 1)]), Some(map));
    }
}
