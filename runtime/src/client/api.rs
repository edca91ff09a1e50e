//! What a document says of an API as a whole.

use crate::wire::is_same;

/// What an API's description says of the API as a whole: data that a
/// generated crate holds as a `static`.
#[derive(Debug)]
pub struct Api {
    /// The name of the generated crate.
    pub name: &'static str,
    /// The version of the API that the description describes.
    pub version: &'static str,
    /// Where the API is: scheme, host and perhaps a path, without a query.
    pub base_url: &'static str,
    /// The `User-Agent` of its clients.
    pub user_agent: &'static str,
    /// Headers with one value for every call, in lower case: sent unless the
    /// client or the call has others.
    pub headers: &'static [(&'static str, &'static str)],
    /// The response header that names a request for support, in lower case.
    pub request_id: Option<&'static str>,
    /// The response header that says whether to try again (`true`, `false`),
    /// in lower case.
    pub retry_advice: Option<&'static str>,
    /// The members that lead to the code in an error's body; empty where
    /// there is none.
    pub error_code: &'static [&'static str],
    /// The members that lead to the message in an error's body; empty where
    /// there is none.
    pub error_message: &'static [&'static str],
    /// Whether the message is looked for in the usual members (`message`,
    /// `detail`, `error.message` and such): where `error_message` names none,
    /// and the description doesn't say that one of them is secret.
    pub usual_error_message: bool,
    /// The ways to authenticate (OpenAPI's `securitySchemes`).
    pub security_schemes: &'static [SecurityScheme],
    /// Whether the description has security schemes and never says where they
    /// are needed: all credentials that are set go with every call, and none
    /// is asked for.
    pub unsaid_security: bool,
}

/// A way to authenticate that an API describes.
#[derive(Clone, Copy, Debug)]
pub struct SecurityScheme {
    /// Its name in the description.
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
