//! What a call fails with, independent of its operation and types: kind, source, response and call.

use http::header;

use super::details::ErrorDetails;
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
    /// What the body of an error response says.
    pub(crate) details: ErrorDetails,
}

#[derive(Debug)]
pub(crate) enum ErrorSource {
    Request(RequestError),
    Transport(TransportError),
    Decode(DecodeError),
    Page(PageError),
}

impl ErrorContext {
    fn new(
        call: CallRecord,
        kind: ErrorKind,
        source: Option<ErrorSource>,
        response: Option<RawResponse>,
    ) -> Box<Self> {
        Box::new(Self {
            kind,
            source,
            response,
            call,
            details: ErrorDetails::default(),
        })
    }

    pub(crate) fn request(call: CallRecord, error: RequestError) -> Box<Self> {
        Self::new(
            call,
            ErrorKind::Request,
            Some(ErrorSource::Request(error)),
            None,
        )
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
        Self::new(call, kind, Some(ErrorSource::Transport(error)), response)
    }

    /// Creates the context of a call whose deadline passed before an attempt could start.
    pub(crate) fn deadline(call: CallRecord) -> Box<Self> {
        Self::new(call, ErrorKind::Deadline, None, None)
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
        Self::new(call, kind, None, Some(response))
    }

    pub(crate) fn decode(call: CallRecord, response: RawResponse, error: DecodeError) -> Box<Self> {
        let source = ErrorSource::Decode(error);
        Self::new(call, ErrorKind::Decode, Some(source), Some(response))
    }

    /// Creates the context of a page whose next page can't be requested.
    pub(crate) fn page(call: CallRecord, response: RawResponse, error: PageError) -> Box<Self> {
        let source = ErrorSource::Page(error);
        Self::new(call, ErrorKind::Page, Some(source), Some(response))
    }

    /// Returns the response that is an error by its status.
    pub(crate) fn error_response(&self) -> Option<&RawResponse> {
        let is_error = matches!(self.kind, ErrorKind::Status | ErrorKind::Redirect);
        self.response.as_ref().filter(|_| is_error)
    }

    /// Reads the code and the message of an error response.
    pub(crate) fn read_details(&mut self) {
        if let Some(response) = self.error_response() {
            self.details = ErrorDetails::read(self.call.api, response);
        }
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
