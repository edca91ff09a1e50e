use openapi_bindgen_behaviour::values::statuses::runtime::{Bytes, ErrorKind};
use openapi_bindgen_behaviour::values::statuses::{Client, FileOutput, OrNothingOutput, Pet};

use super::{answer, answer_with, read};

#[test]
fn what_never_has_a_body_is_read_without_one() {
    let nothing = |status| answer(status, "", "");
    let client = Client::new();
    client.no_content().read_response(nothing(204)).unwrap();
    client.reset().read_response(nothing(205)).unwrap();
    let head = answer(200, "application/json", "");
    client.head().read_response(head).unwrap();
    let output = client.or_nothing().read_response(nothing(204)).unwrap();
    assert_eq!(output.into_value(), OrNothingOutput::Status204);
    let pet = r#"{"name":"n"}"#;
    let output = client
        .or_nothing()
        .read_response(answer(200, "application/json", pet));
    assert_eq!(
        output.unwrap().into_value(),
        OrNothingOutput::Status200(read(pet))
    );
}

#[test]
fn a_redirect_that_is_declared_is_an_answer() {
    let client = Client::new();
    let go = |status| answer_with(status, &[("location", "https://other.example/x")], "");
    let login = client.login().read_response(go(307)).unwrap();
    assert_eq!(login.headers()["location"], "https://other.example/x");
    let file = client.file().read_response(go(302)).unwrap();
    assert_eq!(file.into_value(), FileOutput::Status302);
    let file = answer(200, "application/pdf", "%PDF");
    let file = client.file().read_response(file).unwrap();
    assert_eq!(
        file.into_value(),
        FileOutput::Status200(Bytes::from_static(b"%PDF"))
    );
    let error = client.file().read_response(go(307)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    let error = client.login().read_response(go(302)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
}

#[test]
fn what_has_moved_is_no_answer_beside_a_success() {
    let location = ("location", "/elsewhere");
    let moved = answer_with(
        301,
        &[location, ("content-type", "application/json")],
        r#"{"url":"u"}"#,
    );
    let call = Client::new().moved();
    let error = call.read_response(moved).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Redirect);
    assert_eq!(error.location(), Some("/elsewhere"));
    assert_eq!(error.body().unwrap().url, "u");
    let pet: Pet = call
        .read_response(answer(200, "application/json", r#"{"name":"n"}"#))
        .unwrap()
        .into_value();
    assert_eq!(pet.name, "n");
}

#[test]
fn nothing_has_changed_is_no_redirect() {
    let client = Client::new();
    let unchanged = || answer(304, "", "");
    client.unchanged().read_response(unchanged()).unwrap();
    let error = client.conditional().read_response(unchanged()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert_eq!(
        error.to_string(),
        "GET /conditional: nothing has changed: 304 Not Modified"
    );
    let error = client
        .only_default()
        .read_response(unchanged())
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Status);
    assert!(!error.is_retryable());
}

#[test]
fn a_default_that_is_the_success_too_types_the_errors() {
    let pet = |status| answer(status, "application/json", r#"{"name":"n"}"#);
    let call = Client::new().only_default();
    assert_eq!(call.read_response(pet(200)).unwrap().into_value().name, "n");
    let error = call.read_response(pet(500)).unwrap_err();
    assert_eq!(error.body().unwrap().name, "n");
}
