//! Macros for what many generated types have in common.

#[macro_use]
mod serde_bridge;
#[macro_use]
mod string_newtype;
#[macro_use]
mod enumeration;
#[macro_use]
mod client;
