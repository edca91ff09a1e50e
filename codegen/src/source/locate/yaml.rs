//! Finds the places of nodes in YAML by the events of a parser that knows where it is. Aliases are followed as the
//! tree followed them: what is wrong in an alias is shown where it is written.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use saphyr_parser::{Event, Marker, Parser, Span};

use super::{Lines, Spot, Wanted};
use crate::source::tree::NodeId;

/// The wanted spots, and how many values there are in all: at most one more than the tree has.
pub(super) fn locate(
    text: &str,
    lines: &Lines<'_>,
    nodes: usize,
    wanted: &mut Wanted,
) -> (BTreeMap<NodeId, Spot>, usize) {
    let (steps, anchors) = steps(text);
    let mut walk = Walk {
        steps: &steps,
        anchors: &anchors,
        at: 0,
        values: 0,
        open: Vec::new(),
        spots: Vec::new(),
    };
    while walk.values <= nodes && walk.step(wanted) {}
    let values = walk.values;
    let spots = walk
        .spots
        .into_iter()
        .map(|(node, found)| (node, found.in_bytes(lines)));
    (spots.collect(), values)
}

/// Line (from 1) and column (from 0).
type At = (usize, usize);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Scalar,
    Sequence,
    Mapping,
    End,
    Alias(usize),
}

#[derive(Clone, Copy, Debug)]
struct Step {
    kind: Kind,
    start: At,
    end: At,
}

/// The events of the text, and where each anchor's begin. A parser error ends them early.
fn steps(text: &str) -> (Vec<Step>, HashMap<usize, usize>) {
    let mut steps = Vec::new();
    let mut anchors = HashMap::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { break };
        let (kind, anchor) = match event {
            Event::Alias(anchor) => (Kind::Alias(anchor), 0),
            Event::Scalar(_, _, anchor, _) => (Kind::Scalar, anchor),
            Event::SequenceStart(anchor, _) => (Kind::Sequence, anchor),
            Event::MappingStart(anchor, _) => (Kind::Mapping, anchor),
            Event::SequenceEnd | Event::MappingEnd => (Kind::End, 0),
            Event::Nothing
            | Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(_)
            | Event::DocumentEnd => {
                continue;
            }
        };
        if anchor > 0 {
            anchors.insert(anchor, steps.len());
        }
        let Span { start, end } = span;
        let at = |marker: Marker| (marker.line(), marker.col());
        steps.push(Step {
            kind,
            start: at(start),
            end: at(end),
        });
    }
    (steps, anchors)
}

struct Walk<'s> {
    steps: &'s [Step],
    anchors: &'s HashMap<usize, usize>,
    at: usize,
    values: usize,
    open: Vec<Container>,
    spots: Vec<(NodeId, Found)>,
}

struct Container {
    is_mapping: bool,
    key: Option<Range<At>>,
    /// The spot that gets its end when the container ends.
    spot: Option<usize>,
    /// Where to go on when the container ends, if an alias led to it.
    back: Option<usize>,
}

#[derive(Debug)]
struct Found {
    key: Option<Range<At>>,
    value: Range<At>,
}

impl Found {
    fn in_bytes(self, lines: &Lines<'_>) -> Spot {
        let bytes = |range: Range<At>| {
            let start = lines.byte(range.start.0, range.start.1);
            start..lines.byte(range.end.0, range.end.1).max(start)
        };
        let has_extent = self.value.start != self.value.end;
        let value = bytes(self.value);
        Spot {
            key: self.key.map(bytes),
            start: value.start,
            value: has_extent.then_some(value),
        }
    }
}

impl Walk<'_> {
    /// Takes one event; false at the end.
    fn step(&mut self, wanted: &mut Wanted) -> bool {
        let Some(step) = self.steps.get(self.at).copied() else {
            return false;
        };
        self.at += 1;
        if step.kind == Kind::End {
            self.close(step);
            return true;
        }
        let container = self.open.last_mut();
        if let Some(container) =
            container.filter(|container| container.is_mapping && container.key.is_none())
        {
            container.key = Some(step.start..step.end);
            return true;
        }
        let spot = self.value(step, wanted);
        self.enter(step, spot, None)
    }

    fn enter(&mut self, step: Step, spot: Option<usize>, back: Option<usize>) -> bool {
        match step.kind {
            Kind::Scalar | Kind::End => true,
            Kind::Sequence | Kind::Mapping => {
                let spot = spot.filter(|_| back.is_none());
                self.open.push(Container {
                    is_mapping: step.kind == Kind::Mapping,
                    key: None,
                    spot,
                    back,
                });
                true
            }
            Kind::Alias(anchor) => {
                let Some(target) = self.anchors.get(&anchor).copied() else {
                    return false;
                };
                let Some(step) = self.steps.get(target).copied() else {
                    return false;
                };
                if matches!(step.kind, Kind::Scalar | Kind::End | Kind::Alias(_)) {
                    return true;
                }
                let back = self.at;
                self.at = target + 1;
                self.enter(step, None, Some(back))
            }
        }
    }

    /// Counts a value and keeps its place when it is wanted.
    fn value(&mut self, step: Step, wanted: &mut Wanted) -> Option<usize> {
        let key = self
            .open
            .last_mut()
            .and_then(|container| container.key.take());
        let node = wanted.take(self.values);
        self.values += 1;
        self.spots.push((
            node?,
            Found {
                key,
                value: step.start..step.end,
            },
        ));
        Some(self.spots.len() - 1)
    }

    fn close(&mut self, step: Step) {
        let Some(container) = self.open.pop() else {
            return;
        };
        if let Some((_, found)) = container.spot.and_then(|spot| self.spots.get_mut(spot)) {
            // Only brackets have an extent of their own.
            if found.value.start != found.value.end {
                found.value.end = step.end;
            }
        }
        if let Some(back) = container.back {
            self.at = back;
        }
    }
}
