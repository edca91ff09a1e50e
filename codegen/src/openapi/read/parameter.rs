//! Reads parameters, headers, media types and examples.

use super::model::{Encoding, Example, Header, Location, MediaType, Parameter, RefOr, Role, Style};
use super::reader::{Reader, members};
use crate::source::FileError;
use crate::source::files;
use crate::source::tree::{NodeId, Value};

impl Reader<'_> {
    pub(super) fn parameter(&mut self, at: NodeId) -> Option<Parameter> {
        let (mut name, mut location) = (None, None);
        let mut parameter = Parameter {
            at,
            name: String::new(),
            location: Location::Query,
            description: None,
            required: false,
            deprecated: false,
            style: None,
            explode: None,
            allow_reserved: false,
            schema: None,
            content: Vec::new(),
            examples: Vec::new(),
            role: None,
        };
        members!(self, at, "a parameter", |value| {
            "name" => name = self.string(value),
            "in" => location = self.location(value),
            "description" => parameter.description = self.string(value),
            "required" => parameter.required = self.bool(value).unwrap_or_default(),
            "deprecated" => parameter.deprecated = self.bool(value).unwrap_or_default(),
            "style" => parameter.style = self.style(value),
            "explode" => parameter.explode = self.bool(value),
            "allowReserved" => parameter.allow_reserved = self.bool(value).unwrap_or_default(),
            "schema" => parameter.schema = Some(self.schema(value)),
            "content" => parameter.content = self.content(value),
            "example" => parameter.examples.push(self.unnamed_example(value)),
            "examples" => parameter.examples.extend(self.examples(value)),
            "allowEmptyValue" => (),
            _(key) => self.role_extension(key, value, &[Role::IdempotencyKey], &mut parameter.role),
        });
        for key in ["name", "in"] {
            if self.lacks(at, key) {
                self.missing(at, key, "a parameter");
            }
        }
        (parameter.name, parameter.location) = (name?, location?);
        Some(parameter)
    }

    fn location(&mut self, at: NodeId) -> Option<Location> {
        match self.word(at)?.as_str() {
            "path" => Some(Location::Path),
            "query" => Some(Location::Query),
            "header" => Some(Location::Header),
            "cookie" => Some(Location::Cookie),
            "body" | "formData" => {
                let help = "write a `requestBody` instead: this place belongs to Swagger 2.0";
                self.invalid(at, "a parameter can't be in the body", help);
                None
            }
            "querystring" => {
                let help = "describe the parameters of the query one by one, with `in: query`";
                self.invalid(
                    at,
                    "a parameter that is the whole query is not generated",
                    help,
                );
                None
            }
            other => {
                let message = format!("a parameter can't be in `{other}`");
                self.invalid(at, message, "use `path`, `query`, `header` or `cookie`");
                None
            }
        }
    }

    fn style(&mut self, at: NodeId) -> Option<Style> {
        match self.word(at)?.as_str() {
            "matrix" => Some(Style::Matrix),
            "label" => Some(Style::Label),
            "simple" => Some(Style::Simple),
            "form" => Some(Style::Form),
            "spaceDelimited" => Some(Style::SpaceDelimited),
            "pipeDelimited" => Some(Style::PipeDelimited),
            "deepObject" => Some(Style::DeepObject),
            other => {
                let help = "use `form`, `spaceDelimited`, `pipeDelimited`, `deepObject`, `simple`, `label` or `matrix`";
                self.invalid(at, format!("`{other}` is not a style"), help);
                None
            }
        }
    }

    pub(super) fn header(&mut self, at: NodeId) -> Header {
        let mut header = Header {
            at,
            description: None,
            required: false,
            schema: None,
            role: None,
        };
        members!(self, at, "a header", |value| {
            "description" => header.description = self.string(value),
            "required" => header.required = self.bool(value).unwrap_or_default(),
            "schema" => header.schema = Some(self.schema(value)),
            "content" => header.schema = self.content(value).into_iter().find_map(|media| media.schema),
            "deprecated" | "style" | "explode" | "allowEmptyValue" | "allowReserved" | "example" | "examples" => (),
            _(key) => self.role_extension(key, value, &[Role::RequestId, Role::RetryAdvice], &mut header.role),
        });
        header
    }

    /// `content`: media types by name.
    pub(super) fn content(&mut self, at: NodeId) -> Vec<MediaType> {
        let members = self.map(at);
        members
            .map(|(name, media)| self.media_type(name, media))
            .collect()
    }

    fn media_type(&mut self, name: &str, at: NodeId) -> MediaType {
        let name = name.to_owned();
        let mut media = MediaType {
            at,
            name,
            schema: None,
            examples: Vec::new(),
            encoding: Vec::new(),
        };
        let Some(at) = self.landed(at) else {
            return media;
        };
        media.at = at;
        members!(self, at, "a media type", |value| {
            "schema" => media.schema = Some(self.schema(value)),
            "example" => media.examples.push(self.unnamed_example(value)),
            "examples" => media.examples.extend(self.examples(value)),
            "itemSchema" | "itemEncoding" | "prefixEncoding" => self.unsupported(
                value,
                "what is said of single items of a stream is not generated",
                "read the stream with `send_streaming`, and each item with `runtime::from_slice`",
            ),
            "encoding" => for (property, encoding) in self.map(value) {
                media.encoding.push((property.to_owned(), self.encoding(encoding)));
            },
        });
        media
    }

    fn encoding(&mut self, at: NodeId) -> Encoding {
        let mut encoding = Encoding {
            at,
            content_type: None,
            style: None,
            explode: None,
            allow_reserved: false,
        };
        let Some(at) = self.landed(at) else {
            return encoding;
        };
        members!(self, at, "an encoding", |value| {
            "contentType" => encoding.content_type = self.string(value),
            "style" => encoding.style = self.style(value),
            "explode" => encoding.explode = self.bool(value),
            "allowReserved" => encoding.allow_reserved = self.bool(value).unwrap_or_default(),
            "headers" => self.unsupported(
                value,
                "headers of one part of a body are not generated",
                "the part is sent with its content type only",
            ),
        });
        encoding
    }

    /// `examples` of a parameter or a media type: a map, though many a document has a list.
    ///
    /// Nothing depends on them: a fault in one is a warning.
    fn examples(&mut self, at: NodeId) -> Vec<(String, RefOr<Example>)> {
        self.leniently(|reader| reader.read_examples(at))
    }

    fn read_examples(&mut self, at: NodeId) -> Vec<(String, RefOr<Example>)> {
        let Some(at) = self.landed(at) else {
            return Vec::new();
        };
        if let Value::Array(items) = self.tree.value(at) {
            let help = "write `examples: {first: {value: …}}`, or `example` for a single one";
            self.taken_for(at, "a map with a name for each example", help);
            return items
                .iter()
                .map(|item| self.unnamed_example(*item))
                .collect();
        }
        let members = self.map(at);
        members
            .map(|(name, value)| (name.to_owned(), self.ref_or(value)))
            .collect()
    }

    fn unnamed_example(&mut self, value: NodeId) -> (String, RefOr<Example>) {
        let value = Some(self.shown(value));
        (String::new(), RefOr::Value(Example { value }))
    }

    pub(super) fn example(&mut self, at: NodeId) -> Example {
        let (mut own, mut external) = (None, None);
        members!(self, at, "an example", |value| {
            "value" | "dataValue" => own = Some(self.shown(value)),
            "externalValue" => external = self.external_value(value),
            "summary" | "description" | "serializedValue" => (),
        });
        Example {
            value: own.or(external),
        }
    }

    /// The value of a file of JSON or YAML; other files, and those on the network, show nothing that could be used.
    fn external_value(&mut self, at: NodeId) -> Option<NodeId> {
        let target = self
            .tree
            .as_str(at)
            .filter(|target| files::is_data(target))?;
        match files::linked(self.tree, self.tree.file(at), target) {
            Ok(file) => self.tree.root(file),
            Err(FileError::NotLoaded | FileError::Remote) => None,
            Err(why) => {
                self.diagnostics
                    .push(files::lost(self.tree, at, target, &why));
                None
            }
        }
    }
}
