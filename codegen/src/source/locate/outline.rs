//! The values of a text by a parser that knows where it is: what sort each is and where, not what it means.

use std::collections::HashMap;
use std::ops::Range;

/// The sort of a value, as far as the text shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar,
    Sequence,
    Mapping,
    /// Another value of the text, by its position in the outline.
    Alias(u32),
}

/// One value. Those inside of it follow it, up to `after`.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) kind: Kind,
    /// The name that stands before the value of a member; empty for items.
    key: (u32, u32),
    span: (u32, u32),
    /// The position of the first entry that isn't inside.
    after: u32,
    /// Whether the parser came to the end of it.
    pub(super) is_whole: bool,
}

impl Entry {
    /// Returns the bytes of the name, where there is one.
    pub(super) fn key(&self) -> Option<Range<usize>> {
        let key = range(self.key);
        (!key.is_empty()).then_some(key)
    }

    /// Returns the bytes of the value. Those of a value without brackets are none.
    pub(super) fn span(&self) -> Range<usize> {
        range(self.span)
    }
}

const fn range((start, end): (u32, u32)) -> Range<usize> {
    start as usize..end as usize
}

/// The values of a text in their order, as far as a parser came.
#[derive(Debug)]
pub(super) struct Outline<'t> {
    text: &'t str,
    entries: Vec<Entry>,
    /// The names that aren't spelled as they are meant.
    names: HashMap<u32, String>,
    /// The entries that are open, each with the name that was read last.
    open: Vec<Open>,
    /// By mapping, the last name, where the parser stopped behind it.
    unvalued: HashMap<u32, Key>,
}

/// The name of a member: its bytes, and what it means where that isn't what is written.
type Key = (Range<usize>, Option<String>);

#[derive(Debug)]
struct Open {
    entry: u32,
    key: Option<Key>,
}

impl<'t> Outline<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            entries: Vec::new(),
            names: HashMap::new(),
            open: Vec::new(),
            unvalued: HashMap::new(),
        }
    }

    /// Returns the value at a position.
    pub(super) fn get(&self, at: u32) -> Option<&Entry> {
        self.entries.get(at as usize)
    }

    /// Returns the positions of the values directly inside of a value.
    pub(super) fn children(&self, at: u32) -> impl Iterator<Item = u32> {
        let end = self.get(at).map_or(0, |entry| entry.after);
        let mut next = at.saturating_add(1);
        std::iter::from_fn(move || {
            let child = next;
            next = self.get(child).filter(|_| child < end)?.after;
            Some(child)
        })
    }

    /// Returns the name before a value of an object; empty for other values.
    pub(super) fn name(&self, at: u32) -> &str {
        if let Some(name) = self.names.get(&at) {
            return name;
        }
        let key = self.get(at).and_then(Entry::key).unwrap_or_default();
        self.text.get(key).map_or("", unquoted)
    }

    /// Returns the name in a mapping behind which the parser stopped, before any value, and its bytes.
    pub(super) fn unvalued(&self, mapping: u32) -> Option<(&str, Range<usize>)> {
        let (span, meaning) = self.unvalued.get(&mapping)?;
        let written = || self.text.get(span.clone()).map_or("", unquoted);
        let name = meaning.as_deref().unwrap_or_else(written);
        Some((name, span.clone()))
    }
}

/// Returns a name without its double quotes, where it has some.
fn unquoted(written: &str) -> &str {
    let inner = written.strip_prefix('"');
    inner
        .and_then(|inner| inner.strip_suffix('"'))
        .unwrap_or(written)
}

/// Building.
impl Outline<'_> {
    /// Returns the position that the next value gets.
    pub(super) fn next(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }

    /// Returns how many values are open.
    pub(super) const fn depth(&self) -> usize {
        self.open.len()
    }

    /// Returns whether what is read next is the name of a member.
    pub(super) fn expects_key(&self) -> bool {
        self.open.last().is_some_and(|open| {
            let entry = self.get(open.entry);
            open.key.is_none() && entry.is_some_and(|entry| entry.kind == Kind::Mapping)
        })
    }

    /// Keeps the name of the next value. `meaning` is the name, where the text may spell it differently.
    pub(super) fn key(&mut self, span: Range<usize>, meaning: Option<String>) {
        let written = self.text.get(span.clone()).map_or("", unquoted);
        let meaning = meaning.filter(|meaning| meaning != written);
        if let Some(open) = self.open.last_mut() {
            open.key = Some((span, meaning));
        }
    }

    /// Adds a value. One that may hold others stays open.
    pub(super) fn push(&mut self, kind: Kind, span: Range<usize>) {
        let at = self.next();
        let key = self.open.last_mut().and_then(|open| open.key.take());
        let (key, meaning) = key.unwrap_or_default();
        if let Some(meaning) = meaning {
            self.names.insert(at, meaning);
        }
        let is_whole = !matches!(kind, Kind::Sequence | Kind::Mapping);
        self.entries.push(Entry {
            kind,
            key: short(&key),
            span: short(&span),
            after: at.saturating_add(1),
            is_whole,
        });
        if !is_whole {
            self.open.push(Open {
                entry: at,
                key: None,
            });
        }
    }

    /// Closes the value that was opened last. Only brackets have an extent of their own.
    pub(super) fn close(&mut self, end: usize) {
        let after = self.next();
        let Some(open) = self.open.pop() else { return };
        if let Some(entry) = self.entries.get_mut(open.entry as usize) {
            entry.after = after;
            entry.is_whole = true;
            if entry.span.0 != entry.span.1 {
                entry.span.1 = short(&(0..end)).1;
            }
        }
    }

    /// Ends the outline where the parser refuses the text. The value before may end elsewhere than it says.
    pub(super) fn refuse(&mut self) {
        if let Some(entry) = self.entries.last_mut()
            && entry.kind == Kind::Scalar
        {
            entry.span.1 = entry.span.0;
        }
        self.stop();
    }

    /// Ends the outline where the parser stopped: what is open isn't whole.
    pub(super) fn stop(&mut self) {
        let after = self.next();
        for open in std::mem::take(&mut self.open) {
            self.unvalued.extend(open.key.map(|key| (open.entry, key)));
            if let Some(entry) = self.entries.get_mut(open.entry as usize) {
                entry.after = after;
                // Where it ends isn't known.
                entry.span.1 = entry.span.1.min(entry.span.0.saturating_add(1));
            }
        }
    }
}

/// Returns a range in less space. A text has fewer bytes than 2^32.
fn short(range: &Range<usize>) -> (u32, u32) {
    let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    (short(range.start), short(range.end))
}
