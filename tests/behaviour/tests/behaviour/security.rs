//! Credentials: where each goes, which of several are taken, and that nothing shows them.

use openapi_bindgen_behaviour::current::{Client, SecretKey};

use crate::server::{Answer, Server, refused, sent};

/// A client with a credential of every scheme.
fn all(client: &Client) -> Client {
    let client = client
        .clone()
        .with_bearer("b-key")
        .with_basic("Aladdin", "open sesame");
    let client = client.with_in_header("h-secret").with_in_query("q key&");
    client.with_in_cookie("c-key").with_oauth("o-key")
}

#[tokio::test]
async fn each_scheme_alone() {
    let request = sent(|client| all(client).secured_bearer()).await;
    assert_eq!(request.header("authorization"), Some("Bearer b-key"));
    assert_eq!(request.target, "/secured/bearer");
    assert_eq!(request.header("x-key"), None);
    assert_eq!(request.header("cookie"), None);

    // The example of RFC 7617 §2.
    let request = sent(|client| all(client).secured_basic()).await;
    assert_eq!(
        request.header("authorization"),
        Some("Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==")
    );

    let request = sent(|client| all(client).secured_header()).await;
    assert_eq!(request.header("x-key"), Some("h-secret"));
    assert_eq!(request.header("authorization"), None);

    let request = sent(|client| all(client).secured_query()).await;
    assert_eq!(request.target, "/secured/query?api%20key=q%20key%26");
    let request = sent(|client| all(client).secured_query().limit(3)).await;
    assert_eq!(
        request.target,
        "/secured/query?limit=3&api%20key=q%20key%26"
    );

    let request = sent(|client| all(client).secured_cookie().theme("dark")).await;
    assert_eq!(request.header("cookie"), Some("theme=dark; session=c-key"));

    let request = sent(|client| all(client).secured_oauth()).await;
    assert_eq!(request.header("authorization"), Some("Bearer o-key"));
}

#[tokio::test]
async fn one_of_several() {
    // The first that there are credentials for.
    let request = sent(|client| all(client).secured_either()).await;
    assert_eq!(request.header("authorization"), Some("Bearer b-key"));
    assert_eq!(request.header("x-key"), None);

    let both = |client: &Client| client.clone().with_in_header("h").with_in_query("q");
    let request = sent(|client| both(client).secured_either()).await;
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("x-key"), Some("h"));
    assert_eq!(request.target, "/secured/either?api%20key=q");

    // Half of an alternative is none.
    let problem = refused(|client| client.clone().with_in_header("h").secured_either()).await;
    assert_eq!(problem, "credential `bearer` or `in-query` is missing");
    let problem = refused(|client| client.secured_header()).await;
    assert_eq!(problem, "credential `in-header` is missing");
    let problem = refused(|client| client.clone().with_bearer("").secured_bearer()).await;
    assert_eq!(problem, "credential `bearer` is empty");
}

#[tokio::test]
async fn none_at_all() {
    let request = sent(|client| all(client).secured_not()).await;
    assert_eq!(request.header("authorization"), None);
    assert_eq!(request.header("cookie"), None);
    assert_eq!(request.target, "/secured/not");

    let request = sent(|client| client.secured_perhaps()).await;
    assert_eq!(request.header("authorization"), None);
    let request = sent(|client| all(client).secured_perhaps()).await;
    assert_eq!(request.header("authorization"), Some("Bearer b-key"));
}

#[tokio::test]
async fn a_call_may_have_its_own() {
    let request = sent(|client| {
        let call = all(client).secured_bearer();
        call.credential("bearer", SecretKey::from("call-key"))
    });
    assert_eq!(
        request.await.header("authorization"),
        Some("Bearer call-key")
    );
}

#[test]
fn nothing_shows_a_credential() {
    let client = all(&Client::new());
    let shown = [
        format!("{client:?}"),
        format!("{:?}", client.secured_bearer()),
        format!("{:?}", client.secured_bearer().to_request().unwrap()),
        format!("{:?}", client.secured_basic().to_request().unwrap()),
        format!("{:?}", client.secured_header().to_request().unwrap()),
        format!("{:?}", client.secured_cookie().to_request().unwrap()),
    ];
    for text in shown {
        let secrets = [
            "b-key", "h-secret", "q key", "c-key", "o-key", "sesame", "QWxh",
        ];
        assert!(
            !secrets.iter().any(|secret| text.contains(secret)),
            "{text}"
        );
    }
}

#[tokio::test]
async fn sensitive_parameters_are_sent_and_not_shown() {
    let call = |client: &Client| client.secrets("hush1").token("hush2").x_token("hush3");
    let request = sent(call).await;
    assert_eq!(request.target, "/secrets/hush1?token=hush2");
    assert_eq!(request.header("x-token"), Some("hush3"));
    let server = Server::answering(Answer::json(404, "{}"));
    let error = call(&server.client()).await.unwrap_err();
    let call = call(&Client::new());
    for shown in [
        format!("{call:?}"),
        format!("{:?}", call.operation()),
        format!("{error} {error:?}"),
        format!("{:?}", call.to_request().unwrap().headers()),
    ] {
        assert!(!shown.contains("hush"), "{shown}");
    }
}
