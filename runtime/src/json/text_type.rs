//! Types that hold any text, so that wrappers of them take string literals.

/// A type that holds any text. Wrappers such as `Patch<T>` take string literals for it, which coherence only allows
/// through a trait of this crate.
pub trait TextType: for<'a> From<&'a str> {}

impl TextType for String {}
