//! What is made of every answer.

use openapi_bindgen_behaviour::current::runtime::{Bytes, ErrorKind};
use openapi_bindgen_behaviour::current::{
    Color, ColorRequired, Failure, Made, Missing, Problem, RepliesErrorBody, RepliesOutput,
    ReplyClassOutput,
};

use crate::server::{Answer, Server, answered, sent};

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

#[tokio::test]
async fn every_success() {
    let bytes = Bytes::from_static(b"\0\xFF");
    let cases = [
        (Answer::json(200, COLOR), RepliesOutput::Status200(color())),
        (
            Answer::json(201, r#"{"text":"t","more":1}"#),
            RepliesOutput::Status201(Made::new("t")),
        ),
        (
            answer(202, "text/plain; charset=utf-8", "é".as_bytes()),
            RepliesOutput::Status202("é".to_owned()),
        ),
        (Answer::nothing(), RepliesOutput::Status204),
        (
            answer(206, "application/octet-stream", b"\0\xFF"),
            RepliesOutput::Status206(bytes),
        ),
    ];
    for (answer, expected) in cases {
        let status = answer.status;
        let response = answered(answer, |client| client.replies()).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.into_value(), expected, "{status}");
    }
}

#[tokio::test]
async fn every_failure() {
    let cases = [
        (
            Answer::json(404, r#"{"missing":"x"}"#),
            Some(RepliesErrorBody::Status404(Missing::new("x"))),
        ),
        (
            answer(409, "text/plain", b"taken"),
            Some(RepliesErrorBody::Status409("taken".to_owned())),
        ),
        (
            answer(422, "application/problem+json", br#"{"title":"t"}"#),
            Some(RepliesErrorBody::Status4xx(Problem::new("t"))),
        ),
        (
            Answer::json(500, r#"{"reason":"r"}"#),
            Some(RepliesErrorBody::Default(Failure::new("r"))),
        ),
        // What isn't as declared is kept as it came.
        (Answer::json(404, r#"{"title":"t"}"#), None),
        (answer(502, "text/html", b"<html>"), None),
    ];
    for (answer, expected) in cases {
        let (status, body) = (answer.status, answer.body.clone());
        let error = answered(answer, |client| client.replies())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Status, "{status}");
        assert_eq!(error.status().unwrap(), status);
        assert_eq!(error.body(), expected.as_ref(), "{status}");
        assert_eq!(error.raw_body().unwrap(), &body);
    }
}

#[tokio::test]
async fn successes_that_are_not_declared_or_not_as_declared() {
    for (answer, why) in [
        (Answer::json(207, COLOR), "a status that is not declared"),
        (Answer::json(200, "{}"), "a member is missing"),
        (
            Answer::json(200, r#"{"text":"t"}"#),
            "the body of another status",
        ),
        (Answer::json(201, COLOR), "the body of another status"),
        (Answer::json(200, ""), "no body"),
        (answer(202, "text/plain", b"\xFF"), "no UTF-8"),
    ] {
        let (status, body) = (answer.status, answer.body.clone());
        let error = answered(answer, |client| client.replies())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{why}");
        assert_eq!(error.status().unwrap(), status, "{why}");
        assert_eq!(error.raw_body().unwrap(), &body, "{why}");
        assert_eq!(error.body(), None, "{why}");
    }
}

#[tokio::test]
async fn one_status_before_its_class() {
    let made = answered(Answer::json(201, r#"{"text":"t"}"#), |client| {
        client.reply_class()
    });
    let made = made.await.unwrap().into_value();
    assert_eq!(made, ReplyClassOutput::Status201(Made::new("t")));
    for status in [200, 202, 299] {
        let reply = answered(Answer::json(status, COLOR), |client| client.reply_class()).await;
        let reply = reply.unwrap().into_value();
        assert_eq!(reply, ReplyClassOutput::Status2xx(color()), "{status}");
    }
    let failed = |status| Answer::json(status, r#"{"reason":"r"}"#);
    let error = answered(failed(503), |client| client.reply_class()).await;
    assert_eq!(error.unwrap_err().body(), Some(&Failure::new("r")));
    // No response of that class is declared.
    let error = answered(failed(404), |client| client.reply_class()).await;
    assert_eq!(error.unwrap_err().body(), None);
}

#[tokio::test]
async fn a_default_alone_is_the_success() {
    let reply = answered(Answer::json(203, COLOR), |client| client.reply_default()).await;
    assert_eq!(reply.unwrap().into_value(), color());
    let error = answered(Answer::json(500, COLOR), |client| client.reply_default()).await;
    assert_eq!(error.unwrap_err().kind(), ErrorKind::Status);
}

#[tokio::test]
async fn operations_with_one_success() {
    let reply = answered(
        answer(200, "application/vnd.example+json", COLOR.as_bytes()),
        |client| client.reply_one(),
    );
    assert_eq!(reply.await.unwrap().into_value(), color());
    let missing = Answer::json(404, r#"{"missing":"x"}"#);
    let error = answered(missing.clone(), |client| client.reply_one()).await;
    assert_eq!(error.unwrap_err().body(), Some(&Missing::new("x")));
    let elsewhere = Answer {
        status: 403,
        ..missing
    };
    let error = answered(elsewhere, |client| client.reply_one()).await;
    assert_eq!(error.unwrap_err().body(), None);

    let text = answered(answer(200, "text/csv", b"a,b\n"), |client| {
        client.reply_text()
    })
    .await;
    assert_eq!(text.unwrap().into_value(), "a,b\n");
    let bytes = answered(answer(200, "application/pdf", b"%PDF\xFF"), |client| {
        client.reply_bytes()
    });
    assert_eq!(bytes.await.unwrap().into_value(), b"%PDF\xFF".as_slice());
    let list = answered(Answer::json(200, format!("[{COLOR},{COLOR}]")), |client| {
        client.reply_list()
    });
    assert_eq!(list.await.unwrap().into_value(), [color(), color()]);
    let list = answered(Answer::json(200, "[]"), |client| client.reply_list()).await;
    assert_eq!(list.unwrap().into_value(), []);
    // Nothing is declared: what comes nevertheless is not looked at.
    let none = answered(Answer::json(200, "odd"), |client| client.reply_none()).await;
    none.unwrap().into_value();
}

#[tokio::test]
async fn the_media_types_that_are_read_are_asked_for() {
    let accept = |request: crate::server::Received| request.header("accept").map(str::to_owned);
    let server = Server::answering(Answer::json(200, "[]"));
    let _ = server.client().reply_list().await;
    let _ = server.client().reply_text().await;
    let _ = server.client().reply_bytes().await;
    let _ = server.client().reply_one().await;
    let sent_types: Vec<_> = server.requests().into_iter().map(accept).collect();
    let expected = [
        "application/json",
        "text/csv",
        "application/pdf",
        "application/vnd.example+json",
    ];
    // Errors have types of their own, which may be asked for too.
    for (sent, expected) in sent_types.iter().zip(expected) {
        let sent = sent.as_deref().unwrap_or_default();
        assert_eq!(sent.split(',').next(), Some(expected), "{sent}");
    }
    let several = sent(|client| client.replies()).await;
    let several = several.header("accept").unwrap().to_owned();
    for media_type in ["application/json", "text/plain", "application/octet-stream"] {
        assert!(several.contains(media_type), "{several}");
    }
}

#[test]
fn the_same_over_the_blocking_transport() {
    let server = Server::answering(Answer::json(200, COLOR));
    let reply = server.client().replies().call().unwrap();
    assert_eq!(reply, RepliesOutput::Status200(color()));
    let server = Server::answering(Answer::json(404, r#"{"missing":"x"}"#));
    let error = server.client().replies().call().unwrap_err();
    assert_eq!(
        error.body(),
        Some(&RepliesErrorBody::Status404(Missing::new("x")))
    );
}
