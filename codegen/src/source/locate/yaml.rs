//! The outline of a YAML text, by the events of a parser that knows where it is.
//!
//! It isn't the parser that read the values, which gives no places: it may refuse a text that the other one reads.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser, Span};

use super::outline::{Kind, Outline};

/// Returns the outline of a text, up to where the parser refuses it.
pub(super) fn outline(text: &str) -> Outline<'_> {
    read(text, 0, |_| false)
}

/// Returns the outline of one member of a block mapping that begins at a byte, and of no more where it ends.
pub(super) fn member(text: &str, start: usize) -> Outline<'_> {
    // The mapping with one member: what comes next is the second one's name.
    read(text, start, |outline| {
        outline.depth() == 1 && outline.next() > 1
    })
}

fn read<'t>(text: &'t str, start: usize, is_enough: impl Fn(&Outline<'t>) -> bool) -> Outline<'t> {
    let mut outline = Outline::new(text);
    let mut bytes = Bytes::from(text, start);
    let mut anchors = Anchors::default();
    for event in Parser::new_from_str(text.get(start..).unwrap_or_default()) {
        let Ok((event, span)) = event else {
            outline.refuse();
            return outline;
        };
        take(&mut outline, &mut anchors, event, bytes.range(&span));
        if is_enough(&outline) {
            break;
        }
    }
    outline.stop();
    // A text without values is read as `null`.
    if outline.next() == 0 {
        outline.push(Kind::Scalar, start..start);
    }
    outline
}

/// What each anchor stands before: a value, by its position, or a text that may be a name.
#[derive(Default)]
struct Anchors<'t> {
    values: HashMap<usize, u32>,
    texts: HashMap<usize, Cow<'t, str>>,
}

fn take<'t>(
    outline: &mut Outline<'t>,
    anchors: &mut Anchors<'t>,
    event: Event<'t>,
    span: Range<usize>,
) {
    let (kind, anchor) = match event {
        Event::SequenceEnd | Event::MappingEnd => return outline.close(span.end),
        Event::Scalar(text, _, anchor, _) => {
            if anchor > 0 {
                anchors.texts.insert(anchor, text.clone());
            }
            if outline.expects_key() {
                return outline.key(span, Some(text.into_owned()));
            }
            (Kind::Scalar, anchor)
        }
        Event::Alias(anchor) if outline.expects_key() => {
            let name = anchors.texts.get(&anchor).cloned();
            return outline.key(span, name.map(Cow::into_owned));
        }
        Event::Alias(anchor) => {
            // Without a target it is the alias of a name.
            let target = anchors.values.get(&anchor).copied();
            (target.map_or(Kind::Scalar, Kind::Alias), 0)
        }
        Event::SequenceStart(anchor, _) => (Kind::Sequence, anchor),
        Event::MappingStart(anchor, _) => (Kind::Mapping, anchor),
        Event::Nothing
        | Event::StreamStart
        | Event::StreamEnd
        | Event::DocumentStart(_)
        | Event::DocumentEnd => return,
    };
    if anchor > 0 {
        anchors.values.insert(anchor, outline.next());
    }
    outline.push(kind, span);
}

/// Turns the parser's places, which count characters, into bytes. They mostly grow, so that the next one is near.
struct Bytes<'t> {
    text: &'t str,
    characters: usize,
    at: usize,
}

impl<'t> Bytes<'t> {
    const fn from(text: &'t str, start: usize) -> Self {
        Self {
            text,
            characters: 0,
            at: start,
        }
    }

    fn range(&mut self, span: &Span) -> Range<usize> {
        let start = self.byte(span.start.index());
        start..self.byte(span.end.index()).max(start)
    }

    fn byte(&mut self, character: usize) -> usize {
        while self.characters < character
            && let Some(c) = self
                .text
                .get(self.at..)
                .and_then(|rest| rest.chars().next())
        {
            self.at += c.len_utf8();
            self.characters += 1;
        }
        while self.characters > character
            && let Some(c) = self
                .text
                .get(..self.at)
                .and_then(|rest| rest.chars().next_back())
        {
            self.at -= c.len_utf8();
            self.characters -= 1;
        }
        self.at
    }
}
