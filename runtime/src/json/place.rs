//! The places of objects and properties in an API's document, for errors.

/// The place of an object's schema in the API's document.
///
/// First the JSON pointer of the schema (RFC 6901), behind a `#` and the file's path if that isn't the root document;
/// empty if it is unknown. Then the schemas of properties that are declared elsewhere, with the names of the
/// properties.
#[derive(Clone, Copy, Debug)]
pub struct SchemaPlace(
    pub &'static str,
    pub &'static [(&'static str, &'static [&'static str])],
);

/// A property, with the schema that declares it.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) schema: &'static str,
    pub(super) property: &'static str,
}
