//! What each line does: the member taken out, made null, or of another type; the value read and written.

use serde_json::{Value, json};
use stripe_account_links::runtime::DecodeError;
use stripe_account_links::{AccountLink, CreateAccountLink};

use super::lines::{Line, request, response};
use super::{example, plain_response, read, written};

/// A side of the wire: its example with everything in it, and what the generated type makes of a document.
struct Side {
    full: fn() -> Value,
    read: fn(&Value) -> Result<(Value, String), DecodeError>,
}

const REQUEST: Side = Side {
    full: || example("requestBody"),
    read: |json| {
        read::<CreateAccountLink>(json).map(|request| (written(&request), format!("{request:?}")))
    },
};

const RESPONSE: Side = Side {
    full: || {
        let mut link = plain_response();
        link["livemode"] = json!(false);
        link
    },
    read: |json| read::<AccountLink>(json).map(|link| (written(&link), format!("{link:?}"))),
};

/// The full document of the use case that the line speaks of.
fn document(side: &Side, line: &Line) -> Value {
    let mut document = (side.full)();
    if line.path.contains("account_update") {
        let options = document["use_case"]["account_onboarding"].take();
        document["use_case"] = json!({"type": "account_update", "account_update": options});
    }
    document
}

/// The error names the place, and nothing of what stands there.
fn check_refused(side: &Side, line: &Line, document: &Value) {
    let error = (side.read)(document).expect_err(&line.path);
    assert_eq!(error.path(), line.path, "{error}");
}

fn check_kept(side: &Side, line: &Line, document: &Value) {
    let (written, _) = (side.read)(document).unwrap_or_else(|error| panic!("{line:?}: {error}"));
    assert_eq!(&written, document, "{line:?}");
}

/// The document without the member of the line.
fn without(line: &Line, document: &Value) -> Value {
    let mut document = document.clone();
    let member = line.member();
    let (parent, name) = member.rsplit_once('/').expect("a pointer has a slash");
    let parent = document.pointer_mut(parent).and_then(Value::as_object_mut);
    parent
        .and_then(|parent| parent.remove(name))
        .expect("the full document has the member");
    document
}

fn with(line: &Line, document: &Value, value: Value) -> Value {
    let mut document = document.clone();
    *document
        .pointer_mut(&line.member())
        .expect("the full document has the member") = value;
    document
}

fn check_member(side: &Side, line: &Line) {
    let full = document(side, line);
    check_kept(side, line, &full);
    let absent = without(line, &full);
    if line.is_required() {
        check_refused(side, line, &absent);
    } else {
        check_kept(side, line, &absent);
    }
    let null = with(line, &full, Value::Null);
    if line.is_nullable() {
        check_kept(side, line, &null);
    } else if line.is_required() {
        check_refused(side, line, &null);
    } else {
        let (written, _) = (side.read)(&null).expect("null is as good as nothing");
        assert_eq!(written, absent, "{line:?}");
    }
    check_refused(side, line, &with(line, &full, json!(7)));
}

/// A listed value is its variant, and goes out as it came.
fn check_value(side: &Side, line: &Line) {
    let full = document(side, line);
    check_kept(side, line, &full);
    let (_, debug) = (side.read)(&full).expect("a listed value is read");
    let (_, variant) = line.item.split_once("::").expect("a variant of an enum");
    let variant = variant.split('(').next().unwrap_or_default();
    assert!(debug.contains(variant), "{line:?}: {debug}");
}

fn check_side(side: &Side, lines: &[Line]) {
    for line in lines {
        match line.is_value() {
            true => check_value(side, line),
            false => check_member(side, line),
        }
    }
}

#[test]
fn every_line_of_the_request_decides_what_is_read() {
    check_side(&REQUEST, &request());
}

#[test]
fn every_line_of_the_response_decides_what_is_read() {
    check_side(&RESPONSE, &response());
}
