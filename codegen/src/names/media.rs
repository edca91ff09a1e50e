//! Names of variants by media type: of request bodies and responses with several contents.

use std::collections::BTreeMap;

use super::name::Name;
use super::reserved::is_reserved_variant;
use super::scope::{NameRequest, Scope};
use super::spelling::{ident, upper_camel};
use crate::diagnostic::Diagnostics;
use crate::ir::{Body, Origin, Response, StatusRange};

/// Names the variants of a request body's enum.
pub(super) fn bodies(body: Option<&Body>, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let contents = body.into_iter().flat_map(|body| &body.contents);
    variants(contents.map(|content| &content.origin), diagnostics)
}

/// Names the variants of an enum of responses: per response one per content, or one.
pub(super) fn responses(responses: &[Response], diagnostics: &mut Diagnostics) -> Vec<Name> {
    let mut of = |response: &Response| {
        let status = status(response.status);
        if response.contents.len() < 2 {
            return vec![ident(&status)];
        }
        let contents = response.contents.iter().map(|content| &content.origin);
        let variants = variants(contents, diagnostics).into_iter();
        variants
            .map(|variant| ident(&format!("{status}{}", variant.unraw())))
            .collect::<Vec<Name>>()
    };
    responses.iter().flat_map(&mut of).collect()
}

fn status(status: StatusRange) -> String {
    match status {
        StatusRange::Exact(status) => format!("Status{status}"),
        StatusRange::Class(class) => format!("Status{class}xx"),
        StatusRange::Default => "Default".to_owned(),
    }
}

/// Names variants by the usual name of the media type, or by all of it where two have the same usual name.
fn variants<'o>(
    origins: impl Iterator<Item = &'o Origin>,
    diagnostics: &mut Diagnostics,
) -> Vec<Name> {
    let named: Vec<(&Origin, String)> = origins
        .map(|origin| (origin, upper_camel(&[usual(media_type(origin))])))
        .collect();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &named {
        *counts.entry(name).or_default() += 1;
    }
    let mut scope = Scope::new("the media types", is_reserved_variant, "Value");
    for (origin, name) in &named {
        let is_one = counts.get(name.as_str()) == Some(&1);
        let whole = || upper_camel(&[media_type(origin).to_owned()]);
        scope.request(NameRequest {
            spelled: if is_one { name.clone() } else { whole() },
            raw: media_type(origin).to_owned(),
            kind: None,
            at: origin.at,
            name_override: None,
        });
    }
    scope.assign(diagnostics)
}

fn media_type(origin: &Origin) -> &str {
    origin.segments.first().map_or("", String::as_str)
}

fn usual(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    let (kind, subtype) = essence.split_once('/').unwrap_or(("", essence));
    let usual = match (kind, subtype) {
        ("*", "*") => "any",
        ("text", "plain") => "text",
        ("application", "x-www-form-urlencoded") => "form",
        ("multipart", "form-data") => "multipart",
        (kind, "*") => kind,
        (_, subtype) => subtype,
    };
    usual.to_owned()
}
