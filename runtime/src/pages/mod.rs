//! Lists that come in pages: streams and iterators over them.
//!
//! A page is an ordinary call. `cursor` makes one call after the other, `next_page` decides what follows a page;
//! neither touches the network.

mod blocking;
mod cursor;
mod cycle;
mod link;
mod next_page;
mod paginated;
mod stream;
mod url;

pub use blocking::{BlockingItems, BlockingPages};
pub use paginated::{PageParameter, PageStrategy, Paginated};
pub use stream::{Items, Pages};

use crate::call::Call;
use crate::transport::{BlockingTransport, Transport};

impl<O: Paginated, T: Transport> Call<O, T> {
    /// Returns the pages as a stream, with one call per page.
    pub fn pages(self) -> Pages<O, T> {
        Pages::new(self)
    }

    /// Returns the items of all pages as a stream.
    pub fn items(self) -> Items<O, T> {
        Items::new(self)
    }
}

impl<O: Paginated, T: BlockingTransport> Call<O, T> {
    /// Returns the pages as an iterator, with one call per page on this thread.
    pub fn pages_blocking(self) -> BlockingPages<O, T> {
        BlockingPages::new(self)
    }

    /// Returns the items of all pages as an iterator, with calls on this thread.
    pub fn items_blocking(self) -> BlockingItems<O, T> {
        BlockingItems::new(self)
    }
}
