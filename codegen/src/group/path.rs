//! What a path says of its operation.

use super::words::{
    GENERIC, PREPOSITIONS, ends_in_plural, is_plural, is_same, is_version, split, without_versions,
};
use crate::ir::{Api, ItemKind, Method, Operation, ResponseEncoding, Struct, Type};

/// Verbs that name an action where a segment of a path is or begins with one.
#[rustfmt::skip]
const VERBS: [&str; 154] = [
    "abort", "accept", "acknowledge", "activate", "add", "advance", "apply", "approve", "archive", "assign", "attach",
    "authenticate", "ban", "block", "calculate", "cancel", "capture", "check", "claim", "clear", "clone", "close",
    "collect", "complete", "compute", "confirm", "connect", "convert", "copy", "count", "create", "deactivate",
    "decline", "decrement", "delete", "deliver", "deny", "deploy", "detach", "disable", "disconnect", "download",
    "duplicate", "enable", "evaluate", "execute", "expire", "export", "fail", "finalize", "find", "finish", "follow",
    "fund", "generate", "import", "increment", "initiate", "invite", "join", "kick", "leave", "link", "lock", "login",
    "logout", "lookup", "mark", "merge", "migrate", "move", "mute", "pause", "pay", "pin", "ping", "present",
    "preview", "process", "provision", "publish", "pull", "push", "reactivate", "redact", "refresh", "refund",
    "regenerate", "register", "reject", "release", "remove", "rename", "renew", "reopen", "reorder", "replace",
    "replay", "reply", "request", "rerun", "resend", "reset", "resolve", "restore", "resume", "retry", "return",
    "reverse", "revoke", "rotate", "run", "search", "send", "set", "ship", "sign", "simulate", "star", "start",
    "stop", "submit", "subscribe", "suspend", "swap", "sync", "terminate", "test", "transfer", "transition",
    "translate", "trigger", "unarchive", "unassign", "unban", "unblock", "undo", "unfollow", "unlink", "unlock",
    "unmute", "unpause", "unpin", "unpublish", "unregister", "unstar", "unsubscribe", "unsuspend", "update", "upload",
    "validate", "verify", "void", "withdraw",
];

/// The verbs that are nouns, too: with other words, they begin the names of things (`login_links`).
#[rustfmt::skip]
const NOUNS: [&str; 33] = [
    "block", "check", "copy", "count", "download", "export", "import", "invite", "link", "lock", "login", "merge",
    "move", "pin", "ping", "preview", "process", "pull", "push", "refund", "release", "request", "return", "run",
    "search", "set", "star", "sync", "test", "transfer", "transition", "trigger", "upload",
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

/// The most resources below a group that a path names.
const MOST_RESOURCES: usize = 8;

/// Formats that stand at the end of paths.
const FORMATS: [&str; 2] = ["json", "xml"];

/// A segment of a path.
pub(super) struct Segment {
    pub(super) text: String,
    pub(super) words: Vec<String>,
    pub(super) is_parameter: bool,
    /// Whether it is a version or `api`, which say nothing of the operation.
    pub(super) is_prefix: bool,
}

/// Splits a path template. A format at its end says nothing: `/images/json`, `/widget.json`.
pub(super) fn segments(template: &str) -> Vec<Segment> {
    let path = template.split(['?', '#']).next().unwrap_or_default();
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if parts.len() > 1 {
        parts.pop_if(|last| FORMATS.contains(last));
    }
    if let Some(last) = parts.last_mut()
        && let Some((name, format)) = last.rsplit_once('.')
        && FORMATS.contains(&format)
    {
        *last = name;
    }
    let segment = |part: &str| Segment {
        text: part.to_owned(),
        words: split(part),
        is_parameter: part.contains('{'),
        is_prefix: is_prefix(part),
    };
    parts.into_iter().map(segment).collect()
}

/// Returns whether a segment is a version or `api`.
pub(super) fn is_prefix(segment: &str) -> bool {
    is_version(segment) || segment.eq_ignore_ascii_case("api")
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

/// What an operation responds with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// A list, or a page of one.
    List,
    /// Something else.
    One,
    /// Whatever it is: the document doesn't say.
    Unknown,
}

/// Returns what an operation responds with.
pub(super) fn answer(api: &Api, operation: &Operation, path: &[Segment]) -> Answer {
    if operation.pagination.is_some() {
        return Answer::List;
    }
    let collection = path.last().filter(|segment| !segment.is_parameter);
    let collection = collection.map_or(&[][..], |segment| &segment.words);
    let contents = operation
        .success
        .iter()
        .flat_map(|response| &response.contents);
    let mut json = contents.filter(|content| content.encoding == ResponseEncoding::Json);
    json.next().map_or(Answer::Unknown, |content| {
        of_type(api, &content.ty, collection)
    })
}

/// Returns whether values of a type are lists, or objects that hold the list of a collection.
fn of_type(api: &Api, ty: &Type, collection: &[String]) -> Answer {
    match api.resolve_aliases(ty) {
        Type::List(_) => Answer::List,
        Type::Nullable(inner) | Type::Sensitive(inner) => of_type(api, inner, collection),
        Type::Json => Answer::Unknown,
        Type::Named(id) => match &api.item(*id).kind {
            ItemKind::Struct(object) if is_page(api, object, collection) => Answer::List,
            ItemKind::UntaggedUnion(union) => {
                let is_list = |ty: &Type| matches!(api.resolve_aliases(ty), Type::List(_));
                match union.variants.iter().any(|variant| is_list(&variant.ty)) {
                    true => Answer::List,
                    false => Answer::One,
                }
            }
            _ => Answer::One,
        },
        _ => Answer::One,
    }
}

/// Returns whether an object holds a list by the name of the collection or by a usual one, or nothing else.
fn is_page(api: &Api, object: &Struct, collection: &[String]) -> bool {
    object.fields.iter().any(|field| {
        let is_array = matches!(api.resolve_aliases(&field.ty), Type::List(_));
        is_array
            && (object.fields.len() == 1 || {
                let words = split(&field.wire);
                let is_usual = matches!(words.as_slice(), [only] if LISTS.contains(&only.as_str()));
                is_usual || (!words.is_empty() && is_same(&words, collection))
            })
    })
}

/// Returns which segment names a resource.
pub(super) fn position(path: &[Segment], resource: &[String]) -> Option<usize> {
    let group = split(resource.last()?);
    let unversioned = without_versions(group.clone());
    let is_group = |it: &Segment| {
        // A tag loses such a word, and so may the segment.
        let plain = it.words.split_last();
        let plain = plain.filter(|(last, _)| GENERIC.contains(&last.as_str()));
        !it.is_parameter
            && (is_same(&it.words, &group)
                || is_same(&it.words, &unversioned)
                || plain.is_some_and(|(_, rest)| is_same(rest, &group)))
    };
    path.iter().position(is_group)
}

/// Returns the resources below the group's own and the method, by the HTTP method and what follows the group's segment.
pub(super) fn method(
    operation: &Operation,
    path: &[Segment],
    resource: &[String],
    answer: Answer,
) -> (Vec<String>, String) {
    let start = position(path, resource);
    let rest = path.iter().skip(start.map_or(0, |start| start + 1));
    let says_something = |it: &&Segment| {
        let is_joint =
            matches!(it.words.as_slice(), [only] if PREPOSITIONS.contains(&only.as_str()));
        !it.is_parameter && !it.is_prefix && !it.words.is_empty() && !is_joint
    };
    let mut below: Vec<&Segment> = rest.filter(says_something).collect();
    let last = path.last();
    let is_item = last.is_some_and(|segment| segment.is_parameter);
    // What follows an action belongs to it: it is no resource that has something.
    let is_posted = operation.method == Method::Post && !is_item;
    let is_action = |(at, it): (usize, &&Segment)| {
        begins_with_verb(it)
            && (it.words.len() == 1 || ((at > 0 || start.is_some()) && is_done(it, is_posted)))
    };
    if let Some(at) = below.iter().enumerate().position(is_action) {
        let action = texts(&below.split_off(at)).join(" ");
        return (
            resources(&below),
            of_action(operation.method, is_item, action),
        );
    }
    if is_posted
        && let Some(last) = below.last().copied()
        && let Some(action) = of_post(last)
    {
        below.pop_if(|_| action.is_some());
        // Settings, and what an item has one of, are there already.
        let is_there = path.iter().any(|segment| segment.is_parameter)
            || last.words.last().is_some_and(|word| word.ends_with('s'));
        let verb = if is_there { "update" } else { "create" };
        let action = action.unwrap_or_else(|| verb.to_owned());
        return (resources(&below), action);
    }
    let collection = last.filter(|segment| !segment.is_parameter);
    let is_plural = collection.is_some_and(|it| ends_in_plural(&it.words));
    let verb = verb(operation.method, is_item, is_plural, answer);
    (resources(&below), verb.to_owned())
}

/// Returns the resources that segments name. Each is a module, so that there is an end to them: the last ones are one.
fn resources(segments: &[&Segment]) -> Vec<String> {
    let (each, rest) = segments.split_at(segments.len().min(MOST_RESOURCES));
    let mut resources = texts(each);
    if let Some(last) = resources.last_mut() {
        for text in texts(rest) {
            last.push(' ');
            last.push_str(&text);
        }
    }
    resources
}

fn texts(segments: &[&Segment]) -> Vec<String> {
    segments
        .iter()
        .map(|segment| segment.text.clone())
        .collect()
}

fn begins_with_verb(segment: &Segment) -> bool {
    segment.words.first().is_some_and(|word| is_verb(word))
}

/// Returns whether words behind a verb are what something is done to, not the name of a thing.
fn is_done(segment: &Segment, is_posted: bool) -> bool {
    let is_noun = segment
        .words
        .first()
        .is_some_and(|word| NOUNS.contains(&word.as_str()));
    !ends_in_plural(&segment.words) || (is_posted && !is_noun)
}

/// Returns whether a word is the verb of an action.
pub(super) fn is_verb(word: &str) -> bool {
    VERBS.binary_search(&word).is_ok()
}

/// Returns the method of a path with an action in it. What has been done can be changed or taken back.
fn of_action(method: Method, is_item: bool, action: String) -> String {
    match method {
        Method::Delete => format!("delete {action}"),
        Method::Put if is_item => format!("replace {action}"),
        Method::Patch if is_item => format!("update {action}"),
        _ => action,
    }
}

/// Returns what `POST` to a segment in the singular means: an action of one word, or the update of the only thing of its
/// kind. None for a plural.
fn of_post(segment: &Segment) -> Option<Option<String>> {
    match segment.words.as_slice() {
        [.., last] if is_plural(last) => None,
        [only] if !only.ends_with('s') || only.ends_with("ss") => Some(Some(segment.text.clone())),
        _ => Some(None),
    }
}

/// Returns the verb of a method, on an item, on a collection (in the plural) or on the only thing of its kind.
fn verb(method: Method, is_item: bool, is_plural: bool, answer: Answer) -> &'static str {
    match method {
        Method::Get if is_item => "get",
        Method::Get if answer == Answer::List => "list",
        Method::Get if answer == Answer::Unknown && is_plural => "list",
        Method::Get => "get",
        Method::Post if is_item => "update",
        Method::Post => "create",
        Method::Put if is_plural => "replace all",
        Method::Put => "replace",
        Method::Patch if is_plural => "update many",
        Method::Patch => "update",
        Method::Delete if is_plural => "delete many",
        Method::Delete => "delete",
        Method::Head => "head",
        Method::Options => "options",
        Method::Trace => "trace",
        Method::Query => "query",
    }
}
