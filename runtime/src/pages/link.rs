//! The header `Link` (RFC 8288 §3): `<https://a.example/?page=2>; rel="next"`.

use http::{HeaderMap, header};

/// Returns the target of the first link with the relation `next`. Bytes that aren't text, in a title for example, hide
/// no link.
pub(super) fn next(headers: &HeaderMap) -> Option<String> {
    let values = headers.get_all(header::LINK).iter();
    values
        .map(|value| String::from_utf8_lossy(value.as_bytes()))
        .find_map(|text| next_in(&text).map(str::to_owned))
}

/// Returns the target in one header. The search ends at a syntax error: nothing tells where the next link begins.
fn next_in(mut rest: &str) -> Option<&str> {
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let (target, mut after) = rest.strip_prefix('<')?.split_once('>')?;
        let (mut relation, mut is_of_this_page) = (None, true);
        while let Some(parameter) = after.trim_start().strip_prefix(';') {
            let (name, value, tail) = parameter_of(parameter)?;
            // Only the first `rel` counts (§3.3). A link with an `anchor` belongs to another resource (§3.2).
            if name.eq_ignore_ascii_case("rel") {
                relation = relation.or(Some(value));
            } else if name.eq_ignore_ascii_case("anchor") {
                is_of_this_page = false;
            }
            after = tail;
        }
        let is_next = |relation: &str| relation.eq_ignore_ascii_case("next");
        let relations = relation.unwrap_or_default();
        if is_of_this_page && relations.split_ascii_whitespace().any(is_next) {
            return Some(target.trim());
        }
        rest = after.trim_start().strip_prefix(',')?;
    }
}

/// Splits `rel=next`, `rel="next"` or `title` into name, value and rest. It keeps escapes in quotes, since no relation
/// has any.
fn parameter_of(text: &str) -> Option<(&str, &str, &str)> {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let name = name.trim();
    let Some(value) = rest.strip_prefix('=') else {
        return Some((name, "", rest));
    };
    let value = value.trim_start();
    let Some(quoted) = value.strip_prefix('"') else {
        let end = value.find([';', ',']).unwrap_or(value.len());
        let (value, rest) = value.split_at_checked(end)?;
        return Some((name, value.trim(), rest));
    };
    let mut is_escaped = false;
    let end = quoted.find(|c| {
        let ends = c == '"' && !is_escaped;
        is_escaped = c == '\\' && !is_escaped;
        ends
    })?;
    let (value, rest) = quoted.split_at_checked(end)?;
    Some((name, value, rest.strip_prefix('"')?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_next_link() {
        let cases = [
            (
                r#"<https://a.example/?page=2>; rel="next""#,
                Some("https://a.example/?page=2"),
            ),
            (
                r#"</a>; rel="prev", </b>;rel="next", </c>; rel="last""#,
                Some("/b"),
            ),
            (r#"</a,b;c>; rel=next"#, Some("/a,b;c")),
            (r#"</a>; REL = "last NEXT""#, Some("/a")),
            (
                r#"</a>; title="a \", rel=\"next"; rel="prev", </b>; rel=next"#,
                Some("/b"),
            ),
            (r#"</a>; rel="prev"; rel="next""#, None),
            (r#"</a>; rel=next; anchor="/other""#, None),
            (r#"</a>; flag; rel=next"#, Some("/a")),
            (r#",, </a>; rel=next"#, Some("/a")),
            (r#"</a>; rel="nextish""#, None),
            (r#"</a>"#, None),
            (r#"</a>; rel="next"#, None),
            (r#"</a; rel=next"#, None),
            (r#"/a; rel=next"#, None),
            ("", None),
            ("<é>; rel=é\"", None),
        ];
        for (header, expected) in cases {
            assert_eq!(next_in(header), expected, "{header}");
        }
    }

    #[test]
    fn several_headers() {
        let mut headers = HeaderMap::new();
        assert_eq!(next(&headers), None);
        headers.append("link", "</a>; rel=prev".parse().unwrap());
        headers.append("link", "nonsense".parse().unwrap());
        let latin_1 = http::HeaderValue::from_bytes(b"</b>; title=\"\xe9\"; rel=next");
        headers.append("link", latin_1.unwrap());
        headers.append("link", "</c>; rel=next".parse().unwrap());
        assert_eq!(next(&headers).as_deref(), Some("/b"));
    }
}
