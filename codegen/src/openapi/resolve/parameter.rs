//! Parameters and media types: references followed, default styles filled in.

use super::Resolver;
use super::model::{Location, MediaType, Parameter, ParameterShape, Schema, SchemaId, Style, Type};
use super::operation::is_same;
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::openapi::read::model::{self as written, Example, RefOr};
use crate::source::tree::NodeId;

impl Resolver<'_> {
    /// The parameters of one list.
    pub(super) fn parameters(&mut self, written: &[RefOr<written::Parameter>]) -> Vec<Parameter> {
        let mut parameters: Vec<Parameter> = Vec::new();
        for written in written {
            let followed = self.follow(written);
            let Some((parameter, component)) = self.or_broken(followed) else {
                continue;
            };
            let at = match written {
                RefOr::Reference(reference) => reference.at,
                RefOr::Value(_) | RefOr::Broken => parameter.at,
            };
            let Some(parameter) = self.parameter(parameter, component) else {
                continue;
            };
            match parameters.iter().find(|other| is_same(other, &parameter)) {
                Some(first) => {
                    let mut fault = repeated(at, &parameter.name, first.at);
                    if first.at == parameter.at {
                        fault.severity = Severity::Warning;
                    }
                    self.diagnostics.push(fault);
                }
                None => parameters.push(parameter),
            }
        }
        parameters
    }

    fn parameter(
        &mut self,
        written: written::Parameter,
        component: Option<String>,
    ) -> Option<Parameter> {
        if self.is_ignored(&written) {
            return None;
        }
        let location = written.location;
        if location == Location::Path && !written.required {
            self.not_required(written.at);
        }
        let shape = self.shape(&written)?;
        let style = self.style(&written);
        let examples = self.examples(&written.examples);
        Some(Parameter {
            at: written.at,
            component,
            name: written.name,
            location,
            description: written.description,
            required: written.required || location == Location::Path,
            deprecated: written.deprecated,
            style,
            explode: written.explode.unwrap_or(style == Style::Form),
            allow_reserved: written.allow_reserved,
            shape,
            examples: examples.into_iter().map(|(_, node)| node).collect(),
            role: written.role,
        })
    }

    /// Three headers are described elsewhere (OpenAPI 3.1.0, section 4.8.12.2, `name`).
    fn is_ignored(&mut self, parameter: &written::Parameter) -> bool {
        let elsewhere = match parameter.name.to_ascii_lowercase().as_str() {
            _ if parameter.location != Location::Header => return false,
            "accept" => "the media types of the responses",
            "content-type" => "the media types of the request body",
            "authorization" => "`security`",
            _ => return false,
        };
        let message = format!(
            "the header parameter `{}` is ignored, as the specification says",
            parameter.name
        );
        let warning = Diagnostic::warning("ignored-parameter", Place::Value(parameter.at), message)
            .label("ignored")
            .help(format!("take it out: {elsewhere} say it"));
        self.diagnostics.push(warning);
        true
    }

    fn not_required(&mut self, at: NodeId) {
        let place = self.tree.get(at, "required").unwrap_or(at);
        let message = "a parameter in the path is always required";
        let warning = Diagnostic::warning("invalid-value", Place::Value(place), message)
            .label("taken as required")
            .help("write `required: true`");
        self.diagnostics.push(warning);
    }

    /// A parameter has a schema or one media type (OpenAPI 3.1.0, section 4.8.12.2).
    fn shape(&mut self, written: &written::Parameter) -> Option<ParameterShape> {
        let fault = match (written.schema, written.content.as_slice()) {
            (Some(schema), []) => return Some(ParameterShape::Schema(schema)),
            (None, []) if self.tree.get(written.at, "type").is_none() => {
                self.without_schema(written);
                return Some(ParameterShape::Schema(self.string_schema(written.at)));
            }
            (None, [_]) => {
                let content = self.content(&written.content);
                return content.into_iter().next().map(ParameterShape::Content);
            }
            (None, []) => "has neither `schema` nor `content`",
            (Some(_), _) => "has both `schema` and `content`",
            (None, _) => "has more than one media type",
        };
        let message = format!("the parameter `{}` {fault}", written.name);
        let error = Diagnostic::error("invalid-value", Place::Value(written.at), message)
            .label("one of them is needed")
            .help("describe the parameter by a `schema`: `schema: {type: string}`");
        self.diagnostics.push(error);
        None
    }

    /// A value of which nothing is said is a text: that is what goes over the wire.
    fn without_schema(&mut self, written: &written::Parameter) {
        let name = &written.name;
        let message = format!("the parameter `{name}` has neither `schema` nor `content`");
        let warning = Diagnostic::warning("missing-key", Place::Value(written.at), message);
        self.diagnostics.push(
            warning
                .label("taken as a string")
                .help("describe the parameter by a `schema`: `schema: {type: string}`"),
        );
    }

    /// A schema that the document doesn't write, for what stands at a node.
    pub(super) fn string_schema(&mut self, at: NodeId) -> SchemaId {
        let id = SchemaId(u32::try_from(self.store.schemas.len()).unwrap_or(u32::MAX));
        self.store.schemas.push(Schema {
            types: vec![Type::String],
            ..Schema::anything(at)
        });
        id
    }

    /// The style, or the default of the place (OpenAPI 3.1.0, section 4.8.12.2, `style`).
    fn style(&mut self, written: &written::Parameter) -> Style {
        let default = match written.location {
            Location::Path | Location::Header => Style::Simple,
            Location::Query | Location::Cookie => Style::Form,
        };
        let Some(style) = written.style else {
            return default;
        };
        let fits = match written.location {
            Location::Path => matches!(style, Style::Matrix | Style::Label | Style::Simple),
            Location::Header => style == Style::Simple,
            Location::Cookie => style == Style::Form,
            Location::Query => !matches!(style, Style::Matrix | Style::Label | Style::Simple),
        };
        if fits {
            return style;
        }
        let place = self.tree.get(written.at, "style").unwrap_or(written.at);
        let message = format!(
            "the parameter `{}` can't have this style where it is",
            written.name
        );
        let error = Diagnostic::error("invalid-value", Place::Value(place), message)
            .label("not a style for this place")
            .help("take `style` out: the default of the place is what servers expect");
        self.diagnostics.push(error);
        default
    }

    pub(super) fn content(&mut self, written: &[written::MediaType]) -> Vec<MediaType> {
        let media = written.iter().map(|media| MediaType {
            at: media.at,
            name: media.name.clone(),
            schema: media.schema,
            examples: self.examples(&media.examples),
            encoding: media.encoding.clone(),
        });
        media.collect()
    }

    /// The examples that have a value.
    fn examples(&mut self, written: &[(String, RefOr<Example>)]) -> Vec<(String, NodeId)> {
        let mut examples = Vec::new();
        for (name, example) in written {
            // Nothing depends on it: a fault in it is a warning.
            let before = std::mem::take(self.diagnostics);
            let followed = self.follow(example);
            let faults = std::mem::replace(self.diagnostics, before);
            self.diagnostics.take_for_warnings(faults);
            let value = followed.and_then(|(example, _)| example.value);
            examples.extend(value.map(|value| (name.clone(), value)));
        }
        examples
    }
}

fn repeated(at: NodeId, name: &str, first: NodeId) -> Diagnostic {
    let message = format!("the parameter `{name}` stands twice in one list");
    Diagnostic::error("duplicate-parameter", Place::Value(at), message)
        .label("again here")
        .help("keep one of the two: a parameter is told by its name and its place")
        .related(Place::Value(first), "first here")
}
