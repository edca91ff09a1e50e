//! Answers that are pages of a list.

use super::{Type, TypeId};

/// How the pages of an operation follow each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pagination {
    /// What the list holds.
    pub item: Type,
    /// From the page to the list.
    pub items: Vec<Step>,
    /// From the page to whether more follow.
    pub more: Option<Vec<Step>>,
    pub next_page: NextPage,
}

/// How one page leads to the next. A parameter is an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// From the page to the cursor that the parameter takes.
    Cursor { parameter: usize, cursor: Vec<Step> },
    /// From the page to the URL of the next one.
    Url(Vec<Step>),
    /// The header `Link`.
    Link,
    /// The parameter counts items; the number is what it is where it is left out.
    Offset { parameter: usize, first: i64 },
    /// The parameter counts pages; the number is what it is where it is left out.
    Number { parameter: usize, first: i64 },
}

/// One step from a value to what is inside of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the field of a struct.
    Field { owner: TypeId, index: usize },
    /// To what may be missing or null.
    Optional,
    /// To what may be missing and may be null.
    OptionalNullable,
    /// To what is secret.
    Sensitive,
    /// To the last item of a list.
    Last,
}
