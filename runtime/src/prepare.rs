//! The request of a call, complete: what every one of its attempts sends.

use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{HeaderMap, Method, Request, Uri};
use percent_encoding::utf8_percent_encode;

use crate::api::{Api, SecurityKind};
use crate::client::Config;
use crate::failure::CallRecord;
use crate::headers::Headers;
use crate::hook::Hooks;
use crate::operation::OperationInfo;
use crate::options::Options;
use crate::request::{self, PERCENT_ENCODED, RequestError, RequestParts, with_cookie};
use crate::retry::Policy;
use crate::types::SecretKey;

const TIMEOUT: Duration = Duration::from_secs(80);
const RETRIES: u32 = 2;
const RETRY_AFTER_CAP: Duration = Duration::from_secs(60);
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Where a call's settings come from; the call wins.
#[derive(Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static OperationInfo,
    pub(crate) client: &'a Config,
    pub(crate) call: &'a Options,
    /// The caller's idempotency key, empty where there is none.
    pub(crate) key: &'a str,
    /// The key to send where the caller has none.
    pub(crate) made_key: &'a dyn Fn() -> Arc<str>,
}

/// A request and how to send it.
pub(crate) struct Prepared {
    method: Method,
    pub(crate) uri: Uri,
    headers: Headers,
    body: Bytes,
    pub(crate) record: CallRecord,
    pub(crate) policy: Policy,
    pub(crate) max_body: usize,
    pub(crate) hooks: Hooks,
}

impl Prepared {
    /// What every attempt sends: the same bytes each time.
    pub(crate) fn request(&self) -> Request<Bytes> {
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.to_map();
        request
    }
}

impl Settings<'_> {
    pub(crate) fn prepare(&self, parts: RequestParts) -> Result<Box<Prepared>, RequestError> {
        let refused = self
            .client
            .options
            .invalid
            .as_ref()
            .or(self.call.invalid.as_ref());
        if let Some(problem) = refused {
            return Err(problem.clone());
        }
        let RequestParts {
            method,
            path,
            query,
            headers: of_operation,
            body,
        } = parts;
        let mut headers = self.headers(of_operation);
        let key = self.idempotency_key(&mut headers)?;
        let secret_query = self.authenticate(&mut headers)?;
        let uri = self.uri(&path, [&query, &secret_query])?;
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
            hooks: self.client.hooks.clone(),
        }))
    }

    /// What is known before anything is sent.
    pub(crate) fn record(&self) -> CallRecord {
        CallRecord {
            api: self.api,
            operation: self.operation,
            idempotency_key: None,
            attempts: 0,
            elapsed: Duration::ZERO,
        }
    }

    fn policy(&self, has_key: bool) -> Policy {
        let (call, client) = (self.call, &self.client.options);
        Policy {
            retries: call.retries.or(client.retries).unwrap_or(RETRIES),
            timeout: call.timeout.or(client.timeout).unwrap_or(TIMEOUT),
            deadline: call.deadline.or(client.deadline),
            retry_after_cap: call
                .retry_after_cap
                .or(client.retry_after_cap)
                .unwrap_or(RETRY_AFTER_CAP),
            repeatable: has_key || self.operation.is_idempotent(),
            advice: self.api.retry_advice,
        }
    }

    /// Later ones win: the API's, the client's, the operation's, the call's.
    fn headers(&self, of_operation: HeaderMap) -> Headers {
        let (client, call) = (&self.client.options.headers, &self.call.headers);
        // Room for a key and a credential, too: growing costs more.
        let mut headers = client.clone_for(of_operation.len() + call.len() + 2);
        headers.set_all(of_operation);
        for (name, value) in call.iter() {
            headers.set(name.clone(), value.clone());
        }
        headers
    }

    /// The key to send: the caller's, one in a header that was set, or a new
    /// one. An empty one counts as none.
    fn idempotency_key(&self, headers: &mut Headers) -> Result<Option<Arc<str>>, RequestError> {
        let Some(name) = self.operation.idempotency_key else {
            return match self.key {
                "" => Ok(None),
                _ => Err(RequestError::new(
                    "idempotency key",
                    "is not taken by this operation",
                )),
            };
        };
        let name = request::header_name(name)?;
        let in_header = headers.get(&name).and_then(|value| value.to_str().ok());
        let key: Arc<str> = match (self.key, in_header) {
            ("", None | Some("")) => (self.made_key)(),
            ("", Some(key)) => key.into(),
            (key, _) => key.into(),
        };
        let value = request::header_value(name.as_str(), Bytes::copy_from_slice(key.as_bytes()))?;
        headers.set(name, value);
        Ok(Some(key))
    }

    /// Adds the credentials of the first alternative that there are all
    /// credentials for, and gives what belongs into the query.
    fn authenticate(&self, headers: &mut Headers) -> Result<String, RequestError> {
        let alternatives = self.operation.security;
        let mut query = String::new();
        let chosen = alternatives.iter().find(|names| {
            names
                .iter()
                .all(|name| self.is_authenticated(name, headers))
        });
        match chosen {
            Some(names) => {
                for name in *names {
                    self.add_credential(name, headers, &mut query)?;
                }
                Ok(query)
            }
            None if alternatives.is_empty() => Ok(query),
            None => {
                let names = alternatives.iter().filter_map(|names| {
                    names
                        .iter()
                        .find(|name| !self.is_authenticated(name, headers))
                });
                let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
                let part = format!("credential {}", names.join(" or "));
                Err(RequestError::new(part, "is missing"))
            }
        }
    }

    fn credential(&self, scheme: &str) -> Option<&SecretKey> {
        self.call
            .credential(scheme)
            .or_else(|| self.client.options.credential(scheme))
    }

    /// Whether there is a credential, or a header that the caller set instead.
    fn is_authenticated(&self, scheme: &str, headers: &Headers) -> bool {
        self.credential(scheme).is_some() || self.is_set_by_hand(scheme, headers)
    }

    fn is_set_by_hand(&self, scheme: &str, headers: &Headers) -> bool {
        match self.api.scheme(scheme).map(|scheme| scheme.kind) {
            Some(SecurityKind::Bearer | SecurityKind::Basic) => {
                headers.get(&header::AUTHORIZATION).is_some()
            }
            Some(SecurityKind::ApiKeyHeader(name)) => {
                let mut names = headers.iter().map(|(name, _)| name);
                names.any(|other| other.as_str().eq_ignore_ascii_case(name))
            }
            _ => false,
        }
    }

    fn add_credential(
        &self,
        scheme: &str,
        headers: &mut Headers,
        query: &mut String,
    ) -> Result<(), RequestError> {
        let (Some(kind), Some(key)) = (
            self.api.scheme(scheme).map(|scheme| scheme.kind),
            self.credential(scheme),
        ) else {
            return Ok(());
        };
        if self.is_set_by_hand(scheme, headers) {
            return Ok(());
        }
        let key = key.expose();
        if key.is_empty() {
            return Err(RequestError::new(
                format!("credential `{scheme}`"),
                "is empty",
            ));
        }
        match kind {
            SecurityKind::Bearer => {
                let text = ["Bearer ", key].concat();
                secret_header(headers, scheme, Ok(header::AUTHORIZATION), text)
            }
            SecurityKind::Basic => {
                let text = base64::engine::general_purpose::STANDARD.encode(key);
                let text = ["Basic ", &text].concat();
                secret_header(headers, scheme, Ok(header::AUTHORIZATION), text)
            }
            SecurityKind::ApiKeyHeader(name) => {
                let name = request::header_name(name);
                secret_header(headers, scheme, name, key.to_owned())
            }
            SecurityKind::ApiKeyCookie(name) => {
                let cookies = with_cookie(headers.get(&header::COOKIE), &format!("{name}={key}"))?;
                headers.set(header::COOKIE, cookies);
                Ok(())
            }
            SecurityKind::ApiKeyQuery(name) => {
                let encode = |text| utf8_percent_encode(text, PERCENT_ENCODED);
                if !query.is_empty() {
                    query.push('&');
                }
                query.extend([&encode(name).to_string(), "=", &encode(key).to_string()]);
                Ok(())
            }
        }
    }

    fn uri(&self, path: &str, queries: [&str; 2]) -> Result<Uri, RequestError> {
        let base = self
            .call
            .base_url
            .as_ref()
            .or(self.client.options.base_url.as_ref());
        let declared = self.operation.server.unwrap_or(self.api.base_url);
        let base = base.map_or(declared.trim_end_matches('/'), String::as_str);
        if !base.contains("://") {
            return Err(RequestError::new(
                "URL",
                "has no host: the description names none, so that `base_url` has to be set",
            ));
        }
        let [first, second] = queries.map(str::len);
        let mut text = String::with_capacity(base.len() + path.len() + first + second + 2);
        text.push_str(base);
        text.push_str(path);
        for query in queries.into_iter().filter(|query| !query.is_empty()) {
            text.push(if text.contains('?') { '&' } else { '?' });
            text.push_str(query);
        }
        Uri::try_from(text)
            .map_err(|_| RequestError::new("URL", "can't be sent: it is too long or malformed"))
    }
}

/// The headers of every call of an API, unless a client or call has others.
pub(crate) fn api_headers(api: &Api) -> Headers {
    let mut headers = Headers::default();
    headers.set(header::ACCEPT, HeaderValue::from_static("application/json"));
    let user_agent = (header::USER_AGENT.as_str(), api.user_agent);
    for (name, value) in std::iter::once(&user_agent).chain(api.headers) {
        if let (Ok(name), Ok(value)) = (name.parse::<HeaderName>(), value.parse()) {
            headers.set(name, value);
        }
    }
    headers
}

fn secret_header(
    headers: &mut Headers,
    scheme: &str,
    name: Result<HeaderName, RequestError>,
    text: String,
) -> Result<(), RequestError> {
    let header = name.and_then(|name| {
        let value = request::header_value(name.as_str(), text.into())?;
        Ok((name, value))
    });
    let (name, mut value) = header.map_err(|_| {
        let problem = "holds what no header can hold";
        RequestError::new(format!("credential `{scheme}`"), problem)
    })?;
    value.set_sensitive(true);
    headers.set(name, value);
    Ok(())
}
