//! Goes through pages over loopback, awaited and blocking.

use std::sync::LazyLock;

use openapi_bindgen_behaviour::pages::runtime::{
    ErrorKind, OperationError, PageError, PageErrorKind, Paginated,
};
use openapi_bindgen_behaviour::pages::{Call, Client, Pet};

use crate::server::{Received, Server};

pub static CLIENT: LazyLock<Client> = LazyLock::new(|| Client::new().with_bearer("token"));

/// Path and query, and what is said there: the body, or `Link` and the body with ` | ` between them. `{url}` is where the
/// server is.
pub type Said = &'static [(&'static str, &'static str)];

pub fn server(said: Said) -> Server {
    Server::saying(move |request| {
        let found = said.iter().find(|(target, _)| *target == request.target);
        let Some((_, said)) = found else {
            let reason = r#"{"reason":"unknown"}"#;
            return format!(
                "HTTP/1.1 404 Said\r\nconnection: close\r\ncontent-type: application/json\r\n\
                 content-length: {}\r\n\r\n{reason}",
                reason.len()
            )
            .into_bytes();
        };
        let url = format!("http://{}", request.header("host").expect("a host"));
        let said = said.replace("{url}", &url);
        let (link, body) = said.split_once(" | ").unwrap_or(("", &said));
        let link = match link {
            "" => String::new(),
            link => format!("link: {link}\r\n"),
        };
        format!(
            "HTTP/1.1 200 Said\r\nconnection: close\r\ncontent-type: application/json\r\n{link}\
             content-length: {}\r\n\r\n{body}",
            body.len()
        )
        .into_bytes()
    })
}

pub fn client(server: &Server) -> Client {
    CLIENT
        .clone()
        .base_url(format!("{}/base", server.url()))
        .retries(0)
}

/// What came of all pages, with the requests that were sent for them.
pub struct Walked<O: Paginated> {
    pub items: Vec<O::Item>,
    pub error: Option<OperationError<O>>,
    pub requests: Vec<Received>,
}

impl<O: Paginated> Walked<O> {
    pub fn targets(&self) -> Vec<&str> {
        self.requests.iter().map(|it| it.target.as_str()).collect()
    }

    fn of(items: Vec<Result<O::Item, OperationError<O>>>, server: &Server) -> Self {
        let mut walked = Self {
            items: Vec::new(),
            error: None,
            requests: server.requests(),
        };
        for item in items {
            assert!(walked.error.is_none(), "something came after an error");
            match item {
                Ok(item) => walked.items.push(item),
                Err(error) => walked.error = Some(error),
            }
        }
        walked
    }
}

/// Goes through all items, awaited and blocking: both send the same, and give the same.
pub async fn walk<O: Paginated<Item = Pet>>(
    said: Said,
    call: impl Fn(&Client) -> Call<O>,
) -> Walked<O> {
    let at = server(said);
    let mut stream = call(&client(&at)).items();
    let mut items = Vec::new();
    while let Some(item) = stream.next().await {
        items.push(item);
    }
    assert!(stream.next().await.is_none(), "the end is the end");
    let awaited = Walked::<O>::of(items, &at);

    let at = server(said);
    let blocking = Walked::<O>::of(call(&client(&at)).items_blocking().collect(), &at);
    assert_eq!(blocking.items, awaited.items);
    assert_eq!(blocking.targets(), awaited.targets());
    // Each server has a port of its own, which the text may name.
    let kinds = |walked: &Walked<O>| {
        let error = walked.error.as_ref();
        error.map(|error| (error.kind(), error.page_error().map(PageError::kind)))
    };
    assert_eq!(kinds(&blocking), kinds(&awaited));
    awaited
}

pub fn ids<O: Paginated<Item = Pet>>(walked: &Walked<O>) -> Vec<i64> {
    if let Some(error) = &walked.error {
        panic!(
            "{error}: {:?}",
            std::error::Error::source(error).map(ToString::to_string)
        );
    }
    walked.items.iter().map(|pet| pet.id).collect()
}

pub fn page_error<O: Paginated>(walked: &Walked<O>) -> PageErrorKind {
    let error = walked.error.as_ref().expect("an error");
    assert_eq!(error.kind(), ErrorKind::Page);
    assert_eq!(error.status().expect("the page had one"), 200);
    assert!(!error.is_retryable());
    error.page_error().expect("there is a reason").kind()
}
