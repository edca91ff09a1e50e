//! Reads `x-bindgen-pagination`, in a document and outside of any.

use std::collections::BTreeMap;

use crate::diagnostic::{Diagnostic, Diagnostics, Place};
use crate::openapi::model::{Cursor, Located, OwnPagination, PageStrategy, PaginationRule};
use crate::openapi::reader::Reader;
use crate::openapi::version::Version;
use crate::openapi::vocabulary::{PAGINATION, is_ours, misuse};
use crate::source::load::load;
use crate::source::tree::{Format, NodeId, Tree, Value};
use crate::suggest::closest;

/// The kinds, each with the keys that it takes beside [`COMMON`].
const KINDS: [(&str, &[&str]); 5] = [
    ("cursor", &["parameter", "next", "last"]),
    ("url", &["next"]),
    ("link", &[]),
    ("offset", &["parameter"]),
    ("page", &["parameter"]),
];

/// How many rules there may be for all operations: each is tried on each operation.
const MOST_RULES: usize = 32;

/// How many members a path into a page may have.
const MOST_MEMBERS: usize = 16;

/// The keys of every kind.
const COMMON: [&str; 3] = ["kind", "items", "more"];

/// Reads rules that stand outside of the document, one or a list of them. The tree is for reporting errors.
pub(crate) fn read_rules(
    text: &str,
    diagnostics: &mut Diagnostics,
) -> (Option<Tree>, Vec<PaginationRule>) {
    let Some(tree) = load(text, Some(Format::Yaml), diagnostics) else {
        return (None, Vec::new());
    };
    let mut reader = Reader::new(&tree, Version::V3_1, BTreeMap::new(), diagnostics);
    let rules = read_all(&mut reader, NodeId::ROOT);
    let rules = rules.into_iter().map(PaginationRule::outside).collect();
    (Some(tree), rules)
}

/// Reads the rules for all operations at the root, one or a list of them.
pub(super) fn read_all(reader: &mut Reader<'_>, at: NodeId) -> Vec<PaginationRule> {
    match reader.tree.value(at) {
        Value::Array(items) => {
            let items = items.clone();
            if items.len() > MOST_RULES {
                let wanted = format!("no more than {MOST_RULES} rules");
                reader.diagnostics.push(misuse(at, PAGINATION, &wanted));
                return Vec::new();
            }
            items
                .into_iter()
                .filter_map(|item| read(reader, item))
                .collect()
        }
        _ => read(reader, at).into_iter().collect(),
    }
}

/// Reads the rule of an operation, or `false`.
pub(super) fn read_own(reader: &mut Reader<'_>, at: NodeId) -> OwnPagination {
    match reader.tree.value(at) {
        Value::Bool(false) => OwnPagination::Off,
        _ => read(reader, at).map_or(OwnPagination::Off, |own| OwnPagination::Rule(Box::new(own))),
    }
}

/// Reads a rule.
fn read(reader: &mut Reader<'_>, at: NodeId) -> Option<PaginationRule> {
    if !matches!(reader.tree.value(at), Value::Object(_)) {
        let wanted = "an object with `kind`: `{kind: cursor, parameter: after, next: next_cursor, items: data}`";
        reader.diagnostics.push(misuse(at, PAGINATION, wanted));
        return None;
    }
    let keys = read_kind(reader, at)?;
    let errors = reader.diagnostics.error_attempts();
    check_keys(reader, at, keys);
    let strategy = read_strategy(reader, at, keys.0);
    let (items, more) = (
        read_located(reader, at, "items"),
        read_located(reader, at, "more"),
    );
    if reader.diagnostics.error_attempts() > errors {
        return None;
    }
    Some(PaginationRule {
        at: Place::Value(at),
        strategy: strategy?,
        items: items.filter(|items| !items.text.is_empty()),
        more,
    })
}

/// Reads `kind`. Returns its name and the keys that it takes.
fn read_kind(
    reader: &mut Reader<'_>,
    at: NodeId,
) -> Option<(&'static str, &'static [&'static str])> {
    let Some(kind) = reader.tree.get(at, "kind") else {
        reader.missing(at, "kind", "`x-bindgen-pagination`");
        return None;
    };
    let said = reader.tree.as_str(kind).unwrap_or_default();
    let found = KINDS.into_iter().find(|(name, _)| *name == said);
    if found.is_none() {
        let names = KINDS.map(|(name, _)| format!("`{name}`")).join(", ");
        let help = match closest(said, KINDS.iter().map(|(name, _)| *name)) {
            Some(name) => format!("did you mean `{name}`?"),
            None => format!("give it one of {names}"),
        };
        let error = Diagnostic::error(
            "extension",
            Place::Value(kind),
            "this isn't a kind of pagination",
        );
        reader
            .diagnostics
            .push(error.label("not one of the kinds").help(help));
    }
    found
}

/// Reports keys that mean nothing. They are errors: what was meant would change how pages end.
fn check_keys(reader: &mut Reader<'_>, at: NodeId, (kind, own): (&str, &'static [&'static str])) {
    let known = || COMMON.iter().chain(own).copied();
    let all = || KINDS.iter().flat_map(|(_, own)| own.iter().copied());
    for (name, value) in reader.tree.members(at) {
        if known().any(|known| known == name) || (name.starts_with("x-") && !is_ours(name)) {
            continue;
        }
        let free = known().filter(|name| reader.tree.get(at, name).is_none());
        let help = match closest(name, free) {
            Some(close) => format!("did you mean `{close}`?"),
            None => format!(
                "remove it; the keys are {}",
                known()
                    .map(|name| format!("`{name}`"))
                    .collect::<Vec<_>>()
                    .join(", ")
            ),
        };
        let message = match all().any(|other| other == name) {
            true => format!("`{name}` has no meaning for the kind `{kind}`"),
            false => format!("`{name}` is not a key of `{PAGINATION}`"),
        };
        let error = Diagnostic::error("unknown-key", Place::Key(*value), message);
        reader
            .diagnostics
            .push(error.label("unknown key").help(help));
    }
}

/// Reads the keys of a kind.
fn read_strategy(reader: &mut Reader<'_>, at: NodeId, kind: &str) -> Option<PageStrategy> {
    match kind {
        "cursor" => {
            let parameter = read_needed(reader, at, "parameter");
            let cursor = read_cursor(reader, at);
            Some(PageStrategy::Cursor {
                parameter: parameter?,
                cursor: cursor?,
            })
        }
        "url" => read_needed(reader, at, "next").map(PageStrategy::Url),
        "link" => Some(PageStrategy::Link),
        "offset" => read_needed(reader, at, "parameter").map(PageStrategy::Offset),
        _ => read_needed(reader, at, "parameter").map(PageStrategy::Page),
    }
}

/// Reads where the cursor of the next page is.
fn read_cursor(reader: &mut Reader<'_>, at: NodeId) -> Option<Cursor> {
    match (
        read_located(reader, at, "next"),
        read_located(reader, at, "last"),
    ) {
        (Some(next), None) => Some(Cursor::Next(next)),
        (None, Some(last)) => Some(Cursor::Last(last)),
        (Some(_), Some(last)) => {
            let message = "a cursor is in the page or in its last item, not in both";
            let error = Diagnostic::error("extension", last.at, message)
                .label("`next` is there, too")
                .help("keep `next` or `last`");
            reader.diagnostics.push(error);
            None
        }
        (None, None) => {
            reader.missing(at, "next` or `last", "the kind `cursor`");
            None
        }
    }
}

/// Reads a key that the kind needs.
fn read_needed(reader: &mut Reader<'_>, at: NodeId, key: &str) -> Option<Located> {
    if reader.tree.get(at, key).is_none() {
        reader.missing(at, key, "this kind of pagination");
    }
    read_located(reader, at, key)
}

/// Reads a key, if it is there: a name, or a path into the page.
fn read_located(reader: &mut Reader<'_>, at: NodeId, key: &str) -> Option<Located> {
    let value = reader.tree.get(at, key)?;
    let text = reader.string(value)?;
    let wanted = match text.split('/').count() {
        _ if text.is_empty() && key != "items" => {
            "a name, or names of members with `/` between them".to_owned()
        }
        // A parameter is one name, whatever it contains.
        count if count > MOST_MEMBERS && key != "parameter" => {
            format!("no more than {MOST_MEMBERS} members")
        }
        _ => String::new(),
    };
    if !wanted.is_empty() {
        reader.diagnostics.push(misuse(value, PAGINATION, &wanted));
        return None;
    }
    Some(Located {
        text,
        at: Place::Value(value),
    })
}
