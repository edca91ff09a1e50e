//! Responses.

use super::Lower;
use crate::ir::{Docs, Reply, ReplyEncoding, StatusRange, Type};
use crate::resolve::model::{self, MediaType};

impl Lower<'_> {
    /// The responses that mean success, or those that mean failure.
    pub(super) fn replies(&mut self, operation: &model::Operation, success: bool) -> Vec<Reply> {
        responses(operation, success)
            .into_iter()
            .map(|response| self.reply(response))
            .collect()
    }

    fn reply(&mut self, response: &model::Response) -> Reply {
        let best = best_media(response);
        for other in response
            .content
            .iter()
            .filter(|other| best.is_some_and(|best| best.at != other.at))
        {
            let read = best.map(|best| best.name.clone()).unwrap_or_default();
            let message = format!(
                "the response is read as `{read}`; `{}` is not generated",
                other.name
            );
            self.warn(
                "response-media-type",
                other.at,
                message,
                "keep one media type, the one that callers should read",
            );
        }
        let content = best.map(|media| self.reply_content(media));
        let text = Some(response.description.clone()).filter(|text| !text.trim().is_empty());
        Reply {
            status: response.status,
            docs: Docs {
                text,
                ..Docs::default()
            },
            content,
        }
    }

    fn reply_content(&mut self, media: &MediaType) -> (ReplyEncoding, Type) {
        let encoding = encoding(&media.name);
        let ty = match encoding {
            ReplyEncoding::Json => media
                .schema
                .map_or(Type::Json, |schema| self.usage(schema).element()),
            ReplyEncoding::Text => Type::String,
            ReplyEncoding::Bytes => Type::Bytes,
        };
        (encoding, ty)
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

/// The content that is read.
pub(super) fn best_media(response: &model::Response) -> Option<&MediaType> {
    response
        .content
        .iter()
        .min_by_key(|media| rank(&media.name))
}

/// How a media type is read.
pub(super) fn encoding(media_type: &str) -> ReplyEncoding {
    match rank(media_type) {
        0 | 1 => ReplyEncoding::Json,
        2 => ReplyEncoding::Text,
        _ => ReplyEncoding::Bytes,
    }
}

/// The media types that are read, where they are not just JSON (RFC 9110 §12.5.1).
pub(super) fn accept(operation: &model::Operation) -> Option<String> {
    let mut types: Vec<&str> = Vec::new();
    for media in operation.responses.iter().filter_map(best_media) {
        let name = media.name.trim();
        if !types.contains(&name) {
            types.push(name);
        }
    }
    (!types.is_empty() && types != ["application/json"]).then(|| types.join(", "))
}

const fn is_success(status: StatusRange) -> bool {
    matches!(
        status,
        StatusRange::Exact(200..=299) | StatusRange::Class(2)
    )
}

/// JSON first, then text, then bytes.
fn rank(media_type: &str) -> u8 {
    let essence = media_type
        .split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    match essence.as_str() {
        "application/json" => 0,
        "*/*" => 1,
        essence if essence.ends_with("+json") || essence.ends_with("/json") => 1,
        essence if essence.starts_with("text/") => 2,
        _ => 3,
    }
}
