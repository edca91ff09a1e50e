//! `x-bindgen-pagination`: pagination rules.

use crate::diagnostic::Place;

/// What an operation says of pagination.
#[derive(Clone, Debug, Default)]
pub enum OwnPagination {
    /// Nothing: a rule for all operations may apply.
    #[default]
    Unsaid,
    /// `false`: no rule applies.
    Off,
    /// Its own rule.
    Rule(Box<PaginationRule>),
}

/// A pagination rule: how the next page is requested.
#[derive(Clone, Debug)]
pub struct PaginationRule {
    /// Its place.
    pub at: Place,
    /// `kind`, with what it needs.
    pub strategy: PageStrategy,
    /// `items`: the members that lead to the list; none where the body is the list.
    pub items: Option<Located>,
    /// `more`: the members that lead to whether more pages follow.
    pub more: Option<Located>,
}

/// How the next page is requested.
#[derive(Clone, Debug)]
pub enum PageStrategy {
    /// A query parameter takes a cursor of the page before.
    Cursor {
        /// `parameter`.
        parameter: Located,
        /// `next` or `last`.
        cursor: Cursor,
    },
    /// `next`: the members that lead to the URL of the next page.
    Url(Located),
    /// The header `Link` with `rel="next"` (RFC 8288).
    Link,
    /// `parameter`: it counts the items before the page.
    Offset(Located),
    /// `parameter`: it counts pages.
    Page(Located),
}

/// Where a page holds the cursor of the next one.
#[derive(Clone, Debug)]
pub enum Cursor {
    /// `next`: members of the body lead to it.
    Next(Located),
    /// `last`: members of the last item lead to it.
    Last(Located),
}

/// A text and its node.
#[derive(Clone, Debug)]
pub struct Located {
    /// The text.
    pub text: String,
    /// Its place.
    pub at: Place,
}

impl Located {
    /// Returns the names of members that the text is a path of: with `/` between them, escaped as in a JSON pointer
    /// (RFC 6901, section 3).
    pub fn members(&self) -> impl Iterator<Item = String> + '_ {
        let names = self.text.split('/');
        names.map(|name| name.replace("~1", "/").replace("~0", "~"))
    }
}

impl PaginationRule {
    /// Returns the rule as one outside of the document.
    #[must_use]
    pub fn outside(mut self) -> Self {
        let outside = |said: &mut Located| said.at = Place::Document;
        self.at = Place::Document;
        self.items
            .iter_mut()
            .chain(&mut self.more)
            .for_each(outside);
        match &mut self.strategy {
            PageStrategy::Cursor { parameter, cursor } => {
                let (Cursor::Next(said) | Cursor::Last(said)) = cursor;
                outside(parameter);
                outside(said);
            }
            PageStrategy::Url(said) | PageStrategy::Offset(said) | PageStrategy::Page(said) => {
                outside(said)
            }
            PageStrategy::Link => {}
        }
        self
    }
}
