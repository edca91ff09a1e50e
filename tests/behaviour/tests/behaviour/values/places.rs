use openapi_bindgen_behaviour::values::{odd_names, relative_server};

#[test]
fn what_generated_code_is_made_of_takes_no_name_away() {
    use odd_names::{Client, runtime::DefaultTransport};
    // The trait's method, beside an operation of that name.
    let client: Client<DefaultTransport> = Client::default();
    let t = odd_names::TSchema::new("x");
    let request = client.put_t(t).t("o").to_request().unwrap();
    assert_eq!(request.uri(), "https://h.example/v1/t?t=o");
    assert_eq!(request.body(), r#"{"t":"x"}"#);
    client.default_operation().to_request().unwrap();
    let _: odd_names::Letters =
        super::keeps(r#"{"h":"a","s":2,"n":"x","de":"y","d":{"e":{"x":"z"}}}"#);
}

#[test]
fn a_path_belongs_behind_the_host() {
    let call = relative_server::Client::new().get_a();
    assert_eq!(
        call.to_request().unwrap_err().to_string(),
        "URL has no host: the document names only the path `/api/v2`, so set `base_url` to a URL with that path"
    );
}
