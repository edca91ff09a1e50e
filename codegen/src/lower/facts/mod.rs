//! What is known of schemas before anything is lowered: where references lead, which schemas are objects and files, and
//! what a schema says of values.
//!
//! Takes the resolved document and the options. It is read-only, but for memoised answers, and knows nothing of the
//! table of types.

mod content;
mod docs;
mod enums;
mod files;
mod kinds;
mod known;
mod meet;
mod nesting;
mod objects;
mod open_object;
mod plain;
mod rest;
mod schemas;
mod tags;
mod values;

pub(super) use content::{Content, content};
pub(super) use docs::{code, docs, docs_where_used};
pub(super) use enums::{EnumType, enum_type, enum_type_of, integer_type, is_base_type};
pub(super) use files::is_binary;
pub(super) use kinds::has_items;
pub(super) use meet::{Meet, Meeting, go_together, meet};
pub(super) use nesting::{Nesting, nesting};
pub(super) use open_object::{OpenObject, open_object, shared};
pub(super) use plain::{
    Plain, all_of_plain, has_type, have_values_in_common, plain_parts, plain_type, say_the_same,
    type_summary,
};
pub(super) use rest::{Rest, rest};
pub(super) use schemas::Facts;
pub(super) use tags::{Tag, mentions, sure_tag, tag};
pub(super) use values::{Listed, is_of, is_open, literal_of, only_type, word};
