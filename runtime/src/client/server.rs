//! Servers whose URL has variables, and the values that those may take.

use crate::wire::{RequestError, climbs};

/// A server of the document: its URL with variables, and their values.
///
/// The client checks the URL: scheme, host and port are those of the document, except where a variable stands for them.
///
/// ```
/// use openapi_bindgen_runtime::ServerUrl;
///
/// # fn server<T>(client: openapi_bindgen_runtime::Client<T>) -> openapi_bindgen_runtime::Client<T> {
/// let server = ServerUrl::new("https://{region}.example.com/v1", &[("region", "eu")]);
/// client.server(&server.set("region", "us")) // https://us.example.com/v1
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerUrl {
    template: &'static str,
    variables: Vec<Variable>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Variable {
    name: &'static str,
    default: String,
    /// The value that was set in place of the default.
    set: Option<Value>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Value {
    /// A value that the document lists: it is valid wherever the document puts it.
    Listed(String),
    /// A text of the caller's.
    Free(String),
}

impl ServerUrl {
    /// Creates a server from a URL with variables in braces and their defaults.
    pub fn new(template: &'static str, defaults: &[(&'static str, &str)]) -> Self {
        let variable = |(name, default): &(&'static str, &str)| Variable {
            name,
            default: (*default).to_owned(),
            set: None,
        };
        Self {
            template,
            variables: defaults.iter().map(variable).collect(),
        }
    }

    /// Sets the value of a variable. A variable that the URL doesn't have changes nothing.
    #[must_use]
    pub fn set(self, name: &str, value: &str) -> Self {
        self.with(name, Value::Free(value.to_owned()))
    }

    /// Sets a variable to one of the values that the document lists for it. Like the default, it isn't restricted.
    #[must_use]
    pub fn choose(self, name: &str, listed: &str) -> Self {
        self.with(name, Value::Listed(listed.to_owned()))
    }

    fn with(mut self, name: &str, value: Value) -> Self {
        if let Some(variable) = self.variables.iter_mut().find(|known| known.name == name) {
            variable.set = Some(value);
        }
        self
    }

    /// Returns the URL with all values in place.
    pub(crate) fn url(&self) -> Result<String, RequestError> {
        let mut url = String::with_capacity(self.template.len());
        let mut rest = self.template;
        let mut behind_variable = false;
        while let Some((before, after)) = rest.split_once('{') {
            behind_variable &= before.is_empty();
            url.push_str(before);
            let found = after
                .split_once('}')
                .and_then(|(name, after)| Some((self.variable(name)?, after)));
            let Some((variable, after)) = found else {
                // Not a variable: the check of the whole URL decides.
                url.push('{');
                rest = after;
                continue;
            };
            let place = Place {
                before: &url,
                after,
                default: &variable.default,
                behind_variable,
            };
            if !variable.free().is_none_or(|value| place.takes(value)) {
                let part = format!("server variable `{}`", variable.name);
                return Err(RequestError::new(
                    part,
                    "has a value that isn't allowed at its place in the URL",
                ));
            }
            url.push_str(variable.value());
            behind_variable = true;
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    fn variable(&self, name: &str) -> Option<&Variable> {
        self.variables.iter().find(|known| known.name == name)
    }
}

impl Variable {
    fn value(&self) -> &str {
        match &self.set {
            None => &self.default,
            Some(Value::Listed(value) | Value::Free(value)) => value,
        }
    }

    /// Returns a value that isn't from the document.
    fn free(&self) -> Option<&str> {
        match &self.set {
            Some(Value::Free(value)) if *value != self.default => Some(value),
            _ => None,
        }
    }
}

/// Where a value stands in the URL.
struct Place<'u> {
    /// The URL so far.
    before: &'u str,
    /// The rest of the template.
    after: &'u str,
    /// The default of the variable: what the document has here.
    default: &'u str,
    /// Whether another variable ends where this one begins.
    behind_variable: bool,
}

/// What separates the scheme from the host.
const ROOT: &str = "://";

impl Place<'_> {
    /// Returns whether a value changes only the part of the URL that its variable stands for.
    fn takes(&self, value: &str) -> bool {
        match self.before.split_once(ROOT) {
            None => self.takes_scheme(value),
            Some((_, path)) if path.contains('/') => is_path(value) && !self.climbs(value),
            Some((_, host)) => self.takes_host(host, value),
        }
    }

    /// Returns whether a value may stand before the host: the variable is the scheme, or the URL from there on.
    fn takes_scheme(&self, value: &str) -> bool {
        let begun = format!("{}{value}", self.before).to_ascii_lowercase();
        // The variable may hold a part of the separator.
        for (of_variable, of_template) in [("", ROOT), (":", "//"), (":/", "/"), (ROOT, "")] {
            if self.default.ends_with(of_variable) && self.after.starts_with(of_template) {
                let scheme = begun.strip_suffix(of_variable);
                return scheme.is_some_and(is_scheme);
            }
        }
        let Some((scheme, rest)) = begun.split_once(ROOT) else {
            return false;
        };
        let (host, path) = split_host(rest);
        let place = Place {
            before: "",
            default: "",
            ..*self
        };
        is_scheme(scheme) && place.takes_host("", host) && place.takes_path(path)
    }

    /// Returns whether a value may stand behind the scheme: the variable is the host, a part of it, the port, or the
    /// path from there on. `host` is the host and port so far.
    fn takes_host(&self, host: &str, value: &str) -> bool {
        if host.contains('[') && !host.contains(']') {
            return value.chars().all(is_address);
        }
        let (name, path) = split_host(value);
        let name_fits = if name.is_empty() {
            true
        } else if let Some(port) = port_of(host) {
            // The check of the whole URL tells whether it is a number.
            port.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric())
        } else if self.has_host(host) {
            let digits = name.strip_prefix(':');
            self.ends_authority() && digits.is_some_and(is_digits)
        } else {
            is_host(
                name,
                host.is_empty() && self.ends_host(),
                self.ends_authority(),
            )
        };
        name_fits && self.takes_path(path)
    }

    /// Returns whether the host is complete where the variable begins: a value would turn it into another host.
    fn has_host(&self, host: &str) -> bool {
        let is_complete = host.ends_with(|c: char| c.is_ascii_alphanumeric() || c == ']');
        let is_default_host = !self.default.is_empty() && !self.default.starts_with(['/', ':']);
        is_complete && self.ends_host() && !(self.behind_variable && is_default_host)
    }

    /// Checks a path that begins in a value at the host's place.
    fn takes_path(&self, path: &str) -> bool {
        path.is_empty() || self.ends_authority() && is_path(path) && !self.climbs(path)
    }

    /// Returns whether the host ends here, whatever the following variables hold.
    fn ends_host(&self) -> bool {
        matches!(self.next_literal().chars().next(), None | Some('/' | ':'))
    }

    /// Returns whether host and port end here, whatever the following variables hold.
    fn ends_authority(&self) -> bool {
        matches!(self.next_literal().chars().next(), None | Some('/'))
    }

    /// Returns the template behind the variables that follow directly.
    fn next_literal(&self) -> &str {
        let mut rest = self.after;
        while let Some((_, after)) = rest.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            rest = after;
        }
        rest
    }

    /// Returns whether a value makes a segment of the path that leads upwards.
    fn climbs(&self, value: &str) -> bool {
        let begun = self.before.rsplit('/').next().unwrap_or_default();
        let end = self.after.split(['/', '{']).next().unwrap_or_default();
        climbs(&format!("{begun}{value}{end}"))
    }
}

/// Splits a text at the first slash.
fn split_host(text: &str) -> (&str, &str) {
    text.split_at(text.find('/').unwrap_or(text.len()))
}

/// Returns what is behind the colon of a host, outside of brackets.
fn port_of(host: &str) -> Option<&str> {
    let name = host.rsplit(']').next().unwrap_or_default();
    name.split_once(':').map(|(_, port)| port)
}

/// Returns whether a text in lower case is a supported scheme.
fn is_scheme(text: &str) -> bool {
    matches!(text, "http" | "https")
}

fn is_digits(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit())
}

/// Returns whether an IP address may hold a character (RFC 3986 §3.2.2).
fn is_address(c: char) -> bool {
    c.is_ascii_hexdigit() || ":.".contains(c)
}

/// Returns whether a text is a host or a part of one: a name, or a whole address in brackets; then a port, if one may
/// follow.
fn is_host(text: &str, is_whole: bool, takes_port: bool) -> bool {
    let in_brackets = text.strip_prefix('[').and_then(|text| text.split_once(']'));
    let rest = match in_brackets {
        Some((address, rest)) if is_whole && address.chars().all(is_address) => rest,
        Some(_) => return false,
        None => text,
    };
    let is_name = |c: char| c.is_ascii_alphanumeric() || "-._~".contains(c);
    match rest.split_once(':') {
        Some((name, port)) => takes_port && name.chars().all(is_name) && is_digits(port),
        None => rest.chars().all(is_name) && !matches!(rest, "." | ".."),
    }
}

/// Returns whether a path may hold all characters of a text as they are (RFC 3986 §3.3).
fn is_path(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:/[]".contains(c);
    text.chars().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEMPLATE: &str = "{scheme}://{region}.example.com:{port}/{base}";

    fn server() -> ServerUrl {
        let defaults = [
            ("scheme", "https"),
            ("region", "eu"),
            ("port", "443"),
            ("base", "v1"),
        ];
        ServerUrl::new(TEMPLATE, &defaults)
    }

    #[test]
    fn values_stand_where_their_variables_do() {
        assert_eq!(server().url().unwrap(), "https://eu.example.com:443/v1");
        let other = server()
            .set("region", "a.us")
            .set("base", "v2/beta")
            .set("none", "x");
        assert_eq!(other.url().unwrap(), "https://a.us.example.com:443/v2/beta");
        let whole = ServerUrl::new("{url}", &[("url", "http://localhost:8080/v1")]);
        assert_eq!(whole.url().unwrap(), "http://localhost:8080/v1");
        let braces = ServerUrl::new("https://a/{b}/{", &[]);
        assert_eq!(braces.url().unwrap(), "https://a/{b}/{");
    }

    /// Returns what comes of a template with one variable, `x`.
    fn filled(template: &'static str, default: &str, value: &str) -> Option<String> {
        let server = ServerUrl::new(template, &[("x", default)]);
        server.set("x", value).url().ok()
    }

    #[test]
    fn a_scheme_is_one_that_can_be_called() {
        let template = "{x}://api.example.com/v1";
        for value in ["http", "HTTPS"] {
            let expected = format!("{value}://api.example.com/v1");
            assert_eq!(filled(template, "https", value), Some(expected));
        }
        for value in [
            "http://127.0.0.1:8080/x",
            "http://evil.test",
            "//evil.test",
            "ftp",
            "",
        ] {
            assert_eq!(filled(template, "https", value), None, "{value}");
        }
        assert!(filled("http{x}://a.example", "s", "").is_some());
        assert!(filled("http{x}://a.example", "", "s").is_some());
        assert!(filled("http{x}://a.example", "", "://evil.test/").is_none());
        for (template, default) in [
            ("{x}//a.example", "https:"),
            ("{x}/a.example", "https:/"),
            ("{x}a.example", "https://"),
        ] {
            let other = default.replace("https", "http");
            assert!(filled(template, default, &other).is_some(), "{template}");
            let elsewhere = format!("{other}evil.test/");
            assert!(filled(template, default, &elsewhere).is_none());
            assert!(filled(template, default, "http://evil.test/").is_none());
        }
    }

    #[test]
    fn what_follows_a_host_does_not_lengthen_it() {
        for template in ["https://api.example.com{x}", "https://api.example.com{x}/y"] {
            for default in ["", "/v1", ":443", ".eu"] {
                for value in [
                    ".evil.test",
                    "evil",
                    "-a",
                    ":80.evil.test",
                    ":80@evil",
                    "@e",
                ] {
                    assert_eq!(filled(template, default, value), None, "{value}");
                }
                for value in ["", "/v2", ":8443", ":8443/v2"] {
                    assert!(filled(template, default, value).is_some(), "{value}");
                }
            }
        }
        assert!(filled("http://127.0.0{x}", ".1", ".9").is_none());
        assert!(filled("http://127.0.0.1{x}:80", "", "/y").is_none());
        assert!(filled("http://127.0.0.1:80{x}", "", "80").is_none());
        assert!(filled("http://127.0.0.1:80{x}", "", "/y").is_some());
        // Behind a variable as behind the text of the template.
        let server = |host, base| {
            let defaults = [("host", "a.example"), ("base", "/v1")];
            let server = ServerUrl::new("https://{host}{base}", &defaults);
            server.set("host", host).set("base", base).url().is_ok()
        };
        assert!(server("b.example:8080", "/v2"));
        assert!(server("[::1]", ""));
        assert!(!server("b.example", ".evil.test"));
        assert!(!server("b.example:80", "80"));
    }

    #[test]
    fn parts_of_a_host_are_free_where_the_template_says_so() {
        for (template, default, value) in [
            ("https://{x}.example.com", "eu", "a.us"),
            ("https://api{x}.example.com", "", "-staging"),
            ("https://api.{x}/v1", "example.com", "example.org:8443"),
            ("https://{x}", "a.example", "b.example/v2"),
            ("https://{x}/v1", "a.example", "[::1]:8080"),
            ("http://[{x}]:80", "::1", "fe80::1"),
            ("{x}", "https://a.example", "http://[::1]:80/v1"),
            ("{x}/v1", "https://a.example", "http://b.example/api"),
        ] {
            let filled = filled(template, default, value);
            assert_eq!(filled, Some(template.replace("{x}", value)));
        }
        for (template, value) in [
            ("https://{x}.example.com", "evil.test:80"),
            ("https://{x}.example.com", "[::1]"),
            ("https://{x}.example.com", "evil.test%2f"),
            ("https://{x}:443/", "evil.test/"),
            ("http://[{x}]:80", "::1]@evil.test"),
            ("{x}.example.com", "http://evil.test/"),
            ("{x}", "http://u@evil.test"),
            ("{x}", "javascript:alert"),
        ] {
            assert_eq!(filled(template, "a", value), None, "{value}");
        }
    }

    #[test]
    fn what_the_description_says_holds() {
        for (template, default) in [
            ("https://api.example.com{x}", "/v2"),
            ("https://api.example{x}", ".com"),
            ("https://{x}:443", "a.example"),
            ("{x}/v1", "https://a.example/b"),
            ("https://a.example/{x}", "b/../c"),
        ] {
            let expected = Some(template.replace("{x}", default));
            assert_eq!(
                ServerUrl::new(template, &[("x", default)]).url().ok(),
                expected
            );
            assert_eq!(filled(template, default, default), expected);
            let chosen = ServerUrl::new(template, &[("x", "z")]).choose("x", default);
            assert_eq!(chosen.url().ok(), expected);
        }
    }

    #[test]
    fn no_segment_of_a_path_climbs() {
        let template = "http://a.example/pub/{x}/v1";
        for value in [
            "..",
            ".",
            "a/../..",
            "%2e%2e",
            "%2E%2E/%2e%2e/admin",
            ".%2e",
            "%2E",
            "a%2f..",
            "..%5Ca",
        ] {
            assert_eq!(filled(template, "a", value), None, "{value}");
        }
        assert!(filled("http://a.example/.{x}", "a", ".").is_none());
        assert!(filled("http://a.example/{x}%2e", "a", ".").is_none());
        assert!(filled("http://a.example/v{x}", "1", ".").is_some());
        assert!(filled(template, "a", "b..c/%20/...").is_some());
    }

    #[test]
    fn no_value_moves_the_request_elsewhere() {
        for value in [
            "evil.com/",
            "u@evil.com",
            "a?b",
            "a#b",
            "a b",
            "\\",
            "é",
            "a\nb",
            "..",
        ] {
            let error = server().set("region", value).url().unwrap_err().to_string();
            assert_eq!(
                error,
                "server variable `region` has a value that isn't allowed at its place in the URL"
            );
        }
        for value in ["../admin", "a/./b", "a?b", "{region}"] {
            assert!(server().set("base", value).url().is_err(), "{value}");
        }
    }
}
