//! Schemas: what each becomes, and how it is typed where it is used.
//!
//! Takes the facts about schemas and gives the table of types. A schema is lowered once, whoever asks;
//! `SchemaLowerer::type_of` does it. What can't be expressed becomes the widest type, raw JSON, and a warning
//! with its place. It knows nothing of operations.

mod all_of;
mod at_once;
mod by_type;
mod enum_union;
mod enum_values;
mod enums;
mod fields;
mod integer_width;
mod keyed_union;
mod lists;
mod lowerer;
mod member_types;
mod members;
mod narrow;
mod property_merge;
mod rest;
mod structs;
mod text;
mod told_apart;
mod undeclared;
mod unions;

pub(super) use lowerer::{LoweredType, MOST_DEPTH, SchemaLowerer, warn_deep};

use lowerer::{MOST_NESTED, Memo, sensitive};
