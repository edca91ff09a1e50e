//! Reads `components`, and says for each sort of component how it is read and where it is kept.

use super::model::{
    Components, Entries, Example, Header, Kind, Parameter, PathItem, RequestBody, Response,
    SecurityScheme,
};
use super::reader::{Reader, members};
use crate::source::tree::NodeId;

/// What a `$ref` may stand for.
pub(crate) trait Component: Clone {
    const KIND: Kind;

    /// Whether it says itself which of its parts couldn't be read: then a fault in one doesn't cost the others.
    const TELLS_FAULTS: bool = false;

    fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<Self>;

    fn section(components: &Components) -> &Entries<Self>;

    /// Takes the description that stands beside a reference to it.
    fn describe(&mut self, description: String);
}

macro_rules! component {
    ($object:ident, $section:ident, |$reader:ident, $at:ident| $read:expr, $description:expr $(, $tells:literal)?) => {
        impl Component for $object {
            const KIND: Kind = Kind::$object;
            $(const TELLS_FAULTS: bool = $tells;)?

            fn read($reader: &mut Reader<'_>, $at: NodeId) -> Option<Self> {
                $read
            }

            fn section(components: &Components) -> &Entries<Self> {
                &components.$section
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
    |it, text| it.description = Some(text)
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
// Their descriptions go nowhere.
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

impl Reader<'_> {
    pub(super) fn components(&mut self, at: NodeId) -> Components {
        let mut components = Components::default();
        let Some(at) = self.landed(at) else {
            return components;
        };
        members!(self, at, "`components`", |value| {
            "schemas" => components.schemas = self.named_schemas(value),
            "parameters" => components.parameters = self.entries(value),
            "responses" => components.responses = self.entries(value),
            "requestBodies" => components.request_bodies = self.entries(value),
            "headers" => components.headers = self.entries(value),
            "examples" => components.examples = self.leniently(|reader| reader.entries(value)),
            "securitySchemes" => components.security_schemes = self.entries(value),
            "pathItems" => components.path_items = self.entries(value),
            // They are reported where an operation uses them.
            "links" | "callbacks" | "mediaTypes" => (),
        });
        components
    }

    fn entries<T: Component>(&mut self, at: NodeId) -> Entries<T> {
        let mut entries = Entries::default();
        for (name, value) in self.map(at) {
            let entry = self.ref_or(value);
            entries.push(name.to_owned(), value, entry);
        }
        entries
    }
}
