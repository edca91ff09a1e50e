//! Examples of the responses, for mocks.

use super::errors::error_place;
use super::media;
use super::responses::responses;
use crate::ir::{
    BodyEncoding, Example, Examples, FailureExample, Operation, Response, ResponseContent,
    ResponseEncoding, StatusRange,
};
use crate::lower::facts::Facts;
use crate::openapi::model::{self, MediaType, Role, SchemaId};
use crate::source::tree::NodeId;

/// The statuses where the document names none.
const SUCCESS: u16 = 200;

const FAILURE: u16 = 400;

/// How deep schemas are searched for the kind of their values.
const MOST_PARTS: usize = 4;

/// The media type of text.
const TEXT: &str = "text/plain; charset=utf-8";

/// Returns the examples of each operation.
pub(crate) fn examples(facts: &Facts<'_>, lowered: &[Operation]) -> Vec<Examples> {
    let code = error_place(facts, facts.options().error_code, Role::ErrorCode);
    let operations = facts.resolved().operations.iter();
    operations
        .zip(lowered)
        .map(|(operation, lowered)| examples_of(facts, operation, lowered, &code))
        .collect()
}

fn examples_of(
    facts: &Facts<'_>,
    operation: &model::Operation,
    lowered: &Operation,
    code: &[String],
) -> Examples {
    let success = responses(operation, true).into_iter().zip(&lowered.success);
    let failures: Vec<(&model::Response, &Response)> = responses(operation, false)
        .into_iter()
        .zip(&lowered.failure)
        .collect();
    Examples {
        success: success
            .flat_map(|(response, reply)| of_reply(facts, response, reply))
            .collect(),
        failures: operation
            .errors
            .iter()
            .map(|error| failure(facts, error, &failures, code))
            .collect(),
    }
}

/// Returns one example per content, or the one without content.
fn of_reply(facts: &Facts<'_>, response: &model::Response, reply: &Response) -> Vec<Example> {
    let status = one_of(response.status, SUCCESS);
    let contents = reply.contents.iter();
    let contents = contents.filter_map(|content| media_of(response, content));
    let examples: Vec<Example> = contents
        .map(|entry| example(facts, entry, None, status))
        .collect();
    if !examples.is_empty() {
        return examples;
    }
    vec![Example {
        status,
        media_type: None,
        body: None,
    }]
}

/// Returns the example that carries the code: of a response with its status, or else of any.
fn failure(
    facts: &Facts<'_>,
    error: &model::ErrorCode,
    replies: &[(&model::Response, &Response)],
    code: &[String],
) -> FailureExample {
    let fits =
        |(response, _): &&(&model::Response, &Response)| match (error.status, response.status) {
            (Some(status), StatusRange::Exact(declared)) => status == declared,
            (Some(status), StatusRange::Class(class)) => status / 100 == u16::from(class),
            (_, StatusRange::Default) | (None, _) => true,
        };
    let says = |(response, reply): &(&model::Response, &Response)| {
        let entry = media_of(response, reply.contents.first()?)?;
        let (media, _) = entry;
        let shown = media.examples.iter();
        let shown = shown.map(|(_, example)| *example);
        let mut shown = shown.filter(|example| can_be_read(facts, *example));
        let content = shown.find(|content| text_at(facts, *content, code) == Some(&error.code))?;
        let status = error
            .status
            .unwrap_or_else(|| one_of(response.status, FAILURE));
        Some(example(facts, entry, Some(content), status))
    };
    let example = replies
        .iter()
        .filter(fits)
        .find_map(says)
        .filter(Example::is_whole);
    let status = example.as_ref().map(|example| example.status);
    FailureExample {
        status: error.status.or(status).unwrap_or(FAILURE),
        message: error
            .description
            .as_deref()
            .unwrap_or(&error.code)
            .trim()
            .to_owned(),
        example,
    }
}

/// Returns an example with the given content, or with the first that the document has.
fn example(
    facts: &Facts<'_>,
    (media, encoding): (&MediaType, ResponseEncoding),
    content: Option<NodeId>,
    status: u16,
) -> Example {
    let is_read = |example: &NodeId| can_be_read(facts, *example);
    let of_media = || {
        let mut examples = media.examples.iter().map(|(_, example)| *example);
        examples.find(is_read)
    };
    let of_schema = || {
        let schema = facts.target_schema(media.schema?);
        schema.examples.iter().copied().find(is_read)
    };
    let encoding = match encoding {
        ResponseEncoding::Json | ResponseEncoding::Any => BodyEncoding::Json,
        ResponseEncoding::Text => BodyEncoding::Text,
        ResponseEncoding::Bytes => BodyEncoding::Bytes,
    };
    let content = content.or_else(of_media).or_else(of_schema);
    Example {
        status,
        media_type: Some(media::concrete(&media.name, encoding, TEXT)),
        body: content.map(|content| on_the_wire(facts, content, encoding, media.schema)),
    }
}

/// Returns whether an example decodes to its type. JSON in a string is reported by the lint, and sent as JSON.
fn can_be_read(facts: &Facts<'_>, example: NodeId) -> bool {
    !facts.options().refused.contains(&example)
        || facts.tree().as_str(example).is_some_and(is_structure)
}

fn on_the_wire(
    facts: &Facts<'_>,
    example: NodeId,
    encoding: BodyEncoding,
    schema: Option<SchemaId>,
) -> String {
    match (encoding, facts.tree().as_str(example)) {
        (BodyEncoding::Text | BodyEncoding::Bytes, Some(text)) => text.to_owned(),
        // Some documents write JSON as a string; the lint reports them.
        (BodyEncoding::Json, Some(text))
            if schema.is_some_and(|schema| facts.is_structured(schema, MOST_PARTS))
                && is_structure(text) =>
        {
            text.to_owned()
        }
        _ => facts.tree().to_json(example).to_string(),
    }
}

/// Returns the text of the property that names lead to.
fn text_at<'a>(facts: &Facts<'a>, mut place: NodeId, names: &[String]) -> Option<&'a str> {
    for name in names {
        place = facts.tree().get(place, name)?;
    }
    facts.tree().as_str(place)
}

/// Returns whether a text is an object or an array in JSON.
fn is_structure(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text)
        .is_ok_and(|value| value.is_object() || value.is_array())
}

/// Returns one status of a range.
const fn one_of(range: StatusRange, of_default: u16) -> u16 {
    match range {
        StatusRange::Exact(status) => status,
        StatusRange::Class(class) => class as u16 * 100,
        StatusRange::Default => of_default,
    }
}

/// Returns the entry that a content was made from, and how it is decoded.
fn media_of<'m>(
    response: &'m model::Response,
    content: &ResponseContent,
) -> Option<(&'m MediaType, ResponseEncoding)> {
    let mut entries = response.content.iter();
    let media = entries.find(|media| media.at == content.origin.at)?;
    Some((media, content.encoding))
}
