//! What a server says about an error, and how to show text from others.

use std::fmt::{self, Write as _};

use crate::client::Api;
use crate::json::Json;
use crate::wire::RawResponse;

/// Where servers usually put an error's message, the most specific first. Problem details (RFC 9457) have `detail`,
/// OAuth 2 (RFC 6749 §5.2) has `error_description`.
const USUAL: [&[&str]; 8] = [
    &["message"],
    &["detail"],
    &["error", "message"],
    &["error", "detail"],
    &["error_description"],
    &["errors"],
    &["error"],
    &["title"],
];

/// Where the items of a list of errors have a message.
const IN_LISTS: [&str; 3] = ["message", "detail", "msg"];

/// The code and message of an error's body, at the API's places or else at the usual ones.
#[derive(Default)]
pub(crate) struct ErrorDetails {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
}

impl ErrorDetails {
    pub(crate) fn read(api: &Api, response: &RawResponse) -> Self {
        let Ok(json) = Json::parse(response.body()) else {
            return Self::default();
        };
        let text_at = |path: &[&str]| at(&json, path)?.as_str();
        let message = match api.error_message {
            [] if api.usual_error_message => USUAL.iter().find_map(|path| text(at(&json, path)?)),
            path => text_at(path),
        };
        Self {
            code: text_at(api.error_code).map(str::to_owned),
            message: message.map(str::to_owned),
        }
    }

    pub(crate) const fn say_something(&self) -> bool {
        self.code.is_some() || self.message.is_some()
    }
}

/// Returns the value at a path of members.
fn at<'j>(json: &'j Json<'j>, path: &[&str]) -> Option<&'j Json<'j>> {
    let (first, rest) = path.split_first()?;
    rest.iter()
        .try_fold(json.get(first)?, |place, name| place.get(name))
}

/// Returns a text that isn't blank: the value itself, or that of the first item of a list.
fn text<'j>(json: &'j Json<'j>) -> Option<&'j str> {
    let of_item = |item: &'j Json<'j>| {
        let of_object = || IN_LISTS.iter().find_map(|name| item.get(name)?.as_str());
        item.as_str().or_else(of_object)
    };
    let found = match json.as_array() {
        Some(items) => of_item(items.first()?),
        None => json.as_str(),
    };
    found.filter(|text| !text.trim().is_empty())
}

/// Text from others, shown on one line: without line breaks and other control characters, without marks that change the
/// direction of text, and of limited length.
pub(crate) struct Line<'a>(pub(crate) &'a str);

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MAX: usize = 300;
        for c in self.0.chars().take(MAX) {
            f.write_char(if is_visible(c) { c } else { ' ' })?;
        }
        if self.0.chars().nth(MAX).is_some() {
            f.write_str("…")
        } else {
            Ok(())
        }
    }
}

fn is_visible(c: char) -> bool {
    !c.is_control()
        && !matches!(
            c,
            // Line separators, and the characters that Unicode's bidirectional algorithm obeys (UAX #9 §2).
            '\u{61C}' | '\u{200E}' | '\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}'
        )
}

/// Returns a location without what may be secret: user and password, query and fragment.
pub(crate) fn without_secrets(location: &str) -> String {
    let plain = location.split(['?', '#']).next().unwrap_or_default();
    let Some((before, after)) = plain.split_once("//") else {
        return plain.to_owned();
    };
    // Some clients read `\` as `/`.
    let end = after.find(['/', '\\']).unwrap_or(after.len());
    let (authority, path) = after.split_at_checked(end).unwrap_or((after, ""));
    let host = authority.rsplit('@').next().unwrap_or_default();
    format!("{before}//{host}{path}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_stand_where_servers_put_them() {
        for (body, expected) in [
            (r#"{"message":"m","detail":"d"}"#, Some("m")),
            (r#"{"type":"t","title":"T","detail":"d"}"#, Some("d")),
            (r#"{"type":"t","title":"T","status":400}"#, Some("T")),
            (r#"{"error":{"code":1,"message":"m"}}"#, Some("m")),
            (
                r#"{"error":"invalid_grant","error_description":"d"}"#,
                Some("d"),
            ),
            (r#"{"error":"denied"}"#, Some("denied")),
            (
                r#"{"detail":[{"loc":["body"],"msg":"needed"}]}"#,
                Some("needed"),
            ),
            (
                r#"{"errors":[{"message":"first"},{"message":"x"}]}"#,
                Some("first"),
            ),
            (r#"{"errors":["first"]}"#, Some("first")),
            (r#"{"message":" ","title":"T"}"#, Some("T")),
            (r#"{"message":7}"#, None),
            (r#"{"errors":[]}"#, None),
            (r#"["a"]"#, None),
            ("\"text\"", None),
        ] {
            let json = Json::parse(body.as_bytes()).unwrap();
            let found = USUAL.iter().find_map(|path| text(at(&json, path)?));
            assert_eq!(found, expected, "{body}");
        }
    }

    #[test]
    fn a_line_is_one_and_ends() {
        let line = |text: &str| Line(text).to_string();
        assert_eq!(line("a\r\n\u{1b}[1mb\u{202E}c\u{2028}d"), "a   [1mb c d");
        assert_eq!(line(&"é".repeat(301)), format!("{}…", "é".repeat(300)));
    }

    #[test]
    fn locations_show_no_secrets() {
        for (location, shown) in [
            ("http://u:SECRET@h/x?y#z", "http://h/x"),
            ("//u:SECRET@h", "//h"),
            ("http://a@b@h:8080/x@y", "http://h:8080/x@y"),
            ("https://h\\@x", "https://h\\@x"),
            ("/elsewhere?token=1", "/elsewhere"),
            ("", ""),
        ] {
            assert_eq!(without_secrets(location), shown);
        }
    }
}
