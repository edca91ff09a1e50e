//! The filter: which operations are generated. Lowering follows what they reach and leaves the rest.

use std::collections::BTreeSet;

use super::Settings;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::{LeftOut, Operation, Resolved};
use crate::suggest::closest;

/// How many names a message lists.
const LISTED: usize = 8;

/// Which operations are generated: those that one of the conditions fits, or all if there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Filter {
    conditions: Vec<Condition>,
}

/// What an operation has.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    /// An `operationId`.
    Operation(String),
    /// A tag.
    Tag(String),
    /// A path template, in which `*` stands for any text.
    Path(String),
}

impl Filter {
    /// Returns the filter of the settings.
    pub(crate) fn of(settings: &Settings) -> Self {
        let operations = settings.operation.iter().cloned().map(Condition::Operation);
        let tags = settings.tag.iter().cloned().map(Condition::Tag);
        let paths = settings.path.iter().cloned().map(Condition::Path);
        Self {
            conditions: operations.chain(tags).chain(paths).collect(),
        }
    }

    /// Returns whether all operations are generated.
    pub(crate) fn is_everything(&self) -> bool {
        self.conditions.is_empty()
    }
}

/// Drops the operations that the filter doesn't let through. A condition that fits none is an error: it is misspelt, or
/// the document has changed.
pub(crate) fn apply(resolved: &mut Resolved, filter: &Filter, diagnostics: &mut Diagnostics) {
    for condition in &filter.conditions {
        let operations = resolved.operations.iter();
        let missing = resolved.left_out.iter();
        let fits_any = operations.map(Traits::of).any(|it| condition.fits(&it))
            || missing.map(Traits::missing).any(|it| condition.fits(&it));
        if !fits_any {
            let message = format!("no operation {}", condition.describe());
            let help = condition.meant(resolved);
            diagnostics.push(Diagnostic::error("filter", Place::Document, message).help(help));
        }
    }
    if filter.is_everything() {
        return;
    }
    let passes = |it: &Traits<'_>| filter.conditions.iter().any(|condition| condition.fits(it));
    let operations = &mut resolved.operations;
    operations.retain(|operation| passes(&Traits::of(operation)));
    let missing = &mut resolved.left_out;
    missing.retain(|left_out| passes(&Traits::missing(left_out)));
}

/// What conditions are about.
struct Traits<'a> {
    id: Option<&'a str>,
    tags: &'a [String],
    path: &'a str,
}

impl<'a> Traits<'a> {
    fn of(operation: &'a Operation) -> Self {
        Self {
            id: operation.id.as_deref(),
            tags: &operation.tags,
            path: &operation.path,
        }
    }

    fn missing(left_out: &'a LeftOut) -> Self {
        Self {
            id: left_out.id.as_deref(),
            tags: &left_out.tags,
            path: &left_out.path,
        }
    }
}

impl Condition {
    fn fits(&self, it: &Traits<'_>) -> bool {
        match self {
            Self::Operation(id) => it.id == Some(id),
            Self::Tag(tag) => it.tags.contains(tag),
            Self::Path(pattern) => matches(pattern, it.path),
        }
    }

    /// Suggests what the document has.
    fn meant(&self, resolved: &Resolved) -> String {
        let operations = resolved.operations.iter();
        let known: BTreeSet<&str> = match self {
            Self::Operation(_) => operations.filter_map(|it| it.id.as_deref()).collect(),
            Self::Tag(_) => operations
                .flat_map(|it| it.tags.iter().map(String::as_str))
                .collect(),
            Self::Path(_) => operations.map(|it| it.path.as_str()).collect(),
        };
        let (Self::Operation(text) | Self::Tag(text) | Self::Path(text)) = self;
        if let Some(close) = closest(text, known.iter().copied()) {
            return format!("did you mean `{}`?", close.escape_debug());
        }
        let listed = known.iter().take(LISTED);
        let mut listed: Vec<String> = listed
            .map(|it| format!("`{}`", it.escape_debug()))
            .collect();
        if known.len() > LISTED {
            listed.push("…".to_owned());
        }
        let what = match self {
            Self::Operation(_) => "ids",
            Self::Tag(_) => "tags",
            Self::Path(_) => "paths",
        };
        match listed.is_empty() {
            true => format!("the operations of the document have no {what}"),
            false => format!("the document has the {what} {}", listed.join(", ")),
        }
    }

    fn describe(&self) -> String {
        match self {
            Self::Operation(id) => format!("has the id `{}`", id.escape_debug()),
            Self::Tag(tag) => format!("has the tag `{}`", tag.escape_debug()),
            Self::Path(pattern) => format!("has a path like `{}`", pattern.escape_debug()),
        }
    }
}

/// Returns whether a text matches a pattern: it has the pieces between the stars, in order.
fn matches(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut pieces = pieces.peekable();
    if pieces.peek().is_none() {
        return rest.is_empty();
    }
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return rest.ends_with(piece);
        }
        match rest.split_once(piece) {
            Some((_, tail)) => rest = tail,
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn stars_stand_for_any_text() {
        let cases = [
            ("/a", "/a", true),
            ("/a", "/a/b", false),
            ("/a*", "/a/b", true),
            ("*/b", "/a/b", true),
            ("/a/*/c", "/a/b/c", true),
            ("/a/*/c", "/a/b/d", false),
            ("*", "/a", true),
            ("", "/a", false),
            ("/a*a", "/a", false),
        ];
        for (pattern, text, fits) in cases {
            assert_eq!(matches(pattern, text), fits, "{pattern} {text}");
        }
    }
}
