//! Answers to the `POST` that are no link, and what the caller must be able to read from the error.

use serde_json::{Value, json};

const REQUEST_ID: &str = "Request-Id";

/// One answer of a server.
pub struct Answer {
    pub name: String,
    pub status: u16,
    pub headers: Vec<(String, String)>,
    pub body: String,
    /// What the body says, where it says it.
    pub code: Option<String>,
    pub message: Option<String>,
}

impl Answer {
    /// An answer that names the request, and says neither a code nor a message.
    pub fn new(name: &str, status: u16, body: impl ToString) -> Self {
        Self {
            name: name.to_owned(),
            status,
            headers: vec![(REQUEST_ID.to_owned(), "req_1".to_owned())],
            body: body.to_string(),
            code: None,
            message: None,
        }
    }

    /// An error as the API writes it.
    pub fn error(status: u16, code: &str, message: &str) -> Self {
        Self::error_with(status, code, message, json!({}))
    }

    /// An error with more than a code and a message.
    fn error_with(status: u16, code: &str, message: &str, mut error: Value) -> Self {
        error["code"] = code.into();
        error["message"] = message.into();
        Self {
            code: Some(code.to_owned()),
            message: Some(message.to_owned()),
            ..Self::new(code, status, json!({ "error": error }))
        }
    }

    fn with(mut self, header: &str, value: &str) -> Self {
        self.headers.push((header.to_owned(), value.to_owned()));
        self
    }

    /// The name that it gives the request.
    pub fn request_id(&self) -> &str {
        let header = self.headers.iter().find(|(name, _)| name == REQUEST_ID);
        header
            .map(|(_, value)| &**value)
            .expect("every answer names the request")
    }
}

/// Errors as the API writes them, then what else may stand between a client and the API, or what an API may do wrong.
pub fn table() -> Vec<Answer> {
    let mut answers = well_formed();
    answers.extend(without_code_or_message());
    answers.extend(no_error_object());
    answers.extend(no_link());
    answers
}

fn well_formed() -> Vec<Answer> {
    let advice = "Stripe-Should-Retry";
    let of_type = |name: &str| json!({ "type": name });
    let for_user = json!({"user_message": "That account is gone.", "doc_url": "https://docs.example/not_found"});
    let with_param = json!({"type": "invalid_request_error", "param": "account", "request_log_url": "https://log.example/1"});
    let fields = json!({"fields": [{"param": "use_case.type", "code": "invalid_enum"}]});
    let declined =
        json!({"type": "card_error", "decline_code": "generic_decline", "param": "card"});
    vec![
        Answer::error_with(404, "not_found", "No such account", for_user),
        Answer::error_with(404, "not_found", "No such account", with_param.clone()),
        Answer::error_with(400, "invalid_fields", "A field is wrong", fields),
        Answer::error(500, "invalid_fields", "A field is wrong"),
        Answer::error_with(
            429,
            "account_rate_limit_exceeded",
            "Slow down",
            of_type("rate_limit"),
        ),
        Answer::error_with(
            429,
            "rate_limit",
            "Slow down",
            of_type("invalid_request_error"),
        ),
        Answer::error_with(
            409,
            "idempotency_key_in_use",
            "Wait for the other",
            of_type("idempotency_error"),
        )
        .with(advice, "false"),
        Answer::error_with(
            400,
            "session_expired",
            "Too late",
            of_type("temporary_session_expired"),
        ),
        Answer::error_with(
            400,
            "stuck",
            "Not now",
            json!({"type": "cannot_proceed", "reason": "unknown"}),
        ),
        Answer::error_with(
            400,
            "wrong_method",
            "Not so",
            json!({"invalid_param": "card.number"}),
        ),
        Answer::error_with(400, "parameter_missing", "There is no account", with_param),
        Answer::error_with(
            401,
            "api_key_expired",
            "The key has expired",
            of_type("invalid_request_error"),
        ),
        Answer::error_with(402, "card_declined", "Declined", declined),
        Answer::error(403, "forbidden", "Not yours"),
        Answer::error_with(500, "api_error", "Something broke", of_type("api_error"))
            .with(advice, "false"),
    ]
}

fn without_code_or_message() -> Vec<Answer> {
    let no_code = Answer {
        message: Some("The key was used".to_owned()),
        ..Answer::new(
            "message without a code",
            400,
            json!({"error": {"message": "The key was used"}}),
        )
    };
    let no_message = Answer {
        code: Some("odd".to_owned()),
        ..Answer::new(
            "code without a message",
            400,
            json!({"error": {"code": "odd", "message": null}}),
        )
    };
    let other_types = json!({"error": {"code": 17, "message": ["user_message"]}});
    vec![
        no_code,
        no_message,
        Answer::new("other types", 400, other_types),
    ]
}

fn no_error_object() -> Vec<Answer> {
    let page = "<html><h1>502 Bad Gateway</h1></html>";
    vec![
        Answer::new("a page", 502, page)
            .with("Content-Type", "text/html")
            .with("Stripe-Should-Retry", "false"),
        Answer::new("nothing", 500, "").with("Stripe-Should-Retry", "false"),
        Answer::new("no such member", 400, json!({"message": "user_message"})),
        Answer::new(
            "text",
            400,
            json!({"error": "invalid_grant", "error_description": "user_message"}),
        ),
        Answer::new("list", 400, json!({"error": ["user_message"]})),
        Answer::new("null", 500, json!({"error": null})),
        Answer::new("a list alone", 400, json!(["user_message"])),
        Answer::new("half", 400, r#"{"error":{"code":"user_message""#),
        Answer::new("redirect", 307, "").with("Location", "/v2/elsewhere"),
        Answer::new("not modified", 304, ""),
    ]
}

fn no_link() -> Vec<Answer> {
    vec![
        Answer::new("no content", 204, ""),
        Answer::new("an empty link", 200, ""),
        Answer::new("half a link", 200, r#"{"account":"user_message"#),
        Answer {
            code: Some("not_found".to_owned()),
            ..Answer::new(
                "an error in a success",
                200,
                json!({"error": {"code": "not_found"}}),
            )
        },
        Answer::new("a page for a link", 200, page()).with("Content-Type", "text/html"),
        Answer::new("null for a link", 200, "null"),
        Answer::new("text for a link", 200, r#""user_message""#),
        Answer::new("a list for a link", 200, r#"["user_message"]"#),
        Answer::new("two links", 200, format!("{0}{0}", crate::recorder::LINK)),
    ]
}

fn page() -> &'static str {
    "<html><h1>Sign in</h1></html>"
}

/// Answers recorded elsewhere: `[{name, status, headers, body, expect: {code, message, …}}, …]`.
pub fn recorded(text: &str) -> Vec<Answer> {
    let rows: Vec<Value> = serde_json::from_str(text).expect("the recorded answers are JSON");
    let answer = |row: &Value| {
        let text = |value: &Value| value.as_str().map(str::to_owned);
        let headers = row["headers"].as_object().expect("headers");
        Answer {
            name: text(&row["name"]).expect("a name"),
            status: row["status"]
                .as_u64()
                .expect("a status")
                .try_into()
                .expect("a status"),
            headers: headers
                .iter()
                .filter_map(|(name, value)| Some((name.clone(), text(value)?)))
                .collect(),
            body: text(&row["body"]).expect("a body"),
            code: text(&row["expect"]["code"]),
            message: text(&row["expect"]["message"]),
        }
    };
    rows.iter().map(answer).collect()
}
