//! Compares media types (RFC 9110 §8.3.1).

/// Returns the declared media type that a `Content-Type` matches best: exactly, without parameters, or as a range
/// (`text/*`, `*/*`). Returns the first one if it matches none or is missing.
pub fn among<'a>(content_type: Option<&str>, declared: &[&'a str]) -> &'a str {
    let fallback = declared.first().copied().unwrap_or_default();
    let Some(content_type) = content_type.map(str::trim) else {
        return fallback;
    };
    let fits = |precision: fn(&str, &str) -> bool| {
        let mut declared = declared.iter().copied();
        declared.find(|declared| precision(declared, content_type))
    };
    let ways: [fn(&str, &str) -> bool; 4] = [
        |declared, sent| declared.trim().eq_ignore_ascii_case(sent),
        |declared, sent| essence(declared).eq_ignore_ascii_case(essence(sent)),
        |declared, sent| essence(declared) != "*/*" && is_in_range(declared, sent),
        |declared, _| essence(declared) == "*/*",
    ];
    ways.into_iter().find_map(fits).unwrap_or(fallback)
}

/// Returns whether a media type is JSON (RFC 6839 §3.1 for `+json`): in lower case, without parameters.
pub(crate) fn is_json(essence: &str) -> bool {
    essence.ends_with("/json") || essence.ends_with("+json")
}

/// Returns a media type as errors show it: a well-known one, never text of the server.
pub(crate) fn shown(essence: &str) -> &'static str {
    const KNOWN: [&str; 11] = [
        "application/octet-stream",
        "application/pdf",
        "application/x-ndjson",
        "application/x-www-form-urlencoded",
        "application/xml",
        "application/zip",
        "text/csv",
        "text/event-stream",
        "text/html",
        "text/plain",
        "text/xml",
    ];
    let known = KNOWN.into_iter().find(|known| *known == essence);
    known.unwrap_or("another media type")
}

/// Returns the media type without its parameters.
fn essence(media_type: &str) -> &str {
    media_type.split(';').next().unwrap_or_default().trim()
}

/// Returns whether a media type is in a range such as `text/*` or `application/*+json`.
fn is_in_range(range: &str, media_type: &str) -> bool {
    let (range, media_type) = (essence(range), essence(media_type));
    let Some((start, end)) = range.split_once('*') else {
        return false;
    };
    let starts = media_type.get(..start.len());
    let ends = media_type.len().checked_sub(end.len());
    let ends = ends.filter(|at| *at > start.len());
    starts.is_some_and(|text| text.eq_ignore_ascii_case(start))
        && ends
            .and_then(|at| media_type.get(at..))
            .is_some_and(|text| text.eq_ignore_ascii_case(end))
}

#[cfg(test)]
mod tests {
    use super::among;

    #[test]
    fn the_most_precise_one_is_found_whatever_the_order() {
        let declared = [
            "application/json",
            "*/*",
            "text/*",
            "application/*+json",
            "text/csv",
            "application/json; v=2",
        ];
        for (sent, expected) in [
            ("application/json", "application/json"),
            ("APPLICATION/JSON;charset=utf-8", "application/json"),
            ("application/json; v=2", "application/json; v=2"),
            (" text/csv ; header=present", "text/csv"),
            ("Text/Plain", "text/*"),
            ("text/", "*/*"),
            ("application/problem+JSON", "application/*+json"),
            ("application/+json", "*/*"),
            ("image/png", "*/*"),
            ("é", "*/*"),
            ("", "*/*"),
        ] {
            assert_eq!(among(Some(sent), &declared), expected, "{sent}");
        }
    }

    #[test]
    fn the_first_stands_for_what_is_not_known() {
        let declared = ["application/json", "text/csv"];
        for sent in [None, Some("image/png"), Some(""), Some("text"), Some(";")] {
            assert_eq!(among(sent, &declared), "application/json", "{sent:?}");
        }
        assert_eq!(among(Some("text/csv"), &[]), "");
    }
}
