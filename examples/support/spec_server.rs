//! A server on loopback that answers as the examples of `spec/account_link.yaml` say.

use std::error::Error;

use serde_json::Value;
use wiremock::matchers::{method, path};
use wiremock::{Mock, MockServer, ResponseTemplate};

const SPEC: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/spec/account_link.yaml");
const PATH: &str = "/v2/core/account_links";

pub(crate) struct SpecServer(MockServer);

impl SpecServer {
    /// Starts it: every `POST` to the path is answered with the example of the 200.
    pub(crate) async fn start() -> Result<Self, Box<dyn Error>> {
        let spec: Value = serde_yaml::from_str(&std::fs::read_to_string(SPEC)?)?;
        let link = spec
            .pointer("/paths/~1v2~1core~1account_links/post/responses/200/content/application~1json/examples/account_onboarding/value")
            .ok_or("the description has no example of a link")?;
        let answer = ResponseTemplate::new(200)
            .insert_header("Request-Id", "req_example")
            .set_body_json(link);
        let server = MockServer::start().await;
        Mock::given(method("POST"))
            .and(path(PATH))
            .respond_with(answer)
            .mount(&server)
            .await;
        Ok(Self(server))
    }

    pub(crate) fn url(&self) -> String {
        self.0.uri()
    }
}
