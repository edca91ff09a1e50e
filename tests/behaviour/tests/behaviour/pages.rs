//! Pages: the requests of each kind of pagination, awaited and blocking, and what becomes of the answers.

use openapi_bindgen_behaviour::pages::mock::Mock;
use openapi_bindgen_behaviour::pages::runtime::{ErrorKind, PageErrorKind, Patch, UrlString};
use openapi_bindgen_behaviour::pages::{Client, Page, PageMeta, Pet, SearchRequest};

use crate::walk::{CLIENT, Said, client, ids, page_error, server, walk};

#[tokio::test]
async fn a_cursor_of_the_page() {
    let walked = walk(
        &[
            (
                "/base/cursor?limit=2",
                r#"{"data":[{"id":1},{"id":2}],"meta":{"next":"a b&c"}}"#,
            ),
            (
                "/base/cursor?after=a%20b%26c&limit=2",
                r#"{"data":[],"meta":{"next":"d"}}"#,
            ),
            (
                "/base/cursor?after=d&limit=2",
                r#"{"data":[{"id":3}],"meta":{"next":null}}"#,
            ),
        ],
        |client| client.by_cursor().limit(2),
    )
    .await;
    assert_eq!(ids(&walked), [1, 2, 3]);
    assert_eq!(walked.requests.len(), 3);
}

#[tokio::test]
async fn a_walk_may_begin_in_the_middle_and_end_in_every_way() {
    for end in [
        r#"{"data":[{"id":9}]}"#,
        r#"{"data":[{"id":9}],"meta":{}}"#,
        r#"{"data":[{"id":9}],"meta":{"next":""}}"#,
    ] {
        let said: Said = Vec::leak(vec![("/base/cursor?after=x", end)]);
        let walked = walk(said, |client| client.by_cursor().after("x")).await;
        assert_eq!(ids(&walked), [9], "{end}");
    }
    let walked = walk(&[("/base/cursor", "{}")], Client::by_cursor).await;
    assert_eq!(ids(&walked), [0_i64; 0]);
}

#[tokio::test]
async fn the_last_item_is_the_cursor_while_there_is_more() {
    let walked = walk(
        &[
            (
                "/base/last/me",
                r#"{"data":[{"id":1},{"id":2}],"has_more":true}"#,
            ),
            (
                "/base/last/me?starting_after=2",
                r#"{"data":[{"id":3}],"has_more":false}"#,
            ),
        ],
        |client| client.by_last("me"),
    )
    .await;
    assert_eq!(ids(&walked), [1, 2, 3]);
    assert_eq!(
        walked.targets(),
        ["/base/last/me", "/base/last/me?starting_after=2"]
    );
}

#[tokio::test]
async fn more_without_a_way_there_is_an_error() {
    let walked = walk(
        &[("/base/last/me", r#"{"data":[],"has_more":true}"#)],
        |client| client.by_last("me"),
    )
    .await;
    assert_eq!(page_error(&walked), PageErrorKind::Missing);
}

#[tokio::test]
async fn urls_of_the_page_are_sent_as_they_are() {
    let walked = walk(
        &[
            (
                "/base/url?color=red",
                r#"{"data":[{"id":1}],"next_page_url":"{url}/other/a%2fb?p=%7e&q=a+b#top"}"#,
            ),
            (
                "/other/a%2fb?p=%7e&q=a+b",
                r#"{"data":[{"id":2}],"next_page_url":"/base/url?page=3"}"#,
            ),
            (
                "/base/url?page=3",
                r#"{"data":[{"id":3}],"next_page_url":"?page=4"}"#,
            ),
            (
                "/base/url?page=4",
                r#"{"data":[{"id":4}],"next_page_url":null}"#,
            ),
        ],
        |client| client.by_url().color("red"),
    )
    .await;
    assert_eq!(ids(&walked), [1, 2, 3, 4]);
    let tokens = walked.requests.iter().map(|it| it.header("authorization"));
    assert!(
        tokens
            .into_iter()
            .all(|token| token == Some("Bearer token"))
    );
}

#[tokio::test]
async fn a_key_in_the_query_is_sent_once_on_every_page() {
    let walked = walk(
        &[
            (
                "/base/url_with_key?api%20key=k",
                r#"{"data":[{"id":1}],"next_page_url":"/base/url_with_key?page=2"}"#,
            ),
            (
                "/base/url_with_key?page=2&api%20key=k",
                r#"{"data":[{"id":2}],"next_page_url":"/base/url_with_key?api%20key=k&page=3"}"#,
            ),
            (
                "/base/url_with_key?api%20key=k&page=3",
                r#"{"data":[{"id":3}]}"#,
            ),
        ],
        |client| client.by_url_with_key().credential("key", "k"),
    )
    .await;
    assert_eq!(ids(&walked), [1, 2, 3]);
}

#[tokio::test]
async fn links_in_the_header() {
    let walked = walk(
        &[
            ("/base/link", r#"</base/link?page=9>; rel="last", <{url}/base/link?page=2>; rel="next" | [{"id":1}]"#),
            ("/base/link?page=2", r#"</base/link>; rel="prev first" | [{"id":2}]"#),
        ],
        Client::by_link,
    )
    .await;
    assert_eq!(ids(&walked), [1, 2]);
}

#[tokio::test]
async fn items_are_counted_until_a_page_is_empty() {
    let said: Said = &[
        ("/base/offset", r#"{"data":[{"id":1},{"id":2}]}"#),
        ("/base/offset?skip=2", r#"{"data":[{"id":3}]}"#),
        ("/base/offset?skip=3", r#"{"data":[]}"#),
        ("/base/offset?skip=5", r#"{"data":[{"id":6}]}"#),
        ("/base/offset?skip=6", r#"{"data":null}"#),
    ];
    let walked = walk(said, Client::by_offset).await;
    assert_eq!(ids(&walked), [1, 2, 3]);
    let walked = walk(said, |client| client.by_offset().skip(5)).await;
    assert_eq!(ids(&walked), [6]);
    assert_eq!(
        walked.targets(),
        ["/base/offset?skip=5", "/base/offset?skip=6"]
    );
}

#[tokio::test]
async fn pages_are_counted_while_there_are_more() {
    let walked = walk(
        &[
            (
                "/base/page?page=0",
                r#"{"data":[{"id":1}],"has_more":true}"#,
            ),
            ("/base/page?page=1", r#"{"data":[],"has_more":true}"#),
            (
                "/base/page?page=2",
                r#"{"data":[{"id":2}],"has_more":false}"#,
            ),
        ],
        |client| client.by_page(0),
    )
    .await;
    assert_eq!(ids(&walked), [1, 2]);
    let said: Said = &[("/base/page?page=2147483647", r#"{"data":[{"id":1}]}"#)];
    let walked = walk(said, |client| client.by_page(i32::MAX)).await;
    assert_eq!(page_error(&walked), PageErrorKind::Unusable);
    assert_eq!(walked.items.len(), 1);
}

#[tokio::test]
async fn an_error_in_the_middle_is_given_once_and_ends_the_walk() {
    let walked = walk(
        &[(
            "/base/cursor",
            r#"{"data":[{"id":1}],"meta":{"next":"gone"}}"#,
        )],
        Client::by_cursor,
    )
    .await;
    assert_eq!(walked.items, [Pet::new(1)]);
    let error = walked.error.as_ref().expect("the second page is not there");
    assert_eq!(error.status().expect("an answer"), 404);
    assert_eq!(
        error.body().and_then(|body| body.reason.as_deref()),
        Some("unknown")
    );
    assert_eq!(
        walked.targets(),
        ["/base/cursor", "/base/cursor?after=gone"]
    );
}

#[tokio::test]
async fn a_page_that_was_asked_for_before_is_not_asked_for_again() {
    let walked = walk(
        &[
            ("/base/cursor", r#"{"data":[{"id":1}],"meta":{"next":"a"}}"#),
            (
                "/base/cursor?after=a",
                r#"{"data":[{"id":2}],"meta":{"next":"a"}}"#,
            ),
        ],
        Client::by_cursor,
    )
    .await;
    assert_eq!(page_error(&walked), PageErrorKind::Repeated);
    assert_eq!((walked.items.len(), walked.requests.len()), (2, 2));

    let said: Said = &[(
        "/base/url",
        r#"{"data":[{"id":1}],"next_page_url":"{url}/base/url"}"#,
    )];
    let walked = walk(said, Client::by_url).await;
    assert_eq!(page_error(&walked), PageErrorKind::Repeated);
    assert_eq!((walked.items.len(), walked.requests.len()), (1, 1));

    // Two that lead to each other.
    let walked = walk(
        &[
            ("/base/cursor", r#"{"data":[{"id":1}],"meta":{"next":"a"}}"#),
            (
                "/base/cursor?after=a",
                r#"{"data":[{"id":2}],"meta":{"next":"b"}}"#,
            ),
            (
                "/base/cursor?after=b",
                r#"{"data":[{"id":3}],"meta":{"next":"a"}}"#,
            ),
        ],
        Client::by_cursor,
    )
    .await;
    assert_eq!(page_error(&walked), PageErrorKind::Repeated);
    assert!(walked.requests.len() < 10, "{:?}", walked.targets());

    let said: Said = &[
        ("/base/last/me", r#"{"data":[{"id":1}],"has_more":true}"#),
        (
            "/base/last/me?starting_after=1",
            r#"{"data":[{"id":1}],"has_more":true}"#,
        ),
    ];
    let walked = walk(said, |client| client.by_last("me")).await;
    assert_eq!(page_error(&walked), PageErrorKind::Repeated);
}

#[tokio::test]
async fn no_credential_goes_to_another_origin() {
    for next in [
        "https://pages.example/base/url?token=hush",
        "http://127.0.0.1:1/hush?token=hush",
        "//localhost/hush",
        "https://127.0.0.1/hush",
    ] {
        let body = format!(r#"{{"data":[{{"id":1}}],"next_page_url":"{next}"}}"#);
        let said: Said = Vec::leak(vec![("/base/url", String::leak(body) as &str)]);
        let walked = walk(said, Client::by_url).await;
        assert_eq!(page_error(&walked), PageErrorKind::OtherOrigin, "{next}");
        assert_eq!(walked.items, [Pet::new(1)], "the page that came is given");
        assert_eq!(walked.requests.len(), 1);
        let error = walked.error.as_ref().expect("an error");
        let source = std::error::Error::source(error)
            .expect("a reason")
            .to_string();
        let shown = format!("{error} {error:?} {source}");
        assert!(!shown.contains("hush"), "{shown}");
        assert!(source.contains("it isn't followed"), "{source}");
    }
    let said: Said = &[(
        "/base/url",
        r#"{"data":[],"next_page_url":"https://u:hush@127.0.0.1/"}"#,
    )];
    let walked = walk(said, Client::by_url).await;
    assert_eq!(page_error(&walked), PageErrorKind::Unusable);
}

#[tokio::test]
async fn every_page_has_the_options_of_the_call() {
    let walked = walk(
        &[
            ("/base/cursor", r#"{"meta":{"next":"a"}}"#),
            ("/base/cursor?after=a", r#"{"meta":{"next":"b"}}"#),
            ("/base/cursor?after=b", "{}"),
        ],
        |client| {
            client
                .by_cursor()
                .x_trace("t")
                .header("x-mine", "m")
                .credential("bearer", "other")
        },
    )
    .await;
    assert!(walked.error.is_none());
    assert_eq!(walked.requests.len(), 3);
    for request in &walked.requests {
        assert_eq!(request.header("x-trace"), Some("t"));
        assert_eq!(request.header("x-mine"), Some("m"));
        assert_eq!(request.header("authorization"), Some("Bearer other"));
    }
}

#[tokio::test]
async fn the_limits_of_the_call_hold_on_every_page() {
    let walked = walk(
        &[
            ("/base/cursor", r#"{"meta":{"next":"a"}}"#),
            (
                "/base/cursor?after=a",
                r#"{"meta":{"next":"a cursor of more than thirty bytes"}}"#,
            ),
        ],
        |client| client.by_cursor().max_response_size(30),
    )
    .await;
    let error = walked.error.expect("the second page is too large");
    assert_eq!(error.kind(), ErrorKind::TooLarge);
}

#[tokio::test]
async fn no_two_pages_share_an_idempotency_key() {
    let said: Said = &[
        ("/base/search", r#"{"meta":{"next":"a"}}"#),
        ("/base/search?after=a", r#"{"meta":{"next":"b"}}"#),
        ("/base/search?after=b", "{}"),
    ];
    let body = || SearchRequest::new().text("x");
    let plain = walk(said, |client| client.search(body())).await;
    let given = walk(said, |client| client.search(body()).idempotency_key("mine")).await;
    let header = walk(said, |client| {
        client.search(body()).header("Idempotency-Key", "mine")
    })
    .await;
    for walked in [&plain, &given, &header] {
        let keys = walked
            .requests
            .iter()
            .map(|it| it.header("idempotency-key").expect("a key"));
        let keys: std::collections::BTreeSet<&str> = keys.collect();
        assert_eq!(keys.len(), 3, "{keys:?}");
        assert!(
            walked
                .requests
                .iter()
                .all(|it| it.json() == serde_json::json!({"text": "x"}))
        );
    }
    for walked in [&given, &header] {
        assert_eq!(walked.requests[0].header("idempotency-key"), Some("mine"));
    }
}

#[tokio::test]
async fn nothing_is_asked_for_before_it_is_wanted() {
    let said: Said = &[
        (
            "/base/cursor",
            r#"{"data":[{"id":1},{"id":2}],"meta":{"next":"a"}}"#,
        ),
        ("/base/cursor?after=a", r#"{"data":[{"id":3}]}"#),
    ];
    let at = server(said);
    let mut items = client(&at).by_cursor().items();
    let mut pages = client(&at).by_cursor().pages_blocking();
    assert_eq!(at.requests().len(), 0);
    for _ in 0..2 {
        items.next().await.expect("an item").expect("a page");
        assert_eq!(at.requests().len(), 1);
    }
    items.next().await.expect("an item").expect("a page");
    assert_eq!(at.requests().len(), 2);
    let page = pages.next().expect("a page").expect("it can be read");
    assert_eq!(at.requests().len(), 3);
    assert_eq!(page.data.into_option().map(|data| data.len()), Some(2));
    let mut pages = client(&at).by_cursor().pages();
    assert!(
        pages
            .next()
            .await
            .expect("a page")
            .expect("it can be read")
            .meta
            .is_some()
    );
    assert!(
        pages
            .next()
            .await
            .expect("a page")
            .expect("it can be read")
            .meta
            .is_none()
    );
    assert!(pages.next().await.is_none());
    assert!(format!("{pages:?} {items:?}").contains("byCursor"));
}

#[tokio::test]
async fn a_mock_answers_page_by_page() {
    let page = |id: i64| {
        let mut page = Page::new();
        page.data = Patch::Value(vec![Pet::new(id)]);
        page
    };
    let mock = Mock::start().expect("a port is free");
    let (mut first, mut meta) = (page(1), PageMeta::new());
    meta.next = Patch::Value("a".to_owned());
    first.meta = Some(meta);
    mock.by_cursor().replies(first).then().replies(page(2));
    let mut items = mock.client().by_cursor().items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.expect("a page").id);
    }
    assert_eq!(ids, [1, 2]);
    let calls = mock.by_cursor().calls();
    let cursors: Vec<Option<&str>> = calls.iter().map(|call| call.after.as_deref()).collect();
    assert_eq!(cursors, [None, Some("a")]);

    let mut first = page(1);
    let next = UrlString::from(format!("{}/url?page=2", mock.url()));
    first.next_page_url = Patch::Value(next.into());
    mock.by_url().replies(first).then().replies(page(2));
    let read: Result<Vec<Pet>, _> = mock.client().by_url().items_blocking().collect();
    assert_eq!(read.expect("two pages"), [Pet::new(1), Pet::new(2)]);
    assert!(mock.unexpected().is_empty());
}

fn is_send<T: Send + Unpin>(_: &T) {}

#[test]
fn streams_may_go_to_other_threads() {
    is_send(&CLIENT.by_cursor().pages());
    is_send(&CLIENT.by_cursor().items());
    is_send(&CLIENT.by_cursor().pages_blocking());
    is_send(&CLIENT.by_cursor().items_blocking());
}
