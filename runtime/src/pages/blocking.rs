//! Iterators over pages and items, with calls on this thread.

use std::fmt;
use std::iter::FusedIterator;

use super::cursor::PagerState;
use super::paginated::Paginated;
use crate::call::{Call, CallResult, OperationError, Response};
use crate::transport::{BlockingTransport, DefaultTransport};

/// The pages of an operation in order, with one call per page on this thread.
///
/// A page is requested when the iterator advances, not earlier. All options of the call apply to each page, including
/// the deadline; an idempotency key applies to one page only. An error ends the iterator.
///
/// ```
/// # use openapi_bindgen_runtime::{BlockingTransport, Call, OperationError, Paginated};
/// # fn pages<O: Paginated, T: BlockingTransport>(call: Call<O, T>) -> Result<(), OperationError<O>> {
/// for item in call.items_blocking() {
///     let item = item?;
///     // …
/// #   drop(item);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "an iterator does done until it is asked"]
pub struct BlockingPages<O: Paginated, T = DefaultTransport> {
    state: PagerState<O, T>,
}

impl<O: Paginated, T: BlockingTransport> BlockingPages<O, T> {
    pub(super) fn new(call: Call<O, T>) -> Self {
        Self::at(PagerState::pages(call))
    }

    fn at(state: PagerState<O, T>) -> Self {
        Self { state }
    }

    /// Returns the next page with its status, headers and other details; `None` after the last one and after an error.
    ///
    /// # Errors
    ///
    /// Returns an error if the call fails, or if the last page doesn't say how to request this one.
    pub fn next_response(&mut self) -> Option<CallResult<O>> {
        if let Some(error) = self.state.take_error() {
            return Some(Err(error));
        }
        let (page, state) = self.state.take_cursor()?.fetch_blocking();
        self.state = state;
        Some(page)
    }
}

impl<O: Paginated, T: BlockingTransport> Iterator for BlockingPages<O, T> {
    type Item = Result<O::Output, OperationError<O>>;

    fn next(&mut self) -> Option<Self::Item> {
        let response = self.next_response()?;
        Some(response.map(Response::into_value))
    }
}

impl<O: Paginated, T: BlockingTransport> FusedIterator for BlockingPages<O, T> {}

/// The items of all pages of an operation in order, with calls on this thread.
///
/// The next page is requested when its first item is; everything else is as in [`BlockingPages`]. Pages without items
/// are skipped: the call's deadline applies to all pages that one item takes, and 256 such pages in a row are an error
/// ([`PageErrorKind::Endless`](crate::PageErrorKind::Endless)).
#[must_use = "an iterator does done until it is asked"]
pub struct BlockingItems<O: Paginated, T = DefaultTransport> {
    pages: BlockingPages<O, T>,
    items: std::vec::IntoIter<O::Item>,
}

impl<O: Paginated, T: BlockingTransport> BlockingItems<O, T> {
    pub(super) fn new(call: Call<O, T>) -> Self {
        Self {
            pages: BlockingPages::at(PagerState::items(call)),
            items: Vec::new().into_iter(),
        }
    }
}

impl<O: Paginated, T: BlockingTransport> Iterator for BlockingItems<O, T> {
    type Item = Result<O::Item, OperationError<O>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.items.next() {
                return Some(Ok(item));
            }
            match self.pages.next()? {
                Ok(page) => self.items = O::into_items(page).unwrap_or_default().into_iter(),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

impl<O: Paginated, T: BlockingTransport> FusedIterator for BlockingItems<O, T> {}

impl<O: Paginated, T> fmt::Debug for BlockingPages<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.state.describe("BlockingPages", f)
    }
}

impl<O: Paginated, T> fmt::Debug for BlockingItems<O, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.pages.state.describe("BlockingItems", f)
    }
}
