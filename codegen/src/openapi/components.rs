//! Reads `components`: it takes the node, declares the sections before anything refers to them, and gives their entries.
//! It says per kind how an entry is read.

use super::kinds::Kind;
use super::model::{Example, Header, Parameter, RequestBody, Response, SchemaId, SecurityScheme};
use super::object::{self, Component};
use super::path_item::PathItem;
use super::reader::{Reader, members};
use super::{example, header, operation, parameter, paths, schema, security};
use crate::source::tree::NodeId;

macro_rules! component {
    ($object:ident, |$reader:ident, $at:ident| $read:expr, $description:expr $(, $kept:literal)?) => {
        impl Component for $object {
            const KIND: Kind = Kind::$object;
            $(const IS_KEPT_WITH_ERRORS: bool = $kept;)?

            fn read($reader: &mut Reader<'_>, $at: NodeId) -> Option<Self> {
                $read
            }

            fn describe(&mut self, description: String) {
                let describe: fn(&mut Self, String) = $description;
                describe(self, description);
            }
        }
    };
}

component!(
    Parameter,
    |reader, at| parameter::read(reader, at),
    |it, text| it.description = Some(text),
    true
);
component!(
    Response,
    |reader, at| Some(operation::read_response(reader, at)),
    |it, text| it.description = text
);
component!(
    RequestBody,
    |reader, at| Some(operation::read_body(reader, at)),
    |it, text| it.description = Some(text)
);
component!(
    Header,
    |reader, at| Some(header::read(reader, at)),
    |it, text| it.description = Some(text)
);
component!(
    SecurityScheme,
    |reader, at| security::read_scheme(reader, at),
    |it, text| it.description = Some(text)
);
// Their descriptions are used nowhere.
component!(
    Example,
    |reader, at| Some(example::read(reader, at)),
    |_, _| ()
);
component!(
    PathItem,
    |reader, at| Some(paths::read_item(reader, at)),
    |_, _| (),
    true
);

/// Names and nodes.
type Entries<'a> = Vec<(&'a str, NodeId)>;

/// The sections of `components`. The schemas are read, the other entries declared.
#[derive(Default)]
pub(super) struct Sections<'a> {
    pub(super) schemas: Vec<(String, SchemaId)>,
    pub(super) security_schemes: Entries<'a>,
    parameters: Entries<'a>,
    responses: Entries<'a>,
    request_bodies: Entries<'a>,
    headers: Entries<'a>,
    examples: Entries<'a>,
    path_items: Entries<'a>,
}

/// Reads the schemas, and declares what else there is.
pub(super) fn read<'a>(reader: &mut Reader<'a>, at: NodeId) -> Sections<'a> {
    let mut sections = Sections::default();
    let Some(at) = reader.landed(at) else {
        return sections;
    };
    let mut schemas = None;
    members!(reader, at, "`components`", |value| {
        "schemas" => schemas = Some(value),
        "parameters" => sections.parameters = declare::<Parameter>(reader, value),
        "responses" => sections.responses = declare::<Response>(reader, value),
        "requestBodies" => sections.request_bodies = declare::<RequestBody>(reader, value),
        "headers" => sections.headers = declare::<Header>(reader, value),
        "examples" => sections.examples = reader.leniently(|reader| declare::<Example>(reader, value)),
        "securitySchemes" => sections.security_schemes = declare::<SecurityScheme>(reader, value),
        "pathItems" => sections.path_items = declare::<PathItem>(reader, value),
        // They are reported where an operation uses them.
        "links" | "callbacks" | "mediaTypes" => (),
    });
    if let Some(schemas) = schemas {
        sections.schemas = schema::read_map(reader, schemas);
    }
    sections
}

/// Declares the entries of a section, so that a reference to one of another kind is reported as that.
fn declare<'a, T: Component>(reader: &mut Reader<'a>, section: NodeId) -> Entries<'a> {
    let entries: Entries<'a> = reader.map(section).collect();
    for (_, at) in &entries {
        reader.memos.add_component(*at);
        object::declare(reader, T::KIND, *at);
    }
    entries
}

/// Reads the components that nothing uses, for what they say themselves.
pub(super) fn read_unused(reader: &mut Reader<'_>, sections: &Sections<'_>) {
    reader.unused(|reader| {
        read_unused_of::<Parameter>(reader, &sections.parameters);
        read_unused_of::<Response>(reader, &sections.responses);
        read_unused_of::<RequestBody>(reader, &sections.request_bodies);
        read_unused_of::<Header>(reader, &sections.headers);
        reader.leniently(|reader| read_unused_of::<Example>(reader, &sections.examples));
        read_unused_of::<PathItem>(reader, &sections.path_items);
    });
}

/// Reads the entries of a section that nothing uses.
fn read_unused_of<T: Component>(reader: &mut Reader<'_>, entries: &[(&str, NodeId)]) {
    for (_, at) in entries {
        if reader.memos.get::<T>(*at).is_none() {
            object::read::<T>(reader, *at);
        }
    }
}
