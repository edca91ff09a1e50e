//! Requests one page after the other. Async and blocking paging differ only in how the attempts of a call are made.

use std::fmt;
use std::time::{Duration, Instant};

use http::Uri;

use super::cycle::CycleDetector;
use super::next_page::{NextPage, PageResponse, next_page};
use super::paginated::Paginated;
use super::url::PageUrl;
use crate::call::{self, Call, CallOutcome, CallResult, OperationError, Prepared};
use crate::client::SecurityKind;
use crate::error::{Error, ErrorContext, PageError};
use crate::transport::{BlockingTransport, Transport};
use crate::wire::{PERCENT_ENCODED, RequestParts};

/// A page with what came along, or an error.
pub(super) type PageResult<O> = CallResult<O>;

/// The position between two pages.
pub(super) struct PageCursor<O, T> {
    call: Call<O, T>,
    /// The URL of the next page, unless the operation requests it.
    url: Option<PageUrl>,
    cycles: CycleDetector,
    /// The pages since the last item, if the caller iterates over items.
    search: Option<Search>,
}

/// The search for an item: one `next()`, however many pages it takes.
#[derive(Default)]
struct Search {
    /// When the first of its pages was requested.
    began: Option<Instant>,
    /// The number of pages without an item so far.
    empty: u32,
}

/// The maximum number of pages without an item in a row.
const MAX_EMPTY: u32 = 256;

impl Search {
    /// Returns what is left of the call's deadline at `now`.
    fn left(&mut self, deadline: Duration, now: Instant) -> Duration {
        let began = *self.began.get_or_insert(now);
        deadline.saturating_sub(now.saturating_duration_since(began))
    }

    /// Counts a page, and fails after too many empty ones.
    fn count(&mut self, is_empty: bool) -> Result<(), PageError> {
        if !is_empty {
            *self = Self::default();
            return Ok(());
        }
        self.empty += 1;
        match self.empty < MAX_EMPTY {
            true => Ok(()),
            false => Err(PageError::endless()),
        }
    }
}

/// What follows a page: another page, an error, or nothing.
pub(super) struct PagerState<O: Paginated, T> {
    cursor: Option<PageCursor<O, T>>,
    error: Option<OperationError<O>>,
}

impl<O: Paginated, T> PagerState<O, T> {
    /// Starts iterating over pages.
    pub(super) fn pages(call: Call<O, T>) -> Self {
        Self::new(call, None)
    }

    /// Starts iterating over items.
    pub(super) fn items(call: Call<O, T>) -> Self {
        Self::new(call, Some(Search::default()))
    }

    fn new(call: Call<O, T>, search: Option<Search>) -> Self {
        let cursor = PageCursor {
            call,
            url: None,
            cycles: CycleDetector::default(),
            search,
        };
        Self {
            cursor: Some(cursor),
            error: None,
        }
    }

    /// Returns the state during a request, and after the last page.
    pub(super) const fn done() -> Self {
        Self {
            cursor: None,
            error: None,
        }
    }

    pub(super) const fn take_error(&mut self) -> Option<OperationError<O>> {
        self.error.take()
    }

    pub(super) const fn take_cursor(&mut self) -> Option<PageCursor<O, T>> {
        self.cursor.take()
    }

    /// Shows the operation's name for `Debug`, and nothing of the next page.
    #[allow(clippy::unused_self)]
    pub(super) fn describe(&self, name: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct(name)
            .field("operation", &O::INFO.id)
            .finish_non_exhaustive()
    }
}

impl<O: Paginated, T: Transport> PageCursor<O, T> {
    /// Requests the next page.
    pub(super) async fn fetch(mut self) -> (PageResult<O>, PagerState<O, T>) {
        let now = self.call.client().transport().now();
        let prepared = self.prepare(now);
        let outcome = match prepared {
            Ok(prepared) => call::run(self.call.client().transport(), prepared).await,
            Err(error) => Err(error),
        };
        self.receive(outcome)
    }
}

impl<O: Paginated, T: BlockingTransport> PageCursor<O, T> {
    /// Requests the next page on this thread.
    pub(super) fn fetch_blocking(mut self) -> (PageResult<O>, PagerState<O, T>) {
        let now = self.call.client().transport().now();
        let prepared = self.prepare(now);
        let transport = self.call.client().transport();
        let outcome = prepared.and_then(|prepared| call::run_blocking(transport, prepared));
        self.receive(outcome)
    }
}

impl<O: Paginated, T> PageCursor<O, T> {
    /// Prepares the request of the next page: the operation's, at the URL that the last page named if it did, within
    /// what is left of the deadline.
    fn prepare(&mut self, now: Instant) -> Result<Box<Prepared>, Box<ErrorContext>> {
        let mut prepared = self.prepare_page()?;
        if let (Some(search), Some(deadline)) = (&mut self.search, &mut prepared.policy.deadline) {
            *deadline = search.left(*deadline, now);
        }
        Ok(prepared)
    }

    fn prepare_page(&self) -> Result<Box<Prepared>, Box<ErrorContext>> {
        let parts = self.call.operation().request();
        let Some(url) = &self.url else {
            return self.call.prepare_parts(parts);
        };
        let parts = parts.map(|parts| RequestParts {
            path: url.path_and_query.clone().into(),
            query: String::new(),
            ..parts
        });
        let mut prepared = self.call.prepare_parts(parts)?;
        // A credential that the server put into the URL isn't added again.
        if self.is_authenticated(url)
            && let Ok(uri) = Uri::try_from(url.text())
        {
            prepared.uri = uri;
        }
        Ok(prepared)
    }

    fn is_authenticated(&self, url: &PageUrl) -> bool {
        let schemes = self.call.client().api().security_schemes.iter();
        let names = schemes.filter_map(|scheme| match scheme.kind {
            SecurityKind::ApiKeyQuery(name) => Some(name),
            _ => None,
        });
        let query = url
            .path_and_query
            .split_once('?')
            .map_or("", |(_, query)| query);
        names.into_iter().any(|name| {
            let encoded = percent_encoding::utf8_percent_encode(name, PERCENT_ENCODED).to_string();
            let mut pairs = query.split('&').map(|pair| pair.split('=').next());
            pairs.any(|known| known == Some(name) || known == Some(encoded.as_str()))
        })
    }

    /// Decodes a page, and decides what follows it.
    fn receive(mut self, outcome: CallOutcome) -> (PageResult<O>, PagerState<O, T>) {
        let at = match &outcome {
            Ok((_, prepared)) => prepared.uri.clone(),
            Err(_) => Uri::default(),
        };
        let response = match call::read::<O>(outcome) {
            Ok(response) => response,
            Err(error) => return (Err(error), PagerState::done()),
        };
        let page = response.value();
        let came = PageResponse {
            at: &at,
            headers: response.headers(),
        };
        let counted = self.count(page);
        let next = next_page(self.call.operation_mut(), page, &came, &mut self.cycles);
        let next = next.and_then(|next| match next {
            NextPage::End => Ok(next),
            advance => counted.map(|()| advance),
        });
        let state = match next {
            Ok(NextPage::End) => PagerState::done(),
            Ok(next) => self.advance(next),
            Err(error) => PagerState {
                cursor: None,
                error: Some(Error::of::<O>(response.page_context(error))),
            },
        };
        (Ok(response), state)
    }

    fn count(&mut self, page: &O::Output) -> Result<(), PageError> {
        let is_empty = O::items(page).is_none_or(<[_]>::is_empty);
        let search = self.search.as_mut();
        search.map_or(Ok(()), |search| search.count(is_empty))
    }

    fn advance(mut self, next: NextPage) -> PagerState<O, T> {
        if let NextPage::Url(url) = next {
            self.call.set_origin(&url.origin);
            self.url = Some(url);
        }
        self.call.renew_key();
        PagerState {
            cursor: Some(self),
            error: None,
        }
    }
}
