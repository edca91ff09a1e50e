//! What a document says about an API as a whole.

use crate::wire::is_same;

/// What a document says about an API as a whole. Generated crates hold it as a `static`.
#[derive(Debug)]
pub struct Api {
    /// The name of the generated crate.
    pub name: &'static str,
    /// The version of the API that the document describes.
    pub version: &'static str,
    /// The base URL: scheme, host and an optional path, without a query.
    pub base_url: &'static str,
    /// The `User-Agent` of clients.
    pub user_agent: &'static str,
    /// Headers of every call, with names in lower case. Those of the client or the call take precedence.
    pub headers: &'static [(&'static str, &'static str)],
    /// The response header with the request ID, in lower case.
    pub request_id: Option<&'static str>,
    /// The response header that says whether to retry (`true`, `false`), in lower case.
    pub retry_advice: Option<&'static str>,
    /// The path of members to the code in an error's body; empty if there is none.
    pub error_code: &'static [&'static str],
    /// The path of members to the message in an error's body; empty if there is none.
    pub error_message: &'static [&'static str],
    /// Whether to look for the message in the usual members (`message`, `detail`, `error.message` and such):
    /// `error_message` names none, and the document doesn't mark one of them as secret.
    pub usual_error_message: bool,
    /// The security schemes.
    pub security_schemes: &'static [SecurityScheme],
    /// Whether the document declares security schemes and never says where they apply. All credentials that are set
    /// then go with every call, and none is required.
    pub unsaid_security: bool,
}

/// A security scheme that an API declares.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    /// Its name in the document.
    pub name: &'static str,
    /// Where the credential goes.
    pub kind: SecurityKind,
}

/// Where a credential goes in a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum SecurityKind {
    /// `Authorization: Bearer …` (RFC 6750); OAuth 2 and OpenID Connect too.
    Bearer,
    /// `Authorization: Basic …` (RFC 7617); the credential is
    /// `user:password`.
    Basic,
    /// A header of this name.
    ApiKeyHeader(&'static str),
    /// A query parameter of this name.
    ApiKeyQuery(&'static str),
    /// A cookie of this name.
    ApiKeyCookie(&'static str),
}

impl Api {
    pub(crate) fn scheme(&self, name: &str) -> Option<&SecurityScheme> {
        self.security_schemes
            .iter()
            .find(|scheme| is_same(scheme.name, name))
    }
}
