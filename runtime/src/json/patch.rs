//! Members that may be absent or `null`, with different meanings.

use std::collections::BTreeMap;

use super::text_type::TextType;

/// A member that may be absent, `null` or a value, all with different meanings: typically "leave it", "unset it" and
/// "set it".
///
/// ```
/// use openapi_bindgen_runtime::Patch;
///
/// let name: Patch<String> = "Rex".into(); // sets it
/// assert_eq!(name.as_option().map(String::as_str), Some("Rex"));
///
/// let name: Patch<String> = None.into(); // sets it to `null`
/// assert!(name.is_null());
///
/// assert!(Patch::<String>::default().is_absent()); // leaves it
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Patch<T> {
    /// The member is absent.
    #[default]
    Absent,
    /// The member is `null`.
    Null,
    /// The member has a value.
    Value(T),
}

impl<T> Patch<T> {
    /// Returns the value, if there is one.
    pub const fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Takes the value out, if there is one.
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// Returns whether the member is absent.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// Returns whether the member is `null`.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Borrows the value.
    pub const fn as_ref(&self) -> Patch<&T> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(value),
        }
    }

    /// Converts the value, if there is one.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(change(value)),
        }
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

/// `None` is `null`: an `Option` is about the member's value.
impl<T> From<Option<T>> for Patch<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Value)
    }
}

/// Any text type takes a string literal.
impl<T: TextType> From<&str> for Patch<T> {
    fn from(value: &str) -> Self {
        Self::Value(value.into())
    }
}

impl<T> From<T> for Patch<Box<T>> {
    fn from(value: T) -> Self {
        Self::Value(Box::new(value))
    }
}

impl<T, const N: usize> From<[T; N]> for Patch<Vec<T>> {
    fn from(items: [T; N]) -> Self {
        Self::Value(items.into())
    }
}

impl<T: TextType, const N: usize> From<[&str; N]> for Patch<Vec<T>> {
    fn from(items: [&str; N]) -> Self {
        Self::Value(items.map(T::from).into())
    }
}

impl<T, const N: usize> From<[(&str, T); N]> for Patch<BTreeMap<String, T>> {
    fn from(members: [(&str, T); N]) -> Self {
        Self::Value(members.map(|(name, value)| (name.to_owned(), value)).into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn setters_take_values_options_and_text() {
        let set = |value: Patch<String>| value;
        assert_eq!(set("x".into()), Patch::Value("x".to_owned()));
        assert_eq!(
            set(String::from("x").into())
                .as_option()
                .map(String::as_str),
            Some("x")
        );
        assert!(set(None.into()).is_null());
        assert_eq!(Patch::from([1]), Patch::Value(vec![1]));
        let texts: Patch<Vec<String>> = ["x"].into();
        assert_eq!(texts, Patch::Value(vec!["x".to_owned()]));
        let members: Patch<BTreeMap<String, i64>> = [("x", 1)].into();
        assert_eq!(members, Patch::Value([("x".to_owned(), 1)].into()));
        assert!(Patch::<String>::default().is_absent());
        assert_eq!(
            Patch::<i32>::from(Some(1)).map(|n| n + 1).into_option(),
            Some(2)
        );
    }
}
