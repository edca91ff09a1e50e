//! What a call fails with, independent of its operation and types: kind, source, response and call.

use http::header;

use super::kind::ErrorKind;
use super::page::PageError;
use crate::client::CallRecord;
use crate::json::DecodeError;
use crate::transport::{TransportError, TransportErrorKind};
use crate::wire::{RawResponse, RequestError};

/// What a call fails with, independent of its operation and types.
pub(crate) struct ErrorContext {
    pub(crate) kind: ErrorKind,
    pub(crate) source: Option<ErrorSource>,
    pub(crate) response: Option<RawResponse>,
    pub(crate) call: CallRecord,
}

#[derive(Debug)]
pub(crate) enum ErrorSource {
    Request(RequestError),
    Transport(TransportError),
    Decode(DecodeError),
    Page(PageError),
}

impl ErrorContext {
    pub(crate) fn request(call: CallRecord, error: RequestError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Request,
            source: Some(ErrorSource::Request(error)),
            response: None,
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
        let response = error.head().cloned();
        Box::new(Self {
            kind,
            source: Some(ErrorSource::Transport(error)),
            response,
            call,
        })
    }

    /// Creates the context of a response that isn't a success.
    pub(crate) fn status(call: CallRecord, response: RawResponse) -> Box<Self> {
        let status = response.status();
        let leads_on = matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
            || status.is_redirection() && response.headers().contains_key(header::LOCATION);
        let kind = match leads_on {
            true => ErrorKind::Redirect,
            false => ErrorKind::Status,
        };
        Box::new(Self {
            kind,
            source: None,
            response: Some(response),
            call,
        })
    }

    pub(crate) fn decode(call: CallRecord, response: RawResponse, error: DecodeError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Decode,
            source: Some(ErrorSource::Decode(error)),
            response: Some(response),
            call,
        })
    }

    /// Creates the context of a page whose next page can't be requested.
    pub(crate) fn page(call: CallRecord, response: RawResponse, error: PageError) -> Box<Self> {
        Box::new(Self {
            kind: ErrorKind::Page,
            source: Some(ErrorSource::Page(error)),
            response: Some(response),
            call,
        })
    }

    fn header(&self, name: &str) -> Option<&str> {
        self.response.as_ref()?.header(name)
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
