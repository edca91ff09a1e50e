use openapi_bindgen_behaviour::values::errors::runtime::ErrorKind;
use openapi_bindgen_behaviour::values::errors::{Client, SeveralErrorBody};
use openapi_bindgen_behaviour::values::secret_messages;

use super::{answer, answer_with};

const JSON: &str = "application/json";

#[test]
fn an_error_says_why() {
    let call = Client::new().strict();
    let text = |status, content_type, body| {
        let read = call.read_response(answer(status, content_type, body));
        read.unwrap_err().to_string()
    };
    assert_eq!(
        text(200, JSON, r#"{"name":7}"#),
        "GET /strict: the response can't be decoded: 200 OK: at `name`: expected a string, found a number"
    );
    assert_eq!(
        text(200, "text/html; charset=utf-8", "<html>Log in, SECRET"),
        "GET /strict: the response can't be decoded: 200 OK: expected JSON, found text/html"
    );
    assert_eq!(
        text(200, "x/secret", "SECRET"),
        "GET /strict: the response can't be decoded: 200 OK: expected JSON, found another media type"
    );
    assert_eq!(
        text(
            409,
            JSON,
            r#"{"detail":"It exists\u202e.\nReally","other":"SECRET"}"#
        ),
        "GET /strict: the server responded with an error: 409 Conflict: It exists . Really"
    );
    let error = call.read_response(answer(422, JSON, r#"{"detail":[{"msg":"needed\n"}]}"#));
    assert_eq!(error.unwrap_err().message(), Some("needed\n"));
    let location = ("location", "https://u:SECRET@h.example/x?SECRET#SECRET");
    let error = call.read_response(answer_with(302, &[location], ""));
    assert_eq!(
        error.unwrap_err().to_string(),
        "GET /strict: redirects aren't followed: 302 Found, to https://h.example/x"
    );
    let error = Client::new().sent("").read_response(answer(204, "", ""));
    assert!(error.is_ok());
}

#[test]
fn a_message_that_may_be_secret_is_not_shown() {
    let call = secret_messages::Client::new().get_a();
    let fault = answer(400, JSON, r#"{"error":{"message":"SECRET"}}"#);
    let error = call.read_response(fault).unwrap_err();
    assert_eq!(error.message(), None);
    assert!(!format!("{error} {error:?}").contains("SECRET"));
    assert!(error.body().unwrap().error.is_some());
}

#[test]
fn a_success_that_holds_the_declared_error_is_that_error() {
    let fault = r#"{"message":"m","reason":"r"}"#;
    let client = Client::new();
    let error = client.strict().read_response(answer(200, JSON, fault));
    let error = error.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(error.status().unwrap(), 200);
    assert_eq!(error.body().unwrap().reason, "r");
    assert_eq!(error.message(), Some("m"));
    assert!(!error.is_retryable());

    let several = |body| client.several().read_response(answer(200, JSON, body));
    let error = several(r#"{"login":"https://h.example"}"#).unwrap_err();
    assert!(matches!(
        error.body(),
        Some(SeveralErrorBody::Status401(other)) if other.login == "https://h.example"
    ));
    let error = several(fault).unwrap_err();
    assert!(matches!(error.body(), Some(SeveralErrorBody::Status400(_))));
    assert!(several("[]").is_ok());

    let loose = |body| client.loose().read_response(answer(200, JSON, body));
    let error = loose(r#"{"message":"m"}"#).unwrap_err();
    assert_eq!(
        (error.kind(), error.message()),
        (ErrorKind::Status, Some("m"))
    );
    // Neither says a message, nor lacks what a success has.
    for body in [
        "{}",
        r#"{"nam":"n"}"#,
        r#"{"name":"n","message":"m","owner":{"age":"x"}}"#,
    ] {
        assert_eq!(loose(body).unwrap_err().kind(), ErrorKind::Decode, "{body}");
    }
    let both = client
        .loose()
        .read_response(answer(200, JSON, r#"{"name":"n","message":"m"}"#));
    assert_eq!(both.unwrap().into_value().name, "n");
}

#[test]
fn statuses_in_a_row_have_the_body_that_they_share() {
    let call = Client::new().in_a_row();
    let has_body = |status| {
        let fault = answer(status, JSON, r#"{"message":"m","reason":"r"}"#);
        call.read_response(fault).unwrap_err().body().is_some()
    };
    assert!([402, 403, 404].into_iter().all(has_body));
    assert!(!has_body(401) && !has_body(405));
}
