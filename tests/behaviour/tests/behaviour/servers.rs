//! Which server a client calls.

use std::error::Error as _;

use openapi_bindgen_behaviour::servers::{
    Client, OpenPort, OpenServer, Server, YoursScheme, YoursServer,
};
use openapi_bindgen_behaviour::unplaced;

use crate::server::{Answer, Server as Loopback};

fn uri(client: &Client) -> String {
    client.things().to_request().unwrap().uri().to_string()
}

fn problem(client: &Client) -> String {
    client.things().to_request().unwrap_err().to_string()
}

#[test]
fn servers_are_chosen_by_name() {
    let client = Client::new();
    assert_eq!(uri(&client), "https://api.example.com/v1/things");
    let yours = client.clone().server(YoursServer::new());
    assert_eq!(uri(&yours), "https://localhost:443/v1/things");
    let back = yours.server(Server::Production);
    assert_eq!(uri(&back), "https://api.example.com/v1/things");
    // What was set last holds.
    let by_hand = back.base_url("https://a.example");
    assert_eq!(uri(&by_hand), "https://a.example/things");
}

#[tokio::test]
async fn variables_stand_in_the_url() {
    let loopback = Loopback::answering(Answer::nothing());
    let port = loopback.url().rsplit(':').next().unwrap().to_owned();
    let server = YoursServer::new()
        .scheme(YoursScheme::Http)
        .host("127.0.0.1")
        .port(port)
        .base("v2/beta/");
    Client::new().server(server).things().await.unwrap();
    assert_eq!(loopback.request().target, "/v2/beta/things");
}

#[tokio::test]
async fn a_value_that_leads_elsewhere_is_refused() {
    for host in ["evil.example/", "u@evil.example", "a b", "a?b", "a#b"] {
        let client = Client::new().server(YoursServer::new().host(host));
        let expected =
            "server variable `host` has a value that isn't allowed at its place in the URL";
        assert_eq!(problem(&client), expected, "{host}");
        let error = client.things().await.unwrap_err();
        assert_eq!(error.attempts(), 0);
        assert!(!format!("{error} {error:?}").contains("evil"));
    }
    let client = Client::new().server(YoursServer::new().host(""));
    assert_eq!(problem(&client), "base URL has no host");
    let client = Client::new().server(YoursServer::new().port("none"));
    assert_eq!(problem(&client), "base URL has an invalid port");
    let client = Client::new().server(YoursServer::new().base("../admin"));
    assert!(problem(&client).starts_with("server variable `base`"));
}

#[test]
fn a_variable_without_a_list_leaves_the_host_as_it_is() {
    let open = OpenServer::new;
    let at = |server: OpenServer| uri(&Client::new().server(server));
    assert_eq!(at(open()), "https://api.example.com/v2/things");
    let other = open().scheme("http").port(OpenPort::N8443).base("/v3");
    assert_eq!(at(other), "http://api.example.com:8443/v3/things");
    for (variable, server) in [
        ("scheme", open().scheme("http://127.0.0.1:1/x")),
        ("base", open().base(".evil.example")),
        ("base", open().base("/a/%2E%2e/admin")),
    ] {
        let expected = format!(
            "server variable `{variable}` has a value that isn't allowed at its place in the URL"
        );
        assert_eq!(problem(&Client::new().server(server)), expected);
    }
}

#[tokio::test]
async fn a_server_that_cant_be_called_is_the_error_of_the_call() {
    let client = Client::new();
    let error = client.elsewhere().await.unwrap_err();
    assert_eq!(error.source().unwrap().to_string(), "URL contains a user");
    assert!(!format!("{error} {error:?}").contains("hush"));
    let loopback = Loopback::answering(Answer::nothing());
    client.base_url(loopback.url()).elsewhere().await.unwrap();
    assert_eq!(loopback.request().target, "/elsewhere");
}

#[tokio::test]
async fn without_a_host_a_call_says_what_to_set() {
    let client = unplaced::Client::new();
    let error = client.things().await.unwrap_err();
    assert_eq!(
        error.source().unwrap().to_string(),
        "URL has no host: the document names only the path `/v1`, so set `base_url` to a URL with that path"
    );
    let loopback = Loopback::answering(Answer::nothing());
    let client = client.base_url(format!("{}/v1", loopback.url()));
    client.things().await.unwrap();
    assert_eq!(loopback.request().target, "/v1/things");
}
