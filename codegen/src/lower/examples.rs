//! Examples of the answers, for what stands in for a server.

use super::Lower;
use super::reply::{best_media, encoding, responses};
use crate::document::tree::NodeId;
use crate::ir::{Example, Examples, FailureExample, ReplyEncoding, StatusRange};
use crate::resolve::model::{self, Response, Role};

/// Where the document names no status.
const SUCCESS: u16 = 200;
const FAILURE: u16 = 400;

impl Lower<'_> {
    /// By operation.
    pub(super) fn examples(&self) -> Vec<Examples> {
        let code = self.error_member(Role::ErrorCode);
        let operations = self.resolved.operations.iter();
        operations
            .map(|operation| self.examples_of(operation, &code))
            .collect()
    }

    fn examples_of(&self, operation: &model::Operation, code: &[String]) -> Examples {
        let success = responses(operation, true).into_iter();
        let failures = responses(operation, false);
        Examples {
            success: success
                .map(|response| self.example(response, None, one_of(response.status, SUCCESS)))
                .collect(),
            failures: operation
                .errors
                .iter()
                .map(|error| self.failure(error, &failures, code))
                .collect(),
        }
    }

    /// The answer that says the code: of a response to its status, or else of any.
    fn failure(
        &self,
        error: &model::ErrorCode,
        responses: &[&Response],
        code: &[String],
    ) -> FailureExample {
        let fits = |response: &&&Response| match (error.status, response.status) {
            (Some(status), StatusRange::Exact(declared)) => status == declared,
            (Some(status), StatusRange::Class(class)) => status / 100 == u16::from(class),
            (_, StatusRange::Default) | (None, _) => true,
        };
        let says = |response: &&Response| {
            let shown = best_media(response)?.examples.iter();
            let mut shown = shown.map(|(_, example)| *example);
            let example =
                shown.find(|example| self.text_at(*example, code) == Some(&error.code))?;
            let status = error
                .status
                .unwrap_or_else(|| one_of(response.status, FAILURE));
            Some(self.example(response, Some(example), status))
        };
        let example = responses
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
    fn example(&self, response: &Response, content: Option<NodeId>, status: u16) -> Example {
        let Some(media) = best_media(response) else {
            return Example {
                status,
                media_type: None,
                body: None,
            };
        };
        let of_media = || media.examples.first().map(|(_, example)| *example);
        let of_schema = || {
            let schema = self.schema(self.target(media.schema?));
            schema.examples.first().copied()
        };
        let encoding = encoding(&media.name);
        let content = content.or_else(of_media).or_else(of_schema);
        Example {
            status,
            media_type: Some(concrete(&media.name, encoding)),
            body: content.map(|content| self.on_the_wire(content, encoding)),
        }
    }

    fn on_the_wire(&self, example: NodeId, encoding: ReplyEncoding) -> String {
        match (encoding, self.tree.as_str(example)) {
            (ReplyEncoding::Text | ReplyEncoding::Bytes, Some(text)) => text.to_owned(),
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

/// A range of media types is read as one of them.
fn concrete(media_type: &str, encoding: ReplyEncoding) -> String {
    let name = match encoding {
        _ if !media_type.contains('*') => media_type,
        ReplyEncoding::Json => "application/json",
        ReplyEncoding::Text => "text/plain; charset=utf-8",
        ReplyEncoding::Bytes => "application/octet-stream",
    };
    name.to_owned()
}
