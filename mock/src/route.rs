//! Decides which operation a request is to, by method and path.

use std::cmp::Reverse;
use std::fmt;

use openapi_bindgen_runtime::OperationInfo;

use super::examples::Examples;
use super::mocked::Mocked;
use super::read::Unreadable;
use super::request::{Request, decoded, pairs};

/// The method and path of an operation, and the responses that the document shows.
pub struct Route {
    pub(super) info: &'static OperationInfo,
    pub(super) examples: Examples,
    check: fn(&Request) -> Result<(), Unreadable>,
    segments: Vec<Vec<Piece>>,
    /// The query that the path template itself has.
    query: Vec<(String, String)>,
}

/// A piece of a segment of a path template.
enum Piece {
    Literal(String),
    Parameter(String),
}

impl Route {
    /// Creates the route of an operation.
    pub fn of<O: Mocked>() -> Self {
        let template = O::INFO.path.split('#').next().unwrap_or_default();
        let (path, query) = template.split_once('?').unwrap_or((template, ""));
        let pairs = pairs(query).filter(|(_, value)| !value.contains('{'));
        Self {
            info: O::INFO,
            examples: O::EXAMPLES,
            check: |request| O::received(request).map(drop),
            segments: segments(path).map(pieces).collect(),
            query: pairs
                .map(|(name, value)| (name.into_owned(), value.into_owned()))
                .collect(),
        }
    }

    /// Returns the key that sorts more specific routes first.
    pub(super) fn precision(&self) -> (Reverse<usize>, Vec<u8>) {
        let openness = |pieces: &Vec<Piece>| match pieces.as_slice() {
            [] | [Piece::Literal(_)] => 0,
            [Piece::Parameter(_)] => 2,
            _ => 1,
        };
        let openness = self.segments.iter().map(openness).collect();
        (Reverse(self.query.len()), openness)
    }

    /// Returns the parameters of the path, if the request is to this route.
    pub(super) fn captures(&self, request: &Request) -> Option<Vec<(String, String)>> {
        let has = |wanted: &(String, String)| {
            pairs(request.query()).any(|(name, value)| wanted.0 == name && wanted.1 == value)
        };
        if *request.method() != self.info.method || !self.query.iter().all(has) {
            return None;
        }
        let mut texts = segments(request.path());
        let mut captured = Vec::new();
        for pieces in &self.segments {
            let text = decoded(texts.next()?);
            capture(pieces, &text, &mut captured)?;
        }
        texts.next().is_none().then_some(captured)
    }

    /// Checks that the request can be decoded.
    pub(super) fn check(&self, request: &Request) -> Result<(), Unreadable> {
        (self.check)(request)
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.info.method, self.info.path)
    }
}

impl fmt::Debug for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Route({self})")
    }
}

fn segments(path: &str) -> impl Iterator<Item = &str> {
    path.strip_prefix('/').unwrap_or(path).split('/')
}

/// Splits a segment of a template: `{id}.json` is a parameter and a literal.
fn pieces(segment: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut rest = segment;
    while let Some((literal, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else {
            break;
        };
        if !literal.is_empty() {
            pieces.push(Piece::Literal(decoded(literal).into_owned()));
        }
        pieces.push(Piece::Parameter(name.to_owned()));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(decoded(rest).into_owned()));
    }
    pieces
}

/// Captures the parameters of a segment; none of them is empty. A parameter ends at the first occurrence of the literal
/// behind it.
fn capture(pieces: &[Piece], text: &str, captured: &mut Vec<(String, String)>) -> Option<()> {
    let (name, rest) = match pieces {
        [] => return text.is_empty().then_some(()),
        [Piece::Literal(literal), rest @ ..] => {
            return capture(rest, text.strip_prefix(literal.as_str())?, captured);
        }
        [Piece::Parameter(name), rest @ ..] => (name, rest),
    };
    let first = text.chars().next()?.len_utf8();
    let end = match rest {
        [] => text.len(),
        [Piece::Literal(last)] => text.strip_suffix(last.as_str())?.len(),
        [Piece::Literal(next), ..] => first + text.get(first..)?.find(next.as_str())?,
        // Two parameters side by side: nothing says where the first one ends.
        [Piece::Parameter(_), ..] => first,
    };
    let (value, tail) = text.split_at_checked(end)?;
    if value.is_empty() {
        return None;
    }
    captured.push((name.clone(), value.to_owned()));
    capture(rest, tail, captured)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn captured(template: &str, text: &str) -> Option<Vec<String>> {
        let mut captured = Vec::new();
        capture(&pieces(template), text, &mut captured)?;
        Some(captured.into_iter().map(|(_, value)| value).collect())
    }

    #[test]
    fn segments_are_told_apart_by_their_literals() {
        let cases: [(&str, &str, Option<&[&str]>); 10] = [
            ("me", "me", Some(&[])),
            ("me", "you", None),
            ("{id}", "a b/c", Some(&["a b/c"])),
            ("{id}", "", None),
            ("{id}.json", "a.json.json", Some(&["a.json"])),
            ("{id}.json", ".json", None),
            ("{from}-{to}", "1-2-3", Some(&["1", "2-3"])),
            ("{from}-{to}", "--2", Some(&["-", "2"])),
            ("v{major}.{minor}", "v1.2", Some(&["1", "2"])),
            ("{a}{b}", "xyz", Some(&["x", "yz"])),
        ];
        for (template, text, wanted) in cases {
            assert_eq!(
                captured(template, text).as_deref(),
                wanted
                    .map(|wanted| wanted
                        .iter()
                        .map(|value| (*value).to_owned())
                        .collect::<Vec<_>>())
                    .as_deref(),
                "{template} {text}"
            );
        }
    }
}
