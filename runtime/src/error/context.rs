//! What a call failed with, whatever its operation and its types: the kind, the cause, the response, the call.

use http::header;

use super::kind::ErrorKind;
use crate::call::CallRecord;
use crate::json::DecodeError;
use crate::pages::PageError;
use crate::transport::{TransportError, TransportErrorKind};
use crate::wire::{Reply, RequestError};

/// What a call was and what became of it, whatever its operation.
pub(crate) struct Failure {
    pub(crate) kind: ErrorKind,
    pub(crate) cause: Option<Cause>,
    pub(crate) reply: Option<Reply>,
    pub(crate) call: CallRecord,
}

#[derive(Debug)]
pub(crate) enum Cause {
    Request(RequestError),
    Transport(TransportError),
    Decode(DecodeError),
    Page(PageError),
}

impl Failure {
    pub(crate) fn request(call: CallRecord, error: RequestError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Request,
            cause: Some(Cause::Request(error)),
            reply: None,
            call,
        })
    }

    pub(crate) fn transport(call: CallRecord, error: TransportError) -> Box<Self> {
        let kind = match error.kind() {
            TransportErrorKind::Request => ErrorKind::Request,
            TransportErrorKind::Connect => ErrorKind::Connect,
            TransportErrorKind::Io => ErrorKind::Io,
            TransportErrorKind::Timeout => ErrorKind::Timeout,
            TransportErrorKind::TooLarge => ErrorKind::TooLarge,
        };
        let reply = error.head().cloned();
        Box::new(Self {
            kind,
            cause: Some(Cause::Transport(error)),
            reply,
            call,
        })
    }

    /// A reply that is no success.
    pub(crate) fn status(call: CallRecord, reply: Reply) -> Box<Self> {
        let status = reply.status();
        let leads_on = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
            || status.is_redirection() && reply.headers().contains_key(header::LOCATION);
        let kind = match leads_on {
            true => ErrorKind::Redirect,
            false => ErrorKind::Status,
        };
        Box::new(Self {
            kind,
            cause: None,
            reply: Some(reply),
            call,
        })
    }

    pub(crate) fn decode(call: CallRecord, reply: Reply, error: DecodeError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Decode,
            cause: Some(Cause::Decode(error)),
            reply: Some(reply),
            call,
        })
    }

    /// A page whose next one can't be asked for.
    pub(crate) fn page(call: CallRecord, reply: Reply, error: PageError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Page,
            cause: Some(Cause::Page(error)),
            reply: Some(reply),
            call,
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.reply.as_ref()?.header(name)
    }

    pub(crate) fn request_id(&self) -> Option<&str> {
        self.header(self.call.api.request_id?)
    }

    pub(crate) fn location(&self) -> Option<&str> {
        match self.kind {
            ErrorKind::Redirect => self.header(header::LOCATION.as_str()),
            _ => None,
        }
    }
}
