use openapi_bindgen_behaviour::values::one_reading::{Client, Filter};

use super::{keeps, refused};
use crate::server::{Answer, Received, Server};

fn client(server: &Server) -> Client {
    Client::new("secret").base_url(server.url()).retries(0)
}

fn named() -> Server {
    Server::answering(Answer::json(200, r#"{"name":"Rex"}"#))
}

#[test]
fn properties_are_those_that_a_reference_leads_to() {
    let filter: Filter = keeps(r#"{"text":"a","limit":5}"#);
    assert_eq!((filter.text.as_str(), filter.limit.is_null()), ("a", false));
    assert!(
        keeps::<Filter>(r#"{"text":"a","limit":null}"#)
            .limit
            .is_null()
    );
    assert_eq!(
        refused::<Filter>(r#"{"text":1}"#),
        "at `text`: expected a string, found a number"
    );
}

#[tokio::test]
async fn a_query_has_a_body_and_what_the_path_needs() {
    let server = named();
    let call = client(&server).query_pets("a/b", "x y", Filter::new("t"));
    assert_eq!(call.await.expect("an answer").name, "Rex");
    is_the_query(&server.request());
}

#[test]
fn a_query_goes_over_the_blocking_transport() {
    let server = named();
    let call = client(&server).query_pets("a/b", "x y", Filter::new("t"));
    assert_eq!(call.call().expect("an answer").name, "Rex");
    is_the_query(&server.request());
}

fn is_the_query(request: &Received) {
    assert_eq!(request.method, "QUERY");
    assert_eq!(request.target, "/pets/a%2Fb?all=x%20y");
    assert_eq!(request.text(), r#"{"text":"t"}"#);
    // The alternative that names a scheme without a definition is left out, and the other one is met.
    assert_eq!(request.header("authorization"), Some("Bearer secret"));
}

#[tokio::test]
async fn an_operation_is_what_a_reference_in_its_place_leads_to() {
    let server = named();
    let call = client(&server).shared(5);
    assert_eq!(call.await.expect("an answer").name, "Rex");
    assert_eq!(server.request().target, "/shared?limit=5");
}

#[tokio::test]
async fn a_path_leads_through_several_references() {
    let server = Server::answering(Answer::nothing());
    client(&server).remove().await.expect("an answer");
    assert_eq!(server.request().method, "DELETE");
}

#[tokio::test]
async fn an_operation_with_the_id_of_another_is_called_by_its_path() {
    let server = Server::answering(Answer::nothing());
    client(&server).get_slashless().await.expect("an answer");
    assert_eq!(server.request().target, "/slashless");
}
