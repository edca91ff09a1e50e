//! Bodies and answers of several media types.

use std::io::Read as _;

use openapi_bindgen_behaviour::current::runtime::{Bytes, ErrorKind, File};
use openapi_bindgen_behaviour::current::{
    Color, ColorRequired, Failure, Made, MediaBodyBody, MediaReplyErrorBody, MediaReplyOutput,
    OptionalMediaBodyBody, Upload,
};

use crate::server::{Answer, Received, Server, answered, sent};

const COLOR: &str = r#"{"R":1,"G":2,"B":3}"#;

fn color() -> Color {
    Color::new(ColorRequired { r: 1, g: 2, b: 3 })
}

fn answer(status: u16, content_type: &'static str, body: &[u8]) -> Answer {
    Answer {
        status,
        content_type,
        body: body.to_vec(),
    }
}

/// The same over both transports.
async fn sent_both(body: impl Into<MediaBodyBody>) -> (String, Vec<u8>) {
    let body = body.into();
    let awaited = sent(|client| client.media_body(body.clone())).await;
    let server = Server::answering(Answer::nothing());
    server.client().media_body(body).call().unwrap();
    let of = |request: Received| {
        let content_type = request.header("content-type").unwrap().to_owned();
        (content_type, request.body)
    };
    let (awaited, blocking) = (of(awaited), of(server.request()));
    // Boundaries are made up.
    if !awaited.0.starts_with("multipart/") {
        assert_eq!(awaited, blocking);
    }
    awaited
}

#[tokio::test]
async fn every_body_is_sent_as_its_media_type() {
    let cases: [(MediaBodyBody, &str, &[u8]); 7] = [
        // What JSON and a form both carry is sent as JSON, unless it is said.
        (color().into(), "application/json", COLOR.as_bytes()),
        (
            MediaBodyBody::Form(color()),
            "application/x-www-form-urlencoded",
            b"R=1&G=2&B=3",
        ),
        (
            Made::new("t").into(),
            "application/vnd.made+json",
            br#"{"text":"t"}"#,
        ),
        ("t\u{e9}".into(), "text/plain", "t\u{e9}".as_bytes()),
        ("t".to_owned().into(), "text/plain", b"t"),
        (
            Bytes::from_static(b"<a/>").into(),
            "application/xml",
            b"<a/>",
        ),
        (MediaBodyBody::Xml(Bytes::new()), "application/xml", b""),
    ];
    for (body, content_type, bytes) in cases {
        let sent = sent_both(body).await;
        assert_eq!(sent, (content_type.to_owned(), bytes.to_vec()));
    }
}

#[tokio::test]
async fn parts_are_of_the_content_types_that_are_said() {
    let upload = Upload::new(File::new("f")).purpose("p").color(color());
    let (content_type, body) = sent_both(upload).await;
    let boundary = content_type
        .strip_prefix("multipart/form-data; boundary=")
        .unwrap();
    let text = String::from_utf8(body).unwrap().replace(boundary, "B");
    let expected = "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\
                    Content-Type: image/webp\r\n\r\nf\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\
                    Content-Type: text/csv\r\n\r\np\r\n\
                    --B\r\nContent-Disposition: form-data; name=\"color\"\r\n\
                    Content-Type: application/vnd.color+json\r\n\r\n{\"R\":1,\"G\":2,\"B\":3}\r\n\
                    --B--\r\n";
    assert_eq!(text, expected);
    let own = File::new("f").content_type("image/gif");
    let (_, body) = sent_both(Upload::new(own)).await;
    let text = String::from_utf8(body).unwrap();
    assert!(text.contains("Content-Type: image/gif\r\n"), "{text}");
}

#[tokio::test]
async fn a_body_that_may_be_left_out() {
    let request = sent(|client| client.optional_media_body()).await;
    assert_eq!((request.header("content-type"), request.text()), (None, ""));
    let request = sent(|client| client.optional_media_body().body("a,b")).await;
    assert_eq!(request.header("content-type"), Some("text/csv"));
    let bytes = Bytes::from_static(b"\xFF");
    let request = sent(|client| client.optional_media_body().body(bytes.clone())).await;
    assert_eq!(request.header("content-type"), Some("image/png"));
    let jpeg = OptionalMediaBodyBody::Jpeg(bytes);
    let request = sent(|client| client.optional_media_body().body(jpeg)).await;
    assert_eq!(request.header("content-type"), Some("image/jpeg"));
    assert_eq!(request.body, b"\xFF");
}

#[tokio::test]
async fn every_answer_is_read_by_its_content_type() {
    let json = || MediaReplyOutput::Status200Json(color());
    let text = |text: &str| MediaReplyOutput::Status200Text(text.to_owned());
    let csv = |text: &str| MediaReplyOutput::Status200Csv(text.to_owned());
    let cases: [(&str, &[u8], MediaReplyOutput); 11] = [
        ("application/json", COLOR.as_bytes(), json()),
        ("Application/JSON ; charset=utf-8", COLOR.as_bytes(), json()),
        // Said to be the same, and no text of that range.
        ("text/json", COLOR.as_bytes(), json()),
        (
            "application/vnd.made+json;v=1",
            br#"{"text":"t"}"#,
            MediaReplyOutput::Status200VndMadeJson(Made::new("t")),
        ),
        ("text/csv", b"a,b", csv("a,b")),
        ("TEXT/CSV; header=absent", b"a,b", csv("a,b")),
        ("text/plain", b"t", text("t")),
        ("text/html; charset=utf-8", b"<p>", text("<p>")),
        (
            "application/pdf",
            b"%PDF\xFF",
            MediaReplyOutput::Status200Pdf(Bytes::from_static(b"%PDF\xFF")),
        ),
        // What is of none of them, or doesn't say, is taken for the best.
        ("application/hal", COLOR.as_bytes(), json()),
        ("", COLOR.as_bytes(), json()),
    ];
    for (content_type, body, expected) in cases {
        let answer = answer(200, content_type, body);
        let reply = answered(answer.clone(), |client| client.media_reply()).await;
        assert_eq!(reply.unwrap().into_value(), expected, "{content_type}");
        let server = Server::answering(answer);
        let reply = server.client().media_reply().call().unwrap();
        assert_eq!(reply, expected, "{content_type}");
    }
}

#[tokio::test]
async fn a_failure_is_read_by_its_content_type() {
    let failure = Failure::new("r");
    for (content_type, body, expected) in [
        (
            "application/json",
            br#"{"reason":"r"}"#.as_slice(),
            Some(MediaReplyErrorBody::DefaultJson(failure)),
        ),
        (
            "text/plain; charset=utf-8",
            b"r",
            Some(MediaReplyErrorBody::DefaultText("r".to_owned())),
        ),
        ("text/html", b"<p>", None),
    ] {
        let answer = answer(500, content_type, body);
        let error = answered(answer, |client| client.media_reply()).await;
        let error = error.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status);
        assert_eq!(error.body(), expected.as_ref(), "{content_type}");
    }
}

#[tokio::test]
async fn what_is_told_apart_is_asked_for() {
    let server = Server::answering(Answer::json(200, COLOR));
    server.client().media_reply().await.unwrap();
    let own = server.client().media_reply().header("Accept", "text/csv");
    own.await.unwrap();
    let accept = |request: &Received| request.header("accept").map(str::to_owned);
    let asked: Vec<_> = server.requests().iter().filter_map(accept).collect();
    // XML of the same schema is another notation of the JSON.
    let all = "application/json, application/vnd.made+json, text/*, text/csv, application/pdf, text/plain";
    assert_eq!(asked, [all, "text/csv"]);
}

#[tokio::test]
async fn any_answer_can_be_read_as_it_arrives() {
    let server = Server::answering(answer(200, "application/pdf", b"%PDF\xFF"));
    let response = server
        .client()
        .media_reply()
        .send_streaming()
        .await
        .unwrap();
    assert_eq!(response.status(), 200);
    let mut body = response.into_value();
    let mut bytes = Vec::new();
    while let Some(chunk) = body.chunk().await.unwrap() {
        bytes.extend_from_slice(&chunk);
    }
    assert_eq!(bytes, b"%PDF\xFF");
    let response = server.client().media_reply().send_streaming_blocking();
    let mut bytes = Vec::new();
    let read = response.unwrap().into_value().read_to_end(&mut bytes);
    assert_eq!(
        (read.unwrap(), bytes.as_slice()),
        (5, b"%PDF\xFF".as_slice())
    );

    let server = Server::answering(answer(404, "text/plain", b"r"));
    let error = server.client().media_reply().send_streaming().await;
    let expected = MediaReplyErrorBody::DefaultText("r".to_owned());
    assert_eq!(error.unwrap_err().body(), Some(&expected));
    let error = server.client().media_reply().send_streaming_blocking();
    assert_eq!(error.unwrap_err().body(), Some(&expected));
}
