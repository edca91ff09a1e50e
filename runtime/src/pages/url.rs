//! The URL of the next page: a reference of the server, resolved against the URL of the page that holds it (RFC 3986
//! §5.2), and only at the same origin.

use crate::error::PageError;
use http::Uri;

/// The URL of a page, at the origin of the last page.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct PageUrl {
    /// Scheme, host and port, as in the URL of the last page.
    pub(super) origin: String,
    /// As the server wrote them.
    pub(super) path_and_query: String,
}

impl PageUrl {
    /// Returns the URL as text.
    pub(super) fn text(&self) -> String {
        format!("{}{}", self.origin, self.path_and_query)
    }
}

/// Resolves a reference against a URL, without its fragment, which is never sent (RFC 9110 §7.1).
pub(super) fn resolve(base: &Uri, reference: &str) -> Result<PageUrl, PageError> {
    let reference = reference.split('#').next().unwrap_or_default();
    let here = Origin::of(base).ok_or_else(no_url)?;
    let scheme = base.scheme_str().unwrap_or_default();
    let absolute = match reference.strip_prefix("//") {
        Some(rest) => Some(format!("{scheme}://{rest}")),
        None => has_scheme(reference).then(|| reference.to_owned()),
    };
    let path_and_query = match absolute {
        Some(absolute) => {
            let there: Uri = absolute.parse().map_err(|_| no_url())?;
            let origin = Origin::of(&there).ok_or_else(no_url)?;
            if origin != here {
                return Err(PageError::other_origin(&here.text(), &origin.text()));
            }
            let text = there.path_and_query().map_or("/", |it| it.as_str());
            let root = if text.starts_with('/') { "" } else { "/" };
            format!("{root}{text}")
        }
        None => relative(base, reference),
    };
    let url = PageUrl {
        origin: format!(
            "{scheme}://{}",
            base.authority().map_or("", |it| it.as_str())
        ),
        path_and_query,
    };
    match url.text().parse::<Uri>() {
        Ok(uri) if Origin::of(&uri).as_ref() == Some(&here) => Ok(url),
        _ => Err(no_url()),
    }
}

fn no_url() -> PageError {
    PageError::unusable("the server names a next page with an invalid URL")
}

/// Returns whether a reference begins with `scheme:` (RFC 3986 §3.1).
fn has_scheme(reference: &str) -> bool {
    let before = reference.split(['/', '?']).next().unwrap_or_default();
    before.contains(':')
}

/// Returns path and query of a relative reference.
fn relative(base: &Uri, reference: &str) -> String {
    if reference.starts_with('/') {
        return reference.to_owned();
    }
    if reference.is_empty() {
        return base
            .path_and_query()
            .map_or("/", |it| it.as_str())
            .to_owned();
    }
    if reference.starts_with('?') {
        return format!("{}{reference}", base.path());
    }
    let folder = base
        .path()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let (path, query) = match reference.split_once('?') {
        Some((path, query)) => (path, format!("?{query}")),
        None => (reference, String::new()),
    };
    without_dots(&format!("{folder}/{path}")) + &query
}

/// Removes `.` and `..` from a path (RFC 3986 §5.2.4).
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut is_folder = false;
    for segment in path.split('/').skip(1) {
        is_folder = matches!(segment, "." | "..");
        match segment {
            "." => {}
            ".." => drop(kept.pop()),
            segment => kept.push(segment),
        }
    }
    let end = if is_folder { "/" } else { "" };
    match kept.is_empty() {
        true => "/".to_owned(),
        false => format!("/{}{end}", kept.join("/")),
    }
}

/// What may share credentials: scheme, host and port.
#[derive(PartialEq, Eq)]
struct Origin {
    scheme: String,
    host: String,
    port: u16,
}

impl Origin {
    /// Returns the origin of a URL; `None` if it has a user, no host, or another scheme than HTTP's.
    fn of(uri: &Uri) -> Option<Self> {
        let authority = uri.authority()?;
        if authority.as_str().contains('@') || authority.host().is_empty() {
            return None;
        }
        let (scheme, standard) = match uri.scheme_str()? {
            "https" => ("https", 443),
            "http" => ("http", 80),
            _ => return None,
        };
        let port = match authority.as_str().strip_prefix(authority.host())? {
            "" | ":" => standard,
            _ => authority.port_u16()?,
        };
        Some(Self {
            scheme: scheme.to_owned(),
            host: authority.host().to_ascii_lowercase(),
            port,
        })
    }

    fn text(&self) -> String {
        let Self { scheme, host, port } = self;
        match (scheme.as_str(), port) {
            ("https", 443) | ("http", 80) => format!("{scheme}://{host}"),
            _ => format!("{scheme}://{host}:{port}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::PageErrorKind;

    fn follow(base: &str, reference: &str) -> Result<String, PageError> {
        resolve(&base.parse().unwrap(), reference).map(|url| url.text())
    }

    #[test]
    fn references_of_every_form() {
        let base = "https://a.example/v1/pets/list?limit=2";
        for (reference, expected) in [
            (
                "https://a.example/x?y=%2F&z=a+b",
                "https://a.example/x?y=%2F&z=a+b",
            ),
            ("HTTPS://A.EXAMPLE:443/x", "https://a.example/x"),
            ("https://a.example?y", "https://a.example/?y"),
            ("//a.example/x", "https://a.example/x"),
            (
                "/x/../y?z=https://b.example/#f",
                "https://a.example/x/../y?z=https://b.example/",
            ),
            ("?page=2", "https://a.example/v1/pets/list?page=2"),
            ("list?page=2", "https://a.example/v1/pets/list?page=2"),
            ("./list", "https://a.example/v1/pets/list"),
            ("../../../cats?a=../b", "https://a.example/cats?a=../b"),
            ("..", "https://a.example/v1/"),
            ("#top", "https://a.example/v1/pets/list?limit=2"),
            ("?a:b", "https://a.example/v1/pets/list?a:b"),
            ("./a:b", "https://a.example/v1/pets/a:b"),
        ] {
            assert_eq!(
                follow(base, reference).as_deref(),
                Ok(expected),
                "{reference}"
            );
        }
        let port = follow("http://127.0.0.1:8080/a", "http://127.0.0.1:8080/b");
        assert_eq!(port.as_deref(), Ok("http://127.0.0.1:8080/b"));
        assert!(follow("https://a.example:443/a", "https://a.example/b").is_ok());
        assert!(follow("https://a.example/a", "https://a.example:/b").is_ok());
        assert!(follow("https://[::1]:8080/a", "https://[::1]:8080/b").is_ok());
    }

    #[test]
    fn other_origins_are_named_without_what_is_secret() {
        let base = "https://a.example/v1?key=secret";
        for (reference, origin) in [
            ("https://b.example/x?token=secret", "https://b.example"),
            ("http://a.example/x?token=secret", "http://a.example"),
            ("https://a.example:8443/secret", "https://a.example:8443"),
            (
                "https://a.example.evil.example/secret",
                "https://a.example.evil.example",
            ),
            ("//b.example/secret", "https://b.example"),
        ] {
            let error = follow(base, reference).unwrap_err();
            assert_eq!(error.kind(), PageErrorKind::OtherOrigin, "{reference}");
            let text = format!("{error} {error:?}");
            assert!(text.contains(&format!("`{origin}`")), "{text}");
            assert!(!text.contains("secret"), "{text}");
        }
    }

    #[test]
    fn what_is_no_url_of_http() {
        for reference in [
            "https://user:secret@a.example/x",
            "https://a.example@b.example/",
            "https://a.example\\@b.example/",
            "https://",
            "https:///x",
            "https:x",
            "ftp://a.example/x",
            "javascript:alert(1)",
            "mailto:a@a.example",
            "https://a.example:99999/x",
            "/a b",
            "/a\r\nx: y",
            "//",
            ":",
        ] {
            let error = follow("https://a.example/v1", reference).unwrap_err();
            assert_eq!(error.kind(), PageErrorKind::Unusable, "{reference}");
            assert!(!error.to_string().contains("secret"));
        }
        assert!(follow("/v1", "/x").is_err());
    }
}
