//! Values that JSON has no text for, on their way to a body that can carry them.
//!
//! A tree lends them by reference, and doesn't know their types: who can send one asks for its own type.

use std::any::Any;
use std::fmt::Debug;

/// A value outside of JSON: only a body that knows its type can carry it.
pub trait Foreign: Any + Debug + Send + Sync {
    /// Returns what it is, with its article, as errors name it.
    fn what(&self) -> &'static str;
}

impl dyn Foreign {
    /// Returns the value, if it is of that type.
    pub(crate) fn downcast_ref<T: Any>(&self) -> Option<&T> {
        let any: &dyn Any = self;
        any.downcast_ref()
    }
}

/// Two are equal when they are one and the same.
impl PartialEq for dyn Foreign {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self, other)
    }
}
