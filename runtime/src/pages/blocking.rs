//! Pages and items that are called for on this thread.

use super::cursor::PagerState;
use super::paginated::Paginated;
use crate::call::{Call, OperationError};
use crate::transport::{BlockingTransport, DefaultTransport};
use std::fmt;
use std::iter::FusedIterator;

/// The pages of an operation, one call each, in order, made on this thread.
///
/// A page is asked for when the iterator is, not sooner. All options of the
/// call hold for each page anew, its deadline too; an idempotency key is sent
/// with one page only. After an error there is no page.
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
}

impl<O: Paginated, T: BlockingTransport> Iterator for BlockingPages<O, T> {
    type Item = Result<O::Output, OperationError<O>>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(error) = self.state.take_failure() {
            return Some(Err(error));
        }
        let (page, state) = self.state.take_cursor()?.fetch_blocking();
        self.state = state;
        Some(page)
    }
}

impl<O: Paginated, T: BlockingTransport> FusedIterator for BlockingPages<O, T> {}

/// The items of all pages of an operation, in order, called for on this thread.
///
/// The next page is asked for when its first item is; for the rest it is as
/// [`BlockingPages`]. Pages without an item are passed over: the call's
/// deadline is for all pages that one item takes, and 256 of them in a row are
/// an error ([`PageErrorKind::Endless`](super::PageErrorKind::Endless)).
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
