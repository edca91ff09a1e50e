//! The mock with bodies and responses of several media types, and the mocks of resources.

use openapi_bindgen_behaviour::current::mock::Mock;
use openapi_bindgen_behaviour::current::runtime::{Bytes, File};
use openapi_bindgen_behaviour::current::{
    Color, ColorRequired, Made, MediaBodyBody, MediaReplyOutput, OptionalMediaBodyBody, Upload,
};
use openapi_bindgen_behaviour::resources::mock::{CustomersCardsAddReceived, Mock as Shop};
use openapi_bindgen_behaviour::resources::types::{Card, Customer};

fn color(r: i64, g: i64, b: i64) -> Color {
    Color::new(ColorRequired { r, g, b })
}

#[test]
fn a_body_is_read_back_by_its_content_type() {
    let mock = Mock::start().unwrap();
    let bodies: [MediaBodyBody; 6] = [
        color(1, 2, 3).into(),
        Made::new("t").into(),
        "t".into(),
        Bytes::from_static(b"<a/>").into(),
        // These are left to the request.
        MediaBodyBody::Form(color(1, 2, 3)),
        Upload::new(File::new("f")).into(),
    ];
    for body in bodies.clone() {
        mock.client().media_body(body).call().unwrap();
    }
    let calls = mock.media_body().calls();
    assert_eq!(calls.len(), bodies.len());
    for (call, body) in calls.iter().zip(&bodies).take(4) {
        assert_eq!(call.body.as_ref(), Some(body));
    }
    assert!(calls[4..].iter().all(|call| call.body.is_none()));
    assert_eq!(calls[4].request.body().as_ref(), b"R=1&G=2&B=3");
}

#[test]
fn a_body_that_is_left_out_is_none() {
    let mock = Mock::start().unwrap();
    let jpeg = OptionalMediaBodyBody::Jpeg(Bytes::from_static(b"\xFF"));
    let call = || mock.client().optional_media_body();
    call().call().unwrap();
    call().body(jpeg.clone()).call().unwrap();
    let calls = mock.optional_media_body().calls();
    assert_eq!(calls[0].body, None);
    assert_eq!(calls[1].body, Some(jpeg));
}

#[tokio::test]
async fn an_output_is_answered_as_its_media_type() {
    let outputs = [
        (
            MediaReplyOutput::Status200Json(color(1, 2, 3)),
            "application/json",
        ),
        (
            MediaReplyOutput::Status200VndMadeJson(Made::new("t")),
            "application/vnd.made+json",
        ),
        (
            MediaReplyOutput::Status200Text("t".to_owned()),
            "text/plain; charset=utf-8",
        ),
        (MediaReplyOutput::Status200Csv("a".to_owned()), "text/csv"),
        (
            MediaReplyOutput::Status200Pdf(Bytes::from_static(b"\xFF")),
            "application/pdf",
        ),
    ];
    for (output, content_type) in outputs {
        let mock = Mock::start().unwrap();
        mock.media_reply().replies(output.clone());
        let response = mock.client().media_reply().send().await.unwrap();
        assert_eq!(response.headers()["content-type"], content_type);
        assert_eq!(response.into_value(), output);
        let streamed = mock.client().media_reply().send_streaming().await.unwrap();
        assert!(streamed.into_value().chunk().await.unwrap().is_some());
    }
}

#[test]
fn the_mock_of_a_resource_is_reached_as_its_operations_are() {
    let mock = Shop::start().unwrap();
    let listed = vec![Customer::new("c_1")];
    mock.customers().list().replies(listed.clone());
    mock.customers().cards().add().replies(Card::new("1"));
    mock.ping().replies(());

    let client = mock.client();
    let customers = client.customers().list().limit(1).call().unwrap();
    assert_eq!(customers, listed);
    let card = client.customers().cards().add("c_1", Card::new("2"));
    assert_eq!(card.call().unwrap().number, "1");
    client.ping().call().unwrap();

    assert_eq!(mock.customers().list().calls()[0].limit, Some(1));
    let added: Vec<CustomersCardsAddReceived> = mock.customers().cards().add().calls();
    assert_eq!(added[0].id, "c_1");
    assert_eq!(added[0].body, Card::new("2"));
    assert_eq!(mock.ping().calls().len(), 1);
}

/// The mock has a method `requests` of its own: a resource called so is reached by another.
#[test]
fn a_resource_hides_no_method_of_the_mock() {
    let mock = Shop::start().unwrap();
    mock.client().requests().list().call().unwrap();
    assert_eq!(mock.requests().len(), 1);
    assert_eq!(mock.requests_resource().list().calls().len(), 1);
}
