//! What every generated type of a kind repeats, written once.

#[macro_use]
mod serde_bridge;
#[macro_use]
mod string_newtype;
#[macro_use]
mod enums;
#[macro_use]
mod integer_enums;
#[macro_use]
mod mixed_enums;
#[macro_use]
mod client;
