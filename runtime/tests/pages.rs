//! Pages without a network: what holds of every sequence of them, and what a walk does between them.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

mod common;

use std::collections::BTreeMap;
use std::marker::PhantomData;
use std::pin::{Pin, pin};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use common::transports::{BlockingScript, Fate, Script};
use common::{Client, block_on_paused};
use openapi_bindgen_runtime as runtime;
use proptest::prelude::*;
use runtime::{
    BlockingTransport, Bytes, ErrorKind, FromJson, Limits, Operation, OperationInfo, PageErrorKind,
    PageStrategy, Paginated, ToJson, Transport, TransportError, TransportErrorKind,
};

type Request = http::Request<Bytes>;
type Response = http::Response<Bytes>;

/// A kind of pagination.
trait Kind: Send + Sync + 'static {
    const STRATEGY: PageStrategy;
}

macro_rules! kinds {
    ($($kind:ident = $paging:expr;)*) => { $(
        struct $kind;
        impl Kind for $kind {
            const STRATEGY: PageStrategy = $paging;
        }
    )* };
}

kinds! {
    Cursor = PageStrategy::Cursor;
    Url = PageStrategy::Url;
    Link = PageStrategy::Link;
    Offset = PageStrategy::Offset { first: 0 };
    Number = PageStrategy::Number { first: 1 };
}

/// Asks for a page of numbers.
struct List<K> {
    at: Option<String>,
    kind: PhantomData<K>,
}

struct Page {
    items: Option<Vec<u32>>,
    next: Option<String>,
    more: Option<bool>,
}

impl FromJson for Page {
    fn from_json(json: runtime::Json<'_>) -> Result<Self, runtime::DecodeError> {
        let mut fields = json.into_fields()?;
        let page = Self {
            items: fields.optional("items"),
            next: fields.optional("next"),
            more: fields.optional("more"),
        };
        fields.finish(page)
    }
}

impl<K: Kind> Operation for List<K> {
    type Output = Page;
    type ErrorCode = String;
    type ErrorBody = ();

    const INFO: &'static OperationInfo = &OperationInfo {
        id: "list",
        method: runtime::Method::GET,
        path: "/list",
        idempotency_key: None,
        security: &[],
        server: None,
    };

    fn request(&self) -> Result<runtime::RequestParts, runtime::RequestError> {
        let mut request = runtime::RequestBuilder::new(Self::INFO.method.clone());
        request.path_literal("/list");
        request.query("at", &self.at, runtime::QueryStyle::Form, true);
        request.finish()
    }

    fn output(reply: &runtime::RawResponse) -> Result<Page, runtime::DecodeError> {
        reply.json()
    }

    fn error_body(_: &runtime::RawResponse) -> Option<()> {
        None
    }
}

impl<K: Kind> Paginated for List<K> {
    type Item = u32;

    const STRATEGY: PageStrategy = K::STRATEGY;

    fn items(page: &Page) -> Option<&[u32]> {
        page.items.as_deref()
    }

    fn into_items(page: Page) -> Option<Vec<u32>> {
        page.items
    }

    fn more(page: &Page) -> Option<&dyn ToJson> {
        Some(page.more.as_ref()?)
    }

    fn next(page: &Page) -> Option<&dyn ToJson> {
        Some(page.next.as_ref()?)
    }

    fn parameter(&mut self) -> Option<&mut dyn runtime::PageParameter> {
        Some(&mut self.at)
    }
}

fn list<K: Kind, T: Clone>(transport: &T) -> common::Call<List<K>, T> {
    let operation = List {
        at: None,
        kind: PhantomData,
    };
    Client::with_transport(transport.clone())
        .retries(0)
        .call(operation)
}

/// Says by path and query what it was told to, without a network.
#[derive(Clone, Default)]
struct Pages {
    said: BTreeMap<String, (Option<String>, String)>,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Pages {
    fn say(&mut self, target: &str, link: Option<String>, body: String) {
        self.said.insert(format!("/base/{target}"), (link, body));
    }

    fn answer(&self, request: &Request) -> Response {
        let target = request.uri().path_and_query().unwrap().as_str().to_owned();
        let response = match self.said.get(&target) {
            None => http::Response::builder().status(404).body(Bytes::new()),
            Some((link, body)) => {
                let mut response = http::Response::builder();
                if let Some(link) = link {
                    response = response.header("link", format!("<{link}>; rel=next"));
                }
                response.body(Bytes::from(body.clone()))
            }
        };
        let mut asked = self.asked.lock().unwrap();
        asked.push(target);
        assert!(asked.len() < 1_000, "the walk is endless");
        response.unwrap()
    }
}

impl Transport for Pages {
    async fn send(&self, request: Request, _: Limits) -> Result<Response, TransportError> {
        Ok(self.answer(&request))
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending().await
    }
}

impl BlockingTransport for Pages {
    fn send(&self, request: Request, _: Limits) -> Result<Response, TransportError> {
        Ok(self.answer(&request))
    }
}

/// What a walk gave: its items, its error, and how many requests it took.
type Walked = (Vec<u32>, Option<(ErrorKind, Option<PageErrorKind>)>, usize);

/// Awaited, blocking, and by the trait `Stream`: all give the same.
fn walk<K: Kind>(pages: &Pages) -> Walked {
    type Item<K> = Result<u32, runtime::OperationError<List<K>>>;
    let walked = |items: Vec<Item<K>>| -> Walked {
        let asked = std::mem::take(&mut *pages.asked.lock().unwrap());
        let mut error = None;
        let mut given = Vec::new();
        for item in items {
            assert!(error.is_none(), "nothing comes after an error");
            match item {
                Ok(item) => given.push(item),
                Err(it) => error = Some((it.kind(), it.page_error().map(runtime::PageError::kind))),
            }
        }
        (given, error, asked.len())
    };
    let blocking = walked(list::<K, _>(pages).items_blocking().collect());
    let awaited = now(async {
        let mut items = Vec::new();
        let mut stream = list::<K, _>(pages).items();
        while let Some(item) = stream.next().await {
            items.push(item);
        }
        items
    });
    assert_eq!(walked(awaited), blocking);
    let streamed = now(async {
        let mut items = Vec::new();
        let mut stream = pin!(list::<K, _>(pages).items());
        while let Some(item) = std::future::poll_fn(|context| {
            futures_core::Stream::poll_next(stream.as_mut(), context)
        })
        .await
        {
            items.push(item);
        }
        items
    });
    assert_eq!(walked(streamed), blocking);
    blocking
}

/// The value of a future that waits for nothing.
fn now<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(value) => value,
        Poll::Pending => panic!("it waits"),
    }
}

fn body(items: &[u32], next: Option<&str>, more: Option<bool>) -> String {
    serde_json::json!({"items": items, "next": next, "more": more}).to_string()
}

/// Items from 0 on, on pages of these sizes.
fn numbered(sizes: &[usize]) -> Vec<Vec<u32>> {
    let mut numbers = 0..;
    let page = |size: &usize| numbers.by_ref().take(*size).collect();
    sizes.iter().map(page).collect()
}

fn target(at: usize) -> String {
    match at {
        0 => "list".to_owned(),
        at => format!("list?at={at}"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_sequence_of_pages_ends_and_gives_each_item_once_in_order(
        sizes in prop::collection::vec(0_usize..4, 1..12),
        says_more in any::<bool>(),
    ) {
        let sequence = numbered(&sizes);
        let all: Vec<u32> = sequence.concat();
        let (mut cursors, mut urls, mut links) = (Pages::default(), Pages::default(), Pages::default());
        for (at, items) in sequence.iter().enumerate() {
            let more = at + 1 < sequence.len();
            let said = says_more.then_some(more);
            let next = more.then(|| (at + 1).to_string());
            let url = more.then(|| format!("/base/{}", target(at + 1)));
            // With `more`, what else is said at the end makes no difference.
            let stale = (says_more && !more).then_some("7");
            cursors.say(&target(at), None, body(items, next.as_deref().or(stale), said));
            urls.say(&target(at), None, body(items, url.as_deref(), said));
            links.say(&target(at), url, body(items, None, said));
        }
        let expected = (all, None, sequence.len());
        prop_assert_eq!(&walk::<Cursor>(&cursors), &expected);
        prop_assert_eq!(&walk::<Url>(&urls), &expected);
        prop_assert_eq!(&walk::<Link>(&links), &expected);
    }

    #[test]
    fn every_counted_sequence_ends_and_gives_each_item_once_in_order(
        sizes in prop::collection::vec(1_usize..4, 0..12),
    ) {
        let sequence = numbered(&sizes);
        let all: Vec<u32> = sequence.concat();
        let (mut offsets, mut numbers) = (Pages::default(), Pages::default());
        let mut before = 0;
        for (at, items) in sequence.iter().map(Vec::as_slice).chain([[].as_slice()]).enumerate() {
            let number = if at == 0 { "list".to_owned() } else { format!("list?at={}", at + 1) };
            offsets.say(&target(before), None, body(items, None, None));
            numbers.say(&number, None, body(items, None, None));
            before += items.len();
        }
        let expected = (all, None, sequence.len() + 1);
        prop_assert_eq!(&walk::<Offset>(&offsets), &expected);
        prop_assert_eq!(&walk::<Number>(&numbers), &expected);
    }

    /// Wherever each page leads: no walk is endless, and each page that is asked for is given.
    #[test]
    fn no_server_leads_in_circles(ways in prop::collection::vec(prop::option::of(0_usize..12), 12)) {
        let (mut cursors, mut urls) = (Pages::default(), Pages::default());
        for (at, way) in ways.iter().enumerate() {
            let items = [u32::try_from(at).unwrap()];
            let cursor = way.map(|next| next.to_string());
            let url = way.map(|next| format!("/base/list?at={next}"));
            for target in [target(at), format!("list?at={at}")] {
                cursors.say(&target, None, body(&items, cursor.as_deref(), None));
                urls.say(&target, None, body(&items, url.as_deref(), None));
            }
        }
        let mut way = vec![0];
        let mut ends = false;
        while way.len() < 100 && !ends {
            match ways[way[way.len() - 1]] {
                Some(next) => way.push(next),
                None => ends = true,
            }
        }
        for (items, error, requests) in [walk::<Cursor>(&cursors), walk::<Url>(&urls)] {
            let items: Vec<usize> = items.into_iter().map(|item| item as usize).collect();
            prop_assert_eq!(items.len(), requests);
            prop_assert_eq!(&items[..], &way[..requests]);
            prop_assert!(requests < 60, "{requests} requests");
            let repeated = Some((ErrorKind::Page, Some(PageErrorKind::Repeated)));
            prop_assert_eq!(error, if ends { None } else { repeated });
        }
    }

    /// Whatever a server says: no panic, and an end.
    #[test]
    fn any_next_is_taken_or_refused(next in "\\PC{0,20}", link in "[ -~]{0,30}", more in any::<Option<bool>>()) {
        let mut pages = Pages::default();
        pages.say("list", Some(link), body(&[1], Some(&next), more));
        for (items, _, requests) in [walk::<Cursor>(&pages), walk::<Url>(&pages), walk::<Link>(&pages)] {
            prop_assert_eq!(items, [1]);
            prop_assert!(requests <= 2);
        }
    }
}

const FIRST: Fate = Fate::Reply(200, &[], r#"{"items":[1],"next":"a"}"#);
const SECOND: Fate = Fate::Reply(200, &[], r#"{"items":[2]}"#);

fn second(time: u64, fate: Fate) -> (Duration, Fate) {
    (Duration::from_secs(time), fate)
}

#[test]
fn a_page_that_is_waited_for_is_not_lost_with_the_future() {
    let script = Script::new([second(5, FIRST), second(5, SECOND)]);
    block_on_paused(async {
        let mut items = list::<Cursor, _>(&script).items();
        for _ in 0..3 {
            let impatient = tokio::time::timeout(Duration::from_secs(1), items.next());
            assert!(impatient.await.is_err(), "it takes longer");
        }
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        assert_eq!(items.next().await.unwrap().unwrap(), 2);
        assert!(items.next().await.is_none());
    });
    assert_eq!(script.sent().len(), 2);
}

#[test]
fn a_deadline_is_each_pages_own() {
    let script = Script::new([second(5, FIRST), second(5, SECOND)]);
    let items = || {
        list::<Cursor, _>(&script)
            .deadline(Duration::from_secs(8))
            .items()
    };
    block_on_paused(async {
        let (mut items, mut given) = (items(), 0);
        while let Some(item) = items.next().await {
            item.unwrap();
            given += 1;
        }
        assert_eq!(given, 2, "ten seconds for both");
    });
    let script = Script::new([second(5, FIRST), second(9, SECOND)]);
    let calls = list::<Cursor, _>(&BlockingScript(script)).deadline(Duration::from_secs(8));
    let mut items = calls.items_blocking();
    assert_eq!(items.next().unwrap().unwrap(), 1);
    assert_eq!(
        items.next().unwrap().unwrap_err().kind(),
        ErrorKind::Deadline
    );
    assert!(items.next().is_none());
}

/// Answers every request, after a time, by a page without an item that names another one.
#[derive(Clone)]
struct NothingYet {
    each: Duration,
    /// The requests so far: what the clock goes by.
    asked: Arc<AtomicU32>,
    start: Instant,
}

impl NothingYet {
    fn new(each: u64) -> Self {
        Self {
            each: Duration::from_secs(each),
            asked: Arc::default(),
            start: Instant::now(),
        }
    }

    fn answer(&self) -> Response {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed);
        assert!(asked < 1_000, "the walk is endless");
        Response::new(body(&[], Some(&asked.to_string()), None).into())
    }

    fn asked(&self) -> u32 {
        self.asked.load(Ordering::Relaxed)
    }

    fn time(&self) -> Instant {
        self.start + self.each * self.asked()
    }
}

impl Transport for NothingYet {
    async fn send(&self, _: Request, _: Limits) -> Result<Response, TransportError> {
        Ok(self.answer())
    }

    async fn sleep(&self, _: Duration) {
        std::future::pending().await
    }

    fn now(&self) -> Instant {
        self.time()
    }
}

impl BlockingTransport for NothingYet {
    fn send(&self, _: Request, _: Limits) -> Result<Response, TransportError> {
        Ok(self.answer())
    }

    fn now(&self) -> Instant {
        self.time()
    }
}

#[test]
fn a_deadline_is_for_all_pages_that_one_item_takes() {
    let deadline = Duration::from_secs(10);
    let server = NothingYet::new(3);
    let mut items = list::<Cursor, _>(&server).deadline(deadline).items();
    let error = now(items.next()).unwrap().unwrap_err();
    assert_eq!((error.kind(), server.asked()), (ErrorKind::Deadline, 4));
    assert!(now(items.next()).is_none());

    let server = NothingYet::new(3);
    let call = list::<Cursor, _>(&server).deadline(deadline);
    let mut items = call.items_blocking();
    let error = items.next().unwrap().unwrap_err();
    assert_eq!((error.kind(), server.asked()), (ErrorKind::Deadline, 4));
    assert!(items.next().is_none());

    // The time that is left is that of the page, too.
    let empty = Fate::Reply(200, &[], r#"{"items":[],"next":"b"}"#);
    let script = Script::new([second(1, FIRST), second(5, empty), second(5, SECOND)]);
    let call = list::<Cursor, _>(&script).deadline(Duration::from_secs(8));
    block_on_paused(async {
        let mut items = call.items();
        assert_eq!(items.next().await.unwrap().unwrap(), 1);
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Deadline);
        assert_eq!(error.elapsed().as_secs(), 3);
    });
}

#[test]
fn pages_without_an_item_come_to_an_end() {
    let server = NothingYet::new(0);
    let mut items = list::<Cursor, _>(&server).items();
    let awaited = now(items.next()).unwrap().unwrap_err();
    assert_eq!(server.asked(), 256);
    let blocking = list::<Cursor, _>(&server).items_blocking().next();
    for error in [awaited, blocking.unwrap().unwrap_err()] {
        assert_eq!(error.kind(), ErrorKind::Page);
        assert_eq!(error.page_error().unwrap().kind(), PageErrorKind::Endless);
    }
    assert_eq!(server.asked(), 512);
    assert!(now(items.next()).is_none());
    // Who asks for pages sees that they are empty.
    let pages = list::<Cursor, _>(&server).pages_blocking().take(300);
    assert!(
        pages
            .map(Result::unwrap)
            .all(|page| page.items == Some(Vec::new()))
    );
}

#[test]
fn each_page_is_tried_again_by_itself() {
    let broken = || Fate::Fails(TransportErrorKind::Io);
    let script = Script::at_once([broken(), FIRST, broken(), SECOND]);
    block_on_paused(async {
        let mut pages = list::<Cursor, _>(&script).retries(1).pages();
        assert_eq!(pages.next().await.unwrap().unwrap().items, Some(vec![1]));
        assert_eq!(pages.next().await.unwrap().unwrap().items, Some(vec![2]));
        assert!(pages.next().await.is_none());
    });
    assert_eq!(script.sent().len(), 4);
}

#[test]
fn a_stream_may_be_dropped_at_any_time() {
    /// Counts the requests that are waited for.
    #[derive(Clone, Default)]
    struct Counted(Arc<()>);

    impl Transport for Counted {
        async fn send(&self, _: Request, _: Limits) -> Result<Response, TransportError> {
            let _waited_for = Arc::clone(&self.0);
            std::future::pending().await
        }

        async fn sleep(&self, _: Duration) {
            std::future::pending().await
        }

        fn now(&self) -> Instant {
            Instant::now()
        }
    }

    let transport = Counted::default();
    let mut pages = list::<Cursor, _>(&transport).pages();
    let before = Arc::strong_count(&transport.0);
    let mut context = Context::from_waker(Waker::noop());
    let poll = futures_core::Stream::poll_next(Pin::new(&mut pages), &mut context);
    assert!(poll.is_pending());
    assert!(Arc::strong_count(&transport.0) > before);
    drop(pages);
    assert_eq!(Arc::strong_count(&transport.0), 1);
}

#[test]
fn what_cant_be_sent_is_the_one_error() {
    let pages = Pages::default();
    let mut items = list::<Cursor, _>(&pages)
        .header("x-a", "a\nb")
        .items_blocking();
    assert_eq!(
        items.next().unwrap().unwrap_err().kind(),
        ErrorKind::Request
    );
    assert!(items.next().is_none());
    assert!(pages.asked.lock().unwrap().is_empty());
}
