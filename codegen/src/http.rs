//! The vocabulary of HTTP that documents and generated code share: methods, statuses, locations and styles of
//! parameters, and kinds of credentials.

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
    /// `QUERY`, of OpenAPI 3.2 (draft-ietf-httpbis-safe-method-w-body).
    Query,
}

impl Method {
    /// Returns the method as HTTP spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
            Self::Query => "QUERY",
        }
    }
}

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusRange {
    /// One status.
    Exact(u16),
    /// `1XX` to `5XX`, by the first digit.
    Class(u8),
    /// Every status that no other response names.
    Default,
}

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Location {
    /// A segment of the path.
    Path,
    /// The query of the URL.
    Query,
    /// A request header.
    Header,
    /// A cookie.
    Cookie,
}

impl Location {
    /// Returns the location as OpenAPI spells it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Path => "path",
            Self::Query => "query",
            Self::Header => "header",
            Self::Cookie => "cookie",
        }
    }
}

/// A parameter's `style`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Style {
    /// `;name=a,b`
    Matrix,
    /// `.a.b`
    Label,
    /// `a,b`
    Simple,
    /// `name=a&name=b` or `name=a,b`
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a%7Cb`
    PipeDelimited,
    /// `name[key]=a`
    DeepObject,
}

/// How a credential is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecurityKind {
    /// HTTP Basic (RFC 7617).
    Basic,
    /// HTTP Bearer (RFC 6750).
    Bearer,
    /// An API key in the header of this name.
    ApiKeyHeader(String),
    /// An API key in the query parameter of this name.
    ApiKeyQuery(String),
    /// An API key in the cookie of this name.
    ApiKeyCookie(String),
    /// OAuth 2 and OpenID Connect: the caller obtains the token, which is sent as a bearer token.
    Token,
    /// Mutual TLS or an HTTP scheme that the runtime doesn't know; a warning says so.
    Unsupported,
}
