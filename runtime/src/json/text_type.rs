//! Types that are text, so that what wraps them takes string literals.

/// A type that is text and takes any text: what wrappers of it take literals
/// by. Coherence wants a trait of this crate for it.
pub trait TextType: for<'a> From<&'a str> {}

impl TextType for String {}
