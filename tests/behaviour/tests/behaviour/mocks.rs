//! The mock with bodies and answers of several media types.

use openapi_bindgen_behaviour::current::mock::Mock;
use openapi_bindgen_behaviour::current::runtime::{Bytes, File};
use openapi_bindgen_behaviour::current::{
    Color, ColorRequired, Made, MediaBodyBody, MediaReplyOutput, OptionalMediaBodyBody, Upload,
};

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
