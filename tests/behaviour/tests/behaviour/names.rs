//! Methods, paths and servers; parameters and members with the names of what is emitted.

use openapi_bindgen_behaviour::current::runtime::Operation;
use openapi_bindgen_behaviour::current::{Call, Client, Letters, Locals, LocalsRequired};
use serde_json::json;

use crate::server::{Answer, Server, sent, target};

#[tokio::test]
async fn methods() {
    async fn method<O: Operation>(call: impl FnOnce(&Client) -> Call<O>) -> String {
        let request = sent(call).await;
        assert_eq!(request.target, "/methods");
        assert_eq!(request.body, b"");
        request.method
    }
    let sent = [
        method(|client| client.method_get()).await,
        method(|client| client.method_put()).await,
        method(|client| client.method_post()).await,
        method(|client| client.method_delete()).await,
        method(|client| client.method_options()).await,
        method(|client| client.method_head()).await,
        method(|client| client.method_patch()).await,
        method(|client| client.method_trace()).await,
    ];
    let expected = [
        "GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE",
    ];
    assert_eq!(sent, expected);
}

#[tokio::test]
async fn paths_that_differ_in_a_fragment_or_a_query() {
    let cases = [
        (target(|client| client.same_first()).await, "/same"),
        (target(|client| client.same_second()).await, "/same"),
        (
            target(|client| client.same_third()).await,
            "/same?kind=third",
        ),
        (
            target(|client| client.same_third().limit(3)).await,
            "/same?kind=third&limit=3",
        ),
        (
            target(|client| client.same_fourth()).await,
            "/same?kind=fourth",
        ),
        (
            target(|client| client.odd_literal("ü b")).await,
            "/%C3%BC%20b/%C3%BC%20b",
        ),
    ];
    for (sent, expected) in cases {
        assert_eq!(sent, expected);
    }
}

#[test]
fn servers() {
    let client = Client::new();
    let own = client.own_server().to_request().unwrap();
    assert_eq!(own.uri(), "https://eu.example.com/files/server");
    let shared = client.api_server().to_request().unwrap();
    assert_eq!(shared.uri(), "https://api.example.com/v1/unserved");
    let client = client.base_url("http://localhost:1/base/");
    let own = client.own_server().to_request().unwrap();
    assert_eq!(own.uri(), "http://localhost:1/base/server");
    let of_the_call = client.own_server().base_url("http://localhost:2");
    assert_eq!(
        of_the_call.to_request().unwrap().uri(),
        "http://localhost:2/server"
    );
}

#[tokio::test]
async fn what_stands_beside_the_operations_of_a_path() {
    let inherited = sent(|client| client.inherited("i").limit(3).x_both("b")).await;
    assert_eq!(inherited.target, "/of-the-path/i?limit=3");
    assert_eq!(inherited.header("x-both"), Some("b"));
    // Of one name and place, the operation's own holds; another place is another parameter.
    let overridden = sent(|client| {
        let call = client.overridden("i", true);
        call.x_both("h").x_both_query("q")
    });
    let overridden = overridden.await;
    assert_eq!(overridden.target, "/of-the-path/i?limit=true&X-Both=q");
    assert_eq!(overridden.header("x-both"), Some("h"));
    let client = Client::new();
    assert_eq!(
        client.inherited("i").to_request().unwrap().uri(),
        "https://path.example.com/of-the-path/i"
    );
    assert_eq!(
        client.overridden("i", false).to_request().unwrap().uri(),
        "https://operation.example.com/of-the-path/i?limit=false"
    );
}

#[tokio::test]
async fn parameters_and_members_named_like_locals() {
    let body = r#"{"json":"a","fields":"b","object":"c","self":"d","type":"e","runtime":"f","value":"g","new":"h"}"#;
    let server = Server::answering(Answer::json(200, body));
    let locals = Locals::new(LocalsRequired {
        json: "a",
        fields: "b",
        object: "c",
        self_: "d",
    })
    .r#type("e")
    .runtime("f");
    let locals = locals.value("g").new_value("h");
    let call = server.client().locals("p", "1", "2", "3", "4");
    let call = call
        .client("5")
        .r#type("6")
        .json("7")
        .fields("8")
        .object("9");
    let call = call.runtime("10").path("11").body(locals.clone());
    assert_eq!(call.await.unwrap(), locals);
    let request = server.request();
    assert_eq!(
        request.target,
        "/locals/p?request=1&reply=2&self=3&body=4&client=5&type=6&json=7&fields=8&object=9&runtime=10"
    );
    assert_eq!(request.header("path"), Some("11"));
    assert_eq!(
        request.json(),
        json!({"json": "a", "fields": "b", "object": "c", "self": "d", "type": "e", "runtime": "f", "value": "g", "new": "h"})
    );
}

#[test]
fn letters_of_any_script_are_written_as_they_stand_in_the_document() {
    let letters = Letters::new().alpha("a").u043e_u0441("b").taphel("c");
    let letters = letters.größe("d").имя("e");
    assert_eq!(
        serde_json::to_value(letters).unwrap(),
        json!({"α": "a", "ос": "b", "Taphʿel": "c", "Größe": "d", "имя": "e"})
    );
}
