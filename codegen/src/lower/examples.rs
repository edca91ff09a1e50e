//! Examples of the answers, for what stands in for a server.

use super::Lower;
use super::media;
use super::reply::responses;
use crate::document::tree::NodeId;
use crate::ir::{
    BodyEncoding, Example, Examples, FailureExample, Operation, Reply, ReplyContent, StatusRange,
};
use crate::resolve::model::{self, MediaType, Response, Role};

/// Where the document names no status.
const SUCCESS: u16 = 200;
const FAILURE: u16 = 400;

/// Text of any kind.
const TEXT: &str = "text/plain; charset=utf-8";

impl Lower<'_> {
    /// By operation.
    pub(super) fn examples(&self, lowered: &[Operation]) -> Vec<Examples> {
        let code = self.error_member(Role::ErrorCode);
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
        let failures: Vec<(&Response, &Reply)> = responses(operation, false)
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
    fn of_reply(&self, response: &Response, reply: &Reply) -> Vec<Example> {
        let status = one_of(response.status, SUCCESS);
        let contents = reply.contents.iter();
        let contents = contents.filter_map(|content| media_of(response, content));
        let examples: Vec<Example> = contents
            .map(|media| self.example(media, None, status))
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
        replies: &[(&Response, &Reply)],
        code: &[String],
    ) -> FailureExample {
        let fits = |(response, _): &&(&Response, &Reply)| match (error.status, response.status) {
            (Some(status), StatusRange::Exact(declared)) => status == declared,
            (Some(status), StatusRange::Class(class)) => status / 100 == u16::from(class),
            (_, StatusRange::Default) | (None, _) => true,
        };
        let says = |(response, reply): &(&Response, &Reply)| {
            let media = media_of(response, reply.contents.first()?)?;
            let shown = media.examples.iter();
            let mut shown = shown.map(|(_, example)| *example);
            let example =
                shown.find(|example| self.text_at(*example, code) == Some(&error.code))?;
            let status = error
                .status
                .unwrap_or_else(|| one_of(response.status, FAILURE));
            Some(self.example(media, Some(example), status))
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
    fn example(&self, media: &MediaType, content: Option<NodeId>, status: u16) -> Example {
        let of_media = || media.examples.first().map(|(_, example)| *example);
        let of_schema = || {
            let schema = self.schema(self.target(media.schema?));
            schema.examples.first().copied()
        };
        let encoding = media::received(&media.name);
        let content = content.or_else(of_media).or_else(of_schema);
        Example {
            status,
            media_type: Some(media::concrete(&media.name, encoding, TEXT)),
            body: content.map(|content| self.on_the_wire(content, encoding)),
        }
    }

    fn on_the_wire(&self, example: NodeId, encoding: BodyEncoding) -> String {
        match (encoding, self.tree.as_str(example)) {
            (BodyEncoding::Text | BodyEncoding::Bytes, Some(text)) => text.to_owned(),
            _ => self.tree.to_json(example).to_string(),
        }
    }

    /// The text in the place that names lead to.
    fn text_at(&self, mut place: NodeId, names: &[String]) -> Option<&str> {
        for name in names {
            place = self.tree.get(place, name)?;
        }
        self.tree.as_str(place)
    }
}

/// One status of a range.
const fn one_of(range: StatusRange, of_default: u16) -> u16 {
    match range {
        StatusRange::Exact(status) => status,
        StatusRange::Class(class) => class as u16 * 100,
        StatusRange::Default => of_default,
    }
}

/// The entry that a content was made of.
fn media_of<'m>(response: &'m Response, content: &ReplyContent) -> Option<&'m MediaType> {
    let mut entries = response.content.iter();
    entries.find(|media| media.at == content.origin.at)
}
