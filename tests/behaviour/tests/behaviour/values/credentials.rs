use openapi_bindgen_behaviour::values::{unsaid_security, unsupported_security};

use super::header;

#[test]
fn credentials_are_sent_where_nothing_says_that_they_are_needed() {
    use unsaid_security::Client;
    let client = Client::new();
    let request = client.get_a().to_request().unwrap();
    assert_eq!(request.uri(), "https://h.example/a");
    let client = client.with_app_key("k");
    let request = client.get_a().to_request().unwrap();
    assert_eq!(header(&request, "x-key"), "k");
    let client = client.with_app_id("i");
    let request = client.get_a().to_request().unwrap();
    assert_eq!(request.uri(), "https://h.example/a?app_id=i");
    assert_eq!(header(&request, "x-key"), "k");
}

#[test]
fn a_call_may_go_without_credentials() {
    use unsupported_security::Client;
    let client = Client::new().with_key("k").with_session("s");
    let without = |request: openapi_bindgen_runtime::__private::http::Request<_>| {
        let headers = request.headers();
        !headers.contains_key("x-key") && !headers.contains_key("cookie")
    };
    let anonymous = client.clone().without_credentials();
    assert!(without(anonymous.both().to_request().unwrap()));
    assert!(without(
        client.both().without_credentials().to_request().unwrap()
    ));
    let request = anonymous
        .both()
        .credential("key", "c")
        .to_request()
        .unwrap();
    assert_eq!(header(&request, "x-key"), "c");
    let request = anonymous.with_key("later").both().to_request().unwrap();
    assert_eq!(header(&request, "x-key"), "later");
}

#[test]
fn schemes_that_the_transport_brings_are_met() {
    use unsupported_security::Client;
    let client = Client::new();
    client.tls().to_request().unwrap();
    client.either().to_request().unwrap();
    client.perhaps().to_request().unwrap();
    assert_eq!(
        client.both().to_request().unwrap_err().to_string(),
        "credential `key` is missing"
    );
    assert_eq!(
        client.both().call().unwrap_err().to_string(),
        "GET /both: the request can't be sent: credential `key` is missing"
    );
    let client = client.with_key("k");
    for request in [
        client.both().to_request(),
        client.either().to_request(),
        client.perhaps().to_request(),
    ] {
        assert_eq!(header(&request.unwrap(), "x-key"), "k");
    }
}

#[test]
fn a_cookie_holds_one_credential_and_lists_keep_their_commas() {
    use unsupported_security::Client;
    let request = Client::new()
        .with_session("abc=/+:")
        .cookie()
        .list(["x".to_owned(), "y, z".to_owned()])
        .to_request();
    assert_eq!(
        header(&request.unwrap(), "cookie"),
        "list=x,y%2C%20z; session=abc=/+:"
    );
    for key in ["a; admin=1", "a,b", "\"a\"", "a b", "a\\b", "é", "a\tb"] {
        let call = Client::new().with_session(key).cookie();
        assert_eq!(
            call.to_request().unwrap_err().to_string(),
            "credential `session` contains a character that cookies don't allow"
        );
    }
}
