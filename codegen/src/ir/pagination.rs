//! Pagination: responses that are pages of a list.

use super::{Type, TypeId};

/// How the pages of an operation follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// The type of the list's items.
    pub item: Type,
    /// The steps from the page to the list.
    pub items: Vec<Step>,
    /// The steps from the page to whether more pages follow.
    pub more: Option<Vec<Step>>,
    pub next_page: NextPage,
}

/// How the next page is requested. Parameters are indices.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// The parameter takes a cursor; the steps lead to it from the page.
    Cursor { parameter: usize, cursor: Vec<Step> },
    /// The steps lead from the page to the URL of the next one.
    Url(Vec<Step>),
    /// The header `Link`.
    Link,
    /// The parameter counts items; `first` is its default.
    Offset { parameter: usize, first: i64 },
    /// The parameter counts pages; `first` is its default.
    Number { parameter: usize, first: i64 },
}

/// One step from a value to what is inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the field of a struct.
    Field { owner: TypeId, index: usize },
    /// To what is optional or nullable.
    Optional,
    /// To what is optional and nullable.
    OptionalNullable,
    /// To what is sensitive.
    Sensitive,
    /// To the last item of a list.
    Last,
}
