//! What few schemas have.

use std::ops::{Deref, DerefMut};

/// A value that most often is the empty one. It takes the space of a pointer until something changes it: a large document
/// has a schema for every property.
#[derive(Clone, Debug, Default)]
pub struct Rare<T>(Option<Box<T>>);

impl<T> Rare<T> {
    /// Returns whether nothing changed it.
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }
}

/// A value that says nothing.
pub trait Empty: Default + 'static {
    /// The value.
    const EMPTY: &'static Self;
}

impl<T: Empty> Deref for Rare<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or(T::EMPTY)
    }
}

impl<T: Empty> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}
