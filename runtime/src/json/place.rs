//! Where an API's document has an object or a property: what errors name beside the place in the value.

/// Where an API's description has an object.
///
/// First the JSON pointer of its schema (RFC 6901), behind a `#` and the file's path where that isn't the root document;
/// empty where it is not known. Then the schemas of properties that stand elsewhere, each with the properties' names.
#[derive(Clone, Copy, Debug)]
pub struct SchemaPlace(
    pub &'static str,
    pub &'static [(&'static str, &'static [&'static str])],
);

/// A property, by the schema that has it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) schema: &'static str,
    pub(super) property: &'static str,
}
