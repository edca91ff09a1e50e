//! Reads parameters: it takes the node of one or of a list, and gives them with what depends on their location filled
//! in.

use super::model::{Location, MediaType, Parameter, ParameterShape, Role, SchemaId, Style};
use super::reader::{Reader, members};
use super::{example, extensions, media, object, schema};
use crate::diagnostic::{Diagnostic, Place, Severity};
use crate::source::tree::NodeId;

/// The keys of a parameter that say more together than one by one.
#[derive(Default)]
struct Keys {
    name: Option<String>,
    location: Option<Location>,
    required: bool,
    style: Option<Style>,
    explode: Option<bool>,
    schema: Option<SchemaId>,
    content: Vec<MediaType>,
}

/// Reads the parameters of a list, each with the place where the list has it.
pub(super) fn read_list(reader: &mut Reader<'_>, at: NodeId) -> Vec<(NodeId, Parameter)> {
    let mut parameters = Vec::new();
    for item in reader.array(at) {
        if let Some((mut parameter, component)) = object::read::<Parameter>(reader, *item) {
            parameter.component = component;
            let reference = reader.tree.get(*item, "$ref");
            parameters.push((reference.unwrap_or(parameter.at), parameter));
        }
    }
    parameters
}

/// Keeps the first of each parameter, and reports the others.
pub(super) fn keep_distinct(
    reader: &mut Reader<'_>,
    listed: Vec<(NodeId, Parameter)>,
) -> Vec<Parameter> {
    let mut parameters: Vec<Parameter> = Vec::new();
    for (at, parameter) in listed {
        match parameters.iter().find(|other| other.is_same(&parameter)) {
            Some(first) => {
                let mut diagnostic = repeated(at, &parameter.name, first.at);
                if first.at == parameter.at {
                    diagnostic.severity = Severity::Warning;
                }
                reader.diagnostics.push(diagnostic);
            }
            None => parameters.push(parameter),
        }
    }
    parameters
}

/// Reads a parameter. Returns nothing where it is left out: a diagnostic says why, or nothing uses it.
pub(super) fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<Parameter> {
    let mut keys = Keys::default();
    let (mut description, mut deprecated, mut allow_reserved) = (None, false, false);
    let (mut examples, mut role) = (Vec::new(), None);
    let errors = reader.diagnostics.error_attempts();
    members!(reader, at, "a parameter", |value| {
        "name" => keys.name = reader.string(value),
        "in" => keys.location = read_location(reader, value),
        "description" => description = reader.string(value),
        "required" => keys.required = reader.bool(value).unwrap_or_default(),
        "deprecated" => deprecated = reader.bool(value).unwrap_or_default(),
        "style" => keys.style = media::read_style(reader, value),
        "explode" => keys.explode = reader.bool(value),
        "allowReserved" => allow_reserved = reader.bool(value).unwrap_or_default(),
        "schema" => keys.schema = Some(schema::read(reader, value)),
        "content" => keys.content = media::read_all(reader, value),
        "example" => examples.push(example::read_unnamed(reader, value)),
        "examples" => examples.extend(example::read_all(reader, value)),
        "allowEmptyValue" => (),
        _(key) => extensions::read_role(reader, key, value, &[Role::IdempotencyKey], &mut role),
    });
    for key in ["name", "in"] {
        if reader.lacks(at, key) {
            reader.missing(at, key, "a parameter");
        }
    }
    let has_errors = reader.diagnostics.error_attempts() > errors;
    if has_errors || !reader.is_used() {
        return None;
    }
    let (name, location) = (keys.name.take()?, keys.location?);
    if is_ignored(reader, at, &name, location) {
        return None;
    }
    if location == Location::Path && !keys.required {
        report_not_required(reader, at);
    }
    let shape = choose_shape(reader, at, &name, &keys)?;
    let style = choose_style(reader, at, &name, location, keys.style);
    Some(Parameter {
        at,
        component: None,
        name,
        location,
        description,
        required: keys.required || location == Location::Path,
        deprecated,
        style,
        explode: keys.explode.unwrap_or(style == Style::Form),
        allow_reserved,
        shape,
        examples: examples.into_iter().map(|(_, node)| node).collect(),
        role,
    })
}

/// Reads `in`.
fn read_location(reader: &mut Reader<'_>, at: NodeId) -> Option<Location> {
    match reader.word(at)?.as_str() {
        "path" => Some(Location::Path),
        "query" => Some(Location::Query),
        "header" => Some(Location::Header),
        "cookie" => Some(Location::Cookie),
        "body" | "formData" => {
            let help = "write a `requestBody` instead: `body` and `formData` belong to Swagger 2.0";
            reader.invalid(at, "a parameter can't be in the body", help);
            None
        }
        "querystring" => {
            let help = "describe the parameters of the query one by one, with `in: query`";
            reader.invalid(
                at,
                "a parameter that is the whole query is not generated",
                help,
            );
            None
        }
        other => {
            let message = format!("a parameter can't be in `{other}`");
            reader.invalid(at, message, "use `path`, `query`, `header` or `cookie`");
            None
        }
    }
}

/// Returns whether a parameter is ignored: three headers are described elsewhere (OpenAPI 3.1.0, section 4.8.12.2,
/// `name`).
fn is_ignored(reader: &mut Reader<'_>, at: NodeId, name: &str, location: Location) -> bool {
    let elsewhere = match name.to_ascii_lowercase().as_str() {
        _ if location != Location::Header => return false,
        "accept" => "the media types of the responses",
        "content-type" => "the media types of the request body",
        "authorization" => "the security schemes",
        _ => return false,
    };
    let message = format!("the header parameter `{name}` is ignored, as the specification says");
    let warning = Diagnostic::warning("ignored-parameter", Place::Value(at), message)
        .label("ignored")
        .help(format!("remove it: {elsewhere} describe it"));
    reader.diagnostics.push(warning);
    true
}

/// Warns of a parameter in the path that says it is optional.
fn report_not_required(reader: &mut Reader<'_>, at: NodeId) {
    let place = reader.tree.get(at, "required").unwrap_or(at);
    let message = "a parameter in the path is always required";
    let warning = Diagnostic::warning("invalid-value", Place::Value(place), message)
        .label("treated as required")
        .help("write `required: true`");
    reader.diagnostics.push(warning);
}

/// Returns the schema or the one media type of a parameter (OpenAPI 3.1.0, section 4.8.12.2).
fn choose_shape(
    reader: &mut Reader<'_>,
    at: NodeId,
    name: &str,
    keys: &Keys,
) -> Option<ParameterShape> {
    let fault = match (keys.schema, keys.content.as_slice()) {
        (Some(schema), []) => return Some(ParameterShape::Schema(schema)),
        (None, []) if reader.tree.get(at, "type").is_none() => {
            report_without_schema(reader, at, name);
            return Some(ParameterShape::Schema(reader.schemas.add_string(at)));
        }
        (None, [media]) => return Some(ParameterShape::Content(media.clone())),
        (None, []) => "has neither `schema` nor `content`",
        (Some(_), _) => "has both `schema` and `content`",
        (None, _) => "has more than one media type",
    };
    let message = format!("the parameter `{name}` {fault}");
    let error = Diagnostic::error("invalid-value", Place::Value(at), message)
        .label("one of them is needed")
        .help("describe the parameter by a `schema`: `schema: {type: string}`");
    reader.diagnostics.push(error);
    None
}

/// Warns of a parameter without a schema. It is treated as a string: that is what is sent.
fn report_without_schema(reader: &mut Reader<'_>, at: NodeId, name: &str) {
    let message = format!("the parameter `{name}` has neither `schema` nor `content`");
    let warning = Diagnostic::warning("missing-key", Place::Value(at), message);
    reader.diagnostics.push(
        warning
            .label("treated as a string")
            .help("describe the parameter by a `schema`: `schema: {type: string}`"),
    );
}

/// Returns the style, or the default of the location (OpenAPI 3.1.0, section 4.8.12.2, `style`).
fn choose_style(
    reader: &mut Reader<'_>,
    at: NodeId,
    name: &str,
    location: Location,
    style: Option<Style>,
) -> Style {
    let default = match location {
        Location::Path | Location::Header => Style::Simple,
        Location::Query | Location::Cookie => Style::Form,
    };
    let Some(style) = style else {
        return default;
    };
    let fits = match location {
        Location::Path => matches!(style, Style::Matrix | Style::Label | Style::Simple),
        Location::Header => style == Style::Simple,
        Location::Cookie => style == Style::Form,
        Location::Query => !matches!(style, Style::Matrix | Style::Label | Style::Simple),
    };
    if fits {
        return style;
    }
    let place = reader.tree.get(at, "style").unwrap_or(at);
    let message = format!("the parameter `{name}` can't have this style in its location");
    let error = Diagnostic::error("invalid-value", Place::Value(place), message)
        .label("not a style of this location")
        .help("remove `style`: the default of the location is what servers expect");
    reader.diagnostics.push(error);
    default
}

/// Makes the error about a parameter that a list has twice.
fn repeated(at: NodeId, name: &str, first: NodeId) -> Diagnostic {
    let message = format!("the parameter `{name}` is listed twice");
    Diagnostic::error("duplicate-parameter", Place::Value(at), message)
        .label("again here")
        .help("keep one of the two: name and location identify a parameter")
        .related(Place::Value(first), "first here")
}
