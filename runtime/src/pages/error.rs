//! Why the page after one that came can't be asked for.

use std::borrow::Cow;
use std::fmt;

/// Why the page after one that came can't be asked for.
///
/// It names origins (scheme, host and port), never a cursor, path or query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageError {
    kind: PageErrorKind,
    text: Cow<'static, str>,
}

/// What is wrong with what a page says of the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageErrorKind {
    /// It names a page that was asked for before: the pages would never end.
    Repeated,
    /// It names a URL of another origin. It is not followed: the request
    /// holds credentials.
    OtherOrigin,
    /// It says that more follow, and not where.
    Missing,
    /// It follows many pages without an item, and names a next one still: the
    /// items may never come. [`Pages`](crate::Pages) and
    /// [`BlockingPages`](crate::BlockingPages) go on.
    Endless,
    /// It names what can't be asked for: no URL, or no value that the
    /// parameter takes.
    Unusable,
}

impl PageError {
    pub(super) fn repeated() -> Self {
        Self {
            kind: PageErrorKind::Repeated,
            text: "the server names a page that was asked for before".into(),
        }
    }

    pub(super) fn other_origin(here: &str, there: &str) -> Self {
        Self {
            kind: PageErrorKind::OtherOrigin,
            text: format!("the next page is at `{there}` and not at `{here}`: it is not followed")
                .into(),
        }
    }

    pub(super) fn missing() -> Self {
        Self {
            kind: PageErrorKind::Missing,
            text: "the server says that more pages follow, and not where".into(),
        }
    }

    pub(super) fn endless() -> Self {
        Self {
            kind: PageErrorKind::Endless,
            text: "the server has sent too many pages without an item in a row".into(),
        }
    }

    pub(super) fn unusable(text: &'static str) -> Self {
        Self {
            kind: PageErrorKind::Unusable,
            text: text.into(),
        }
    }

    /// What is wrong.
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
