//! The request of a call, complete: what every one of its attempts sends.

use std::borrow::Cow;
use std::sync::Arc;
use std::time::Duration;

use base64::Engine as _;
use bytes::Bytes;
use http::header::{self, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use percent_encoding::utf8_percent_encode;

use crate::api::{Api, SecurityKind};
use crate::client::Config;
use crate::failure::CallRecord;
use crate::headers::Headers;
use crate::operation::OperationInfo;
use crate::options::{self, Credential, Options, is_same};
use crate::request::{self, PERCENT_ENCODED, RequestError, RequestParts, with_cookie};
use crate::retry::Policy;
use crate::transport::LONGEST;
use crate::types::secret_bytes;

const TIMEOUT: Duration = Duration::from_secs(80);
const RETRIES: u32 = 2;
const RETRY_AFTER_CAP: Duration = Duration::from_secs(60);
const MAX_BODY: usize = 16 * 1024 * 1024;

/// Where a call's settings come from; the call wins.
#[derive(Clone, Copy)]
pub(crate) struct Settings<'a> {
    pub(crate) api: &'static Api,
    pub(crate) operation: &'static OperationInfo,
    pub(crate) client: &'a Arc<Config>,
    pub(crate) call: &'a Options,
    /// The caller's idempotency key, empty where there is none.
    pub(crate) key: &'a str,
    /// The key to send where the caller has none.
    pub(crate) made_key: &'a dyn Fn() -> Bytes,
}

/// A request and how to send it.
pub(crate) struct Prepared {
    method: Method,
    pub(crate) uri: Uri,
    /// In addition to the client's, and over them.
    headers: Headers,
    body: Bytes,
    pub(crate) record: CallRecord,
    pub(crate) policy: Policy,
    pub(crate) max_body: usize,
    pub(crate) client: Arc<Config>,
}

impl Prepared {
    /// What every attempt sends: the same bytes each time.
    pub(crate) fn request(&self) -> Request<Bytes> {
        let mut request = Request::new(self.body.clone());
        *request.method_mut() = self.method.clone();
        *request.uri_mut() = self.uri.clone();
        *request.headers_mut() = self.headers.over(&self.client.options.headers);
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
            mut headers,
            body,
        } = parts;
        // Later ones win: the API's, the client's, the operation's, the call's.
        for (name, value) in self.call.headers.iter() {
            headers.set(name.clone(), value.clone());
        }
        let key = self.idempotency_key(&mut headers)?;
        let secret_query = self.authenticate(&mut headers)?;
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

    /// What is known before anything is sent.
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

    /// A header of the request, as far as it is known.
    fn header<'h>(&'h self, headers: &'h Headers, name: &HeaderName) -> Option<&'h HeaderValue> {
        let clients = || self.client.options.headers.get(name);
        headers.get(name).or_else(clients)
    }

    /// The header of the operation's idempotency key.
    fn key_header(&self, name: &'static str) -> Result<HeaderName, RequestError> {
        let known = &self.client.constant.key_header;
        match known.get() {
            Some((known, header)) if is_same(known, name) => Ok(header.clone()),
            _ => {
                let header = static_name(name)?;
                // Another call may have been first: then its header is kept.
                let _ = known.set((name, header.clone()));
                Ok(header)
            }
        }
    }

    /// The key to send: the caller's, one in a header that was set, or a new
    /// one. An empty one counts as none.
    fn idempotency_key(&self, headers: &mut Headers) -> Result<Option<HeaderValue>, RequestError> {
        let Some(name) = self.operation.idempotency_key else {
            return match self.key {
                "" => Ok(None),
                _ => Err(RequestError::new(
                    "idempotency key",
                    "is not taken by this operation",
                )),
            };
        };
        let name = self.key_header(name)?;
        let in_header = self.header(headers, &name);
        let in_header = in_header.and_then(|value| value.to_str().ok());
        let key = match (self.key, in_header) {
            ("", None | Some("")) => (self.made_key)(),
            ("", Some(key)) => Bytes::copy_from_slice(key.as_bytes()),
            (key, _) => Bytes::copy_from_slice(key.as_bytes()),
        };
        let value = request::header_value(name.as_str(), key)?;
        headers.set(name, value.clone());
        Ok(Some(value))
    }

    /// Adds the credentials of the first alternative that there are all
    /// credentials for, and gives what belongs into the query.
    fn authenticate(&self, headers: &mut Headers) -> Result<String, RequestError> {
        let mut query = String::new();
        if self.is_anonymous() {
            return Ok(query);
        }
        if self.api.unsaid_security {
            for scheme in self.api.security_schemes {
                self.add_credential(scheme.name, headers, &mut query)?;
            }
            return Ok(query);
        }
        let alternatives = self.operation.security;
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

    /// Whether the caller wants to send no credentials. The call wins.
    fn is_anonymous(&self) -> bool {
        let (call, client) = (self.call, &self.client.options);
        call.anonymous || (client.anonymous && call.credentials.is_empty())
    }

    fn credential(&self, scheme: &str) -> Option<&Credential> {
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
                self.header(headers, &header::AUTHORIZATION).is_some()
            }
            Some(SecurityKind::ApiKeyHeader(name)) => {
                let clients = self.client.options.headers.iter();
                let mut names = headers.iter().chain(clients).map(|(name, _)| name);
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
        let (Some(kind), Some(credential)) = (
            self.api.scheme(scheme).map(|scheme| scheme.kind),
            self.credential(scheme),
        ) else {
            return Ok(());
        };
        if self.is_set_by_hand(scheme, headers) {
            return Ok(());
        }
        let key = credential.key.expose();
        if key.is_empty() {
            return Err(RequestError::new(
                format!("credential `{scheme}`"),
                "is empty",
            ));
        }
        match kind {
            SecurityKind::Bearer => {
                let value = credential.header(|| ["Bearer ", key].concat())?;
                headers.set(header::AUTHORIZATION, value);
                Ok(())
            }
            SecurityKind::Basic => {
                let encode = |key| base64::engine::general_purpose::STANDARD.encode(key);
                let value = credential.header(|| ["Basic ", &encode(key)].concat())?;
                headers.set(header::AUTHORIZATION, value);
                Ok(())
            }
            SecurityKind::ApiKeyHeader(name) => {
                let value = credential.header(|| key.to_owned())?;
                let name = request::header_name(name).map_err(|_| credential.refused())?;
                headers.set(name, value);
                Ok(())
            }
            SecurityKind::ApiKeyCookie(_) if !key.bytes().all(is_cookie_octet) => {
                let part = format!("credential `{scheme}`");
                Err(RequestError::new(part, "holds what no cookie can hold"))
            }
            SecurityKind::ApiKeyCookie(name) => {
                let before = self.header(headers, &header::COOKIE);
                let cookies = with_cookie(before, &format!("{name}={key}"))?;
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

    fn uri(&self, path: Cow<'static, str>, queries: [&str; 2]) -> Result<Uri, RequestError> {
        let (call, client) = (&self.call.base_url, &self.client.options.base_url);
        let of_operation;
        let (base, declared) = match (call.as_ref().or(client.as_ref()), self.operation.server) {
            (Some(base), _) => (Some(base), ""),
            (None, Some(server)) => {
                of_operation = options::base_url(server).ok();
                (of_operation.as_ref(), server)
            }
            (None, None) => (self.client.constant.base_url.as_ref(), self.api.base_url),
        };
        let malformed = "can't be sent: it is too long or malformed";
        let problem: Cow<'static, str> = match (base, declared.trim_matches('/')) {
            (Some(base), _) => match base.join(path, queries) {
                Some(uri) => return Ok(uri),
                None => malformed.into(),
            },
            (None, _) if declared.contains("://") => {
                options::base_url(declared).err().unwrap_or(malformed).into()
            }
            (None, "") => "has no host: the description names none, so that `base_url` has to be set".into(),
            (None, path) => format!(
                "has no host: the description names the path `/{path}` alone, so that `base_url` has to be set, with \
                 that path behind the host"
            )
            .into(),
        };
        Err(RequestError::new("URL", problem))
    }
}

/// What may stand in a cookie's value (RFC 6265 §4.1.1).
const fn is_cookie_octet(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7E) && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

/// The headers of every call of an API, unless a client or call has others.
pub(crate) fn api_headers(api: &Api) -> Headers {
    let mut headers = Headers::default();
    headers.set(header::ACCEPT, HeaderValue::from_static("application/json"));
    let user_agent = (header::USER_AGENT.as_str(), api.user_agent);
    for (name, value) in std::iter::once(&user_agent).chain(api.headers) {
        let value = HeaderValue::from_maybe_shared(Bytes::from_static(value.as_bytes()));
        if let (Ok(name), Ok(value)) = (static_name(name), value) {
            headers.set(name, value);
        }
    }
    headers
}

/// A header's name that is copied without counting references.
fn static_name(name: &'static str) -> Result<HeaderName, RequestError> {
    let parsed = request::header_name(name)?;
    // It panics where these differ, and on what is no name.
    match parsed.as_str() == name {
        true => Ok(HeaderName::from_static(name)),
        false => Ok(parsed),
    }
}

impl Credential {
    /// The value of its header: made once, and wiped as the key is.
    fn header(&self, text: impl FnOnce() -> String) -> Result<HeaderValue, RequestError> {
        if let Some(value) = self.header.get() {
            return Ok(value.clone());
        }
        let mut value =
            HeaderValue::from_maybe_shared(secret_bytes(text())).map_err(|_| self.refused())?;
        value.set_sensitive(true);
        Ok(self.header.get_or_init(|| value).clone())
    }

    fn refused(&self) -> RequestError {
        let part = format!("credential `{}`", self.scheme);
        RequestError::new(part, "holds what no header can hold")
    }
}
