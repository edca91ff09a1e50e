//! Responses.

use super::Lower;
use super::body::{declared, others_note};
use super::media::{self, Choice};
use crate::ir::{BodyEncoding, Docs, Reply, ReplyContent, ReplyEncoding, StatusRange};
use crate::resolve::model;

impl Lower<'_> {
    /// The responses that mean success, or those that mean failure; with them, what is to be said of them where the
    /// operation is.
    pub(super) fn replies(
        &mut self,
        operation: &model::Operation,
        success: bool,
    ) -> (Vec<Reply>, Vec<String>) {
        let mut notes = Vec::new();
        let replies = responses(operation, success)
            .into_iter()
            .map(|response| {
                let (reply, note) = self.reply(response);
                notes.extend(note.filter(|note| !notes.contains(note)));
                reply
            })
            .collect();
        (replies, notes)
    }

    fn reply(&mut self, response: &model::Response) -> (Reply, Option<String>) {
        let choices = self.choices(&response.content, media::received);
        let note = others_note("The answer is also given as", &choices);
        let text = Some(response.description.clone()).filter(|text| !text.trim().is_empty());
        let reply = Reply {
            status: response.status,
            docs: Docs {
                text,
                ..Docs::default()
            },
            contents: choices.chosen.iter().map(content).collect(),
        };
        (reply, note)
    }
}

fn content(choice: &Choice<'_>) -> ReplyContent {
    ReplyContent {
        origin: media::origin(choice.media),
        declared: declared(choice),
        encoding: match choice.encoding {
            BodyEncoding::Json => ReplyEncoding::Json,
            BodyEncoding::Text => ReplyEncoding::Text,
            _ => ReplyEncoding::Bytes,
        },
        ty: choice.ty.clone(),
    }
}

/// The responses that mean success, or those that mean failure. `default` is a failure, unless nothing else is declared
/// that could be the success.
pub(super) fn responses(operation: &model::Operation, success: bool) -> Vec<&model::Response> {
    let declared_success = operation
        .responses
        .iter()
        .any(|response| is_success(response.status));
    let wanted = |status: StatusRange| match status {
        StatusRange::Default => success != declared_success,
        status => is_success(status) == success,
    };
    operation
        .responses
        .iter()
        .filter(|response| wanted(response.status))
        .collect()
}

/// The media types that are read, where they are not just JSON (RFC 9110 §12.5.1), in the document's order of
/// responses.
pub(super) fn accept(
    operation: &model::Operation,
    success: &[Reply],
    failure: &[Reply],
) -> Option<String> {
    let of_status = |status: StatusRange| {
        let mut replies = success.iter().chain(failure);
        replies.find(|reply| reply.status == status)
    };
    let declared = operation.responses.iter();
    let replies = declared.filter_map(|response| of_status(response.status));
    let mut types: Vec<&str> = Vec::new();
    for content in replies.flat_map(|reply| &reply.contents) {
        let best = content.declared.first().map(|name| name.trim());
        types.extend(best.filter(|name| !types.contains(name)));
    }
    (!types.is_empty() && types != ["application/json"]).then(|| types.join(", "))
}

const fn is_success(status: StatusRange) -> bool {
    matches!(
        status,
        StatusRange::Exact(200..=299) | StatusRange::Class(2)
    )
}
