//! What the server says, decoded, and sent back as it was.

use openapi_bindgen_behaviour::current::Sample;
use serde_json::{Value, json};

use crate::server::{Answer, Server};

/// What is decoded of an answer.
pub async fn decoded(body: &str) -> Sample {
    let server = Server::answering(Answer::json(200, body));
    let sample = server.client().echo(Sample::new()).await;
    assert_eq!(server.request().text(), "{}");
    sample.unwrap_or_else(|error| panic!("{body}: {:?}", error.decode_error()))
}

/// What is sent for a value, byte for byte.
pub async fn encoded(sample: Sample) -> String {
    let server = Server::answering(Answer::json(200, "{}"));
    server.client().echo(sample).await.unwrap();
    server.request().text().to_owned()
}

/// Decodes and sends back.
pub async fn there_and_back(body: &str) -> String {
    encoded(decoded(body).await).await
}

/// Why an answer is not decoded.
pub async fn refused(body: &str) -> String {
    let server = Server::answering(Answer::json(200, body));
    let error = server.client().echo(Sample::new()).await.unwrap_err();
    error.decode_error().expect("it can't be read").to_string()
}

fn deep(depth: usize) -> Value {
    (0..depth).fold(json!({"next": null}), |inner, level| match level % 3 {
        0 => json!({"next": inner}),
        1 => json!({"next": null, "children": [inner]}),
        _ => json!({"next": null, "other": {"node": inner}}),
    })
}

fn sum(depth: usize) -> Value {
    (0..depth).fold(
        json!({"value": 1}),
        |inner, _| json!({"left": inner, "right": "x"}),
    )
}

#[tokio::test]
async fn known_and_unknown_values_come_back_as_they_were() {
    let cases = [
        json!({"presence": {"always": "a", "nullable": null}}),
        json!({"presence": {"always": "a", "nullable": "b", "optional": "c", "maybe": null}}),
        json!({"presence": {"always": "", "nullable": "", "optional": "", "maybe": ""}}),
        json!({"size": "xxl", "shade": "very dark", "level": 2}),
        json!({"size": "learnt later", "shade": "learnt later", "level": 4}),
        json!({"day": -1, "position": "auto", "limit": 10}),
        json!({"day": 2_147_483_647, "position": 2.5, "limit": {"learnt": ["later"]}}),
        json!({"position": "1", "limit": "10"}),
        json!({"position": 1, "limit": false}),
        json!({"numbered": {"version": 2, "name": "n"}}),
        json!({"numbered": {"version": 3, "name": "n"}}),
        json!({"written": {"id": "f81d4fae-7dec-11d0-a765-00a0c91e6bf6", "took": "P1Y2M3DT4H", "price": "-0.10"}}),
        json!({"written": {"four": "192.0.2.1", "six": "2001:db8::1", "narrow": 70000, "rate": 0.25}}),
        json!({"written": {"opens": "09:00Z"}}),
        json!({"address": "192.0.2.1"}),
        json!({"address": "2001:db8::1"}),
        json!({"address": "localhost"}),
        json!({"cat": {"object": "cat", "name": "n", "version": "v1"}}),
        json!({"cat": {"object": "dog", "name": "n", "version": "v2"}}),
        json!({"event": {"kind": "thing.created", "id": "i"}}),
        json!({"event": {"kind": "thing.changed", "by": "b"}}),
        json!({"event": {"kind": "thing.renamed"}}),
        json!({"event": {"kind": "thing.deleted", "deep": {"z": [1, null], "a": 2.5}}}),
        json!({"shape": {"figure": "Circle", "radius": 1.5}}),
        json!({"shape": {"figure": "Square", "side": 2.0}}),
        json!({"shape": {"figure": "Triangle", "sides": [1, 2, 3]}}),
        json!({"named": {"figure": "round", "radius": 1.0}}),
        json!({"named": {"figure": "edged", "side": 1.0}}),
        json!({"named": {"figure": "Circle", "radius": 1.0}}),
        json!({"named": {"figure": "new", "radius": 1.0}}),
        json!({"mixture": "a"}),
        json!({"mixture": 1}),
        json!({"mixture": {"a": 1}}),
        json!({"mixture": {}}),
        json!({"mixture": [1.5]}),
        json!({"encoded": "AP8+"}),
        json!({"animal": {"object": "dog", "legs": 4}}),
        json!({"animal": {"object": "fish", "fins": 2}}),
        json!({"animal": {"object": "bird", "wings": 2}}),
        json!({"expandable": "id"}),
        json!({"expandable": {"text": "t"}}),
        json!({"expandable": 7}),
        json!({"expandable": {"other": [true]}}),
        json!({"amount": 3}),
        json!({"amount": 3.5}),
        json!({"amount": true}),
        json!({"amount": [1, 2]}),
        json!({"amount": {"text": "t"}}),
        json!({"amount": {"title": "t"}}),
        json!({"amount": "three"}),
        json!({"amount": ["x", {"y": null}]}),
        json!({"amount": null}),
        json!({"method": {"type": "card", "card": {"number": "n"}}}),
        json!({"method": {"type": "card"}}),
        json!({"method": {"type": "transfer", "transfer": null}}),
        json!({"method": {"type": "transfer"}}),
        json!({"method": {"type": "transfer", "transfer": {"iban": "i"}}}),
        json!({"method": {"type": "count", "count": 3}}),
        json!({"method": {"type": "cash"}}),
        json!({"method": {"type": "barter", "barter": {"for": ["eggs"]}, "x": 1}}),
        json!({"node": deep(40)}),
        json!({"expression": sum(20)}),
        json!({"metadata": {"b": "1", "a": "2", "": ""}}),
        json!({"nullables": {"a": null, "b": -1}}),
        json!({"mixed": {"id": "i", "x": 1, "y": 2}}),
        json!({"dog": {"id": "i", "note": "n", "name": "m", "breed": "b"}}),
        json!({"account": "acct_1"}),
        json!({"one_way": {"id": "i", "name": "n"}}),
        json!({"one_way": {"password": "p", "name": "n"}}),
        json!({"anything": {"a": [1, "x", null, {"b": 1.5}]}}),
        json!({"tuple": [[null, "a"], []]}),
        json!({"option": {"some": {"items": ["a"], "box": {"inner": {"inner": {}}}}, "result": {"ok": true}}}),
        json!({"option": {"some": {}, "result": {"error": {"call": "none"}}}}),
    ];
    for case in cases {
        let sent: Value = serde_json::from_str(&there_and_back(&case.to_string()).await).unwrap();
        assert_eq!(sent, case);
    }
}

/// The order of members included; of a number its value is kept, not how it is spelled.
#[tokio::test]
async fn what_is_not_known_comes_back_byte_for_byte() {
    for body in [
        r#"{"event":{"z":1,"kind":"new","a":[1.5,-2,0.001,"é\u0001\"",null],"b":{"y":1,"x":2}}}"#,
        r#"{"shape":{"z":12345678901234567890,"figure":"new","a":1}}"#,
        r#"{"expandable":{"z":1,"a":{"y":[],"x":{}}}}"#,
        r#"{"amount":["z",{"b":1,"a":0.1}]}"#,
        r#"{"method":{"new":{"z":1,"a":2},"type":"new"}}"#,
        r#"{"size":"Neu é","shade":" light"}"#,
    ] {
        assert_eq!(there_and_back(body).await, body);
    }
    assert_eq!(
        there_and_back(r#"{"expandable": [ 1.50, 1e3 ]}"#).await,
        r#"{"expandable":[1.5,1000.0]}"#
    );
}

#[tokio::test]
async fn members_that_are_not_declared_are_left_out() {
    let body = r#"{"presence":{"always":"a","nullable":null,"more":1},"more":[2]}"#;
    assert_eq!(
        there_and_back(body).await,
        r#"{"presence":{"always":"a","nullable":null}}"#
    );
}

#[tokio::test]
async fn what_is_not_as_declared_says_where() {
    for (body, place) in [
        (r#"{"presence":{"nullable":null}}"#, "presence.always"),
        (r#"{"presence":{"always":"a"}}"#, "presence.nullable"),
        (
            r#"{"presence":{"always":null,"nullable":null}}"#,
            "presence.always",
        ),
        (r#"{"size":3}"#, "size"),
        (r#"{"written":{"id":"root"}}"#, "written.id"),
        (r#"{"written":{"took":"5s"}}"#, "written.took"),
        (r#"{"written":{"price":"1,5"}}"#, "written.price"),
        (r#"{"written":{"price":true}}"#, "written.price"),
        (r#"{"written":{"four":"192.0.2.1/24"}}"#, "written.four"),
        (r#"{"written":{"six":"192.0.2.1"}}"#, "written.six"),
        (r#"{"level":"3"}"#, "level"),
        (r#"{"level":1.5}"#, "level"),
        (r#"{"day":2147483648}"#, "day"),
        (
            r#"{"numbered":{"version":"2","name":"n"}}"#,
            "numbered.version",
        ),
        (r#"{"event":{"id":"i"}}"#, "event.kind"),
        (r#"{"event":{"kind":"thing.created"}}"#, "event.id"),
        (r#"{"method":{"type":"count"}}"#, "method.count"),
        (r#"{"mixed":{"id":"i","x":"secret"}}"#, "mixed[key 1]"),
        (r#"{"dog":{"id":"i","name":"n"}}"#, "dog.note"),
        (r#"{"tuple":[["a"],[1]]}"#, "tuple[1][0]"),
        (r#"{"secret":{"token":["secret"]}}"#, "secret.token"),
    ] {
        let problem = refused(body).await;
        assert!(problem.contains(place), "{body}: {problem}");
        assert!(!problem.contains("[\"secret"), "{problem}");
    }
}

#[tokio::test]
async fn an_answer_without_end_is_an_error() {
    let body = format!(
        r#"{{"node":{}null{}}}"#,
        r#"{"next":"#.repeat(5000),
        "}".repeat(5000)
    );
    refused(&body).await;
    let body = format!(r#"{{"anything":{}{}}}"#, "[".repeat(5000), "]".repeat(5000));
    refused(&body).await;
}

#[tokio::test]
async fn null_for_what_may_be_left_out_is_absence() {
    let sample = decoded(r#"{"presence":{"always":"a","nullable":null,"optional":null}}"#).await;
    assert_eq!(sample.presence.unwrap().optional, None);
    assert_eq!(there_and_back(r#"{"size":null,"node":null}"#).await, "{}");
}
