//! `x-bindgen-pagination`: pagination rules.

use crate::diagnostic::Place;

/// What an operation says of pagination.
#[derive(Clone, Debug, Default)]
pub enum Paging {
    /// Nothing: a rule for all operations may apply.
    #[default]
    Unsaid,
    /// `false`: no rule applies.
    Off,
    /// Its own rule.
    Own(Box<Pagination>),
}

/// A pagination rule: how the next page is requested.
#[derive(Clone, Debug)]
pub struct Pagination {
    /// Where it stands.
    pub at: Place,
    /// `kind`, with what it needs.
    pub turn: Turn,
    /// `items`: the members that lead to the list; none where the body is the list.
    pub items: Option<Said>,
    /// `more`: the members that lead to whether more pages follow.
    pub more: Option<Said>,
}

/// How one page leads to the next.
#[derive(Clone, Debug)]
pub enum Turn {
    /// A query parameter takes a cursor of the page before.
    Cursor {
        /// `parameter`.
        parameter: Said,
        /// `next` or `last`.
        cursor: Cursor,
    },
    /// `next`: the members that lead to the URL of the next page.
    Url(Said),
    /// The header `Link` with `rel="next"` (RFC 8288).
    Link,
    /// `parameter`: it counts the items before the page.
    Offset(Said),
    /// `parameter`: it counts pages.
    Page(Said),
}

/// Where a page holds the cursor of the next one.
#[derive(Clone, Debug)]
pub enum Cursor {
    /// `next`: members of the body lead to it.
    Next(Said),
    /// `last`: members of the last item lead to it.
    Last(Said),
}

/// A text and where it was said.
#[derive(Clone, Debug)]
pub struct Said {
    /// The text.
    pub text: String,
    /// Where.
    pub at: Place,
}

impl Said {
    /// The names of members that the text is: with `/` between them, and JSON Pointer's escapes (RFC 6901, section 3).
    pub fn members(&self) -> impl Iterator<Item = String> + '_ {
        let names = self.text.split('/');
        names.map(|name| name.replace("~1", "/").replace("~0", "~"))
    }
}

impl Pagination {
    /// The same, said outside of the document.
    #[must_use]
    pub fn outside(mut self) -> Self {
        let outside = |said: &mut Said| said.at = Place::Document;
        self.at = Place::Document;
        self.items
            .iter_mut()
            .chain(&mut self.more)
            .for_each(outside);
        match &mut self.turn {
            Turn::Cursor { parameter, cursor } => {
                let (Cursor::Next(said) | Cursor::Last(said)) = cursor;
                outside(parameter);
                outside(said);
            }
            Turn::Url(said) | Turn::Offset(said) | Turn::Page(said) => outside(said),
            Turn::Link => {}
        }
        self
    }
}
