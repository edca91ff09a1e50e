//! What an operation says of its pages.

use crate::client::Operation;
use crate::json::{FromJson, Json, ToJson};

/// An operation whose answer is one page of a list.
pub trait Paginated:
    Operation<Output: Send, ErrorCode: Send, ErrorBody: Send> + Send + Sync
{
    /// What the list holds.
    type Item: Send + 'static;

    /// How one page leads to the next.
    const STRATEGY: PageStrategy;

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
pub enum PageStrategy {
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
