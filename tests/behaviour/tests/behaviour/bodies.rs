//! Bodies and the headers that go with them.

use std::collections::BTreeMap;

use openapi_bindgen_behaviour::current::runtime::{Bytes, File};
use openapi_bindgen_behaviour::current::{
    Color, ColorRequired, Expanded, Nested, NestedItemsItem, Upload,
};
use serde_json::json;

use crate::server::{Answer, Received, Server, refused, sent};

fn color(r: i64, g: i64, b: i64) -> Color {
    Color::new(ColorRequired { r, g, b })
}

fn nested() -> Nested {
    let metadata = [("k 1", "v&=+"), ("ü", "")];
    let metadata: BTreeMap<String, String> = metadata
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
    Nested::new("a b")
        .tags(["x".to_owned(), "y".to_owned()])
        .color(color(1, 2, 3))
        .metadata(metadata)
        .items([
            NestedItemsItem::new(5).children(["c".to_owned()]),
            NestedItemsItem::new(6),
        ])
}

#[tokio::test]
async fn json() {
    let request = sent(|client| client.json_body(nested())).await;
    assert_eq!(request.method, "POST");
    assert_eq!(request.target, "/json");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(
        request.json(),
        json!({
            "name": "a b",
            "tags": ["x", "y"],
            "color": {"R": 1, "G": 2, "B": 3},
            "metadata": {"k 1": "v&=+", "ü": ""},
            "items": [{"price": 5, "children": ["c"]}, {"price": 6}],
        })
    );
    let request = sent(|client| client.vendor_json_body([1, 2])).await;
    assert_eq!(
        request.header("content-type"),
        Some("application/vnd.example.v2+json")
    );
    assert_eq!(request.text(), "[1,2]");
    let request = sent(|client| client.any_json_body(json!({"a": null}))).await;
    assert_eq!(request.text(), r#"{"a":null}"#);
    let request = sent(|client| client.any_json_body(json!(null))).await;
    assert_eq!(request.text(), "null");
}

#[tokio::test]
async fn a_body_that_is_left_out_sends_nothing() {
    let request = sent(|client| client.optional_body()).await;
    assert_eq!(request.body, b"");
    assert_eq!(request.header("content-type"), None);
    let request = sent(|client| client.optional_body().body(Nested::new("n"))).await;
    assert_eq!(request.text(), r#"{"name":"n"}"#);
    assert_eq!(request.header("content-type"), Some("application/json"));
}

#[tokio::test]
async fn forms() {
    let request = sent(|client| client.form_body(nested())).await;
    assert_eq!(
        request.header("content-type"),
        Some("application/x-www-form-urlencoded")
    );
    assert_eq!(
        request.text(),
        "name=a%20b&tags=x&tags=y&R=1&G=2&B=3&k%201=v%26%3D%2B&%C3%BC=\
         &items%5B0%5D%5Bprice%5D=5&items%5B0%5D%5Bchildren%5D%5B0%5D=c&items%5B1%5D%5Bprice%5D=6"
    );
}

/// What the description says under `encoding` (OpenAPI 3.1 §4.8.15.1.2).
/// What the description says under `encoding` (OpenAPI 3.1 §4.8.15).
#[tokio::test]
async fn forms_with_encodings() {
    let request = sent(|client| client.encoded_form_body(nested())).await;
    assert_eq!(
        request.text(),
        "name=a%20b&tags=x%7Cy&color=R,1,G,2,B,3&metadata%5Bk%201%5D=v%26%3D%2B&metadata%5B%C3%BC%5D=\
         &items=%5B%7B%22price%22%3A5%2C%22children%22%3A%5B%22c%22%5D%7D%2C%7B%22price%22%3A6%7D%5D"
    );
}

/// The body with `B` for the boundary.
fn parts(request: &Received) -> Vec<u8> {
    let content_type = request.header("content-type").unwrap();
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    // RFC 2046 §5.1.1.
    assert!((1..=70).contains(&boundary.len()), "{boundary}");
    let mut rest = request.body.as_slice();
    let mut out = Vec::new();
    while let Some((first, tail)) = rest.split_first() {
        match rest.strip_prefix(boundary.as_bytes()) {
            Some(after) => {
                out.push(b'B');
                rest = after;
            }
            None => {
                out.push(*first);
                rest = tail;
            }
        }
    }
    out
}

#[tokio::test]
async fn multipart() {
    let file = File::new(vec![0, 0xFF, b'\r', b'\n', b'-', b'-'])
        .name("a \"b\".png")
        .content_type("image/png");
    let upload = Upload::new(file)
        .more([File::new("one"), File::new("two").name("2.txt")])
        .image(File::new("png"))
        .purpose("é\r\n--x")
        .count(3)
        .tags(["x".to_owned(), "y".to_owned()])
        .color(color(1, 2, 3))
        .colors([color(4, 5, 6), color(7, 8, 9)]);
    let request = sent(|client| client.multipart_body(upload)).await;
    let part = |head: &str, content: &[u8]| {
        let head = format!("--B\r\nContent-Disposition: form-data; {head}\r\n\r\n");
        [head.as_bytes(), content, b"\r\n"].concat()
    };
    let json = "\r\nContent-Type: application/json";
    let expected = [
        part(
            "name=\"file\"; filename=\"a %22b%22.png\"\r\nContent-Type: image/png",
            &[0, 0xFF, b'\r', b'\n', b'-', b'-'],
        ),
        part(
            "name=\"more\"; filename=\"more\"\r\nContent-Type: application/octet-stream",
            b"one",
        ),
        part(
            "name=\"more\"; filename=\"2.txt\"\r\nContent-Type: application/octet-stream",
            b"two",
        ),
        part(
            "name=\"image\"; filename=\"image\"\r\nContent-Type: image/png",
            b"png",
        ),
        part("name=\"purpose\"", "é\r\n--x".as_bytes()),
        part("name=\"count\"", b"3"),
        part("name=\"tags\"", b"x"),
        part("name=\"tags\"", b"y"),
        part(&format!("name=\"color\"{json}"), br#"{"R":1,"G":2,"B":3}"#),
        part(&format!("name=\"colors\"{json}"), br#"{"R":4,"G":5,"B":6}"#),
        part(&format!("name=\"colors\"{json}"), br#"{"R":7,"G":8,"B":9}"#),
        b"--B--\r\n".to_vec(),
    ];
    let (sent, expected) = (parts(&request), expected.concat());
    assert_eq!(
        sent.escape_ascii().to_string(),
        expected.escape_ascii().to_string()
    );
}

#[tokio::test]
async fn a_file_adds_no_headers_to_its_part() {
    let upload = Upload::new(File::new("x").content_type("a/b\r\nX-Own: y"));
    refused(|client| client.multipart_body(upload)).await;
    let named = Upload::new(File::new("x").name("a\r\nX-Own: y"));
    let request = sent(|client| client.multipart_body(named)).await;
    let text = String::from_utf8(parts(&request)).unwrap();
    assert!(text.contains("filename=\"a%0D%0AX-Own: y\""), "{text}");
}

#[tokio::test]
async fn text_and_bytes() {
    let request = sent(|client| client.text_body("é\n")).await;
    assert_eq!(request.header("content-type"), Some("text/plain"));
    assert_eq!(request.text(), "é\n");
    let request = sent(|client| client.bytes_body(Bytes::from_static(b"\0\xFF"))).await;
    assert_eq!(request.method, "PUT");
    assert_eq!(request.header("content-type"), Some("image/png"));
    assert_eq!(request.body, b"\0\xFF");
    assert_eq!(request.header("content-length"), Some("2"));
}

/// A range of media types says what may be sent; what is sent has one.
#[tokio::test]
async fn ranges_of_media_types() {
    let request = sent(|client| client.any_body("x")).await;
    assert_eq!(request.header("content-type"), Some("text/plain"));
    assert_eq!(request.text(), "x");
    let request = sent(|client| client.any_text_body("x")).await;
    assert_eq!(request.header("content-type"), Some("text/plain"));
    let request = sent(|client| client.any_image_body("x")).await;
    assert_eq!(
        request.header("content-type"),
        Some("application/octet-stream")
    );
}

/// A list in `deepObject` has its indices, of scalars too.
#[tokio::test]
async fn forms_with_deep_lists() {
    let body = Expanded::new().expand(["a.b".to_owned(), "c".to_owned()]);
    let request = sent(|client| client.deep_form_body(body.name("n"))).await;
    assert_eq!(request.text(), "expand%5B0%5D=a.b&expand%5B1%5D=c&name=n");
}

#[tokio::test]
async fn idempotency_keys() {
    let request = sent(|client| client.order().idempotency_key("order-42")).await;
    assert_eq!(request.header("idempotency-key"), Some("order-42"));
    let own = sent(|client| client.order()).await;
    let other = sent(|client| client.order()).await;
    let key = own.header("idempotency-key").unwrap();
    assert_eq!(key.len(), 36, "{key}");
    assert_ne!(Some(key), other.header("idempotency-key"));
}

#[test]
fn the_same_over_the_blocking_transport() {
    let server = Server::answering(Answer::nothing());
    let client = server.client();
    client.form_body(nested()).call().unwrap();
    client
        .bytes_body(Bytes::from_static(b"\0\xFF"))
        .call()
        .unwrap();
    client.method_delete().call().unwrap();
    client.get_parts("a/../b").call().unwrap();
    let requests = server.requests();
    let lines: Vec<_> = requests
        .iter()
        .map(|request| (request.method.as_str(), request.target.as_str()))
        .collect();
    assert_eq!(
        lines,
        [
            ("POST", "/form-body"),
            ("PUT", "/bytes"),
            ("DELETE", "/methods"),
            ("GET", "/items/a%2F..%2Fb/parts"),
        ]
    );
    assert!(requests[0].text().starts_with("name=a%20b&tags=x&tags=y&"));
    assert_eq!(requests[1].body, b"\0\xFF");
}
