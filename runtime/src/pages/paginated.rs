//! What an operation declares about its pages.

use crate::client::Operation;
use crate::json::{FromJson, Json, ToJson};

/// An operation whose response is one page of a list.
pub trait Paginated:
    Operation<Output: Send, ErrorCode: Send, ErrorBody: Send> + Send + Sync
{
    /// The type of the items.
    type Item: Send + 'static;

    /// How one page leads to the next.
    const STRATEGY: PageStrategy;

    /// Returns the items of a page, if it has the list.
    fn items(page: &Self::Output) -> Option<&[Self::Item]>;

    /// Takes the items out of a page.
    fn into_items(page: Self::Output) -> Option<Vec<Self::Item>>;

    /// Returns where a page says whether there are more: `true` or `false`.
    fn more(_page: &Self::Output) -> Option<&dyn ToJson> {
        None
    }

    /// Returns where a page holds the cursor or the URL of the next one.
    fn next(_page: &Self::Output) -> Option<&dyn ToJson> {
        None
    }

    /// Returns the page parameter.
    fn parameter(&mut self) -> Option<&mut dyn PageParameter> {
        None
    }
}

/// How one page leads to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageStrategy {
    /// The parameter takes the cursor that [`Paginated::next`] returns.
    Cursor,
    /// [`Paginated::next`] returns the URL of the next page.
    Url,
    /// The header `Link` has the URL of the next page, with `rel="next"`
    /// (RFC 8288).
    Link,
    /// The parameter is the number of items before the page.
    Offset {
        /// The default of the parameter.
        first: i64,
    },
    /// The parameter is the number of the page.
    Number {
        /// The default of the parameter.
        first: i64,
    },
}

/// A parameter that selects a page, as text: any query parameter with a single value.
pub trait PageParameter {
    /// Returns the value, if there is one.
    fn text(&self) -> Option<String>;

    /// Sets the value; returns `false` if the parameter's type doesn't take it.
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

/// Returns the text of a string or a number in a query.
pub(super) fn text(json: Json<'_>) -> Option<String> {
    match json {
        Json::String(text) => Some(text.into_owned()),
        Json::Number(number) => Some(number.to_string()),
        _ => None,
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
