//! What a path says of its operation.

use super::words::{alike, is_plural, split};
use crate::ir::{Api, ItemKind, Method, Operation, ResponseEncoding, Type};

/// Verbs that name an action where a segment of a path is or begins with one.
#[rustfmt::skip]
const VERBS: [&str; 132] = [
    "abort", "accept", "acknowledge", "activate", "add", "advance", "apply", "approve", "archive", "assign",
    "attach", "authenticate", "ban", "block", "calculate", "cancel", "capture", "check", "claim", "clear", "clone",
    "close", "collect", "complete", "compute", "confirm", "connect", "convert", "copy", "count", "create",
    "deactivate", "decline", "decrement", "delete", "deliver", "deny", "deploy", "detach", "disable", "disconnect",
    "download", "duplicate", "enable", "evaluate", "execute", "expire", "export", "fail", "finalize", "finish",
    "follow", "fund", "generate", "import", "increment", "initiate", "invite", "join", "kick", "leave", "link",
    "lock", "login", "logout", "lookup", "mark", "merge", "migrate", "move", "mute", "pause", "pay", "pin", "ping",
    "preview", "process", "publish", "redact", "refresh", "register", "reject", "release", "remove", "rename",
    "renew", "replay", "reply", "request", "rerun", "resend", "reset", "restore", "resume", "retry", "return",
    "reverse", "revoke", "rotate", "run", "search", "send", "ship", "sign", "simulate", "star", "start", "stop",
    "submit", "subscribe", "suspend", "sync", "terminate", "transfer", "translate", "trigger", "unban", "undo",
    "unfollow", "unlink", "unlock", "unmute", "unpin", "unstar", "unsubscribe", "unsuspend", "update", "upload",
    "validate", "verify", "void", "withdraw",
];

/// Members that hold the items of a list.
const LISTS: [&str; 9] = [
    "data",
    "items",
    "results",
    "records",
    "entries",
    "values",
    "objects",
    "resources",
    "list",
];

/// A segment of a path.
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) words: Vec<String>,
    pub(super) is_parameter: bool,
    /// Whether it is a version or `api`, which say nothing of the operation.
    pub(super) is_prefix: bool,
}

/// Splits a path template.
pub(super) fn segments(template: &str) -> Vec<Segment> {
    let path = template.split(['?', '#']).next().unwrap_or_default();
    let parts = path.split('/').filter(|part| !part.is_empty());
    let segment = |part: &str| Segment {
        text: part.to_owned(),
        words: split(part),
        is_parameter: part.contains('{'),
        is_prefix: is_prefix(part),
    };
    parts.map(segment).collect()
}

/// Returns whether a segment is a version or `api`.
pub(super) fn is_prefix(segment: &str) -> bool {
    let version = segment.strip_prefix(['v', 'V']);
    let is_version = version.is_some_and(|rest| {
        let is_number = |c: char| c.is_ascii_digit() || c == '.';
        !rest.is_empty() && rest.starts_with(|c: char| c.is_ascii_digit()) && {
            let rest = rest.trim_end_matches(|c: char| c.is_ascii_lowercase());
            rest.chars().all(is_number)
        }
    });
    is_version || segment.eq_ignore_ascii_case("api")
}

/// Returns the first segment that says something.
pub(super) fn first(path: &[Segment]) -> Option<String> {
    let mut named = path
        .iter()
        .filter(|it| !it.is_parameter && !it.words.is_empty());
    let first = named.clone().find(|segment| !segment.is_prefix);
    first
        .or_else(|| named.next())
        .map(|segment| segment.text.clone())
}

/// Returns whether an operation responds with a list, or a page of one.
pub(super) fn returns_list(api: &Api, operation: &Operation, path: &[Segment]) -> bool {
    if operation.pagination.is_some() {
        return true;
    }
    let collection = path.last().filter(|segment| !segment.is_parameter);
    let collection = collection.map_or("", |segment| segment.text.as_str());
    let contents = operation
        .success
        .iter()
        .flat_map(|response| &response.contents);
    let mut json = contents.filter(|content| content.encoding == ResponseEncoding::Json);
    json.next()
        .is_some_and(|content| is_list(api, &content.ty, collection))
}

/// Returns whether a type is a list, or an object that holds the list of a collection.
fn is_list(api: &Api, ty: &Type, collection: &str) -> bool {
    match api.resolve_aliases(ty) {
        Type::List(_) => true,
        Type::Nullable(inner) | Type::Sensitive(inner) => is_list(api, inner, collection),
        Type::Named(id) => match &api.item(*id).kind {
            ItemKind::Struct(object) => object.fields.iter().any(|field| {
                let is_array = matches!(api.resolve_aliases(&field.ty), Type::List(_));
                let is_named = LISTS.contains(&field.wire.as_str()) || field.wire == collection;
                is_array && (object.fields.len() == 1 || is_named)
            }),
            _ => false,
        },
        _ => false,
    }
}

/// Returns the resources below the group's own and the method, by the HTTP method and what follows the group's segment.
pub(super) fn method(
    operation: &Operation,
    path: &[Segment],
    resource: &[String],
    returns_list: bool,
) -> (Vec<String>, String) {
    let group = resource.last().map_or_else(Vec::new, |group| split(group));
    let is_group = |segment: &Segment| {
        let mut pairs = segment.words.iter().zip(&group);
        segment.words.len() == group.len() && pairs.all(|(one, other)| alike(one, other))
    };
    let start = path.iter().position(|it| !it.is_parameter && is_group(it));
    let rest = path.iter().skip(start.map_or(0, |start| start + 1));
    let literals = rest.filter(|it| !it.is_parameter && !it.is_prefix && !it.words.is_empty());
    let mut below: Vec<&Segment> = literals.collect();
    let is_item = path.last().is_some_and(|segment| segment.is_parameter);
    // What follows an action belongs to it: it is no resource that has something.
    if let Some(at) = below.iter().position(|it| begins_with_verb(it)) {
        let action = texts(&below.split_off(at)).join(" ");
        return (texts(&below), action);
    }
    if operation.method == Method::Post
        && !is_item
        && let Some(last) = below.last()
        && let Some(action) = of_post(last)
    {
        below.pop_if(|_| action.is_some());
        let action = action.unwrap_or_else(|| "update".to_owned());
        return (texts(&below), action);
    }
    let verb = verb(operation.method, is_item, returns_list);
    (texts(&below), verb.to_owned())
}

fn texts(segments: &[&Segment]) -> Vec<String> {
    segments
        .iter()
        .map(|segment| segment.text.clone())
        .collect()
}

fn begins_with_verb(segment: &Segment) -> bool {
    let first = segment.words.first();
    first.is_some_and(|word| VERBS.binary_search(&word.as_str()).is_ok())
}

/// Returns what `POST` to a segment in the singular means: an action of one word, or the update of the only thing of its
/// kind. None for a plural.
fn of_post(segment: &Segment) -> Option<Option<String>> {
    match segment.words.as_slice() {
        [.., last] if is_plural(last) => None,
        [_] => Some(Some(segment.text.clone())),
        _ => Some(None),
    }
}

fn verb(method: Method, is_item: bool, returns_list: bool) -> &'static str {
    match method {
        Method::Get if returns_list && !is_item => "list",
        Method::Get => "get",
        Method::Post if is_item => "update",
        Method::Post => "create",
        Method::Put => "replace",
        Method::Patch => "update",
        Method::Delete => "delete",
        Method::Head => "head",
        Method::Options => "options",
        Method::Trace => "trace",
        Method::Query => "query",
    }
}
