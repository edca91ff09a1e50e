//! Answers that come in pages: what an operation says of its pages, and the
//! streams and iterators that walk through them.
//!
//! A page is an ordinary call. [`Walk`](walk::Walk) makes one call after the
//! other, [`turn`] decides what follows a page; neither touches the network.

mod blocking;
mod error;
mod link;
mod stream;
mod turn;
mod url;
mod walk;

pub use blocking::{BlockingItems, BlockingPages};
pub use error::{PageError, PageErrorKind};
pub use stream::{Items, Pages};

use crate::call::Call;
use crate::json::{FromJson, Json, ToJson};
use crate::operation::Operation;
use crate::transport::{BlockingTransport, Transport};

/// An operation whose answer is one page of a list.
pub trait Paginated:
    Operation<Output: Send, ErrorCode: Send, ErrorBody: Send> + Send + Sync
{
    /// What the list holds.
    type Item: Send + 'static;

    /// How one page leads to the next.
    const PAGING: Paging;

    /// The items of a page, where it has the list.
    fn items(page: &Self::Output) -> Option<&[Self::Item]>;

    /// Takes the items out of a page.
    fn into_items(page: Self::Output) -> Option<Vec<Self::Item>>;

    /// Where a page says whether more follow: `true` or `false`.
    fn more(_page: &Self::Output) -> Option<&dyn ToJson> {
        None
    }

    /// Where a page holds the cursor or the URL of the next one.
    fn next(_page: &Self::Output) -> Option<&dyn ToJson> {
        None
    }

    /// The parameter that says which page is asked for.
    fn parameter(&mut self) -> Option<&mut dyn PageParameter> {
        None
    }
}

/// How one page leads to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// The parameter takes the cursor that [`Paginated::next`] gives.
    Cursor,
    /// [`Paginated::next`] gives the URL of the next page.
    Url,
    /// The header `Link` has the URL of the next page, with `rel="next"`
    /// (RFC 8288).
    Link,
    /// The parameter counts the items before the page.
    Offset {
        /// What it is where it is left out.
        first: i64,
    },
    /// The parameter counts pages.
    Number {
        /// What it is where it is left out.
        first: i64,
    },
}

/// A parameter that says which page is asked for, as text: every parameter of
/// a query that is one value.
pub trait PageParameter {
    /// The value, where there is one.
    fn text(&self) -> Option<String>;

    /// Sets the value; `false` where the parameter's type doesn't take it.
    fn set(&mut self, text: &str) -> bool;
}

impl<P: FromJson + ToJson> PageParameter for P {
    fn text(&self) -> Option<String> {
        text(self.to_json())
    }

    fn set(&mut self, text: &str) -> bool {
        let as_text = P::from_json(Json::from(text));
        let value = as_text.or_else(|error| match text.parse::<i64>() {
            Ok(number) => P::from_json(number.to_json()),
            Err(_) => Err(error),
        });
        value.map(|value| *self = value).is_ok()
    }
}

/// A string or a number as the text that a query has for it.
fn text(json: Json<'_>) -> Option<String> {
    match json {
        Json::String(text) => Some(text.into_owned()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
    }
}

impl<O: Paginated, T: Transport> Call<O, T> {
    /// The pages, one call each, as a stream.
    pub fn pages(self) -> Pages<O, T> {
        Pages::new(self)
    }

    /// The items of all pages as a stream.
    pub fn items(self) -> Items<O, T> {
        Items::new(self)
    }
}

impl<O: Paginated, T: BlockingTransport> Call<O, T> {
    /// The pages, one call each, made on this thread.
    pub fn pages_blocking(self) -> BlockingPages<O, T> {
        BlockingPages::new(self)
    }

    /// The items of all pages, called for on this thread.
    pub fn items_blocking(self) -> BlockingItems<O, T> {
        BlockingItems::new(self)
    }
}

#[cfg(test)]
mod tests {
    use super::PageParameter as _;
    use crate::types::Sensitive;

    #[test]
    fn parameters_take_text_and_numbers() {
        let mut text: Option<String> = None;
        assert_eq!(text.text(), None);
        assert!(text.set("12"));
        assert_eq!(text, Some("12".to_owned()));
        let mut number = 0_i64;
        assert!(number.set("12") && !number.set("x"));
        assert_eq!((number, number.text()), (12, Some("12".to_owned())));
        let mut secret: Option<Sensitive<String>> = None;
        assert!(secret.set("a"));
        assert_eq!(secret.text().as_deref(), Some("a"));
        let mut small: Option<i32> = Some(1);
        assert!(!small.set("9999999999"));
        assert_eq!(small, Some(1));
    }
}
