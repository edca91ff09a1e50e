//! Reads `components`: declares its sections before anything refers to them, and says per kind how an entry is read.

use super::model::{Example, Header, Parameter, RequestBody, Response, SchemaId, SecurityScheme};
use super::reader::{Component, Reader, members};
use super::store::{Kind, Memo, PathItem, Store};
use crate::source::tree::NodeId;

macro_rules! component {
    ($object:ident, $memo:ident, |$reader:ident, $at:ident| $read:expr, $description:expr $(, $kept:literal)?) => {
        impl Component for $object {
            const KIND: Kind = Kind::$object;
            $(const IS_KEPT_WITH_ERRORS: bool = $kept;)?

            fn read($reader: &mut Reader<'_>, $at: NodeId) -> Option<Self> {
                $read
            }

            fn memo(store: &mut Store) -> &mut Memo<Self> {
                &mut store.$memo
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
    parameters,
    |reader, at| reader.parameter(at),
    |it, text| it.description = Some(text),
    true
);
component!(
    Response,
    responses,
    |reader, at| Some(reader.response(at)),
    |it, text| it.description = text
);
component!(
    RequestBody,
    request_bodies,
    |reader, at| Some(reader.request_body(at)),
    |it, text| it.description = Some(text)
);
component!(
    Header,
    headers,
    |reader, at| Some(reader.header(at)),
    |it, text| it.description = Some(text)
);
component!(
    SecurityScheme,
    security_schemes,
    |reader, at| reader.security_scheme(at),
    |it, text| it.description = Some(text)
);
// Their descriptions are used nowhere.
component!(
    Example,
    examples,
    |reader, at| Some(reader.example(at)),
    |_, _| ()
);
component!(
    PathItem,
    path_items,
    |reader, at| Some(reader.path_item(at)),
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

impl<'a> Reader<'a> {
    /// Reads the schemas, and declares what else there is.
    pub(super) fn sections(&mut self, at: NodeId) -> Sections<'a> {
        let mut sections = Sections::default();
        let Some(at) = self.landed(at) else {
            return sections;
        };
        let mut schemas = None;
        members!(self, at, "`components`", |value| {
            "schemas" => schemas = Some(value),
            "parameters" => sections.parameters = self.declare::<Parameter>(value),
            "responses" => sections.responses = self.declare::<Response>(value),
            "requestBodies" => sections.request_bodies = self.declare::<RequestBody>(value),
            "headers" => sections.headers = self.declare::<Header>(value),
            "examples" => sections.examples = self.leniently(|reader| reader.declare::<Example>(value)),
            "securitySchemes" => sections.security_schemes = self.declare::<SecurityScheme>(value),
            "pathItems" => sections.path_items = self.declare::<PathItem>(value),
            // They are reported where an operation uses them.
            "links" | "callbacks" | "mediaTypes" => (),
        });
        if let Some(schemas) = schemas {
            sections.schemas = self.named_schemas(schemas);
        }
        sections
    }

    /// Declares the entries of a section, so that a reference to one of another kind is reported as that.
    fn declare<T: Component>(&mut self, section: NodeId) -> Entries<'a> {
        let entries: Entries<'a> = self.map(section).collect();
        for (_, at) in &entries {
            self.store.components.insert(*at);
            self.declare_as(T::KIND, *at);
        }
        entries
    }

    /// Reads the components that nothing uses, for what they say themselves.
    pub(super) fn unused_components(&mut self, sections: &Sections<'_>) {
        self.store.is_used = false;
        self.unused_of::<Parameter>(&sections.parameters);
        self.unused_of::<Response>(&sections.responses);
        self.unused_of::<RequestBody>(&sections.request_bodies);
        self.unused_of::<Header>(&sections.headers);
        self.leniently(|reader| reader.unused_of::<Example>(&sections.examples));
        self.unused_of::<PathItem>(&sections.path_items);
        self.store.is_used = true;
    }

    fn unused_of<T: Component>(&mut self, entries: &[(&str, NodeId)]) {
        for (_, at) in entries {
            if !T::memo(&mut self.store).contains_key(at) {
                self.object::<T>(*at);
            }
        }
    }
}
