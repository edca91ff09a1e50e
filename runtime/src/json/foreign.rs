//! Values that JSON has no text for, on their way to a body that can carry them.
//!
//! A JSON tree holds a reference and doesn't know the type. Code that can send such a value asks for its own type.

use std::any::Any;
use std::fmt::Debug;

/// A value outside of JSON, such as a file: only a body that knows its type can carry it.
pub trait Foreign: Any + Debug + Send + Sync {
    /// Returns what the value is, with its article, for errors.
    fn what(&self) -> &'static str;
}

impl dyn Foreign {
    /// Returns the value, if it is of that type.
    pub(crate) fn downcast_ref<T: Any>(&self) -> Option<&T> {
        let any: &dyn Any = self;
        any.downcast_ref()
    }
}

/// Two values are equal if they are the same one.
impl PartialEq for dyn Foreign {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::addr_eq(self, other)
    }
}
