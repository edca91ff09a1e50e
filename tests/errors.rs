//! Answers that are no account link: what the caller can read from the error, and what the error must not show.

#[path = "support/answers.rs"]
mod answers;
#[path = "support/recorder.rs"]
mod recorder;

use std::error::Error as _;
use std::fmt::Write as _;

use stripe_account_links::runtime::{ErrorKind, UreqTransport};
use stripe_account_links::{Client, CreateAccountLinkError, CreateAccountLinkErrorCode};
use wiremock::ResponseTemplate;

use self::answers::Answer;
use self::recorder::{KEY, Recorder, onboarding};

impl Answer {
    async fn serve(&self) -> Recorder {
        let mut template = ResponseTemplate::new(self.status).set_body_bytes(self.body.as_bytes());
        for (name, value) in &self.headers {
            template = template.insert_header(&**name, &**value);
        }
        Recorder::answering(template).await
    }

    /// The error of a call of one attempt, awaited and on a thread.
    async fn errors(&self) -> [CreateAccountLinkError; 2] {
        let server = self.serve().await;
        let call = server.client().create_account_link(onboarding()).retries(0);
        let awaited = call.await;
        let client = Client::with_transport(UreqTransport::new())
            .credential("bearerAuth", KEY)
            .base_url(server.url());
        let call = client.create_account_link(onboarding()).retries(0);
        let blocking = tokio::task::spawn_blocking(|| call.call()).await;
        assert_eq!(server.requests().await.len(), 2, "{}", self.name);
        [awaited, blocking.expect("no panic")].map(|result| match result {
            Ok(_) => panic!("{}: taken for a success", self.name),
            Err(error) => error,
        })
    }

    /// Everything that every failure must tell.
    fn check(&self, error: &CreateAccountLinkError) {
        let name = &*self.name;
        assert_eq!(error.status().unwrap(), self.status, "{name}");
        assert_eq!(error.request_id(), Some(self.request_id()), "{name}");
        assert_eq!(error.raw_body().unwrap(), self.body.as_bytes(), "{name}");
        let code = error.code().map(CreateAccountLinkErrorCode::as_str);
        assert_eq!(code, self.code.as_deref(), "{name}");
        assert_eq!(error.message(), self.message.as_deref(), "{name}");
        let headers = error.headers().unwrap();
        for (header, value) in &self.headers {
            assert_eq!(headers.get(&**header).unwrap(), &**value, "{name}");
        }
        let kind = match self.status {
            200..=299 if self.code.is_none() => ErrorKind::Decode,
            301..=303 | 307 | 308 => ErrorKind::Redirect,
            _ => ErrorKind::Status,
        };
        assert_eq!(error.kind(), kind, "{name}");
        assert_eq!(error.attempts(), 1, "{name}");
    }
}

/// All that a program may print of an error: itself in every form, and what it stems from.
fn shown(error: &CreateAccountLinkError) -> String {
    let mut text = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut source = error.source();
    while let Some(error) = source {
        writeln!(text, "{error}\n{error:?}").unwrap();
        source = error.source();
    }
    text
}

/// An error of any operation tells what the operation's own does, and no more.
fn check_erased(answer: &Answer, error: CreateAccountLinkError) {
    let (kind, printed) = (error.kind(), error.to_string());
    let any = stripe_account_links::Error::from(error);
    assert_eq!(any.kind(), kind, "{}", answer.name);
    assert_eq!(any.status().unwrap(), answer.status, "{}", answer.name);
    assert_eq!(any.code(), answer.code.as_deref(), "{}", answer.name);
    assert_eq!(any.message(), answer.message.as_deref(), "{}", answer.name);
    assert_eq!(any.request_id(), Some(answer.request_id()));
    assert_eq!(any.to_string(), printed);
}

async fn check_all(answers: &[Answer]) {
    for answer in answers {
        for error in answer.errors().await {
            answer.check(&error);
            let text = shown(&error);
            // The request's URL and key, and what else stands in the bodies.
            for secret in [
                KEY,
                "127.0.0.1",
                "http",
                "user_message",
                "<h1>",
                "\"error\"",
            ] {
                assert!(
                    !text.contains(secret),
                    "{}: {secret} in {text}",
                    answer.name
                );
            }
            check_erased(answer, error);
        }
    }
}

#[tokio::test]
async fn every_answer_of_the_table() {
    check_all(&answers::table()).await;
}

/// The recorded answers that the table above was made after, where they are at hand.
#[tokio::test]
async fn every_recorded_answer() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/wire/error_responses.json"
    );
    match std::fs::read_to_string(path) {
        Ok(text) => {
            let recorded = answers::recorded(&text);
            check_all(&recorded).await;
            println!("{} recorded answers checked", recorded.len());
        }
        Err(error) => println!("no recorded answers checked: {path}: {error}"),
    }
}

#[tokio::test]
async fn a_listed_code_is_a_variant_and_any_other_is_kept() {
    let not_found = Answer::error(404, "not_found", "No such account");
    for error in not_found.errors().await {
        assert!(matches!(
            error.code(),
            Some(CreateAccountLinkErrorCode::NotFound)
        ));
        let detail = error.body().unwrap().error.as_ref().unwrap();
        assert_eq!(detail.code.as_deref(), Some("not_found"));
    }
    let other = Answer::error(400, "Not_Found", "x");
    for error in other.errors().await {
        match error.code() {
            Some(CreateAccountLinkErrorCode::Other(code)) => assert_eq!(code, "Not_Found"),
            code => panic!("{code:?}"),
        }
    }
}

#[tokio::test]
async fn what_stands_beside_code_and_message_can_be_read() {
    let body = r#"{"error":{"code":"invalid_fields","user_message":"for the user",
        "fields":[{"param":"use_case.type","code":"invalid_enum"}]}}"#;
    let answer = Answer::new("fields", 400, body);
    for error in answer.errors().await {
        let detail = error.body().unwrap().error.as_ref().unwrap();
        assert_eq!(detail.user_message.as_deref(), Some("for the user"));
        let fields = detail.fields.as_ref().unwrap();
        assert_eq!(fields[0].param.as_deref(), Some("use_case.type"));
    }
}

#[tokio::test]
async fn a_link_that_can_not_be_read_names_the_place_and_shows_no_value() {
    for (path, from, to) in [
        ("created", "2025-03-27T17:15:18.000Z", "yesterday-secret"),
        ("use_case.type", "\"type\"", "\"typo\""),
        ("account", "\"acct_123\"", "[\"secret\"]"),
        ("expires_at", "\"expires_at\"", "\"expired_at\""),
    ] {
        let body = recorder::LINK.replacen(from, to, 1);
        let answer = Answer::new(path, 200, &body);
        for error in answer.errors().await {
            answer.check(&error);
            assert!(error.to_string().contains("can't be decoded"), "{error}");
            let text = shown(&error);
            assert!(text.contains(path), "{path}: {text}");
            assert!(!text.contains("secret"), "{path}: {text}");
        }
    }
}
