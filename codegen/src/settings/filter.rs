//! Only what is wanted: a choice of operations. Lowering follows what they reach and leaves the rest.

use std::collections::BTreeSet;

use super::Settings;
use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::{LeftOut, Operation, Resolved};
use crate::suggest::closest;

/// How many names a message lists.
const LISTED: usize = 8;

/// What one has to be, to be wanted. Where nothing is asked for, everything is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) wanted: Vec<Wanted>,
}

/// One thing that was asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wanted {
    /// An `operationId`.
    Operation(String),
    /// A tag.
    Tag(String),
    /// A path template; a `*` stands for any text.
    Path(String),
}

impl Selection {
    /// Returns what the settings ask for.
    pub(crate) fn of(settings: &Settings) -> Self {
        let operations = settings.operation.iter().cloned().map(Wanted::Operation);
        let tags = settings.tag.iter().cloned().map(Wanted::Tag);
        let paths = settings.path.iter().cloned().map(Wanted::Path);
        Self {
            wanted: operations.chain(tags).chain(paths).collect(),
        }
    }

    pub(crate) fn is_everything(&self) -> bool {
        self.wanted.is_empty()
    }
}

/// Leaves the operations that are wanted. A wish that none fulfils is an error: it is a typo, or the document changed.
pub(crate) fn select(
    resolved: &mut Resolved,
    selection: &Selection,
    diagnostics: &mut Diagnostics,
) {
    for wanted in &selection.wanted {
        let operations = resolved.operations.iter();
        let missing = resolved.left_out.iter();
        let is_there = operations.map(Choice::of).any(|it| wanted.fits(&it))
            || missing.map(Choice::missing).any(|it| wanted.fits(&it));
        if !is_there {
            let message = format!("no operation {}", wanted.describe());
            let help = wanted.meant(resolved);
            diagnostics.push(Diagnostic::error("selection", Place::Document, message).help(help));
        }
    }
    if selection.is_everything() {
        return;
    }
    let is_wanted = |it: &Choice<'_>| selection.wanted.iter().any(|wanted| wanted.fits(it));
    let operations = &mut resolved.operations;
    operations.retain(|operation| is_wanted(&Choice::of(operation)));
    let missing = &mut resolved.left_out;
    missing.retain(|left_out| is_wanted(&Choice::missing(left_out)));
}

/// What an operation is chosen by.
struct Choice<'a> {
    id: Option<&'a str>,
    tags: &'a [String],
    path: &'a str,
}

impl<'a> Choice<'a> {
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

impl Wanted {
    fn fits(&self, choice: &Choice<'_>) -> bool {
        match self {
            Self::Operation(id) => choice.id == Some(id),
            Self::Tag(tag) => choice.tags.contains(tag),
            Self::Path(pattern) => matches(pattern, choice.path),
        }
    }

    /// What the document has in place of what was asked for.
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

/// Whether a text is what a pattern says: the pieces between the stars, in order.
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
