//! Adds the credentials of a call to its request, by the security schemes of its operation.

use base64::Engine as _;
use http::header::{self, HeaderValue};
use percent_encoding::utf8_percent_encode;

use crate::client::{Api, Credential, Options, SecurityKind};
use crate::types::secret_bytes;
use crate::wire::{self, Headers, PERCENT_ENCODED, RequestError, with_cookie};

/// The credentials that a call may use. Its own take precedence over the client's.
#[derive(Clone, Copy)]
pub(super) struct Authentication<'a> {
    pub(super) api: &'static Api,
    /// Alternative sets of security schemes.
    pub(super) security: &'static [&'static [&'static str]],
    pub(super) client: &'a Options,
    pub(super) call: &'a Options,
}

impl Authentication<'_> {
    /// Adds the credentials of the first alternative that is complete, and returns those that belong in the query.
    pub(super) fn authenticate(&self, headers: &mut Headers) -> Result<String, RequestError> {
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
        let alternatives = self.security;
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

    /// Returns whether the caller wants to send no credentials. The call takes precedence.
    fn is_anonymous(&self) -> bool {
        let (call, client) = (self.call, self.client);
        call.anonymous || (client.anonymous && call.credentials.is_empty())
    }

    fn credential(&self, scheme: &str) -> Option<&Credential> {
        self.call
            .credential(scheme)
            .or_else(|| self.client.credential(scheme))
    }

    /// Returns whether there is a credential, or a header that the caller set instead.
    fn is_authenticated(&self, scheme: &str, headers: &Headers) -> bool {
        self.credential(scheme).is_some() || self.is_set_by_hand(scheme, headers)
    }

    fn is_set_by_hand(&self, scheme: &str, headers: &Headers) -> bool {
        match self.api.scheme(scheme).map(|scheme| scheme.kind) {
            Some(SecurityKind::Bearer | SecurityKind::Basic) => headers
                .find(&header::AUTHORIZATION, &self.client.headers)
                .is_some(),
            Some(SecurityKind::ApiKeyHeader(name)) => {
                let clients = self.client.headers.iter();
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
            }
            SecurityKind::Basic => {
                let encode = |key| base64::engine::general_purpose::STANDARD.encode(key);
                let value = credential.header(|| ["Basic ", &encode(key)].concat())?;
                headers.set(header::AUTHORIZATION, value);
            }
            SecurityKind::ApiKeyHeader(name) => {
                let value = credential.header(|| key.to_owned())?;
                let name = wire::header_name(name).map_err(|_| credential.invalid())?;
                headers.set(name, value);
            }
            SecurityKind::ApiKeyCookie(name) => {
                check_cookie(scheme, key)?;
                let before = headers.find(&header::COOKIE, &self.client.headers);
                let cookies = with_cookie(before, &format!("{name}={key}"))?;
                headers.set(header::COOKIE, cookies);
            }
            SecurityKind::ApiKeyQuery(name) => add_to_query(query, name, key),
        }
        Ok(())
    }
}

/// Adds a credential to a query.
fn add_to_query(query: &mut String, name: &str, key: &str) {
    let encode = |text| utf8_percent_encode(text, PERCENT_ENCODED);
    if !query.is_empty() {
        query.push('&');
    }
    query.extend([&encode(name).to_string(), "=", &encode(key).to_string()]);
}

/// Checks that a credential can be the value of a cookie.
fn check_cookie(scheme: &str, key: &str) -> Result<(), RequestError> {
    if key.bytes().all(is_cookie_octet) {
        return Ok(());
    }
    Err(RequestError::new(
        format!("credential `{scheme}`"),
        "contains a character that cookies don't allow",
    ))
}

/// Returns whether a cookie's value may hold a byte (RFC 6265 §4.1.1).
const fn is_cookie_octet(byte: u8) -> bool {
    matches!(byte, 0x21..=0x7E) && !matches!(byte, b'"' | b',' | b';' | b'\\')
}

impl Credential {
    /// Returns the value of the credential's header. It is built once, and wiped from memory like the key.
    fn header(&self, text: impl FnOnce() -> String) -> Result<HeaderValue, RequestError> {
        if let Some(value) = self.header.get() {
            return Ok(value.clone());
        }
        let mut value =
            HeaderValue::from_maybe_shared(secret_bytes(text())).map_err(|_| self.invalid())?;
        value.set_sensitive(true);
        Ok(self.header.get_or_init(|| value).clone())
    }

    fn invalid(&self) -> RequestError {
        let part = format!("credential `{}`", self.scheme);
        RequestError::new(part, "contains a character that headers don't allow")
    }
}
