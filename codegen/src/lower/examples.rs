//! Examples of the answers, for what stands in for a server.

use super::Lower;
use super::media;
use super::reply::responses;
use crate::ir::{
    BodyEncoding, Example, Examples, FailureExample, Operation, Response, ResponseContent,
    ResponseEncoding, StatusRange,
};
use crate::openapi::model::{self, MediaType, Role, SchemaId, Type as JsonType};
use crate::source::tree::NodeId;

/// Where the document names no status.
const SUCCESS: u16 = 200;
const FAILURE: u16 = 400;

/// How many schemas inside one another are asked what values are.
const MOST_PARTS: usize = 4;

/// Text of any kind.
const TEXT: &str = "text/plain; charset=utf-8";

impl Lower<'_> {
    /// By operation.
    pub(super) fn examples(&self, lowered: &[Operation]) -> Vec<Examples> {
        let code = self.error_place(self.wishes.error_code, Role::ErrorCode);
        let operations = self.resolved.operations.iter();
        operations
            .zip(lowered)
            .map(|(operation, lowered)| self.examples_of(operation, lowered, &code))
            .collect()
    }

    fn examples_of(
        &self,
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
                .flat_map(|(response, reply)| self.of_reply(response, reply))
                .collect(),
            failures: operation
                .errors
                .iter()
                .map(|error| self.failure(error, &failures, code))
                .collect(),
        }
    }

    /// One for each content, or the one without.
    fn of_reply(&self, response: &model::Response, reply: &Response) -> Vec<Example> {
        let status = one_of(response.status, SUCCESS);
        let contents = reply.contents.iter();
        let contents = contents.filter_map(|content| media_of(response, content));
        let examples: Vec<Example> = contents
            .map(|entry| self.example(entry, None, status))
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

    /// The answer that says the code: of a response to its status, or else of any.
    fn failure(
        &self,
        error: &model::ErrorCode,
        replies: &[(&model::Response, &Response)],
        code: &[String],
    ) -> FailureExample {
        let fits = |(response, _): &&(&model::Response, &Response)| match (
            error.status,
            response.status,
        ) {
            (Some(status), StatusRange::Exact(declared)) => status == declared,
            (Some(status), StatusRange::Class(class)) => status / 100 == u16::from(class),
            (_, StatusRange::Default) | (None, _) => true,
        };
        let says = |(response, reply): &(&model::Response, &Response)| {
            let entry = media_of(response, reply.contents.first()?)?;
            let (media, _) = entry;
            let shown = media.examples.iter();
            let shown = shown.map(|(_, example)| *example);
            let mut shown = shown.filter(|example| self.can_be_read(*example));
            let example =
                shown.find(|example| self.text_at(*example, code) == Some(&error.code))?;
            let status = error
                .status
                .unwrap_or_else(|| one_of(response.status, FAILURE));
            Some(self.example(entry, Some(example), status))
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

    /// A response with the content that is asked for, or with the first that the document shows.
    fn example(
        &self,
        (media, encoding): (&MediaType, ResponseEncoding),
        content: Option<NodeId>,
        status: u16,
    ) -> Example {
        let is_read = |example: &NodeId| self.can_be_read(*example);
        let of_media = || {
            let mut examples = media.examples.iter().map(|(_, example)| *example);
            examples.find(is_read)
        };
        let of_schema = || {
            let schema = self.schema(self.target(media.schema?));
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
            body: content.map(|content| self.on_the_wire(content, encoding, media.schema)),
        }
    }

    /// Whether the type of its schema reads an example. One that is JSON as a string is told by the check, and sent as JSON.
    fn can_be_read(&self, example: NodeId) -> bool {
        !self.wishes.refused.contains(&example)
            || self.tree.as_str(example).is_some_and(is_structure)
    }

    fn on_the_wire(
        &self,
        example: NodeId,
        encoding: BodyEncoding,
        schema: Option<SchemaId>,
    ) -> String {
        match (encoding, self.tree.as_str(example)) {
            (BodyEncoding::Text | BodyEncoding::Bytes, Some(text)) => text.to_owned(),
            // Some write JSON as a string, also where JSON could stand; the check of examples tells them.
            (BodyEncoding::Json, Some(text))
                if schema.is_some_and(|schema| self.is_structured(schema, MOST_PARTS))
                    && is_structure(text) =>
            {
                text.to_owned()
            }
            _ => self.tree.to_json(example).to_string(),
        }
    }

    /// Whether a schema is of objects and arrays alone, as far as so many schemas inside one another tell.
    pub(super) fn is_structured(&self, id: SchemaId, depth: usize) -> bool {
        let schema = self.schema(self.target(id));
        let mut types = schema.types.iter().copied();
        let is_structure = |ty| matches!(ty, JsonType::Object | JsonType::Array);
        if !schema.types.is_empty() {
            return types.all(is_structure);
        }
        let Some(depth) = depth.checked_sub(1) else {
            return false;
        };
        let inside = |id: &SchemaId| self.is_structured(*id, depth);
        let alternatives = [&schema.one_of, &schema.any_of];
        let mut alternatives = alternatives.iter().filter(|list| !list.is_empty());
        self.implied(schema).is_some_and(is_structure)
            || schema.all_of.iter().any(inside)
            || alternatives.any(|list| list.iter().all(inside))
    }

    /// The text in the place that names lead to.
    fn text_at(&self, mut place: NodeId, names: &[String]) -> Option<&str> {
        for name in names {
            place = self.tree.get(place, name)?;
        }
        self.tree.as_str(place)
    }
}

/// Whether a text is JSON's, of an object or an array.
fn is_structure(text: &str) -> bool {
    serde_json::from_str::<serde_json::Value>(text)
        .is_ok_and(|value| value.is_object() || value.is_array())
}

/// One status of a range.
const fn one_of(range: StatusRange, of_default: u16) -> u16 {
    match range {
        StatusRange::Exact(status) => status,
        StatusRange::Class(class) => class as u16 * 100,
        StatusRange::Default => of_default,
    }
}

/// The entry that a content was made of, and how it is read.
fn media_of<'m>(
    response: &'m model::Response,
    content: &ResponseContent,
) -> Option<(&'m MediaType, ResponseEncoding)> {
    let mut entries = response.content.iter();
    let media = entries.find(|media| media.at == content.origin.at)?;
    Some((media, content.encoding))
}
