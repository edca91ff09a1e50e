//! Responses.

use super::OperationLowerer;
use super::body::{declared, others_note};
use super::media::{self, Choice, Direction};
use super::part::{id, part};
use crate::ir::{
    BodyEncoding, Docs, ItemKind, Response, ResponseContent, ResponseEncoding, StatusRange, Type,
    failures_need_enum,
};
use crate::openapi::model::{self, Method};

impl<'a> OperationLowerer<'a> {
    /// Lowers the responses that mean success, or those that mean failure. Returns them, and sentences for the
    /// operation's documentation.
    pub(super) fn replies(
        &mut self,
        operation: &model::Operation,
        success: bool,
    ) -> (Vec<Response>, Vec<String>) {
        let mut notes = Vec::new();
        let replies = responses(operation, success)
            .into_iter()
            .map(|response| {
                let (reply, note) = self.reply(operation, response);
                notes.extend(note.filter(|note| !notes.contains(note)));
                reply
            })
            .collect();
        (replies, notes)
    }

    /// Makes the enum of what error responses carry, if they don't all carry the same.
    pub(super) fn failure_enum(
        &mut self,
        operation: &model::Operation,
        failure: &[Response],
    ) -> Option<Type> {
        if !failures_need_enum(failure) {
            return None;
        }
        let mut media = failure.iter().map(|response| response.contents.len());
        let and_media_type = match media.any(|count| count > 1) {
            true => " and media type",
            false => "",
        };
        let text = format!(
            "The error responses of {}, by status{and_media_type}.",
            id(operation)
        );
        let kind = ItemKind::Failures(failure.to_vec());
        Some(self.schemas.add(part(operation, "ErrorBody", text, kind)))
    }

    fn reply(
        &mut self,
        operation: &model::Operation,
        response: &model::Response,
    ) -> (Response, Option<String>) {
        let why = bodiless(operation.method, response.status);
        if let Some(why) = why.as_ref().filter(|_| !response.content.is_empty()) {
            // Operations may share a response that is right for the others.
            let mut around =
                std::iter::successors(Some(response.at), |at| self.facts.tree().parent(*at));
            let is_own = around.any(|at| at == operation.at);
            self.report.warn(
                "bodiless-response",
                if is_own { response.at } else { operation.at },
                format!("{why} has no body (RFC 9110), so its `content` is ignored"),
                "remove the `content`",
            );
        }
        let content: &[model::MediaType] = match why {
            Some(_) => &[],
            None => &response.content,
        };
        let choices = self.choices(content, Direction::Received);
        let note = others_note("The response is also available as", &choices);
        let text = Some(response.description.clone()).filter(|text| !text.trim().is_empty());
        let reply = Response {
            status: response.status,
            docs: Docs {
                text,
                ..Docs::default()
            },
            contents: choices.chosen.iter().map(content_of).collect(),
        };
        (reply, note)
    }
}

/// Returns how callers get the content that the document doesn't describe.
pub(crate) fn undescribed(method: Method, success: &[Response]) -> Option<&'static str> {
    let contents = || success.iter().flat_map(|reply| &reply.contents);
    if contents()
        .any(|content| content.encoding == ResponseEncoding::Any && content.ty == Type::Json)
    {
        return Some(
            "The document doesn't describe the response: `.send_streaming()` gives its body as it arrives, whatever \
             it is.",
        );
    }
    let may_have_a_body = |reply: &Response| {
        let is_ok = matches!(
            reply.status,
            StatusRange::Exact(200) | StatusRange::Class(2) | StatusRange::Default
        );
        is_ok && bodiless(method, reply.status).is_none()
    };
    let is_open = contents().next().is_none() && success.iter().any(may_have_a_body);
    is_open.then_some(
        "The document describes no content of the response: what the server sends is in `.send().await?.raw_body()`.",
    )
}

/// Describes a response that never has a body (RFC 9110 §9.3.2, §15.2, §15.3.5, §15.3.6, §15.4.5); none for others.
fn bodiless(method: Method, status: StatusRange) -> Option<String> {
    match status {
        StatusRange::Exact(status @ (100..=199 | 204 | 205 | 304)) => {
            Some(format!("a response with status {status}"))
        }
        _ if method == Method::Head => Some("a response to `HEAD`".to_owned()),
        _ => None,
    }
}

fn content_of(choice: &Choice<'_>) -> ResponseContent {
    ResponseContent {
        origin: media::origin(choice.media, choice.encoding),
        declared: declared(choice),
        encoding: match choice.encoding {
            BodyEncoding::Json => ResponseEncoding::Json,
            BodyEncoding::Text => ResponseEncoding::Text,
            BodyEncoding::Any => ResponseEncoding::Any,
            _ => ResponseEncoding::Bytes,
        },
        ty: choice.ty.clone(),
    }
}

/// Returns the responses that mean success, or those that mean failure. A declared redirect is a success; 301, 304
/// and 308 are where no other response is. `default` is a failure, and also a success where no other response could
/// be one.
pub(crate) fn responses(operation: &model::Operation, success: bool) -> Vec<&model::Response> {
    let declares =
        |test: fn(StatusRange) -> bool| operation.responses.iter().any(|it| test(it.status));
    let (has_success, has_redirect) = (declares(is_success), declares(is_redirect));
    let has_default = declares(|status| status == StatusRange::Default);
    let wanted = |status: StatusRange| match status {
        StatusRange::Default => !success || !has_success && !has_redirect,
        StatusRange::Exact(NOT_MODIFIED) => success != (has_success || has_default),
        StatusRange::Exact(MOVED | MOVED_AS_IT_IS) => success != has_success,
        status => success == (is_success(status) || is_redirect(status)),
    };
    operation
        .responses
        .iter()
        .filter(|response| wanted(response.status))
        .collect()
}

/// Returns the value of `Accept` (RFC 9110 §12.5.1), in the document's order of responses; none where it is just
/// JSON.
pub(crate) fn accept(
    operation: &model::Operation,
    success: &[Response],
    failure: &[Response],
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

/// The status of a conditional request where nothing has changed (RFC 9110 §15.4.5).
const NOT_MODIFIED: u16 = 304;

/// The statuses of a resource that has moved for good (RFC 9110 §15.4.2, §15.4.9).
const MOVED: u16 = 301;

const MOVED_AS_IT_IS: u16 = 308;

const fn is_redirect(status: StatusRange) -> bool {
    match status {
        StatusRange::Exact(status) => matches!(status, 300..=399) && status != NOT_MODIFIED,
        StatusRange::Class(class) => class == 3,
        StatusRange::Default => false,
    }
}

const fn is_success(status: StatusRange) -> bool {
    matches!(
        status,
        StatusRange::Exact(200..=299) | StatusRange::Class(2)
    )
}

/// Returns whether a success declares the header `Link`.
pub(crate) fn has_link_header(operation: &model::Operation) -> bool {
    let responses = responses(operation, true);
    let mut headers = responses.iter().flat_map(|response| &response.headers);
    headers.any(|(name, _)| name.eq_ignore_ascii_case("link"))
}
