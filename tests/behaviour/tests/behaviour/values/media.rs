use openapi_bindgen_behaviour::values::media::runtime::{Bytes, ErrorKind, Value};
use openapi_bindgen_behaviour::values::media::{
    Client, JsonAndEventsOutput, JsonAndTextBody, JsonAndTextOutput, Pet, Switch,
};

use super::{answer, header};

#[test]
fn a_parameter_is_written_by_its_media_type() {
    let call = Client::new()
        .text_parameters("a b\"")
        .q(Switch::Up)
        .any("c\"d")
        .json("e")
        .xml("<a/>")
        .x_h("f \"g\"")
        .c(7);
    let request = call.to_request().unwrap();
    assert_eq!(
        request.uri().to_string(),
        "https://h.example/a/a%20b%22?q=up&any=c%22d&json=%22e%22&xml=%3Ca%2F%3E"
    );
    assert_eq!(header(&request, "x-h"), "f \"g\"");
    assert_eq!(header(&request, "cookie"), "c=7");
}

#[test]
fn a_body_of_text_is_of_the_type_of_its_schema() {
    let call = Client::new().text_switch(Switch::Down);
    let request = call.to_request().unwrap();
    assert_eq!(request.body(), "down");
    assert_eq!(header(&request, "content-type"), "text/plain");
    let read = |text| call.read_response(answer(200, "text/plain", text));
    assert_eq!(read("up").unwrap().into_value(), Switch::Up);
    assert!(matches!(
        read("left").unwrap().into_value(),
        Switch::Unknown(_)
    ));

    let call = Client::new().text_count(-3);
    assert_eq!(call.to_request().unwrap().body(), "-3");
    let read = |text| call.read_response(answer(200, "text/plain", text));
    assert_eq!(read("12").unwrap().into_value(), 12);
    assert_eq!(read("x").unwrap_err().kind(), ErrorKind::Decode);

    let when = Client::new().text_when();
    let when = when.read_response(answer(200, "text/plain", "2024-01-02T03:04:05Z"));
    assert_eq!(when.unwrap().value().to_string(), "2024-01-02T03:04:05Z");
}

#[test]
fn any_media_type_is_what_the_schema_and_the_message_say() {
    let png = Bytes::from_static(b"\x89PNG\xFF");
    let call = Client::new().any_bytes(png.clone());
    let request = call.to_request().unwrap();
    assert_eq!(request.body(), &png);
    assert_eq!(header(&request, "content-type"), "application/octet-stream");
    let read = call.read_response(answer(200, "image/png", png.clone()));
    assert_eq!(read.unwrap().into_value(), png);

    let call = Client::new().any_text("a \"b\"");
    let request = call.to_request().unwrap();
    assert_eq!(request.body(), "a \"b\"");
    assert_eq!(header(&request, "content-type"), "text/plain");
    for (content_type, body, expected) in [
        ("text/plain;charset=UTF-8", "hello", "hello"),
        ("text/plain", "\"hello\"", "\"hello\""),
        ("application/json", "\"hello\"", "hello"),
        ("application/problem+json", "\"hello\"", "hello"),
        ("", "hello", "hello"),
        ("text/plain", "", ""),
    ] {
        let read = call.read_response(answer(200, content_type, body));
        assert_eq!(read.unwrap().into_value(), expected, "{content_type}");
    }
    let read = call.read_response(answer(200, "application/json", "hello"));
    assert_eq!(read.unwrap_err().kind(), ErrorKind::Decode);

    let call = Client::new().any_pet(Pet::new("n"));
    let request = call.to_request().unwrap();
    assert_eq!(request.body(), r#"{"name":"n"}"#);
    assert_eq!(header(&request, "content-type"), "application/json");
    // Some servers put the mark of a byte order before it.
    let json = "\u{FEFF}{\"name\":\"n\"}";
    let read = call.read_response(answer(200, "application/json", json));
    assert_eq!(read.unwrap().into_value(), Pet::new("n"));
}

#[test]
fn one_schema_in_two_encodings_is_two_variants() {
    for (body, content_type, expected) in [
        (
            JsonAndTextBody::Json("a\"".into()),
            "application/json",
            r#""a\"""#,
        ),
        (JsonAndTextBody::Text("a\"".into()), "text/plain", "a\""),
    ] {
        let request = Client::new().json_and_text(body).to_request().unwrap();
        assert_eq!(request.body(), expected);
        assert_eq!(header(&request, "content-type"), content_type);
    }
    let call = Client::new().json_and_text("x");
    let request = call.to_request().unwrap();
    assert_eq!(header(&request, "accept"), "application/json, text/csv");
    let read = |content_type, body| {
        let read = call.read_response(answer(200, content_type, body));
        read.unwrap().into_value()
    };
    assert_eq!(
        read("text/csv", "a,b"),
        JsonAndTextOutput::Status200Csv("a,b".into())
    );
    assert_eq!(
        read("application/json", "\"a,b\""),
        JsonAndTextOutput::Status200Json("a,b".into())
    );

    let call = Client::new().json_and_events();
    let request = call.to_request().unwrap();
    assert_eq!(
        header(&request, "accept"),
        "application/json, text/event-stream, application/x-ndjson"
    );
    let read = |content_type, body| {
        let read = call.read_response(answer(200, content_type, body));
        read.unwrap().into_value()
    };
    assert_eq!(
        read("text/event-stream", "data: {}\n\n"),
        JsonAndEventsOutput::Status200EventStream("data: {}\n\n".into())
    );
    assert_eq!(
        read("application/x-ndjson", "{}\n{}\n"),
        JsonAndEventsOutput::Status200XNdjson(Bytes::from_static(b"{}\n{}\n"))
    );
    assert_eq!(
        read("application/json", r#"{"name":"n"}"#),
        JsonAndEventsOutput::Status200Json(Pet::new("n"))
    );
}

#[test]
fn text_that_no_document_can_mean_is_no_variant() {
    let call = Client::new().json_and_page();
    let read = call.read_response(answer(200, "text/json", r#"{"name":"n"}"#));
    let pet: Pet = read.unwrap().into_value();
    assert_eq!(pet.name, "n");
}

#[test]
fn what_the_schema_leaves_open_is_read_by_its_content_type() {
    let call = Client::new().unsaid();
    for (content_type, body, expected) in [
        (
            "application/json",
            r#"{"a":[1]}"#,
            serde_json::json!({"a": [1]}),
        ),
        ("application/json", "", Value::Null),
        ("", "", Value::Null),
        ("", "12", 12.into()),
        ("text/csv", "1", "1".into()),
        ("text/html", "<p>", "<p>".into()),
        ("", "<p>", "<p>".into()),
    ] {
        let read = call.read_response(answer(200, content_type, body));
        assert_eq!(
            read.unwrap().into_value(),
            expected,
            "{content_type} {body}"
        );
    }
    let read = call.read_response(answer(200, "application/json", "<p>"));
    assert_eq!(read.unwrap_err().kind(), ErrorKind::Decode);
}

#[test]
fn every_body_of_parts_has_a_boundary() {
    let request = Client::new().mixed(Pet::new("n")).to_request().unwrap();
    let content_type = header(&request, "content-type");
    let boundary = content_type
        .strip_prefix("multipart/mixed; boundary=")
        .unwrap();
    let text = std::str::from_utf8(request.body()).unwrap();
    assert_eq!(
        text.replace(boundary, "B"),
        "--B\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nn\r\n--B--\r\n"
    );
}
