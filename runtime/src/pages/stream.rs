//! Streams of pages and items.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use super::cursor::{PageResult, PagerState};
use super::paginated::Paginated;
use crate::call::{Call, CallResult, OperationError, Response};
use crate::transport::{DefaultTransport, Transport};

/// The pages of an operation in order, with one call per page.
///
/// A page is requested when it is awaited, not earlier. All options of the call apply to each page, including the
/// deadline; an idempotency key applies to one page only. An error ends the stream.
///
/// Dropping the future of [`next`](Self::next) loses no page.
///
/// ```
/// # use openapi_bindgen_runtime::{Call, OperationError, Paginated, Transport};
/// # async fn pages<O: Paginated, T: Transport>(call: Call<O, T>) -> Result<(), OperationError<O>> {
/// let mut items = call.items();
/// while let Some(item) = items.next().await {
///     let item = item?;
///     // …
/// #   drop(item);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "a stream does done until it is awaited"]
pub struct Pages<O: Paginated, T = DefaultTransport> {
    state: PagerState<O, T>,
    fetching: Option<Fetching<O, T>>,
}

type Fetched<O, T> = (PageResult<O>, PagerState<O, T>);

type Fetching<O, T> = Pin<Box<dyn Future<Output = Fetched<O, T>> + Send>>;

impl<O: Paginated, T: Transport> Pages<O, T> {
    pub(super) fn new(call: Call<O, T>) -> Self {
        Self::at(PagerState::pages(call))
    }

    fn at(state: PagerState<O, T>) -> Self {
        Self {
            state,
            fetching: None,
        }
    }

    /// Returns the next page; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Returns an error if the call fails, or if the last page doesn't say how to request this one.
    pub async fn next(&mut self) -> Option<Result<O::Output, OperationError<O>>> {
        let response = self.next_response().await;
        response.map(|response| response.map(Response::into_value))
    }

    /// Returns the next page with its status, headers and other details, as [`next`](Self::next) does.
    ///
    /// # Errors
    ///
    /// Returns an error like [`next`](Self::next).
    pub async fn next_response(&mut self) -> Option<CallResult<O>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<PageResult<O>>> {
        if let Some(error) = self.state.take_error() {
            return Poll::Ready(Some(Err(error)));
        }
        if let Some(cursor) = self.state.take_cursor() {
            self.fetching = Some(Box::pin(cursor.fetch()));
        }
        let Some(fetching) = &mut self.fetching else {
            return Poll::Ready(None);
        };
        let (page, state) = ready!(fetching.as_mut().poll(context));
        self.fetching = None;
        self.state = state;
        Poll::Ready(Some(page))
    }
}

/// The items of all pages of an operation in order.
///
/// The next page is requested when its first item is awaited; everything else is as in [`Pages`]. Pages without items
/// are skipped: the call's deadline applies to all pages that one item takes, and 256 such pages in a row are an error
/// ([`PageErrorKind::Endless`](crate::PageErrorKind::Endless)).
#[must_use = "a stream does done until it is awaited"]
pub struct Items<O: Paginated, T = DefaultTransport> {
    pages: Pages<O, T>,
    items: std::vec::IntoIter<O::Item>,
}

impl<O: Paginated, T: Transport> Items<O, T> {
    pub(super) fn new(call: Call<O, T>) -> Self {
        Self {
            pages: Pages::at(PagerState::items(call)),
            items: Vec::new().into_iter(),
        }
    }

    /// Returns the next item; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Returns an error like [`Pages::next`].
    pub async fn next(&mut self) -> Option<Result<O::Item, OperationError<O>>> {
        poll_fn(|context| self.poll(context)).await
    }

    fn poll(
        &mut self,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<O::Item, OperationError<O>>>> {
        loop {
            if let Some(item) = self.items.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll(context)) {
                Some(Ok(response)) => {
                    let items = O::into_items(response.into_value());
                    self.items = items.unwrap_or_default().into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

// Nothing in them is pinned: the future is boxed.
impl<O: Paginated, T> Unpin for Pages<O, T> {}

impl<O: Paginated, T> Unpin for Items<O, T> {}

impl<O: Paginated, T: Transport> Stream for Pages<O, T> {
    type Item = Result<O::Output, OperationError<O>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let response = self.get_mut().poll(context);
        response.map(|next| next.map(|response| response.map(Response::into_value)))
    }
}

impl<O: Paginated, T: Transport> Stream for Items<O, T> {
    type Item = Result<O::Item, OperationError<O>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll(context)
    }
}

impl<O: Paginated, T> fmt::Debug for Pages<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.describe("Pages", f)
    }
}

impl<O: Paginated, T> fmt::Debug for Items<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.state.describe("Items", f)
    }
}
