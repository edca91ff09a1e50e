//! What every generated type of a kind repeats, written once.

#[macro_use]
mod serde_bridge;
#[macro_use]
mod string_newtype;
#[macro_use]
mod enumeration;
#[macro_use]
mod client;
