//! Why the next page can't be requested.

use std::borrow::Cow;
use std::fmt;

/// Why the next page can't be requested.
///
/// It names origins (scheme, host and port), never a cursor, path or query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageError {
    kind: PageErrorKind,
    text: Cow<'static, str>,
}

/// What is wrong with what a page says about the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageErrorKind {
    /// It names a page that was requested before: the pages would never end.
    Repeated,
    /// It names a URL of another origin. Such URLs aren't followed, since the request holds credentials.
    OtherOrigin,
    /// It says that there is a next page, but not where.
    Missing,
    /// Many pages in a row have no items and still name a next one: the items may never come. [`Pages`](crate::Pages)
    /// and [`BlockingPages`](crate::BlockingPages) have no such limit.
    Endless,
    /// It names something that can't be requested: an invalid URL, or a value that the parameter doesn't take.
    Unusable,
}

impl PageError {
    pub(crate) fn repeated() -> Self {
        Self {
            kind: PageErrorKind::Repeated,
            text: "the server names a page that was requested before".into(),
        }
    }

    pub(crate) fn other_origin(here: &str, there: &str) -> Self {
        Self {
            kind: PageErrorKind::OtherOrigin,
            text: format!(
                "the next page is at `{there}`, another origin than `{here}`: it isn't followed"
            )
            .into(),
        }
    }

    pub(crate) fn missing() -> Self {
        Self {
            kind: PageErrorKind::Missing,
            text: "the server says that there is a next page, but not where".into(),
        }
    }

    pub(crate) fn endless() -> Self {
        Self {
            kind: PageErrorKind::Endless,
            text: "too many pages in a row have no items".into(),
        }
    }

    pub(crate) fn unusable(text: &'static str) -> Self {
        Self {
            kind: PageErrorKind::Unusable,
            text: text.into(),
        }
    }

    /// Returns what is wrong.
    pub const fn kind(&self) -> PageErrorKind {
        self.kind
    }
}

impl fmt::Display for PageError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl std::error::Error for PageError {}
