//! Where an API is, where its description lets callers choose.

use crate::request::RequestError;

/// A server's URL with variables, as a description has it, and their values.
///
/// A client checks it when it takes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerUrl {
    template: &'static str,
    values: Vec<(&'static str, String)>,
}

impl ServerUrl {
    /// A URL with its variables in braces, and their values until others are
    /// set.
    pub fn new(template: &'static str, defaults: &[(&'static str, &str)]) -> Self {
        let owned = |(name, value): &(&'static str, &str)| (*name, (*value).to_owned());
        Self {
            template,
            values: defaults.iter().map(owned).collect(),
        }
    }

    /// Sets the value of a variable; one that the URL doesn't have changes
    /// nothing.
    #[must_use]
    pub fn set(mut self, name: &str, value: &str) -> Self {
        for (other, slot) in &mut self.values {
            if *other == name {
                value.clone_into(slot);
            }
        }
        self
    }

    /// The URL with the values in their places.
    pub(crate) fn url(&self) -> Result<String, RequestError> {
        let mut url = String::with_capacity(self.template.len());
        let mut rest = self.template;
        while let Some((before, after)) = rest.split_once('{') {
            url.push_str(before);
            let found = after
                .split_once('}')
                .and_then(|(name, after)| Some((self.value(name)?, name, after)));
            let Some((value, name, after)) = found else {
                // No variable: the check of the whole URL tells.
                url.push('{');
                rest = after;
                continue;
            };
            if !stands(value, &url) {
                let part = format!("server variable `{name}`");
                return Err(RequestError::new(
                    part,
                    "holds what can't stand there in a URL",
                ));
            }
            url.push_str(value);
            rest = after;
        }
        url.push_str(rest);
        Ok(url)
    }

    fn value(&self, name: &str) -> Option<&str> {
        let found = self.values.iter().find(|(other, _)| *other == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Whether a value changes nothing of a URL but the part that it stands in: what ends a host, a path or a segment of it
/// is refused where it would do so.
fn stands(value: &str, before: &str) -> bool {
    let after_scheme = before.split_once("://").map(|(_, after)| after);
    let in_host = after_scheme.is_some_and(|after| !after.contains('/'));
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-._~%!$&'()*+,;=:/[]".contains(c);
    let climbs = |segment: &str| matches!(segment, "." | "..");
    value.chars().all(is_plain)
        && !(in_host && value.contains('/'))
        && !value.split('/').any(climbs)
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
                "server variable `region` holds what can't stand there in a URL"
            );
        }
        for value in ["../admin", "a/./b", "a?b", "{region}"] {
            assert!(server().set("base", value).url().is_err(), "{value}");
        }
    }
}
