//! The reference of the account links, line by line: what the description says of each, what is generated for it, and
//! what that does; then everything the reference allows to be sent, and everything a server may answer.

#[path = "reference/code.rs"]
mod code;
#[path = "support/generate.rs"]
mod generate;
#[path = "reference/lines.rs"]
mod lines;
#[path = "reference/requests.rs"]
mod requests;
#[path = "reference/responses.rs"]
mod responses;
#[path = "reference/values.rs"]
mod values;

use serde_json::Value;
use stripe_account_links::runtime::{DecodeError, FromJson, ToJson, from_slice, to_vec};

/// The description, as data.
fn spec() -> Value {
    let text = std::fs::read_to_string(generate::workspace("spec/account_link.yaml"));
    serde_yaml::from_str(&text.expect("the description can be read")).expect("it is YAML")
}

const OPERATION: &str = "/paths/~1v2~1core~1account_links/post";

/// The reference's own request and response, out of the description.
fn example(of: &str) -> Value {
    let place =
        format!("{OPERATION}/{of}/content/application~1json/examples/account_onboarding/value");
    spec()
        .pointer(&place)
        .expect("the description has an example")
        .clone()
}

/// The reference's response with its instants as they are written here: without a fraction that says nothing.
fn plain_response() -> Value {
    let mut json = example("responses/200");
    for name in ["created", "expires_at"] {
        let plain = json[name].as_str().map(|text| text.replace(".000Z", "Z"));
        json[name] = plain.into();
    }
    json
}

fn read<T: FromJson>(json: &Value) -> Result<T, DecodeError> {
    from_slice(json.to_string().as_bytes())
}

fn written(value: &impl ToJson) -> Value {
    let text = to_vec(value).expect("what was read can be written");
    serde_json::from_slice(&text).expect("what is written is JSON")
}
