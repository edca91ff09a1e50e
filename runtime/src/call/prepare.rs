//! Completes the request of a call: what the operation sends, with the options of the client and the call.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::Uri;
use http::header::{HeaderName, HeaderValue};

use super::credentials::Authentication;
use super::prepared::Prepared;
use super::retry::Policy;
use crate::client::{Api, CallRecord, Config, OperationInfo, Options};
use crate::transport::LONGEST;
use crate::wire::{self, Headers, RequestError, RequestParts};

const TIMEOUT: Duration = Duration::from_secs(80);

const RETRIES: u32 = 2;

const RETRY_AFTER_CAP: Duration = Duration::from_secs(60);

const MAX_BODY: usize = 16 * 1024 * 1024;

/// The options of a call: those of the call take precedence over the client's, and those over the API's.
#[derive(Clone, Copy)]
pub(crate) struct EffectiveOptions<'a> {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static OperationInfo,
    pub(crate) client: &'a Arc<Config>,
    pub(crate) call: &'a Options,
    /// The caller's idempotency key; empty if there is none.
    pub(crate) key: &'a str,
    /// Generates the key to send if the caller has none.
    pub(crate) generated_key: &'a dyn Fn() -> Bytes,
}

impl EffectiveOptions<'_> {
    pub(crate) fn prepare(&self, parts: RequestParts) -> Result<Box<Prepared>, RequestError> {
        let invalid = self
            .client
            .options
            .invalid
            .as_ref()
            .or(self.call.invalid.as_ref());
        if let Some(problem) = invalid {
            return Err(problem.clone());
        }
        let RequestParts {
            method,
            path,
            query,
            mut headers,
            body,
        } = parts;
        // Later ones take precedence: the API's, the client's, the operation's, the call's.
        for (name, value) in self.call.headers.iter() {
            headers.set(name.clone(), value.clone());
        }
        let key = self.idempotency_key(&mut headers)?;
        let authentication = Authentication {
            api: self.api,
            security: self.operation.security,
            client: &self.client.options,
            call: self.call,
        };
        let secret_query = authentication.authenticate(&mut headers)?;
        let uri = self.uri(path, [&query, &secret_query])?;
        let policy = self.policy(key.is_some());
        let max_body = self
            .call
            .max_body
            .or(self.client.options.max_body)
            .unwrap_or(MAX_BODY);
        Ok(Box::new(Prepared {
            method,
            uri,
            headers,
            body,
            record: CallRecord {
                idempotency_key: key,
                ..self.record()
            },
            policy,
            max_body,
            client: Arc::clone(self.client),
        }))
    }

    /// Returns what is known before anything is sent.
    pub(crate) fn record(&self) -> CallRecord {
        CallRecord {
            api: self.api,
            operation: self.operation,
            idempotency_key: None,
            attempts: 0,
            elapsed: Duration::ZERO,
            lenient: self
                .call
                .lenient
                .or(self.client.options.lenient)
                .unwrap_or(false),
        }
    }

    fn policy(&self, has_key: bool) -> Policy {
        let (call, client) = (self.call, &self.client.options);
        let time = |set: fn(&Options) -> Option<Duration>| {
            let time = set(call).or_else(|| set(client));
            time.map(|time| time.min(LONGEST))
        };
        Policy {
            retries: call.retries.or(client.retries).unwrap_or(RETRIES),
            timeout: time(|options| options.timeout).unwrap_or(TIMEOUT),
            deadline: time(|options| options.deadline),
            retry_after_cap: time(|options| options.retry_after_cap).unwrap_or(RETRY_AFTER_CAP),
            repeatable: has_key || self.operation.is_idempotent(),
            advice: self.api.retry_advice,
        }
    }

    /// Returns the header of the operation's idempotency key.
    fn key_header(&self, name: &'static str) -> Result<HeaderName, RequestError> {
        let known = &self.client.constant.key_header;
        match known.get() {
            Some((known, header)) if wire::is_same(known, name) => Ok(header.clone()),
            _ => {
                let header = wire::static_name(name)?;
                // If another call was first, its header stays.
                let _ = known.set((name, header.clone()));
                Ok(header)
            }
        }
    }

    /// Adds the idempotency key: the caller's, the one in a header, or a generated one. An empty key counts as unset.
    fn idempotency_key(&self, headers: &mut Headers) -> Result<Option<HeaderValue>, RequestError> {
        let Some(name) = self.operation.idempotency_key else {
            return match self.key {
                "" => Ok(None),
                _ => Err(RequestError::new(
                    "idempotency key",
                    "isn't supported by this operation",
                )),
            };
        };
        let name = self.key_header(name)?;
        let in_header = headers.find(&name, &self.client.options.headers);
        let in_header = in_header.and_then(|value| value.to_str().ok());
        let key = match (self.key, in_header) {
            ("", None | Some("")) => (self.generated_key)(),
            ("", Some(key)) => Bytes::copy_from_slice(key.as_bytes()),
            (key, _) => Bytes::copy_from_slice(key.as_bytes()),
        };
        let value = wire::header_value(name.as_str(), key)?;
        headers.set(name, value.clone());
        Ok(Some(value))
    }

    fn uri(&self, path: Cow<'static, str>, queries: [&str; 2]) -> Result<Uri, RequestError> {
        let (call, client) = (&self.call.base_url, &self.client.options.base_url);
        let of_operation;
        let (base, declared) = match (call.as_ref().or(client.as_ref()), self.operation.server) {
            (Some(base), _) => (Some(base), ""),
            (None, Some(server)) => {
                of_operation = wire::base_url(server).ok();
                (of_operation.as_ref(), server)
            }
            (None, None) => (self.client.constant.base_url.as_ref(), self.api.base_url),
        };
        let malformed = "is too long or malformed";
        let problem: Cow<'static, str> = match (base, declared.trim_matches('/')) {
            (Some(base), _) => match base.join(path, queries) {
                Some(uri) => return Ok(uri),
                None => malformed.into(),
            },
            (None, _) if declared.contains("://") => {
                wire::base_url(declared).err().unwrap_or(malformed).into()
            }
            (None, "") => "has no host: the document names none, so set `base_url`".into(),
            (None, path) => format!(
                "has no host: the document names only the path `/{path}`, so set `base_url` to a URL with that path"
            )
            .into(),
        };
        Err(RequestError::new("URL", problem))
    }
}
