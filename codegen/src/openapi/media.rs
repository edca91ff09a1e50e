//! Reads media types, encodings, headers and examples.

use super::model::{Encoding, Example, Header, MediaType, Role, Style};
use super::reader::{Reader, members};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::FileError;
use crate::source::files;
use crate::source::tree::{NodeId, Value};

impl Reader<'_> {
    pub(super) fn header(&mut self, at: NodeId) -> Header {
        let mut header = Header {
            at,
            description: None,
            required: false,
            deprecated: false,
            schema: None,
            content: None,
            role: None,
        };
        members!(self, at, "a header", |value| {
            "description" => header.description = self.string(value),
            "required" => header.required = self.bool(value).unwrap_or_default(),
            "schema" => header.schema = Some(self.schema(value)),
            "content" => header.content = self.content(value).into_iter().next(),
            "deprecated" => header.deprecated = self.bool(value).unwrap_or_default(),
            "style" | "explode" | "allowEmptyValue" | "allowReserved" | "example" | "examples" => (),
            _(key) => self.role_extension(key, value, &[Role::RequestId, Role::RetryAdvice], &mut header.role),
        });
        if let (true, Some(media)) = (header.schema.is_some(), &header.content) {
            let message = "a header has both `schema` and `content`";
            let warning = Diagnostic::warning("invalid-value", Place::Value(media.at), message);
            let warning = warning.label("ignored");
            self.diagnostics.push(warning.help("remove one of them"));
        }
        header
    }

    /// Reads `content`: media types by name.
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
                "schemas of single items of a stream are not generated",
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
                "the part is sent with its media type only",
            ),
        });
        encoding
    }

    /// Reads `examples` of a parameter or a media type: a map, though some documents have a list.
    ///
    /// Nothing depends on them: an error in one is a warning.
    pub(super) fn examples(&mut self, at: NodeId) -> Vec<(String, NodeId)> {
        self.leniently(|reader| reader.read_examples(at))
    }

    fn read_examples(&mut self, at: NodeId) -> Vec<(String, NodeId)> {
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
        let mut examples = Vec::new();
        for (name, at) in self.map(at) {
            let example = self.object::<Example>(at);
            let value = example.and_then(|(example, _)| example.value);
            examples.extend(value.map(|value| (name.to_owned(), value)));
        }
        examples
    }

    /// Reads the value of an example without a name.
    pub(super) fn unnamed_example(&mut self, value: NodeId) -> (String, NodeId) {
        (String::new(), self.shown(value))
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

    /// Returns the value of a file of JSON or YAML. Other files, and those on the network, have no value that could be
    /// used.
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

    /// Reads `style` of a parameter or an encoding.
    pub(super) fn style(&mut self, at: NodeId) -> Option<Style> {
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
}
