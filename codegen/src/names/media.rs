//! Variants by media type: of a body that may be sent in several ways, of a reply that may come in several.

use std::collections::BTreeMap;

use super::name::Name;
use super::reserved::is_reserved_variant;
use super::scope::{Scope, Wanted};
use super::spelling::{ident, upper_camel};
use crate::diagnostic::Diagnostics;
use crate::ir::{Body, Origin, Response, StatusRange};

/// The variants of a body's enum.
pub(super) fn bodies(body: Option<&Body>, diagnostics: &mut Diagnostics) -> Vec<Name> {
    let contents = body.into_iter().flat_map(|body| &body.contents);
    variants(contents.map(|content| &content.origin), diagnostics)
}

/// The variants of an enum of replies: for each reply those of its contents, or the one that it is.
pub(super) fn replies(replies: &[Response], diagnostics: &mut Diagnostics) -> Vec<Vec<Name>> {
    let mut of = |reply: &Response| {
        let status = status(reply.status);
        if reply.contents.len() < 2 {
            return vec![ident(&status)];
        }
        let contents = reply.contents.iter().map(|content| &content.origin);
        let variants = variants(contents, diagnostics).into_iter();
        variants
            .map(|variant| ident(&format!("{status}{}", variant.unraw())))
            .collect()
    };
    replies.iter().map(&mut of).collect()
}

fn status(status: StatusRange) -> String {
    match status {
        StatusRange::Exact(status) => format!("Status{status}"),
        StatusRange::Class(class) => format!("Status{class}xx"),
        StatusRange::Default => "Default".to_owned(),
    }
}

/// By what a media type is usually called; those that are called the same, by all of their words.
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
        scope.want(Wanted {
            spelled: if is_one { name.clone() } else { whole() },
            raw: media_type(origin).to_owned(),
            kind: None,
            at: origin.at,
            wish: None,
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
